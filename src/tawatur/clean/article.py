"""``clean``: which characters of a document are the article, its title, byline, dateline and credit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tawatur.clean.layout import Layout, lay_out
from tawatur.clean.page import Page, read_page
from tawatur.model import CleanError, Document, RawDocument
from tawatur.rules.load import read_yaml

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 50_000


class _Script(NamedTuple):
    foreign: re.Pattern[str]
    foreign_share: float
    arabic_share: float


@lru_cache(maxsize=1)
def _script() -> _Script:
    data = read_yaml("clean/script.yaml")
    return _Script(re.compile(f"[{data['foreign']}]"), data["foreign_share"], data["arabic_share"])


def _check_language(text: str, name: str) -> None:
    """Raise CleanError unless most of the letters are Arabic ones, with next to none of other languages' letters."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    script = _script()
    if not arabic or arabic < letters * script.arabic_share:
        raise CleanError(name, "no Arabic text")
    foreign = len(script.foreign.findall(sample))
    if foreign > 3 and foreign > arabic * script.foreign_share:
        raise CleanError(name, "no Arabic text: another language in Arabic script")


def _page(raw: RawDocument) -> Page:
    if raw.html is not None:
        return read_page(raw.html, raw.id)
    if raw.text is None:
        raise CleanError(raw.id, "neither text nor page")
    return Page(raw.text, None, None, None, None)


def clean(raw: RawDocument) -> Document:
    """Tell the article apart from the page around it.

    ``Document.text`` is the given text, unchanged (for HTML: the main text of the page); all spans are offsets into
    it. ``body`` leaves out menus, section names, related headlines, share prompts, captions, keyword tails, byline,
    dateline, credit and title. Where a line could be either, it is kept.

    Raises:
        CleanError: no Arabic text, no text in the page, or nothing but menus and headlines.
    """
    page = _page(raw)
    _check_language(page.text, raw.id)
    outlet = raw.outlet or page.outlet
    title = raw.title or page.title
    layout: Layout = lay_out(page.text, title, outlet)
    if not layout.body:
        raise CleanError(raw.id, "no article text: nothing but menus and headlines")
    _check_language("\n".join(span.of(page.text) for span in layout.body), raw.id)
    credit = layout.credit
    if outlet is None and credit is not None and credit.of(page.text) == layout.outlet:
        credit = None  # an outlet that only names itself credits nobody
    return Document(
        id=raw.id,
        text=page.text,
        url=raw.url or page.url,
        outlet=outlet or layout.outlet,
        title=title if title is not None else layout.title and layout.title.of(page.text),
        title_span=layout.title,
        byline=layout.byline,
        dateline=layout.dateline,
        dateline_place=layout.place,
        credit=credit and credit.of(page.text),
        credit_span=credit,
        published=raw.published or page.published,
        retrieved=raw.retrieved,
        body=layout.body,
    )



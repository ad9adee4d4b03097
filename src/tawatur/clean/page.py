"""A web page: its main text, and what its own metadata say of title, outlet, address and publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import lxml.html
import trafilatura
from lxml.etree import LxmlError
from resiliparse.extract.html2text import extract_plain_text

from tawatur.model import CleanError

LARGE = 1_000_000
"""Characters; a larger page is read with resiliparse, in linear time, instead of trafilatura (7 s for 10 MB)."""
MANY = 15_000
"""Elements; the same for a page of more (7 s for 110,000 paragraphs of a word)."""

_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2}(?:[T ][\d:.,+\-Z ]{4,24})?)?")
_DEPTH = 6


class Page(NamedTuple):
    """Main text of a page, paragraphs on lines of their own, and its metadata; None where the page doesn't say."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


def _main_text(html: str, tree: lxml.html.HtmlElement) -> str:
    text: str | None = None
    if len(html) <= LARGE and sum(1 for _ in zip(tree.iter(), range(MANY), strict=False)) < MANY:
        try:
            text = trafilatura.extract(
                html, favor_precision=True, include_comments=False, include_tables=False, deduplicate=False
            )
        except (RecursionError, ValueError, LxmlError):
            text = None
    if not text:
        # From the parsed tree, whose depth the parser bounds: on nested elements resiliparse takes quadratic time.
        bounded = lxml.html.tostring(tree, encoding="unicode")
        text = extract_plain_text(bounded, main_content=True, links=False, alt_texts=False, form_fields=False)
    return str(text or "")


def _tidy(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """First content of each <meta>, by its lower-case property, name or itemprop."""
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _tidy(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                out.setdefault(key.lower().strip(), content)
    return out


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _linked_data(tree: lxml.html.HtmlElement) -> list[dict[str, Any]]:
    """Objects of the JSON-LD scripts; a script that can't be parsed says nothing."""
    out: list[dict[str, Any]] = []
    for element in tree.iter("script"):
        if (element.get("type") or "").lower().strip() == "application/ld+json" and element.text:
            try:
                out.extend(_objects(json.loads(element.text, strict=False)))
            except (ValueError, RecursionError):
                continue
    return out


def _iso(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and _ISO.fullmatch(value.strip()) else None


def _published(tree: lxml.html.HtmlElement, meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    """Only what is marked as the day of publication; never a date from the running text or the address."""
    for key in ("article:published_time", "og:article:published_time", "datepublished", "article.published"):
        if (found := _iso(meta.get(key))) is not None:
            return found
    for item in linked:
        if (found := _iso(item.get("datePublished"))) is not None:
            return found
    for element in tree.iter("time"):
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        marked = marked or "published" in (element.get("class") or "").lower().split()
        if marked and (found := _iso(element.get("datetime"))) is not None:
            return found
    return None


def _outlet(meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    if "og:site_name" in meta:
        return meta["og:site_name"]
    for item in linked:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return _tidy(publisher["name"])
    return meta.get("application-name")


def _title(tree: lxml.html.HtmlElement, meta: dict[str, str], outlet: str | None) -> str | None:
    headings = [_tidy(element.text_content()) for element in tree.iter("h1")]
    first = headings[0] if len(headings) == 1 else None
    title = meta.get("og:title") or first or _tidy(tree.findtext(".//title"))
    if title and outlet:
        bare = re.sub(r"\s{0,3}[|\-–—»:]\s{0,3}" + re.escape(outlet) + r"\s{0,3}$", "", title)
        return bare or title
    return title


def _address(tree: lxml.html.HtmlElement, meta: dict[str, str]) -> str | None:
    for element in tree.iter("link"):
        href = (element.get("href") or "").strip()
        if (element.get("rel") or "").lower().strip() == "canonical" and href.startswith(("http://", "https://")):
            return href
    found = meta.get("og:url", "")
    return found if found.startswith(("http://", "https://")) else None


def read_page(html: str, name: str) -> Page:
    """The main text and the metadata of ``html``.

    Text: trafilatura in its precise setting (the best of those measured on Arabic pages), resiliparse for pages larger
    than ``LARGE`` (or of more elements than ``MANY``) and where trafilatura finds nothing. Nothing is fetched.

    Raises:
        CleanError: the page can't be parsed or holds no text.
    """
    bare = re.sub(r"^\s{0,1000}<\?xml[^>]{0,300}\?>", "", html)
    try:
        tree = lxml.html.document_fromstring(bare, parser=lxml.html.HTMLParser(no_network=True, encoding=None))
    except (LxmlError, ValueError, AssertionError) as error:
        raise CleanError(name, "the page can't be parsed as HTML") from error
    text = _main_text(bare, tree)
    if not text.strip():
        raise CleanError(name, "no text in the page")
    meta, linked = _meta(tree), _linked_data(tree)
    outlet = _outlet(meta, linked)
    return Page(text, _title(tree, meta, outlet), outlet, _address(tree, meta), _published(tree, meta, linked))

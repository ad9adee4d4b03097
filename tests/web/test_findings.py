"""The views across documents: what the page holds of them, and what a browser shows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import tawatur
from tawatur import RecordView
from tawatur.web import render_report
from tawatur.web.strings import load_strings

VIEWS = ("framing", "announcements", "agreements", "chains", "copies", "disagreements")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")


@pytest.fixture(scope="module")
def samples() -> RecordView:
    return tawatur.build(Path(str(files("tawatur.resources").joinpath("demo", "texts"))))


@pytest.fixture(scope="module")
def page(samples: RecordView) -> str:
    return render_report(samples.record())


@pytest.fixture(scope="module")
def held(page: str) -> Any:
    return json.loads(html.document_fromstring(page.encode()).get_element_by_id("data").text)


def texts_of(held: Any, value: Any) -> list[str]:
    """The words of every [document, start, end] in a part of the payload."""
    if isinstance(value, dict):
        return [words for key, each in value.items() if key != "perhaps" for words in texts_of(held, each)]
    if isinstance(value, list):
        if len(value) in (3, 4) and all(isinstance(each, int) for each in value):
            doc, start, end = value[:3]
            return [held["documents"][doc]["text"][start:end]]
        return [words for each in value for words in texts_of(held, each)]
    return []


def test_the_page_holds_what_the_commands_tell(samples: RecordView, held: Any) -> None:
    assert len(held["framing"]) == len(samples.framings())
    told = [words for one in samples.announcements() for words in (*one.told, *one.rests_on)]
    assert set(texts_of(held, held["announcements"])) >= {one.words for one in told}
    for mine, theirs in zip(held["agreements"], samples.agreements(), strict=True):
        assert held["events"][mine["event"]]["id"] == theirs.event
        assert [one["en"] for one in mine["instruments"]] == [one.name_en for one in theirs.instruments]


def test_no_words_are_empty(held: Any) -> None:
    for name in ("framing", "announcements", "agreements"):
        words = texts_of(held, held[name])
        assert words and all(each.strip() for each in words)


def show(page: str, where: str, folder: Path) -> Any:
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom")
    done = subprocess.run(
        [str(CHROMIUM), *flags, f"--user-data-dir={folder / 'profile'}", path.as_uri() + where],
        capture_output=True, check=True, timeout=120,
    )
    return html.document_fromstring(done.stdout)


@needs_browser
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_opens_in_both_languages(page: str, tmp_path: Path, view: str, lang: str) -> None:
    root = show(page, f"#/{view}?lang={lang}", tmp_path)
    main = root.get_element_by_id("content")
    assert root.get("dir") == ("rtl" if lang == "ar" else "ltr")
    assert main.xpath(".//h1")[0].text_content() == load_strings()["ui"][view][lang]
    assert main.xpath(".//li[@class='finding']")
    current = root.xpath("//nav[@class='sections']/a[@aria-current='page']")
    assert [each.text_content() for each in current] == [load_strings()["ui"][view][lang]]
    assert not re.search(r"undefined|\[object|NaN|\{[a-z]\}", main.text_content())


@needs_browser
def test_announcements_are_chosen_by_their_outcome_in_the_address(page: str, held: Any, tmp_path: Path) -> None:
    root = show(page, "#/announcements?outcome=no_news&lang=en", tmp_path)
    shown = root.xpath("//li[@class='finding']//span[contains(@class, 'outcome')]")
    wanted = [one for one in held["announcements"] if one["outcome"] == "no_news"]
    assert [each.text_content() for each in shown] == ["no news since"] * len(wanted)
    assert f"{wanted[0]['silent']} days up to the last dated document" in root.text_content()


@needs_browser
def test_a_search_finds_the_wordings_of_one_thing(page: str, tmp_path: Path) -> None:
    root = show(page, "#/framing?q=جيش الاحتلال", tmp_path)
    cards = root.xpath("//li[@class='finding']")
    assert 1 <= len(cards) < len(root.xpath("//nav[@class='sections']/a"))
    (card,) = (each for each in cards if each.xpath(".//h2")[0].text_content() == "الجيش الإسرائيلي")
    words = [each.text_content() for each in card.xpath(".//h3")]
    assert {"الجيش الإسرائيلي", "جيش الاحتلال", "جيش الدفاع الإسرائيلي"} <= set(words)
    assert all(each.text_content().strip() for each in card.xpath(".//mark"))

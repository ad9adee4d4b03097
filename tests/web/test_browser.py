"""What a browser shows: run where a Chromium is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html

from tawatur.model import Record, Span
from tawatur.web import render_report

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--virtual-time-budget=2000", "--dump-dom",
)

Show = Callable[[str, str], Any]


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """Opens a page at an address inside it and gives the elements that the script made."""

    def run(text: str, where: str) -> Any:
        path = tmp_path / "report.html"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", path.as_uri() + where],
            capture_output=True, check=True, timeout=120,
        )
        return html.document_fromstring(done.stdout)

    return run


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def marked(root: Any, paint: str) -> str:
    return "".join(one.text_content() for one in root.xpath(f"//*[contains(@class, 'm-{paint}')]"))


def test_the_timeline_lists_every_event_in_arabic(show: Show, record: Record, failures: Any) -> None:
    root = show(render_report(record, failures), "#/timeline")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    titles = [words(one) for one in root.xpath("//li[contains(@class, 'event ')]//h4")]
    assert sorted(titles) == sorted(event.title_ar for event in record.events)
    assert words(root.xpath("//p[@class='totals']")[0]) == "5 وثائق4 منابر14 حدثًا17 اسمًاوثيقتان لم تُقرآ"
    assert words(root.xpath("//h2[last()]")[-1]) == "بلا تاريخ معلوم"
    assert "3 وثائق · 3 منابر · مصدران مستقلان" in words(root.xpath("//main")[0])


def test_filters_are_in_the_address(show: Show, record: Record) -> None:
    root = show(render_report(record), "#/timeline?status=planned,denied&actor=prt&lang=en")
    titles = [words(one) for one in root.xpath("//h4")]
    assert titles == [
        "Training drones for Jordan",
        "Jordanian army chief Hourani to visit Lisbon",
        "Portugal denies selling weapons to Jordan",
    ]
    root = show(render_report(record), "#/timeline?from=2022-09&to=2022")
    assert len(root.xpath("//h4")) == 3


def test_marks_stand_on_their_words_in_a_text_with_emoji(show: Show, record: Record) -> None:
    first = record.documents[0]
    shift = "😀🛡️𝕏 "

    def later(found: re.Match[bytes]) -> bytes:
        return b'"start":%d,"end":%d' % tuple(int(one) + len(shift) for one in found.groups())

    encoded = msgspec.json.encode(first)
    moved = msgspec.json.decode(re.sub(rb'"start":(\d+),"end":(\d+)', later, encoded), type=type(first))
    doc = msgspec.structs.replace(
        first.annotated.doc, text=shift + first.annotated.doc.text, title_span=None, dateline=None, credit_span=None,
        body=tuple(Span(span.start + len(shift), span.end + len(shift)) for span in first.annotated.doc.body),
    )
    changed = msgspec.structs.replace(moved, annotated=msgspec.structs.replace(moved.annotated, doc=doc))
    text = render_report(msgspec.structs.replace(record, documents=(changed, *record.documents[1:])))
    root = show(text, "#/article/a-harbour.txt")
    assert marked(root, "event") == "".join(event.trigger for event in first.events)


def test_marks_end_between_words(show: Show, record: Record) -> None:
    root = show(render_report(record), "#/article/a-harbour.txt")
    text = root.xpath("//*[contains(@class, 'article-text')]")[0]
    for line in text:
        for before, after in pairwise(piece for piece in line.itertext() if piece):
            assert not re.search(r"[\u0621-\u0652]\n[\u0621-\u0652]", f"{before}\n{after}")
    lines = ["".join(line.itertext()) for line in text]
    assert "\n".join(lines) == record.documents[0].annotated.doc.text
    assert "alert(1)" in marked(root, "noise")


VIEWS = ("#/timeline", "#/event/accord", "#/article/a-harbour.txt", "#/documents", "#/entity/jor")


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_words_stay_words(show: Show, record: Record, view: str) -> None:
    bad = "<img src=x onerror=\"document.title='bad'\"></script><script>document.title='bad'</script>"
    hostile = msgspec.structs.replace(
        record,
        events=tuple(
            msgspec.structs.replace(event, title_ar=bad, names=(bad,), topics=("__proto__", bad))
            for event in record.events
        ),
        entities=tuple(
            msgspec.structs.replace(entity, name_ar=bad, names_ar=(bad,), country="__proto__")
            for entity in record.entities
        ),
    )
    root = show(render_report(hostile, [(bad, "constructor", bad)]), view)
    assert not root.xpath("//img")
    assert len(root.xpath("//script")) == 2
    assert root.xpath("//title")[0].text != "bad"
    assert root.xpath("//main/*")


def test_an_address_that_is_no_web_address_is_no_link(show: Show, record: Record) -> None:
    root = show(render_report(record), "#/article/e-mirror.txt")
    assert not root.xpath("//a[starts-with(@href, 'javascript')]")
    assert "javascript:alert(1)" in words(root.xpath("//main")[0])


def test_an_event_shows_its_chain_reasons_and_disagreements(show: Show, record: Record) -> None:
    root = show(render_report(record), "#/event/drones")
    links = [words(one) for one in root.xpath("//li[contains(@class, 'link ')]/span[@class='link-name']")]
    assert links == ["صحيفة الأفق الجديد", "وكالة المرسى", "مصدر غير مسمى", "طائرات مسيّرة"]
    root = show(render_report(record), "#/event/visit-amman?lang=en")
    page = words(root.xpath("//main")[0])
    assert "the visit begins on a Tuesday" in page
    assert "three days does not fit" in page
    assert [words(one) for one in root.xpath("//div[@class='account']//q")] == ["من 10 إلى 11 ماي", "ثلاثة أيام"]
    root = show(render_report(record), "#/event/exercise")
    assert "العدد: أشخاص" in words(root.xpath("//main")[0])


def test_a_source_that_speaks_in_a_post_says_so(show: Show, record: Record) -> None:
    for where in ("#/event/exercise", "#/chains"):
        arabic = words(show(render_report(record), where).xpath("//main")[0])
        assert "في منشور على تويتر (إكس)" in arabic and "في تغريدة على «تويتر»" in arabic
        assert "in a post on Twitter (X)" in words(show(render_report(record), f"{where}?lang=en").xpath("//main")[0])


DATES = {
    "2021-11-24": ("24 نوفمبر 2021", "24 November 2021"),
    "2021-11-24/2021-11-25": ("24–25 نوفمبر 2021", "24–25 November 2021"),
    "2021-11-30/2021-12-02": ("30 نوفمبر – 2 ديسمبر 2021", "30 November – 2 December 2021"),
    "2021-12-30/2022-01-02": ("30 ديسمبر 2021 – 2 يناير 2022", "30 December 2021 – 2 January 2022"),
    "2022-07": ("يوليو 2022", "July 2022"),
    "2022-07/2022-09": ("يوليو – سبتمبر 2022", "July – September 2022"),
    "2022-09~": ("نحو سبتمبر 2022", "about September 2022"),
    "2022-09-11?": ("11 سبتمبر 2022 (غير مؤكد)", "11 September 2022 (uncertain)"),
    "2022-07-XX": ("أحد أيام يوليو 2022", "a day in July 2022"),
    "2022-XX": ("أحد أشهر 2022", "a month of 2022"),
    "2022": ("2022", "2022"),
    "202X": ("عقد 2020", "the 2020s"),
    "2022-22": ("صيف 2022", "summer 2022"),
    "2022-05/..": ("منذ مايو 2022", "since May 2022"),
    "../2022-05-01": ("حتى 1 مايو 2022", "until 1 May 2022"),
    "no date": ("no date", "no date"),
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_dates_are_said_in_words(show: Show, dated: Any, language: str) -> None:
    root = show(render_report(dated(*DATES)), f"#/timeline?lang={language}")
    shown = {one.xpath(".//h4/a/@href")[0].split("?")[0]: words(one.xpath(".//*[@class='event-date']")[0])
             for one in root.xpath("//li[contains(@class, 'event ')]")}
    said = [shown[f"#/event/e{at:03}"] for at in range(len(DATES))]
    assert said == [both[0 if language == "ar" else 1] for both in DATES.values()]


def test_many_events_are_drawn_a_part_at_a_time(show: Show, dated: Any) -> None:
    root = show(render_report(dated(*["2022-07-19"] * 2000)), "#/timeline")
    assert "2000 حدث" in words(root.xpath("//p[@class='results']")[0])
    assert len(root.xpath("//h4")) < 2000

"""The page holds the whole record, asks nothing of anybody, and nothing in a text can act in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tawatur.model import Record
from tawatur.web import render_report
from tawatur.web.report import script_json

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & <!-- ]]> \u2028\u2029 \" ' `${1}`"


def page(text: str) -> Any:
    return html.document_fromstring(text.encode())


def data(text: str) -> Any:
    found = page(text).get_element_by_id("data")
    return json.loads(found.text)


@pytest.fixture(scope="module")
def text(record: Record, failures: Any) -> str:
    return render_report(record, failures)


def test_the_same_record_gives_the_same_page(record: Record, failures: Any, text: str) -> None:
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=Record)
    assert render_report(again, failures) == text


def test_every_document_entity_and_event_is_in_the_page(record: Record, failures: Any, text: str) -> None:
    held = data(text)
    assert [one["id"] for one in held["documents"]] == [one.annotated.doc.id for one in record.documents]
    assert [one["text"] for one in held["documents"]] == [one.annotated.doc.text for one in record.documents]
    assert [one["id"] for one in held["entities"]] == [one.id for one in record.entities]
    assert [one["id"] for one in held["events"]] == [one.id for one in record.events]
    assert held["aside"] == [list(one) for one in failures]


def test_tellings_and_events_point_at_each_other(record: Record, text: str) -> None:
    held = data(text)
    pairs = {(doc, at): index for index, one in enumerate(held["events"]) for doc, at in one["tellings"]}
    assert len(pairs) == sum(len(event.mentions) for event in record.events)
    for (doc, at), event in pairs.items():
        assert held["documents"][doc]["tellings"][at]["event"] == event
    talks = next(one for one in held["events"] if one["id"] == "talks")
    doc, at = talks["tellings"][0]
    assert held["events"][held["documents"][doc]["tellings"][at]["inside"]]["id"] == "visit-amman"


def test_offsets_stay_code_points_of_the_text_as_given(record: Record, text: str) -> None:
    held = data(text)
    triggers = [one.trigger for extracted in record.documents for one in extracted.events]
    assert triggers == [
        doc["text"][one["start"] : one["end"]] for doc in held["documents"] for one in doc["tellings"]
    ]


def test_countries_have_names(text: str) -> None:
    countries = data(text)["countries"]
    assert countries["JOR"] == {"ar": "الأردن", "en": "Jordan"}
    assert set(countries) == {"JOR", "PRT", "LBN"}
    assert countries["LBN"]["en"] == "Lebanon"


def test_nothing_is_loaded_from_anywhere(text: str) -> None:
    root = page(text)
    assert not root.xpath("//@src")
    assert [one.get("href") for one in root.xpath("//link")] == ["data:,"]
    frame = text.replace(root.get_element_by_id("data").text, "")
    addresses = set(re.findall(r"[a-z]+://[^\s\"'`]*", frame))
    assert addresses == {"http://www.w3.org/2000/svg"}, "the namespace of SVG is a name, not a request"
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", frame)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", frame)


def test_the_policy_allows_only_the_script_and_style_of_the_page(text: str) -> None:
    root = page(text)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for rule, element in (("script-src", "//script[not(@type)]"), ("style-src", "//style")):
        (found,) = root.xpath(element)
        digest = base64.b64encode(hashlib.sha256(found.text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert not root.xpath("//@style | //@onclick | //@onerror")


@given(st.text() | st.lists(st.text()))
def test_embedded_json_reads_back_and_holds_nothing_that_acts(value: Any) -> None:
    held = script_json(value)
    assert json.loads(held) == value
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", held)


def test_hostile_texts_are_inert_and_unchanged(record: Record) -> None:
    first = record.documents[0]
    given_text = first.annotated.doc.text + HOSTILE
    doc = msgspec.structs.replace(first.annotated.doc, text=given_text, outlet=HOSTILE, title=HOSTILE)
    bad = msgspec.structs.replace(
        record,
        documents=(
            msgspec.structs.replace(first, annotated=msgspec.structs.replace(first.annotated, doc=doc)),
            *record.documents[1:],
        ),
        events=tuple(msgspec.structs.replace(event, title_ar=HOSTILE) for event in record.events),
    )
    text = render_report(bad, [(HOSTILE, "clean", HOSTILE)], title=HOSTILE)
    root = page(text)
    assert len(root.xpath("//script")) == 2
    assert not root.xpath("//img")
    assert root.xpath("//title")[0].text == HOSTILE
    held = data(text)
    assert held["documents"][0]["text"].endswith(HOSTILE)
    assert held["events"][0]["ar"] == held["title"] == held["aside"][0][0] == HOSTILE


def test_halves_of_surrogate_pairs_do_no_harm(record: Record) -> None:
    text = render_report(record, title="a\ud83db")
    assert text.encode()
    assert data(text)["title"] == "a\ud83db"


def test_an_empty_record_is_a_page() -> None:
    empty = Record(documents=(), published=(), copy_groups=(), entities=(), events=())
    assert data(render_report(empty))["events"] == []


def test_the_page_is_well_formed(text: str) -> None:
    root = page(text)
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) == 5
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.count("</script>") == 2
    assert "{{" not in text

from __future__ import annotations

from typing import Any

import pytest

from tawatur.merge.events import event_id, status_of
from tawatur.merge.titles import plover, titles
from tawatur.model import Entity, Status


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (["planned", "occurred"], "occurred"),
        (["planned", "ongoing"], "ongoing"),
        (["hypothetical", "planned"], "planned"),
        (["planned", "cancelled"], "cancelled"),
        (["denied"], "denied"),
        (["denied", "occurred", "denied"], "denied"),
        (["denied", "occurred", "occurred"], "occurred"),
        (["hypothetical"], "hypothetical"),
    ],
)
def test_the_best_evidenced_state(told: list[Status], status: Status) -> None:
    assert status_of(told) == status


def test_ids_depend_on_the_mentions_alone() -> None:
    mentions = [("b", 3, 9), ("a", 1, 5)]
    assert event_id("visit", mentions) == event_id("visit", mentions[::-1]) != event_id("meeting", mentions)
    assert event_id("visit", mentions).startswith("visit-") and len(event_id("visit", mentions)) == len("visit-") + 10


def entity(name_ar: str, name_en: str | None) -> Entity:
    return Entity(id=name_ar, type="PERSON", country=None, name_ar=name_ar, name_en=name_en, names_ar=(name_ar,))


def test_titles() -> None:
    two = [entity("سالم الفاضل", "Salem Fadel"), entity("هنريك غاردنر", "Henrik Gardner")]
    many = [*two, entity("راشد", "Rashid"), entity("ناصر", None)]
    oslo = entity("أوسلو", "Oslo")
    assert titles("meeting", "occurred", two, oslo, ()) == (
        "Meeting: Salem Fadel and Henrik Gardner in Oslo",
        "لقاء: سالم الفاضل وهنريك غاردنر في أوسلو",
    )
    assert titles("visit", "planned", two[:1], None, ()) == (
        "Visit: Salem Fadel (planned)",
        "زيارة: سالم الفاضل (مرتقب)",
    )
    assert titles("exercise", "occurred", [], None, ("نجم البحر",))[0] == "Exercise (نجم البحر)"
    assert titles("conflict", "occurred", [], oslo, ())[0] == "Conflict in Oslo"
    assert titles("meeting", "occurred", many, None, ())[0] == (
        "Meeting: Salem Fadel, Henrik Gardner and Rashid and others"
    )


def test_plover_codes() -> None:
    assert plover("visit", "occurred", ["visit.noun"], []) == ("CONSULT", "visit", ("diplomatic",))
    assert plover("statement", "occurred", ["say.deny"], ["arms"]) == ("REJECT", None, ("diplomatic", "military"))
    assert plover("statement", "occurred", ["say.neutral"], []) is None
    assert plover("agreement", "planned", [], ["energy"]) == ("AGREE", None, ("diplomatic", "resource"))
    assert plover("other", "occurred", [], []) is None


def test_merging_yields_every_mention_once(kit: Any) -> None:
    from tawatur.merge import merge

    guest, host = "الوزير هنريك غاردنر", "الوزير سالم الفاضل"
    docs = [
        kit.make(
            "b",
            f"يزور {guest} نجامينا. ويلتقي {host}.",
            [
                ("يزور", "visit", {"args": [guest], "place": "نجامينا", "status": "planned"}),
                ("ويلتقي", "meeting", {"args": [guest, host], "status": "planned", "inside": 0}),
            ],
        ),
        kit.make(
            "a",
            f"زار {guest} نجامينا. والتقى {host}. وأشادت تشاد بالزيارة.",
            [
                ("زار", "visit", {"args": [guest], "place": "نجامينا"}),
                ("والتقى", "meeting", {"args": [guest, host], "inside": 0}),
            ],
        ),
    ]
    merged = merge(docs, kit.resolve(docs))
    assert merge(docs[::-1], kit.resolve(docs)) == merged
    assert merged.copy_groups == (None, None) and len(merged.published) == 2
    assert sorted(where for event in merged.events for where in event.mentions) == [
        ("a", 0),
        ("a", 1),
        ("b", 0),
        ("b", 1),
    ]
    visit, meeting = sorted(merged.events, key=lambda event: event.kind, reverse=True)
    assert (visit.kind, visit.status, visit.place) == ("visit", "occurred", "place:ndjamena")
    assert {one.entity for one in visit.participants} == {"person:gardner", "country:TCD"}
    assert {one.entity for one in meeting.participants} == {"person:gardner", "person:fadil"}
    assert visit.corroboration.documents == 2 and meeting.title_en.startswith("Meeting: ")

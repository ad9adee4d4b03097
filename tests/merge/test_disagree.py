from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tawatur.merge.disagree import Accounts
from tawatur.model import Disagreement, Extracted, Kind

GUEST, HOST, SECOND = "الوزير هنريك غاردنر", "الوزير سالم الفاضل", "الوزير راشد العامري"


def differences(
    kit: Any,
    docs: list[Extracted],
    kind: Kind = "visit",
    when: dict[tuple[int, int], tuple[dt.date, dt.date]] | None = None,
) -> tuple[Disagreement, ...]:
    resolved = kit.resolve(docs)
    return Accounts(
        kind,
        [(number, 0) for number in range(len(docs))],
        docs,
        resolved,
        {entity.id: entity for entity in resolved.entities},
        when or {},
    ).differences()


def figures(kit: Any, name: str, words: str, value: float, approx: bool = False) -> Extracted:
    made: Extracted = kit.make(
        name, f"شارك {words} جندي في التدريب.", [("شارك", "exercise", {"figures": [(words, value, "person")]})]
    )
    if approx:
        import msgspec

        event = made.events[0]
        loose = tuple(msgspec.structs.replace(figure, approx=True) for figure in event.quantities)
        made = msgspec.structs.replace(made, events=(msgspec.structs.replace(event, quantities=loose),))
    return made


def test_figures_that_differ_are_told_in_each_outlets_words(kit: Any) -> None:
    found = differences(kit, [figures(kit, "a", "7500", 7500), figures(kit, "b", "8000", 8000)], "exercise")
    assert [one.field for one in found] == ["number: person"]
    assert [(account.doc, account.value) for account in found[0].accounts] == [("a", "7500"), ("b", "8000")]


@pytest.mark.parametrize(
    ("a", "b", "approx"), [(498, 500, True), (500, 500, False), (498, 500, False), (520, 500, True)]
)
def test_rounding_is_no_disagreement(kit: Any, a: float, b: float, approx: bool) -> None:
    assert differences(kit, [figures(kit, "a", str(a), a), figures(kit, "b", str(b), b, approx)], "exercise") == ()


def test_dates_that_exclude_each_other(kit: Any) -> None:
    docs = [
        kit.make(
            "a",
            "وصل الوفد يوم الثلاثاء.",
            [("وصل", "visit", {"time": ["الثلاثاء"]})],
            times=[("الثلاثاء", "XXXX-WXX-2", {})],
        ),
        kit.make(
            "b",
            "وصل الوفد يوم الأربعاء.",
            [("وصل", "visit", {"time": ["الأربعاء"]})],
            times=[("الأربعاء", "XXXX-WXX-3", {})],
        ),
    ]
    third, fourth = dt.date(2019, 5, 14), dt.date(2019, 5, 15)
    found = differences(kit, docs, when={(0, 0): (third, third), (1, 0): (fourth, fourth)})
    assert [account.value for account in found[0].accounts] == ["الثلاثاء", "الأربعاء"]
    assert differences(kit, docs, when={(0, 0): (third, third), (1, 0): (third, fourth)}) == ()


def test_lengths_places_and_denials(kit: Any) -> None:
    docs = [
        kit.make(
            "a",
            "تستغرق الزيارة يومين في أوسلو.",
            [("الزيارة", "visit", {"time": ["يومين"], "place": "أوسلو"})],
            times=[("يومين", "P2D", {"type": "DURATION"})],
        ),
        kit.make(
            "b",
            "نفت الوزارة الزيارة ثلاثة أيام في نجامينا.",
            [("الزيارة", "visit", {"time": ["ثلاثة أيام"], "place": "نجامينا", "status": "denied"})],
            times=[("ثلاثة أيام", "P3D", {"type": "DURATION"})],
        ),
    ]
    assert [one.field for one in differences(kit, docs)] == ["duration", "place", "status"]


def test_who_signed(kit: Any) -> None:
    docs = [
        kit.make("a", f"وقع {GUEST} مع {HOST} الاتفاق.", [("وقع", "agreement", {"args": [GUEST, HOST]})]),
        kit.make("b", f"وقع {GUEST} مع {SECOND} الاتفاق.", [("وقع", "agreement", {"args": [GUEST, SECOND]})]),
    ]
    found = differences(kit, docs, "agreement")
    assert [one.field for one in found] == ["who acted for TCD"]
    assert {account.value for account in found[0].accounts} == {"سالم الفاضل", "راشد العامري"}


def test_one_document_does_not_disagree_with_itself(kit: Any) -> None:
    doc = kit.make(
        "a", "شارك 10 ثم 20 جنديا.", [("شارك", "exercise", {"figures": [("10", 10, "person"), ("20", 20, "person")]})]
    )
    assert differences(kit, [doc], "exercise") == ()

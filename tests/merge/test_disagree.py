from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from tawatur.merge.disagree import Accounts
from tawatur.merge.disagree_figures import differ, meaning
from tawatur.merge.disagree_people import offices_apart, ranks_apart
from tawatur.model import Disagreement, Extracted, Kind, Quantity

GUEST, HOST, SECOND = "الوزير هنريك غاردنر", "الوزير سالم الفاضل", "الوزير راشد العامري"


def differences(
    kit: Any,
    docs: list[Extracted],
    kind: Kind = "visit",
    when: dict[tuple[int, int], tuple[dt.date, dt.date]] | None = None,
    written: dict[int, tuple[dt.date, dt.date]] | None = None,
) -> tuple[Disagreement, ...]:
    resolved = kit.resolve(docs)
    return Accounts(
        kind,
        [(number, at) for number, doc in enumerate(docs) for at in range(len(doc.events))],
        docs,
        resolved,
        {entity.id: entity for entity in resolved.entities},
        when or {},
        written,
    ).differences()


def figures(kit: Any, name: str, words: str, value: float, approx: bool = False) -> Extracted:
    made: Extracted = kit.make(
        name, f"شارك {words} جندي في التدريب.", [("شارك", "exercise", {"figures": [(words, value, "person")]})]
    )
    if approx:
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
            [("وصل", "visit", {"time": ["الثلاثاء"], "rule": "visit.arrive"})],
            times=[("الثلاثاء", "XXXX-WXX-2", {})],
        ),
        kit.make(
            "b",
            "وصل الوفد يوم الأربعاء.",
            [("وصل", "visit", {"time": ["الأربعاء"], "rule": "visit.arrive"})],
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


def quantity(value: float, **fields: Any) -> Quantity:
    return Quantity(0, 1, value, "dead", **fields)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        (quantity(27), quantity(30), True),
        (quantity(27), quantity(27), False),
        (quantity(498), quantity(500), False),
        (quantity(31), quantity(30, approx=True), False),
        (quantity(20, approx=True), quantity(30), True),
        # a bound holds for figures up to the next round one, not for any
        (quantity(2000, bound="least"), quantity(2600), False),
        (quantity(2000, bound="least"), quantity(3500), True),
        (quantity(12, bound="least"), quantity(20, bound="least"), True),
        (quantity(8000, bound="least"), quantity(7500), True),
        (quantity(600, bound="most"), quantity(550), False),
        # what a text gives as told earlier, or as risen above the other, is an update
        (quantity(9, trend="former"), quantity(15), False),
        (quantity(31, trend="newer"), quantity(27), False),
        (quantity(27, trend="newer"), quantity(31), True),
    ],
)
def test_which_figures_contradict_each_other(a: Quantity, b: Quantity, apart: bool) -> None:
    assert differ(a, b) is apart
    assert differ(b, a) is apart


def test_meanings_of_figures() -> None:
    told = [quantity(31), quantity(500, bound="least"), quantity(30, bound="most"), quantity(100, approx=True)]
    assert [meaning(one) for one in told] == ["31", ">=500", "<=30", "~100"]


def test_a_text_that_tells_an_earlier_count_does_not_contradict_it(kit: Any) -> None:
    def dead(name: str, *values: tuple[float, str | None]) -> Extracted:
        text = "أوقع الهجوم " + " ثم ".join(str(value) for value, _ in values) + " قتلى."
        figures = [(str(value), value, "dead") for value, _ in values]
        made: Extracted = kit.make(name, text, [("الهجوم", "conflict", {"figures": figures})])
        event = made.events[0]
        trends = [
            msgspec.structs.replace(one, trend=trend)
            for one, (_, trend) in zip(event.quantities, values, strict=True)
        ]
        changed = msgspec.structs.replace(event, quantities=tuple(trends))
        return msgspec.structs.replace(made, events=(changed,))

    update = dead("b", (21, None), (15, "former"))
    assert differences(kit, [dead("a", (15, None)), update], "conflict") == ()
    found = differences(kit, [dead("a", (13, None)), update], "conflict")
    assert [account.means for account in found[0].accounts] == ["13", "21"]
    mixed = dead("c", (5, None), (40, None))
    assert differences(kit, [dead("a", (13, None)), mixed], "conflict") == ()


@pytest.mark.parametrize(("whole", "apart"), [(12, True), (9, False)])
def test_a_new_count_of_as_many_dead_does_not_explain_other_parts(kit: Any, whole: int, apart: bool) -> None:
    def told(name: str, dead: int, part: int, trend: str | None) -> Extracted:
        figures = [(f"{dead} قتلى", dead, "dead"), (f"{part} مهاجمين", part, "dead, attacker")]
        text = f"أوقع الهجوم {dead} قتلى بينهم {part} مهاجمين."
        made: Extracted = kit.make(name, text, [("الهجوم", "conflict", {"figures": figures})])
        event = made.events[0]
        count = msgspec.structs.replace(event.quantities[0], trend=trend)
        changed = msgspec.structs.replace(event, quantities=(count, *event.quantities[1:]))
        return msgspec.structs.replace(made, events=(changed,))

    found = differences(kit, [told("a", whole, 4, None), told("b", 12, 5, "newer")], "conflict")
    assert ("number: dead, attacker" in [one.field for one in found]) is apart


def test_figures_of_several_attacks_and_of_one_are_not_compared(kit: Any) -> None:
    one = kit.make("a", "أوقع الهجوم 15 قتيلا.", [("الهجوم", "conflict", {"figures": [("15", 15, "dead")]})])
    many = kit.make("b", "أوقعت الهجمات 51 قتيلا.", [("الهجمات", "conflict", {"figures": [("51", 51, "dead")]})])
    assert differences(kit, [one, many], "conflict") == ()


def test_days_that_only_point_are_not_compared(kit: Any) -> None:
    docs = [
        kit.make(
            name,
            f"التقى الوزيران {words}.",
            [("التقى", "meeting", {"time": [words]})],
            times=[(words, value, {"relation": relation})],
        )
        for name, words, value, relation in (
            ("a", "اليوم", "XXXX-XX-XX", "day:0"),
            ("b", "أمس", "XXXX-XX-XX", "day:-1"),
        )
    ]
    first, second = dt.date(2019, 5, 14), dt.date(2019, 5, 15)
    assert differences(kit, docs, "meeting", when={(0, 0): (second, second), (1, 0): (first, first)}) == ()


def test_a_visit_can_only_not_take_place_before_the_arrival(kit: Any) -> None:
    def told(name: str, verb: str, day: str, number: int, rule: str) -> Extracted:
        made: Extracted = kit.make(
            name,
            f"{verb} الوفد يوم {day}.",
            [(verb, "visit", {"time": [day], "rule": rule})],
            times=[(day, f"XXXX-WXX-{number}", {})],
        )
        return made

    docs = [told("a", "وصل", "الأربعاء", 3, "visit.arrive"), told("b", "زار", "الثلاثاء", 2, "visit.zara")]
    third, fourth = dt.date(2019, 5, 14), dt.date(2019, 5, 15)
    found = differences(kit, docs, when={(0, 0): (fourth, fourth), (1, 0): (third, third)})
    assert [one.field for one in found] == ["date"]
    docs = [told("a", "وصل", "الثلاثاء", 2, "visit.arrive"), told("b", "زار", "الأربعاء", 3, "visit.zara")]
    assert differences(kit, docs, when={(0, 0): (third, third), (1, 0): (fourth, fourth)}) == ()


def test_a_stay_that_is_longer_than_it_is_said_to_be(kit: Any) -> None:
    text = "يصل الوفد الأحد. وتستغرق الزيارة يومين. ويغادر الوفد الأربعاء."
    doc = kit.make(
        "a",
        text,
        [
            ("يصل", "visit", {"time": ["الأحد"], "rule": "visit.arrive"}),
            ("يغادر", "visit", {"time": ["الأربعاء"]}),
        ],
        times=[
            ("الأحد", "XXXX-WXX-7", {}),
            ("يومين", "P2D", {"type": "DURATION"}),
            ("الأربعاء", "XXXX-WXX-3", {}),
        ],
    )
    (found,) = differences(kit, [doc])
    assert found.field == "duration"
    assert {account.means for account in found.accounts} == {"P2D", "P4D"}


def test_a_source_denies_what_the_text_tells(kit: Any) -> None:
    text = "قصف الجيش النرويجي المخيم. ونفى غاردنر القصف."
    told = [
        ("قصف", "conflict", {}),
        ("القصف", "conflict", {"status": "denied", "source": "غاردنر"}),
    ]
    (found,) = differences(kit, [kit.make("a", text, told)], "conflict")
    assert [(one.means, [link.source for link in one.chain]) for one in found.accounts] == [
        ("occurred", []), ("denied", ["غاردنر"]),
    ]
    bare = [("قصف", "conflict", {}), ("القصف", "conflict", {"status": "denied"})]
    never = kit.make("a", "قصف الجيش النرويجي المخيم. ولم يشمل القصف المدينة.", bare)
    assert differences(kit, [never], "conflict") == ()


def test_still_announced_after_it_was_told_as_done(kit: Any) -> None:
    docs = [
        kit.make("a", "رفع العلم فوق السفارة.", [("رفع", "other", {})]),
        kit.make("b", "سيرفع العلم فوق السفارة.", [("سيرفع", "other", {"status": "planned"})]),
    ]
    first, second = dt.date(2019, 5, 14), dt.date(2019, 5, 15)
    day = {(0, 0): (first, first)}
    late, early = {1: (second, second)}, {1: (first, first)}
    assert [one.field for one in differences(kit, docs, "other", when=day, written=late)] == ["status"]
    assert differences(kit, docs, "other", when=day, written=early) == ()


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("مذكرة تفاهم في الشؤون الدفاعية", "مذكرة التفاهم الأمني", True),
        ("مذكرة تفاهم للتعاون السيبراني", "اتفاقية التعاون السيبراني", True),
        ("مذكرة تفاهم في الشؤون الدفاعية", "مذكرة دفاعية", False),
        ("مذكرة تفاهم في الشؤون الدفاعية", "مذكرة تفاهم", False),
        ("مذكرة تفاهم في الشؤون الدفاعية", "اتفاق أمني", False),
    ],
)
def test_what_the_instrument_is_called(kit: Any, one: str, other: str, named: bool) -> None:
    docs = [
        kit.make(name, f"وقع الطرفان {words}.", [("وقع الطرفان " + words.split()[0], "agreement", {})])
        for name, words in (("a", one), ("b", other))
    ]
    found = differences(kit, docs, "agreement")
    assert [each.field for each in found] == (["name"] if named else [])
    if named:
        assert [account.value for account in found[0].accounts] == [one, other]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("في أوسلو", "في نجامينا", True),
        ("شمال تشاد", "جنوب تشاد", True),
        ("شمال شرق تشاد", "شرق تشاد", False),
        ("شمال تشاد", "في تشاد", False),
        ("وسط تشاد", "شمال تشاد", True),
    ],
)
def test_places_exclude_each_other_or_lie_in_each_other(kit: Any, one: str, other: str, apart: bool) -> None:
    docs = [
        kit.make(
            name,
            f"وقع الهجوم {words}.",
            [("الهجوم", "conflict", {"place": words.split()[-1]} if words.startswith("في") else {})],
        )
        for name, words in (("a", one), ("b", other))
    ]
    assert bool(differences(kit, docs, "conflict")) is apart


def test_a_capital_that_acts_is_no_place(kit: Any) -> None:
    docs = [
        kit.make("a", "وقع الهجوم في نجامينا.", [("الهجوم", "conflict", {"place": "نجامينا"})]),
        kit.make("b", "الهجوم الذي شنته أوسلو.", [("الهجوم", "conflict", {"place": "أوسلو"})]),
    ]
    assert differences(kit, docs, "conflict") == ()


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("rank.major_general", "rank.brigadier", True),
        ("rank.general", "rank.brigadier", False),
        ("rank.general", "rank.colonel", True),
        ("rank.colonel", "rank.colonel", False),
    ],
)
def test_ranks(a: str, b: str, apart: bool) -> None:
    assert ranks_apart(a, b) is apart


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ({"minister:defense"}, {"minister:foreign"}, True),
        ({"minister:foreign"}, {"deputy:minister:foreign"}, True),
        ({"minister:defense"}, {"minister:delegate"}, False),
        ({"minister:defense", "deputy:head_of_government"}, {"minister:defense"}, False),
        ({"chief_of_staff"}, {"minister:defense"}, False),
        (set(), {"minister:defense"}, False),
    ],
)
def test_offices(a: set[str], b: set[str], apart: bool) -> None:
    assert offices_apart(frozenset(a), frozenset(b)) is apart

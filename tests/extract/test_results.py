"""Killings are told with the attack that they came of; where no word ties the two, both are events."""

from __future__ import annotations

import pytest

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.model import Document, EventMention, Span


def _conflicts(text: str) -> list[EventMention]:
    layers = annotate(Document(id="d", text=text, body=(Span(0, len(text)),)))
    return [event for event in extract(layers).events if event.kind == "conflict"]


@pytest.mark.parametrize(
    ("text", "told", "dead"),
    [
        ("قتل تسعة جنود كينيين في هجوم استهدف قافلة قرب نيروبي.", "هجوم", 9),
        ("مقتل تسعة جنود كينيين إثر انفجار عبوة ناسفة.", "انفجار", 9),
        ("أدى هجوم على فندق في نيروبي إلى مقتل تسعة جنود كينيين.", "هجوم", 9),
        ("قتل تسعة جنود كينيين حينما انفجرت سيارة مفخخة في نيروبي.", "انفجرت سيارة", 9),
    ],
)
def test_a_killing_in_an_attack_is_one_event(text: str, told: str, dead: float) -> None:
    (event,) = _conflicts(text)
    assert event.trigger.startswith(told)
    assert {figure.value for figure in event.quantities} == {dead}


@pytest.mark.parametrize(
    "text",
    [
        "قتل تسعة جنود كينيين غداة هجوم استهدف قافلة قرب نيروبي.",
        "وقع هجوم على فندق في نيروبي، وقتل تسعة جنود كينيين.",
        "خطف مسلحون عشرة جنود كينيين، وانتقلوا إلى نيروبي للمشاركة في عملية عسكرية ضد تنظيم داعش.",
    ],
)
def test_a_killing_beside_an_attack_is_another_event(text: str) -> None:
    assert len(_conflicts(text)) == 2


def test_who_was_killed_takes_part_in_the_attack() -> None:
    text = "قتل وزير الدفاع الكيني في هجوم استهدف قافلة قرب نيروبي."
    layers = annotate(Document(id="d", text=text, body=(Span(0, len(text)),)))
    (event,) = (one for one in extract(layers).events if one.kind == "conflict")
    assert [layers.mentions[one.mention].office for one in event.args] == ["minister:defense"]


@pytest.mark.parametrize(
    "text", ["انفجار أسطوانة غاز في مطعم أسفر عن مقتل عامل.", "هجوم على المحلات بسبب التخفيضات."]
)
def test_what_is_no_attack(text: str) -> None:
    assert _conflicts(text) == []


def test_the_day_of_a_count_is_not_that_of_the_attack() -> None:
    text = "قتل تسعة جنود كينيين في هجوم على فندق في نيروبي، وفق حصيلة أعلنها مسؤولون في الجيش الكيني السبت."
    (event,) = _conflicts(text)
    assert event.timexes == ()


def test_a_killing_under_fire_is_told_with_the_fire() -> None:
    (event,) = _conflicts("مقتل تسعة من جنود الجيش الكيني بعد تعرضهم لإطلاق نار قرب نيروبي.")
    assert event.rule == "conflict.gunfire"
    assert [figure.value for figure in event.quantities] == [9]


def test_what_another_did_in_a_relative_clause_is_not_counted_for_the_attack() -> None:
    text = "لم تتبن أي جهة الهجوم على الفندق، الذي يشبه هجمات حركة طالبان التي قتلت تسعة أشخاص أمس في كابول."
    assert all(event.trigger != "الهجوم" or not event.quantities for event in _conflicts(text))

"""Attacks that can't be one: made in other ways, one and a series, in one text with other counts."""

from __future__ import annotations

import pytest

import tawatur
from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.merge.attacks import Attack, attack_of, other_attack, same_toll
from tawatur.model import Document, Span


def _attacks(text: str) -> list[Attack]:
    layers = annotate(Document(id="d", text=text, body=(Span(0, len(text)),)))
    starts = [token.start for token in layers.tokens]
    events = [event for event in extract(layers).events if event.kind == "conflict"]
    return [
        attack_of(layers.tokens, starts, event, [layers.timexes[at].value for at in event.timexes]) for event in events
    ]


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("غارات تركية على مواقع في العراق.", "هجوم انتحاري على مقر الجيش التركي.", "made in other ways"),
        ("عمليات عسكرية كينية في الصومال.", "تفجير سيارة مفخخة في نيروبي.", "made in other ways"),
        ("قتل تسعة جنود كينيين في هجوم على نيروبي.", "سلسلة هجمات على نيروبي.", "one and several"),
        ("هجوم على فندق في نيروبي.", "هجوم على قافلة في نيروبي.", "other targets"),
        ("انفجر لغم في قافلة قرب نيروبي.", "هجوم انتحاري في نيروبي.", "made in other ways"),
        ("هجوم على فندق في نيروبي.", "تفجير سيارة مفخخة في نيروبي.", None),
        ("غارات تركية على مواقع في العراق.", "قصفت ثلاث طائرات تركية مواقع في العراق.", None),
        ("غارة تركية على مواقع في العراق.", "غارات تركية على مواقع في العراق.", None),
    ],
)
def test_two_texts(a: str, b: str, why: str | None) -> None:
    (one,), (other,) = _attacks(a), _attacks(b)
    assert other_attack(one, other, one_text=False) == why
    assert other_attack(other, one, one_text=False) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("قتل تسعة جنود في هجوم على نيروبي. وقتل عشرون جنديا في هجوم على مومباسا.", "other counts"),
        ("قتل تسعة جنود في هجوم على نيروبي. وقتل تسعة جنود في هجوم على مومباسا.", None),
        ("وقع هجوم على نيروبي ليل الخميس الجمعة. ووقع هجوم على نيروبي مساء الجمعة.", "other hours"),
        ("وقع هجوم على نيروبي ليل الخميس الجمعة. ووقع هجوم على نيروبي فجر الجمعة.", None),
        ("قتل نحو تسعة جنود في هجوم على نيروبي. وقتل عشرة جنود في هجوم على نيروبي.", None),
    ],
)
def test_counts_of_one_text(text: str, why: str | None) -> None:
    one, other = _attacks(text)
    assert other_attack(one, other, one_text=True) == why


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("أسفر هجوم على نيروبي عن مقتل تسعة جنود. وأعلن الوزير لاحقا مقتل 9 من الجنود الكينيين.", True),
        ("أسفر هجوم على نيروبي عن مقتل تسعة جنود. وأعلن الوزير لاحقا مقتل سبعة من الجنود الكينيين.", False),
        ("أسفر هجوم على نيروبي عن مقتل جنديين. وأعلن الوزير لاحقا مقتل جنديين كينيين.", False),
    ],
)
def test_one_count_of_the_dead_in_one_text(text: str, same: bool) -> None:
    one, other = _attacks(text)
    assert same_toll(one, other) is same


@pytest.mark.parametrize(
    ("second", "events"),
    [
        ("وأعلن الوزير لاحقا مقتل 9 من الجنود الكينيين.", 1),
        ("وقتل تسعة جنود كينيين في هجوم على مومباسا.", 2),
    ],
)
def test_a_count_joins_what_has_no_place_of_its_own(second: str, events: int) -> None:
    text = f"أسفر هجوم على نيروبي أمس عن مقتل تسعة جنود كينيين. {second}"
    record = tawatur.build(tawatur.RawDocument(id="d", text=text)).record()
    assert sum(event.kind == "conflict" for event in record.events) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("وقع هجوم على بغداد أمس. ثم وقع هجوم على البصرة أمس.", 2),
        ("قتل جندي كيني في غارة على نيروبي أمس. وكانت غارة مشابهة استهدفت قاعدة في كينيا.", 2),
        ("وقع هجوم على بغداد أمس. وقال الجيش إن الهجوم أوقع قتلى.", 1),
    ],
)
def test_two_attacks_of_one_text(text: str, events: int) -> None:
    record = tawatur.build(tawatur.RawDocument(id="d", text=text)).record()
    assert sum(event.kind == "conflict" for event in record.events) == events

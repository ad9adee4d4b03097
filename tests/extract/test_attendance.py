"""Lists of those present: each rule adds the names of its examples to an event told before, none of its counters."""

from __future__ import annotations

import pytest

from reading import read_text  # type: ignore[import-not-found]
from tawatur.rules.attendance import attendance_rules

EXAMPLES = [(rule.id, one.text, one.names) for rule in attendance_rules().rules for one in rule.examples]
COUNTERS = [(rule.id, text) for rule in attendance_rules().rules for text in rule.counters]


def _listed(text: str, rule: str) -> list[str]:
    found = read_text(text)
    mentions = found.annotated.mentions
    return [
        mentions[argument.mention].head.of(text)
        for event in found.events
        for argument in event.args
        if argument.why == rule
    ]


@pytest.mark.parametrize(("rule", "text", "names"), EXAMPLES)
def test_list_of_those_present(rule: str, text: str, names: tuple[str, ...]) -> None:
    there = [
        found.annotated.mentions[argument.mention].head.of(text)
        for found in [read_text(text)]
        for argument in found.events[0].args
    ]
    assert set(names) <= set(there)
    assert set(_listed(text, rule)) <= set(names)


@pytest.mark.parametrize(("rule", "text"), COUNTERS)
def test_words_that_open_no_list(rule: str, text: str) -> None:
    assert _listed(text, rule) == []


def test_reception_named_after_other_meetings_is_the_reception_told() -> None:
    text = (
        "استقبل الرئيس الكيني جيمس أوتيينو وزراء خارجية دول الجوار لحضور اجتماعهم مع وزير الخارجية الهندي راجيش مينون."
        " وتناول الاجتماع قضايا الحدود. وحضر الاستقبال الجنرال فيجاي راو."
    )
    events = read_text(text).events
    first = next(event for event in events if "استقبل" in event.trigger)
    assert any(argument.why == "attend.presence" for argument in first.args)

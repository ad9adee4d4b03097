"""Every rule finds its own examples and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.extract.attribution import Attribution
from tawatur.extract.view import View
from tawatur.model import Annotated, Document, Span
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.events import event_rules
from tawatur.rules.quotation import quotation_rules


def _annotated(text: str) -> Annotated:
    return annotate(Document(id="example", text=text, body=(Span(0, len(text)),)))


def _fired(text: str) -> set[str]:
    return {event.rule for event in extract(_annotated(text)).events}


def _cued(text: str) -> set[str]:
    return {cue.rule for cue in Attribution(View(_annotated(text))).cues}


EVENT_EXAMPLES = [(rule.id, text) for rule in event_rules().rules for text in rule.examples]
EVENT_COUNTERS = [(rule.id, text) for rule in event_rules().rules for text in rule.counters]
_ATTRIBUTION = [*attribution_rules().rules, *attribution_rules().according_rules, attribution_rules().carried]
CUE_EXAMPLES = [(rule.id, text) for rule in _ATTRIBUTION for text in rule.examples]
CUE_COUNTERS = [(rule.id, text) for rule in _ATTRIBUTION for text in rule.counters]


@pytest.mark.parametrize(("rule", "text"), EVENT_EXAMPLES)
def test_event_rule_finds_its_example(rule: str, text: str) -> None:
    assert rule in _fired(text)


@pytest.mark.parametrize(("rule", "text"), EVENT_COUNTERS)
def test_event_rule_leaves_its_counter_example(rule: str, text: str) -> None:
    assert rule not in _fired(text)


@pytest.mark.parametrize(("rule", "text"), CUE_EXAMPLES)
def test_attribution_rule_finds_its_example(rule: str, text: str) -> None:
    assert rule in _cued(text)


@pytest.mark.parametrize(("rule", "text"), CUE_COUNTERS)
def test_attribution_rule_leaves_its_counter_example(rule: str, text: str) -> None:
    assert rule not in _cued(text)


@pytest.mark.parametrize("text", [text for rule in quotation_rules().rules for text in rule.examples])
def test_quotation_rule_finds_its_example(text: str) -> None:
    assert len(extract(_annotated(text)).quotations) == 1


@pytest.mark.parametrize("text", [text for rule in quotation_rules().rules for text in rule.counters])
def test_quotation_rule_leaves_its_counter_example(text: str) -> None:
    assert extract(_annotated(text)).quotations == ()


def test_every_rule_has_both_kinds_of_examples() -> None:
    assert all(rule.examples and rule.counters for rule in event_rules().rules)
    assert all(rule.examples and rule.counters for rule in _ATTRIBUTION)
    assert all(rule.examples and rule.counters for rule in quotation_rules().rules)

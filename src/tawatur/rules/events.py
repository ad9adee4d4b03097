"""The rules for mentions of events (resources/events/events.yaml), compiled and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from tawatur.model import Kind, ResourceError, Role, Status
from tawatur.rules.classes import event_classes
from tawatur.rules.load import read_yaml
from tawatur.rules.text import normal
from tawatur.rules.verbs import verbs

PHASES = frozenset({"exercise.start", "exercise.finish"})
"""Rules of what begins or ends: their day is one of several of the whole."""
ARRESTS = frozenset({"other.arrest", "other.arrest_made"})
"""Rules of arrests: what is counted there are people arrested."""
_WORDS = (
    "noun_words", "near_words", "also_words", "next", "unless_near_words", "unless_next", "unless_before_words",
    "patient_words",
)  # fmt: skip


class EventRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule; the head of events.yaml says what each field means. Words are folded when the rules are loaded."""

    id: str
    kind: Kind
    verbs: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    noun_words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_words: tuple[str, ...] = ()
    near_or_pronoun: bool = False
    near_before: bool = False
    within: int = 8
    also: tuple[str, ...] = ()
    also_words: tuple[str, ...] = ()
    also_within: int = 14
    object: Literal["bare", "bi", "any"] = "any"
    status: Status | None = None
    resumes: bool = False
    next: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_near_words: tuple[str, ...] = ()
    unless_next: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_before_words: tuple[str, ...] = ()
    needs: str | None = None
    reach: int = 14
    roles: tuple[Role, Role] = ("participant", "participant")
    patient: bool = False
    """Whether what completes the noun suffers it ("مقتل جندي") instead of doing it ("هجوم الجيش"); of a verb, whether
    its passive is written like it, so that the subject may suffer it ("قتل جنديان")."""
    patient_words: tuple[str, ...] = ()
    """Words of the noun of which what completes it suffers it ("تفجير السفارة", beside "هجوم الجيش")."""
    definite: bool = False
    topics: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


class EventRules(Struct, frozen=True):
    """All rules with their indexes: by verb lemma, by noun class, by noun word (folded)."""

    rules: tuple[EventRule, ...]
    by_verb: Mapping[str, tuple[EventRule, ...]]
    by_class: Mapping[str, tuple[EventRule, ...]]
    by_word: Mapping[str, tuple[EventRule, ...]]


def _folded(rule: EventRule) -> EventRule:
    return replace(rule, **{field: tuple(map(normal, getattr(rule, field))) for field in _WORDS})


def _check(rule: EventRule, seen: set[str]) -> None:
    where = f"resources/events/events.yaml: rule {rule.id}"
    if rule.id in seen:
        raise ResourceError(f"{where}: twice")
    unknown = [
        name
        for name in (*rule.noun, *rule.near, *rule.also, *rule.unless_near, *rule.unless_before)
        if name not in event_classes().names
    ]
    if unknown:
        raise ResourceError(f"{where}: no class {unknown[0]}")
    missing = [verb for verb in rule.verbs if verb not in verbs()]
    if missing:
        raise ResourceError(f"{where}: {missing[0]} is not in verbs.tsv")
    if not (rule.verbs or rule.noun or rule.noun_words):
        raise ResourceError(f"{where}: no trigger")


def _frozen(table: dict[str, list[EventRule]]) -> dict[str, tuple[EventRule, ...]]:
    return {key: tuple(value) for key, value in table.items()}


@lru_cache(maxsize=1)
def event_rules() -> EventRules:
    """The rules, loaded once. Raises ResourceError where one names an unknown class or verb."""
    data: dict[str, Any] = read_yaml("events/events.yaml")
    try:
        rules = tuple(_folded(rule) for rule in convert(data["rules"], tuple[EventRule, ...]))
    except (ValidationError, KeyError) as error:
        raise ResourceError(f"resources/events/events.yaml: {error}") from error
    seen: set[str] = set()
    by_verb: dict[str, list[EventRule]] = {}
    by_class: dict[str, list[EventRule]] = {}
    by_word: dict[str, list[EventRule]] = {}
    for rule in rules:
        _check(rule, seen)
        seen.add(rule.id)
        for verb in rule.verbs:
            by_verb.setdefault(verb, []).append(rule)
        for name in rule.noun:
            by_class.setdefault(name, []).append(rule)
        for word in rule.noun_words:
            by_word.setdefault(word, []).append(rule)
    return EventRules(rules, _frozen(by_verb), _frozen(by_class), _frozen(by_word))

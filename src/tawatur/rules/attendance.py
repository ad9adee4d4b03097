"""The rules for lists of those present (resources/events/attendance.yaml), compiled and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, ValidationError, convert

from tawatur.model import Kind, ResourceError
from tawatur.rules.load import read_yaml
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import normal

_FILE = "events/attendance.yaml"


class AttendanceExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A text, and the names that its list adds to the event told before."""

    text: str
    names: tuple[str, ...]


class AttendanceRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that open a list, and the kinds of event that the list may belong to."""

    id: str
    cues: tuple[str, ...]
    of: tuple[Kind, ...]
    about: int = 0
    guest: bool = False
    examples: tuple[AttendanceExample, ...] = ()
    counters: tuple[str, ...] = ()


class _Family(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of one kind of event, and letters by which the words that told it are known."""

    nouns: tuple[str, ...]
    stems: tuple[str, ...]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    events: tuple[_Family, ...]
    rules: tuple[AttendanceRule, ...]


class AttendanceRules(Struct, frozen=True):
    """All rules, their cues as phrases, and the folded nouns of events with the folded stems of their like."""

    rules: tuple[AttendanceRule, ...]
    cues: Phrases[AttendanceRule]
    events: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def attendance_rules() -> AttendanceRules:
    """The rules, read once; ResourceError where the file breaks its form."""
    try:
        file = convert(read_yaml(_FILE), _File, strict=False)
    except ValidationError as error:
        raise ResourceError(f"resources/{_FILE}: {error}") from None
    if len({rule.id for rule in file.rules}) < len(file.rules):
        raise ResourceError(f"resources/{_FILE}: a rule stands twice")
    for rule in file.rules:
        if not rule.examples or not rule.counters:
            raise ResourceError(f"resources/{_FILE}: {rule.id} has no example or no counter-example")
    cues = Phrases((cue, rule) for rule in file.rules for cue in rule.cues)
    events = {normal(noun): tuple(map(normal, one.stems)) for one in file.events for noun in one.nouns}
    return AttendanceRules(file.rules, cues, events)


def event_letters() -> Mapping[str, tuple[str, ...]]:
    """Folded noun of an event → letters by which the words that told it are known."""
    return attendance_rules().events

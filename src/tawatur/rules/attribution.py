"""The rules for attribution (resources/events/attribution.yaml), compiled and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from tawatur.model import ResourceError
from tawatur.rules.load import read_yaml
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import folded, normal
from tawatur.rules.verbs import verbs


class SpeechRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs of one stance; ``statement``: saying it is news of itself; ``medium``: a medium says it; ``that``: the
    imperfect says something only with a clause of أن; ``unless``: words right behind with which it says nothing."""

    id: str
    lemmas: tuple[str, ...]
    stance: str
    statement: bool = False
    medium: bool = False
    that: bool = False
    next: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


class AccordingRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A preposition of attribution, or a particle that makes one with a verb."""

    id: str
    words: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


class CarriedRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs of a relative clause that names the medium of what was said."""

    id: str
    verbs: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verbs: tuple[SpeechRule, ...]
    relay: tuple[str, ...]
    participles: dict[str, tuple[str, ...]]
    according_to: tuple[AccordingRule, ...]
    carried_by: CarriedRule
    anonymous: dict[str, tuple[str, ...]]
    reports: tuple[str, ...]
    media: tuple[str, ...]
    media_unnamed: tuple[str, ...]
    behind: tuple[str, ...]
    document_source: tuple[str, ...]
    possessed_statement: tuple[str, ...]
    said: tuple[str, ...]


class AttributionRules(Struct, frozen=True):
    """Indexes by lemma or by folded word."""

    speech: Mapping[str, SpeechRule]
    rules: tuple[SpeechRule, ...]
    relay: frozenset[str]
    participles: Mapping[str, str]
    according: Mapping[str, str]
    according_verbs: Mapping[str, frozenset[str]]
    according_rules: tuple[AccordingRule, ...]
    carried: CarriedRule
    anonymous: frozenset[str]
    reports: frozenset[str]
    """Of ``anonymous`` those that are no persons."""
    media: frozenset[str]
    """Nouns before the name of a medium."""
    media_unnamed: Phrases[str]
    behind: frozenset[str]
    document_source: frozenset[str]
    possessed: frozenset[str]
    said: frozenset[str]


@lru_cache(maxsize=1)
def attribution_rules() -> AttributionRules:
    """The rules, loaded once. Raises ResourceError where a lemma is not in verbs.tsv or the file is malformed."""
    try:
        file = convert(read_yaml("events/attribution.yaml"), _File)
    except ValidationError as error:
        raise ResourceError(f"resources/events/attribution.yaml: {error}") from error
    speech: dict[str, SpeechRule] = {}
    for rule in file.verbs:
        for lemma in rule.lemmas:
            if lemma not in verbs() or lemma in speech:
                raise ResourceError(f"resources/events/attribution.yaml: {rule.id}: {lemma} unknown or twice")
            speech[lemma] = replace(rule, unless=tuple(map(normal, rule.unless)))
    plain = {normal(w): rule.id for rule in file.according_to if not rule.verbs for w in rule.words}
    with_verb = {normal(w): frozenset(rule.verbs) for rule in file.according_to if rule.verbs for w in rule.words}
    return AttributionRules(
        speech=speech,
        rules=file.verbs,
        relay=frozenset(file.relay),
        participles={normal(w): stance for stance, words in file.participles.items() for w in words},
        according=plain,
        according_verbs=with_verb,
        according_rules=file.according_to,
        carried=file.carried_by,
        anonymous=folded(file.anonymous["words"]),
        reports=folded(file.reports),
        media=folded(file.media),
        media_unnamed=Phrases((words, words) for words in file.media_unnamed),
        behind=folded(file.behind),
        document_source=folded(file.document_source),
        possessed=folded(file.possessed_statement),
        said=folded((*file.said, *file.possessed_statement)),
    )

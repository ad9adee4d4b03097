"""What agreements are called, and the words that tie one to another: read from the tokens of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct, ValidationError, convert

from tawatur.model import ResourceError, Span, Token
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import normal
from tawatur.rules.verbs import read_verb

How = Literal["rests_on", "follows", "covers"]


class Instrument(Struct, frozen=True):
    """A kind of agreement. ``rank``: how much its name says, the smaller the more; ``short_for``: fuller names that it
    may repeat in one text, "*" for any."""

    id: str
    rank: int
    short_for: tuple[str, ...]
    name_ar: str
    name_en: str


class Found(NamedTuple):
    """An instrument at tokens ``first`` to ``last`` (exclusive); ``span``: its words without proclitics."""

    first: int
    last: int
    span: Span
    instrument: str


class Tie(NamedTuple):
    """Words that tie a text to an instrument: the cue at token ``at``, and the instrument that it speaks of."""

    how: How
    at: int
    cue: Span
    instrument: Found


class _Rule(Struct, frozen=True, forbid_unknown_fields=True):
    id: How
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]


class _Rules(Struct, frozen=True, forbid_unknown_fields=True):
    reach: int
    name: int
    ties: tuple[_Rule, ...]
    signing: tuple[str, ...]
    ends: tuple[str, ...]


@lru_cache(maxsize=1)
def instruments() -> Mapping[str, Instrument]:
    """All kinds of agreement by id."""
    return {
        row["id"]: Instrument(
            row["id"], int(row["rank"]), tuple(filter(None, row["short_for"].split("|"))), row["name_ar"],
            row["name_en"],
        )
        for row in read_tsv("views/instruments.tsv")
    }


@lru_cache(maxsize=1)
def tie_rules() -> tuple[_Rule, ...]:
    """The rules for ties, with their examples; raises ResourceError where one is malformed."""
    return _rules().ties


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    try:
        return convert(read_yaml("views/agreements.yaml"), _Rules)
    except ValidationError as error:
        raise ResourceError(f"resources/views/agreements.yaml: {error}") from error


@lru_cache(maxsize=1)
def _names() -> Phrases[str]:
    return Phrases(
        (form, row["id"]) for row in read_tsv("views/instruments.tsv") for form in row["forms"].split("|")
    )


@lru_cache(maxsize=1)
def _cues() -> Phrases[How]:
    return Phrases((phrase, rule.id) for rule in tie_rules() for phrase in rule.phrases)


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    rules = _rules()
    return frozenset(map(normal, rules.signing)), frozenset(map(normal, rules.ends))


def find_instruments(text: str, tokens: Sequence[Token], first: int, stop: int) -> list[Found]:
    """The instruments that tokens ``first`` to ``stop`` name, the longest of several that begin at one token."""
    out: list[Found] = []
    at = first
    while at < stop:
        match = next(iter(_names().at(tokens, at, stop=stop)), None)
        if match is None:
            at += 1
            continue
        out.append(Found(match.first, match.last, match.span(text, tokens), match.value))
        at = match.last
    return out


def full_name(text: str, tokens: Sequence[Token], found: Found, stop: int) -> Span:
    """The words of an instrument with what its name runs on to ("اتفاقات | أبراهام")."""
    _, ends = _words()
    last = found.last
    while last < stop and last - found.last < _rules().name:
        token = tokens[last]
        bare = token.norm[1:] if token.norm[:1] == "و" else token.norm
        prefixed = token.norm.startswith(("بال", "لل", "وال")) or bare in ends
        if token.kind == "punct" or prefixed or token.norm in ends or read_verb(token.norm):
            break
        last += 1
    return Span(found.span.start, tokens[last - 1].end)


def ties(text: str, tokens: Sequence[Token], first: int, stop: int) -> list[Tie]:
    """The ties in tokens ``first`` to ``stop`` (a sentence)."""
    named = find_instruments(text, tokens, first, stop)
    signing, _ = _words()
    out = []
    for at in range(first, stop) if named else ():
        for match in _cues().at(tokens, at, stop=stop)[:1]:
            behind = match.last
            if match.value == "follows":
                if behind >= stop or tokens[behind].norm not in signing:
                    continue
                behind += 1
            near = _near(named, behind)
            if match.value == "covers" and not near:
                near = _before(named, match.first)
            if near and not any(tokens[k].kind == "punct" for k in range(behind, near[0].first)):
                out.append(Tie(match.value, at, match.span(text, tokens), near[0]))
    return out


def _near(named: Sequence[Found], at: int) -> Sequence[Found]:
    """The first instrument from token ``at`` on, if it is near enough."""
    here = bisect_left(named, at, key=lambda one: one.first)
    return [one for one in named[here : here + 1] if one.first - at < _rules().reach]


def _before(named: Sequence[Found], at: int) -> Sequence[Found]:
    """The last instrument that ends before token ``at``, if it is near enough."""
    here = bisect_right(named, at, key=lambda one: one.last)
    return [one for one in named[max(0, here - 1) : here] if at - one.last < _rules().reach]

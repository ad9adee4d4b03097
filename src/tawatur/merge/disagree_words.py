"""Words that accounts are compared by (``resources/merge/disagree.yaml``), and the tokens of a telling."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from tawatur.merge.inputs import stem
from tawatur.model import EventMention, Extracted, Token
from tawatur.rules.classes import function_words
from tawatur.rules.load import read_yaml
from tawatur.rules.text import normal, splits


class Words(NamedTuple):
    """The lists of ``disagree.yaml``, folded."""

    instruments: dict[str, str]
    plain: frozenset[str]
    into: frozenset[str]
    end: frozenset[str]
    directions: dict[str, str]
    apart: frozenset[frozenset[str]]
    regions: frozenset[str]
    places: frozenset[str]
    several: frozenset[str]
    arrive: frozenset[str]
    leave: frozenset[str]
    any_general: frozenset[str]
    no_portfolio: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists of ``disagree.yaml``."""
    data = read_yaml("merge/disagree.yaml")

    def listed(name: str) -> frozenset[str]:
        return frozenset(map(normal, data[name]))

    def by_form(name: str) -> dict[str, str]:
        return {normal(form): key for key, forms in data[name].items() for form in forms}

    return Words(
        by_form("instruments"),
        listed("plain"),
        listed("into"),
        listed("end"),
        by_form("directions"),
        frozenset(frozenset(pair) for pair in data["apart"]),
        listed("regions"),
        listed("places"),
        listed("several"),
        listed("arrive"),
        listed("leave"),
        frozenset(data["any_general"]),
        frozenset(data["no_portfolio"]),
    )


def first_token(extracted: Extracted, start: int) -> int:
    """The index of the token that the character ``start`` lies in."""
    starts = _starts(extracted.annotated.tokens)
    return max(0, bisect_right(starts, start) - 1)


@lru_cache(maxsize=64)
def _starts(tokens: tuple[Token, ...]) -> list[int]:
    return [token.start for token in tokens]


def sentence_end(extracted: Extracted, event: EventMention) -> int:
    """The index after the last token of an event's sentence."""
    return bisect_left(_starts(extracted.annotated.tokens), event.sentence.end)


def denial(extracted: Extracted, event: EventMention) -> bool:
    """Whether somebody denies an event, or it is called untrue; a bare "did not" is no denial."""
    if any(link.stance == "deny" for link in event.chain):
        return True
    tokens = extracted.annotated.tokens
    for at in range(first_token(extracted, event.sentence.start), sentence_end(extracted, event)):
        found = function_words().exact_at(tokens, at)
        found = found.union(*(function_words().exact(form) for form in stems_of(tokens[at].norm)))
        if found & {"denies", "no_truth"}:
            return True
    return False


def trigger_stems(extracted: Extracted, event: EventMention) -> frozenset[str]:
    """The stems of the words of a trigger, without clitics."""
    first, last = first_token(extracted, event.start), first_token(extracted, max(event.start, event.end - 1)) + 1
    tokens = extracted.annotated.tokens[first:last]
    return frozenset(found for token in tokens for form in stems_of(token.norm) if (found := stem(form)))


def stems_of(norm: str) -> tuple[str, ...]:
    """What a folded token may be without conjunction, preposition and article."""
    found = [stem for _, stem in splits(norm)]
    return tuple(dict.fromkeys([*found, *(stem[2:] for stem in found if stem.startswith("ال") and len(stem) > 4)]))

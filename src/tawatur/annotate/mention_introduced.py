"""Names that only their title gives away: "الرئيس فلان" where the tagger of names saw nothing."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import NamedTuple

from tawatur.annotate.mention_types import Part
from tawatur.annotate.mention_view import View
from tawatur.rules.load import read_bytes, read_yaml
from tawatur.rules.text import normal

_WITH_ARTICLE = ("ال", "ل")  # "ل" where the proclitic li- swallowed the alif
_LONGEST = 5  # words of a name, at most


class _Words(NamedTuple):
    first: frozenset[str]
    """Given and family names of Arabic."""
    any: frozenset[str]
    particles: frozenset[str]
    ambiguous: frozenset[str]
    """Titles that are also common nouns and introduce no name by themselves."""


@lru_cache(maxsize=1)
def _words() -> _Words:
    lines = gzip.decompress(read_bytes("gaz/name_words.txt.gz")).decode().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    links = read_yaml("roles/names.yaml")
    return _Words(
        frozenset(row[0] for row in rows if "f" in row[1] or "g" in row[1]),
        frozenset(row[0] for row in rows),
        frozenset(normal(form) for form in links["particles"]),
        frozenset(normal(form) for form in links["ambiguous_titles"]),
    )


def introduced(view: View, title: Part) -> Part | None:
    """The name right after a rank or bare office, where its words are known as names and as nothing else.

    Only a singular definite title introduces one; a first word of foreign origin alone is not enough.
    """
    if title.type != "PERSON" or title.form == "name" or title.number != "singular" or not title.definite:
        return None
    if not (title.rank or title.bare):
        return None
    written = normal(view.text[title.start : title.end])
    if written in _words().ambiguous or not written.startswith(_WITH_ARTICLE):
        return None
    at = title.last
    if not _word(view, at, first=True):
        return None
    last = at + 1
    while last < at + _LONGEST and _word(view, last, first=False):
        last += 1
    while view.norm(last - 1) in _words().particles:
        last -= 1
    if last <= at:
        return None
    return Part(
        first=at, last=last, start=view.tokens[at].start, end=view.tokens[last - 1].end, type="PERSON", definite=True,
        rule="person.introduced",
    )


def _word(view: View, at: int, *, first: bool) -> bool:
    """Whether a token can be part of a name: known as one, and no adjective, office, body, state or particle."""
    if view.blocked(at):
        return False
    norm, words, lex = view.norm(at), _words(), view.lex
    if norm in words.particles:
        return True
    if norm not in (words.first if first else words.any):
        return False
    if norm in lex.stops and view.text[view.tokens[at].end - 1] != "ي":  # "على" is no name, "علي" is
        return False
    other = (lex.adjectives, lex.ranks, lex.nationalities, lex.offices, lex.orgs)
    return not any(phrases.at(view.tokens, at, clitics=False, stop=view.last) for phrases in other)

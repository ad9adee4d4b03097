"""Names that only their title gives away, where the tagger of names saw nothing.

Either "الرئيس فلان", with words known as names, or an office with its complement and two words or more that running
text does not know, as foreign names are: "رئيس قسم التخطيط تورمود كنوتسن".
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tawatur.annotate.mention_types import Part
from tawatur.annotate.mention_view import View
from tawatur.annotate.names_lexicon import common_words, name_words
from tawatur.rules.load import read_yaml
from tawatur.rules.text import normal, splits

_WITH_ARTICLE = ("ال", "ل")  # "ل" where the proclitic li- swallowed the alif
_ARTICLES = ("ال", "وال", "بال", "لل", "وبال", "ولل", "فال")
_LONGEST = 5  # words of a name, at most
_FEWEST = 2  # of a name without a word that is known as one


class _Words(NamedTuple):
    first: frozenset[str]
    """Given and family names of Arabic."""
    particles: frozenset[str]
    ambiguous: frozenset[str]
    """Titles that are also common nouns and introduce no name by themselves."""


@lru_cache(maxsize=1)
def _words() -> _Words:
    links = read_yaml("roles/names.yaml")
    return _Words(
        frozenset(word for word, kinds in name_words().items() if "f" in kinds or "g" in kinds),
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
        return _foreign(view, title)
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
    return _person(view, at, last, "person.introduced")


def _person(view: View, first: int, last: int, rule: str) -> Part:
    start, end = view.tokens[first].start, view.tokens[last - 1].end
    return Part(first=first, last=last, start=start, end=end, type="PERSON", definite=True, rule=rule)


def _foreign(view: View, title: Part) -> Part | None:
    """Two words or more after an office with its complement that are neither common words nor inflected."""
    at = last = title.last
    while last < at + _LONGEST and _unheard(view, last):
        last += 1
    if last - at < _FEWEST:
        return None
    return _person(view, at, last, "person.unheard")


def _unheard(view: View, at: int) -> bool:
    """Whether a token is a word of two letters or more that no list of words, offices, bodies or states holds.

    The tagger may have seen a part of the name: "تورمود" or "كنوتسن" alone.
    """
    if view.blocked(at):
        return any(name.type == "PERSON" for name in view.names.get(at, ()))
    norm, common = view.norm(at), common_words()
    if len(norm) < _FEWEST or norm.startswith(_ARTICLES) or norm in view.lex.stops:
        return False
    if any(norm[way.skip :] in common or way.stem in common for way in splits(norm)):
        return False
    return not _other(view, at)


def _other(view: View, at: int) -> bool:
    """Whether a token begins an adjective, rank, nationality, office or body."""
    lex = view.lex
    other = (lex.adjectives, lex.ranks, lex.nationalities, lex.offices, lex.orgs)
    return any(phrases.at(view.tokens, at, clitics=False, stop=view.last) for phrases in other)


def _word(view: View, at: int, *, first: bool) -> bool:
    """Whether a token can be part of a name: known as one, and no adjective, office, body, state or particle."""
    if view.blocked(at):
        return False
    norm, words = view.norm(at), _words()
    if norm in words.particles:
        return True
    if norm not in (words.first if first else name_words()):
        return False
    if norm in view.lex.stops and view.text[view.tokens[at].end - 1] != "ي":  # "على" is no name, "علي" is
        return False
    return not _other(view, at)

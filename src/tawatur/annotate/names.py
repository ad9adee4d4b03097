"""Names of persons, organisations, countries and places.

Known names come from the gazetteers (``names_lexicon``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.annotate.names_lexicon import Known, context_words, known_names, person_names
from tawatur.model import EntityType, Sentence, Token
from tawatur.rules.phrases import Match
from tawatur.rules.text import splits


class NameSpan(NamedTuple):
    """A name in a text, without proclitics, titles and punctuation."""

    start: int
    end: int
    type: EntityType
    subtype: str | None = None
    key: str | None = None
    country: str | None = None
    source: str = ""
    score: float = 1.0


class Candidate(NamedTuple):
    """A possible name: tokens ``first`` to ``last`` less ``skip`` folded characters, and what is known of it."""

    first: int
    last: int
    skip: int
    known: Known

    def span(self, text: str, tokens: Sequence[Token]) -> NameSpan:
        """The name with its place in the text."""
        start, end = Match(self.first, self.last, self.skip, None).span(text, tokens)
        known = self.known
        assert known.type is not None
        return NameSpan(start, end, known.type, known.subtype, known.key, known.country, known.source)


_NEEDS = {"PLACE": {"locative", "place"}, "COUNTRY": {"locative", "state"}, "ORG": {"media", "group"}}


class NameTagger:
    """Finds names; holds the lexicons, so make one and keep it (``tagger()``)."""

    def __init__(self) -> None:
        self._known = known_names()
        self._persons = person_names()
        self._context = context_words()

    def tag(self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[NameSpan]:
        """Names in order, without overlap; ``sentences`` index into ``tokens``."""
        out: list[NameSpan] = []
        for sentence in sentences:
            at = sentence.first
            while at < sentence.last:
                found = self._at(tokens, at, sentence.last)
                if found is None:
                    at += 1
                    continue
                if found.known.type is not None and self._likely(found, tokens, sentence.first):
                    out.append(found.span(text, tokens))
                at = found.last
        return out

    def _at(self, tokens: Sequence[Token], at: int, stop: int) -> Candidate | None:
        if tokens[at].kind != "word":
            return None
        best: Candidate | None = None
        for match in self._known.at(tokens, at, stop=stop):
            best = Candidate(*match)
            break
        person = self._persons.at(tokens, at, stop)
        if person is not None and (best is None or person.last > best.last):
            who = person.value
            known = Known("PERSON", None, who.key, who.country, "lexicon:persons")
            best = Candidate(person.first, person.last, person.skip, known)
        return best

    def _likely(self, found: Candidate, tokens: Sequence[Token], first: int) -> bool:
        if not found.known.weak:
            return True
        needs = _NEEDS[found.known.type or "PLACE"]
        lead = tokens[found.first].norm[: found.skip]
        if "locative" in needs and lead.endswith("ب"):
            return True
        if found.first == first:
            return False
        before = tokens[found.first - 1].norm
        return any(needs & self._context.get(stem, frozenset()) for _, stem in splits(before))


@lru_cache(maxsize=1)
def tagger() -> NameTagger:
    """The tagger with its lexicons, loaded once."""
    return NameTagger()

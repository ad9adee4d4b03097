"""Designations of weapons and names of events: what a name inside them isn't.

A linear-chain CRF on the features of the names (weights by ``training/train_terms.py``), asked only for sentences with
a word of weapons or events: elsewhere its few hits are not worth the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tawatur.annotate.crf import Field
from tawatur.annotate.crf_features import reading
from tawatur.annotate.names import NameSpan
from tawatur.annotate.names_crf import runs_of
from tawatur.annotate.names_lexicon import name_words, single_names
from tawatur.annotate.names_lookup import Candidate, marks
from tawatur.model import Sentence, Term, TermType, Token
from tawatur.rules.classes import event_classes
from tawatur.rules.load import read_bytes
from tawatur.rules.text import advance

_TYPES: dict[str, TermType] = {"WEA": "WEAPON", "EVE": "EVENT"}
_CUES = frozenset({"weapon", "weapon_head", "exercise", "exercise_sure", "summit", "instrument", "operation", "deal"})
_LONGEST = 600  # tokens of a sentence that is looked at


def find_terms(
    text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], found: Sequence[Sequence[Candidate]]
) -> tuple[Term, ...]:
    """The terms of a text in order, without overlap.

    ``sentences`` index into ``tokens``; ``found`` is what the gazetteers find in each of them.
    """
    cued = [
        (sentence, known)
        for sentence, known in zip(sentences, found, strict=True)
        if sentence.last - sentence.first <= _LONGEST and _cued(tokens, sentence)
    ]
    read = _field().decode([(tokens[one.first : one.last], marks(known, one.first, one.last)) for one, known in cued])
    out: list[Term] = []
    for (sentence, _), stretch in zip(cued, read, strict=True):
        terms = list(_terms(text, tokens, sentence, stretch.labels))
        out.extend(sorted([*terms, *_apart(_named(tokens, sentence), terms)], key=lambda term: term.start))
    return tuple(out)


def _apart(more: Iterable[Term], found: Sequence[Term]) -> Iterator[Term]:
    return (term for term in more if not any(one.start < term.end and term.start < one.end for one in found))


def outside(names: Sequence[NameSpan], terms: Sequence[Term]) -> list[NameSpan]:
    """``names`` without places and persons inside the designation of a weapon ("باراك" is no town there) and without
    guesses inside the name of an event ("الأسد الأفريقي" is no body)."""
    return [name for name in names if not any(_hides(term, name) for term in terms)]


def _hides(term: Term, name: NameSpan) -> bool:
    if not term.start <= name.start < term.end:
        return False
    return name.source == "crf" if term.type == "EVENT" else name.type in ("PLACE", "PERSON")


def _cued(tokens: Sequence[Token], sentence: Sentence) -> bool:
    return any(not _CUES.isdisjoint(event_classes().of(token.norm)) for token in tokens[sentence.first : sentence.last])


def _terms(text: str, tokens: Sequence[Token], sentence: Sentence, labels: Sequence[str]) -> Iterator[Term]:
    here = tokens[sentence.first : sentence.last]
    for first, last, kind in runs_of(labels):
        if kind in _TYPES:
            skip = reading(here[first].norm).skip
            start = advance(text, here[first].start, skip) if skip else here[first].start
            yield Term(start, here[last - 1].end, _TYPES[kind])


def _named(tokens: Sequence[Token], sentence: Sentence) -> Iterator[Term]:
    """A word that is a name as it stands, right behind the noun of a weapon ("منظومة الدفاع الجوي باراك")."""
    at = sentence.first
    while at < sentence.last:
        stop = max((event_classes().at(tokens, at).get(cue, at) for cue in ("weapon", "weapon_head")), default=at)
        while at < stop < sentence.last and tokens[stop].norm == '"':
            stop += 1
        named = at < stop < sentence.last and tokens[stop].norm in name_words()
        if named and tokens[stop].norm not in single_names():
            yield Term(tokens[stop].start, tokens[stop].end, "WEAPON")
        at = max(stop, at + 1)


@lru_cache(maxsize=1)
def _field() -> Field:
    return Field(read_bytes("weights/terms.npz"))

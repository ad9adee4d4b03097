"""Names of persons, organisations, countries and places.

Known names come from the gazetteers (``names_lexicon``), others from a sequence tagger (``names_crf``);
``names_combine`` weighs them within a sentence, ``names_repeat`` carries what one sentence shows to the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from tawatur.annotate.names_combine import Found, combine
from tawatur.annotate.names_crf import Decoded, SequenceTagger
from tawatur.annotate.names_lexicon import Known, ambiguous, load
from tawatur.annotate.names_lookup import Candidate, known_in
from tawatur.annotate.names_repeat import by_first, families, repeats, settle, whole_words
from tawatur.model import EntityType, ReaderName, Sentence, Token
from tawatur.rules.load import read_bytes
from tawatur.rules.text import PROCLITICS, advance, splits

_WEIGHTS = "weights/names.npz"


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


class Reader(Protocol):
    """What guesses names from their form and context: the CRF or the encoder."""

    def decode_all(
        self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], found: Sequence[Sequence[Candidate]]
    ) -> list[Decoded]:
        """The likeliest names of each sentence; ``found`` is what the gazetteers find in it."""


class NameTagger:
    """Finds names; holds the weights, so make one and keep it (``tagger()``). Not to be shared between threads."""

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = SequenceTagger(read_bytes(_WEIGHTS)) if reader is None else reader
        load()

    def tag(
        self,
        text: str,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        known: Sequence[Sequence[Candidate]] | None = None,
    ) -> list[NameSpan]:
        """Names in order, without overlap.

        ``sentences`` index into ``tokens``; ``known`` is what the gazetteers find in each of them, if that was asked.
        """
        counts = whole_words(tokens)
        if known is None:
            known = known_in(tokens, sentences)
        heard = list(zip(sentences, self._reader.decode_all(text, tokens, sentences, known), strict=True))
        named: list[Found] = []
        for (sentence, decoded), found in zip(heard, known, strict=True):
            named += combine(tokens, sentence.first, found, decoded)
        named = _without_common(tokens, named, counts)
        lent = families(tokens, named)
        named = settle(tokens, named, lent)
        taken = {at for name in named for at in range(name.first, name.last)}
        starts = by_first(lent)
        lenders = _beginning(counts, starts) if starts else set()
        for sentence, decoded in heard if lenders else ():
            named += repeats(tokens, sentence.first, sentence.last, taken, lenders, starts, lent, decoded.person)
        return [_span(text, tokens, _clear(text, tokens, name, counts)) for name in sorted(named)]


def _without_common(tokens: Sequence[Token], named: Sequence[Found], counts: Counter[str]) -> list[Found]:
    """The names without doubtful ones of one definite word that is a common noun in this text: "القاعدة" beside "قاعدة
    العند", unless the text gives the full name ("تنظيم القاعدة")."""
    whole = {name.known.key for name in named if not name.known.weak}

    def common(name: Found) -> bool:
        known = name.known
        if not known.weak or known.type != "ORG" or name.last - name.first > 1 or known.key in whole:
            return False
        norm = tokens[name.first].norm[name.skip :]
        return norm.startswith("ال") and counts[norm[2:]] > 0

    return [name for name in named if not common(name)]


def _beginning(norms: Iterable[str], starts: Mapping[str, object]) -> set[str]:
    """Those of ``norms`` that are one of ``starts``, proclitics allowed."""
    whole = {norm for norm in norms if norm in starts}
    return whole.union(
        norm for norm in norms if norm[0] in PROCLITICS and any(stem in starts for _, stem in splits(norm))
    )


def _clear(text: str, tokens: Sequence[Token], name: Found, counts: Counter[str]) -> Found:
    """The name with its ambiguities decided by the document."""
    if name.known.source == "crf" and name.skip:
        name = name._replace(skip=_proclitics(tokens[name.first].norm, name.skip, counts))
    if name.known.weak and name.last - name.first == 1:
        norm = tokens[name.first].norm[name.skip :]
        if norm in ambiguous():
            start = advance(text, tokens[name.first].start, name.skip)
            return name._replace(known=_meaning(norm, text[start : tokens[name.first].end], name.known, counts))
    return name


def _proclitics(norm: str, skip: int, counts: Counter[str]) -> int:
    """Proclitics that the document bears out: a word that always begins with the letter has it as its own."""
    stem = next((way.stem for way in splits(norm) if way.skip == skip), norm)
    if counts[norm] > 1 and counts[stem] == 0 and not stem.startswith("ال") and norm[0] not in "وف":
        return 0
    return skip


def _meaning(norm: str, written: str, known: Known, counts: Counter[str]) -> Known:
    readings = ambiguous()[norm]
    for reading in readings:
        if reading.vowels and written == reading.vowels:
            return reading.known
    weights = [(sum(counts[word] for word in one.evidence), one.default) for one in readings]
    best = max(weights)
    if weights.count(best) == 1 and best > (0, False):
        return readings[weights.index(best)].known
    return Known("PLACE", None, None, None, known.source, True)


def _span(text: str, tokens: Sequence[Token], name: Found) -> NameSpan:
    start = tokens[name.first].start
    if name.skip:
        start = advance(text, start, name.skip)
    known = name.known
    assert known.type is not None
    end = tokens[name.last - 1].end
    return NameSpan(start, end, known.type, known.subtype, known.key, known.country, known.source, name.score)


def tagger(reader: ReaderName = "fast") -> NameTagger:
    """The tagger with its lexicons and weights, loaded once. ReaderError where the extra for "accurate" is missing."""
    return _loaded(reader)


@lru_cache(maxsize=2)
def _loaded(reader: ReaderName) -> NameTagger:
    if reader == "fast":
        return NameTagger()
    from tawatur.annotate.names_encoder import Encoder

    return NameTagger(Encoder(read_bytes("weights/names.onnx"), read_bytes("weights/pieces.json")))

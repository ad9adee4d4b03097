"""What the gazetteers find in a sentence, and how the tagger is told of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.annotate.names_lexicon import Known, context_words, known_names, person_names
from tawatur.model import Sentence, Token
from tawatur.rules.text import PROCLITICS, splits

_ROOM = 1 << 16  # words of which it is kept how names go on after them
_OPEN = frozenset('("[-')
_CLOSE = frozenset(')"]-')
_NEEDS = {"PLACE": {"locative", "place"}, "COUNTRY": {"locative", "state"}, "ORG": {"media", "group"}}


class Candidate(NamedTuple):
    """A possible name: tokens ``first`` to ``last`` less ``skip`` folded characters, and what is known of it."""

    first: int
    last: int
    skip: int
    known: Known


def known_in(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[list[Candidate]]:
    """``candidates`` of each sentence."""
    return [candidates(tokens, sentence.first, sentence.last) for sentence in sentences]


def candidates(tokens: Sequence[Token], first: int, last: int) -> list[Candidate]:
    """Known names in tokens ``first`` to ``last``: leftmost, longest, without overlap.

    Phrases that hide names are among them, with the type None.
    """
    out = []
    free = first
    starts = _starts()
    for at in [at for at in range(first, last) if starts[tokens[at].norm]]:
        token = tokens[at]
        if at >= free and token.kind == "word":
            after = tokens[at + 1].norm if at + 1 < last else ""
            if any(words is None or after in words for words in starts[token.norm]):
                found = _at(tokens, at, last)
                if found is not None:
                    out.append(found)
                    free = found.last
    return out


Following = tuple[Container[str] | None, ...]


class _Starts(dict[str, Following]):
    """Words that may follow where a name begins with a word; None: it may be one by itself. Most words begin none.
    Emptied when full."""

    def __init__(self) -> None:
        super().__init__()
        self._stems: dict[str, Following] = {}
        for table in (known_names(), person_names()):
            for stem, after in table.starts():
                self._stems[stem] = (*self._stems.get(stem, ()), after)

    def __missing__(self, norm: str) -> Following:
        if len(self) > _ROOM:
            self.clear()
        follow = self._stems.get(norm, ())
        if norm[0] in PROCLITICS:
            follow = tuple(after for _, stem in splits(norm) for after in self._stems.get(stem, ()))
        self[norm] = follow
        return follow


@lru_cache(maxsize=1)
def _starts() -> _Starts:
    return _Starts()


def _at(tokens: Sequence[Token], at: int, stop: int) -> Candidate | None:
    matches = known_names().at(tokens, at, stop=stop)
    best = Candidate(*matches[0]) if matches else None
    person = person_names().at(tokens, at, stop)
    if person is None or (best is not None and best.last >= person.last):
        return best
    who = person.value
    known = Known("PERSON", None, who.key, who.country, "lexicon:persons")
    return Candidate(person.first, person.last, person.skip, known)


def announced(found: Candidate, tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before a doubtful name (sentence begins at ``first``) make it likely."""
    needs = _NEEDS[found.known.type or "PLACE"]
    if "locative" in needs and tokens[found.first].norm[: found.skip].endswith("ب"):
        return True
    if found.first == first:
        return False
    if found.known.subtype in ("agency", "outlet") and _enclosed(found, tokens):
        return True
    before = tokens[found.first - 1].norm
    return any(needs & context_words().get(stem, frozenset()) for _, stem in splits(before))


def _enclosed(found: Candidate, tokens: Sequence[Token]) -> bool:
    """Whether a name stands by itself between brackets or quotation marks ("(واس)")."""
    before = tokens[found.first - 1].norm
    after = tokens[found.last].norm if found.last < len(tokens) else ""
    return found.skip == 0 and before in _OPEN and after in _CLOSE


def marks(found: Sequence[Candidate], first: int, last: int) -> list[str]:
    """For each token of ``first`` to ``last`` what the gazetteers say: "B-COUNTRY", "I-ORG", "B-PLACE?" or ""."""
    out = [""] * (last - first)
    for one in found:
        known = one.known
        name = "none" if known.type is None else known.type + ("?" if known.weak else "")
        for at in range(one.first, one.last):
            out[at - first] = f"{'B' if at == one.first else 'I'}-{name}"
    return out

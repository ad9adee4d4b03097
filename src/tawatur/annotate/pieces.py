"""Word pieces of the encoder: the likeliest split of a word under a unigram model (Kudo 2018).

Pieces never cross a space, so words are split one at a time, and each only once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_START = "▁"  # marks the beginning of a word in the vocabulary
_LONGEST = 48  # letters of a word that are split: longer ones are no words
_VOWELS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_KEPT = 65536


class Pieces:
    """A vocabulary: pieces with their log probabilities; the number of a piece is its place. 0 to 3 are special."""

    START, PAD, END, UNKNOWN = 0, 1, 2, 3

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._number = {piece: at for at, piece in enumerate(pieces) if at > self.UNKNOWN}
        self._scores = list(scores)
        self._longest = max((len(piece) for piece in self._number), default=1)
        self._unknown = min(scores, default=0.0) - 10
        self._split: dict[str, tuple[int, ...]] = {}

    def word(self, form: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word as written (vowel signs don't count); never empty."""
        found = self._split.get(form)
        if found is None:
            bare = unicodedata.normalize("NFKC", _VOWELS.sub("", form[:_LONGEST]))
            found = self._viterbi(_START + bare)
            if len(self._split) < _KEPT:
                self._split[form] = found
        return found

    def _viterbi(self, text: str) -> tuple[int, ...]:
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # score, where the last piece begins, its number
        for end in range(1, len(text) + 1):
            before = best[end - 1]
            choice = (before[0] + self._unknown, end - 1, self.UNKNOWN)
            for start in range(max(0, end - self._longest), end):
                number = self._number.get(text[start:end])
                if number is not None and best[start][0] + self._scores[number] > choice[0]:
                    choice = (best[start][0] + self._scores[number], start, number)
            best.append(choice)
        out: list[int] = []
        at = len(text)
        while at:
            _, at, number = best[at]
            out.append(number)
        return tuple(reversed(out))

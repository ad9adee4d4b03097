"""A linear-chain conditional random field in use: what each word adds to each label, the likeliest labels, marginals.

Every feature of ``crf_features`` belongs to one word at one distance or to neighbours. What a word adds to the labels
is therefore summed once and kept; a text costs a few additions per word. Training is crfsuite's.
Lafferty, McCallum & Pereira (2001); scaled forward-backward after Rabiner (1989).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from io import BytesIO
from itertools import accumulate, chain
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from tawatur.annotate.crf_features import EDGE, kinds, said, word
from tawatur.model import Token

K = TypeVar("K", bound=Hashable)
Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Rows = dict[str, int]
"""Features with the row of their weights; row 0 has none but zeros."""
Known = tuple[Sequence[Token], Sequence[str]]
"""The tokens of a sentence and what the gazetteers say of each."""

_LONGEST = 600  # tokens that are decoded together; longer sentences are cut, as no text that people write needs more
_ROOM = 1 << 16  # distinct words, or triples, whose sums are kept
_SCALED = 8  # steps after which probabilities are brought back to a sum of 1; in between none can vanish


class Stretch(NamedTuple):
    """Labels of the tokens of a sentence, and for each token (row) the probability of each label (column)."""

    labels: list[str]
    odds: Floats


class Field:
    """Weights with the sums that were asked for; not to be shared between threads.

    ``weights``: what ``training/weights.py`` writes (NPZ): the labels, the features that have a weight, their weights
    (label number, value) one after another, and the weights of a label after a label.
    """

    def __init__(self, weights: bytes) -> None:
        with np.load(BytesIO(weights), allow_pickle=False) as file:
            self.labels: tuple[str, ...] = tuple(file["labels"].tolist())
            names = file["features"].tobytes().decode().split("\n")
            counts, columns, values = file["counts"], file["columns"], file["values"]
            self._after: Floats = file["transitions"].astype(np.float64)
        self._weights: Floats = np.zeros((len(names) + 1, len(self.labels)))
        self._weights[np.repeat(np.arange(1, len(names) + 1), counts), columns] = values
        own: Rows = {}
        lent: dict[str, Rows] = {"-1": {}, "+1": {}, "-2": {}, "+2": {}}
        for row, name in enumerate(names, start=1):
            distance = name[:2]
            if distance in lent:
                lent[distance][name[2:]] = row
            else:
                own[name] = row
        before, after, before2, after2 = lent.values()

        def of_word(norm: str) -> Iterable[tuple[Rows, Sequence[str]]]:
            """Of a word itself, and what it lends to the tokens after, before, two after and two before it."""
            it = word(norm) if norm else EDGE
            return (own, it.own), (before, it.near), (after, it.near), (before2, it.far), (after2, it.far)

        self._words = _Sums(self._weights, 5, of_word)
        self._said = _Sums[tuple[str, str, str]](self._weights, 1, lambda three: ((own, said(*three)),))
        self._own = own

    def decode(self, sentences: Iterable[Known]) -> list[Stretch]:
        """Labels and probabilities of the sentences of a text."""
        stretches: list[Known] = []
        numbers = []  # stretches of each sentence
        for tokens, known in sentences:
            cut = range(0, max(len(tokens), 1), _LONGEST)
            stretches += [(tokens[at : at + _LONGEST], known[at : at + _LONGEST]) for at in cut]
            numbers.append(len(cut))
        done = iter(self._decode(stretches))
        return [_joined([next(done) for _ in range(number)]) for number in numbers]

    def _decode(self, stretches: Sequence[Known]) -> list[Stretch]:
        order = sorted(range(len(stretches)), key=lambda at: -len(stretches[at][0]))
        batch = _Batch(self._scores([stretches[at] for at in order]), [len(stretches[at][0]) for at in order])
        paths, odds = batch.paths(self._after), batch.odds(self._after)
        out = [Stretch([], odds[:0])] * len(stretches)
        for at, first, last in zip(order, batch.firsts, batch.firsts[1:], strict=False):
            out[at] = Stretch([self.labels[number] for number in paths[first:last]], odds[first:last])
        return out

    def _scores(self, stretches: Sequence[Known]) -> Floats:
        """What speaks for each label (column) at each token (row), neighbours left out; stretches one after another."""
        norms: list[str] = []
        marked: list[tuple[str, str, str]] = []
        three: list[str] = []
        inner: list[int] = []
        for tokens, known in stretches:
            inner += range(len(norms) + 2, len(norms) + 2 + len(tokens))
            here = [token.norm for token in tokens]
            norms += ["", "", *here, "", ""]
            kind = [word(norm).kind for norm in here]
            for neighbours in zip(["edge", *kind], kind, [*kind[1:], "edge"], strict=False):
                three += kinds(*neighbours)
            marked += zip(["", *known], known, [*known[1:], ""], strict=False)
        if not inner:
            return np.zeros((0, len(self.labels)))
        table, at = self._words.rows(norms)
        own = np.array(inner, dtype=np.intp)
        out: Floats = table[at[own], 0]
        for part, distance in enumerate((-1, 1, -2, 2), start=1):
            out += table[at[own + distance], part]
        row = self._own.get
        classes = np.array([row(one, 0) for one in three], dtype=np.intp)
        for part in range(3):
            out += self._weights[classes[part::3]]
        table, at = self._said.rows(marked)
        out += table[at, 0]
        return out


class _Sums(Generic[K]):
    """Sums of weights per key, for each of its ``parts``, made when first asked for; emptied when full."""

    def __init__(
        self, weights: Floats, parts: int, features: Callable[[K], Iterable[tuple[Rows, Sequence[str]]]]
    ) -> None:
        self._weights, self._features = weights, features
        self._number: dict[K, int] = {}
        self._table: Floats = np.zeros((1024, parts, weights.shape[1]))

    def rows(self, keys: Sequence[K]) -> tuple[Floats, Numbers]:
        """The table (rows × parts × labels) and the row of each key."""
        number = self._number
        new = [key for key in dict.fromkeys(keys) if key not in number]
        if new and len(number) + len(new) > _ROOM:
            number.clear()
            new = list(dict.fromkeys(keys))
        if new:
            self._add(new)
        return self._table, np.array([number[key] for key in keys], dtype=np.intp)

    def _add(self, new: Sequence[K]) -> None:
        # each part begins with row 0, as none may be empty
        rows = [[0, *filter(None, map(known.get, names))] for key in new for known, names in self._features(key)]
        begins = [0, *accumulate(map(len, rows[:-1]))]
        sums = np.add.reduceat(self._weights[list(chain.from_iterable(rows))], begins, axis=0)
        start, stop = len(self._number), len(self._number) + len(new)
        if stop > len(self._table):
            grown = np.zeros((2 * stop, *self._table.shape[1:]))
            grown[:start] = self._table[:start]
            self._table = grown
        self._table[start:stop] = sums.reshape(len(new), *self._table.shape[1:])
        self._number.update(zip(new, range(start, stop), strict=True))


class _Batch:
    """Sequences that are decoded side by side, the longest first: ``scores`` has their tokens one after another."""

    def __init__(self, scores: Floats, sizes: Sequence[int]) -> None:
        self.firsts = [0, *accumulate(sizes)]
        self._sizes = np.array(sizes, dtype=np.intp)
        steps = sizes[0] if sizes else 0
        self._active = [int(number) for number in (self._sizes[:, None] > np.arange(steps)).sum(axis=0)]
        place = np.repeat(np.arange(len(sizes)), self._sizes)
        step = np.arange(len(scores)) - np.repeat(np.array(self.firsts[:-1], dtype=np.intp), self._sizes)
        self._at = step, place
        self._mirrored = self._sizes[place] - 1 - step, place
        self._shape = (steps, len(sizes), scores.shape[1])
        self._scores = scores

    def _padded(self, values: Floats) -> Floats:
        """Steps × sequences × labels."""
        out = np.zeros(self._shape)
        out[self._at] = values
        return out

    def paths(self, after: Floats) -> list[int]:
        """The likeliest labels (Viterbi), sequences one after another; ``after``: weights of label after label."""
        if not self._active:
            return []
        scores = self._padded(self._scores)
        back = np.zeros(self._shape, dtype=np.intp)
        best = scores[0].copy()
        for step, number in enumerate(self._active[1:], start=1):
            ways = best[:number, :, None] + after
            ways.argmax(axis=1, out=back[step, :number])
            np.add(ways.max(axis=1), scores[step, :number], out=best[:number])
        last = best.argmax(axis=1)
        rows = np.arange(len(last))
        out = np.zeros(self._shape[:2], dtype=np.intp)
        for step in range(len(self._active) - 1, 0, -1):
            number = self._active[step]
            out[step, :number] = last[:number]
            last[:number] = back[step, rows[:number], last[:number]]
        out[0] = last
        labels: list[int] = out[self._at].tolist()
        return labels

    def odds(self, after: Floats) -> Floats:
        """Probabilities of the labels (forward-backward): tokens × labels."""
        if not self._active:
            return self._scores
        own = np.exp(self._scores - self._scores.max(axis=1, keepdims=True))
        ways = np.zeros((2, *self._shape))  # from the left, and from the right: both run at once
        ways[0][self._at] = own
        ways[1][self._mirrored] = own
        move = np.stack([np.exp(after), np.exp(after.T)])
        for step, number in enumerate(self._active[1:], start=1):
            here = ways[:, step, :number]
            here *= ways[:, step - 1, :number] @ move
            if step % _SCALED == 0:
                here /= here.sum(axis=2, keepdims=True)
        out: Floats = ways[0][self._at] * ways[1][self._mirrored] / own
        out /= out.sum(axis=1, keepdims=True)
        return out


def _joined(parts: list[Stretch]) -> Stretch:
    if len(parts) == 1:
        return parts[0]
    return Stretch([label for part in parts for label in part.labels], np.concatenate([part.odds for part in parts]))

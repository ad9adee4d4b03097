"""A linear-chain conditional random field in use: what each word adds to each label, the likeliest labels, marginals.

Every feature of ``crf_features`` belongs to one word at one distance or to neighbours. What a word adds to the labels
is therefore summed once and kept; a text costs a few additions per word. Training is crfsuite's.
Lafferty, McCallum & Pereira (2001); scaled forward-backward after Rabiner (1989).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import accumulate, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tawatur.annotate.crf_features import CLASSES, LETTERS, MARKS, Traits, taken_apart
from tawatur.model import Token

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Rows = dict[str, int]
"""Features, without the distance, with the row of their weights; row 0 has none but zeros."""
Known = tuple[Sequence[Token], Sequence[str]]
"""The tokens of a sentence and what the gazetteers say of each."""

_PARTS = {"-1": 1, "+1": 2, "-2": 3, "+2": 4}  # from which token a feature is lent; 0: the token's own
_LONGEST = 600  # tokens that are decoded together; longer sentences are cut, as no text that people write needs more
_ROOM = 1 << 17  # distinct words whose sums are kept
_SETTLED = 0.999  # probability that leaves a label without a rival: all paths through others together have the rest
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
        rows: Rows = {}
        places = []
        for name in names:
            part = _PARTS.get(name[:2], 0)
            places.append((rows.setdefault(name[2:] if part else name, len(rows) + 1), part))
        row, which = np.repeat(np.array(places, dtype=np.intp), counts, axis=0).T
        table = np.zeros((len(rows) + 1, len(_PARTS) + 1, len(self.labels)), dtype=np.float32)
        table[row, which, columns] = values
        self._own: Floats = table[:, 0].astype(np.float64)
        self._classes = _Classes(rows, CLASSES)
        self._marks = _Classes(rows, MARKS)
        self._words = _Words(rows, table, self._classes.number)

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
        odds = batch.odds(self._after)
        paths = batch.paths(self._after, odds)
        out = [Stretch([], odds[:0])] * len(stretches)
        for at, first, last in zip(order, batch.firsts, batch.firsts[1:], strict=False):
            out[at] = Stretch([self.labels[number] for number in paths[first:last]], odds[first:last])
        return out

    def _scores(self, stretches: Sequence[Known]) -> Floats:
        """What speaks for each label (column) at each token (row), neighbours left out; stretches one after another."""
        inner: list[int] = []
        norms, known_as = [""], [""]
        for tokens, known in stretches:
            inner += range(len(norms) + 1, len(norms) + 1 + len(tokens))
            norms += ["", *[token.norm for token in tokens], ""]
            known_as += ["", *known, ""]
        norms.append("")
        own = np.array(inner, dtype=np.intp)
        at = self._words.rows(norms)
        table, classes = self._words.sums, self._words.classes[at]
        out: Floats = table[at[own], 0]
        for distance, part in _PARTS.items():
            out += table[at[own + int(distance)], part]
        number = self._marks.number.get
        nothing = number("", 0)
        marks = np.array([number(mark, 0) if mark else nothing for mark in known_as], dtype=np.intp)
        for rows in (*self._classes.rows(classes, own), *self._marks.rows(marks, own)):
            out += self._own.take(rows, axis=0)
        return out


class _Classes:
    """Features of the classes of tokens side by side, as tables from numbers of classes to rows of weights.

    ``templates``: for each kind of feature the distances of the tokens whose classes it names, joined by "|".
    """

    def __init__(self, rows: Rows, templates: Mapping[str, tuple[int, ...]]) -> None:
        named = {
            kind: [(name.removeprefix(kind).split("|"), row) for name, row in rows.items() if name.startswith(kind)]
            for kind in templates
        }
        met = sorted({one for features in named.values() for classes, _ in features for one in classes})
        self.number = {one: at for at, one in enumerate(met, start=1)}
        """Classes that a weight knows; 0 is any other."""
        self._tables = []
        for kind, distances in templates.items():
            table = np.zeros((len(met) + 1,) * len(distances), dtype=np.intp)
            for classes, row in named[kind]:
                table[tuple(self.number[one] for one in classes)] = row
            self._tables.append((distances, table))

    def rows(self, classes: Numbers, own: Numbers) -> list[Numbers]:
        """Rows of the features of the tokens at ``own``; ``classes``: the number of the class of every token."""
        return [table[tuple(classes[own + distance] for distance in distances)] for distances, table in self._tables]


class _Words:
    """What words add to the labels, made when a word is first met; emptied when full."""

    def __init__(self, rows: Rows, weights: NDArray[np.float32], number: Mapping[str, int]) -> None:
        self._rows, self._number = rows, number
        self._weights = weights.reshape(len(weights), -1)
        self._letters: list[Rows] = [
            {name.removeprefix(kind): row for name, row in rows.items() if name.startswith(kind)} for kind in LETTERS
        ]
        self.sums: Floats = np.zeros((1024, *weights.shape[1:]))
        """For the word in each row what it adds to itself and, by ``_PARTS``, to the tokens around it."""
        self.classes: Numbers = np.zeros(1024, dtype=np.intp)
        """Numbers of the words' classes."""
        self._shared: Floats = np.zeros((1024, self._weights.shape[1]))  # of traits, by their number
        self.sums[0] = weights[rows.get("edge", 0)]
        self.classes[0] = number.get("edge", 0)
        self._forget()

    def _forget(self) -> None:
        self._at = _Numbers({"": 0})  # the edge of a sentence
        self._traits: dict[Traits, tuple[int, int]] = {}  # their number, and that of their class

    def rows(self, norms: Sequence[str]) -> Numbers:
        """The row of each folded word; "" stands for the edge of a sentence."""
        if len(self._at) > _ROOM:
            self._forget()
        known = self._at
        rows = [known[norm] for norm in norms]
        if known.new:
            self._add(known.new)
            known.new.clear()
        return np.array(rows, dtype=np.intp)

    def _add(self, new: Sequence[str]) -> None:
        apart = [taken_apart(norm) for norm in new]
        seen = [self._traits.get(traits) or self._met(traits) for _, traits in apart]
        none = repeat(0)
        letters = np.array([[*map(dict.get, self._letters, letters, none)] for letters, _ in apart], dtype=np.intp)
        sums = self._weights.take(letters, axis=0).sum(axis=1) + self._shared[[number for number, _ in seen]]
        stop = len(self._at)
        start = stop - len(new)
        if stop > len(self.sums):
            self.sums = _grown(self.sums, start, 2 * stop)
            self.classes = _grown(self.classes, start, 2 * stop)
        self.sums[start:stop] = sums.reshape(len(new), *self.sums.shape[1:])
        self.classes[start:stop] = [kind for _, kind in seen]

    def _met(self, traits: Traits) -> tuple[int, int]:
        number = len(self._traits)
        if number == len(self._shared):
            self._shared = _grown(self._shared, number, 2 * number)
        rows = [self._rows.get(feature, 0) for feature in (*traits.alone(), *traits.lent())]
        self._shared[number] = self._weights.take(rows, axis=0).sum(axis=0)
        self._traits[traits] = numbers = number, self._number.get(traits.kind, 0)
        return numbers


class _Numbers(dict[str, int]):
    """Numbers for words in the order in which they are met; those of ``new`` have no sums yet."""

    def __init__(self, known: dict[str, int]) -> None:
        super().__init__(known)
        self.new: list[str] = []

    def __missing__(self, norm: str) -> int:
        self[norm] = number = len(self)
        self.new.append(norm)
        return number


def _grown(table: NDArray[Any], used: int, room: int) -> NDArray[Any]:
    out = np.zeros((room, *table.shape[1:]), dtype=table.dtype)
    out[:used] = table[:used]
    return out


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

    def paths(self, after: Floats, odds: Floats) -> list[int]:
        """The likeliest labels (Viterbi), sequences one after another; ``after``: weights of label after label.

        ``odds``: what ``odds`` gives. They settle most tokens; what lies between two of those is decoded apart.
        """
        labels = odds.argmax(axis=1)
        open_ = odds.max(axis=1, initial=0) < _SETTLED
        at = np.flatnonzero(open_)
        if len(at):
            begins = np.zeros(len(odds) + 1, dtype=bool)
            begins[self.firsts] = True
            own = self._scores[at]
            left = at[~begins[at] & ~open_[at - 1]]  # follow a settled token
            own[np.searchsorted(at, left)] += after[labels[left - 1]]
            right = at[~begins[at + 1]]
            right = right[~open_[right + 1]]  # a settled token follows
            own[np.searchsorted(at, right)] += after.T[labels[right + 1]]
            starts = np.flatnonzero(begins[at] | np.r_[True, np.diff(at) > 1])
            labels[at] = _paths(own, starts, after)
        out: list[int] = labels.tolist()
        return out

    def odds(self, after: Floats) -> Floats:
        """Probabilities of the labels (forward-backward): tokens × labels."""
        if not self._active:
            return self._scores
        own = np.exp(self._scores - self._scores.max(axis=1, keepdims=True))
        steps, sequences, labels = self._shape
        ways = np.zeros((steps, sequences, 2 * labels))  # from the left and, beside it, from the right
        left, right = ways[:, :, :labels], ways[:, :, labels:]
        left[self._at] = own
        right[self._mirrored] = own
        move = np.zeros((2 * labels, 2 * labels))
        move[:labels, :labels] = np.exp(after)
        move[labels:, labels:] = np.exp(after.T)
        for step, number in enumerate(self._active[1:], start=1):
            here = ways[step, :number]
            here *= ways[step - 1, :number] @ move
            if step % _SCALED == 0:
                for half in (left, right):
                    here = half[step, :number]
                    here /= here.sum(axis=1, keepdims=True)
        out: Floats = left[self._at] * right[self._mirrored] / own
        out /= out.sum(axis=1, keepdims=True)
        return out


def _paths(own: Floats, starts: Numbers, after: Floats) -> Numbers:
    """The likeliest labels of sequences one after another, which begin at ``starts``, with ``own`` scores."""
    sizes = np.diff(np.r_[starts, len(own)])
    order = np.argsort(-sizes, kind="stable")
    starts, sizes = starts[order], sizes[order]  # the longest first
    before = after.T.copy()  # by the label that follows: NumPy is fast along the last axis
    best, back = own[starts], []
    row, label = np.ogrid[: len(starts), : own.shape[1]]
    active = [int(number) for number in (sizes[:, None] > np.arange(sizes[0])).sum(axis=0)]
    for step, number in enumerate(active[1:], start=1):
        ways = best[:number, None, :] + before
        likeliest = ways.argmax(axis=2)
        back.append(likeliest)
        best[:number] = ways[row[:number], label, likeliest] + own[starts[:number] + step]
    last = best.argmax(axis=1)
    out = np.zeros(len(own), dtype=np.intp)
    for step in range(len(active) - 1, 0, -1):
        number = active[step]
        out[starts[:number] + step] = last[:number]
        last[:number] = back[step - 1][np.arange(number), last[:number]]
    out[starts] = last
    return out


def _joined(parts: list[Stretch]) -> Stretch:
    if len(parts) == 1:
        return parts[0]
    return Stretch([label for part in parts for label in part.labels], np.concatenate([part.odds for part in parts]))

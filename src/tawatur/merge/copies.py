"""Documents that carry one text: verbatim, shortened, with another lead, in another spelling."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from tawatur.merge.inputs import rarity, stem
from tawatur.merge.shared import Candidates, Marks, Run, Words, find_candidates, grams, runs, settings, words_of
from tawatur.model import Extracted, Span


class Pair(Struct, frozen=True):
    """Two documents (indices, the lower first) with their runs of equal words, and whether they carry one text."""

    a: int
    b: int
    runs: tuple[Run, ...]
    copy: bool
    share: float
    """Share of the shorter text's own words that stand in the longer."""
    rests: bool = False
    """Whether the shorter text is mostly made of words of the longer, copy or not (a communiqué in its own words)."""
    edited: bool = False
    """Whether one is an edited reprint of the other, though too much was changed for a copy."""


class _Found(Struct, frozen=True):
    """A pair as compared: ``runs`` begin in the shorter text."""

    shorter: int
    longer: int
    runs: tuple[Run, ...]
    share: float


def _covered(text: Words, found: Sequence[Run]) -> list[bool]:
    out = [False] * len(text.norms)
    for run in found:
        out[run.a : run.a + run.length] = [True] * run.length
    return out


def _share(own: Sequence[bool], covered: Sequence[bool]) -> float:
    """Share of the words marked in ``own`` that are covered."""
    total = sum(own)
    return sum(a and b for a, b in zip(own, covered, strict=True)) / total if total else 0.0


def compare(texts: Sequence[Words], *, passages: bool = True) -> list[Pair]:
    """All pairs of texts with runs in common; a copy is what has enough of the shorter text in the longer.

    A quotation or a full style of titles that two texts share makes no copy: neither counts as the author's own words;
    nor do formulas, which stand in many texts that are no copies of each other ("أعرب عن أصدق التهاني"). What tells a
    text from others, its figures and rare words, must stand in the other too. Without ``passages`` only pairs are
    looked at that share enough to be copies.
    """
    kept, doubles = _without_doubles(texts)
    limits = settings()
    found = find_candidates([texts[at] for at in kept])
    compared: list[_Found] = []
    for a, b, common in zip(found.a.tolist(), found.b.tolist(), found.common.tolist(), strict=True):
        if passages or common >= limits["least_common"] * min(found.kept[a], found.kept[b]):
            compared.append(_compared(texts, kept[a], kept[b]))
    formulas = _formulas(found, kept, compared, texts)
    out = [_pair(one, texts, formulas) for one in compared if one.runs]
    out.extend(_double(texts, first, other) for first, others in doubles.items() for other in others)
    return sorted(out, key=lambda pair: (pair.a, pair.b))


def _without_doubles(texts: Sequence[Words]) -> tuple[list[int], dict[int, list[int]]]:
    """The texts to compare, and for the first of many equal texts the others, which need no comparing."""
    equal: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        equal[text.norms].append(at)
    many = {same[0]: same[1:] for norms, same in equal.items() if norms and len(same) > settings()["doubles"]}
    dropped = {at for others in many.values() for at in others}
    return [at for at in range(len(texts)) if at not in dropped], many


def _double(texts: Sequence[Words], first: int, other: int) -> Pair:
    length = len(texts[first].norms)
    limits = settings()
    copy = sum(texts[first].own) >= limits["least"] and length >= limits["long_run"]
    return Pair(first, other, (Run(0, 0, length),), copy, 1.0, copy)


def _compared(texts: Sequence[Words], a: int, b: int) -> _Found:
    shorter, longer = sorted((a, b), key=lambda at: (len(texts[at].norms), texts[at].doc))
    found = tuple(runs(texts[shorter], texts[longer]))
    return _Found(shorter, longer, found, _share(texts[shorter].own, _covered(texts[shorter], found)))


def _pair(one: _Found, texts: Sequence[Words], formulas: Marks) -> Pair:
    formula = _formulaic(texts[one.shorter], formulas)
    shorter, longer = texts[one.shorter], texts[one.longer]
    rests = _rests(one, shorter, formula)
    copy = rests and _tells_the_same(shorter, longer, formula, settings()["telling"])
    edited = not copy and _edited(one, shorter, longer, formula)
    runs = one.runs if one.shorter < one.longer else tuple(Run(run.b, run.a, run.length) for run in one.runs)
    a, b = sorted((one.shorter, one.longer))
    return Pair(a, b, runs, copy, round(one.share, 4), rests, edited)


def _edited(one: _Found, shorter: Words, longer: Words, formula: Sequence[bool]) -> bool:
    """Whether the shorter is an edited reprint: both came out within a day of each other, are of like length, and have
    more than half of their words outside formulas in common, most of them in the same order."""
    limits = settings()
    if shorter.day is None or longer.day is None or abs(shorter.day - longer.day) > limits["edited_days"]:
        return False
    own = [word and not told for word, told in zip(shorter.own, formula, strict=True)]
    covered = _covered(shorter, one.runs)
    return bool(
        one.share >= limits["edited_least"]
        and len(shorter.norms) >= limits["edited_length"] * len(longer.norms)
        and sum(own) >= max(limits["least"], limits["edited_own"] * len(shorter.norms))
        and sum(covered) >= limits["share_all"] * len(shorter.norms)
        and max(run.length for run in one.runs) >= limits["long_run"]
        and _share(own, covered) >= limits["edited_share"]
        and _in_order(one.runs) >= limits["edited_order"]
        and _tells_the_same(shorter, longer, formula, limits["edited_telling"])
    )


def _in_order(found: Sequence[Run]) -> float:
    """Share of the words in runs that stand in the same order in both texts: the heaviest rising chain of runs."""
    ends: list[int] = []
    """Where chains end in the longer text, rising, with the words of the best that ends there, rising as well."""
    best: list[int] = []
    for run in found:
        at = bisect_left(ends, run.b)
        words = run.length + (best[at - 1] if at else 0)
        stop = at
        while stop < len(ends) and best[stop] <= words:
            stop += 1
        if stop > at or at == len(ends) or ends[at] != run.b:
            ends[at:stop], best[at:stop] = [run.b], [words]
    return best[-1] / sum(run.length for run in found)


def _rests(one: _Found, text: Words, formula: Sequence[bool]) -> bool:
    limits = settings()
    covered = _covered(text, one.runs)
    if (
        one.share < limits["share"]
        or sum(covered) < limits["share_all"] * len(text.norms)
        or max(run.length for run in one.runs) < limits["long_run"]
        or sum(text.own) < limits["least"]
    ):
        return False
    own = [word and not told for word, told in zip(text.own, formula, strict=True)]
    return bool(sum(own) < limits["least_own"] or _share(own, covered) >= limits["share"])


def _tells_the_same(shorter: Words, longer: Words, formula: Sequence[bool], telling: float) -> bool:
    """Whether the longer text has this share (``telling``) of the telling words of the shorter, figures and rare words
    outside formulas, and by themselves most of those in its names and quotations: one mould may tell of others
    ("برقية تهنئة إلى ...")."""
    limits = settings()
    there = {stem(word) or word for word in longer.norms} | set(longer.norms)
    told: dict[str, bool] = {}
    for word, own, formulaic in zip(shorter.norms, shorter.own, formula, strict=True):
        if not formulaic and (found := _telling(word, limits["rare"])) is not None:
            told[found] = told.get(found, True) and own
    named = [found for found, own in told.items() if not own]
    for words, least in ((list(told), telling), (named, limits["named"])):
        if len(words) >= limits["least_named"] and sum(found in there for found in words) < least * len(words):
            return False
    return True


def _telling(word: str, least: float) -> str | None:
    if word[0].isdigit():
        return word
    found = stem(word)
    return found if found is not None and rarity(found) >= least else None


def _formulas(found: Candidates, kept: Sequence[int], compared: Sequence[_Found], texts: Sequence[Words]) -> Marks:
    """Fingerprints that stand in many texts; near-verbatim copies of one text count once."""
    limits = settings()
    if len(kept) <= limits["formula"]:
        return np.empty(0, np.uint64)
    place = {at: number for number, at in enumerate(kept)}
    root = np.arange(len(kept))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = int(root[at])
        return at

    for one in compared:
        if one.share >= limits["verbatim"]:
            a, b = sorted((find(place[one.shorter]), find(place[one.longer])))
            root[b] = a
    roots = np.array([find(at) for at in range(len(kept))], np.int64)
    order = np.lexsort((roots[found.holders], found.marks))
    marks, groups = found.marks[order], roots[found.holders][order]
    fresh = np.ones(len(marks), bool)
    fresh[1:] = (marks[1:] != marks[:-1]) | (groups[1:] != groups[:-1])
    each, counts = np.unique(marks[fresh], return_counts=True)
    return np.asarray(each[counts > limits["formula"]], np.uint64)


def _formulaic(text: Words, formulas: Marks) -> list[bool]:
    """Which words lie in formulas; fingerprints close to each other mark what lies between."""
    if not len(formulas):
        return [False] * len(text.norms)
    limits = settings()
    k, reach = limits["k"], limits["k"] + limits["window"]
    places = np.flatnonzero(np.isin(grams(text), formulas)).tolist()
    out = [False] * len(text.norms)
    last = -reach - 1
    for place in places:
        start = last if place - last <= reach else place
        out[start : place + k] = [True] * (place + k - start)
        last = place
    return out


def added(first: Extracted, other: Extracted) -> tuple[Span, ...]:
    """The sentences of ``other`` that ``first`` lacks, for the most part: what a reprint adds to the text."""
    one, two = words_of(first), words_of(other)
    covered = _covered(two, runs(two, one))
    out = []
    for sentence in other.annotated.sentences:
        low, high = bisect_left(two.starts, sentence.start), bisect_left(two.starts, sentence.end)
        if high - low >= settings()["run"] and sum(covered[low:high]) < settings()["told"] * (high - low):
            out.append(Span(sentence.start, sentence.end))
    return tuple(out)


def groups(ids: Sequence[str], pairs: Sequence[Pair]) -> tuple[str | None, ...]:
    """For each document ``copy:<smallest id of its group>``, None where it stands alone."""
    root = list(range(len(ids)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for pair in pairs:
        if pair.copy or pair.edited:
            a, b = sorted((find(pair.a), find(pair.b)))
            root[b] = a
    sizes: dict[int, list[str]] = {}
    for at, name in enumerate(ids):
        sizes.setdefault(find(at), []).append(name)
    return tuple(f"copy:{min(sizes[find(at)])}" if len(sizes[find(at)]) > 1 else None for at in range(len(ids)))

"""Documents that carry one text: verbatim, shortened, with another lead, in another spelling."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tawatur.merge.shared import Run, Words, candidates, runs, settings


class Pair(Struct, frozen=True):
    """Two documents (indices, the lower first) with their runs of equal words, and whether they carry one text."""

    a: int
    b: int
    runs: tuple[Run, ...]
    copy: bool
    share: float
    """Share of the shorter text's own words that stand in the longer."""


def _share(shorter: Words, found: Sequence[Run]) -> tuple[float, float, int]:
    """(share of own words in common, share of all words in common, longest run); ``found`` starts in ``shorter``."""
    own = sum(shorter.own)
    common = sum(sum(shorter.own[run.a : run.a + run.length]) for run in found)
    covered = sum(run.length for run in found)
    longest = max((run.length for run in found), default=0)
    return common / own if own else 0.0, covered / len(shorter.norms) if shorter.norms else 0.0, longest


def compare(texts: Sequence[Words]) -> list[Pair]:
    """All pairs of texts with runs in common; a copy is what has enough of the shorter text in the longer.

    A quotation or a full style of titles that two texts share makes no copy: neither counts as the author's own words.
    """
    limits = settings()
    out = []
    for a, b in candidates(texts):
        first, second = sorted((a, b), key=lambda at: (len(texts[at].norms), texts[at].doc))
        shorter = texts[first]
        found = runs(shorter, texts[second])
        share, whole, longest = _share(shorter, found)
        copy = (
            share >= limits["share"]
            and whole >= limits["share_all"]
            and longest >= limits["long_run"]
            and sum(shorter.own) >= limits["least"]
        )
        if found:
            turned = found if first == a else [Run(run.b, run.a, run.length) for run in found]
            out.append(Pair(a, b, tuple(turned), copy, round(share, 4)))
    return out


def groups(ids: Sequence[str], pairs: Sequence[Pair]) -> tuple[str | None, ...]:
    """For each document ``copy:<smallest id of its group>``, None where it stands alone."""
    root = list(range(len(ids)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for pair in pairs:
        if pair.copy:
            a, b = sorted((find(pair.a), find(pair.b)))
            root[b] = a
    sizes: dict[int, list[str]] = {}
    for at, name in enumerate(ids):
        sizes.setdefault(find(at), []).append(name)
    return tuple(f"copy:{min(sizes[find(at)])}" if len(sizes[find(at)]) > 1 else None for at in range(len(ids)))

"""Which event a figure belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from tawatur.extract.attribution import Attribution
from tawatur.extract.figures import Figure, classes_at, figures
from tawatur.extract.view import View
from tawatur.model import Kind, Quantity
from tawatur.rules.text import advance

_HURTS: tuple[Kind, ...] = ("conflict", "protest")
"""Kinds of events that people die in, are hurt or arrested."""
_LINK = 3
"""Tokens behind a figure within which a preposition ties it to the event that follows."""
_STOPS = ("؛", ";", ":")
_RESULT = 5
"""Tokens before a figure within which a word says that it is what came of the event ("ما أدى إلى مقتل ...")."""


class Told(NamedTuple):
    """An event of a text: its token, the end of its clause (with a relative clause about it), its kind, the first
    mention that it repeats, itself if none, and whether it is an arrest."""

    token: int
    stop: int
    kind: Kind
    same: int
    arrest: bool = False

    @property
    def hurts(self) -> bool:
        """Whether people die in it, are hurt or arrested."""
        return self.kind in _HURTS or self.arrest


def quantities_of(view: View, attribution: Attribution, told: Sequence[Told]) -> list[tuple[Quantity, ...]]:
    """The figures of each event, in the order of the text.

    A figure of things or of people who take part belongs to the event in whose clause it stands. One of dead, wounded
    or arrested people belongs to the event that its word names, to the nearest one before it in its sentence, and to
    one behind it that it is tied to ("قتل عشرة في هجوم"). A sentence without an event goes on with an earlier one:
    where it begins with what came of it, repeats one of its figures, or the text tells of no other.
    """
    out: list[list[Figure]] = [[] for _ in told]
    alone = {one.same for one in told if one.hurts}
    late: list[Figure] = []
    for figure in figures(view):
        if figure.fate is None:
            for found, one in zip(out, told, strict=True):
                if one.token <= figure.first < one.stop:
                    found.append(figure)
            continue
        owners = _owners(view, figure, told)
        if owners is None:
            late.append(figure)
        for at in owners or ():
            out[at].append(figure)
    for sentence, group in groupby(late, key=lambda figure: view.sentence_of[figure.first]):
        figures_here = list(group)
        owner = _earlier(view, sentence, figures_here, told, out, single=len(alone) == 1)
        if owner is not None:
            out[owner].extend(figures_here)
    return [tuple(_quantity(view, attribution, figure) for figure in sorted(found)) for found in out]


def _quantity(view: View, attribution: Attribution, figure: Figure) -> Quantity:
    first, last = view.tokens[figure.first], view.tokens[figure.last - 1]
    return Quantity(
        advance(view.text, first.start, figure.skip),
        last.end,
        figure.value,
        figure.unit,
        figure.approx,
        figure.bound,
        figure.trend,
        attribution.chain(figure.first),
    )


def _owners(view: View, figure: Figure, told: Sequence[Told]) -> list[int] | None:
    """The events of the sentence that a figure belongs to; None where the sentence has none."""
    sentence = view.sentence_of[figure.first]
    here = [at for at, one in enumerate(told) if one.hurts and view.sentence_of[one.token] == sentence]
    if not here:
        return None
    own = [at for at in here if told[at].token == figure.fate]
    before = [at for at in here if told[at].token < figure.first and at not in own]
    behind = [at for at in here if told[at].token >= figure.last and at not in own]
    near = [before[-1]] if before and not _apart(view, told[before[-1]].token + 1, figure.first) else []
    tied = [behind[0]] if behind and _tied(view, figure.last, told[behind[0]].token, beside=not near) else []
    return sorted({*own, *near, *tied})


def _apart(view: View, first: int, last: int) -> bool:
    """Whether a new clause or another time lies between an event and a figure behind it; not before what came of it."""
    came = any("result" in classes_at(view, at) for at in range(max(first, last - _RESULT), last))
    return any(
        "time_apart" in classes_at(view, at)
        or view.norm(at) in _STOPS
        or (not came and view.is_function(at, "clause_break"))
        or _of_others(view, at)
        for at in range(first, last)
    )


def _of_others(view: View, at: int) -> bool:
    """Whether a relative clause begins that tells what somebody else did ("حركة X التي قتلت تسعة")."""
    who = view.inside.get(at - 1)
    if who is None or not view.is_function(at, "relative") or view.verb(at + 1) is None:
        return False
    return view.mention(who).type in ("PERSON", "ORG", "COUNTRY")


def _tied(view: View, first: int, last: int, *, beside: bool) -> bool:
    """Whether a figure is tied to the event behind it: in an attack, through an explosion, when a plane fell.
    ``beside``: standing beside it is enough."""
    suffered = any(view.is_function(at, "suffers") for at in range(max(first, last - _RESULT), last))
    for at in range(first, last):
        if suffered and view.norm(at) not in _STOPS:
            continue  # "مقتل تسعة بعد تعرضهم لإطلاق نار"
        if view.norm(at) in _STOPS or "time_apart" in classes_at(view, at) or view.is_function(at, "clause_break"):
            return False
    caused = any("by" in classes_at(view, at) for at in range(first, last))
    return suffered or caused or (beside and last - first <= _LINK)


def _earlier(
    view: View,
    sentence: int,
    figures_here: Sequence[Figure],
    told: Sequence[Told],
    out: Sequence[Sequence[Figure]],
    *,
    single: bool,
) -> int | None:
    """The event before that a sentence without one goes on with."""
    earlier = [at for at, one in enumerate(told) if one.hurts and view.sentence_of[one.token] < sentence]
    if not earlier:
        return None
    if single or all(figure.trend == "former" for figure in figures_here):
        return earlier[-1]
    start = view.ann.sentences[sentence].first
    opens = any("result" in classes_at(view, at) for at in range(start, start + 2))
    if opens and view.sentence_of[told[earlier[-1]].token] == sentence - 1:
        return earlier[-1]
    said = {(figure.unit, figure.value) for figure in figures_here}
    again = [at for at in earlier if any((figure.unit, figure.value) in said for figure in out[at])]
    return again[-1] if again else None

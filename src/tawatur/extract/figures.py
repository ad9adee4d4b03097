"""Figures of a text: a number in digits or words, what it counts, and what became of those counted.

``مقتل عشرة جنود`` is 10, dead soldiers; ``24 طائرة`` 24 aircraft; ``إصابة نحو 100`` about 100 wounded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.extract.arguments import HARD_STOPS
from tawatur.extract.view import COMMAS, View
from tawatur.rules.classes import Classes
from tawatur.rules.load import read_tsv
from tawatur.rules.numbers import read
from tawatur.rules.text import normal, splits

Trend = Literal["newer", "former"]

PEOPLE = frozenset({"person", "soldier", "attacker", "member", "civilian", "child", "woman", "foreigner", "student",
                    "journalist", "hostage"})  # fmt: skip
"""Units that are people: only of them it is told who died or was hurt."""
_WHOLE = frozenset({"person", "member"})
"""Units that stand for all who are counted; the others are groups of their own."""
_BACK, _AHEAD = 16, 8
"""Tokens within which the word stands that says what became of those counted."""


class Figure(NamedTuple):
    """A figure in tokens ``first`` to ``last`` (exclusive).

    ``unit`` is what is counted ("aircraft"), of people with what became of them ("dead", "dead, soldier"); ``fate`` is
    the token that says so, None where nothing does. ``part``: one of several that make up the whole ("بينهم ...").
    """

    first: int
    last: int
    value: float
    unit: str
    fate: int | None = None
    approx: bool = False
    bound: Literal["least", "most"] | None = None
    trend: Trend | None = None
    part: bool = False
    skip: int = 0
    """Folded characters of proclitics before the figure."""


class _Counted(NamedTuple):
    unit: str | None
    last: int
    fate: str | None


@lru_cache(maxsize=1)
def _units() -> Classes:
    return Classes("events/units.tsv")


@lru_cache(maxsize=1)
def words() -> Classes:
    """The classes of ``events/figures.tsv``."""
    return Classes("events/figures.tsv")


@lru_cache(maxsize=1)
def _duals() -> dict[str, str]:
    rows = read_tsv("events/units.tsv")
    return {normal(form): row["class"] for row in rows for form in (row["duals"] or "").split()}


def classes_at(view: View, at: int) -> frozenset[str]:
    """The classes of ``figures.tsv`` that a token is in, alone or as the first of a phrase; conjunctions taken off."""
    if not 0 <= at < len(view.tokens) or view.tokens[at].kind == "punct":
        return frozenset()
    found = words().exact_at(view.tokens, at)
    for _, stem in splits(view.norm(at)):
        found |= words().exact(stem)
    return found


def _told(view: View, at: int, kind: str) -> str | None:
    found = sorted(name for name in classes_at(view, at) if name.startswith(kind))
    return found[0].removeprefix(kind) if found else None


def _counted(view: View, at: int, stop: int) -> _Counted:
    """What a number counts whose last token is right before ``at``."""
    while at < stop and view.norm(at) in (")", '"', "'", "(", "من"):
        at += 1
    if at >= stop:
        return _Counted(None, at, None)
    if (fate := _told(view, at, "noun:")) is not None:
        return _Counted("person", at + 1, fate)
    for place in (at, at + 1):
        if place >= stop or (place > at and view.tokens[at].kind != "word"):
            continue
        if (here := _unit_at(view, place)) is not None:
            others = here[0] in PEOPLE and any("others" in classes_at(view, k) for k in (here[1], here[1] + 1))
            return _Counted("?" if others else here[0], here[1], None)
    norm = view.norm(at)
    if classes_at(view, at) & {"others"}:
        return _Counted("person", at + 1, None)
    bare = (
        view.tokens[at].kind == "punct"
        or view.is_function(at, "preposition", "complementizer", "relative", "clause_break", "circumstance")
        or bool(classes_at(view, at))
        or norm.startswith("و")
        or at in view.timex_of
    )
    if bare:
        return _Counted(None, at, None)
    return _Counted("person" if norm.endswith(("يا", "ين")) else "?", at + 1, None)


def _unit_at(view: View, at: int) -> tuple[str, int] | None:
    found = _units().at(view.tokens, at)
    if not found:
        return None
    last = max(found.values())
    return min(name for name, end in found.items() if end == last), last


def _manner(view: View, first: int, last: int) -> tuple[bool, Literal["least", "most"] | None]:
    near = [at for at in range(first - 4, first) if at >= 0 and not view.norm(at).isdigit()]
    behind = frozenset().union(*(classes_at(view, at) for at in range(last, min(last + 3, len(view.tokens)))))
    before: set[str] = set()
    for at in reversed(near):
        if view.tokens[at].kind == "punct":
            break
        before |= classes_at(view, at)
    bound: Literal["least", "most"] | None = None
    if "most" in before:
        bound = "most"
    elif "least" in before or (view.norm(last) == "علي" and "least" in behind):
        bound = "least"
    return "approx" in before, bound


def _trend(view: View, first: int, floor: int, stop: int) -> Trend | None:
    """Whether the text itself gives the figure as a new one, or as one that was told earlier."""
    was = heard = False
    if any("new_count" in classes_at(view, at) for at in range(first, min(stop, first + 30))):
        return "newer"
    for at in range(first - 1, max(floor, first - 24) - 1, -1):
        if view.norm(at) in HARD_STOPS:
            break
        found = classes_at(view, at)
        if "newer" in found and first - at <= 14:
            return "newer"
        if "former" in found and first - at <= 16:
            return "former"
        heard = heard or "told_before" in found
        was = was or view.norm(at) in ("وكان", "وكانت", "كانت", "كان")
    return "former" if was and heard else None


def _fate(view: View, first: int, last: int, floor: int, stop: int) -> tuple[str, int] | None:
    """(what became of those counted, the token that says so): the nearest word before the figure in its clause, else
    one behind it."""
    for at in range(first - 1, max(floor, first - _BACK) - 1, -1):
        told = _told(view, at, "before:")
        if told is not None:
            return (told, at) if _single(view, at, told) else ("", at)
        if (
            view.norm(at) in HARD_STOPS
            or view.norm(at) in COMMAS
            or view.tokens[at].kind == "number"
            or view.is_function(at, "relative", "complementizer")
            or (view.verb(at) is not None and not classes_at(view, at))
        ):
            break
    aside = False
    for at in range(last, min(stop, last + _AHEAD)):
        told = _told(view, at, "after:")
        if told is not None:
            return told, at
        aside = aside or "part" in classes_at(view, at)
        if view.norm(at) in HARD_STOPS or view.norm(at) in COMMAS or (view.tokens[at].kind == "number" and not aside):
            return None
        if view.verb(at) is not None and not classes_at(view, at) and view.norm(at) not in ("لقوا", "لقو", "لقي"):
            return None
    return None


def _single(view: View, at: int, told: str) -> bool:
    """Not "killed and wounded 40": a figure of two fates at once."""
    beside = (_told(view, at - 1, "before:"), _told(view, at + 1, "before:"))
    return all(other in (None, told) for other in beside)


def _is_part(view: View, first: int, before: Figure | None) -> bool:
    near = frozenset().union(*(classes_at(view, at) for at in range(max(0, first - 2), first)))
    noun = first - 1 - (view.norm(first - 1) == '"')  # 'بين القتلى "خمسة من ..."'
    if "part" in near or (view.norm(noun - 1) == "بين" and view.norm(noun) in ("القتلي", "الضحايا", "الجرحي")):
        return True
    if before is None or not before.part:
        return False
    # "بينهم خمسة جنود، وأربعة من المهاجمين": the list goes on.
    linked = view.norm(first).startswith("و") or view.norm(first - 1) == "و"
    return linked and first - before.last <= 3


def figures(view: View) -> tuple[Figure, ...]:
    """All figures of a text whose counted thing is known, in the order of the text."""
    out: list[Figure] = []
    for sentence in view.ann.sentences:
        before: Figure | None = None
        main: tuple[str, int] | None = None
        at = sentence.first
        while at < sentence.last:
            found = _at(view, at, sentence.first, sentence.last, before, main)
            if found is None:
                at += 1
                continue
            figure, fate = found
            before = figure
            if fate is not None and not figure.part:
                main = fate
            if figure.unit != "?":
                out.append(figure)
            at = max(at + 1, figure.last)
    return tuple(out)


def _at(
    view: View, at: int, floor: int, stop: int, before: Figure | None, main: tuple[str, int] | None
) -> tuple[Figure, tuple[str, int] | None] | None:
    """The figure that begins at token ``at``, and what became of those counted."""
    if at in view.timex_of or view.tokens[at].kind == "punct":
        return None
    number = _number(view, at, floor, stop)
    if number is None:
        return None
    first, value, counted, skip = number
    fate: tuple[str, int] | None
    if counted.fate is not None:
        fate = counted.fate, counted.last - 1
    elif counted.unit is None or counted.unit in PEOPLE:
        fate = _fate(view, first, counted.last, floor, stop)
    else:
        fate = None
    part = _is_part(view, first, before)
    if part and fate is None:
        fate = main
    unit = _named(counted.unit, fate[0] if fate else None, part)
    approx, bound = _manner(view, first, counted.last)
    trend = before.trend if part and before is not None else _trend(view, first, floor, stop)
    figure = Figure(first, counted.last, value, unit, fate[1] if fate else None, approx, bound, trend, part, skip)
    return figure, fate


def _number(view: View, at: int, floor: int, stop: int) -> tuple[int, float, _Counted, int] | None:
    """(first token, value, what is counted, characters of proclitics) of the number or dual noun at token ``at``."""
    two = next(((skip, unit) for skip, stem in splits(view.norm(at)) if (unit := _duals().get(stem)) is not None), None)
    if two is not None:
        return at, 2.0, _Counted(two[1], at + 1, None), two[0]
    number = read(view.tokens, at)
    if number is None or number.value < 2 or any(k in view.timex_of for k in range(at, number.last)):
        return None
    no_count = (
        "label" in classes_at(view, at - 1)
        or view.norm(at - 1) == "-"
        or (number.last < stop and view.norm(number.last) in ("%", "-"))
        or view.is_function(at - 1, "negator")  # "540 مليون دولار، وليس 500 مليون"
    )
    if no_count:
        return at, number.value, _Counted("?", number.last, None), number.skip
    if number.value == 2 and number.last == at + 1 and (noun := _doubled(view, at, floor)) is not None:
        others = "others" in classes_at(view, at + 1)
        return noun[0], 2.0, _Counted("?" if others else noun[1], at + 1, None), 0
    return at, number.value, _counted(view, number.last, stop), number.skip


def _doubled(view: View, at: int, floor: int) -> tuple[int, str] | None:
    """The noun before "two": "عسكريين تركيين اثنين"."""
    for place in (at - 1, at - 2):
        if place >= floor and view.norm(place).endswith(("ين", "ان")) and (found := _unit_at(view, place)) is not None:
            return place, found[0]
    return None


def _named(unit: str | None, fate: str | None, part: bool) -> str:
    """The unit that figures are compared by; "?" for what can't be compared."""
    group = None if unit is None or unit in _WHOLE else unit
    if part and group is None:
        return "?"
    if fate is None:
        return unit or "?"
    if not fate:
        return "?"
    return f"{fate}, {group}" if group is not None else fate

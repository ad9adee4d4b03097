"""Matching the grammar of time expressions over the tokens of a text.

A packrat matcher: each part is matched at most once at each token, patterns are short and have no repetition, so the
cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.annotate.timex_grammar import (
    ALONE,
    ANY,
    FOLLOWS,
    LISTED,
    NONE,
    NUMBER,
    OPENS,
    ORDINAL,
    Leaf,
    Node,
    Slots,
    Way,
    grammar,
    looks_of,
)
from tawatur.model import Token
from tawatur.rules.numbers import Number, read, read_ordinal

_GREGORIAN = range(1800, 2101)
_OLD = range(1501, 1800)
_HIJRI = range(1300, 1501)


_NOTHING: frozenset[str] = frozenset()


class Found(NamedTuple):
    """A match of a rule: tokens ``first`` to ``last`` (exclusive) are the expression, ``reach`` is how far was read."""

    first: int
    last: int
    skip: int
    reach: int
    rule: int
    slots: Slots


class _Unit(NamedTuple):
    last: int
    skip: int
    value: str | int | float


def opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether an expression may begin at token ``at``, as far as that token and the next one show."""
    token = tokens[at]
    if token.kind != "word":
        return token.kind == "number"
    looks = looks_of(token.norm)
    if not looks & OPENS:
        return False
    if looks & ALONE:
        return True
    if at + 1 == len(tokens):
        return False
    following = tokens[at + 1]
    return following.kind == "number" or looks_of(following.norm) & FOLLOWS > 0


class Matcher:
    """Finds the rules' matches near one place of a text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.grammar = grammar()
        self._units: dict[int, dict[str, list[_Unit]]] = {}
        self._memo: dict[tuple[str, int, str], list[tuple[int, int, Slots]]] = {}
        self._found: dict[int, Found | None] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._next: dict[int, frozenset[str]] = {}

    def units(self, at: int) -> dict[str, list[_Unit]]:
        """What the tokens from ``at`` on may be: class -> readings."""
        known = self._units.get(at)
        if known is None:
            known = self._units[at] = self._read_units(at)
        return known

    def _classes(self, at: int) -> frozenset[str]:
        """The classes of the token; none after the last one."""
        known = self._names.get(at)
        if known is None:
            known = self._names[at] = frozenset(self.units(at)) if at < len(self.tokens) else _NOTHING
        return known

    def _ahead(self, at: int) -> frozenset[str]:
        """The classes of what comes after any reading of the token."""
        known = self._next.get(at)
        if known is None:
            ends = {unit.last for readings in self.units(at).values() for unit in readings}
            known = self._next[at] = _NOTHING.union(*map(self._classes, ends))
        return known

    def _read_units(self, at: int) -> dict[str, list[_Unit]]:
        out: dict[str, list[_Unit]] = {}
        token = self.tokens[at]
        if token.kind == "number":
            self._read_number(at, out)
            self._read_digits(at, out)
            return out
        looks = looks_of(token.norm)
        if looks & LISTED:
            for match in self.grammar.words.at(self.tokens, at):
                name, value = match.value
                if not self._vetoed(name, value, at, match.last):
                    out.setdefault(name, []).append(_Unit(match.last, match.skip, value))
        if looks & NUMBER:
            self._read_number(at, out)
        if looks & ORDINAL:
            ordinal = read_ordinal(self.tokens, at)
            # Days are masculine: "الأولى" after a count of days is no first of the month.
            feminine = token.norm.endswith("ه") or token.norm.endswith("ولي")
            if ordinal is not None and not (feminine and ordinal.last == at + 1):
                out.setdefault("ORD", []).append(_Unit(ordinal.last, ordinal.skip, int(ordinal.value)))
        return out

    def _read_number(self, at: int, out: dict[str, list[_Unit]]) -> None:
        number = read(self.tokens, at)
        if number is not None:
            out.setdefault("NUM", []).append(_Unit(number.last, number.skip, number.value))
            in_digits = self.tokens[at].kind == "number"
            self._read_year(number, in_digits, out)
            if not in_digits and 1 <= number.value <= 31:
                out.setdefault("CARD", []).append(_Unit(number.last, number.skip, int(number.value)))

    def _read_year(self, number: Number, in_digits: bool, out: dict[str, list[_Unit]]) -> None:
        norm, value = self.tokens[number.first].norm, int(number.value)
        if value != number.value:
            return
        if value in _OLD and (not in_digits or norm.isdecimal()):
            out.setdefault("OLDYEAR", []).append(_Unit(number.last, number.skip, value))
        if value not in _GREGORIAN or (in_digits and (not norm.isdecimal() or number.last > number.first + 1)):
            return
        # "في 2000 قرية" is a count: a round number is a year only where the clause goes on without a noun.
        if value % 100 or self._stops(number.last):
            out.setdefault("YEAR", []).append(_Unit(number.last, number.skip, int(number.value)))

    def _read_digits(self, at: int, out: dict[str, list[_Unit]]) -> None:
        norm = self.tokens[at].norm
        if norm.isdecimal():
            value = int(norm) if len(norm) <= 6 else -1
            if 0 <= value <= 99 and len(norm) <= 2:
                out.setdefault("INT", []).append(_Unit(at + 1, 0, value))
                if 1 <= value <= 31 and not self._vetoed("DAYNUM", norm, at, at + 1):
                    out.setdefault("DAYNUM", []).append(_Unit(at + 1, 0, value))
            if value in _HIJRI:
                out.setdefault("HYEAR", []).append(_Unit(at + 1, 0, value))
            return
        pieces = norm.replace(",", ".").split(".")
        if not all(piece.isdecimal() for piece in pieces):
            return
        sizes = [len(piece) for piece in pieces]
        if len(pieces) == 3 and norm.count(".") == 2 and sizes in ([2, 2, 4], [1, 2, 4], [2, 1, 4], [1, 1, 4]):
            out.setdefault("DOTTED", []).append(_Unit(at + 1, 0, norm))
        if len(sizes) == 2 and sizes[0] <= 2 and sizes[1] == 2 and int(pieces[0]) <= 24 and int(pieces[1]) < 60:
            out.setdefault("CLOCKED", []).append(_Unit(at + 1, 0, norm.replace(",", ".")))

    def _stops(self, at: int) -> bool:
        """Whether no noun can follow: the end, a mark, or a function word."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        if token.kind == "punct":
            return token.norm not in "-/%$"
        return token.kind == "word" and (token.norm[0] == "و" or "STOPWORD" in self.units(at))

    def _vetoed(self, name: str, value: str, first: int, last: int) -> bool:
        vetoes = self.grammar.vetoes.get(name)
        if vetoes is None:
            return False
        before = self.tokens[first - 1].norm if first else ""
        before2 = self.tokens[first - 2].norm if first > 1 else ""
        after = self.tokens[last].norm if last < len(self.tokens) else ""
        for veto in vetoes:
            if veto.value is not None and veto.value != value:
                continue
            beside = before in veto.prev if veto.prev else before.isdecimal()
            if after in veto.next or (
                beside and (veto.prev or veto.prev2) and (not veto.prev2 or before2 in veto.prev2)
            ):
                return True
        return False

    def _step(self, way: Way, at: int, mode: str) -> list[tuple[int, int, Slots]]:
        """(next token, clitics skipped, slots) of each match of an edge. ``mode``: the proclitics that it may carry."""
        out: list[tuple[int, int, Slots]] = []
        slot = way.edge.slot
        for name in way.classes:
            for last, skip, value in self.units(at)[name]:
                if mode == ANY or (skip == 0 if mode == NONE else skip == 1 and self.tokens[at].norm[0] == mode):
                    out.append((last, skip, {slot: value} if slot else {}))
        for name in way.parts:
            out += (
                self._part(name, at, mode)
                if slot is None
                else [
                    (last, skip, {f"{key}{slot}": value for key, value in slots.items()})
                    for last, skip, slots in self._part(name, at, mode)
                ]
            )
        if way.edge.stop and self._stops(at):
            out.append((at, 0, {}))
        return out

    def _part(self, name: str, at: int, mode: str) -> list[tuple[int, int, Slots]]:
        key = (name, at, mode)
        known = self._memo.get(key)
        if known is None:
            known = self._memo[key] = [
                (starts[-1], skips[0], slots)
                for _, starts, skips, slots in self._walk(self.grammar.parts[name], at, mode)
            ]
        return known

    def _walk(self, root: Node, at: int, mode: str) -> list[tuple[Leaf, tuple[int, ...], tuple[int, ...], Slots]]:
        """The matches of a tree at token ``at``: leaf, first tokens of the steps and the next token, clitics, slots."""
        out: list[tuple[Leaf, tuple[int, ...], tuple[int, ...], Slots]] = []
        ways: list[tuple[Way, int, tuple[int, ...], tuple[int, ...], Slots]] = [
            (way, at, (at,), (), {}) for way in self.grammar.ways_in(root, self._classes(at), self._ahead(at))
        ]
        while ways:
            way, here, starts, skips, slots = ways.pop()
            for last, skip, new in self._step(way, here, way.edge.joined or (mode if here == at else NONE)):
                merged = _merged(slots, new)
                if merged is None:
                    continue
                path, clitics, node = (*starts, last), (*skips, skip), way.edge.node
                for leaf in node.leaves:
                    whole = _merged(leaf.set, merged)
                    if whole is not None and not ("u2" in whole and _same_unit(whole)):
                        out.append((leaf, path, clitics, whole))
                if node.edges:
                    for onward in self.grammar.ways_on(node, self._classes(last)):
                        ways.append((onward, last, path, clitics, merged))
        return out

    def at(self, at: int) -> Found | None:
        """The match that begins at token ``at`` and reads furthest; of equals, that of the earlier rule."""
        if at not in self._found:
            self._found[at] = self._best(at)
        return self._found[at]

    def _best(self, at: int) -> Found | None:
        best: Found | None = None
        least: tuple[int, ...] = ()
        for leaf, starts, skips, slots in self._walk(self.grammar.tree, at, ANY):
            first, last, skip = starts[leaf.begin], starts[leaf.end], skips[leaf.begin]
            rank = (starts[-1], last, -skip, -leaf.owner, -leaf.pattern, len(slots))
            if (best is None or rank > least) and not self._forbidden(leaf.owner, at):
                best, least = Found(first, last, skip, starts[-1], leaf.owner, slots), rank
        return best

    def _forbidden(self, rule: int, at: int) -> bool:
        barred = self.grammar.rules[rule].prev_not
        return bool(barred) and at > 0 and self.tokens[at - 1].norm in barred


def _merged(slots: Slots, new: Slots) -> Slots | None:
    """Both, or None where they disagree."""
    if not new:
        return slots
    if not slots:
        return new
    for key, value in new.items():
        if slots.get(key, value) != value:
            return None
    return {**slots, **new}


def _same_unit(slots: Slots) -> bool:
    """ "Between two years and twelve years" are two lengths, "two years and three months" is one."""
    units = [slots[key] for key in ("u", "u2", "u3") if key in slots]
    return len(set(units)) < len(units)

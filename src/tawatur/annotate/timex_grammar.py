"""The grammar of time expressions: patterns read from ``resources/time/grammar.yaml`` and matched over tokens.

A packrat matcher: each part is matched at most once at each token, patterns are short and have no repetition, so the
cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from tawatur.model import ResourceError, Token
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.numbers import Number, number_words, read, read_ordinal
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import PROCLITICS, normal, splits, words

Slots = dict[str, Any]
COMPUTED = frozenset({"DAYNUM", "INT", "YEAR", "OLDYEAR", "HYEAR", "NUM", "CARD", "ORD", "DOTTED", "CLOCKED", "STOP"})
_GREGORIAN = range(1800, 2101)
_OLD = range(1501, 1800)
_HIJRI = range(1300, 1501)


LISTED, OPENS, NUMBER, ORDINAL, ALONE, SECOND = 1, 2, 4, 8, 16, 32
"""What a word may be: the first of a phrase of the lexicon; the first of an expression; a word of a number or of an
ordinal; an expression by itself; the second word of a phrase."""
_FOLLOWS = LISTED | NUMBER | ORDINAL | SECOND
_JOINED = {"&": "و", "~": "ب"}
_ANY, _NONE = "any", ""
"""What proclitics the first token of a match may carry: any, none, or just the one named."""


class Element(NamedTuple):
    """One element of a pattern: any of ``names``; ``joined`` is the proclitic (و or ب) it must carry."""

    names: tuple[str, ...]
    slot: str | None
    optional: bool
    joined: str


class Pattern(NamedTuple):
    """Elements; the expression itself is elements ``begin`` to ``end``, the others are only asked for."""

    elements: tuple[Element, ...]
    begin: int
    end: int
    set: Slots


class Rule(Struct, frozen=True):
    """A rule of the grammar, with the cases that its tests run."""

    id: str
    patterns: tuple[Pattern, ...]
    signals: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    prev_not: frozenset[str]


class Veto(Struct, frozen=True):
    """Words beside a token that forbid a class for it."""

    value: str | None
    prev: frozenset[str]
    prev2: frozenset[str]
    next: frozenset[str]


class Entry(NamedTuple):
    """A pattern of a rule or part, with the classes one of which must follow its first; None where it may end there."""

    owner: int
    pattern: int
    follow: frozenset[str] | None


class Grammar(Struct, frozen=True):
    """Everything that the matcher needs, compiled once."""

    words: Phrases[tuple[str, str]]
    looks: dict[str, int]
    """First words of the lexicon and words of numbers: what they may be."""
    parts: dict[str, tuple[Pattern, ...]]
    rules: tuple[Rule, ...]
    by_class: dict[str, tuple[Entry, ...]]
    """Class of a first element -> the patterns of rules that may begin with it."""
    part_by_class: dict[str, dict[str, tuple[Entry, ...]]]
    """The same for the patterns of each part."""
    vetoes: dict[str, tuple[Veto, ...]]
    signals: dict[str, str]


class Found(NamedTuple):
    """A match of a rule: tokens ``first`` to ``last`` (exclusive) are the expression, ``reach`` is how far was read."""

    first: int
    last: int
    skip: int
    reach: int
    rule: int
    slots: Slots


def _element(spec: str) -> Element:
    joined = _JOINED.get(spec[0], "")
    optional = spec.endswith("?")
    names, _, slot = spec.removeprefix("&").removeprefix("~").removesuffix("?").partition(":")
    return Element(tuple(names.split("|")), slot or None, optional, joined)


def _pattern(spec: str | dict[str, Any], fixed: Slots) -> Pattern:
    if isinstance(spec, dict):
        fixed = {**fixed, **spec.get("set", {})}
        spec = str(spec["p"])
    items = spec.split()
    begin = items.index("^") if "^" in items else 0
    end = items.index("$") - ("^" in items) if "$" in items else len(items) - ("^" in items)
    elements = tuple(_element(item) for item in items if item not in "^$")
    return Pattern(elements, begin, end, fixed)


_Opening = frozenset[tuple[str, ...]]


class _Openings:
    """The first two classes of what parts and patterns match: the cheap test before a pattern is tried."""

    def __init__(self, parts: dict[str, tuple[Pattern, ...]]) -> None:
        self.parts = parts
        self._known: dict[str, _Opening] = {}

    def of_pattern(self, pattern: Pattern) -> _Opening:
        """The classes of the first two tokens or phrases; shorter where the match may end there."""
        out: set[tuple[str, ...]] = {()}
        for element in pattern.elements:
            heads = {opening for name in element.names for opening in self._of(name)}
            grown = {(*one, *head)[:2] for one in out if len(one) < 2 for head in heads}
            out = {one for one in out if len(one) == 2 or element.optional} | grown
        return frozenset(out)

    def _of(self, name: str) -> _Opening:
        if name not in self.parts:
            # STOP takes no token: what a pattern asks for after it stays open.
            return frozenset({(name,)})
        if name not in self._known:
            self._known[name] = frozenset().union(*(self.of_pattern(pattern) for pattern in self.parts[name]))
        return self._known[name]


def _entries(owners: Sequence[Sequence[Pattern]], openings: _Openings) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, list[Entry]] = {}
    for number, patterns in enumerate(owners):
        for index, pattern in enumerate(patterns):
            follow: dict[str, set[str | None]] = {}
            for opening in openings.of_pattern(pattern):
                follow.setdefault(opening[0], set()).add(opening[1] if len(opening) == 2 else None)
            for name, after in sorted(follow.items()):
                ends = None in after or "STOP" in after
                out.setdefault(name, []).append(
                    Entry(number, index, None if ends else frozenset(each for each in after if each is not None))
                )
    return {name: tuple(entries) for name, entries in out.items()}


def _looks_table(rows: Sequence[dict[str, str]], by_class: dict[str, tuple[Entry, ...]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for row in rows:
        head, *rest = words(row["form"])
        entries = by_class.get(row["class"])
        bits = LISTED | (OPENS if entries is not None else 0)
        if rest:
            out[rest[0]] = out.get(rest[0], 0) | SECOND
        elif entries is not None and any(entry.follow is None for entry in entries):
            bits |= ALONE
        out[head] = out.get(head, 0) | bits
    for word, ordinal in number_words():
        out[word] = out.get(word, 0) | OPENS | ALONE | (ORDINAL if ordinal else NUMBER)
    return out


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of the resources; ResourceError where it names a class or part that does not exist."""
    data = read_yaml("time/grammar.yaml")
    rows = read_tsv("time/words.tsv")
    lexicon = Phrases[tuple[str, str]]((row["form"], (row["class"], row["value"])) for row in rows)
    classes = {row["class"] for row in rows} | COMPUTED
    parts = {name: tuple(_pattern(spec, {}) for spec in specs) for name, specs in data["parts"].items()}
    rules = tuple(
        Rule(
            id=row["id"],
            patterns=tuple(_pattern(spec, row.get("set", {})) for spec in row["patterns"]),
            signals=bool(row.get("signals")),
            examples=tuple(row["examples"]),
            counter=tuple(row.get("not", ())),
            prev_not=frozenset(row.get("prev_not", ())),
        )
        for row in data["rules"]
    )
    patterns = [p for group in parts.values() for p in group] + [p for rule in rules for p in rule.patterns]
    for name in sorted({name for p in patterns for element in p.elements for name in element.names}):
        if name not in classes and name not in parts:
            raise ResourceError(f"resources/time/grammar.yaml: no class or part {name!r}")
    openings = _Openings(parts)
    by_class = _entries([rule.patterns for rule in rules], openings)
    vetoes: dict[str, list[Veto]] = {}
    for row in data["vetoes"]:
        value = str(row["value"]) if "value" in row else None
        sets = (frozenset(normal(word) for word in row.get(key, ())) for key in ("prev", "prev2", "next"))
        vetoes.setdefault(row["class"], []).append(Veto(value, *sets))
    return Grammar(
        words=lexicon,
        looks=_looks_table(rows, by_class),
        parts=parts,
        rules=rules,
        by_class=by_class,
        part_by_class={name: _entries([patterns], openings) for name, patterns in parts.items()},
        vetoes={name: tuple(entries) for name, entries in vetoes.items()},
        signals={normal(row["form"]): row["value"] for row in rows if row["class"] == "SIGNAL"},
    )


def _looks(norm: str) -> int:
    """What a folded word may be, seen by itself: bits as above."""
    return _looks_split(norm) if norm[0] in PROCLITICS else grammar().looks.get(norm, 0)


@lru_cache(maxsize=131072)
def _looks_split(norm: str) -> int:
    table, out = grammar().looks, 0
    for _, stem in splits(norm):
        out |= table.get(stem, 0)
    return out


class _Unit(NamedTuple):
    last: int
    skip: int
    value: str | int | float


class Matcher:
    """Finds the rules' matches in one text."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.grammar = grammar()
        self._units: dict[int, dict[str, list[_Unit]]] = {}
        self._memo: dict[tuple[str, int, str], list[tuple[int, int, Slots]]] = {}
        self._found: dict[int, Found | None] = {}

    def opens(self, at: int) -> bool:
        """Whether an expression may begin at token ``at``, as far as that token and the next one show."""
        token = self.tokens[at]
        if token.kind != "word":
            return token.kind == "number"
        looks = _looks(token.norm)
        if not looks & OPENS:
            return False
        if looks & ALONE:
            return True
        if at + 1 == len(self.tokens):
            return False
        following = self.tokens[at + 1]
        return following.kind == "number" or _looks(following.norm) & _FOLLOWS > 0

    def forget(self) -> None:
        """Drop what is remembered about tokens: it is worked out again where it is needed."""
        self._units.clear()
        self._memo.clear()
        self._found.clear()

    def units(self, at: int) -> dict[str, list[_Unit]]:
        """What the tokens from ``at`` on may be: class -> readings."""
        known = self._units.get(at)
        if known is None:
            known = self._units[at] = self._read_units(at)
        return known

    def _read_units(self, at: int) -> dict[str, list[_Unit]]:
        out: dict[str, list[_Unit]] = {}
        token = self.tokens[at]
        if token.kind == "number":
            self._read_number(at, out)
            self._read_digits(at, out)
            return out
        looks = _looks(token.norm)
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

    def _element(self, element: Element, at: int, mode: str) -> Iterator[tuple[int, int, Slots]]:
        """(next token, clitics skipped, slots). ``mode``: the proclitics that it may carry."""
        if at >= len(self.tokens):
            if "STOP" in element.names:
                yield at, 0, {}
            return
        for name in element.names:
            if name in self.grammar.parts:
                for last, skip, slots in self._part(name, at, mode):
                    if element.slot is not None:
                        slots = {f"{key}{element.slot}": value for key, value in slots.items()}
                    yield last, skip, slots
            elif name == "STOP":
                if self._stops(at):
                    yield at, 0, {}
            else:
                for unit in self.units(at).get(name, ()):
                    if mode == _ANY or (unit.skip == 0 if mode == _NONE else self._joined(at, unit.skip, mode)):
                        yield unit.last, unit.skip, {element.slot: unit.value} if element.slot else {}

    def _joined(self, at: int, skip: int, by: str) -> bool:
        return skip == 1 and self.tokens[at].norm[0] == by

    def _part(self, name: str, at: int, mode: str) -> list[tuple[int, int, Slots]]:
        key = (name, at, mode)
        known = self._memo.get(key)
        if known is None:
            patterns = self.grammar.parts[name]
            known = self._memo[key] = [
                (last, skip, slots)
                for index in sorted({entry.pattern for entry in self._hopeful(self.grammar.part_by_class[name], at)})
                for _, last, skip, _, slots in self._pattern(patterns[index], at, mode)
            ]
        return known

    def _hopeful(self, by_class: dict[str, tuple[Entry, ...]], at: int) -> Iterator[Entry]:
        """The entries of which the first two classes are found at token ``at`` and after it."""
        for name, readings in self.units(at).items():
            entries = by_class.get(name)
            if entries is None:
                continue
            ahead: set[str] | None = None
            for entry in entries:
                if entry.follow is not None:
                    if ahead is None:
                        ahead = set()
                        for unit in readings:
                            if unit.last < len(self.tokens):
                                ahead.update(self.units(unit.last))
                    if entry.follow.isdisjoint(ahead):
                        continue
                yield entry

    def _pattern(self, pattern: Pattern, at: int, mode: str) -> Iterator[tuple[int, int, int, int, Slots]]:
        """(first token, next token, clitics skipped, reach, slots) of each match that begins at ``at``."""
        # state: element, token, begin of the expression, its clitics, its end, slots
        states: list[tuple[int, int, int, int, int, Slots]] = [(0, at, -1, 0, -1, pattern.set)]
        while states:
            index, here, begin, skip, end, slots = states.pop()
            if index == pattern.end and end < 0:
                end = here
            if index == len(pattern.elements):
                if begin >= 0:
                    yield begin, end, skip, here, slots
                continue
            element = pattern.elements[index]
            if element.optional:
                states.append((index + 1, here, begin, skip, end, slots))
            how = element.joined or (mode if here == at else _NONE)
            inside = index >= pattern.begin and begin < 0
            for last, skipped, new in self._element(element, here, how):
                if any(slots.get(key, value) != value for key, value in new.items()):
                    continue
                merged = {**slots, **new} if new else slots
                if ("u2" in new or "u3" in new) and _same_unit(merged):
                    continue
                states.append((index + 1, last, here if inside else begin, skipped if inside else skip, end, merged))

    def at(self, at: int) -> Found | None:
        """The match that begins at token ``at`` and reads furthest; of equals, that of the earlier rule."""
        if at not in self._found:
            self._found[at] = self._best(at)
        return self._found[at]

    def _best(self, at: int) -> Found | None:
        best: Found | None = None
        for number, index in sorted({entry[:2] for entry in self._hopeful(self.grammar.by_class, at)}):
            rule = self.grammar.rules[number]
            if at and self.tokens[at - 1].norm in rule.prev_not:
                continue
            for first, last, skip, reach, slots in self._pattern(rule.patterns[index], at, _ANY):
                found = Found(first, last, skip, reach, number, slots)
                if best is None or _rank(found) > _rank(best):
                    best = found
        return best


def _same_unit(slots: Slots) -> bool:
    """ "Between two years and twelve years" are two lengths, "two years and three months" is one."""
    units = [slots[key] for key in ("u", "u2", "u3") if key in slots]
    return len(set(units)) < len(units)


def _rank(found: Found) -> tuple[int, int, int, int]:
    return found.reach, found.last, -found.skip, -found.rule

"""The grammar of time expressions: patterns read from ``resources/time/grammar.yaml``, compiled into trees.

Patterns that begin alike share their way from the root, so that what they have in common is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from msgspec import Struct

from tawatur.model import ResourceError
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.numbers import number_words, numeral_words
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import PROCLITICS, normal, splits, words

Slots = dict[str, Any]
COMPUTED = frozenset({"DAYNUM", "INT", "YEAR", "OLDYEAR", "HYEAR", "NUM", "CARD", "ORD", "DOTTED", "CLOCKED", "STOP"})
LISTED, OPENS, NUMBER, ORDINAL, ALONE, SECOND = 1, 2, 4, 8, 16, 32
"""What a word may be: the first of a phrase of the lexicon; the first of an expression; a word of a number or of an
ordinal; an expression by itself; the second word of a phrase."""
FOLLOWS = LISTED | NUMBER | ORDINAL | SECOND
ANY, NONE = "any", ""
"""What proclitics the first token of a match may carry: any, none, or just the one named."""
_WAYS = 65_536
_JOINED = {"&": "و", "~": "ب"}


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


class Leaf(NamedTuple):
    """Where a pattern is complete: the expression is steps ``begin`` to ``end`` of the way here."""

    owner: int
    pattern: int
    begin: int
    end: int
    set: Slots


class Edge(NamedTuple):
    """One step of a pattern: a unit of ``classes``, a match of ``parts``, or (``stop``) no noun to follow."""

    classes: tuple[str, ...]
    parts: tuple[str, ...]
    stop: bool
    slot: str | None
    joined: str
    first: frozenset[str]
    """The classes with which it may begin."""
    node: Node


class Node(NamedTuple):
    """A place in a tree of patterns."""

    edges: tuple[Edge, ...]
    leaves: tuple[Leaf, ...]
    by_class: dict[str, tuple[tuple[int, frozenset[str] | None], ...]]
    """Class -> the edges that may begin with it, each with the classes that must follow it then, None where it may end;
    of roots alone."""


class Way(NamedTuple):
    """An edge with those of its classes and parts with which it can begin where the matcher stands."""

    edge: Edge
    classes: tuple[str, ...]
    parts: tuple[str, ...]


class Grammar(Struct, frozen=True):
    """Everything that the matcher needs, compiled once."""

    words: Phrases[tuple[str, str]]
    looks: dict[str, int]
    """First words of the lexicon and words of numbers: what they may be."""
    parts: dict[str, Node]
    rules: tuple[Rule, ...]
    tree: Node
    """The patterns of all rules."""
    steps: int
    """Units that a match may have at most."""
    vetoes: dict[str, tuple[Veto, ...]]
    signals: dict[str, str]
    known: frozenset[str]
    """All words that the grammar tells from other words."""
    _ways: dict[tuple[int, frozenset[str], frozenset[str] | None], tuple[Way, ...]]
    """The ways out of a node by the classes there: few of all that may be ever come up."""

    def ways_in(self, root: Node, classes: frozenset[str], ahead: frozenset[str]) -> tuple[Way, ...]:
        """The edges of a root, last first, that begin with ``classes`` and may go on with those of the word after."""
        key = id(root), classes, ahead  # a grammar keeps its nodes as long as itself
        known = self._ways.get(key)
        if known is None:
            numbers = {
                number
                for name in classes
                for number, follow in root.by_class.get(name, ())
                if follow is None or not follow.isdisjoint(ahead)
            }
            known = tuple(self._way(root.edges[number], classes) for number in sorted(numbers, reverse=True))
            self._keep(key, known)
        return known

    def ways_on(self, node: Node, classes: frozenset[str]) -> tuple[Way, ...]:
        """The edges of a node that begin with ``classes``, or where no noun may follow."""
        key = id(node), classes, None
        known = self._ways.get(key)
        if known is None:
            edges = (edge for edge in node.edges if edge.stop or not edge.first.isdisjoint(classes))
            known = tuple(self._way(edge, classes) for edge in edges)
            self._keep(key, known)
        return known

    def _way(self, edge: Edge, classes: frozenset[str]) -> Way:
        parts = (name for name in edge.parts if not self.parts[name].by_class.keys().isdisjoint(classes))
        return Way(edge, tuple(name for name in edge.classes if name in classes), tuple(parts))

    def _keep(self, key: tuple[int, frozenset[str], frozenset[str] | None], ways: tuple[Way, ...]) -> None:
        if len(self._ways) >= _WAYS:
            self._ways.clear()
        self._ways[key] = ways


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


_Step = tuple[tuple[str, ...], str | None, str]


def _ways(pattern: Pattern) -> Iterator[tuple[tuple[_Step, ...], int, int]]:
    """The steps of a pattern with and without its optional elements, with the begin and end of the expression."""
    choices = [(True, False) if element.optional else (True,) for element in pattern.elements]
    for kept in product(*choices):
        steps = tuple(
            (element.names, element.slot, element.joined)
            for element, keep in zip(pattern.elements, kept, strict=True)
            if keep
        )
        begin, end = sum(kept[: pattern.begin]), sum(kept[: pattern.end])
        if begin < end:
            yield steps, begin, end


class _Compiler:
    """Makes trees of patterns; parts are compiled when they are first met."""

    def __init__(self, parts: dict[str, tuple[Pattern, ...]]) -> None:
        self.patterns = parts
        self.parts: dict[str, Node] = {}
        self._steps: dict[str, int] = {}

    def part(self, name: str) -> Node:
        if name not in self.parts:
            self.parts[name] = self.tree([self.patterns[name]])
        return self.parts[name]

    def tree(self, owners: Sequence[Sequence[Pattern]]) -> Node:
        """The tree of the patterns of all owners; a leaf knows the number of its owner and pattern."""
        ways = [
            (steps, Leaf(number, index, begin, end, pattern.set))
            for number, patterns in enumerate(owners)
            for index, pattern in enumerate(patterns)
            for steps, begin, end in _ways(pattern)
        ]
        return self._node(ways, 0)

    def _node(self, ways: list[tuple[tuple[_Step, ...], Leaf]], depth: int) -> Node:
        onward: dict[_Step, list[tuple[tuple[_Step, ...], Leaf]]] = {}
        for steps, leaf in ways:
            if len(steps) > depth:
                onward.setdefault(steps[depth], []).append((steps, leaf))
        edges = tuple(self._edge(step, below, depth) for step, below in onward.items())
        by_class: dict[str, list[tuple[int, frozenset[str] | None]]] = {}
        for number, edge in enumerate(edges if depth == 0 else ()):
            for name in sorted(edge.first):
                by_class.setdefault(name, []).append((number, self._follow(edge, name)))
        leaves = tuple(leaf for steps, leaf in ways if len(steps) == depth)
        return Node(edges, leaves, {name: tuple(numbers) for name, numbers in by_class.items()})

    def _edge(self, step: _Step, ways: list[tuple[tuple[_Step, ...], Leaf]], depth: int) -> Edge:
        names, slot, joined = step
        parts = tuple(name for name in names if name in self.patterns)
        classes = tuple(name for name in names if name not in self.patterns and name != "STOP")
        first = frozenset(classes).union(*(self.part(name).by_class for name in parts))
        return Edge(classes, parts, "STOP" in names, slot, joined, first, self._node(ways, depth + 1))

    def _follow(self, edge: Edge, name: str) -> frozenset[str] | None:
        """The classes one of which must come after ``name`` as the first of an edge; None where none has to."""
        after, whole = self._after(edge, name)
        return None if whole else frozenset(after)

    def _after(self, edge: Edge, name: str) -> tuple[set[str], bool]:
        """The classes that may come after ``name`` as the first of an edge; whether a match may end there."""
        after: set[str] = set()
        ends = name in edge.classes
        for part in edge.parts:
            for first in self.part(part).edges:
                if name in first.first:
                    more, whole = self._after(first, name)
                    after |= more
                    ends = ends or whole
        if ends:
            after = after.union(*(onward.first for onward in edge.node.edges))
        return after, ends and (bool(edge.node.leaves) or any(onward.stop for onward in edge.node.edges))

    def steps(self, node: Node) -> int:
        """The units of the longest match below a node."""
        return max((self._longest(edge) + self.steps(edge.node) for edge in node.edges), default=0)

    def _longest(self, edge: Edge) -> int:
        return max([1, *(self.part_steps(name) for name in edge.parts)])

    def part_steps(self, name: str) -> int:
        """The units of the longest match of a part."""
        if name not in self._steps:
            self._steps[name] = self.steps(self.part(name))
        return self._steps[name]

    def alone(self, node: Node) -> frozenset[str]:
        """The classes of which a single unit may be a whole match."""
        out: set[str] = set()
        for edge in node.edges:
            if edge.node.leaves or any(onward.stop for onward in edge.node.edges):
                out.update(edge.classes, *(self.alone(self.part(name)) for name in edge.parts))
        return frozenset(out)


def _looks_table(rows: Sequence[dict[str, str]], opens: set[str], alone: frozenset[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for row in rows:
        head, *rest = words(row["form"])
        bits = LISTED | (OPENS if row["class"] in opens else 0)
        if rest:
            out[rest[0]] = out.get(rest[0], 0) | SECOND
        elif row["class"] in alone:
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
    compiler = _Compiler(parts)
    tree = compiler.tree([rule.patterns for rule in rules])
    vetoes: dict[str, list[Veto]] = {}
    for row in data["vetoes"]:
        value = str(row["value"]) if "value" in row else None
        sets = (frozenset(normal(word) for word in row.get(key, ())) for key in ("prev", "prev2", "next"))
        vetoes.setdefault(row["class"], []).append(Veto(value, *sets))
    known = {word for row in rows for word in words(row["form"])} | numeral_words()
    known.update(word for entries in vetoes.values() for each in entries for word in each.prev | each.prev2 | each.next)
    known.update(word for rule in rules for word in rule.prev_not)
    return Grammar(
        words=lexicon,
        looks=_looks_table(rows, set(tree.by_class), compiler.alone(tree)),
        parts={name: compiler.part(name) for name in parts},
        rules=rules,
        tree=tree,
        steps=compiler.steps(tree),
        vetoes={name: tuple(entries) for name, entries in vetoes.items()},
        signals={normal(row["form"]): row["value"] for row in rows if row["class"] == "SIGNAL"},
        known=frozenset(known),
        _ways={},
    )


def looks_of(norm: str) -> int:
    """What a folded word may be, seen by itself: bits as above."""
    return _looks_split(norm) if norm[0] in PROCLITICS else grammar().looks.get(norm, 0)


@lru_cache(maxsize=131072)
def _looks_split(norm: str) -> int:
    table, out = grammar().looks, 0
    for _, stem in splits(norm):
        out |= table.get(stem, 0)
    return out


@lru_cache(maxsize=131072)
def told_apart(norm: str) -> str:
    """The token as the grammar sees it: a word that it does not know is as good as any other such word, but for a
    conjunction at its head."""
    if len(norm) == 1 or not norm[0].isalpha() or not grammar().known.isdisjoint(stem for _, stem in splits(norm)):
        return norm
    return "و*" if norm[0] == "و" else "*"

"""The data of ``resources/clean``, read once: line rules, tails, media, places, sections, captions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from tawatur.model import ResourceError
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import fold

Action = Literal["line", "block", "rest", "source", "byline"]
_WORD = re.compile(r"\w+")


def plain(form: str) -> tuple[str, ...]:
    """The folded words of ``form``; punctuation is left out."""
    return tuple(_WORD.findall(fold(form).norm))


class LineRule(NamedTuple):
    """One entry of lines.yaml."""

    id: str
    action: Action
    where: Literal["whole", "start", "any"]
    max_words: int
    sep: bool
    outer: bool
    patterns: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


class TailRule(NamedTuple):
    """One entry of tails.yaml."""

    id: str
    pattern: re.Pattern[str]
    inner: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]


class LineRules(NamedTuple):
    """All line rules, and an index of their forms."""

    rules: tuple[LineRule, ...]
    by_first: dict[str, tuple[tuple[tuple[str, ...], LineRule], ...]]
    """First word of a form -> its forms with their rules, longest first."""


@lru_cache(maxsize=1)
def line_rules() -> LineRules:
    """lines.yaml, in the order of the file."""
    rules: list[LineRule] = []
    index: dict[str, list[tuple[tuple[str, ...], LineRule]]] = {}
    for entry in read_yaml("clean/lines.yaml"):
        rule = LineRule(
            entry["id"], entry["action"], entry["where"], entry["max_words"], entry.get("sep", False),
            entry.get("outer", False),
            tuple(re.compile(pattern) for pattern in entry.get("patterns", ())),
            tuple(entry["examples"]), tuple(entry["counter"]),
        )
        rules.append(rule)
        for form in entry.get("forms", ()):
            words = plain(form)
            if not words:
                raise ResourceError(f"resources/clean/lines.yaml: {rule.id}: a form without a word: {form!r}")
            index.setdefault(words[0], []).append((words, rule))
    by_first = {first: tuple(sorted(forms, key=lambda item: -len(item[0]))) for first, forms in index.items()}
    return LineRules(tuple(rules), by_first)


@lru_cache(maxsize=1)
def tail_rules() -> tuple[TailRule, ...]:
    """tails.yaml, in the order of the file."""
    return tuple(
        TailRule(entry["id"], re.compile(entry["pattern"]), entry.get("inner", False),
                 tuple(entry["examples"]), tuple(entry["counter"]))
        for entry in read_yaml("clean/tails.yaml")
    )


@lru_cache(maxsize=1)
def places() -> frozenset[tuple[str, ...]]:
    """Cities, as folded words."""
    return frozenset(plain(row["place"]) for row in read_tsv("clean/places.tsv"))


Medium = Literal["agency", "outlet", "generic", "word", "prefix", "agency_prefix"]


@lru_cache(maxsize=1)
def media() -> dict[tuple[str, ...], Medium]:
    """Agencies and media, as folded words, with their kind."""
    return {plain(row["form"]): cast(Medium, row["kind"]) for row in read_tsv("clean/media.tsv")}


class Sections(NamedTuple):
    """Words that section names are made of."""

    words: frozenset[str]
    heads: frozenset[str]

    def only(self, words: tuple[str, ...]) -> bool:
        """Whether all of ``words`` are words of section names, "و" before one aside."""
        bare = [word if word in self.words else word.removeprefix("و") for word in words]
        return all(word in self.words or word in self.heads for word in bare)


@lru_cache(maxsize=1)
def sections() -> Sections:
    """Words of section names."""
    rows = [(plain(row["form"])[0], row["kind"]) for row in read_tsv("clean/sections.tsv")]
    return Sections(
        frozenset(word for word, kind in rows if kind == "word"),
        frozenset(word for word, kind in rows if kind == "head"),
    )


class Captions(NamedTuple):
    """What shows a sentence to be a caption."""

    cues: tuple[tuple[str, ...], ...]
    openings: tuple[tuple[str, ...], ...]
    pictured: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def captions() -> Captions:
    """captions.yaml."""
    data = read_yaml("clean/captions.yaml")
    return Captions(
        tuple(plain(cue) for cue in data["cues"]),
        tuple(plain(opening) for opening in data["openings"]),
        frozenset(plain(verb)[0] for verb in data["pictured"]),
        frozenset(plain(title)[0] for title in data["titles"]),
    )

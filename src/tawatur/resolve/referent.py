"""What one text refers to: the mentions of one document that mean the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from tawatur.model import EntityType, Mention, Span
from tawatur.resolve.forms import parts, place_head, royal, written
from tawatur.rules.load import read_tsv

ANY_OFFICE = frozenset({"official", "officer", "commander", "leader"})
"""Offices that "the Israeli official" may stand for, whatever office the man holds."""


class Party:
    """Those whom judgements say to be one; parties that were joined answer as one."""

    def __init__(self) -> None:
        self._into: Party | None = None
        self._apart: list[Party] = []

    @property
    def root(self) -> Party:
        """The party that this one has become; equal roots mean one."""
        party = self
        while party._into is not None:
            party = party._into
        return party

    def join(self, other: Party) -> None:
        """Make both one."""
        root, goes = self.root, other.root
        if root is not goes:
            root._apart += goes._apart
            goes._into = root

    def part(self, other: Party) -> None:
        """Keep both apart, and whatever they are joined with."""
        self.root._apart.append(other)
        other.root._apart.append(self)

    def barred(self, other: Party) -> bool:
        """Whether both must not be joined."""
        return any(party.root is other.root for party in self.root._apart)


@dataclass
class Referent:
    """Mentions (indices) of one document that mean one thing, with what they say of it."""

    doc: str
    type: EntityType
    mentions: list[int] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    """Names as written, with their number."""
    longer: set[str] = field(default_factory=set)
    """Names with the noun before them that belongs to the phrase ("جماعة X", "مدينة X")."""
    described: Counter[str] = field(default_factory=Counter)
    """Offices and descriptions as written, where no name is given."""
    titles: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    likely: Counter[str] = field(default_factory=Counter)
    """Countries that only the lexicon entry of a name shows: a namesake may be meant."""
    offices: set[str] = field(default_factory=set)
    keys: Counter[str] = field(default_factory=Counter)
    subtypes: Counter[str] = field(default_factory=Counter)
    named: bool = False
    why: list[str] = field(default_factory=list)
    party: Party | None = None
    """What judgements say of it; None where they say nothing."""
    aside: bool = False
    """Whether a judgement sets it aside from another one: what fits both stays with the other."""

    @property
    def country(self) -> str | None:
        """The state that most mentions show, else the one that a lexicon gives."""
        return self.firm or top(self.likely)

    @property
    def firm(self) -> str | None:
        """The state that the text itself shows."""
        return top(self.countries)

    @property
    def key(self) -> str | None:
        """What a lexicon knows it as."""
        return top(self.keys)

    @property
    def subtype(self) -> str | None:
        """The kind of organisation or place that most mentions show."""
        return top(self.subtypes)

    @property
    def name(self) -> tuple[str, ...]:
        """The parts of the fullest name of a person, () where none is given."""
        return max((parts(form) for form in self.forms), key=lambda name: (len(name), name), default=())

    def take(self, index: int, mention: Mention, text: str, known: frozenset[str], why: str = "") -> None:
        """Count ``mention`` in."""
        self.mentions.append(index)
        form = written(text, mention.head, known)
        if mention.form == "name":
            self.forms[form] += 1
            self.named = True
            if mention.type != "PERSON" and mention.end == mention.head.end and mention.start < mention.head.start:
                self.longer.add(written(text, Span(mention.start, mention.end), known))
            if mention.type == "PERSON" and (title := _style(mention, text)):
                self.longer.add(f"{title} {form}")
            if mention.type == "PLACE" and (head := place_head(text, mention.start)):
                self.longer.add(f"{head} {form}")
        elif mention.form != "pronoun" and (not self.named or mention.subtype not in ("delegation", "counterpart")):
            self.described[form] += 1
        self.titles.update(written(text, title, known) for title in mention.titles)
        if mention.country:
            own = mention.type != "PERSON" or not mention.key or any(" " in title.of(text) for title in mention.titles)
            (self.countries if own else self.likely)[mention.country] += 1
        self.offices.update(mention.offices or filter(None, (mention.office,)))
        if mention.key:
            self.keys[key_of(mention)] += 1
        if mention.subtype and mention.subtype not in ("delegation", "counterpart"):
            self.subtypes[mention.subtype] += 1
        if why and why not in self.why:
            self.why.append(why)


def _style(mention: Mention, text: str) -> str:
    """The royal style right before a name ("الأمير"), as which such persons are called; "" where there is none."""
    before = [title for title in mention.titles if title.end < mention.head.start]
    last = max(before, key=lambda title: title.end, default=None)
    if last is None or text[last.end : mention.head.start] != " " or not royal(last.of(text)):
        return ""
    return last.of(text).rpartition(" ")[2]


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {row["key"]: row["means"] for row in read_tsv("resolve/keys.tsv")}


def key_of(mention: Mention) -> str:
    """The key of a mention, as one lexicon among several would give it; "" where it has none."""
    key = mention.key or ""
    return _aliases().get(key, key)


def top(counter: Counter[str]) -> str | None:
    """The most frequent entry, the first in order of the alphabet among equals."""
    return min(counter, key=lambda entry: (-counter[entry], entry), default=None)


def agree(a: str | None, b: str | None) -> bool:
    """Whether two values may be the same: equal, or one is unknown."""
    return a is None or b is None or a == b


def same_office(a: str, b: str) -> bool:
    """Whether two canonical offices may be one: equal, or one is the general form of the other ("minister")."""
    return a == b or a.startswith(b + ":") or b.startswith(a + ":")


def offices_meet(a: set[str], b: set[str]) -> bool:
    """Whether a known office of one may be a known office of the other."""
    return any(same_office(x, y) for x in a for y in b)

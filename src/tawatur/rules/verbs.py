"""Verbs of the news: conjugation of listed verbs and the reading of a token as a form of one of them.

Forms are generated in folded spelling, third person and first person only (news and quotations), with the jussive;
a token may carry و ف in front, س or ل before the imperfect, and an object pronoun behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur.model import ResourceError
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal

Tense = Literal["perfect", "imperfect"]
Number = Literal["singular", "dual", "plural"]
_PRONOUNS = ("هما", "هم", "ها", "هن", "ه", "نا")


class Form(NamedTuple):
    """One form of a verb."""

    lemma: str
    tense: Tense
    person: int
    number: Number
    feminine: bool
    passive: bool


class Reading(NamedTuple):
    """A token read as a verb: ``skip`` folded characters of conjunction stand before it."""

    form: Form
    skip: int
    conjunction: str
    future: bool
    purpose: bool
    pronoun: str


class Verb(NamedTuple):
    """A row of resources/events/verbs.tsv."""

    lemma: str
    imperfect: str
    noun_too: bool
    by_itself: bool
    """The happening is the verb's own subject ("انعقد المؤتمر"): nobody acts."""


_Ending = tuple[str, int, Number, bool]
_PERFECT: tuple[_Ending, ...] = (
    ("ت", 3, "singular", True),
    ("ا", 3, "dual", False),
    ("تا", 3, "dual", True),
    ("وا", 3, "plural", False),
    ("نا", 1, "plural", False),
)


_PREFIXES: tuple[_Ending, ...] = (
    ("ي", 3, "singular", False),
    ("ت", 3, "singular", True),
    ("ن", 1, "plural", False),
    ("ا", 1, "singular", False),
)


def _perfect(stem: str, *, hamza: bool = False) -> list[tuple[str, int, Number, bool]]:
    out: list[tuple[str, int, Number, bool]] = [(stem, 3, "singular", False)]
    if stem.endswith("ي") and len(stem) > 2:
        base = stem[:-1]
        return [
            *out,
            (base + "ت", 3, "singular", True),
            (stem + "ا", 3, "dual", False),
            (base + "تا", 3, "dual", True),
            (base + "وا", 3, "plural", False),
            (stem + "نا", 1, "plural", False),
        ]
    if stem.endswith("ا") and not hamza:
        base = stem[:-1]
        return [
            *out,
            (base + "ت", 3, "singular", True),
            (base + "وا", 3, "plural", False),
            (base + "تا", 3, "dual", True),
            (base + "ونا", 1, "plural", False),
        ]
    for ending, person, number, feminine in _PERFECT:
        base = stem[:-2] + stem[-1] if ending == "نا" and len(stem) > 2 and stem[-2] == "ا" else stem
        out.append((base + ending, person, number, feminine))
    # The object pronoun hides the alif of the plural: "استقبلوه".
    out.append((stem + "و", 3, "plural", False))
    return out


def _imperfect(third: str) -> list[tuple[str, int, Number, bool]]:
    base = third[1:]
    out: list[tuple[str, int, Number, bool]] = []
    weak = base[:-1] if base[-1] in "يو" else base
    short = base[:-1] if base[-1] in "يو" else (base[:-2] + base[-1] if len(base) > 2 and base[-2] in "اوي" else base)
    for prefix, person, number, feminine in _PREFIXES:
        out.append((prefix + base, person, number, feminine))
        if short != base:
            out.append((prefix + short, person, number, feminine))
    for prefix, feminine in (("ي", False), ("ت", True)):
        for ending in ("ان", "ا"):
            out.append((prefix + base + ending, 3, "dual", feminine))
    for ending in ("ون", "وا"):
        out.append(("ي" + weak + ending, 3, "plural", False))
    return out


def conjugated(lemma: str, imperfect: str) -> Iterator[tuple[str, Form]]:
    """The active forms of a verb in folded spelling; both arguments in the third person masculine singular."""
    if " " not in lemma:
        for form, person, number, feminine in _perfect(normal(lemma), hamza=lemma.endswith("أ")):
            yield form, Form(lemma, "perfect", person, number, feminine, False)
    for form, person, number, feminine in _imperfect(normal(imperfect)):
        yield form, Form(lemma, "imperfect", person, number, feminine, False)


@lru_cache(maxsize=1)
def verbs() -> dict[str, Verb]:
    """The verbs of resources/events/verbs.tsv by lemma (perfect, third person, as written there)."""
    out: dict[str, Verb] = {}
    for row in read_tsv("events/verbs.tsv"):
        if row["verb"] in out:
            raise ResourceError(f"resources/events/verbs.tsv: {row['verb']} twice")
        out[row["verb"]] = Verb(
            row["verb"], row["imperfect"], "noun" in row["flags"].split(), "self" in row["flags"].split()
        )
    return out


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Form, ...]]:
    table: dict[str, list[Form]] = {}

    def put(form: str, entry: Form) -> None:
        entries = table.setdefault(form, [])
        if all(other.lemma != entry.lemma or other[1:] != entry[1:] for other in entries):
            entries.append(entry)

    for row in read_tsv("events/verbs.tsv"):
        lemma = row["verb"]
        for form, entry in conjugated(lemma, row["imperfect"]):
            put(form, entry)
        for passive in filter(None, row["passive"].split()):
            tense: Tense = "imperfect" if normal(passive)[0] == "ي" else "perfect"
            forms = _imperfect(normal(passive)) if tense == "imperfect" else _perfect(normal(passive))
            for form, person, number, feminine in forms:
                put(form, Form(lemma, tense, person, number, feminine, True))
    return {form: tuple(entries) for form, entries in table.items()}


def _stems(norm: str) -> list[tuple[int, str, str, bool, bool]]:
    """(skip, conjunction, rest, future, purpose) readings of the front of a token."""
    fronts = [(0, "", norm)]
    if len(norm) > 3 and norm[0] in "وف":
        fronts.append((1, norm[0], norm[1:]))
    out = []
    for skip, conjunction, rest in fronts:
        out.append((skip, conjunction, rest, False, False))
        if len(rest) > 3 and rest[0] == "س" and rest[1] in "يتنا":
            out.append((skip, conjunction, rest[1:], True, False))
        if len(rest) > 3 and rest[0] == "ل" and rest[1] in "يتن":
            out.append((skip, conjunction, rest[1:], False, True))
    return out


@lru_cache(maxsize=65536)
def read_verb(norm: str) -> tuple[Reading, ...]:
    """All readings of a folded token as a listed verb, the plainest first; empty for most tokens."""
    table = _table()
    out: list[Reading] = []
    for skip, conjunction, rest, future, purpose in _stems(norm):
        for form in table.get(rest, ()):
            if form.tense == "imperfect" or not (future or purpose):
                out.append(Reading(form, skip, conjunction, future, purpose, ""))
        for pronoun in _PRONOUNS:
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= 2:
                for form in table.get(rest[: -len(pronoun)], ()):
                    if form.tense == "imperfect" or not (future or purpose):
                        out.append(Reading(form, skip, conjunction, future, purpose, pronoun))
    return tuple(out)

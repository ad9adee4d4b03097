"""English names that the gazetteers give, by key, by city and by full name of a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tawatur.rules.load import read_packed, read_tsv, read_yaml
from tawatur.rules.text import compounded, normal, slug

_KEYED = ("gaz/intl_orgs.tsv", "gaz/groups.tsv", "gaz/companies.tsv", "gaz/media.tsv", "gaz/regions.tsv")


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {row["key"]: row["name_en"] for name in _KEYED for row in read_tsv(name) if row["name_en"]}


_CEDILLAS = frozenset({"TUR", "AZE", "CYP", "ROU", "MDA", "TKM", "FRA"})  # where it is a mark of the language's own


def _plain(name: str, iso3: str) -> str:
    """Without the marks of scholarly transliteration, which only lists of places write: "Bayt Ḩānūn" → "Bayt Hanun"."""
    parts = unicodedata.normalize("NFD", name.replace("’", "'").replace("‘", "'"))
    marks = "\u0304\u0323\u0331" if iso3 in _CEDILLAS else "\u0304\u0323\u0331\u0327"
    return unicodedata.normalize("NFC", re.sub(f"[{marks}]", "", parts))


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, str], str]:
    found = {
        (row["iso3"], normal(row["form"])): _plain(row["name_en"], row["iso3"]) for row in read_tsv("gaz/cities.tsv")
    }
    for row in read_tsv("gaz/capitals.tsv"):
        found.update({(row["iso3"], normal(form)): row["name_en"] for form in row["forms"].split("|")})
    return found


@lru_cache(maxsize=1)
def _people() -> tuple[dict[str, str], dict[str, str]]:
    """The one Latin form that the list gives for a folded Arabic name, and for the key of a person."""
    found: dict[str, str] = {}
    by_key: dict[str, str] = {}
    unclear: set[str] = set()
    for name, latin, *_ in read_packed("gaz/persons.txt.gz"):
        if found.setdefault(name, latin) != latin:
            unclear.add(name)
        by_key.setdefault(f"person:{slug(latin)}", latin)
    return {name: latin for name, latin in found.items() if name not in unclear}, by_key


def english_of_key(key: str | None) -> str | None:
    """The English name of an organisation or region by its key."""
    return _by_key().get(key or "")


def english_of_place(forms: tuple[str, ...], country: str | None) -> str | None:
    """The English name of a city of ``country``, by any of its Arabic forms."""
    return next((name for form in forms if (name := _cities().get((country or "", normal(form))))), None)


def english_of_person(forms: tuple[str, ...], key: str | None = None) -> str | None:
    """The Latin form of a person's full name, the longest form first, else that of the key of the lexicon."""
    by_name, by_key = _people()
    full = (form for form in sorted(forms, key=lambda form: (-len(form), form)) if " " in form)
    spelled = next((name for form in full if (name := by_name.get(compounded(normal(form))))), None)
    return spelled or by_key.get(key or "")


class KnownName(NamedTuple):
    """An English name, and whether it is that of a state."""

    english: str
    country: bool


def _forms() -> Iterator[tuple[str, KnownName]]:
    states = {row["iso3"]: row["name"] for row in read_tsv("resolve/countries_en.tsv")}
    for row in read_tsv("gaz/countries.tsv"):
        for form in row["forms"].split("|"):
            yield form, KnownName(states.get(row["iso3"], row["name_en"]), True)
    for name in (*_KEYED, "gaz/capitals.tsv"):
        for row in read_tsv(name):
            for form in row["forms"].split("|"):
                yield form, KnownName(row["name_en"], False)
    for row in read_tsv("gaz/cities.tsv"):
        if not row["context"]:
            yield row["form"], KnownName(_plain(row["name_en"], row["iso3"]), False)


@lru_cache(maxsize=1)
def english_names() -> dict[str, KnownName]:
    """English names of states, places and organisations by folded form: those that one English name alone goes by and
    that are no common words."""
    found: dict[str, KnownName] = {}
    unclear: set[str] = set()
    for form, name in _forms():
        if form and name.english and found.setdefault(normal(form), name) != name:
            unclear.add(normal(form))
    lands = read_yaml("resolve/english.yaml")["grammar"]["lands"]
    parts = {normal(form): KnownName(english, True) for form, english in lands.items()}
    return {form: name for form, name in found.items() if form not in unclear} | parts


@lru_cache(maxsize=1)
def name_words() -> dict[str, str]:
    """The most frequent Latin form of words of personal names, by folded form."""
    return {row[0]: row[1] for row in read_packed("gaz/latin.txt.gz")}


@lru_cache(maxsize=1)
def _common() -> dict[str, tuple[int, int]]:
    return {row[0]: (int(row[1]), int(row[2])) for row in read_packed("gaz/common_words.txt.gz")}


def inflected(folded: str) -> int | None:
    """How many inflected forms of a word news has (at most 4; names have few); None where it hardly has the word."""
    found = _common().get(folded)
    return found and found[1]


def frequent(folded: str) -> int:
    """How often news has a word: the base-3 logarithm of its count, at most 9; -1 where it hardly has it."""
    found = _common().get(folded)
    return found[0] if found else -1


@lru_cache(maxsize=1)
def english_places() -> dict[str, str]:
    """English names of cities, also of those whose Arabic form is a common word: for use behind words of place."""
    found: dict[str, str] = {}
    unclear: set[str] = set()
    rows = [(row["form"], _plain(row["name_en"], row["iso3"])) for row in read_tsv("gaz/cities.tsv")]
    for row in read_tsv("gaz/capitals.tsv"):
        rows.extend((form, row["name_en"]) for form in row["forms"].split("|"))
    for form, name in rows:
        if found.setdefault(normal(form), name) != name:
            unclear.add(normal(form))
    return {form: name for form, name in found.items() if form not in unclear}


@lru_cache(maxsize=1)
def _article() -> frozenset[str]:
    return frozenset(read_yaml("resolve/english.yaml")["grammar"]["article"])


def with_article(name: str) -> str:
    """A known name within a phrase: "the United Nations", "Kenya"."""
    head = name.split(" of ")[0].split(" for ")[0].split()
    return f"the {name}" if head and head[-1] in _article() else name

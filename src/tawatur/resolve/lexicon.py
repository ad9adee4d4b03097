"""English names that the gazetteers give, by key, by city and by full name of a person."""

from __future__ import annotations

from functools import lru_cache

from tawatur.rules.load import read_packed, read_tsv
from tawatur.rules.text import compounded, normal, slug

_KEYED = ("gaz/intl_orgs.tsv", "gaz/groups.tsv", "gaz/companies.tsv", "gaz/media.tsv", "gaz/regions.tsv")


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    return {row["key"]: row["name_en"] for name in _KEYED for row in read_tsv(name) if row["name_en"]}


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, str], str]:
    found = {(row["iso3"], normal(row["form"])): row["name_en"] for row in read_tsv("gaz/cities.tsv")}
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

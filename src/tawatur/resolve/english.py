"""English names of entities: composed from what the key, the kind of body and the state say, else romanised."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tawatur.model import EntityType
from tawatur.resolve.compose import compose
from tawatur.resolve.lexicon import english_of_key, english_of_person, english_of_place, with_article
from tawatur.resolve.romanise import romanise, romanise_person
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import normal


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[str, str]]:
    return {row["iso3"]: (row["name"], row["adjective"] or row["name"]) for row in read_tsv("resolve/countries_en.tsv")}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("resolve/english.yaml")
    return data


def state(iso3: str) -> str:
    """The English name of a state; its code where the table has none."""
    return _states().get(iso3, (iso3, iso3))[0]


def _fill(pattern: str, iso3: str | None) -> str | None:
    if iso3 is None:
        return None
    name, adjective = _states().get(iso3, (iso3, iso3))
    return pattern.format(name=with_article(name), adj=adjective)


def _body(key: str | None, country: str | None, subtype: str | None) -> str | None:
    steps = (key or "").split(":")[1:]
    if country is None and steps and steps[0] in _states():
        country = steps[0]
    where = f" in {with_article(state(steps[-1]))}" if len(steps) > 1 and steps[-1] in _states() else ""
    for step in reversed(steps):
        for table in ("bodies", "ministries"):
            if step in _patterns()[table] and step != "ministry":
                body = _fill(_patterns()[table][step], country)
                return f"{body}{where}" if body else None
    if key is None or subtype == "ministry" or subtype not in _patterns()["bodies"]:
        return None
    return _fill(_patterns()["bodies"][subtype], country)


def _agency(name_ar: str) -> str | None:
    """ "وكالة X للأنباء": what is its own in the name, romanised, as a news agency."""
    generic = frozenset(map(normal, _patterns()["agency"]["generic"]))
    own = " ".join(word for word in name_ar.split() if normal(word) not in generic)
    return _patterns()["agency"]["name"].format(name=romanise(own)) if own else None


def _office(office: str, country: str | None) -> str | None:
    known = _patterns()["offices"]
    head, _, rest = office.partition(":")
    if head == "minister" and rest in _patterns()["ministries"]:
        body = _fill(_patterns()["ministries"][rest], country)
        return f"head of the {body}" if body else None
    return _fill(known[head], country) if head in known else None


def _described(name_ar: str, office: str | None, country: str | None) -> str | None:
    """A person without a name: what he is called, word for word; where that says less than the office and the state
    that the text shows ("الرئيس"), these."""
    said = compose(name_ar, "PERSON")
    held = _office(office, country) if office and country else None
    return held if held and (said is None or " " not in said) else said


def name_en(
    kind: EntityType,
    *,
    name_ar: str,
    forms: tuple[str, ...],
    key: str | None,
    country: str | None,
    subtype: str | None = None,
    office: str | None = None,
    named: bool = False,
) -> str | None:
    """The English name: what a gazetteer gives, a composed name for bodies and their states, a translation of a
    name that describes, the office of a holder without a name, else ``name_ar`` romanised; ``named``: it is the name of
    a person."""
    found = english_of_key(key)
    if kind == "COUNTRY":
        iso3 = country or (key or "").rpartition(":")[2]
        found = state(iso3) if iso3 in _states() else None
    elif kind == "ORG":
        found = found or _body(key, country, subtype) or compose(name_ar, kind)
        found = found or (_agency(name_ar) if subtype == "agency" else None)
    elif kind == "PLACE":
        found = found or english_of_place(forms, country) or compose(name_ar, kind)
    elif kind == "PERSON":
        found = english_of_person(forms, key) or (romanise_person(name_ar) if named else None)
        found = found or _described(name_ar, office, country)
    return found or romanise(name_ar) or None

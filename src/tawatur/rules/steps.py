"""The reasoning behind a date, step by step, in English and in Arabic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from tawatur.model import Basis
from tawatur.rules.load import read_yaml
from tawatur.rules.timevalues import period

Lang = Literal["ar", "en"]
LANGS: tuple[Lang, ...] = ("ar", "en")

_PLACE = re.compile(r"\{(\w+)\}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUOTES = {"ar": "«{}»", "en": "“{}”"}


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, Any]]:
    """``resources/time/steps.yaml``: {group: {name: {language: text or plural forms}}}."""
    data: dict[str, dict[str, Any]] = read_yaml("time/steps.yaml")
    return data


def say(name: str, values: Mapping[str, str], lang: Lang) -> str:
    """Step ``name`` as a sentence, its places filled from ``values``; KeyError for a step that there is not."""
    return _fill(texts()["steps"][name][lang], values, lang)


def said(step: Basis, lang: Lang) -> str:
    """A step in one language; one that was written down only in words is given as it is."""
    return say(step.step, dict(step.values), lang) if step.step in texts()["steps"] else step.says


def label(name: str, lang: Lang, **values: str) -> str:
    """A word that stands around the steps; days among ``values`` are put into words."""
    shown = {key: date_in_words(value, lang) for key, value in values.items()}
    return _fill(texts()["label"][name][lang], shown, lang)


def date_in_words(value: str, lang: Lang) -> str:
    """A year, month or day, or two of them parted by ``/``. In Arabic the month has its name, so that nothing is
    turned around beside right-to-left letters; ISO in English. Any other value as it is."""
    parts = value.split("/")
    found = [_DATE.fullmatch(part) for part in parts]
    if lang == "en" or not all(found):
        return value
    words = [_date_ar(*match.groups()) for match in found if match]
    return words[0] if len(words) == 1 else label("span", lang, first=words[0], last=words[1])


def _date_ar(year: str, month: str | None, day: str | None) -> str:
    named = texts()["month"].get(str(int(month)), {}).get("ar") if month else None
    return " ".join(part for part in (str(int(day)) if day else None, named, year) if part)


def _fill(template: str, values: Mapping[str, str], lang: Lang) -> str:
    return _PLACE.sub(lambda place: _value(place.group(1), values.get(place.group(1), "…"), lang), template)


def _value(name: str, value: str, lang: Lang) -> str:
    if name in ("words", "other"):
        return _QUOTES[lang].format(value)
    if name in ("day", "value"):
        return date_in_words(value, lang)
    if name in ("days", "lag"):
        return _counted(value, "D", lang)
    if name == "length":
        length = period(value)
        known = length is not None and length.number is not None and length.unit in texts()["count"]
        return _counted(f"{length.number:g}", length.unit, lang) if known and length is not None else value
    if name in ("weekday", "unit"):
        entry = texts()[name].get(value)
        return str(entry[lang]) if entry else value
    return value


def _counted(number: str, unit: str, lang: Lang) -> str:
    """A number with its unit in the right plural (Unicode CLDR categories of whole numbers)."""
    forms = texts()["count"][unit][lang]
    return str(forms[_plural(number, lang)]).replace("{n}", number)


def _plural(number: str, lang: Lang) -> str:
    if not number.isdigit():
        return "other"
    count = int(number)
    if lang == "en":
        return "one" if count == 1 else "other"
    if count < 3:
        return ("zero", "one", "two")[count]
    rest = count % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"

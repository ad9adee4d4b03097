"""The words of the report in its two languages, checked when they are loaded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tawatur.model import ResourceError
from tawatur.rules.load import read_yaml

LANGUAGES = ("ar", "en")
PLURALS = {"ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
"""Plural categories of each language (Unicode CLDR), as the browser's ``Intl.PluralRules`` names them."""

_FILE = "web/strings.yaml"


def _check(group: str, key: str, entry: Any) -> None:
    where = f"resources/{_FILE}: {group}.{key}"
    if not isinstance(entry, dict) or set(entry) != set(LANGUAGES):
        raise ResourceError(f"{where}: needs exactly the languages {', '.join(LANGUAGES)}")
    for language in LANGUAGES:
        value = entry[language]
        if group == "count":
            if not isinstance(value, dict) or set(value) != set(PLURALS[language]):
                raise ResourceError(f"{where}.{language}: needs the plurals {', '.join(PLURALS[language])}")
            texts = list(value.values())
        else:
            texts = [value]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise ResourceError(f"{where}.{language}: needs text")


@lru_cache(maxsize=1)
def load_strings() -> dict[str, dict[str, Any]]:
    """All strings as ``{group: {key: {language: text or plural forms}}}``; raises ResourceError on a gap."""
    groups = read_yaml(_FILE)
    if not isinstance(groups, dict):
        raise ResourceError(f"resources/{_FILE}: needs groups of strings")
    for group, entries in groups.items():
        for key, entry in entries.items():
            _check(group, key, entry)
    return groups

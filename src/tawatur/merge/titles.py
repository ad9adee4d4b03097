"""Names of events in Arabic and English, and their PLOVER codes, composed from what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tawatur.model import Entity, Kind, Status
from tawatur.rules.load import read_tsv, read_yaml


@lru_cache(maxsize=1)
def _templates() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("merge/titles.yaml")
    return data


def _parties(table: dict[str, Any], who: Sequence[str], most: int) -> str:
    *first, last = who[:most] or ("",)
    parties = str(table["comma"].join(first) + table["and"] + last) if first else last
    return parties + table["many"] if len(who) > most else parties


def _compose(
    language: str, kind: Kind, status: Status, who: Sequence[str], place: str | None, names: Sequence[str]
) -> str:
    table = _templates()[language]
    parties = _parties(table, who, int(_templates()["most"]))
    pattern = "who_place" if who and place else "who" if who else "place" if place else "bare"
    title: str = table[pattern].format(kind=table["kinds"][kind], who=parties, place=place)
    if names:
        title = table["name"].format(title=title, name=names[0])
    if table["status"][status]:
        title = table["status_form"].format(title=title, status=table["status"][status])
    return title


def titles(
    kind: Kind, status: Status, who: Sequence[Entity], place: Entity | None, names: Sequence[str]
) -> tuple[str, str]:
    """(English, Arabic) title: the kind, up to three parties, the place, a proper name, and a status that is not
    "occurred"."""
    where_en = (place.name_en or place.name_ar) if place else None
    where_ar = place.name_ar if place else None
    return (
        _compose("en", kind, status, [one.name_en or one.name_ar for one in who], where_en, names),
        _compose("ar", kind, status, [one.name_ar for one in who], where_ar, names),
    )


@lru_cache(maxsize=1)
def _plover_rows() -> list[dict[str, str]]:
    return read_tsv("merge/plover.tsv")


@lru_cache(maxsize=1)
def _contexts() -> dict[str, str]:
    return {row["topic"]: row["context"] for row in read_tsv("merge/topic_contexts.tsv")}


def plover(
    kind: Kind, status: Status, rules: Sequence[str], topics: Sequence[str]
) -> tuple[str, str | None, tuple[str, ...]] | None:
    """PLOVER event, mode and contexts; None where PLOVER has no class for it. ``rules``: ids of the mentions' rules."""
    for row in _plover_rows():
        if row["kind"] != kind or (row["status"] and row["status"] != status):
            continue
        if row["rule"] and not any(rule.startswith(row["rule"]) for rule in rules):
            continue
        if not row["event"]:
            return None
        own = [context for context in row["contexts"].split(",") if context]
        found = own + sorted({_contexts()[topic] for topic in topics if topic in _contexts()} - set(own))
        return row["event"], row["mode"] or None, tuple(found)
    return None

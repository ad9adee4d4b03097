"""What a question about a record means: which entities a name stands for, which days a date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from tawatur.model import Entity, Event, SolvedDate, TawaturError
from tawatur.rules.text import normal

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_ARTICLE = "ال"


class NotFound(TawaturError, LookupError):
    """The record holds nothing of that name or id."""


def named(entities: Sequence[Entity], name: str) -> tuple[Entity, ...]:
    """The entities that ``name`` stands for: an id, an ISO 3166-1 alpha-3 code, or a name in Arabic or English.

    A whole name goes before a part of one ("غانتس" finds "بيني غانتس" where nobody is called so alone); spelling
    variants and the definite article make no difference. Empty where nothing fits.
    """
    exact = tuple(entity for entity in entities if name in (entity.id, _state(entity)))
    if exact:
        return exact
    asked = _words(name)
    if not asked:
        return ()
    forms = [(entity, [_words(form) for form in _forms(entity)]) for entity in entities]
    whole = tuple(entity for entity, each in forms if asked in each)
    if whole:
        return whole
    part = set(asked)
    return tuple(entity for entity, each in forms if any(part <= set(form) for form in each))


def written_alike(a: str, b: str) -> bool:
    """Whether two forms are one but for spelling variants and the definite article."""
    return _words(a) == _words(b)


def country_code(entities: Sequence[Entity], country: str) -> str:
    """The ISO 3166-1 alpha-3 code that ``country`` (a code or a name that the record knows) means."""
    if re.fullmatch("[A-Za-z]{3}", country):
        return country.upper()
    codes = {entity.country for entity in named(entities, country) if entity.type == "COUNTRY"} - {None}
    if len(codes) != 1:
        raise NotFound(f"{country}: no country of this record; name it by its ISO 3166-1 alpha-3 code, like MAR")
    return str(codes.pop())


def first_day(value: str | dt.date) -> str:
    """The first day of a date, month or year, as YYYY-MM-DD; ValueError where it is none."""
    return _bounds(value)[0]


def last_day(value: str | dt.date) -> str:
    """The last day of a date, month or year, as YYYY-MM-DD; ValueError where it is none."""
    return _bounds(value)[1]


def overlaps(event: Event, since: str | None, until: str | None) -> bool:
    """Whether the event may have happened between two days, either of which may be open; an undated one may not."""
    return within(event.date, since, until)


def within(date: SolvedDate, since: str | None, until: str | None) -> bool:
    """Whether a date may lie between two days, either of which may be open; an open date may not."""
    earliest, latest = date.earliest, date.latest
    if earliest is None and latest is None:
        return since is None and until is None
    return (latest or "9999") >= (since or "0000") and (earliest or "0000") <= (until or "9999")


def by_date(events: Iterable[Event]) -> list[Event]:
    """By first possible day, then last, then id; undated events come last."""
    return sorted(events, key=lambda event: (event.date.earliest or "~", event.date.latest or "~", event.id))


def _bounds(value: str | dt.date) -> tuple[str, str]:
    if isinstance(value, dt.date):
        day = value.isoformat()[:10]
        return day, day
    match = _DATE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day_of_month = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = dt.date(year, month or 1, day_of_month or 1)
        last_month = month or 12
        last = dt.date(year, last_month, day_of_month or calendar.monthrange(year, last_month)[1])
    except ValueError as error:
        raise ValueError(f"{value!r} is no date: {error}") from error
    return first.isoformat(), last.isoformat()


def _state(entity: Entity) -> str | None:
    return entity.country if entity.type == "COUNTRY" else None


def _forms(entity: Entity) -> tuple[str, ...]:
    return (entity.name_ar, *entity.names_ar, *((entity.name_en,) if entity.name_en else ()))


def _words(form: str) -> tuple[str, ...]:
    return tuple(
        word[len(_ARTICLE):] if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1 else word
        for word in normal(form).split()
    )

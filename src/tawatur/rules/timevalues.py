"""The values and relations of time expressions (see ``model.Timex``), taken apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of each."""
FLAGS = ("since", "until", "by", "for")


class Period(NamedTuple):
    """A length of time: ``number`` is None where the text gives no number ("years ago"); ``unit`` is S, N, H, D, W, M
    or Y."""

    number: float | None
    unit: str

    def days(self) -> int:
        """Its length in days, roughly; parts of a day count as none."""
        return round((self.number or 0) * UNIT_DAYS.get(self.unit, 0))


_TERM = re.compile(r"(\d+(?:\.\d+)?)([YMWDHNS])")
_MONTHS = {"Y": 12, "M": 1}
_SECONDS = {"H": 3600, "N": 60, "S": 1}


def terms(value: str) -> list[Period]:
    """The numbers and units of a TIMEX3 duration, the largest first: ``P1M21D`` is a month and 21 days; empty if there
    is no number."""
    days, _, clock = value.removeprefix("P").partition("T")
    return [Period(float(number), unit) for number, unit in _TERM.findall(days + clock.replace("M", "N"))]


def period(value: str) -> Period | None:
    """The period of a TIMEX3 duration: ``P2D``, ``P3M``, ``PT8H``, ``PXY``; None if it is none. What is counted in
    several units is turned into months (``P1Y6M``), days (``P1M21D``, roughly) or seconds (``PT1H30M``)."""
    if not value.startswith("P") or len(value) < 3:
        return None
    days, _, clock = value[1:].partition("T")
    body = days + clock.replace("M", "N")
    if body[0] == "X":
        return Period(None, body[1:]) if len(body) == 2 and body[1] in "YMWDHNS" else None
    counted = [(float(number), unit) for number, unit in _TERM.findall(body)]
    if not counted or "".join(number + unit for number, unit in _TERM.findall(body)) != body:
        return None
    if len(counted) == 1:
        return Period(*counted[0])
    units = {unit for _, unit in counted}
    if units <= _MONTHS.keys():
        return Period(sum(number * _MONTHS[unit] for number, unit in counted), "M")
    if units <= _SECONDS.keys():
        return Period(sum(number * _SECONDS[unit] for number, unit in counted), "S")
    return Period(float(round(sum(number * UNIT_DAYS.get(unit, 0) for number, unit in counted))), "D")


class Parts(NamedTuple):
    """A value taken apart; what is open is None. ``hijri``: the fields are of the Hijri calendar."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    nth: int | None = None
    """Which of the weeks, or of the weekdays, of the month or year; -1 the last."""
    week: bool = False
    hijri: bool = False


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


@lru_cache(maxsize=8192)
def parts(value: str) -> Parts:
    """The fields of a Timex value (``2021-11-24``, ``XXXX-11``, ``XXXX-WXX-3``, ``2021-Q1``, ``XXXX-SU``,
    ``HXXXX-09``, ``XXXX-07-WXX-5-#1``, ``XXXX-10-W03``, ``2021-06-H1``, ``18XX``)."""
    body = value.split("T")[0]
    hijri = body.startswith("H")
    pieces = body.removeprefix("H").split("-")
    if len(pieces[0]) == 4 and pieces[0].endswith("X") and pieces[0][:3].isdigit():
        return Parts(decade=int(pieces[0][:3]) * 10)
    if len(pieces[0]) == 4 and pieces[0].endswith("XX") and pieces[0][:2].isdigit():
        return Parts(century=int(pieces[0][:2]) * 100)
    year = _number(pieces[0])
    if "#" in body:
        of, _, nth = body.partition("-#")
        pieces = of.split("-")
        month = _number(pieces[1]) if len(pieces) == 4 else None
        return Parts(year=year, month=month, weekday=_number(pieces[-1]), nth=int(nth))
    if len(pieces) > 1 and pieces[-1][0] == "W" and pieces[-1][1:].isdigit():
        return Parts(year=year, month=_number(pieces[1]) if len(pieces) == 3 else None, nth=int(pieces[-1][1:]))
    second = pieces[1] if len(pieces) > 1 else ""
    third = pieces[2] if len(pieces) > 2 else ""
    if second.startswith("W") and second not in SEASONS:
        return Parts(year=year, weekday=_number(third), week=True)
    if second in SEASONS:
        return Parts(year=year, season=second)
    if second.startswith("Q"):
        return Parts(year=year, quarter=_number(second[1:]))
    if second.startswith("H"):
        return Parts(year=year, half=_number(second[1:]))
    half = _number(third[1:]) if third.startswith("H") else None
    return Parts(year=year, month=_number(second), day=_number(third), half=half, hijri=hijri)


def has_year(fields: Parts) -> bool:
    """Whether the fields name their year (or decade) themselves."""
    return fields.year is not None or fields.decade is not None or fields.century is not None


def has_days(fields: Parts) -> bool:
    """Whether the fields, with a year, cover days: a month, season, quarter or the year itself."""
    return (
        fields.month is not None or fields.season is not None or fields.quarter is not None or fields.half is not None
    )


def main_relation(relation: str | None) -> str | None:
    """The deictic part of a relation: without its ``since``, ``until``, ``by``, ``for`` and ``on:`` parts."""
    for part in (relation or "").split(";"):
        if part and part not in FLAGS and not part.startswith("on:"):
            return part
    return None


def flags(relation: str | None) -> tuple[str, ...]:
    """The parts of a relation that qualify it: ``since``, ``until``, ``by``, ``for``."""
    return tuple(part for part in (relation or "").split(";") if part in FLAGS)


def said_weekday(value: str, relation: str | None) -> int | None:
    """The ISO weekday that the words give to the day they name, if they do."""
    for part in (relation or "").split(";"):
        if part.startswith("on:WXX-"):
            return int(part[7:])
    return parts(value).weekday

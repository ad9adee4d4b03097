"""Days as EDTF (ISO 8601-2, level 1)."""

from __future__ import annotations

from datetime import date

from tawatur.rules.calendar import month_span, year_span

_FEW_DAYS = 10
"""Up to this width an uncertain date is written as the days it may be; wider ones as the month or year they lie in."""


def edtf(first: date, last: date, *, extent: bool = False, approx: bool = False) -> str:
    """An interval of days as EDTF.

    One day, a whole month and a whole year are written as such. Other days are written ``first/last`` where they are
    the ``extent`` of what happened or are few; else as the month or year that holds them all, or as ``month/month``.
    ``approx`` adds ``~`` to each part.
    """
    mark = "~" if approx else ""
    if first == last:
        return f"{first.isoformat()}{mark}"
    month = first.replace(day=1)
    if month_span(first.year, first.month) == (first, last):
        return f"{month:%Y-%m}{mark}"
    if year_span(first.year) == (first, last):
        return f"{first:%Y}{mark}"
    if extent or (last - first).days <= _FEW_DAYS:
        return f"{first.isoformat()}{mark}/{last.isoformat()}{mark}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}{mark}"
    if first.year == last.year and (last - first).days > 300:
        return f"{first:%Y}{mark}"
    if approx and (last - first).days <= 95:
        # About a month: the month in the middle, give or take one.
        middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
        return f"{middle:%Y-%m}~"
    if (last - first).days <= 366:
        return f"{first:%Y-%m}{mark}/{last:%Y-%m}{mark}"
    return f"{first:%Y}{mark}/{last:%Y}{mark}"


def bounds(text: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 prefix (``2022``, ``2022-07``, ``2022-07-19T08:00:00Z``) or of an EDTF interval
    of such; None where it is none."""
    parts = text.strip().split("/")
    spans = [_prefix(part.rstrip("~?%")) for part in parts[:2]]
    if len(parts) > 2 or any(span is None for span in spans):
        return None
    first, last = spans[0], spans[-1]
    return (first[0], last[1]) if first is not None and last is not None and first[0] <= last[1] else None


def _prefix(text: str) -> tuple[date, date] | None:
    pieces = text.strip()[:10].rstrip("T ").split("-")
    if not all(piece.isascii() and piece.isdigit() for piece in pieces) or len(pieces[0]) != 4:
        return None
    try:
        if len(pieces) == 1:
            return tuple(year_span(int(pieces[0])))  # type: ignore[return-value]
        if len(pieces) == 2:
            return tuple(month_span(int(pieces[0]), int(pieces[1])))  # type: ignore[return-value]
        day = date(int(pieces[0]), int(pieces[1]), int(pieces[2]))
    except (ValueError, IndexError):
        return None
    return day, day

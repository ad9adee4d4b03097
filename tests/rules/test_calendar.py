"""What time expressions mean on a day: monotone in it, and right at the edges of months and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.rules.calendar import (
    Direction,
    Interval,
    Period,
    add,
    add_months,
    denote,
    distance,
    hijri_span,
    parts,
    period,
)

MEANINGS = [
    ("XXXX-XX-XX", None, None, "day:-1"),
    ("XXXX-WXX", None, None, "week:0"),
    ("XXXX-WXX", None, None, "week:-1"),
    ("XXXX-WXX", None, None, "week:+1"),
    ("XXXX-XX", None, None, "month:-1"),
    ("XXXX", None, "END", "year:-1"),
    ("XXXX-11", None, None, "year:-1"),
    ("XXXX-SU", None, None, "last:SU"),
    ("XXXX-WXX-3", None, None, "last:WXX-3"),
    ("XXXX-WXX-7", "XXXX-WXX-1", None, "next:WXX-7"),
    ("XXXX-07", None, None, "last:07"),
    ("XXXX-07", None, None, "next:07"),
    ("XXXX-06-20", "XXXX-06-30", None, "last:06"),
    ("XXXX-08", None, None, "this:08"),
    ("XXXX-02-29", None, None, None),
    ("P2M", None, "APPROX", "ago:P2M"),
    ("P3D", None, None, "ahead:P3D"),
    ("PXW", None, None, "coming:PXW"),
    ("XXXX-WXX-5", None, None, None),
    ("XXXX-WXX-2", "XXXX-WXX-4", None, None),
    ("XXXX-11-24", None, None, None),
    ("XXXX-05", None, "START", None),
    ("PAST_REF", None, None, "recent"),
    ("2021-Q2", None, None, None),
    ("HXXXX-09", None, None, None),
    ("XXXX-XX-12", None, None, "month:0"),
    ("XXX", None, None, "decade:+1"),
]


@pytest.mark.parametrize("direction", ["past", "future", "near"])
@given(day=st.dates(date(1950, 1, 1), date(2060, 1, 1)), step=st.integers(1, 800))
@settings(max_examples=60, deadline=None)
def test_a_later_day_never_means_an_earlier_time(direction: Direction, day: date, step: int) -> None:
    for value, end, mod, relation in MEANINGS:
        one = denote(value, end, mod, relation, day, direction)
        other = denote(value, end, mod, relation, day + timedelta(step), direction)
        if one is not None and other is not None:
            assert one.first <= other.first and one.last <= other.last, (value, relation)


@pytest.mark.parametrize(
    ("value", "relation", "day", "first", "last"),
    [
        ("XXXX-07", "last:07", "2022-07-18", "2021-07-01", "2021-07-31"),
        ("XXXX-07", "last:07", "2022-08-01", "2022-07-01", "2022-07-31"),
        ("XXXX-WXX-2", "last:WXX-2", "2015-07-21", "2015-07-14", "2015-07-14"),
        ("XXXX-XX", "month:-1", "2021-01-31", "2020-12-01", "2020-12-31"),
        ("XXXX-02-29", None, "2021-06-01", "2020-02-29", "2020-02-29"),
        ("XXXX-SU", "year:-1", "2015-07-23", "2014-06-01", "2014-08-31"),
        ("2020-WI", None, "2022-01-01", "2020-12-01", "2021-02-28"),
    ],
)
def test_edges(value: str, relation: str | None, day: str, first: str, last: str) -> None:
    direction: Direction = "near" if value == "XXXX-02-29" else "past"
    found = denote(value, None, None, relation, date.fromisoformat(day), direction)
    if value == "XXXX-02-29":
        assert found is not None and (found.first.month, found.first.day) == (2, 29)
    else:
        assert found == Interval(date.fromisoformat(first), date.fromisoformat(last))


def test_periods() -> None:
    assert period("P2D") == Period(2, "D") and period("PXM") == Period(None, "M") and period("PT5M") == Period(5, "N")
    assert period("2021") is None and period("P") is None and period("PzD") is None
    assert add_months(date(2021, 1, 31), 1) == date(2021, 2, 28)
    assert add(date(2021, 3, 31), Period(1, "M"), -1) == date(2021, 2, 28)
    assert add(date(2020, 2, 29), Period(1, "Y")) == date(2021, 2, 28)
    about = distance(Interval(date(2022, 7, 19), date(2022, 7, 19)), Period(2, "M"), 1, "APPROX")
    assert about == Interval(date(2022, 8, 19), date(2022, 10, 20))


def test_hijri() -> None:
    assert hijri_span(1443, 4, 19) == Interval(date(2021, 11, 24), date(2021, 11, 24))
    assert hijri_span(1443, 4, 31) is None and hijri_span(900) is None and hijri_span(1443, 13) is None


def test_parts_of_values() -> None:
    assert parts("XXXX-WXX-3TEV").weekday == 3
    assert parts("199X").decade == 1990
    assert parts("HXXXX-10-01").hijri and parts("HXXXX-10-01").day == 1
    assert parts("PRESENT_REF").year is None

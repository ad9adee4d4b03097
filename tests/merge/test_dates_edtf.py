"""Days as EDTF."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.merge.edtf import bounds, edtf


@pytest.mark.parametrize(
    ("first", "last", "extent", "approx", "text"),
    [
        ("2022-07-19", "2022-07-19", False, False, "2022-07-19"),
        ("2022-07-19", "2022-07-19", False, True, "2022-07-19~"),
        ("2022-07-01", "2022-07-31", False, False, "2022-07"),
        ("2022-01-01", "2022-12-31", False, False, "2022"),
        ("2022-06-20", "2022-06-30", True, False, "2022-06-20/2022-06-30"),
        ("2022-07-04", "2022-07-25", False, False, "2022-07"),
        ("2021-11-24", "2021-11-30", False, False, "2021-11-24/2021-11-30"),
        ("2022-08-02", "2022-10-25", False, True, "2022-09~"),
        ("2022-01-05", "2022-12-20", False, False, "2022"),
        ("2021-12-05", "2022-03-20", False, False, "2021-12/2022-03"),
        ("2020-05-01", "2022-03-20", False, False, "2020/2022"),
    ],
)
def test_edtf(first: str, last: str, extent: bool, approx: bool, text: str) -> None:
    assert edtf(date.fromisoformat(first), date.fromisoformat(last), extent=extent, approx=approx) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2022-07-19", "2022-07-19", "2022-07-19"),
        ("2022-07-19T08:00:00Z", "2022-07-19", "2022-07-19"),
        ("2015-07-21 02:52:54", "2015-07-21", "2015-07-21"),
        ("2021-11-24/2021-11-30", "2021-11-24", "2021-11-30"),
        ("2022-09~", "2022-09-01", "2022-09-30"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert bounds(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2022-13", "2022-02-30", "22-01-01", "2022/2021", "2022/2023/2024", "٢٠٢٢"]
)
def test_no_bounds(text: str) -> None:
    assert bounds(text) is None

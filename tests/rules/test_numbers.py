"""Arabic numbers in digits and words."""

from __future__ import annotations

import pytest

from tawatur.rules.numbers import digits, read, read_ordinal
from tawatur.rules.text import tokenize


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة", 3),
        ("ثلاث", 3),
        ("خمسة عشر", 15),
        ("ثلاث عشرة", 13),
        ("أحد عشر", 11),
        ("إحدى عشرة", 11),
        ("اثني عشر", 12),
        ("عشرين", 20),
        ("ثلاثة وعشرين", 23),
        ("الثلاثة والعشرين", 23),
        ("مئة", 100),
        ("ثلاثمائة", 300),
        ("ثلاث مئة", 300),
        ("مائة وخمسة وعشرين", 125),
        ("ألفين وواحد وعشرين", 2021),
        ("ألفين واثنين وعشرين", 2022),
        ("خمسة آلاف", 5000),
        ("5 آلاف", 5000),
        ("1.3 مليار", 1_300_000_000),
        ("ألف وتسعمئة وخمسة وسبعين", 1975),
        ("مئتي ألف", 200_000),
        ("٢٥", 25),
        ("1,200", 1200),
        ("وثلاثة", 3),
        ("مليونين وخمسمئة ألف", 2_500_000),
        ("واحد", 1),
        ("تسعة وتسعون", 99),
    ],
)
def test_read(text: str, value: float) -> None:
    tokens = tokenize(text)
    found = read(tokens, 0)
    assert found is not None and found.value == value and found.last == len(tokens)


@pytest.mark.parametrize(
    ("text", "value", "last"), [("ثلاثة وخمسة", 3, 1), ("عشرة ورجل", 10, 1), ("سبعة و خمسة", 7, 1)]
)
def test_read_stops(text: str, value: float, last: int) -> None:
    found = read(tokenize(text), 0)
    assert found is not None and (found.value, found.last) == (value, last)


@pytest.mark.parametrize("text", ["أحد الوزراء", "بيت", "الوفد", "2.3.4.5", "٩" * 40, "إحدى المدن"])
def test_no_number(text: str) -> None:
    assert read(tokenize(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الأول", 1),
        ("الرابعة", 4),
        ("الحادي عشر", 11),
        ("الثاني والعشرين", 22),
        ("الثلاثين", 30),
        ("العاشر", 10),
        ("الخامس عشر", 15),
        ("الحادي والثلاثين", 31),
    ],
)
def test_ordinal(text: str, value: float) -> None:
    tokens = tokenize(text)
    found = read_ordinal(tokens, 0)
    assert found is not None and found.value == value and found.last == len(tokens)


def test_digits() -> None:
    assert digits("5.2") == 5.2 and digits("5,2") == 5.2
    assert digits("1.200.000") == 1_200_000 and digits("0.125") == 0.125
    assert digits("1.2.3") is None

"""The exact test against values that can be reckoned by hand, and its correction for many tests."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.views.exact import Table, compare, fisher, least, tarone


def by_counting(table: Table) -> float:
    """The same p in whole numbers."""
    n, m, k = table.documents, table.others, table.used + table.others_used
    ways = {at: comb(n, at) * comb(m, k - at) for at in range(max(0, k - m), min(n, k) + 1)}
    return sum(each for each in ways.values() if each <= ways[table.used]) / comb(n + m, k)


def test_the_lady_who_tasted_tea() -> None:
    assert fisher(Table(3, 4, 1, 4)) == pytest.approx(34 / 70)
    assert fisher(Table(4, 4, 0, 4)) == pytest.approx(2 / 70)


@given(st.integers(0, 30), st.integers(0, 30), st.data())
def test_every_table_as_by_counting(n: int, m: int, data: st.DataObject) -> None:
    table = Table(data.draw(st.integers(0, n)), n, data.draw(st.integers(0, m)), m)
    assert fisher(table) == pytest.approx(by_counting(table))
    assert least(table) <= fisher(table) * (1 + 1e-9)


def test_thousands_of_documents_neither_overflow_nor_lose_the_sum() -> None:
    assert fisher(Table(9000, 20000, 9000, 20000)) == pytest.approx(1.0)
    assert 0 <= fisher(Table(20000, 20000, 0, 20000)) < 1e-300


def test_tests_that_could_show_nothing_cost_nothing() -> None:
    assert tarone([]) == 1
    assert tarone([0.4] * 50 + [0.001]) == 1
    assert tarone([0.02, 0.03, 0.04]) == 2  # one alone could pass at 0.025
    assert tarone([0.02, 0.02, 0.02]) == 3  # at 0.025 all three could still pass, at 0.017 none
    assert tarone([0.0001] * 7) == 7


def test_one_document_each_says_too_few_and_not_no_difference() -> None:
    assert [one.verdict for one in compare([Table(1, 1, 0, 1), Table(0, 1, 1, 1)])] == ["too_few", "too_few"]


def test_verdicts_have_a_direction_and_are_corrected_for_one_another() -> None:
    more, less, none = compare([Table(9, 10, 1, 10), Table(1, 10, 9, 10), Table(5, 10, 5, 10)])
    assert (more.verdict, less.verdict, none.verdict) == ("more", "less", "not_shown")
    assert more.corrected == pytest.approx(3 * more.p)
    assert none.corrected == 1.0
    alone = compare([Table(6, 7, 1, 7)])[0]
    among = compare([Table(6, 7, 1, 7)] * 5)[0]
    assert (alone.verdict, among.verdict) == ("more", "not_shown")

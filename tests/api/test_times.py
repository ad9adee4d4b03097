from __future__ import annotations

import datetime as dt

import pytest

import tawatur


def test_words_are_placed_against_the_day_of_writing() -> None:
    text = "وصل الوفد أمس الأحد، ويغادر في 3 مايو 2019."
    found = {each.words: (each.earliest, each.latest) for each in tawatur.timex(text, "2019-05-06")}
    assert ("2019-05-05", "2019-05-05") in found.values()
    assert ("2019-05-03", "2019-05-03") in found.values()
    assert all(text[each.start:each.end] == each.words for each in tawatur.timex(text, dt.date(2019, 5, 6)))


def test_without_a_day_of_writing_only_full_dates_are_placed() -> None:
    found = tawatur.timex("وصل الوفد أمس، وكان قد وصل في 3 مايو 2019 وفي مايو.")
    assert [each.earliest for each in found if each.timex.value == "2019-05-03"] == ["2019-05-03"]
    assert all(each.earliest is None for each in found if not each.timex.value.startswith("2"))


def test_a_day_of_writing_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        tawatur.timex("أمس", "yesterday")

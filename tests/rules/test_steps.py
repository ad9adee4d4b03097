"""The reasons for dates stand in both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tawatur.model import Basis, Span
from tawatur.rules.steps import LANGS, date_in_words, label, said, say, texts

PLURALS = {"ar": {"zero", "one", "two", "few", "many", "other"}, "en": {"one", "other"}}


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("group", ["steps", "label", "unit", "weekday", "month"])
def test_every_text_has_both_languages_with_the_same_places_to_fill(group: str) -> None:
    for name, entry in texts()[group].items():
        assert set(entry) == set(LANGS), name
        assert places(entry["ar"]) == places(entry["en"]), name
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", entry["ar"])), name
        assert not re.search("[\u0600-\u06ff]", entry["en"]), name
        assert group != "steps" or (entry["en"].endswith(".") and entry["ar"].endswith(".")), name


def test_every_unit_has_all_plurals() -> None:
    for unit, entry in texts()["count"].items():
        assert {lang: set(entry[lang]) for lang in LANGS} == PLURALS, unit


@pytest.mark.parametrize(
    ("name", "values", "en", "ar"),
    [
        ("day_before", {"words": "أمس", "days": "1"}, "“أمس” is 1 day before it was written.",
         "«أمس» قبل يوم الكتابة بمقدار يوم واحد."),
        ("day_before", {"words": "قبل 3 أيام", "days": "3"}, "“قبل 3 أيام” is 3 days before it was written.",
         "«قبل 3 أيام» قبل يوم الكتابة بمقدار 3 أيام."),
        ("distance_about", {"words": "بعد نحو شهرين", "length": "P2M"},
         "“بعد نحو شهرين”: the two are about 2 months apart.", "«بعد نحو شهرين»: يفصل بينهما نحو شهرين."),
        ("own_day", {"words": "اليوم", "day": "2022-07-19"}, "“اليوم” puts the day of writing at 2022-07-19.",
         "بحسب «اليوم» كتب النص في 19 يوليو 2022."),
        ("own_weekday", {"words": "اليوم", "weekday": "2"}, "Counted from “اليوم”, it was written on a Tuesday.",
         "بحسب «اليوم» كتب النص يوم الثلاثاء."),
        ("unit_before", {"words": "الشهر الماضي", "unit": "month"},
         "“الشهر الماضي” is counted from the day of writing: the month before.",
         "«الشهر الماضي» محسوب من يوم الكتابة: الشهر الذي قبله."),
    ],
)
def test_a_step(name: str, values: dict[str, str], en: str, ar: str) -> None:
    assert say(name, values, "en") == en
    assert say(name, values, "ar") == ar


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 يوم"), (1, "يوم واحد"), (2, "يومين"), (3, "3 أيام"), (10, "10 أيام"), (11, "11 يوما"), (99, "99 يوما"),
     (100, "100 يوم"), (103, "103 أيام")],
)
def test_arabic_plurals(number: int, words: str) -> None:
    assert words in say("news", {"days": str(number)}, "ar")


@pytest.mark.parametrize(
    ("value", "words"),
    [("2022-07-19", "19 يوليو 2022"), ("2022-07", "يوليو 2022"), ("2022", "2022"), ("2022-Q1", "2022-Q1"),
     ("2021-11-24/2021-11-25", "من 24 نوفمبر 2021 إلى 25 نوفمبر 2021"), ("2022-13", "2022")],
)
def test_dates_in_arabic_words(value: str, words: str) -> None:
    assert date_in_words(value, "ar") == words
    assert date_in_words(value, "en") == value


def test_a_step_that_is_only_words_is_given_as_it_is() -> None:
    step: Any = Basis("a", Span(0, 0), "It is so.")
    assert said(step, "ar") == said(step, "en") == "It is so."
    assert label("undated", "ar") == "بلا تاريخ"

"""Time expressions: days they mean, traps, spans and bad input."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tawatur
from tawatur.annotate import timex as timexes
from tawatur.annotate.timex import find_timexes, forget, resolve
from tawatur.annotate.timex_grammar import grammar
from tawatur.annotate.timex_memo import Memo
from tawatur.model import Timex
from tawatur.rules.text import tokenize


def corpus(name: str = "expressions.tsv") -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")][1:]


def find(text: str) -> tuple[Timex, ...]:
    return find_timexes(text, tokenize(text))


@pytest.mark.parametrize(("expression", "anchor", "direction", "first", "last"), corpus())
def test_days_of_expressions(expression: str, anchor: str, direction: str, first: str, last: str) -> None:
    for text in (expression, f"وصل الوفد {expression} إلى العاصمة"):
        found = find(text)
        assert len(found) == 1, found
        days = resolve(found[0], date.fromisoformat(anchor), direction)  # type: ignore[arg-type]
        assert days is not None
        assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(("expression", "kind", "value", "relation"), corpus("expressions_values.tsv"))
def test_values_of_expressions_without_days(expression: str, kind: str, value: str, relation: str) -> None:
    for text in (expression, f"وصل الوفد {expression} إلى العاصمة"):
        (timex,) = find(text)
        assert (timex.type, timex.value, timex.relation or "-") == (kind, value, relation), timex


def test_the_corpus_is_large_and_has_no_row_twice() -> None:
    days = corpus()
    assert len(days) >= 400
    assert len(set(days)) == len(days)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("وقع الاثنان على البيان", []),
        ("أحد كبار الضباط", []),
        ("بين هذين الاثنين خلاف قديم", []),
        ("مارس المسؤول ضغوطا على الشركة", []),
        ("وفي مارس وقعت الشركة عقدا", ["XXXX-03"]),
        ("آب المسافر إلى بيته", []),
        ("نقلت صحيفة القدس اليوم عن الوزير", []),
        ("عين اليوم – جدة", []),
        ("وفقا لموقع روسيا اليوم", []),
        ("زار الوزير روسيا اليوم", ["XXXX-XX-XX"]),
        ("بمناسبة اليوم الوطني", []),
        ("في هذا اليوم وقع الطرفان", ["XXXX-XX-XX"]),
        ("حتى الآن لم يصل أحد", []),
        ("اشترت 24 طائرة و12 زورقا", []),
        ("25 دولة تشارك", []),
        ("مدينة 6 أكتوبر", []),
        ("الأمين العام الحالي", []),
        ("القائد العام الجديد للقوات", []),
        ("رجب طيب", []),
        ("تيريزا ماي", []),
        ("سوق الأربعاء", []),
        ("2000 جندي", []),
        ("في 2000 مدرسة", []),
        ("لعام 2023", ["2023"]),
        ("يوم الاثنين 30 فبراير", ["XXXX-02"]),
    ],
)
def test_traps(text: str, values: list[str]) -> None:
    assert [timex.value for timex in find(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("30 فبراير 2021", "2021-02", "INVALID"),
        ("29 فبراير 2021", "2021-02", "INVALID"),
        ("2022-13-45", "2022", "INVALID"),
        ("31 أبريل", "XXXX-04", "INVALID"),
        ("30/30/2021", "2021", "INVALID"),
        ("25 إلى 24 نوفمبر", "XXXX-11", "INVALID"),
    ],
)
def test_impossible_dates_keep_what_is_possible(text: str, value: str, mod: str) -> None:
    (timex,) = find(text)
    assert (timex.value, timex.end_value, timex.mod) == (value, None, mod)


@pytest.mark.parametrize(
    ("text", "relation", "mod", "anchor", "kind"),
    [
        ("قبل نحو شهرين", "ago:P2M", "APPROX", "writing", "DATE"),
        ("بعد نحو الشهرين من الزيارة", "after:P2M", "APPROX", "event", "DATE"),
        ("قبل يومين من اللقاء", "before:P2D", None, "event", "DATE"),
        ("منذ ثلاثة أيام", "ago:P3D;since", None, "writing", "DATE"),
        ("بعد أسبوعين", "ahead:P2W", None, "writing", "DATE"),
        ("تستغرق يومين", None, None, "none", "DURATION"),
        ("على مدار يومين", None, None, "none", "DURATION"),
        ("الأسابيع المقبلة", "coming:PXW", None, "writing", "DATE"),
        ("الأيام الثلاثة الماضية", "past:P3D", None, "writing", "DATE"),
        ("نهاية العام 2020", None, "END", "none", "DATE"),
        ("مطلع مارس 2022", None, "START", "none", "DATE"),
        ("منتصف يوليو الماضي", "last:07", "MID", "writing", "DATE"),
        ("الأربعاء 25 نوفمبر 2021", "on:WXX-3", None, "none", "DATE"),
        ("مؤخرا", "recent", None, "writing", "DATE"),
        ("غداة", "after:P1D", None, "event", "DATE"),
        ("الشهر التالي", "after:P1M", None, "event", "DATE"),
        ("لعام 2023", "for", None, "none", "DATE"),
        ("كل أسبوع", None, None, "none", "SET"),
        ("الساعة 8:00", None, None, "none", "TIME"),
        ("مساء أمس", "day:-1", None, "writing", "TIME"),
    ],
)
def test_relations(text: str, relation: str | None, mod: str | None, anchor: str, kind: str) -> None:
    timex = find(text)[0]
    assert (timex.relation, timex.mod, timex.anchor, timex.type) == (relation, mod, anchor, kind)


@pytest.mark.parametrize(
    ("text", "part"),
    [("منذ عام 2005", "since"), ("منذ 2006", "since"), ("حتى نهاية 2025", "until"), ("بحلول مارس 2030", "by")],
)
def test_signals_before(text: str, part: str) -> None:
    assert part in (find(text)[0].relation or "").split(";")


def test_before_and_after_are_mods() -> None:
    assert find("قبل عام 2020")[0].mod == "BEFORE"
    assert find("بعد ديسمبر 2020")[0].mod == "AFTER"


def test_proclitics_are_left_out() -> None:
    text = "بيوم الأربعاء وأمس الثلاثاء وللعام الماضي"
    assert [text[t.start : t.end] for t in find(text)] == ["يوم الأربعاء", "أمس الثلاثاء", "لعام الماضي"]


def test_marks_and_presentation_forms_make_no_difference() -> None:
    assert find("غدًا الثُّلاثاء")[0].relation == "day:+1"
    assert find("نوفمبـــر ۲۰۲۱")[0].value == "2021-11"
    assert find("ﻧﻮﻓﻤﺒﺮ 2021")[0].value == "2021-11"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 فبراير", ("2021-02-01", "2021-02-28")),
        ("الأربعاء 25 نوفمبر 2021", ("2021-11-24", "2021-11-25")),
        ("يوم الأحد الموافق 25 نوفمبر 2021", ("2021-11-25", "2021-11-28")),
        ("أمس الثلاثاء 4 مايو", ("2021-05-04", "2021-05-05")),
        ("اليوم السبت", ("2021-05-06", "2021-05-08")),
        ("10 أغسطس 1436", ("2014-10-25", "2015-10-13")),
        ("نوفمبر من عام 1443", ("2021-08-09", "2022-07-29")),
        ("25 شوال 1436هـ الموافق 12 سبتمبر 2015", ("2015-01-01", "2015-12-31")),
        ("31 رمضان 1442", ("2021-04-13", "2021-05-12")),
        ("13/13/1443هـ", ("2021-08-09", "2022-07-29")),
        ("2022-13-45", ("2022-01-01", "2022-12-31")),
        ("30 إلى 20 أبريل 2021", ("2021-04-01", "2021-04-30")),
        ("2021-2011", ("2021-01-01", "2021-12-31")),
    ],
)
def test_words_that_clash_say_so_and_name_no_single_day(text: str, days: tuple[str, str]) -> None:
    (found,) = tawatur.timex(text, "2021-05-06")
    assert found.clash is not None and found.normal is None
    assert (found.earliest, found.latest) == days


@pytest.mark.parametrize(
    "text",
    [
        "الخميس 25 نوفمبر 2021",
        "أمس الأربعاء 5 مايو",
        "اليوم الخميس",
        "25 شوال 1436هـ الموافق 10 أغسطس 2015",
        "25 شوال 1436هـ الموافق 11 أغسطس 2015",
        "عام 1436هـ (2015م)",
        "25 شوال 2015",
        "29 فبراير 2020",
    ],
)
def test_words_that_agree_do_not_clash(text: str) -> None:
    (found,) = tawatur.timex(text, "2021-05-06")
    assert found.clash is None and found.normal is not None


@pytest.mark.parametrize(
    "text", ["9999/99/99", "00-00-0000", "عام 99999", "9" * 5_000, "/" * 5_000, "الساعة 45:99", "(" * 3_000, "من" * 9]
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert all(found.earliest is None for found in tawatur.timex(text, "2021-05-06"))


def test_many_expressions_in_one_text() -> None:
    text = "أمس الثلاثاء في 24 نوفمبر 2021 ثم " * 30_000
    found = find(text)
    assert len(found) == 60_000
    assert {timex.value for timex in found} == {"XXXX-WXX-2", "2021-11-24"}


WORDS = st.sampled_from(
    [row.split()[0] for rule in grammar().rules for row in rule.examples]
    + [
        "في",
        "من",
        "إلى",
        "و",
        "24",
        "2021",
        "1443",
        "30",
        "/",
        "-",
        ":",
        "(",
        ")",
        "،",
        "الماضي",
        "المقبل",
        "نوفمبر",
        "مارس",
        "الأحد",
        "يوم",
        "شهر",
        "قبل",
        "بعد",
        "هـ",
    ]
)


@given(st.lists(WORDS, max_size=14), st.dates(date(1930, 1, 1), date(2070, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_any_words_are_read_without_failing(chosen: list[str], day: date) -> None:
    text = " ".join(chosen)
    found = find(text)
    ends = [0]
    for timex in found:
        assert ends[-1] <= timex.start < timex.end <= len(text)
        ends.append(timex.end)
        days = resolve(timex, day)
        assert days is None or days.first <= days.last


@given(st.lists(st.lists(WORDS | st.sampled_from(["وزار", "المدينة", "و", "-"]), max_size=12), max_size=8))
@settings(max_examples=300, deadline=None)
def test_what_was_read_before_changes_no_reading(texts: list[list[str]]) -> None:
    lines = [" ".join(chosen) for chosen in texts]
    lines.append(" ".join(lines))
    forget()
    remembered = [find(line) for line in lines]
    for line, found in zip(lines, remembered, strict=True):
        forget()
        assert find(line) == found


def test_a_full_memory_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timexes, "_MEMO", Memo(nodes=8))
    texts = ["أمس الثلاثاء", "قبل ثلاثة أيام", "في 24 نوفمبر 2021", "الأسبوع المقبل", "أمس الثلاثاء"]
    found = [find(text) for text in texts]
    forget()
    assert found == [find(text) for text in texts]


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_read_without_failing(text: str) -> None:
    for timex in find(text):
        assert 0 <= timex.start < timex.end <= len(text)

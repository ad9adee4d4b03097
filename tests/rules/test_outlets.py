from __future__ import annotations

import pytest

from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.outlets import OutletRow, Outlets, known_outlets, outlet_row, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reuters", "R\u0435uters"),  # a Cyrillic letter
        ("BBC News", "\u0412\u0412\u0421 News"),
        ("Al Jazeera", "A1 Jazeera"),
        ("Al Jazeera", "AI JAZEERA"),
        ("France 24", "Fran\u0441e24"),
        ("Okaz", "\uff2f\uff4b\uff41\uff5a"),  # full width
        ("Okaz", "Ok\u200baz"),
        ("صحيفة الوادي", "صحيفة الوادى"),
        ("صدى الواحات", "صـدى الواحـات"),
        ("صدى الواحات", "صدی الواحات"),  # a Persian letter
        ("كوكب الجنوب", "ﻛﻮﻛﺐ ﺍﻟﺠﻨﻮﺏ"),  # presentation forms
        ("كوكب الجنوب", "\u06a9و\u06a9\u066e الجنوب"),
        ("منبر الأمة", "منبر الامه"),
        ("فرانس ٢٤", "فرانس 24"),
        ("العربي الجديد", "العربي‌الجديد"),
    ],
)
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) is not None


@pytest.mark.parametrize(
    ("one", "other"), [("الوادي", "النادي"), ("Okaz", "Oman"), ("الشرق", "المشرق"), ("عربي21", "عربي24")]
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("name", [None, "", "  ", "---", "\u200f", "N/A", "Unknown", "غير معروف", "null", "؟"])
def test_what_names_no_outlet_has_no_key(name: str | None) -> None:
    assert skeleton(name) is None
    assert Outlets().key(name) is None
    assert Outlets().owner(name) is None
    assert Outlets().agencies(name) == frozenset()


def test_all_names_of_a_medium_have_one_key() -> None:
    outlets = known_outlets()
    assert outlets.key("أ ف ب") == outlets.key("وكالة فرانس برس") == outlets.key("فرانس برس") == "org:agency:AFP"
    assert outlets.key("Asharq Al-Awsat") == outlets.key("صحيفة الشرق الأوسط") == outlets.key("aawsat.com")
    assert outlets.key("قناة الجزيرة") != outlets.key("صحيفة الجزيرة")


def test_owners_and_agencies_come_from_the_table() -> None:
    outlets = known_outlets()
    assert outlets.owner("الشرق الأوسط") == outlets.owner("عرب نيوز") is not None
    assert outlets.owner("منبر لا يعرفه أحد") is None
    assert outlets.agencies("صحيفة البيان") == {outlets.key("وكالة أنباء الإمارات")}


def test_a_table_of_ones_own_goes_before() -> None:
    outlets = Outlets([
        OutletRow(("المنارة", "Al-Manara"), "دار البحر", ("وكالة الضفاف",)),
        OutletRow(("عرب نيوز",)),
    ])
    assert outlets.owner("al manara") == "دار البحر"
    assert outlets.key("المنارة") == outlets.key("Al-Manara")
    assert outlets.agencies("المنارة") == {outlets.key("وكالة الضفاف")}
    assert outlets.owner("Arab News") is None
    assert outlets.owner("الشرق الأوسط") is not None


def test_every_row_of_the_table_names_an_outlet_an_owner_and_where_to_look() -> None:
    seen: dict[str, str] = {}
    for row in read_tsv("merge/outlets.tsv"):
        read = outlet_row(row)
        assert read.names and read.owner and row["source"], row
        for name in read.names:
            key = skeleton(name)
            assert key is not None
            assert seen.setdefault(key, row["outlet"]) == row["outlet"], name
        assert all(known_outlets().key(agency) for agency in read.agencies)


def test_look_alikes_are_given_by_code_points_and_map_once() -> None:
    data = read_yaml("merge/outlet_names.yaml")
    codes = [code for group in ("alike", "alike_arabic") for each in data[group].values() for code in each]
    assert len(codes) == len(set(codes))
    assert all(len(chr(int(code, 16))) == 1 for code in codes)

"""Names of persons, bodies, states and places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotate.names import NameSpan, tagger
from tawatur.model import Sentence
from tawatur.rules.text import normal, tokenize


def tag(text: str) -> list[NameSpan]:
    """Names of a text, one sentence a line."""
    tokens = tokenize(text)
    sentences, first, start = [], 0, 0
    for line in text.split("\n"):
        last = first
        while last < len(tokens) and tokens[last].end <= start + len(line):
            last += 1
        sentences.append(Sentence(start, start + len(line), first, last))
        first, start = last, start + len(line) + 1
    return tagger().tag(text, tokens, sentences)


def named(text: str) -> dict[str, NameSpan]:
    """The names of a text by their characters."""
    return {text[name.start : name.end]: name for name in tag(text)}


@pytest.mark.parametrize(("text", "form", "key", "type_"), [
    ("وصل الوفد إلى الرباط مساء أمس", "الرباط", "city:MAR:rabat", "PLACE"),
    ("وقعت الولايات المتحدة الأميركية الاتفاق", "الولايات المتحدة الأميركية", "country:USA", "COUNTRY"),
    ("وقعت أميركا الاتفاق مع كندا", "أميركا", "country:USA", "COUNTRY"),
    ("زار الوفد امريكا", "امريكا", "country:USA", "COUNTRY"),
    ("بين كوريا الجنوبية واليابان", "كوريا الجنوبية", "country:KOR", "COUNTRY"),
    ("ذكرت وكالة فرانس برس أن المحادثات انتهت", "وكالة فرانس برس", "org:agency:AFP", "ORG"),
    ("ذكرت د.ب.أ أن المحادثات انتهت", "د.ب.أ", "org:agency:DPA", "ORG"),
    ("نقلت صحيفة نيويورك تايمز الخبر", "صحيفة نيويورك تايمز", "org:outlet:nyt", "ORG"),
    ("دعا مجلس الأمن الدولي إلى التهدئة", "مجلس الأمن الدولي", "org:UNSC", "ORG"),
    ("في قطاع غزة", "قطاع غزة", "place:gaza_strip", "PLACE"),
])
def test_known_names(text: str, form: str, key: str, type_: str) -> None:
    name = named(text)[form]
    assert (name.key, name.type) == (key, type_)
    assert name.source.startswith("lexicon:")


@pytest.mark.parametrize(("text", "form"), [
    ("سفير للمغرب في الخارج", "لمغرب"),
    ("بين تونس والجزائر", "الجزائر"),
    ("اجتمعوا وبالقاهرة تفرقوا", "القاهرة"),
    ("قالت إن لإسرائيل حدودا", "إسرائيل"),
])
def test_proclitics_stay_outside(text: str, form: str) -> None:
    assert form in named(text)


@pytest.mark.parametrize("name", ["وليد صادق", "بلال منصور", "فؤاد السعدي", "لوران دوبوا", "كريم بنيس"])
def test_first_letters_that_look_like_proclitics_stay(name: str) -> None:
    text = f"وأكد وزير الخارجية {name} أن الزيارة مهمة"
    assert name in named(text)
    assert named(text)[name].type == "PERSON"


def test_titles_are_no_part_of_a_person() -> None:
    found = named("استقبل الرئيس الجنرال سمير الحداد في مكتبه")
    assert "سمير الحداد" in found
    assert not any("الجنرال" in form or "الرئيس" in form for form in found)


def test_a_family_name_alone_is_found_after_the_full_name() -> None:
    text = "أعلن وزير الدفاع نادر القرطبي الاتفاق\nوأضاف القرطبي أن التنفيذ يبدأ غدا\nورحب الوفد بكلمة القرطبي"
    spans = [name for name in tag(text) if "القرطبي" in text[name.start : name.end]]
    assert len(spans) == 3
    assert {name.type for name in spans} == {"PERSON"}


def test_a_doubtful_name_needs_its_context() -> None:
    assert "مالي" not in named("يعاني القطاع من عجز مالي كبير")
    assert named("وصل الجنود إلى مالي")["مالي"].key == "country:MLI"


@pytest.mark.parametrize(("text", "key"), [
    ("وصل الوفد إلى عمان حيث التقى مسؤولين في الحكومة الأردنية، والأردن بلد مضيف", "city:JOR:amman"),
    ("وصل الوفد إلى عمان قادما من مسقط في سلطنة مجاورة وأشاد بالموقف العماني", "country:OMN"),
])
def test_one_form_of_two_places_is_settled_by_the_text(text: str, key: str) -> None:
    assert named(text)["عمان"].key == key


def test_phrases_hide_names_inside_them() -> None:
    assert "مسقط" not in named("عاد الرجل إلى مسقط رأسه")
    assert named("عاد الرجل إلى مسقط")["مسقط"].key == "city:OMN:muscat"


def test_names_at_the_end_of_the_text() -> None:
    text = "وصل إلى باريس"
    assert tag(text)[-1].end == len(text)


@pytest.mark.parametrize("text", [
    "", " ", ".", "َُِّ", "ـــ", "a" * 1000, "ق" * 1_000_000, "والوزير " * 3000, "أحمد محمود علي و" * 10_000, "( ( (",
    "«»",    "Mr. جون Smith قال to الـ BBC", "\u202bالرباط\u202c", "الرِّباط", "١٢٣ ٤٥٦", "د . ب . أ .",
])
def test_odd_input(text: str) -> None:
    check(text, tag(text))


def check(text: str, names: list[NameSpan]) -> None:
    """In order, without overlap, inside the text, not empty."""
    end = 0
    for name in names:
        assert end <= name.start < name.end <= len(text)
        assert normal(text[name.start : name.end])
        end = name.end


_WORDS = st.sampled_from([
    "قال", "الرئيس", "وليد", "محمد", "بن", "المغرب", "والقاهرة", "لندن", "«", "»", "وزارة", "الخارجية", "المصرية", "،",
    ".", "\n", "د", "ب", "أ", "جون", "Smith", "2021", "مالي", "عمان", "في", "كارتر", "الحداد", "للأمم", "المتحدة",
    "عبد", "الله", "ـ", "ُ",
])


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=40))
def test_names_are_ordered_and_disjoint(words: list[str]) -> None:
    text = " ".join(words)
    names = tag(text)
    check(text, names)
    assert names == tag(text)


def test_a_definite_noun_that_the_text_uses_is_no_group() -> None:
    assert "القاعدة" not in named("سيطر الجيش على قاعدة العند بعد غارات على القاعدة")
    assert named("قتل قائد تنظيم القاعدة في غارة على القاعدة")["القاعدة"].key == "org:qaeda"

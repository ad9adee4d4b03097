"""Figures: what is counted, what became of those counted, how exact it is, and to which event it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.extract.figures import Figure, figures
from tawatur.extract.view import View
from tawatur.model import Document, Extracted, Span


def _layers(text: str) -> View:
    return View(annotate(Document(id="d", text=text, body=(Span(0, len(text)),))))


def _read(text: str) -> Extracted:
    return extract(_layers(text).ann)


def _said(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.unit) for figure in figures(_layers(text))]


def _only(text: str) -> Figure:
    (found,) = figures(_layers(text))
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("قتل ١٤ جنديا في الكمين.", [(14, "dead, soldier")]),
        ("أسفر الانفجار عن مقتل عشرة جنود وإصابة نحو مئة.", [(10, "dead, soldier"), (100, "wounded")]),
        ("لقي 42 مصرعهم في التفجير.", [(42, "dead")]),
        ("سقط 11 قتيلا و31 جريحا.", [(11, "dead"), (31, "wounded")]),
        ("قال الناطق إن جنديين قتلا وأصيب سبعة آخرون.", [(2, "dead, soldier"), (7, "wounded")]),
        ("مقتل عسكريين كينيين اثنين قرب الحدود.", [(2, "dead, soldier")]),
        ("استشهد 12 من رجال الأمن.", [(12, "dead, soldier")]),
        ("مقتل (20) شخصا في الهجوم.", [(20, "dead")]),
        ("اعتقلت الشرطة 590 شخصا في ثلاث مدن.", [(590, "arrested")]),
        ("تم إنقاذ خمسة أشخاص وفقدان تسعة.", [(5, "rescued"), (9, "missing")]),
        ("قصفت أربع مقاتلات المواقع.", [(4, "aircraft")]),
        ("بلغت قيمة العقد 5.2 مليون دولار.", [(5_200_000, "USD")]),
        ("شارك سبعة آلاف وخمسمئة جندي.", [(7500, "soldier")]),
    ],
)
def test_what_is_counted_and_what_became_of_them(text: str, said: list[tuple[float, str]]) -> None:
    assert _said(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "وصل مقاتلو الفرقة 30 إلى المدينة.",
        "ارتفعت الأسعار 20 % هذا العام.",
        "قتل وأصيب أكثر من 40 شخصا.",
        "بلغت قيمة الصفقة مليارا، وليس 500 مليون دولار.",
        "قتل القائد مع مسلحين اثنين آخرين.",
        "دخل القرار رقم 12 حيز التنفيذ.",
    ],
)
def test_what_is_no_figure_of_its_own(text: str) -> None:
    assert _said(text) == []


def test_parts_of_a_whole_have_a_unit_of_their_own() -> None:
    said = _said("قتل 12 شخصا بينهم خمسة جنود، وأربعة من المهاجمين، وثلاثة من الأجانب.")
    assert said == [(12, "dead"), (5, "dead, soldier"), (4, "dead, attacker"), (3, "dead, foreigner")]
    assert _said("قتل 12 شخصا بينهم ثلاثة أشخاص من القرية.") == [(12, "dead")]


@pytest.mark.parametrize(
    ("text", "approx", "bound", "trend"),
    [
        ("مقتل نحو 300 جندي.", True, None, None),
        ("مقتل ما لا يقل عن 300 جندي.", False, "least", None),
        ("مقتل 20 على الأقل.", False, "least", None),
        ("مقتل أقل من 30 جنديا.", False, "most", None),
        ("ارتفعت حصيلة القتلى إلى 31 قتيلا.", False, None, "newer"),
        ("مقتل 21 شخصا في حصيلة جديدة.", False, None, "newer"),
        ("وكانت الحصيلة الأولى تشير إلى تسعة قتلى.", False, None, "former"),
        ("وكانت الوزارة أعلنت مقتل تسعة جنود.", False, None, "former"),
        ("مقتل 31 شخصا.", False, None, None),
    ],
)
def test_how_exact_and_how_new(text: str, approx: bool, bound: str | None, trend: str | None) -> None:
    found = _only(text)
    assert (found.approx, found.bound, found.trend) == (approx, bound, trend)


def _of(text: str, words: str) -> set[tuple[float, str]]:
    """The figures of the mentions whose trigger holds ``words``."""
    events = (event for event in _read(text).events if words in event.trigger)
    return {(figure.value, figure.unit) for event in events for figure in event.quantities}


def test_figures_belong_to_what_they_are_told_of() -> None:
    text = "أسفر انفجار في بلدة بين النرويج وتشاد عن مقتل 27 شخصا. وشاركت 24 طائرة في مناورات مشتركة بين البلدين."
    assert _of(text, "انفجار") == {(27, "dead")}
    assert _of(text, "شاركت") == {(24, "aircraft")}


def test_a_figure_before_its_event_is_tied_to_it_by_a_preposition() -> None:
    assert (14, "dead, soldier") in _of("قتل 14 جنديا تشاديا في هجوم على معسكر للجيش في تشاد.", "هجوم")
    apart = "قتل 14 جنديا تشاديا قبل أسبوع من هجوم الجيش على مواقع في السودان."
    assert _of(apart, "هجوم") == set()


def test_the_next_sentence_goes_on_with_the_only_event() -> None:
    text = "شن الجيش التشادي هجوما على مواقع في السودان. وأوقع ذلك عشرة قتلى."
    assert (10, "dead") in _of(text, "شن")


def test_figures_are_grounded_without_the_conjunction() -> None:
    text = "سقط في هجوم على السفارة النرويجية 11 قتيلا و31 جريحا."
    spans = {text[q.start : q.end] for event in _read(text).events for q in event.quantities}
    assert spans == {"11 قتيلا", "31 جريحا"}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="قتل 0123456789مئةو،.%()عشرينجنديا إنلى", max_size=80))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(_layers(text)) if text.strip() else ():
        assert 0 <= figure.first < figure.last
        assert figure.value >= 2

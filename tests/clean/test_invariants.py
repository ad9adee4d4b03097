"""What holds for any text whatever."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tawatur.clean.layout import lay_out
from tawatur.clean.lines import split_lines
from tawatur.model import Span

PIECES = [
    "أعلنت الوزارة أن الوفد سيصل إلى العاصمة خلال الأسبوع الجاري لزيارة السد.",
    "وفد الشركة يزور السد",
    "الرباط - سعيد الهادي",
    "الرباط - ",
    "واس- عمان: ",
    "اقرأ أيضا:",
    "اقرأ أيضا: صور",
    "المصدر: رويترز",
    "مقالات ذات صلة",
    "الوسوم",
    "(أ ف ب)",
    "«واس»",
    " ...المزيد",
    "د. سعيد.",
    "الوزير خلال استقباله ضيوفه.",
    "…",
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    " ",
    "\u200f",
    "\ufeff",
    ".",
    ":",
    "-",
    "ـ",
    "@a",
    "هل؟",
    "سمات أ ب",
    "رابط الخبر بصحيفة النجم: السد",
    "شعلة نيوز: ",
    "12",
    "سياسة",
    "x",
    "\ud83d\ude00",
    "لقاء مثمر مع الضيوف— سعيد (@abc) مايو 3, 2019",
]
MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)


def check(text: str, title: str | None, outlet: str | None) -> None:
    layout = lay_out(text, title, outlet)
    at = 0
    for span in layout.body:
        assert at <= span.start < span.end <= len(text)
        assert span.of(text).strip() == span.of(text) != ""
        at = span.end
    named = [layout.title, layout.byline, layout.dateline, layout.place, layout.credit]
    for part in named:
        if part is not None:
            assert 0 <= part.start < part.end <= len(text)
            assert not any(part.overlaps(span) for span in layout.body)
    if layout.place is not None:
        assert layout.dateline is not None and layout.dateline.covers(layout.place)
    assert lay_out(text, title, outlet) == layout


@given(MIXED, st.one_of(st.none(), st.sampled_from(PIECES)), st.sampled_from([None, "النجم", "رويترز", ""]))
@settings(max_examples=300, deadline=None)
@example("", None, None)
@example("الرباط - ", None, None)
@example("المصدر: \nالمصدر:", None, None)
@example(f"لقاء مثمر مع الضيوف— سعيد (@abc) مايو 3, 2019\nشعلة نيوز: {PIECES[0]}", PIECES[0], None)
def test_spans_are_ordered_disjoint_and_apart(text: str, title: str | None, outlet: str | None) -> None:
    check(text, title, outlet)


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    check(text, None, None)
    lines = split_lines(text)
    assert all(a.end <= b.start for a, b in pairwise(lines))


def test_what_is_left_of_a_page_stays() -> None:
    paragraph = "وأضافت الوزارة في بيان أن الوفد سيجتمع مع مهندسي السد للاطلاع على سير العمل."
    text = "سياسة\nوفد الشركة يزور السد\n\n" + "\n".join([paragraph] * 3) + "\nالمصدر: رويترز\nمقالات ذات صلة\nخبر آخر"
    once = "\n".join(span.of(text) for span in lay_out(text).body)
    assert lay_out(once).body == (Span(0, len(once)),)

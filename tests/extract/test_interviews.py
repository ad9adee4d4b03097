"""Answers of interviews: which lines they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.annotate import annotate
from tawatur.extract.interviews import answers
from tawatur.extract.view import View
from tawatur.model import Document, Span

_TALK = "وقال العمدة في حوار:\n"


def _answers(text: str) -> list[str]:
    view = View(annotate(Document(id="talk", text=text, body=(Span(0, len(text)),))))
    return [text[view.tokens[first].start : view.tokens[last - 1].end] for first, last in answers(view)]


def test_the_line_behind_a_question_and_those_that_go_on_with_it() -> None:
    text = _TALK + "• متى؟\n- غدا صباحا.\nأو بعد غد.\n• وأين؟\n- في السوق.\n\n• ومن يأتي؟\n- كل الناس.\n"
    assert _answers(text) == ["غدا صباحا.\nأو بعد غد.", "في السوق.", "كل الناس."]


def test_questions_that_nothing_opens_end_the_answers_before_them() -> None:
    text = _TALK + "متى؟\n- غدا صباحا.\nوأين؟\n- في السوق.\nومن يأتي؟\n- كل الناس.\n"
    assert _answers(text) == ["غدا صباحا.", "في السوق.", "كل الناس."]


def test_two_questions_make_no_interview() -> None:
    assert _answers(_TALK + "• متى؟\n- غدا صباحا.\n• وأين؟\n- في السوق.\n") == []


def test_lines_that_nothing_opens_are_no_answers() -> None:
    assert _answers(_TALK + "متى؟\nغدا.\nوأين؟\nهناك.\nولماذا؟\nلا أعرف.\n") == []


@given(st.text(alphabet="•-؟\n نعم", max_size=80))
def test_answers_lie_in_order_without_overlap(text: str) -> None:
    view = View(annotate(Document(id="talk", text=text, body=(Span(0, len(text)),))))
    end = 0
    for first, last in answers(view):
        assert end <= first < last <= len(view.tokens)
        end = last

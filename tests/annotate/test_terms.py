"""Designations of weapons and names of events."""

from __future__ import annotations

import pytest

from tawatur.annotate import annotate
from tawatur.annotate.names_lookup import known_in
from tawatur.annotate.terms import find_terms
from tawatur.model import Annotated, Document, Span


def _read(text: str) -> Annotated:
    return annotate(Document(id="x", text=text, body=(Span(0, len(text)),)))


@pytest.mark.parametrize(("text", "weapons"), [
    ("وقعت الهند عقدا لشراء مقاتلات إف-16 من شركة لوكهيد مارتن.", ["إف-16"]),
    ("تسلمت اليونان منظومة باتريوت وصواريخ سكود القديمة.", ["باتريوت", "سكود"]),
    ("تسلمت الوزارة طائرات وصواريخ جديدة أمس.", []),
])
def test_designations_of_weapons(text: str, weapons: list[str]) -> None:
    found = _read(text)
    assert [text[term.start : term.end] for term in found.terms if term.type == "WEAPON"] == weapons


def test_what_stands_in_a_designation_is_no_place() -> None:
    text = "ستزود الشركة كينيا بمنظومة الدفاع الجوي باراك إم إكس العام المقبل."
    assert not [m for m in _read(text).mentions if m.type in ("PLACE", "PERSON")]
    text = "زار وزير الدفاع الكيني مدينة أراك أمس."
    assert [m for m in _read(text).mentions if m.type == "PLACE"]


@pytest.mark.parametrize("text", ["", "صاروخ", "منظومة " * 5000, "مناورات\n\nمناورات", "َُِّ صواريخ ـــ"])
def test_odd_texts(text: str) -> None:
    found = _read(text)
    assert all(0 <= term.start < term.end <= len(text) for term in found.terms)
    assert find_terms(text, found.tokens, found.sentences, known_in(found.tokens, found.sentences)) == found.terms

"""Quotations between marks of any kind, nested, turned around or without their partner."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tawatur.annotate.quotes import find_quotes
from tawatur.annotate.sentences import segment
from tawatur.model import Document, Span


def _inside(text: str) -> list[str]:
    tokens, sentences = segment(Document(id="d", text=text, body=(Span(0, len(text)),)))
    return [text[quote.start : quote.end] for quote in find_quotes(text, tokens, sentences)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال «نعم نحن هنا» ثم خرج.", ["نعم نحن هنا"]),
        ('قال: " نعم نحن هنا " ثم خرج.', ["نعم نحن هنا"]),
        ("قال “نعم نحن هنا” ثم ”عاد إلى بيته“.", ["نعم نحن هنا", "عاد إلى بيته"]),
        ('قال لـ"الضفة" إن "الباب مفتوح".', ["الضفة", "الباب مفتوح"]),
        ("قال: »نعم نحن هنا« وخرج.", ["نعم نحن هنا"]),
        ("قال «سمعت أنه قال «لا» مرتين» وخرج.", ["سمعت أنه قال «لا» مرتين"]),
        ('قال "قرأت "نهر الليل" مرتين" وخرج.', ['قرأت "نهر الليل" مرتين']),
        ('قال "قرأت الكتاب كله أمس. ثم قال "نعم عدت".', ["قرأت الكتاب كله أمس", "نعم عدت"]),
        ("قال «نعم نحن هنا كلنا\nوغادر الوفد.", ["نعم نحن هنا كلنا"]),
        ('طول اللوح 12" وعرضه 8" فقط.', []),
        ('قال إنه عاد".', []),
        ("قال: »نعم نحن هنا كلنا». وأضاف: «لن نعود».", ["نعم نحن هنا كلنا", "لن نعود"]),
        ("قال “نعم نحن هنا كلنا. ولن نعود.\n “لكننا باقون.” ثم خرج.", ["نعم نحن هنا كلنا. ولن نعود", "لكننا باقون."]),
        # the mark was forgotten: what follows is introduced anew with the same one
        ("قال إن «السوق مغلق اليوم، مضيفا أن «الباب مفتوح غدا».", ["السوق مغلق اليوم", "الباب مفتوح غدا"]),
        # a name between marks that spaces part, behind a word that needs another
        ('قال " سنعود إلى " النهر " غدا ".', ['سنعود إلى " النهر " غدا']),
        # the words go on over a line end
        ("قال “إن فزنا عدنا.\nوإن خسرنا رحلنا”. ثم خرج.", ["إن فزنا عدنا.\nوإن خسرنا رحلنا"]),
        # but not where another one speaks in the next line
        ("قال “إن فزنا عدنا كلنا.\nوقال المدرب إنه راحل”. ثم خرج.", ["إن فزنا عدنا كلنا"]),
        # a mark behind that opens
        ('وأكد أن" السوق مغلق اليوم".', ["السوق مغلق اليوم"]),
        # a sign of direction that sticks to the mark
        ('قال: "\u200fالسوق مغلق اليوم".', ["السوق مغلق اليوم"]),
    ],
)
def test_words_between_marks(text: str, words: list[str]) -> None:
    assert _inside(text) == words


def test_ten_thousand_nested_marks_are_one_quotation() -> None:
    text = "قال " + "«" * 10_000 + "نعم" + "»" * 10_000 + " ثم خرج."
    assert len(_inside(text)) <= 1
    deep = "قال " + "«نعم " * 10_000 + "»" * 10_000 + " ثم خرج."
    assert len(_inside(deep)) >= 1


def test_ten_thousand_marks_that_nothing_closes() -> None:
    assert len(_inside("«نعم نحن هنا " * 10_000)) >= 1
    assert len(_inside('" نعم ' * 10_000)) >= 1


@given(st.text(alphabet='«»“”„"‘’‹› .:\nنعم12', max_size=60))
@example("‘\n‘")
def test_quotations_lie_in_order_without_overlap(text: str) -> None:
    tokens, sentences = segment(Document(id="d", text=text, body=(Span(0, len(text)),)))
    last = 0
    for quote in find_quotes(text, tokens, sentences):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end

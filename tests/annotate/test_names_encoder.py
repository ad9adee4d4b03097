"""The accurate reader."""

from __future__ import annotations

from pathlib import Path

import pytest

import tawatur
from tawatur.annotate.names import tagger
from tawatur.annotate.pieces import Pieces
from tawatur.annotate.sentences import segment
from tawatur.model import Document, RawDocument, ReaderError, Span
from tawatur.pipeline import build as pipeline_build

TEXT = "أعلن وزير الدفاع الكيني جيمس أوتيينو أن شركة نافانتيا الإسبانية ستسلم البحرية الكينية زورقين في مومباسا."


def _tag(text: str) -> list[tuple[str, str]]:
    pytest.importorskip("onnxruntime")
    doc = Document(id="x", text=text, body=(Span(0, len(text)),))
    tokens, sentences = segment(doc)
    return [(text[name.start : name.end], name.type) for name in tagger("accurate").tag(text, tokens, sentences)]


def test_names_of_a_sentence() -> None:
    found = _tag(TEXT)
    assert ("جيمس أوتيينو", "PERSON") in found
    assert ("مومباسا", "PLACE") in found
    assert found == _tag(TEXT)


@pytest.mark.parametrize(
    "text", ["", ".", "ق" * 100_000, "َُِّ ـــ", "أحمد محمود علي و" * 300, "Mr. جون Smith", "وصل إلى باريس"]
)
def test_odd_input(text: str) -> None:
    end = 0
    doc = Document(id="x", text=text, body=(Span(0, len(text)),))
    pytest.importorskip("onnxruntime")
    for name in tagger("accurate").tag(text, *segment(doc)):
        assert end <= name.start < name.end <= len(text)
        end = name.end


def test_pieces_take_the_likeliest_split_and_forget_vowel_signs() -> None:
    pieces = Pieces(["<s>", "<pad>", "</s>", "<unk>", "▁با", "▁باريس", "ريس", "▁"], [0, 0, 0, 0, -4, -5, -4, -2])
    assert pieces.word("باريس") == pieces.word("بارِيس") == (5,)
    assert pieces.word("باس") == (4, Pieces.UNKNOWN)
    assert pieces.word("") == (7,)


def test_a_record_keeps_its_reader(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    path = tmp_path / "record.tawatur"
    one, two = (RawDocument(id=f"{number}.txt", text=f"{TEXT} {number}") for number in (1, 2))
    tawatur.build(one, output=path, reader="accurate")
    summary = tawatur.build(two, output=path).summary
    assert summary is not None
    assert (summary.new, summary.read_again) == (1, 0)
    again = tawatur.build(two, output=path, reader="fast").summary
    assert again is not None
    assert again.read_again == 2


def test_a_missing_extra_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(reader: str) -> None:
        raise ReaderError("the accurate reader needs an extra")

    monkeypatch.setattr(pipeline_build, "tagger", missing)
    with pytest.raises(ReaderError):
        tawatur.build(RawDocument(id="1.txt", text=TEXT), output=tmp_path / "record.tawatur", reader="accurate")
    assert not (tmp_path / "record.tawatur").exists()

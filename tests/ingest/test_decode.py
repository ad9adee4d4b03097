"""Encodings: declared, marked, detected, and those that can't be told."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.ingest import decode
from tawatur.model import IngestError

TEXT = "وصل الوفد إلى العاصمة مساء أمس، وقال رئيس الوفد إن المحادثات سوف تبدأ اليوم في مقر الوزارة.\nثم غادر."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859-6", "utf-16-le", "utf-16-be"])
def test_detects_without_a_mark(encoding: str) -> None:
    text, found = decode(TEXT.encode(encoding), "a.txt")
    assert text == TEXT
    assert codecs.lookup(found).name == codecs.lookup(encoding).name


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_mark_goes_and_decides(bom: bytes, encoding: str) -> None:
    assert decode(bom + TEXT.encode(encoding), "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1256">', "cp1256"),
        ("<META http-equiv=Content-Type content='text/html; charset=iso-8859-6'>", "iso8859-6"),
        ('<?xml version="1.0" encoding="windows-1256"?>', "cp1256"),
        ("<meta charset=x-cp1256>", "cp1256"),
    ],
)
def test_declared_in_the_page(declaration: str, encoding: str) -> None:
    page = f"{declaration}<p>{TEXT}</p>"
    assert decode(page.encode(encoding), "a.html", html=True) == (page, codecs.lookup(encoding).name)


def test_a_wrong_declaration_gives_way_to_what_the_bytes_are() -> None:
    page = f'<meta charset="iso-8859-1"><p>{TEXT}</p>'
    assert decode(page.encode("utf-8"), "a.html", html=True)[0] == page
    assert decode(page.encode("cp1256"), "a.html", html=True)[0] == page


def test_an_unknown_declaration_is_no_declaration() -> None:
    page = f'<meta charset="martian"><p>{TEXT}</p>'
    assert decode(page.encode("utf-8"), "a.html", html=True) == (page, "utf-8")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 30, "binary"),
        (("\x01\x02" * 50 + "abc").encode(), "binary"),
        ("Lérida, où l'été s'achève à l'hôtel déjà fermé, près de la forêt".encode("latin-1"), "wrong encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "wrong encoding"),
        ((TEXT * 3).encode("utf-8").decode("cp1256", "ignore").encode("utf-8"), "wrong encoding"),
        ((TEXT * 3).encode("utf-8").decode("latin-1").encode("utf-8"), "wrong encoding"),
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(IngestError, match=reason):
        decode(data, "a.txt")


@given(st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_comes_back_exactly(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith((codecs.BOM_UTF8,)):
        text = text[1:]
    assert decode(data, "a.txt") == (text, "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_ingest_error(data: bytes) -> None:
    reason = ""
    try:
        text, encoding = decode(data, "a.txt")
    except IngestError as error:
        reason = str(error)
    else:
        assert isinstance(text, str)
        assert codecs.lookup(encoding)
    assert "\n" not in reason

"""A record's own table of outlets: read with the record, followed by every build, refused where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import tawatur
from tawatur import RawDocument
from tawatur.model import RecordError
from tawatur.store import outlets_hash, outlets_path, read_outlets

DOCS = (
    RawDocument(
        id="a", outlet="المنارة", published="2024-03-03",
        text="استقبل الرئيس الكيني جيمس أوتيينو في نيروبي يوم 2 مارس 2024 رئيس وزراء الهند راجيش مينون.",
    ),
    RawDocument(
        id="b", outlet="السهل", published="2024-03-03",
        text="اجتمع رئيس وزراء الهند راجيش مينون بالرئيس الكيني جيمس أوتيينو، السبت 2 مارس 2024، لبحث التجارة والطاقة.",
    ),
)
TABLE = "# ours\noutlet\towner\tagencies\tsource\nالمنارة|Al-Manara\tدار البحر\t\tits own page\nالسهل\tدار البحر\n"


def independent(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    with tawatur.open(path) as view:
        return [(event.corroboration.independent, event.corroboration.why) for event in view.events()]


def test_two_outlets_of_one_owner_are_one_witness_from_then_on(tmp_path: Path) -> None:
    path = tmp_path / "record.tawatur"
    tawatur.build(*DOCS, output=path).close()
    assert independent(path) == [(2, ())]
    outlets_path(path).write_text(TABLE, encoding="utf-8")
    assert independent(path) == [(1, ("one owner: دار البحر",))]
    tawatur.build(*DOCS, output=path).close()
    assert independent(path) == [(1, ("one owner: دار البحر",))]
    outlets_path(path).unlink()
    assert independent(path) == [(2, ())]


def test_rows_are_read_with_their_names_and_agencies(tmp_path: Path) -> None:
    path = tmp_path / "record.tawatur"
    assert (read_outlets(path), outlets_hash(())) == ((), "")
    outlets_path(path).write_bytes(b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())
    rows = read_outlets(path)
    assert [row.names for row in rows] == [("المنارة", "Al-Manara"), ("السهل",)]
    assert [row.owner for row in rows] == ["دار البحر", "دار البحر"]
    assert outlets_hash(rows) != outlets_hash(rows[:1])


@pytest.mark.parametrize(
    "text",
    [
        b"name\towner\nx\ty\n",  # no column of that name
        b"outlet\towner\nx\ty\tz\n",  # more cells than columns
        b"outlet\towner\n\ty\n",  # no outlet
        b"outlet\toutlet\nx\ty\n",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "record.tawatur"
    tawatur.build(DOCS[0], output=path).close()
    outlets_path(path).write_bytes(text)
    with pytest.raises(RecordError, match=r"record\.tawatur\.outlets\.tsv"):
        tawatur.open(path)
    with pytest.raises(RecordError):
        tawatur.build(DOCS[1], output=path)


def test_the_table_is_no_input(tmp_path: Path) -> None:
    path = tmp_path / "record.tawatur"
    (tmp_path / "a.txt").write_text(str(DOCS[0].text), encoding="utf-8")
    outlets_path(path).write_text(TABLE, encoding="utf-8")
    with tawatur.build(tmp_path, output=path) as view:
        assert [info.document.id for info in view.documents] == ["a.txt"]
        assert view.failures == ()

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import handmade  # type: ignore[import-not-found]
from tawatur.model import DocumentError, RawDocument, RecordBusy, RecordError, RecordVersionError
from tawatur.store import Failure, Reader, Writer, encode_layers, encode_raw


def fill(path: Path, *, assembled: bool = True) -> None:
    with Writer(path) as writer:
        for raw, layers in zip(handmade.raws(), handmade.extracted(), strict=True):
            writer.put(raw.id, encode_raw(raw), encode_layers(layers), "p1")
        if assembled:
            writer.write(handmade.record(), "p1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a record.tawatur"


def test_what_was_stored_comes_back(path: Path) -> None:
    fill(path)
    with Reader(path) as reader:
        assert reader.assembled
        assert reader.record() == handmade.record()
        assert reader.raw("one.txt") == handmade.raws()[0]
        assert reader.extracted("two.txt") == handmade.extracted()[1]
        assert reader.failures() == ()


def test_a_closed_record_is_one_file(path: Path) -> None:
    fill(path)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_tables_agree_with_each_other(path: Path) -> None:
    fill(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute('SELECT event, document, "trigger" FROM mentions').fetchall() == [
        ("v-1", "one.txt", "زارت"), ("v-1", "two.txt", "زارت"), ("v-2", "two.txt", "عقد لقاء"),
    ]
    connection.close()


def test_writing_a_record_again_leaves_no_old_rows(path: Path) -> None:
    fill(path)
    fill(path)
    with Reader(path) as reader:
        assert reader.record() == handmade.record()


def test_opening_for_writing_changes_no_byte(path: Path) -> None:
    fill(path)
    before = path.read_bytes()
    with Writer(path) as writer:
        assert writer.known("one.txt") is not None
        assert writer.assembled("p1")
        assert not writer.assembled("p2")
    assert path.read_bytes() == before


def test_an_untouched_new_record_leaves_no_file(path: Path) -> None:
    with Writer(path):
        pass
    assert list(path.parent.iterdir()) == []


def test_a_new_document_makes_what_was_assembled_stale(path: Path) -> None:
    fill(path)
    with Writer(path) as writer:
        raw = RawDocument(id="one.txt", text=handmade.FIRST + " ")
        writer.put("one.txt", encode_raw(raw), encode_layers(handmade.extracted()[0]), "p1")
        assert not writer.assembled("p1")
    with Reader(path) as reader:
        assert not reader.assembled
        assert reader.raw("one.txt").text == handmade.FIRST + " "
        assert reader.ids() == ("one.txt", "two.txt")


def test_a_failed_document_is_kept_with_its_reason_and_forgotten_when_it_works(path: Path) -> None:
    one = handmade.raws()[0]
    with Writer(path) as writer:
        writer.put_failed("one.txt", encode_raw(one), DocumentError("one.txt", "no article", "clean"), "p1")
        writer.put_unread(DocumentError("three.txt", "empty", "ingest"))
        assert writer.known("one.txt") == (encode_raw(one).content, "p1", False)
    with Reader(path) as reader:
        assert reader.failures() == (Failure("one.txt", "clean", "no article"), Failure("three.txt", "ingest", "empty"))
        assert reader.ids() == ()
        with pytest.raises(KeyError):
            reader.extracted("one.txt")
    with Writer(path) as writer:
        writer.put("one.txt", encode_raw(one), encode_layers(handmade.extracted()[0]), "p1")
    with Reader(path) as reader:
        assert [failure.document for failure in reader.failures()] == ["three.txt"]


def test_the_path_makes_no_difference_to_the_content_but_the_text_does() -> None:
    one = RawDocument(id="x", text="نص", source="a")
    assert encode_raw(one).content == encode_raw(RawDocument(id="x", text="نص", source="b")).content
    assert encode_raw(one).content != encode_raw(RawDocument(id="x", html="نص", source="a")).content
    assert encode_raw(one).content != encode_raw(RawDocument(id="x", text="نص", outlet="o", source="a")).content


def test_text_is_kept_exactly(path: Path) -> None:
    text = "\ufeffنَصّ\r\n\x00\u200f\u2067 ﷺ 𝔸 \u0007"
    with Writer(path) as writer:
        raw = RawDocument(id="x", text=text)
        writer.put("x", encode_raw(raw), encode_layers(handmade.extracted()[0]), "p1")
    with Reader(path) as reader:
        assert reader.raw("x").text == text


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        encode_raw(RawDocument(id="x", text="نص \ud83d"))


def test_a_second_builder_is_told_at_once(path: Path) -> None:
    with Writer(path), pytest.raises(RecordBusy, match="another process is building"):
        Writer(path)
    fill(path)


@pytest.mark.skipif(os.name != "posix", reason="makes a link")
def test_a_link_to_a_record_is_the_record(path: Path) -> None:
    link = path.with_name("link")
    link.symlink_to(path)
    with Writer(path), pytest.raises(RecordBusy):
        Writer(link)


def test_readers_go_on_beside_a_builder(path: Path) -> None:
    fill(path)
    with Writer(path) as writer, Reader(path) as reader:
        writer.put("zz", encode_raw(RawDocument(id="zz", text="x")), encode_layers(handmade.extracted()[0]), "p1")
        assert reader.ids() == ("one.txt", "two.txt", "zz")
        assert len(reader.events()) == 2


@pytest.mark.parametrize("content", [b"no database at all, just text. " * 40, b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_record_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for opener in (Reader, Writer):
        with pytest.raises(RecordError, match="no tawatur record"):
            opener(path)
    assert path.read_bytes() == content
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_refused_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = path.read_bytes()
    for opener in (Reader, Writer):
        with pytest.raises(RecordError, match="another program"):
            opener(path)
    assert path.read_bytes() == before


def test_another_version_of_the_format_is_refused_with_what_to_do(path: Path) -> None:
    fill(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opener in (Reader, Writer):
        with pytest.raises(RecordVersionError, match=r"format 99 .*build a new record"):
            opener(path)


@pytest.mark.parametrize("opener", [Reader, Writer])
def test_folders_and_missing_paths_are_told(tmp_path: Path, opener: type[Reader] | type[Writer]) -> None:
    with pytest.raises(RecordError, match="a folder"):
        opener(tmp_path)
    with pytest.raises(RecordError, match="no such"):
        opener(tmp_path / "missing" / "x.tawatur")


def test_an_empty_file_becomes_a_record_but_is_none(path: Path) -> None:
    path.touch()
    with pytest.raises(RecordError, match="empty"):
        Reader(path)
    fill(path)


def test_a_damaged_record_is_told_as_one(path: Path) -> None:
    fill(path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE documents SET layers = x'00' WHERE id = 'one.txt'")
    connection.execute("UPDATE events SET data = '{}' WHERE id = 'v-1'")
    connection.commit()
    connection.close()
    with Reader(path) as reader:
        with pytest.raises(RecordError, match="damaged or another version"):
            reader.extracted("one.txt")
        with pytest.raises(RecordError, match="another version"):
            reader.events()


KILLED = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
import handmade
from tawatur.model import RawDocument
from tawatur.store import Writer, encode_layers, encode_raw
writer = Writer(Path(sys.argv[1]))
for number in range(10_000):
    raw = RawDocument(id=f"{number:05}", text=f"text {number}")
    writer.put(raw.id, encode_raw(raw), encode_layers(handmade.extracted()[0]), "p1")
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_killed_builder_leaves_what_it_said_and_lets_the_next_one_in(path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(path), str(Path(__file__).parent.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(20)]
        with pytest.raises(RecordBusy):
            Writer(path)
        process.send_signal(signal.SIGKILL)
        said += [int(line) for line in process.stdout if line.endswith("\n")]
    with Reader(path) as reader:
        stored = {int(document) for document in reader.ids()}
        assert set(said) <= stored
        assert len(stored - set(said)) <= 1
        assert not reader.assembled
    with Writer(path) as writer:
        assert writer.counts() == (len(stored), 0, 0)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


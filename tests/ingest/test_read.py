"""Files, folders, globs, JSON lines and standard input; every kind of bad input is one clear line."""

from __future__ import annotations

import hashlib
import io
import json
import os
import unicodedata
from pathlib import Path

import pytest

from tawatur.ingest import MAX_BYTES, read_inputs
from tawatur.model import DocumentError, IngestError, RawDocument

TEXT = "وصل الوفد إلى العاصمة مساء أمس.\r\n\r\nوقال رئيسه إن المحادثات تبدأ اليوم.\n "
OTHER = "غادر الوفد العاصمة صباح اليوم بعد محادثات طويلة."


def read(*inputs: object, stdin: bytes = b"") -> tuple[list[RawDocument], list[DocumentError]]:
    docs: list[RawDocument] = []
    errors: list[DocumentError] = []
    for item in read_inputs([str(entry) for entry in inputs], stdin=io.BytesIO(stdin)):
        if isinstance(item, DocumentError):
            errors.append(item)
        else:
            docs.append(item)
    for error in errors:
        assert len(str(error).splitlines()) == 1
        assert error.step == "ingest"
    return docs, errors


def put(path: Path, text: str = TEXT, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    docs, errors = read(put(tmp_path / "000_x.txt"))
    assert not errors
    assert (docs[0].id, docs[0].text, docs[0].encoding) == ("000_x.txt", TEXT, "utf-8")
    decomposed = unicodedata.normalize("NFD", TEXT + "أُ")
    assert read(put(tmp_path / "nfd.txt", decomposed))[0][0].text == decomposed


def test_folder_is_read_recursively_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.git/config", ".hidden.txt", "README.md", "a/expected.yaml", "a/style.css",
                 "record.tawatur", "record.tawatur-lock", "record.tawatur.judgements.jsonl"):
        put(tmp_path / name, TEXT + name)
    docs, errors = read(tmp_path)
    assert [doc.id for doc in docs] == ["z.txt", "b.txt"]
    assert not errors
    assert [doc.id for doc in read(tmp_path / "README.md")[0]] == ["README.md"]


def test_glob_and_the_same_file_twice(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt", OTHER)
    docs, errors = read(tmp_path / "*.txt", tmp_path / "a.txt", tmp_path)
    assert [doc.id for doc in docs] == ["a.txt", "b.txt"]
    assert not errors


def test_same_name_in_two_folders_whatever_the_order(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one" / "x.txt"), put(tmp_path / "two" / "x.txt", OTHER)
    assert [doc.id for doc in read(one, two)[0]] == ["one/x.txt", "two/x.txt"]
    assert [doc.id for doc in read(two, one)[0]] == ["two/x.txt", "one/x.txt"]
    assert [doc.id for doc in read(tmp_path)[0]] == ["one/x.txt", "two/x.txt"]


def test_html_by_ending_and_by_look(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body><p>{OTHER}</p></body></html>"
    docs, _ = read(put(tmp_path / "a.html", page), put(tmp_path / "b", page + " "), put(tmp_path / "c.htm", "x" + page))
    assert [doc.html is not None for doc in docs] == [True, True, True]
    assert [doc.text for doc in docs] == [None, None, None]


def test_json_lines(tmp_path: Path) -> None:
    fields = {
        "id": "n1",
        "url": "https://example.net/1",
        "outlet": "النجم",
        "title": "عنوان",
        "text": TEXT,
        "published": "2019-05-04",
        "retrieved": "2019-05-05 02:52:54",
    }
    lines = [
        json.dumps(fields),
        "",
        json.dumps({"html": "<p>" + OTHER + "</p>"}),
        "{broken",
        json.dumps({"text": OTHER}),
    ]
    docs, errors = read(put(tmp_path / "a.jsonl", "\ufeff" + "\n".join(lines)))
    assert docs[0] == RawDocument(source="a.jsonl:1", encoding="utf-8", **fields)
    assert docs[1].html == "<p>" + OTHER + "</p>"
    assert docs[2].id == hashlib.sha256(OTHER.encode()).hexdigest()[:16]
    assert [error.document for error in errors] == ["a.jsonl:4"]
    assert "broken JSON" in errors[0].reason


def test_one_text_of_two_outlets_stays_two_documents(tmp_path: Path) -> None:
    lines = [json.dumps({"text": OTHER, "outlet": outlet}) for outlet in ("النجم", "الفلك", "النجم")]
    docs, errors = read(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert len({doc.id for doc in docs}) == len(docs) == 2
    assert not errors


def test_json_file_with_one_article_or_a_list(tmp_path: Path) -> None:
    one = put(tmp_path / "one.json", json.dumps({"id": "a", "text": TEXT}, indent=1))
    many = put(tmp_path / "many.json", json.dumps([{"id": "b", "text": OTHER}, {"id": "c"}]))
    docs, errors = read(one, many)
    assert [doc.id for doc in docs] == ["a", "b"]
    assert [error.document for error in errors] == ["many.json:2"]


def test_stdin_text_html_and_lines() -> None:
    docs, _ = read("-", stdin=TEXT.encode())
    assert (docs[0].id, docs[0].text) == (hashlib.sha256(TEXT.encode()).hexdigest()[:16], TEXT)
    assert read("-", stdin=b"<html><p>x</p></html>")[0][0].html is not None
    assert read("-", stdin=json.dumps({"id": "q", "text": TEXT}).encode() + b"\n")[0][0].id == "q"


def test_an_id_twice(tmp_path: Path) -> None:
    same = json.dumps({"id": "a", "text": TEXT})
    lines = [same, same, json.dumps({"id": "a", "text": OTHER})]
    docs, errors = read(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert len(docs) == 1
    assert errors[0].document == "a.jsonl:3"
    assert "given before" in errors[0].reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"text": ""}, "empty"),
        ({"text": " \n"}, "empty"),
        ({"title": "x"}, "neither"),
        ({"text": "a", "html": "b"}, "both"),
        ({"text": 7}, '"text" has to be a string'),
        ({"text": TEXT, "published": 2019}, '"published" has to be a string'),
        ({"text": TEXT, "published": "yesterday"}, "no ISO 8601 date"),
        ({"text": TEXT, "retrieved": "2019-13-01"}, "no date"),
        ({"text": TEXT, "id": ["x"]}, '"id" has to be a string'),
        ({"text": "a \ud800 b"}, "lone surrogate at character 2"),
        ({"text": TEXT, "title": "\udfff"}, 'lone surrogate in "title"'),
        ([1], "not a JSON object"),
        ("x", "not a JSON object"),
    ],
)
def test_bad_objects(tmp_path: Path, value: object, reason: str) -> None:
    good = json.dumps({"text": OTHER})
    docs, errors = read(put(tmp_path / "a.jsonl", json.dumps(value) + "\n" + good))
    assert len(docs) == 1
    assert errors[0].document == "a.jsonl:1"
    assert reason in errors[0].reason


def test_a_line_in_another_encoding_and_a_deep_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "\xc7\xe1"}\n' + b"[" * 100_000 + b"\n" + json.dumps({"text": OTHER}).encode())
    docs, errors = read(path)
    assert len(docs) == 1
    assert "wrong encoding" in errors[0].reason
    assert "too deeply" in errors[1].reason
    path.write_bytes(json.dumps({"text": OTHER}).encode("utf-16"))
    assert "wrong encoding" in read(path)[1][0].reason


def test_empty_missing_and_no_match(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    blank = put(tmp_path / "blank.txt", " \n\t")
    docs, errors = read(tmp_path / "empty.txt", blank, tmp_path / "none.txt", tmp_path / "*.nope")
    assert not docs
    assert [error.reason for error in errors] == ["empty", "empty", "no such file or folder", "no file matches"]


def test_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(b'{"text": "' + b"a" * (MAX_BYTES + 10) + b'"}\n' + json.dumps({"text": OTHER}).encode())
    docs, errors = read(path, lines)
    assert len(docs) == 1
    assert [error.document for error in errors] == ["large.txt", "a.jsonl:1"]
    assert all("larger than 20 MB" in error.reason for error in errors)
    assert "larger than 20 MB" in read("-", stdin=b"a" * (MAX_BYTES + 1))[1][0].reason


def test_links(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    docs, errors = read(tmp_path)
    assert [doc.id for doc in docs] == ["a.txt"]
    reasons = {Path(error.document).name: error.reason for error in errors}
    assert "leads back" in reasons["up"]
    assert "symbolic links" in reasons["self"]
    assert "no such file" in reasons["dangling.txt"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path / "locked" / "a.txt").parent
    put(tmp_path / "b.txt", OTHER)
    put(tmp_path / "c.txt")
    scandir, opened = os.scandir, Path.open

    def refuse_folder(path: str) -> object:
        if str(path) == str(folder):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def refuse_file(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "c.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "scandir", refuse_folder)
    monkeypatch.setattr(Path, "open", refuse_file)
    docs, errors = read(tmp_path)
    assert [doc.id for doc in docs] == ["b.txt"]
    assert sorted(error.reason for error in errors) == [
        "can't be read: permission denied",
        "folder can't be read: permission denied",
    ]


def test_not_a_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert read(tmp_path)[1][0].reason == "not a regular file"


def test_errors_are_ingest_errors(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path / "none.txt")[1][0], IngestError)

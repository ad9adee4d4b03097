from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

if TYPE_CHECKING:
    from conftest import Run  # type: ignore[import-not-found]

pytestmark = pytest.mark.usefixtures("record")


def test_the_timeline_is_a_line_an_event(run: Run) -> None:
    code, out, err = run("timeline")
    assert (code, err) == (0, "")
    assert [line.split("\t") for line in out.splitlines()] == [
        ["2019-05-03", "visit", "occurred", "Minister of Transport visits Tangier", "2", "2", "2", "v-1"],
        ["undated", "meeting", "denied", "@SUM(A1) Meeting", "1", "1", "1", "v-2"],
    ]


def test_the_record_may_be_named(run: Run, record: Path) -> None:
    moved = record.rename(record.with_name("السجل ١.tawatur"))
    assert run("timeline", moved)[0] == 0
    assert run("event", moved, "v-1")[0] == 0
    assert run("entity", moved, "طنجة")[0] == 0
    assert run("timeline")[0] == 4


@pytest.mark.parametrize(("options", "found"), [
    (["--actor", "وزيرة النقل", "--from", "2019-05", "--to", "2019"], ["v-1"]),
    (["--kind", "meeting"], ["v-2"]),
    (["--status", "denied"], ["v-2"]),
    (["--country", "MAR", "--limit", "1"], ["v-1"]),
    (["--country", "MAR", "--country", "ESP"], []),
    (["--text", "لقاء"], ["v-2"]),
])
def test_the_timeline_can_be_narrowed(run: Run, options: list[str], found: list[str]) -> None:
    code, out, _ = run("timeline", *options)
    assert code == 0
    assert [line.split("\t")[-1] for line in out.splitlines()] == found


def test_titles_come_in_arabic_on_request(run: Run) -> None:
    assert "زيارة وزيرة النقل إلى طنجة" in run("timeline", "--lang", "ar")[1]


@pytest.mark.parametrize("arguments", [
    ["timeline", "--kind", "party"], ["timeline", "--from", "soon"], ["timeline", "--actor", "nobody"],
    ["timeline", "--limit", "0"], ["timeline", "--lang", "fr"], ["event", "x-9"], ["entity", "nobody"],
    ["event"], ["nonsense"], ["export", "--format", "csv"], ["export", "--format", "pdf"], ["build"],
])
def test_wrong_usage_ends_with_2_and_says_why(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.shared
def test_json_slices_have_the_form_of_the_contract(run: Run, shared: Path) -> None:
    schema = json.loads((shared / "contract" / "record.schema.json").read_text(encoding="utf-8"))
    for arguments in (["timeline", "--json"], ["event", "v-1", "--json"]):
        code, out, _ = run(*arguments)
        found = json.loads(out)
        assert code == 0
        jsonschema.validate({"tawatur": "", **found}, schema)
        ids = {entity["id"] for entity in found["entities"]}
        assert {part["entity"] for event in found["events"] for part in event["participants"]} <= ids
        assert "n-1" in ids


def test_an_event_shows_every_telling_with_its_chain(run: Run) -> None:
    code, out, _ = run("event", "v-1")
    assert code == 0
    for words in (
        "Minister of Transport visits Tangier", "زيارة وزيرة النقل إلى طنجة", "«3 مايو 2019»", "3 May 2019", "طنجة",
        "وزيرة النقل (Minister of Transport)", "2 documents of 2 outlets, 2 independent chains",
        "two outlets, no source in common", "disagreements", "«مدينة طنجة»", "=الصباح", "المساء",
        "└─ وزارة الخارجية  [institution]  «قالت وزارة الخارجية»",
    ):
        assert words in out


def test_an_entity_shows_its_names_and_events(run: Run) -> None:
    code, out, _ = run("entity", "transport")
    assert code == 0
    assert "وزيرة النقل" in out
    assert "the same office" in out
    assert "v-1" in out
    shaped = json.loads(run("entity", "n-2", "--json")[1])
    assert shaped["events"] == ["v-1", "v-2"]


def test_documents_are_told_with_those_kept_aside(run: Run) -> None:
    code, out, _ = run("documents")
    assert code == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert [line[0] for line in lines] == ["one.txt", "two.txt", "kept aside"]
    assert lines[2] == ["kept aside", "bad.txt", "clean", "no [31marticle"]
    shaped = json.loads(run("documents", "--json")[1])
    assert [doc["events"] for doc in shaped["documents"]] == [1, 2]
    assert shaped["kept_aside"][0]["document"] == "bad.txt"


@pytest.mark.parametrize("command", ["timeline", "documents"])
def test_plain_output_has_no_control_characters(run: Run, command: str) -> None:
    out = run(command)[1]
    assert all(char.isprintable() or char in "\n\t" for char in out)


def test_the_export_writes_files_and_standard_output(run: Run, tmp_path: Path) -> None:
    assert run("export", "-o", "out.json") == (0, "", "")
    code, out, _ = run("export", "--format", "json")
    assert code == 0
    assert out.encode() == (tmp_path / "out.json").read_bytes()
    for form in ("csv", "xlsx"):
        assert run("export", "-o", f"out.{form}")[0] == 0
        assert run("export", "--format", form, "-o", "same")[0] == 0
        assert (tmp_path / "same").read_bytes() == (tmp_path / f"out.{form}").read_bytes()


@pytest.mark.parametrize("arguments", [
    ["export", "-o", "missing/out.json"], ["export", "-o", "."], ["export", "-o", "out.pdf"],
    ["export", "--format", "json", "-o", "record.tawatur"], ["report", "-o", "record.tawatur"],
    ["report", "-o", "missing/page.html"],
])
def test_output_that_cant_be_written_ends_with_5(run: Run, record: Path, arguments: list[str]) -> None:
    before = record.read_bytes()
    code, _, err = run(*arguments)
    assert code == 5
    assert err.startswith("tawatur: ")
    assert record.read_bytes() == before


def test_the_report_is_one_page(run: Run, tmp_path: Path) -> None:
    code, _, err = run("report", "-o", "page.html", "--title", "<b>")
    assert (code, err) == (0, "")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "زيارة وزيرة النقل" in page
    assert "<b>" not in page


def test_records_that_cant_be_used_end_with_4(run: Run, record: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(record)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    (tmp_path / "text").write_text("no record " * 200)
    for path in ("record.tawatur", "text", ".", "missing"):
        code, out, err = run("timeline", path)
        assert (code, out) == (4, "")
        assert len(err.splitlines()) == 1


def test_faults_are_told_in_a_line_unless_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("tawatur.cli.read.print_timeline", broken)
    code, _, err = run("timeline")
    assert code == 70
    assert "ZeroDivisionError: oops" in err
    assert "Traceback" not in err
    code, _, err = run("--debug", "timeline")
    assert code == 70
    assert "Traceback" in err


def test_help_tells_examples_and_exit_codes(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for words in ("Examples:", "tawatur build articles/", "الأخبار", "Exit codes:", "4  the record can't be used"):
        assert words in out
    for command in ("build", "timeline", "event", "entity", "export", "report"):
        code, out, _ = run(command, "--help")
        assert code == 0
        assert "Examples:" in out
        assert "\b" not in out and r"\b" not in out
        assert "\n    tawatur " in out.partition("Examples:")[2]


def test_the_version_is_told(run: Run) -> None:
    assert run("--version")[1].startswith("tawatur 0.")

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import tawatur
from tawatur.model import RawDocument

Run = Callable[..., tuple[int, str, str]]


def build(folder: Path) -> Path:
    path = folder / "record.tawatur"
    tawatur.build(
        RawDocument(id="a.txt", outlet="صوت الوادي", text="أغلق جيش الاحتلال الإسرائيلي أمس طريقا زراعيا قرب يعبد."),
        RawDocument(id="b.txt", outlet="مرآة الساحل", text="أغلق الجيش الإسرائيلي أمس طريقا زراعيا قرب عزون."),
        output=path,
    ).close()
    return path


def test_each_wording_with_its_outlets_and_its_words(run: Run, tmp_path: Path) -> None:
    code, out, err = run("framing", build(tmp_path), "--actor", "الجيش الإسرائيلي")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].endswith("org:ISR:army")
    assert "  named in 2 documents of 2 outlets" in lines
    assert "     صوت الوادي: own voice 1, quoted 0; own voice in 1 of 1 document" in lines
    assert "     too few documents to tell whether outlets differ" in lines
    assert any("b.txt" in line and "الجيش الإسرائيلي" in line for line in lines)
    assert lines[-1] == "1 thing called in different words"


def test_json_has_every_occurrence_with_its_offsets(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("framing", build(tmp_path), "--json")
    found = json.loads(out)
    assert code == 0
    army = next(each for each in found if each["id"] == "org:ISR:army")
    assert {one["words"]: (one["own"], one["quoted"]) for one in army["designations"]} == {
        "الجيش الإسرائيلي": (1, 0), "جيش الاحتلال الإسرائيلي": (1, 0),
    }
    occurrences = [each for one in army["designations"] for each in one["occurrences"]]
    assert all({"doc", "start", "end", "voice"} <= set(each) for each in occurrences)


def test_bad_input_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    record = build(tmp_path)
    assert run("framing", record, "--actor", "لا أحد")[0] == 2
    assert run("framing", record, "--from", "soon")[0] == 2
    assert run("framing", record, "--limit", "0")[0] == 2
    assert run("framing", tmp_path / "missing.tawatur")[0] == 4
    assert run("framing", record, "--country", "MAR")[1] == "0 things called in different words\n"
    assert "Examples:" in run("framing", "--help")[1]

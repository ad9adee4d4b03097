from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import tawatur
from tawatur.model import RawDocument

Run = Callable[..., tuple[int, str, str]]


def build(folder: Path) -> Path:
    path = folder / "record.tawatur"
    text = "وقعت كينيا والهند يوم 3 مارس 2024 في نيروبي مذكرة تفاهم في مجال الطاقة."
    tawatur.build(RawDocument(id="a.txt", outlet="المنارة", published="2024-03-04", text=text), output=path).close()
    return path


def test_each_value_with_its_words(run: Run, tmp_path: Path) -> None:
    code, out, err = run("agreements", build(tmp_path))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("2024-03-03  occurred  ")
    assert "  instrument  memorandum of understanding  («مذكرة تفاهم» a.txt)" in lines
    assert "  party       كينيا (Kenya)  («كينيا» a.txt)" in lines
    assert lines[-1] == "1 agreement"


def test_json_arabic_and_filters(run: Run, tmp_path: Path) -> None:
    record = build(tmp_path)
    (found,) = json.loads(run("agreements", record, "--json", "--country", "KEN")[1])
    assert found["instruments"][0]["instrument"] == "memorandum_of_understanding"
    assert found["date"]["edtf"] == "2024-03-03"
    assert "مذكرة تفاهم  (" in run("agreements", record, "--lang", "ar")[1]
    assert run("agreements", record, "--from", "2025")[1] == "0 agreements\n"


def test_bad_input_ends_with_its_code(run: Run, tmp_path: Path) -> None:
    record = build(tmp_path)
    assert run("agreements", record, "--country", "لا بلد")[0] == 2
    assert run("agreements", record, "--from", "soon")[0] == 2
    assert run("agreements", tmp_path / "none.tawatur")[0] == 4
    assert "Examples:" in run("agreements", "--help")[1]

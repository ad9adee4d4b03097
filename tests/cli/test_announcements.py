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
        RawDocument(
            id="plan.txt", outlet="المنارة", published="2024-03-03",
            text="سيزور الرئيس الكيني جيمس أوتيينو الهند يوم 10 مارس 2024 بدعوة من نيودلهي.",
        ),
        RawDocument(
            id="later.txt", outlet="السهل", published="2024-03-30",
            text="افتتح وزير الصحة في نيروبي مستشفى جديدا للأطفال.",
        ),
        output=path,
    ).close()
    return path


def test_each_announcement_with_its_words_and_its_outcome(run: Run, tmp_path: Path) -> None:
    code, out, err = run("announcements", build(tmp_path))
    assert (code, err) == (0, "")
    assert "  outcome    no news since: 27 days up to the last dated document (2024-03-30)" in out.splitlines()
    assert "«سيزور الرئيس الكيني جيمس أوتيينو»  المنارة, 2024-03-03  plan.txt 0-32" in out
    assert out.splitlines()[-1] == "1 announcement"


def test_json_arabic_and_filters(run: Run, tmp_path: Path) -> None:
    record = build(tmp_path)
    (found,) = json.loads(run("announcements", record, "--json")[1])
    assert (found["outcome"], found["silent"], found["due"]) == ("no_news", 27, ["2024-03-10", "2024-03-10"])
    assert "زيارة" in run("announcements", record, "--lang", "ar")[1].splitlines()[0]
    assert run("announcements", record, "--outcome", "fulfilled")[1] == "0 announcements\n"
    assert run("announcements", record, "--kind", "visit", "--country", "IND", "--from", "2024", "--to", "2024")[0] == 0


def test_bad_input_ends_with_its_code(run: Run, tmp_path: Path) -> None:
    record = build(tmp_path)
    assert run("announcements", record, "--outcome", "maybe")[0] == 2
    assert run("announcements", record, "--actor", "لا أحد")[0] == 2
    assert run("announcements", record, "--to", "2024-13")[0] == 2
    assert run("announcements", tmp_path / "none.tawatur")[0] == 4
    assert "Examples:" in run("announcements", "--help")[1]

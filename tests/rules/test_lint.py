from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.model import ResourceError
from tawatur.rules.lint import lint_resources, lint_rules, main

HEADER = "# Made-up cities.\n# source: written for this test; licence: CC0\n"
GOOD_TSV = HEADER + "id\tform\tcountry\nc1\tمدينة\tMAR\nc2\tقرية\n"
GOOD_YAML = """rules:
  - id: visit.arrive
    examples: ['وصل الوفد']
  - id: visit.leave
    examples: [غادر الوفد]
"""


def faults(folder: Path, name: str, content: str | bytes) -> list[str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return lint_resources(folder)


def test_the_projects_own_resources_have_no_fault() -> None:
    assert lint_resources() == []


@pytest.mark.parametrize(("name", "content"), [
    ("a/cities.tsv", GOOD_TSV),
    ("rules.yaml", GOOD_YAML),
    ("table.yaml", "months: {يناير: 1, غشت: 8}\n"),
    ("marks.tsv", HEADER + "# marks: allowed\nform\nكِتاب\nگرافی\n"),
    ("demo/text.tsv", "ﻻ header"),
    ("model.bin", b"\xff\xfe"),
])
def test_good_data_passes(tmp_path: Path, name: str, content: str | bytes) -> None:
    assert faults(tmp_path, name, content) == []


@pytest.mark.parametrize(("row", "what"), [
    ("c3\tﻻعب\t", "presentation form U+FEFB"),
    ("c3\tکتاب\t", "letter of another language than Arabic U+06A9"),
    ("c3\tعلی\t", "letter of another language than Arabic U+06CC"),
    ("c3\tكِتاب\t", "mark or tatweel U+0650"),
    ("c3\tكـتاب\t", "mark or tatweel U+0640"),
    ("c3\tكتاب\u200f\t", "invisible character U+200F"),
    ("c3\tكتاب۱\t", "Persian digit U+06F1"),
    ("c3\t كتاب\t", "spaces at the edge"),
    ("c3\tكتاب\tMAR\textra", "4 cells, 3 columns"),
    ("c1\tمدينة\tMAR", "same row as line 4"),
    ("c2\tبلدة", "id 'c2' stands in line 5 already"),
])
def test_each_fault_of_a_row_is_found_at_its_line(tmp_path: Path, row: str, what: str) -> None:
    found = faults(tmp_path, "cities.tsv", GOOD_TSV + row + "\n")
    assert len(found) == 1
    assert found[0].startswith("cities.tsv:6: ")
    assert what in found[0]


@pytest.mark.parametrize(("content", "what"), [
    (GOOD_TSV.replace("source:", "from"), "no comment line says 'source:'"),
    (GOOD_TSV.replace("licence:", "under"), "no comment line says 'licence:'"),
    (HEADER, "no line of column names"),
    (HEADER + "مدينة\tMAR\n", "column names"),
    (HEADER + "form\tform\nمدينة\tx\n", "a column name twice"),
    (GOOD_TSV.replace("\n", "\r\n"), "carriage return"),
    (b"# source: x licence: y\nform\n\xe9\n", "not UTF-8"),
])
def test_faults_of_a_whole_tsv_are_found(tmp_path: Path, content: str | bytes, what: str) -> None:
    assert any(what in message for message in faults(tmp_path, "cities.tsv", content))


@pytest.mark.parametrize(("content", "line", "what"), [
    (GOOD_YAML + "  - id: visit.stay\n    pattern: x\n", 6, "rule 'visit.stay' has no list of examples"),
    (GOOD_YAML + "  - id: visit.stay\n    examples: []\n", 6, "rule 'visit.stay' has no list of examples"),
    (GOOD_YAML + "  - id: visit.leave\n    examples: [x]\n", 6, "id 'visit.leave' stands in line 4 already"),
    (GOOD_YAML + "  - id: visit.stay\n    examples: ['ﻻ']\n", 7, "presentation form"),
    ("a: 1\nb: 2\na: 3\n", 3, "key 'a' twice"),
    ("a: [1\n", 2, "not YAML"),
])
def test_faults_of_a_yaml_are_found_at_their_line(tmp_path: Path, content: str, line: int, what: str) -> None:
    found = faults(tmp_path, "rules.yaml", content)
    assert len(found) == 1
    assert found[0].startswith(f"rules.yaml:{line}: ")
    assert what in found[0]


@pytest.mark.parametrize("name", ["words.py", "rules.yml"])
def test_resources_are_data_only(tmp_path: Path, name: str) -> None:
    assert faults(tmp_path, name, "") == [f"{name}:1: resources hold data only, YAML as *.yaml"]


def test_the_command_fails_on_faults_and_says_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tawatur.rules.lint.lint_resources", lambda: ["x.tsv:3: mark"])
    assert main() == 1
    assert "src/tawatur/resources/x.tsv:3: mark" in capsys.readouterr().out
    monkeypatch.setattr("tawatur.rules.lint.lint_resources", list)
    assert main() == 0


def test_rules_that_cannot_be_loaded_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ResourceError("resources/events/events.yaml: rule x: y is not in verbs.tsv")

    assert lint_rules() == []
    monkeypatch.setattr("tawatur.rules.lint.event_rules", refuse)
    assert lint_rules() == ["events/events.yaml: rule x: y is not in verbs.tsv"]

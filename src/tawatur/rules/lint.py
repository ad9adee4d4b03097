"""Checks of the data files in ``resources/``: what a reader of a long list can't see, a machine can.

Word lists of this field carry hidden faults (presentation forms, a Persian yeh, stray marks) that make an entry
match nothing, silently. ``python -m tawatur.rules.lint`` prints each fault as ``file:line: what`` and exits 1.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from tawatur.model import ResourceError
from tawatur.rules.attendance import attendance_rules
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.events import event_rules
from tawatur.rules.quotation import quotation_rules

_MARKS_ALLOWED = re.compile(r"^#\s*marks:\s*allowed\b", re.IGNORECASE | re.MULTILINE)
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_FAULTS = (
    (re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"), "presentation form"),
    (
        re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]"),
        "mark or tatweel",
    ),
    (
        re.compile("[\u063b-\u063f\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7]"),
        "letter of another language than Arabic",
    ),
    (re.compile("[\u06f0-\u06f9]"), "Persian digit"),
)
_INVISIBLE = re.compile("[\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def lint_resources(root: Path | None = None) -> list[str]:
    """Every fault of the data files under ``root`` (the project's own by default), as ``file:line: what``.

    TSV files need a header of comments that names ``source:`` and ``licence:``, one line of column names, rows that
    fit it, no row twice, and unique values in a column ``id``. YAML files need unique keys, and each mapping with an
    ``id`` a list of ``examples``. Neither may hold Arabic that isn't plain letters, unless a comment line says
    ``# marks: allowed``; nor anything invisible. Sample texts (``demo/``) are no word lists and are left out.
    """
    root = Path(str(files("tawatur.resources"))) if root is None else root
    messages: list[str] = []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_dir() or "__pycache__" in name.parts or name.parts[0] == "demo":
            continue
        messages.extend(f"{name.as_posix()}:{line}: {what}" for line, what in _lint_file(path))
    return messages


def _lint_file(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix in (".py", ".yml"):
        if path.name != "__init__.py":
            yield 1, "resources hold data only, YAML as *.yaml"
        return
    if path.suffix not in (".tsv", ".yaml"):
        return
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield 1, f"not UTF-8: {error.reason} at byte {error.start}"
        return
    yield from _lint_characters(text)
    yield from _lint_tsv(text) if path.suffix == ".tsv" else _lint_yaml(text)


def _lint_characters(text: str) -> Iterator[tuple[int, str]]:
    allowed = _MARKS_ALLOWED.search(text) is not None
    for number, line in enumerate(text.split("\n"), 1):
        if "\r" in line:
            yield number, "carriage return"
        if allowed or line.lstrip().startswith("#"):
            continue
        for pattern, what in ((_INVISIBLE, "invisible character"), *_FAULTS):
            if found := pattern.search(line):
                yield number, f"{what} {_name(found.group())}"


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def _lint_tsv(text: str) -> Iterator[tuple[int, str]]:
    header: list[str] = []
    columns: list[str] | None = None
    rows: dict[str, int] = {}
    ids: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            if columns is None:
                header.append(line.lower())
            continue
        if not line.strip():
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            yield from _lint_columns(number, cells)
            continue
        yield from _lint_row(number, cells, columns)
        if (first := rows.setdefault(line.rstrip("\t"), number)) != number:
            yield number, f"same row as line {first}"
        elif "id" in columns and columns.index("id") < len(cells):
            key = cells[columns.index("id")]
            if (first := ids.setdefault(key, number)) != number:
                yield number, f"id {key!r} stands in line {first} already"
    if columns is None:
        yield 1, "no line of column names"
    for word in ("source", "licence"):
        if not any(f"{word}:" in line or f"{word}s:" in line for line in header):
            yield 1, f"no comment line says '{word}:'"


def _lint_columns(number: int, cells: list[str]) -> Iterator[tuple[int, str]]:
    if any(not cell or _ARABIC.search(cell) for cell in cells):
        yield number, "this should be the line of column names (not empty, not Arabic)"
    if len(set(cells)) != len(cells):
        yield number, "a column name twice"


def _lint_row(number: int, cells: list[str], columns: list[str]) -> Iterator[tuple[int, str]]:
    if len(cells) > len(columns):
        yield number, f"{len(cells)} cells, {len(columns)} columns"
    if any(cell != cell.strip() or "  " in cell for cell in cells):
        yield number, "spaces at the edge of a cell, or two in a row"


class _Strict(yaml.SafeLoader):
    """Loads mappings with the line they begin in (key ``__line__``) and refuses a key given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key.value!r} twice", key.start_mark)
            if isinstance(key.value, str):
                seen.add(key.value)
        mapping = super().construct_mapping(node, deep=deep)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


def _lint_yaml(text: str) -> Iterator[tuple[int, str]]:
    try:
        data = yaml.load(text, _Strict)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        yield (mark.line + 1 if mark else 1), f"not YAML: {error.problem}"
        return
    except yaml.YAMLError as error:
        yield 1, f"not YAML: {error}"
        return
    ids: dict[str, int] = {}
    for rule in _rules(data):
        key, number = str(rule["id"]), rule["__line__"]
        examples = rule.get("examples")
        if not isinstance(examples, list) or not examples:
            yield number, f"rule {key!r} has no list of examples"
        if (first := ids.setdefault(key, number)) != number:
            yield number, f"id {key!r} stands in line {first} already"


def _rules(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping with an ``id``, at any depth, in order."""
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if "id" in item:
                yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def lint_rules() -> list[str]:
    """What the loaders of the rules refuse: unknown classes, verbs and fields, the first fault of each file."""
    out = []
    for load in (event_rules, attribution_rules, quotation_rules, attendance_rules):
        try:
            load()
        except ResourceError as error:
            out.append(str(error).removeprefix("resources/"))
    return out


def main() -> int:
    """Print all faults; 1 if there are any."""
    messages = lint_resources() + lint_rules()
    for message in messages:
        print(f"src/tawatur/resources/{message}")
    print(f"resources: {len(messages)} faults" if messages else "resources: no faults")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())

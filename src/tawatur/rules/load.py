"""Reading the data files of ``resources/``: TSV lexicons and YAML rules. Malformed data raises ResourceError."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from tawatur.model import ResourceError


def _text(name: str) -> str:
    try:
        return files("tawatur.resources").joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ResourceError(f"resources/{name}: no such file") from error


def read_bytes(name: str) -> bytes:
    """The bytes of ``resources/<name>`` (weights)."""
    try:
        return files("tawatur.resources").joinpath(name).read_bytes()
    except FileNotFoundError as error:
        raise ResourceError(f"resources/{name}: no such file") from error


def read_packed(name: str) -> Iterator[list[str]]:
    """The cells of each row of a packed list, ``resources/<name>`` (.txt.gz): comments begin with ``#``, no header."""
    for line in gzip.decompress(read_bytes(name)).decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read_tsv(name: str) -> list[dict[str, str]]:
    """Rows of ``resources/<name>``: comment lines begin with ``#``; the first other line names the columns.

    Missing trailing cells are empty strings; a row with more cells than columns is an error.
    """
    columns: list[str] | None = None
    rows: list[dict[str, str]] = []
    for number, line in enumerate(_text(name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise ResourceError(f"resources/{name}:{number}: {len(cells)} cells, {len(columns)} columns")
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def read_yaml(name: str) -> Any:
    """The parsed content of ``resources/<name>``."""
    try:
        return yaml.safe_load(_text(name))
    except yaml.YAMLError as error:
        raise ResourceError(f"resources/{name}: {error}") from error

"""Which files the inputs name, and what each is called."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tawatur.model import DocumentError, IngestError


class Source(NamedTuple):
    """One file to read, or standard input where ``path`` is None; ``name`` is what it is called in messages and ids."""

    path: Path | None
    name: str


PASSED_OVER = frozenset({".md", ".rst", ".yaml", ".yml", ".toml", ".csv", ".tsv", ".css", ".js", ".map"})
"""Endings of what lies beside texts in a folder; such a file is read only where it is named itself."""


OWN = (
    ".tawatur", ".tawatur-lock", ".tawatur-wal", ".tawatur-shm", ".tawatur-journal", ".judgements.jsonl",
    ".outlets.tsv",
)
"""How a record and the files beside it end: in a folder of texts they are no texts."""


def reason(error: OSError) -> str:
    """What the operating system says, without path and number."""
    return (error.strerror or type(error).__name__).lower()


def _walk(folder: str, above: frozenset[str]) -> Iterator[str | IngestError]:
    """Files below ``folder``, sorted by name; ``above`` are the real paths of the folders on the way here."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield IngestError(folder, f"folder can't be read: {reason(error)}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False  # said when the file is opened
        if not is_folder:
            if os.path.splitext(entry.name)[1].lower() not in PASSED_OVER and not entry.name.lower().endswith(OWN):
                yield entry.path
            continue
        real = os.path.realpath(entry.path)
        if real in above:
            yield IngestError(entry.path, "symbolic link that leads back to a folder above it")
        else:
            yield from _walk(entry.path, above | {real})


def _named_by(item: str) -> Iterator[str | IngestError]:
    if os.path.isdir(item):
        yield from _walk(item, frozenset({os.path.realpath(item)}))
    elif os.path.lexists(item):
        yield item
    elif glob.has_magic(item):
        hits = sorted(glob.glob(item, recursive=True))
        if not hits:
            yield IngestError(item, "no file matches")
        for hit in hits:
            yield from _named_by(hit) if os.path.isdir(hit) else (hit,)
    else:
        yield IngestError(item, "no such file or folder")


def _names(paths: Sequence[str]) -> dict[str, str]:
    """The base name of each path; for those that share one, the path from the deepest folder common to them."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(os.path.basename(path), []).append(path)
    out: dict[str, str] = {}
    for base, group in groups.items():
        if len(group) == 1:
            out[group[0]] = base
            continue
        full = [os.path.abspath(path) for path in group]
        common = os.path.commonpath([os.path.dirname(path) for path in full])
        for path, absolute in zip(group, full, strict=True):
            out[path] = Path(os.path.relpath(absolute, common)).as_posix()
    return out


def list_sources(inputs: Sequence[str | Path]) -> Iterator[Source | DocumentError]:
    """The files that ``inputs`` name, in that order, each once.

    Folders and globs are sorted; of a folder hidden files and those that end as in ``PASSED_OVER`` or ``OWN`` are left
    out. A file is called by its base name; files of the same name in different folders by their paths from the folder
    that they have in common, whatever the order of the inputs. "-" is standard input.
    """
    found: list[str | IngestError | None] = []
    seen: set[str] = set()
    for item in map(str, inputs):
        if item == "-":
            if None not in found:
                found.append(None)
            continue
        for hit in _named_by(item):
            key = os.path.realpath(hit) if isinstance(hit, str) else hit.document
            if key not in seen:
                seen.add(key)
                found.append(hit)
    names = _names([hit for hit in found if isinstance(hit, str)])
    for entry in found:
        if entry is None:
            yield Source(None, "-")
        elif isinstance(entry, IngestError):
            yield entry
        else:
            yield Source(Path(entry), names[entry])

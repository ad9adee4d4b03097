"""Scores direct quotations and their speakers against our own annotation."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.model import Document, Extracted, Quotation, RawDocument, Span
from tawatur.pipeline import analyse

DATA = Path(__file__).parent / "data"
_BLOCK = re.compile(r"^## (\d+) .*$", re.M)
_MARKUP = re.compile(r"\[(\w): |\{([\w?]): |[]}]")
MARKED, UNMARKED = 0.8, 0.5
"""Least overlap with the annotated words, as a share of both together, with marks and without."""


class Said(NamedTuple):
    """An annotated quotation: where, and every place where its speaker is named. ``need``: it counts."""

    start: int
    end: int
    speakers: tuple[tuple[int, int], ...]
    need: bool


class Sample(NamedTuple):
    """A text and the quotations in it; ``half``: dev or test."""

    name: str
    half: str
    text: str
    said: tuple[Said, ...]


def own() -> Iterator[Sample]:
    """The sentences of data/quotations.txt."""
    content = (DATA / "quotations.txt").read_text(encoding="utf8")
    parts = _BLOCK.split(content)[1:]
    for number, block in zip(parts[::2], parts[1::2], strict=True):
        yield _parse(f"own-{number}", "dev" if int(number) % 2 else "test", block.strip("\n"))


def _parse(name: str, half: str, block: str) -> Sample:
    text, opened = "", []
    speakers: dict[str, list[tuple[int, int]]] = {}
    quoted: list[tuple[int, int, str]] = []
    last = 0
    for match in _MARKUP.finditer(block):
        text += block[last : match.start()]
        last = match.end()
        if match.group(1) or match.group(2):
            opened.append((len(text), match.group(1) or "", match.group(2) or ""))
            continue
        start, speaker, words = opened.pop()
        if speaker:
            speakers.setdefault(speaker, []).append((start, len(text)))
        else:
            quoted.append((start, len(text), words))
    text += block[last:]
    said = [Said(start, end, tuple(speakers.get(who, ())), who != "?") for start, end, who in sorted(quoted)]
    return Sample(name, half, text + "\n", tuple(said))


def pointers(collection: Path) -> Iterator[Sample]:
    """The articles that data/quotation_pointers.tsv points into; ``collection``: the folder of SaudiNewsNet and ANT."""
    rows: dict[tuple[str, str], list[Said]] = {}
    lines = (DATA / "quotation_pointers.tsv").read_text(encoding="utf8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        half, doc, start, end, need, speaker = line.split("\t")
        said = rows.setdefault((half, doc), [])
        if start:
            spans = [tuple(map(int, one.split("-"))) for one in speaker.split()]
            said.append(Said(int(start), int(end), tuple((a, b) for a, b in spans), need == "yes"))
    for (half, doc), said in rows.items():
        yield Sample(doc, half, _article(collection, doc), tuple(said))


def _article(collection: Path, doc: str) -> str:
    """The article of ANT with that identifier, or of SaudiNewsNet with that day and index ("2015-08-07/8")."""
    day, _, index = doc.partition("/")
    if not index:
        return _ant(collection / "antcorpus" / "antcorpus_v1.1.jsonl.gz")[doc]
    return _day(collection / "saudinewsnet" / f"{day}.zip")[int(index)]


@lru_cache(maxsize=1)
def _ant(path: Path) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row["text"] for row in rows}


@lru_cache(maxsize=32)
def _day(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".json") and not one.startswith("__"))
        return [article["content"] for article in json.loads(archive.read(name))]


def _overlap(said: Said, found: Quotation) -> float:
    common = min(said.end, found.end) - max(said.start, found.start)
    return max(0, common) / (max(said.end, found.end) - min(said.start, found.start))


def judge(sample: Sample, extracted: Extracted) -> Iterator[tuple[str, Said | None, Quotation | None]]:
    """For each quotation: right, speaker (found, another speaker), missed, or extra (what is none)."""
    left = list(extracted.quotations)
    for said in sorted(sample.said, key=lambda one: not one.need):  # what counts goes before what may be one
        least = [MARKED if found.marked else UNMARKED for found in left]
        scores = [_overlap(said, found) for found in left]
        best = max(range(len(left)), key=lambda at: scores[at], default=None)
        if best is None or scores[best] < least[best]:
            if said.need:
                yield "missed", said, None
            else:
                left = [one for one in left if not (said.start <= one.start and one.end <= said.end)]
            continue
        found = left.pop(best)
        if not said.need:
            continue
        names = found.speaker
        right = names is not None and any(a < names.end and names.start < b for a, b in said.speakers)
        yield ("right" if right else "speaker"), said, found
    for found in left:
        yield "extra", None, found


def read(sample: Sample) -> Extracted:
    """The sample as the program reads it; sentences of our own are no whole articles, so nothing is cut off them."""
    if sample.name.startswith("own"):
        body = (Span(0, len(sample.text)),)
        return extract(annotate(Document(id=sample.name, text=sample.text, body=body)))
    return analyse(RawDocument(id=sample.name, text=sample.text))


def rates(counts: Counter[str]) -> tuple[float, float]:
    """(precision, recall) of quotation and speaker together."""
    right = counts["right"]
    return (
        right / (right + counts["speaker"] + counts["extra"]),
        right / (right + counts["speaker"] + counts["missed"]),
    )

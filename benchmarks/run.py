"""Speed and memory of each step on real news, in one process and one run: ``python benchmarks/run.py``.

Reads 500 articles of SaudiNewsNet from ``../shared/data`` beside the project; where they are missing, the sample texts
that come with the program, over and over under other ids (copies of each other: merge is slower than on news).
The table goes to docs/benchmarks.md; figures of the sample texts are only printed.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import expressions
import readers

from tawatur.annotate.mentions import assemble as find_mentions
from tawatur.annotate.names import tagger
from tawatur.annotate.quotes import find_quotes
from tawatur.annotate.sentences import segment
from tawatur.annotate.timex import find_timexes
from tawatur.clean import clean
from tawatur.export import export_json
from tawatur.extract import extract
from tawatur.ingest import read_inputs
from tawatur.merge import merge
from tawatur.model import Annotated, RawDocument, Record
from tawatur.pipeline import analyse
from tawatur.resolve import resolve
from tawatur.store import Reader, Writer, encode_layers, encode_raw

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "data" / "news" / "saudinewsnet"
PAGE = ROOT / "docs" / "benchmarks.md"
COUNT = 500
MANY = 2500

T = TypeVar("T")
R = TypeVar("R")


class Clock:
    """Seconds by step, in the order in which the steps first ran."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - began

    def each(self, step: str, function: Callable[[T], R], items: list[T]) -> list[R]:
        """What ``function`` makes of each item; the odd document that it can't use is left out, as in a build."""
        out = []
        with self(step):
            for item in items:
                try:
                    out.append(function(item))
                except Exception as error:
                    print(f"kept aside by {step}: {type(error).__name__}: {error}", file=sys.stderr)
        return out


def articles(count: int) -> tuple[str, list[dict[str, Any]]]:
    """The articles as input objects, and what they are."""
    archives = sorted(NEWS.glob("*.zip"))
    if not archives:
        print(f"{NEWS.name} is missing beside the project: measuring on the sample texts", file=sys.stderr)
        texts = sorted(files("tawatur.resources").joinpath("demo", "texts").iterdir(), key=lambda path: path.name)
        samples = [path.read_text(encoding="utf-8") for path in texts if path.name.endswith(".txt")]
        return "sample texts", [
            {"id": f"{number:04}", "text": samples[number % len(samples)]} for number in range(count)
        ]
    share = -(-count // len(archives))
    out: list[dict[str, Any]] = []
    for archive in archives:
        with zipfile.ZipFile(archive) as opened:
            found = [item for item in json.loads(opened.read(opened.namelist()[0])) if item["content"].strip()]
        for item in found[:: max(1, len(found) // share)][:share]:
            out.append({
                "id": f"{archive.stem}-{len(out):04}", "text": item["content"], "title": item["title"],
                "outlet": item["source"], "url": item["url"], "retrieved": item["date_extracted"][:10],
            })
    return "SaudiNewsNet articles", out[:count]


def measure(objects: list[dict[str, Any]], folder: Path) -> tuple[Clock, Record, Path, list[readers.Read]]:
    clock = Clock()
    source = folder / "news.jsonl"
    source.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects), encoding="utf-8")
    with clock("ingest"):
        raws = [item for item in read_inputs([source]) if isinstance(item, RawDocument)]
    analyse(raws[0])  # loads lexicons and weights, which happens once a process and is no part of the speed
    docs = clock.each("clean", clean, raws)
    segments = clock.each("annotate: sentences, tokens", segment, docs)
    pairs = list(zip(docs, segments, strict=True))
    names = clock.each("annotate: names", lambda pair: tagger().tag(pair[0].text, *pair[1]), pairs)
    mentions = clock.each(
        "annotate: mentions", lambda item: find_mentions(item[0][0].text, *item[0][1], item[1]),
        list(zip(pairs, names, strict=True)),
    )
    timexes = clock.each("annotate: time expressions", lambda pair: find_timexes(pair[0].text, pair[1][0]), pairs)
    quotes = clock.each("annotate: quotations", lambda pair: find_quotes(pair[0].text, *pair[1]), pairs)
    annotated = [
        Annotated(doc=doc, tokens=tokens, sentences=sentences, mentions=mention, timexes=timex, quotes=quote)
        for doc, (tokens, sentences), mention, timex, quote
        in zip(docs, segments, mentions, timexes, quotes, strict=True)
    ]
    extracted = sorted(clock.each("extract", extract, annotated), key=lambda each: each.annotated.doc.id)
    with clock("resolve"):
        resolution = resolve(extracted)
    with clock("merge"):
        merged = merge(extracted, resolution)
    record = Record(
        documents=tuple(extracted), published=merged.published, copy_groups=merged.copy_groups,
        entities=resolution.entities, events=merged.events,
    )
    path = folder / "record.tawatur"
    with clock("store"), Writer(path) as writer:
        raw_of = {raw.id: raw for raw in raws}
        for each in extracted:
            ident = each.annotated.doc.id
            writer.put(ident, encode_raw(raw_of[ident]), encode_layers(each), "benchmark")
        writer.write(record, "benchmark")
    with clock("open and read all"), Reader(path) as reader:
        reader.record()
    with clock("export to JSON"):
        export_json(record)
    return clock, record, path, [(doc.text, *parts) for doc, parts in pairs]


def table(clock: Clock, count: int, size: int) -> list[str]:
    total = sum(clock.seconds.values())
    lines = ["| step | documents/s | MB/s | share of the time |", "|---|--:|--:|--:|"]
    for step, seconds in [*clock.seconds.items(), ("everything", total)]:
        lines.append(f"| {step} | {count / seconds:,.0f} | {size / 1e6 / seconds:.2f} | {seconds / total:.0%} |")
    return lines


def main() -> None:
    what, objects = articles(COUNT)
    size = sum(len(item["text"].encode()) for item in objects)
    with TemporaryDirectory() as folder:
        clock, record, path, reads = measure(objects, Path(folder))
        stored = path.stat().st_size
        streamed = [readers.streamed([item["text"] for item in articles(many)[1]]) for many in (COUNT, MANY)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    report = [
        "# Speed and memory",
        "",
        f"{len(objects)} {what}, {size / 1e6:.2f} MB of text in UTF-8, read by one process in one run "
        "(`make bench`). Lexicons and weights are loaded before the clock starts. Figures move "
        "by a tenth and more from run to run; the shares are what to look at.",
        "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
        "",
        *table(clock, len(objects), size),
        "",
        f"Peak memory {peak:,.0f} MB with all documents and the record in memory. "
        f"{len(record.events):,} events, {len(record.entities):,} entities; "
        f"the record takes {stored / 1e6:.1f} MB on disk, {stored / size:.1f} times the text.",
        "",
        *readers.report(reads, list(zip((COUNT, MANY), streamed, strict=True))),
        "",
        *expressions.report(reads),
    ]
    print("\n".join(report))
    if what != "sample texts":
        PAGE.write_text("\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

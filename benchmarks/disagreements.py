"""How well disagreements between accounts are found: ``python benchmarks/disagreements.py [--show]``.

Reads ``tests/quality/disagreements.json``, a list made by hand (pointers into ``../shared``), builds each of its sets
and counts. A listed disagreement is found where a reported one of its field holds two of its accounts with different
values; a figure that a text gives twice is one account. A reported one counts as right where it is listed, or was read
and judged right (``judged``); whatever nobody judged counts as wrong.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import tawatur
from tawatur.export import export_json

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "quality" / "disagreements.json"
NEAR = 60
"""Characters that the words of a status or a place may lie apart and still be one account."""

Json = dict[str, Any]


class Marks(NamedTuple):
    """What came of one set: listed disagreements found and missed, reported ones judged right and not."""

    found: list[Json]
    missed: list[Json]
    right: list[Json]
    wrong: list[Json]

    @property
    def precision(self) -> float:
        """The share of reported disagreements that are right."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of listed disagreements that are found."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))


def more(news: Path, wanted: Iterable[str]) -> list[Json]:
    """The articles of SaudiNewsNet in the folder ``news`` that have the ids ``wanted``, as input objects."""
    ids = set(wanted)
    out: dict[str, Json] = {}
    for archive in sorted(news.glob("*.zip")):
        with zipfile.ZipFile(archive) as packed:
            for name in packed.namelist():
                if not name.endswith(".json") or name.startswith("__"):
                    continue
                for one in json.loads(packed.read(name)):
                    key = f"{one['source']}-{hashlib.sha1(one['url'].encode()).hexdigest()[:10]}"
                    if key in ids:
                        out.setdefault(key, _given(key, one))
    return [out[key] for key in sorted(out)]


def _given(key: str, one: Json) -> Json:
    return {
        "id": key,
        "url": one["url"],
        "outlet": one["source"],
        "retrieved": one["date_extracted"],
        "title": one["title"],
        "text": one["content"],
    }


def inputs(shared: Path, name: str, listed: Json, folder: Path) -> list[Path]:
    """The files that set ``name`` is built from; ``folder`` takes those that have to be put together."""
    if name == "seeds":
        return sorted((shared / "seeds").glob("*.txt"))
    if name == "dev":
        return [shared / "gold" / "dev" / "docs.jsonl"]
    path = folder / "more.jsonl"
    articles = more(shared / "data" / "news" / "saudinewsnet", listed["documents"])
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles), encoding="utf-8")
    return [path]


def _family(field: str) -> str:
    head = field.split(":")[0].split(" of ")[0]
    return "date" if head in ("time", "date") else head


def _same_figure(listed: Json, reported: Json, want: Json, have: Json) -> bool:
    """Whether a text gives the listed figure, of what the listed field counts, at another place too."""
    if want["doc"] != have["doc"] or not reported["field"].startswith(listed["field"]):
        return False
    return any(f"{number.value:g}" == want["value"] for number in tawatur.numbers(have["value"]))


def _meets(one: Json, other: Json, family: str) -> bool:
    if one["doc"] != other["doc"]:
        return False
    (a, b), (c, d) = one["span"], other["span"]
    return bool(max(a, c) - min(b, d) <= (NEAR if family in ("status", "place") else -1))


def is_found(listed: Json, reported: Json) -> bool:
    """Whether a reported disagreement holds two accounts of a listed one that differ there too."""
    family = _family(listed["field"])
    if family != _family(reported["field"]):
        return False
    hits = {
        (want["value"], have["value"])
        for want in listed["accounts"]
        for have in reported["accounts"]
        if _meets(want, have, family) or (family == "number" and _same_figure(listed, reported, want, have))
    }
    return any(a[0] != b[0] and a[1] != b[1] for a in hits for b in hits)


def _judged_right(reported: Json, judged: list[Json]) -> bool:
    values = {(one["doc"], one["value"]) for one in reported["accounts"]}
    return any(
        one["right"] and one["field"] == reported["field"] and {tuple(pair) for pair in one["between"]} <= values
        for one in judged
    )


def measure(record: Json, listed: Json, name: str) -> Marks:
    """The marks of an exported ``record`` on the set ``name``."""
    wanted = [one for one in listed["disagreements"] if one["set"] == name]
    reported = [
        {"event": event["id"], "kind": event["kind"], **one}
        for event in record["events"]
        for one in event["disagreements"]
    ]
    found = [one for one in wanted if any(is_found(one, other) for other in reported)]
    right = [
        one for one in reported if any(is_found(other, one) for other in wanted) or _judged_right(one, listed["judged"])
    ]
    return Marks(
        found,
        [one for one in wanted if one not in found],
        right,
        [one for one in reported if one not in right],
    )


def build(shared: Path, name: str, listed: Json, folder: Path) -> Json:
    """The exported record of a set."""
    view = tawatur.build(*inputs(shared, name, listed, folder), output=folder / f"{name}.tawatur")
    record: Json = json.loads(export_json(view.record()))
    return record


def _print(texts: dict[str, str], title: str, ones: list[Json]) -> None:
    for one in ones:
        print(f"  {title}: {one['field']}  {one['event']}")
        for account in one["accounts"]:
            start, end = account["span"]
            words = texts.get(account["doc"], "")[max(0, start - 40) : end + 40]
            print(f"      {account['value']}  {account['doc']}  [{start}:{end}]  {' '.join(words.split())}")


def main() -> None:
    """Print the table; with ``--show`` also every disagreement with its words."""
    shared = ROOT.parent / "shared"
    listed = json.loads(LIST.read_text(encoding="utf-8"))
    print("| set | listed | found | recall | reported | right | precision |\n|---|--:|--:|--:|--:|--:|--:|")
    total = Marks([], [], [], [])
    with TemporaryDirectory() as folder:
        for name in ("seeds", "dev", "more"):
            record = build(shared, name, listed, Path(folder))
            marks = measure(record, listed, name)
            total = Marks(*(a + b for a, b in zip(total, marks, strict=True)))
            _row(name, marks)
            if "--show" in sys.argv:
                view = tawatur.open(Path(folder) / f"{name}.tawatur")
                texts = {info.document.id: info.document.text for info in view.documents}
                for title, ones in zip(("found", "missed", "right", "wrong"), marks, strict=True):
                    _print(texts, title, ones)
    _row("all", total)


def _row(name: str, marks: Marks) -> None:
    listed, reported = len(marks.found) + len(marks.missed), len(marks.right) + len(marks.wrong)
    print(
        f"| {name} | {listed} | {len(marks.found)} | {marks.recall:.2f} | {reported} | {len(marks.right)} "
        f"| {marks.precision:.2f} |"
    )


if __name__ == "__main__":
    main()

"""The corpora that the tagger learns from, brought to one scheme and to the project's own tokens.

Every sentence is a text with spans: ``Sample(text, spans)``; a span is (start, end, PER | LOC | ORG) without proclitics
where the corpus shows them. The table of tags is in docs/names.md.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tawatur.annotate.names_lexicon import nationality_forms
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal, words

Span = tuple[int, int, str]
_PROCLITICS = frozenset("وفبلك")
_ENCLITICS = frozenset(normal(form) for form in ("ه", "ها", "هم", "هن", "هما", "نا", "ي", "كم", "ت"))
_PLACE_HEADS = frozenset(normal(form) for form in ("مدينة", "قرية", "بلدة", "قضاء", "العاصمة", "محافظة", "لواء"))
_PEOPLES = frozenset(
    normal(form)
    for form in (
        "العرب",
        "المسلمون",
        "المسلمين",
        "اليهود",
        "الشيعة",
        "السنة",
        "السلاجقة",
        "الروم",
        "الفرس",
        "المغول",
    )
)
_MARKS = "‎‏﻿"

NEWSFANE = {
    **dict.fromkeys(
        [
            "Politician",
            "Athlete",
            "Artist",
            "Other_PER",
            "Religious_PER",
            "Scientist",
            "Businessperson",
            "Lawyer",
            "Engineer",
            "Police",
        ],
        "PER",
    ),
    **dict.fromkeys(
        [
            "Nation",
            "Population-Center",
            "State-or-Province",
            "County-or-District",
            "GPE-Cluster",
            "Continent",
            "Water-Body",
            "Land-Region-Natural",
            "Building-Grounds",
            "Airport",
            "Path",
        ],
        "LOC",
    ),
    **dict.fromkeys(
        [
            "Non-Governmental",
            "Government",
            "Sports",
            "Media",
            "Commercial",
            "Educational",
            "Medical-Science",
            "Religious_ORG",
            "Entertainment",
        ],
        "ORG",
    ),
}
WOJOOD = {"PERS": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
AQMAR = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


class Sample(NamedTuple):
    """A sentence with its names."""

    text: str
    spans: tuple[Span, ...]


class Piece(NamedTuple):
    """A token of a corpus: its form and its tag, "O" or "B-X" or "I-X" in the common scheme."""

    form: str
    tag: str


def ant_texts(shared: Path) -> Iterator[str]:
    """Articles of the ANT corpus (Apache-2.0), for statistics only."""
    return (article["text"] for article in _ant(shared))


def _ant(shared: Path) -> Iterator[dict[str, str]]:
    with gzip.open(shared / "data/news/antcorpus/antcorpus_v1.1.jsonl.gz", "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


@lru_cache(maxsize=4)
def vocabulary(shared: Path) -> Counter[str]:
    """Counts of folded words in the ANT corpus."""
    count: Counter[str] = Counter()
    for text in ant_texts(shared):
        count.update(words(text))
    return count


def inflections(form: str, count: Counter[str]) -> int:
    """How many other forms of a common noun or verb with this stem occur, at most 4."""
    base = form.removeprefix("ال") if len(form) > 4 else form
    stem = base.removesuffix("ه") if len(base) > 3 else base
    others = {
        base,
        "ال" + base,
        base + "ه",
        base + "ها",
        base + "هم",
        base + "نا",
        stem + "تها",
        stem + "ته",
        stem + "ات",
        stem + "ين",
        stem + "ون",
        base + "ا",
        "ي" + base,
        "ت" + base,
        "ن" + base,
        base + "ت",
        base + "وا",
        "لل" + base,
        "ال" + stem + "ين",
        "ال" + stem + "ون",
        "ال" + stem + "ات",
        "ال" + stem + "يه",
    } - {form}
    return min(4, sum(count[other] > 1 for other in others))


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Folded words that stand before a name and are no part of it."""
    return frozenset(normal(row["word"]) for row in read_tsv("gaz/cues.tsv") if row["kind"] == "title")


def _common(tag: str, table: dict[str, str], inside: bool) -> str:
    """One tag in the common scheme; an I- that follows nothing begins a name."""
    mark, _, kind = tag.partition("-")
    name = table.get(kind)
    if name is None:
        return "O"
    return f"I-{name}" if mark == "I" and inside else f"B-{name}"


def _spell(form: str, vocab: Counter[str]) -> str:
    """Undo the corpus's replacement of every initial لل by لال."""
    if form.startswith("لال"):
        return "لل" + form[3:]
    if form.startswith("الال") and vocab[normal("الل" + form[4:])] > vocab[normal(form)]:
        return "الل" + form[4:]
    return form


def _is_word(form: str) -> bool:
    return form.isalpha()


def _attach(pieces: list[Piece], vocab: Counter[str]) -> Iterator[list[Piece]]:
    """Groups of pieces that are one written word."""
    group: list[Piece] = []
    joined_to_next = False
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        before = group[-1] if group else None
        letter = len(piece.form) == 1 and piece.form.isalpha()
        initials = letter and any(
            0 <= other < len(pieces)
            and len(pieces[other].form) == 1
            and pieces[other].form not in "و،."
            and pieces[other].form.isalpha()
            for other in (at - 1, at + 1)
        )
        is_enclitic = (
            not initials
            and before is not None
            and len(before.form) > 1
            and before.form.isalpha()
            and (piece.form in _ENCLITICS or (piece.form == "ك" and vocab[normal(before.form + "ك")] > 0))
        )
        if group and not joined_to_next and not is_enclitic:
            yield group
            group = []
        group.append(piece)
        joined_to_next = (
            piece.form in _PROCLITICS
            and not initials
            and not is_enclitic
            and after is not None
            and _is_word(after.form)
            and len(after.form) > 1
        )
    if group:
        yield group


def _sample(groups: Iterable[list[Piece]], vocab: Counter[str] | None) -> Sample:
    """Lay the words out as a text; a name begins after the proclitics that bear no tag of it."""
    text: list[str] = []
    length = 0
    spans: list[list[int | str]] = []
    before = "O"
    for group in groups:
        if text:
            text.append(" ")
            length += 1
        start = length
        written = ""
        begin: int | None = None
        label = "O"
        for piece in group:
            form = _spell(piece.form, vocab) if vocab is not None else piece.form
            if form.startswith("ال") and written in ("ل", "ول", "فل"):
                form = form[1:]
            if label == "O" and piece.tag != "O":
                label, begin = piece.tag, start + len(written)
            if form in _ENCLITICS and written.endswith("ة"):
                written = written[:-1] + "ت"
            written += form
        text.append(written)
        length += len(written)
        if label == "O":
            before = "O"
            continue
        kind = label[2:]
        assert begin is not None
        if vocab is not None and begin == start and written.startswith("لل") and len(written) > 4:
            begin += 1
        if label[0] == "I" and before == kind:
            spans[-1][1] = length
        else:
            spans.append([begin, length, kind])
        before = kind
    whole = "".join(text)
    kept = (_agreed(whole, int(a), int(b), str(c)) for a, b, c in spans)
    return Sample(whole, tuple(span for span in kept if span is not None))


def _agreed(text: str, start: int, end: int, kind: str) -> Span | None:
    """The span in our terms: no title before a person, no "city of" before a place, peoples are no persons, and a state
    is a place also where it acts."""
    heads = {"PER": titles(), "LOC": _PLACE_HEADS}.get(kind, frozenset())
    while True:
        head, gap, rest = text[start:end].partition(" ")
        if not gap or normal(head) not in heads:
            break
        start = end - len(rest)
    name = normal(text[start:end])
    if kind == "PER" and (
        name in nationality_forms() or (name.startswith("ال") and name.endswith(("يون", "يين"))) or name in _PEOPLES
    ):
        return None
    if kind == "ORG" and name in state_names():
        kind = "LOC"
    return start, end, kind


@lru_cache(maxsize=1)
def state_names() -> frozenset[str]:
    """Folded names of states and capitals."""
    rows = [*read_tsv("gaz/countries.tsv"), *read_tsv("gaz/capitals.tsv")]
    return frozenset(normal(form) for row in rows for form in row["forms"].split("|"))


def _read(
    lines: Iterable[str], split: Callable[[str], tuple[str, str] | None], table: dict[str, str]
) -> Iterator[list[Piece]]:
    pieces: list[Piece] = []
    inside: str | None = None
    for line in lines:
        cells = split(line)
        if cells is None:
            if pieces:
                yield pieces
            pieces, inside = [], None
            continue
        form, tag = cells
        kind = table.get(tag.partition("-")[2])
        label = _common(tag, table, inside == kind)
        inside = kind if label != "O" else None
        pieces.append(Piece(form, label))
    if pieces:
        yield pieces


def newsfane(shared: Path) -> list[Sample]:
    """NewsFANE (CC BY-SA 3.0), clitics joined again."""

    def split(line: str) -> tuple[str, str] | None:
        cells = line.rstrip("\r\n").translate(dict.fromkeys(map(ord, _MARKS))).split("\t")
        if len(cells) < 2 or not cells[0].strip():
            return None
        form = cells[0].strip()
        return ('"', "O") if form == "ء" else (form, cells[1])

    vocab = vocabulary(shared)
    path = shared / "data/ner/newsfane/newsfane.txt"
    with path.open(encoding="utf-8") as stream:
        return [_sample(_attach(pieces, vocab), vocab) for pieces in _read(stream, split, NEWSFANE)]


def aqmar(shared: Path) -> list[Sample]:
    """AQMAR (CC BY-SA 3.0), in order of file name."""

    def split(line: str) -> tuple[str, str] | None:
        cells = line.split()
        return (cells[0], cells[1]) if len(cells) > 1 else None

    out = []
    for path in sorted((shared / "data/ner/aqmar/articles").glob("*.txt")):
        with path.open(encoding="utf-8") as stream:
            out += [_sample(([piece] for piece in pieces), None) for pieces in _read(stream, split, AQMAR)]
    return out


def wojood(shared: Path, part: str) -> list[Sample]:
    """The Wojood sample (MIT), ``part`` "train" or "val"; of nested names the outermost of our types."""

    def split(line: str) -> tuple[str, str] | None:
        form, *tags = line.split()
        if not tags:
            return None
        kept = [tag for tag in tags if tag.partition("-")[2] in WOJOOD]
        return (form, kept[0] if kept else "O") if form != "$#$" else None

    path = shared / f"data/ner/wojood/{part}.txt"
    with path.open(encoding="utf-8") as stream:
        lines = (line if line.strip() else "$#$ O\n" for line in stream)
        return [_sample(([piece] for piece in pieces), None) for pieces in _read(lines, split, WOJOOD)]


ANNOTATED = {"PERSON": "PER", "COUNTRY": "LOC", "PLACE": "LOC", "ORG": "ORG"}
_HERE = Path(__file__).resolve().parent
_TENTH = 10


class Labelled(NamedTuple):
    """A sentence of our own annotation with all its labels (start, end, type with subtype: "ORG.mil")."""

    text: str
    labels: tuple[Span, ...]


@lru_cache(maxsize=1)
def _texts(shared: Path) -> dict[str, str]:
    """The texts that annotations/news.tsv points into, by corpus and id."""
    out: dict[str, str] = {}
    identity = ""
    with (shared / "data/syntax/pud/ar_pud-first900.conllu").open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("# sent_id = "):
                identity = "pud:" + line.removeprefix("# sent_id = ").strip()
            elif line.startswith("# text = "):
                out[identity] = line.removeprefix("# text = ").rstrip("\n")
    segments: list[list[str]] = [[]]
    with (shared / "data/syntax/wikinewsmax/data/WikiNewsMax.tsv").open(encoding="utf-8") as stream:
        for line in stream:
            form = line.split("\t")[0].rstrip("\n")
            if form in ("", "#", "dediac"):
                if segments[-1]:
                    segments.append([])
            else:
                segments[-1].append(form)
    out.update({f"wikinews:{at}": " ".join(words) for at, words in enumerate(segments)})
    out.update({"ant:" + article["id"]: article["text"] for article in _ant(shared)})
    return out


def _labels(cell: str) -> tuple[Span, ...]:
    parts = (one.split(":") for one in cell.split())
    return tuple((int(start), int(end), kind) for start, end, kind in parts)


def labelled(shared: Path, *, test: bool) -> list[Labelled]:
    """Our own annotation (annotations/*.tsv): of each file every tenth sentence for testing, the rest for training."""
    out: list[Labelled] = []
    for name in ("news", "own"):
        with (_HERE / f"annotations/{name}.tsv").open(encoding="utf-8") as stream:
            lines = [line.rstrip("\n").split("\t") for line in stream if not line.startswith("#")][1:]
        for at, cells in enumerate(lines):
            if (at % _TENTH == _TENTH - 1) is not test:
                continue
            if name == "own":
                out.append(Labelled(cells[0], _labels(cells[1])))
            else:
                text = _texts(shared)[cells[0]][int(cells[1]) : int(cells[2])]
                out.append(Labelled(text, _labels(cells[3])))
    return out


def annotated(shared: Path, *, test: bool) -> list[Sample]:
    """Our own annotation in the common scheme."""
    return [
        Sample(
            one.text,
            tuple(
                (start, end, ANNOTATED[kind.partition(".")[0]])
                for start, end, kind in one.labels
                if kind.partition(".")[0] in ANNOTATED
            ),
        )
        for one in labelled(shared, test=test)
    ]

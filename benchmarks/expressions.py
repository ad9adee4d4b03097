"""Time expressions: tawatur beside dateparser on one corpus, for what is right and for words per second.

The corpus is that of the tests (``tests/annotate/expressions.tsv``): expressions with the day of writing, where open
words lie, and the first and last day meant. tawatur has to give just these days; dateparser, which gives one day, any.
``python benchmarks/expressions.py`` prints the section alone, without the speed on news.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import dateparser
from dateparser.search import search_dates

from tawatur import TimeExpression, timex
from tawatur.annotate.timex import find_timexes, forget
from tawatur.model import Sentence, Token
from tawatur.rules.text import tokenize

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "annotate" / "expressions.tsv"
FEW = 10
"""Articles that dateparser is timed on: it takes seconds for each."""

ROUNDS = 10

Read = tuple[str, tuple[Token, ...], Sequence[Sentence]]
Days = tuple[date, date]


class Row(NamedTuple):
    """An expression of the corpus."""

    words: str
    anchor: date
    direction: str
    days: Days


def corpus() -> list[Row]:
    lines = [line for line in CORPUS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    rows = [line.split("\t") for line in lines]
    day = date.fromisoformat
    return [Row(words, day(anchor), way, (day(first), day(last))) for words, anchor, way, first, last in rows]


def ours(row: Row) -> list[TimeExpression]:
    return timex(row.words, row.anchor, row.direction)  # type: ignore[arg-type]


def _our_days(found: list[TimeExpression]) -> Days | None:
    if len(found) != 1 or found[0].earliest is None or found[0].latest is None:
        return None
    return date.fromisoformat(found[0].earliest), date.fromisoformat(found[0].latest)


def theirs(row: Row) -> datetime | None:
    base = datetime(row.anchor.year, row.anchor.month, row.anchor.day)
    return dateparser.parse(
        row.words, languages=["ar"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": row.direction}
    )


def _their_days(found: datetime | None) -> Days | None:
    return (found.date(), found.date()) if found is not None else None


def _seconds(function: Callable[[Row], Any], rows: Sequence[Row]) -> tuple[list[Any], float]:
    began = time.process_time()
    out = [function(row) for row in rows]
    return out, time.process_time() - began


def _right(found: Days | None, days: Days, exact: bool) -> bool:
    if found is None:
        return False
    return found == days if exact else days[0] <= found[0] and found[1] <= days[1]


def report(reads: Sequence[Read] = ()) -> list[str]:
    """The lines of the page; ``reads``: articles for the speed on news, left out where there are none."""
    warnings.filterwarnings("ignore", module="dateparser")
    rows = corpus()
    words = sum(token.kind != "punct" for row in rows for token in tokenize(row.words))
    single = [row.days[0] == row.days[1] for row in rows]
    lines = [
        "## Time expressions", "",
        f"The {len(rows)} expressions of the tests ({sum(single)} name one day, {len(rows) - sum(single)} several), "
        "each by itself. tawatur has to give the very days; dateparser gives one day, which counts where it is among "
        "them. Lengths, what recurs and what counts from another event are tested apart. Words per second of processor "
        "time: on the expressions when each is met for the first time, when they were met before (the best of "
        f"{ROUNDS} rounds), and on news, where expressions are searched for (dateparser: {FEW} articles).", "",
        "| reader | one day | several days | wrong | nothing | words/s, first | words/s, again | words/s on news |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, function, days, exact, search in (
        ("tawatur", ours, _our_days, True, _our_news),
        (f"dateparser {version('dateparser')}", theirs, _their_days, False, _their_news),
    ):
        function(rows[0])  # loads what is loaded once a process
        forget()
        given, seconds = _seconds(function, rows)
        again = min(_seconds(function, rows)[1] for _ in range(ROUNDS))
        found = list(map(days, given))
        good = [_right(each, row.days, exact) for each, row in zip(found, rows, strict=True)]
        one = sum(right for right, alone in zip(good, single, strict=True) if alone)
        none = sum(each is None for each in found)
        speed = f"{search(reads):,.0f}" if reads else "–"
        lines.append(
            f"| {name} | {one} of {sum(single)} | {sum(good) - one} of {len(rows) - sum(single)} | "
            f"{len(rows) - sum(good) - none} | {none} | {words / seconds:,.0f} | {words / again:,.0f} | {speed} |"
        )
    lines += ["", "Texts of time words alone, each read by a reader that remembers nothing: seconds, words per second, "
              "and how many times the seconds for half of it.", ""]
    lines += ["| text | words | s | words/s | growth |", "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {name} | {size:,} | {seconds:.1f} | {size / seconds:,.0f} | {times:.1f} |"
        for name, size, seconds, times in growth()
    ]
    return lines


def growth() -> list[tuple[str, int, float, float]]:
    """For each hostile text its words, the seconds for it, and how many times those for half of it they are."""
    mixed = [row.words for row in corpus()]
    out = []
    for name, size, make in (
        ("few expressions over and over", 1_000_000, lambda size: "أمس الثلاثاء في 24 نوفمبر 2021 ثم " * (size // 7)),
        ("the corpus, shuffled", 100_000, lambda size: " ".join(Random(7).choices(mixed, k=size // 3))),
        ("one day word", 1_000_000, lambda size: "أمس " * size),
        ("numbers", 200_000, lambda size: "ثلاثة وعشرين ألفا " * (size // 3)),
    ):
        seconds = []
        for length in (size // 2, size):
            text = make(length)
            tokens = tokenize(text)
            forget()
            began = time.process_time()
            find_timexes(text, tokens)
            seconds.append(time.process_time() - began)
        out.append((name, len(tokens), seconds[1], seconds[1] / max(seconds[0], 1e-3)))
    return out


def _our_news(reads: Sequence[Read]) -> float:
    forget()
    began = time.process_time()
    for text, tokens, _ in reads:
        find_timexes(text, tokens)
    return sum(map(_words, reads)) / (time.process_time() - began)


def _their_news(reads: Sequence[Read]) -> float:
    began = time.process_time()
    for text, _, _ in reads[:FEW]:
        search_dates(text, languages=["ar"])
    return sum(map(_words, reads[:FEW])) / (time.process_time() - began)


def _words(read: Read) -> int:
    return sum(token.kind == "word" for token in read[1])


if __name__ == "__main__":
    print("\n".join(report()))

"""The Arabic specifications of Microsoft's Recognizers-Text as a measure.

``python benchmarks/recognizers.py [FOLDER] [-v]`` reads the specifications below a folder (by default in
``../shared/data`` beside the project), sorts the cases into the classes of recognizers.yaml, and prints how many of
those in scope are read right. A case is right where each of its expressions is found with just its words (prepositions
and what else leads in left out), with its value, and where nothing is found if it has none. A range may also be found
as its two ends. ``-v`` lists the cases in scope that are wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import tawatur
from tawatur.annotate.timex_normal import normal_value, plain_span
from tawatur.model import Timex, Token
from tawatur.rules.numerals import scan
from tawatur.rules.text import PROCLITICS, fold, tokenize

HERE = Path(__file__).resolve().parent
SPECS = HERE.parent.parent / "shared" / "data" / "time" / "recognizers-ar"

# beginning of a specification's name → kind of its cases
FILES = {
    "DatePeriod": "period", "DateTime": "", "Date": "date", "Duration": "duration", "Set": "set",
    "NumberModel": "number",
    "NumberRange": "", "Ordinal": "ordinal", "Time": "", "Merged": "", "Holiday": "", "Percent": "",
}
# type of a result in a specification of several kinds → kind
TYPES = {
    "date": "date", "daterange": "period", "duration": "duration", "set": "set", "number": "number",
    "ordinal": "ordinal",
    "ordinal.relative": "relative",
}
SCOPE: dict[str, Any] = yaml.safe_load((HERE / "recognizers.yaml").read_text(encoding="utf-8"))
LEADING = frozenset(SCOPE["leading"])
_DAY = timedelta(1)


class Gold(NamedTuple):
    """An expression to be found: words, TIMEX3 value or number, and its (first, last) days, past and future."""

    text: str
    value: str
    spans: tuple[tuple[str, str], ...]


class Case(NamedTuple):
    """An input with what is to be found in it."""

    file: str
    number: int
    kind: str
    input: str
    anchor: date
    gold: tuple[Gold, ...]


def cases(folder: Path = SPECS) -> Iterator[Case]:
    """The cases of all specifications below ``folder`` whose kind is measured."""
    for path in sorted(folder.rglob("*.json")):
        base = next((kind for name, kind in FILES.items() if path.name.startswith(name)), "")
        several = path.name.startswith("DateTimeModel")
        if not base and not several:
            continue
        for number, item in enumerate(json.loads(path.read_text(encoding="utf-8-sig"))):
            results = item["Results"]
            types = {str(each.get("TypeName", each.get("Type", ""))).rpartition("datetimeV2.")[2] for each in results}
            kinds = {TYPES.get(name, "") for name in types}
            kind = base if base in ("date", "period", "duration", "set") or not results else (*sorted(kinds), "")[0]
            if len(kinds) > 1 or not kind:
                continue
            anchor = date.fromisoformat((item.get("Context") or {}).get("ReferenceDateTime", "2016-11-07")[:10])
            gold = tuple(_gold(each) for each in results)
            yield Case(path.stem, number, kind, item["Input"], anchor, gold)


def _gold(result: dict[str, Any]) -> Gold:
    value = result.get("Value") or {}
    resolution = result.get("Resolution") or {}
    spans = [tuple(each.values()) for key in ("PastResolution", "FutureResolution") if (each := value.get(key))]
    timex = str(value.get("Timex") or resolution.get("value") or "")
    for each in resolution.get("values") or ():
        timex = str(each.get("timex", timex))
        spans.append(tuple(each[key] for key in ("value", "start", "end") if key in each))
    return Gold(result["Text"], timex, tuple((str(each[0])[:10], str(each[-1])[:10]) for each in spans if each))


class Class(NamedTuple):
    """A class of cases, how it is judged, and why."""

    id: str
    judge: str
    why: str
    rule: dict[str, Any]


def classes() -> list[Class]:
    return [Class(row["id"], row["judge"], row["why"], row) for row in SCOPE["classes"]]


def _plain(text: str) -> str:
    return fold(text).norm.strip()


def _fits(rule: dict[str, Any], case: Case) -> bool:
    if case.kind not in rule["kinds"] or (rule.get("empty", False) != (not case.gold) and "empty" in rule):
        return False
    texts = [_plain(each.text) for each in case.gold]
    if "text" in rule and not any(re.search(rule["text"], text) for text in texts):
        return False
    if "timex" in rule and not any(re.search(rule["timex"], each.value) for each in case.gold):
        return False
    if rule.get("only") == "number" and not any(_is_number(each.text) for each in case.gold):
        return False
    whole = _plain(case.input)
    return not ("input" in rule and not re.search(rule["input"], whole)) and not (
        "lacks" in rule and re.search(rule["lacks"], whole)
    )


def _is_number(text: str) -> bool:
    tokens = tokenize(text)
    first = 1 if tokens and tokens[0].norm == "الي" else 0
    found = scan(tokens)
    return len(found) == 1 and found[0].first == first and found[0].last == len(tokens)


BROKEN = Class("broken", "out", "The words to be found are not in the input, or no words are given", {})
PLAIN = Class("plain", "all", "Everything else", {})


def sort(case: Case, known: Sequence[Class]) -> Class:
    """The class of a case."""
    tokens = [token.norm for token in tokenize(case.input)]
    if any(_find(tokens, each.text) is None for each in case.gold):
        return BROKEN
    return next((each for each in known if _fits(each.rule, case)), PLAIN)


def _find(tokens: Sequence[str], text: str) -> tuple[int, int] | None:
    """The tokens of ``text`` among those of the input, words that lead in left out."""
    wanted = [token.norm for token in tokenize(text)]
    for at in range(len(tokens) - len(wanted) + 1):
        if wanted and tokens[at : at + len(wanted)] == wanted:
            return _core(tokens, at, at + len(wanted))
    return None


def _core(tokens: Sequence[str], first: int, last: int) -> tuple[int, int]:
    while first < last - 1 and _leads(tokens[first]):
        first += 1
    while last > first + 1 and not tokens[last - 1][0].isalnum():
        last -= 1
    return first, last


def _leads(norm: str) -> bool:
    return norm in LEADING or (norm[0] in PROCLITICS and norm[1:] in LEADING)


class Found(NamedTuple):
    """An expression found, as tokens of the input."""

    first: int
    last: int
    timex: Timex


def _found(case: Case, tokens: Sequence[Token]) -> list[Found]:
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number + 1 for number, token in enumerate(tokens)}
    norms = [token.norm for token in tokens]
    out = []
    for each in tawatur.timex(case.input):
        first = starts.get(each.start)
        if first is None:
            first = next(number for number, token in enumerate(tokens) if token.start < each.start < token.end)
        out.append(Found(*_core(norms, first, ends[each.end]), each.timex))
    return out


def right(case: Case, judge: str) -> bool:
    """Whether what is found in the input of a case is what should be."""
    if case.kind in ("number", "ordinal", "relative"):
        return _numbers_right(case, judge)
    tokens = tokenize(case.input)
    found = _found(case, tokens)
    if not case.gold:
        return not found
    norms = [token.norm for token in tokens]
    return all(_one_right(case, gold, _find(norms, gold.text), found, norms, judge) for gold in case.gold)


def _one_right(
    case: Case, gold: Gold, span: tuple[int, int] | None, found: Sequence[Found], norms: Sequence[str], judge: str
) -> bool:
    if span is None:
        return False
    for each in found:
        if (each.first, each.last) == span:
            return judge == "words" or _value_right(case, gold, each.timex)
    if case.kind == "period":
        inside = [each for each in found if span[0] <= each.first and each.last <= span[1]]
        if len(inside) == 2 and (inside[0].first, inside[1].last) == span:
            between = norms[inside[0].last : inside[1].first]
            if all(norm in LEADING for norm in between):
                return judge == "words" or not gold.spans or _ends_right(case, gold, inside)
    return False


def _ends_right(case: Case, gold: Gold, ends: Sequence[Found]) -> bool:
    first, last = (
        {span for way in ("past", "future") if (span := plain_span(each.timex, case.anchor, way))}  # type: ignore[arg-type]
        for each in ends
    )
    return any(_same(one.first, other.last, *span) for one in first for other in last for span in gold.spans)


def _value_right(case: Case, gold: Gold, timex: Timex) -> bool:
    if case.kind in ("duration", "set"):
        return not gold.value or gold.value == timex.value
    if not gold.spans and not gold.value:
        return True
    if gold.value == timex.value and timex.relation is None:
        return True
    for way in ("past", "future"):
        if gold.value and normal_value(timex, case.anchor, way) == gold.value:  # type: ignore[arg-type]
            return True
        span = plain_span(timex, case.anchor, way)  # type: ignore[arg-type]
        for first, last in gold.spans:
            if span is None:
                if first.startswith("0001"):
                    return True
            elif _same(span.first, span.last, first, last):
                return True
    return False


def _same(first: date, last: date, gold_first: str, gold_last: str) -> bool:
    """Whether days agree; the last day of a period may be given as the one after it, of years as their first day."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", gold_first) or not re.fullmatch(r"\d{4}-\d\d-\d\d", gold_last):
        return False
    begin, end = date.fromisoformat(gold_first), date.fromisoformat(gold_last)
    return first == begin and end in (last, last + _DAY, date(last.year, 1, 1) if last.year > first.year else last)


def _numbers_right(case: Case, judge: str) -> bool:
    found = [each for each in tawatur.numbers(case.input) if each.ordinal == (case.kind == "ordinal")]
    if len(found) != len(case.gold):
        return False
    for each, gold in zip(found, case.gold, strict=True):
        ours, theirs = ([token.norm for token in tokenize(words)] for words in (each.words, gold.text))
        if theirs and theirs[0] not in ours and theirs[0][1:] == (ours or [""])[0]:
            theirs[0] = theirs[0][1:]
        if ours != theirs or case.kind == "relative":
            return False
        if judge != "words" and abs(each.value - float(gold.value)) > 1e-6 * max(1, abs(each.value)):
            return False
    return True


class Score(NamedTuple):
    """Cases of a class: how many, how many right."""

    total: int
    right: int


def measure(folder: Path = SPECS) -> tuple[dict[str, Score], dict[tuple[str, str], Score], list[Case]]:
    """Scores of the cases in scope by kind, of all classes by kind, and the cases in scope that are wrong."""
    known = classes()
    total: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    wrong = []
    scope = {each.id: each.judge for each in (*known, PLAIN, BROKEN)}
    for case in cases(folder):
        group = sort(case, known)
        total[case.kind, group.id] += 1
        if right(case, group.judge):
            good[case.kind, group.id] += 1
        elif group.judge != "out":
            wrong.append(case)
    kinds = sorted({kind for kind, name in total if scope[name] != "out"})
    by_kind = {
        kind: Score(
            sum(count for (one, name), count in total.items() if one == kind and scope[name] != "out"),
            sum(count for (one, name), count in good.items() if one == kind and scope[name] != "out"),
        )
        for kind in kinds
    }
    return by_kind, {key: Score(total[key], good[key]) for key in sorted(total)}, wrong


def table(folder: Path = SPECS) -> list[str]:
    """The table of the documentation."""
    by_kind, by_class, _ = measure(folder)
    of = {each.id: each for each in (*classes(), PLAIN, BROKEN)}
    lines = ["| kind | cases | in scope | right | |", "|---|--:|--:|--:|--:|"]
    for kind, score in by_kind.items():
        whole = sum(each.total for (one, _), each in by_class.items() if one == kind)
        lines.append(f"| {kind} | {whole} | {score.total} | {score.right} | {score.right / score.total:.3f} |")
    every = Score(sum(each.total for each in by_kind.values()), sum(each.right for each in by_kind.values()))
    whole = sum(each.total for each in by_class.values())
    lines.append(f"| all | {whole} | {every.total} | {every.right} | {every.right / every.total:.3f} |")
    for title, judge in (("Left out", "out"), ("Only the words are compared", "words")):
        lines += ["", f"{title}:", "", "| kind | class | cases | read all the same | why |", "|---|---|--:|--:|---|"]
        for (kind, name), score in by_class.items():
            if of[name].judge == judge:
                lines.append(f"| {kind} | {name} | {score.total} | {score.right} | {of[name].why} |")
    return lines


def main() -> None:
    folder = next((Path(each) for each in sys.argv[1:] if not each.startswith("-")), SPECS)
    print("\n".join(table(folder)))
    if "-v" in sys.argv:
        for case in measure(folder)[2]:
            said: list[Any] = [(each.words, each.value) for each in tawatur.numbers(case.input)]
            if case.kind not in ("number", "ordinal"):
                found = tawatur.timex(case.input, case.anchor)
                said = [(each.words, each.timex.value, each.normal) for each in found]
            gold = [tuple(each) for each in case.gold]
            print(case.file, case.number, case.anchor, case.input, gold, "->", said, sep=" | ")


if __name__ == "__main__":
    main()

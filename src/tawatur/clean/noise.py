"""Lines and ends of lines that are the page's, not the article's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tawatur.clean.credit import all_media
from tawatur.clean.lexicon import LineRule, line_rules, sections, tail_rules
from tawatur.clean.lines import SHORT, Line
from tawatur.model import Span
from tawatur.rules.text import fold

_SEPARATOR = re.compile(r"\s*(?:[:|/\\>؛\-]|\"|$)")
_ONLY_NUMBER = re.compile(r"[\s(\[]*\d{0,6}[\s)\]:|.,!؟\-…\"]*$")
_ARABIC = re.compile("[\u0620-\u064a]")
_SHORTEST = 12
_POINT = re.compile(r"\W|\d")
_TAIL = 700
_TAILS = 8
"""Most tails that are taken off one line, one behind the other."""


def _after(norm: str, count: int) -> int:
    """Where the first ``count`` words of ``norm`` end."""
    end = 0
    for number, match in enumerate(re.finditer(r"\w+", norm), 1):
        end = match.end()
        if number == count:
            break
    return end


def _fits(rule: LineRule, form: tuple[str, ...], line: Line) -> bool:
    rest = line.norm[_after(line.norm, len(form)) :]
    if rule.where == "whole":
        return _ONLY_NUMBER.match(rest) is not None
    return not rule.sep or _SEPARATOR.match(rest) is not None


class Found(NamedTuple):
    """The rule that a line falls under; ``more`` words follow the form."""

    rule: LineRule
    more: int


def line_rule(line: Line) -> Found | None:
    """The rule of lines.yaml that ``line`` falls under, if any."""
    if line.end - line.start > SHORT:
        return None
    count = len(line.words)
    rules = line_rules()
    if line.words:
        for form, rule in rules.by_first.get(line.words[0], ()):
            if count <= rule.max_words and line.words[: len(form)] == form and _fits(rule, form, line):
                return Found(rule, count - len(form))
    for rule in rules.rules:
        if rule.patterns and count <= rule.max_words and any(pattern.search(line.norm) for pattern in rule.patterns):
            return Found(rule, 0)
    return None


def is_section(line: Line) -> bool:
    """Whether ``line`` is the name of a section: section words only, or a head with up to two more words."""
    count = len(line.words)
    if not 1 <= count <= 4 or line.stopped:
        return False
    known = sections()
    if known.only(line.words):
        return True
    return count <= 3 and line.words[0] in known.heads and ":" not in line.norm


def tails(text: str, line: Line) -> list[Span]:
    """What follows the last sentence of ``line`` on the same line, and posts embedded in it, as ranges of ``text``."""
    out: list[Span] = []
    end = line.end
    for _ in range(_TAILS):
        cut = end
        at = max(line.start, end - _TAIL)
        folded = fold(text[at:end])
        norm = folded.norm.rstrip()
        for rule in tail_rules():
            match = None if rule.inner else rule.pattern.search(norm)
            if match is not None and match.start(1) < len(norm):
                cut = at + folded.starts[match.start(1)]
                out.append(Span(cut, end))
                break
        if cut == end or cut <= line.start:
            break
        end = cut
    inner = [rule for rule in tail_rules() if rule.inner]
    if "@" in text[line.start : end]:
        folded = fold(text[line.start : end])
        for rule in inner:
            for match in rule.pattern.finditer(folded.norm):
                out.append(Span(line.start + folded.starts[match.start(1)], line.start + folded.ends[match.end(1) - 1]))
    return sorted(out)


_HEADLINE = 3


def noisy_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of lines that line rules, the blocks under them, other stories' headlines and menus take away.

    A block begins below the first paragraph and ends at the next one, so text after "read also" in mid-article is kept;
    where the one headline stands behind the words "read also", there is no block. A rule for the rest of the page
    counts only below a paragraph.
    """
    out: set[int] = set()
    block = told = False
    last = max((index for index, line in enumerate(lines) if line.paragraph), default=-1)
    for index, line in enumerate(lines):
        found = line_rule(line)
        if found is not None and _applies(found.rule, inside=told and index < last):
            out.add(index)
            if found.rule.action == "rest" and told:
                out.update(range(index, len(lines)))
                break
            if found.rule.action in ("block", "rest"):
                block = told and (index > last or found.more < _HEADLINE)
        elif line.paragraph:
            block, told = False, True
        elif block:
            out.add(index)
    return out | _outside(lines, out)


def _applies(rule: LineRule, inside: bool) -> bool:
    return rule.action in ("line", "block", "rest") and not (rule.outer and inside)


def _outside(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Menus and shortened headlines above the first and below the last paragraph.

    Only where most of the text is paragraphs: in a poem, a list or a text in broken lines they are the text itself.
    """
    paragraphs = [index for index, line in enumerate(lines) if line.paragraph and index not in gone]
    told = sum(lines[index].end - lines[index].start for index in paragraphs)
    other = sum(line.end - line.start for index, line in enumerate(lines) if index not in gone and not line.paragraph)
    if told <= other:
        return set()
    below = range(paragraphs[-1] + 1, len(lines))
    zones = (range(paragraphs[0]), below)
    runs = [run for zone in zones for find in (_menus, _shortened, _foreign) for run in find(lines, zone, gone)]
    if sum(lines[index].stopped for index in paragraphs) * 5 >= len(paragraphs) * 4:
        runs += _headlines(lines, below, gone)
    return {index for run in runs for index in run}


def _runs(zone: range, fits: Callable[[int], bool]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in zone:
        if fits(index):
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _shortened(lines: Sequence[Line], zone: range, gone: set[int]) -> Iterator[list[int]]:
    """Two or more headlines in a row that end in dots: a list of other stories."""
    for run in _runs(zone, lambda index: lines[index].cut and len(lines[index].words) <= 20 and index not in gone):
        if len(run) >= 2:
            yield run


def _headlines(lines: Sequence[Line], zone: range, gone: set[int]) -> Iterator[list[int]]:
    """Lines without full stop, where the article's paragraphs have theirs: other stories, captions, who the author is.

    Not the points of a list, nor what a colon announces, nor one or two lines of more than a headline's length.
    """

    def fits(index: int) -> bool:
        line = lines[index]
        named = line_rule(line) is not None or all_media(line.norm)
        return not (line.stopped or index in gone or named or _POINT.match(line.norm))

    for run in _runs(zone, fits):
        announced = any(lines[index].norm.rstrip().endswith(":") for index in (run[0], run[0] - 1))
        if not announced and (len(run) >= 3 or all(len(lines[index].words) <= _SHORTEST for index in run)):
            yield run


def _foreign(lines: Sequence[Line], zone: range, gone: set[int]) -> Iterator[list[int]]:
    """Lines without an Arabic letter."""
    yield from _runs(zone, lambda index: index not in gone and not _ARABIC.search(lines[index].norm))


def _menus(lines: Sequence[Line], zone: range, gone: set[int]) -> Iterator[list[int]]:
    """Five or more lines in a row of at most four words, or fewer where most of them are names of sections."""

    def fits(index: int) -> bool:
        line = lines[index]
        return len(line.words) <= 4 and not line.stopped and (index in gone or not line_rule(line))

    for run in _runs(zone, fits):
        named = sum(is_section(lines[index]) or index in gone for index in run)
        if len(run) >= 5 or (len(run) >= 2 and named == len(run)) or (len(run) >= 3 and named * 2 >= len(run)):
            yield run

"""Lines and ends of lines that are the page's, not the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tawatur.clean.lexicon import LineRule, line_rules, sections, tail_rules
from tawatur.clean.lines import SHORT, Line
from tawatur.model import Span
from tawatur.rules.text import fold

_SEPARATOR = re.compile(r"\s*(?:[:|/\\>؛\-]|\"|$)")
_ONLY_NUMBER = re.compile(r"[\s(\[]*\d{0,6}[\s)\]:|.,!؟\-…\"]*$")
_TAIL = 700


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


def line_rule(line: Line) -> LineRule | None:
    """The rule of lines.yaml that ``line`` falls under, if any."""
    if line.end - line.start > SHORT:
        return None
    count = len(line.words)
    rules = line_rules()
    if line.words:
        for form, rule in rules.by_first.get(line.words[0], ()):
            if count <= rule.max_words and line.words[: len(form)] == form and _fits(rule, form, line):
                return rule
    for rule in rules.rules:
        if rule.patterns and count <= rule.max_words and any(pattern.search(line.norm) for pattern in rule.patterns):
            return rule
    return None


def is_section(line: Line) -> bool:
    """Whether ``line`` is the name of a section: section words only, or a head with up to two more words."""
    count = len(line.words)
    if not 1 <= count <= 4 or line.stopped:
        return False
    known = sections()
    bare = [word if word in known.words else word.removeprefix("و") for word in line.words]
    if all(word in known.words or word in known.heads for word in bare):
        return True
    return count <= 3 and line.words[0] in known.heads and ":" not in line.norm


def tails(text: str, line: Line) -> list[Span]:
    """What follows the last sentence of ``line`` on the same line, and posts embedded in it, as ranges of ``text``."""
    out: list[Span] = []
    end = line.end
    found = True
    while found and end > line.start:
        found = False
        at = max(line.start, end - _TAIL)
        folded = fold(text[at:end])
        norm = folded.norm.rstrip()
        for rule in tail_rules():
            match = None if rule.inner else rule.pattern.search(norm)
            if match is not None and match.start(1) < len(norm):
                first = at + folded.starts[match.start(1)]
                out.append(Span(first, end))
                end, found = first, True
                break
    inner = [rule for rule in tail_rules() if rule.inner]
    if "@" in text[line.start : end]:
        folded = fold(text[line.start : end])
        for rule in inner:
            for match in rule.pattern.finditer(folded.norm):
                out.append(Span(line.start + folded.starts[match.start(1)], line.start + folded.ends[match.end(1) - 1]))
    return sorted(out)


def noisy_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of lines that line rules, the blocks under them, shortened headlines and menus take away.

    A block ends at the next paragraph, so text after "read also" in mid-article is kept. A rule for the rest of the
    page counts only below at least one paragraph.
    """
    out: set[int] = set()
    block = False
    told = False
    for index, line in enumerate(lines):
        rule = line_rule(line)
        if rule is not None and rule.action in ("line", "block", "rest"):
            out.add(index)
            if rule.action == "rest" and told:
                return out | set(range(index, len(lines)))
            block = block or rule.action in ("block", "rest")
            continue
        if line.paragraph:
            block, told = False, True
        elif block:
            out.add(index)
    return out | _shortened(lines, out) | _menus(lines, out)


def _shortened(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Headlines that end in dots, two or more in a row: a list of other stories."""
    out: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else None
        if line is not None and line.cut and len(line.words) <= 20 and not line.paragraph and index not in gone:
            run.append(index)
            continue
        if len(run) >= 2:
            out.update(run)
        run = []
    return out


def _menus(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Five or more lines in a row of at most four words, and pairs of them that are section names."""
    out: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else None
        if line is not None and len(line.words) <= 4 and not line.stopped:
            run.append(index)
            continue
        named = sum(is_section(lines[item]) or item in gone for item in run)
        if len(run) >= 5 or (len(run) >= 2 and named == len(run)) or (len(run) >= 3 and named * 2 >= len(run)):
            out.update(run)
        run = []
    return out

"""What each line of a text is: title, byline, dateline, credit, the page's furniture, or the article itself."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.clean.captions import find_captions
from tawatur.clean.credit import (
    Dateline,
    after_label,
    all_media,
    credit_after,
    dateline_alone,
    dateline_before,
    unquoted,
)
from tawatur.clean.lexicon import plain
from tawatur.clean.lines import Line, split_lines, trimmed
from tawatur.clean.noise import is_section, line_rule, noisy_lines, tails
from tawatur.clean.site import find_site
from tawatur.model import Span

_CLEARLY = 0.25
_RIGHTS = 4
_FRONT = 8
"""Lines before the first paragraph that may hold title, byline and dateline."""


_TRAILING = " \t\n\xa0-–—ـ‒―:|/"


class Layout(NamedTuple):
    """Spans of the parts of a text; ``body`` in order, without overlap."""

    body: tuple[Span, ...]
    title: Span | None
    byline: Span | None
    dateline: Span | None
    place: Span | None
    credit: Span | None
    outlet: str | None


class _Draft:
    """The layout while it is being found."""

    def __init__(self, text: str, title: str | None, outlet: str | None) -> None:
        self.text = text
        self.lines = split_lines(text)
        self.gone = noisy_lines(self.lines)
        self.given = plain(title) if title else ()
        self.site = find_site(text, self.lines, self._rights())
        self.outlet_given = {plain(outlet)} if outlet else set()
        self.title: int | None = None
        self.byline: Span | None = None
        self.dateline: Span | None = None
        self.place: Span | None = None
        self.credits: list[tuple[int, Span]] = []
        self.outlet: str | None = None
        self.cuts: list[Span] = []

    def _rights(self) -> list[Line]:
        return [self.lines[index] for index in sorted(self.gone) if "©" in self.lines[index].norm][:_RIGHTS]

    def own(self, line: Line) -> frozenset[tuple[str, ...]]:
        """The names of the article's own outlet, as far as ``line`` doesn't say them itself."""
        return self.site.beside(line) | self.outlet_given

    def take(self, found: Dateline) -> None:
        """Note what a dateline says."""
        span = Span(found.start, found.start + len(self.text[found.start : found.end].rstrip(_TRAILING)))
        name, place = found.first("name"), found.first("place")
        agency, outlet = found.first("agency"), found.first("outlet")
        if place is not None or agency is not None:
            self.dateline, self.place = span, place
            self.byline = self.byline or name
        else:
            self.byline = self.byline or span
        if agency is not None:
            self.credits.append((1, agency))
        elif outlet is not None:
            self.credits.append((3, outlet))
        if outlet is not None:
            self.outlet = self.outlet or outlet.of(self.text)


def _kept(draft: _Draft) -> list[int]:
    return [index for index in range(len(draft.lines)) if index not in draft.gone]


def _same_title(line: Line, given: tuple[str, ...]) -> bool:
    """Whether ``line`` is the title that was given apart, perhaps shortened or with the outlet's name behind it."""
    if len(given) < 2 or len(line.words) < 2:
        return False
    shorter = min(len(given), len(line.words))
    return line.words[:shorter] == given[:shorter] and shorter * 3 >= max(len(given), len(line.words)) * 2


def _labelled(draft: _Draft) -> None:
    """Lines with a label: sources and bylines."""
    for index in _kept(draft):
        line = draft.lines[index]
        found = line_rule(line)
        if found is None or found.rule.action not in ("source", "byline"):
            continue
        draft.gone.add(index)
        value = after_label(draft.text, line)
        if found.rule.action == "source" and value is not None:
            draft.credits.append((0, value))
        elif found.rule.action == "byline" and draft.byline is None:
            draft.byline = value or Span(line.start, line.end)


def _front(draft: _Draft) -> None:
    """The lines before the first paragraph; in a text without paragraphs, all but the last, and fewer go."""
    kept = _kept(draft)
    if not kept:
        return
    told = any(draft.lines[index].paragraph for index in kept)
    first = next((index for index in kept if draft.lines[index].paragraph), kept[-1])
    front = [index for index in kept if index < first]
    front = front[-_FRONT:] if told else front[:_FRONT]
    same = (index for index in (*front, first) if draft.given and _same_title(draft.lines[index], draft.given))
    draft.title = next(same, None)
    candidates: list[int] = []
    for index in front:
        line = draft.lines[index]
        titled = bool(draft.given) or bool(candidates)
        found = dateline_alone(draft.text, line, draft.own(line), shape=titled and told)
        if index == draft.title:
            continue
        if found is not None and draft.dateline is None and not (found.guessed and draft.byline):
            draft.take(found)
            draft.gone.add(index)
        elif is_section(line):
            draft.gone.add(index)
        else:
            candidates.append(index)
    if not draft.given and draft.title is None:
        draft.title = _best_title(draft, candidates if told else candidates[:1], first)
    if told:
        _above(draft, candidates)
    if draft.title is not None:
        draft.gone.add(draft.title)


def _above(draft: _Draft, candidates: list[int]) -> None:
    """Lines above the first paragraph that aren't the article's: what stands above the title, and a few words alone."""
    for index in candidates:
        line = draft.lines[index]
        above = not draft.given and draft.title is not None and index < draft.title
        if index != draft.title and not line.stopped and (above or len(line.words) <= 4):
            draft.gone.add(index)


def _best_title(draft: _Draft, candidates: list[int], first: int) -> int | None:
    """The first line that can be the title, unless another shares clearly more words with the first paragraphs."""
    told = {word for line in draft.lines[first : first + 3] for word in line.words}
    best: int | None = None
    score = 0.0
    for index in candidates:
        words = [word for word in draft.lines[index].words if len(word) > 3]
        shared = sum(word in told for word in words) / len(words) if words else 0.0
        if _titular(draft.lines[index]) and (best is None or shared > score + _CLEARLY):
            best, score = index, shared
    return best


def _titular(line: Line) -> bool:
    """Whether a line above the first paragraph can be the title: a question or exclamation can, a statement can't."""
    return 3 <= len(line.words) <= 20 and line.norm.rstrip("\"') ")[-1:] not in (":", "،", "؛", ",", ".")


def _opening(draft: _Draft) -> None:
    """A dateline at the start of one of the first two paragraphs."""
    if draft.dateline is not None:
        return
    for index in _kept(draft)[:3]:
        found = dateline_before(draft.text, draft.lines[index], draft.own(draft.lines[index]))
        if found is not None:
            draft.take(found)
            draft.cuts.append(Span(draft.lines[index].start, found.end))
            return


def _back(draft: _Draft) -> None:
    """The lines below the last paragraph, and an agency named behind the last sentence."""
    kept = _kept(draft)
    while len(kept) > 1:
        line = draft.lines[kept[-1]]
        if line.paragraph:
            break
        before = draft.lines[kept[-2]]
        if all_media(draft.text[line.start : line.end]):
            draft.credits.append((2, Span(*unquoted(draft.text, line.start, line.end))))
        elif (found := dateline_alone(draft.text, line, draft.own(line))) is not None and draft.dateline is None:
            draft.take(found)
        elif line.stopped or len(line.words) > 3 or not before.stopped:
            break
        draft.gone.add(kept.pop())
    if kept:
        line = draft.lines[kept[-1]]
        end = min([line.end, *(cut.start for cut in draft.cuts if cut.end == line.end)])
        behind = credit_after(draft.text, line.start, trimmed(draft.text, line.start, end)[1])
        if behind is not None:
            draft.cuts.append(Span(behind[0], end))
            draft.credits.append((2, behind[1]))


def _runs(draft: _Draft) -> list[Span]:
    """The lines that are left, with what lies between neighbours, less the cuts."""
    runs: list[Span] = []
    kept = _kept(draft)
    for position, index in enumerate(kept):
        line = draft.lines[index]
        if position and kept[position - 1] == index - 1:
            runs[-1] = Span(runs[-1].start, line.end)
        else:
            runs.append(Span(line.start, line.end))
    return _without(draft.text, runs, draft.cuts)


def _without(text: str, spans: list[Span], cuts: list[Span]) -> list[Span]:
    """``spans`` less ``cuts`` (both in order), without white space at the ends."""
    out: list[Span] = []
    ordered = sorted(cuts)
    first = 0
    for span in spans:
        at = span.start
        while first < len(ordered) and ordered[first].end <= span.start:
            first += 1
        for cut in ordered[first:]:
            if cut.start >= span.end:
                break
            if cut.start > at:
                out.append(Span(at, cut.start))
            at = max(at, cut.end)
        if at < span.end:
            out.append(Span(at, span.end))
    shrunk = [Span(*trimmed(text, span.start, span.end)) for span in out]
    return [span for span in shrunk if span.start < span.end]


def lay_out(text: str, title: str | None = None, outlet: str | None = None) -> Layout:
    """Lay ``text`` out, in linear time; ``title`` and ``outlet`` as given apart from it, if they were."""
    draft = _Draft(text, title, outlet)
    _labelled(draft)
    _front(draft)
    for index in _kept(draft):
        draft.cuts += tails(text, draft.lines[index])
    _opening(draft)
    _back(draft)
    body = _runs(draft)
    body = _without(text, body, find_captions(text, body))
    line = draft.lines[draft.title] if draft.title is not None else None
    own = draft.site.own.of(text) if draft.site.own is not None else None
    outlet = draft.outlet or own
    credit = min(draft.credits)[1] if draft.credits else None
    return Layout(
        tuple(body), Span(line.start, line.end) if line is not None else None,
        draft.byline, draft.dateline, draft.place, credit, outlet,
    )

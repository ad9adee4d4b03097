"""Bylines, datelines and source lines: who and where an article comes from, by its own account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tawatur.clean.lexicon import media, places, plain
from tawatur.clean.lines import Line, trimmed
from tawatur.model import Span
from tawatur.rules.verbs import read_verb

PartKind = Literal["place", "agency", "outlet", "generic", "date", "name"]

Names = frozenset[tuple[str, ...]]
"""Names that the article's own outlet goes by, as folded words."""

_SEPARATOR = re.compile(r"\s*(?:\s--?-?|--?-?\s|[–—ـ‒―:|/]|--|\n)\s*")
_QUOTES = "-–—ـ«»\"“”'‘’()[] \xa0\t.،,*•"
_DATE = re.compile(r"[\d٠-٩]{1,4}")
_HEAD = 120
_WORDS = 5


class Part(NamedTuple):
    """One piece of a dateline."""

    start: int
    end: int
    kind: PartKind


class Dateline(NamedTuple):
    """A dateline at the start of a line; ``end`` is where the article's own text begins."""

    start: int
    end: int
    parts: tuple[Part, ...]

    @property
    def guessed(self) -> bool:
        """Whether only the shape of the line shows it, and no known name."""
        return not _known(self.parts)

    def first(self, *kinds: PartKind) -> Span | None:
        """The first part of one of these kinds."""
        return next((Span(part.start, part.end) for part in self.parts if part.kind in kinds), None)


def _has_verb(words: tuple[str, ...]) -> bool:
    """Whether a word is a verb that begins a clause; "وادي" isn't read as "and he performed"."""
    return any(not reading.form.passive and not reading.skip for word in words for reading in read_verb(word))


def _told_to(words: tuple[str, ...]) -> bool:
    """Whether the words tell a medium something: "وقال لـ«المرفأ»:" is no byline."""
    return len(words) > 1 and words[1].startswith("ل") and bool(read_verb(words[0]))


def _verb_in_name(text: str, parts: list[Part]) -> bool:
    found = ((part, plain(text[part.start : part.end])) for part in parts)
    return any(_told_to(words) or (part.kind == "name" and _has_verb(words)) for part, words in found)


def part_kind(piece: str, own: Names = frozenset()) -> PartKind | None:
    """What ``piece`` names; "name" for a few words that may be a reporter's name; None for anything longer."""
    words = plain(piece)
    if not words:
        return None
    for given in (words, words[1:] if words[0] == "في" else ()):
        if given in places():
            return "place"
    known = media()
    kind = known.get(words)
    if kind in ("agency", "outlet", "generic"):
        return kind
    if words in own or (len(words) > 1 and known.get(words[:1]) == "prefix" and words[1:] in own):
        return "outlet"
    if 2 <= len(words) <= _WORDS and known.get(words[:1]) == "agency_prefix":
        return "agency"
    if all(part in known and known[part] == "agency" for part in (words[:1], words[1:])) and len(words) > 1:
        return "agency"
    if 2 <= len(words) <= _WORDS and (_is_medium(words) or known.get(words[:1]) == "prefix"):
        return "outlet"
    if len(words) <= 4 and _DATE.fullmatch(words[0]) and all(len(word) <= 8 for word in words):
        return "date"
    if len(words) >= 2 and _city_and_country(piece):
        return "place"
    return "name" if len(words) <= 4 and not any(_DATE.search(word) for word in words) else None


def _is_medium(words: tuple[str, ...]) -> bool:
    """"شعلة نيوز"."""
    return len(words) > 1 and any(media().get((word,)) == "word" for word in words[1:])


def _city_and_country(piece: str) -> bool:
    """"دمشق، سوريا"."""
    city, comma, rest = piece.partition("،")
    return bool(comma) and plain(city) in places() and len(plain(rest)) <= 3


def _piece(text: str, start: int, end: int, own: Names) -> list[Part]:
    """The part between two separators, and what stands in brackets behind it ("القاهرة (رويترز)")."""
    bracket = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s*$").search(text, start, end)
    out: list[Part] = []
    stop = bracket.start() if bracket is not None else end
    first, last = unquoted(text, start, stop)
    if first < last:
        kind = part_kind(text[first:last], own)
        if kind is None:
            return []
        out.append(Part(first, last, kind))
    if bracket is not None:
        inner = part_kind(bracket.group(1), own)
        if inner is None:
            return []
        out.append(Part(bracket.start(1), bracket.end(1), inner))
    return out


def unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """``start`` and ``end`` moved inwards past white space, quotation marks, brackets and dashes."""
    start, end = trimmed(text, start, end)
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return start, end


def _known(parts: Sequence[Part]) -> bool:
    return any(part.kind in ("place", "agency", "outlet") for part in parts)


def dateline_before(text: str, line: Line, own: Names = frozenset()) -> Dateline | None:
    """A dateline at the start of a paragraph: "الرباط - ", "واس - جدة:", "القاهرة (رويترز) - ".

    At least one part has to be a known city, agency or medium, and no part may hold a verb. A single city needs a dash
    (or an agency) behind it: "طهران: لن نقبل" lets a government speak. A single medium needs a word that makes it one
    ("شعلة نيوز:") or to be the article's own outlet.
    """
    limit = min(line.end, line.start + _HEAD)
    parts: list[Part] = []
    best: Dateline | None = None
    at = line.start
    for match in _SEPARATOR.finditer(text, line.start, limit):
        if match.start() <= at and not parts:
            return None
        more = _piece(text, at, match.start(), own)
        if not more or _verb_in_name(text, more):
            break
        parts += more
        at = match.end()
        if at >= line.end:
            break
        colon = ":" in match.group()
        if _closes(text, parts, colon, own):
            best = Dateline(parts[0].start, at, tuple(parts))
        if len(parts) >= 5:
            break
    return best


def _closes(text: str, parts: list[Part], colon: bool, own: Names) -> bool:
    """Whether these parts, before a dash or colon, make a dateline."""
    if not _known(parts) or sum(part.kind == "name" for part in parts) > 1:
        return False
    if len(parts) > 1:
        return parts[-1].kind != "name" or colon
    only = parts[0]
    words = plain(text[only.start : only.end])
    if only.kind == "place":
        return not colon
    if only.kind == "agency":
        return True
    return words in own or _is_medium(words)


def dateline_alone(text: str, line: Line, own: Names = frozenset(), *, shape: bool = False) -> Dateline | None:
    """A line that is nothing but byline or dateline: "الرباط - سعيد الهادي", "النجم نيوز – جدة".

    With ``shape`` a line of two short names with a dash between is enough, though neither is known.
    """
    if line.stopped or len(line.words) > 14:
        return None
    pieces: list[tuple[int, int]] = []
    at = line.start
    for match in _SEPARATOR.finditer(text, line.start, line.end):
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, line.end))
    parts: list[Part] = []
    for start, end in pieces:
        if start >= end:
            continue
        more = _piece(text, start, end, own)
        if not more:
            return _agency_stamp(text, line)
        parts += more
    if not parts or len(parts) > 5 or _verb_in_name(text, parts):
        return None
    names = sum(part.kind == "name" for part in parts)
    if len(parts) == 1:
        known = parts[0].kind == "agency" or line.words in own or _is_medium(line.words)
        return Dateline(line.start, line.end, tuple(parts)) if known else None
    generic = shape and names == 1 and parts[-1].kind == "generic"
    if (_known(parts) or generic) and names <= 1 and (shape or not names or ":" not in line.norm):
        return Dateline(line.start, line.end, tuple(parts))
    if shape and len(parts) == 2 and names == 2 and len(pieces) == 2 and len(line.words) <= 7:
        return Dateline(line.start, line.end, tuple(parts))
    return None


def _agency_stamp(text: str, line: Line) -> Dateline | None:
    """"جدة 7 شوال 1436 هـ الموافق 23 يوليو 2015 م واس": city first, agency last, a date between."""
    words = line.words
    if len(words) < 3 or not any(word.isdigit() for word in words) or _has_verb(words):
        return None
    city = next((count for count in (3, 2, 1) if words[:count] in places()), 0)
    agency = next((count for count in (3, 2, 1) if media().get(words[-count:]) == "agency"), 0)
    if not city or not agency or city + agency >= len(words):
        return None
    spans = [match.span() for match in re.compile(r"\w+").finditer(text, line.start, line.end)]
    if len(spans) != len(words):
        return None
    return Dateline(
        line.start, line.end,
        (Part(spans[0][0], spans[city - 1][1], "place"), Part(spans[-agency][0], spans[-1][1], "agency")),
    )


_TRAILING = re.compile(r"[(\[«\"“]([^()\[\]«»\"“”]{2,60})[)\]»\"”]\s*[.،]?\s*$")
_LAST_STOP = re.compile(r"[.!؟»\")\]]\s+([^.!؟»\"()\[\]]{2,24})\s*\.?\s*$")


def all_media(piece: str) -> bool:
    """Whether ``piece`` is nothing but names of agencies ("أ ف ب، رويترز"), or a generic "وكالات"."""
    pieces = [part for part in re.split(r"[،,/+\-–—]| و(?=\S)", piece) if part.strip()]
    kinds = [media().get(plain(part)) for part in pieces]
    return bool(kinds) and all(kind in ("agency", "generic") for kind in kinds)


def credit_after(text: str, start: int, end: int) -> tuple[int, Span] | None:
    """An agency named behind the last sentence of the last line: where the body ends, and the agency."""
    window = max(start, end - 100)
    for pattern in (_TRAILING, _LAST_STOP):
        match = pattern.search(text, window, end)
        if match is not None and all_media(match.group(1)):
            cut = match.start() if pattern is _TRAILING else match.start(1)
            first, last = unquoted(text, match.start(1), match.end(1))
            if media().get(plain(text[first:last])) == "generic" and pattern is _LAST_STOP:
                return None
            return cut, Span(first, last)
    return None


_LABEL = re.compile(r"\s*[:\-–—|]\s*")


def after_label(text: str, line: Line) -> Span | None:
    """What follows the label of a line such as "المصدر: صحيفة النجم"."""
    match = _LABEL.search(text, line.start, line.end)
    first, last = unquoted(text, match.end() if match else line.start, line.end)
    return Span(first, last) if match is not None and first < last else None

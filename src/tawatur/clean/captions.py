"""Photo captions that stand among the sentences of an article without a mark of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.clean.credit import all_media
from tawatur.clean.lexicon import captions, plain
from tawatur.clean.lines import trimmed
from tawatur.model import Span
from tawatur.rules.text import fold
from tawatur.rules.verbs import read_verb

# A full stop ends a sentence unless a single letter stands before it ("د. سعيد").
_END = re.compile(r"(?<![\s.]\w)(?<!^\w)(?<!\sو\w)\s?[.!؟](?=[\s«\"(“]|$)")
_CREDIT = re.compile(r"\s{0,3}[«(\"“]\s?([^«»()\"“”]{2,30}?)\s?[»)\"”]\s?\.?")
_PLAIN = re.compile(r"[:؟!\d]|\.\s?\.\s*$|…")
_LONGEST = 14
_NAMES = 9
_VERBAL = re.compile(r"^(?:[وف]?س?[يت]\w{3,}|\w{2,}وا|\w{3,}ون)$")


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        yield at, match.end()
        at = match.end()
    if at < end:
        yield at, end


def _finite(words: tuple[str, ...]) -> bool:
    """Whether a verb of a report is among ``words``."""
    pictured = captions().pictured
    for index, word in enumerate(words):
        if word in pictured and index > 0:
            continue
        if any(not reading.form.passive for reading in read_verb(word)):
            return True
        if index == 0 and _VERBAL.match(word):
            return True
    return False


def _without_cue(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words around a caption's cue; None where there is no cue."""
    data = captions()
    for opening in data.openings:
        if words[: len(opening)] == opening:
            return words[len(opening) :]
    for cue in data.cues:
        for at in range(1, len(words) - len(cue) + 1):
            if words[at : at + len(cue)] == cue:
                return words[:at] + words[at + len(cue) :]
    if words[0] in data.titles and any(word in data.pictured for word in words[1:]):
        return tuple(word for word in words if word not in data.pictured)
    return None


def is_caption(sentence: str, known: frozenset[str], *, credited: bool = False) -> bool:
    """Whether ``sentence`` describes a picture.

    It has at most 14 words and no verb of a report, and either a cue or a verb that captions use, or an agency's name
    in brackets behind it (``credited``), or nothing but titles and names that the article has elsewhere (``known``).
    """
    words = plain(sentence)
    if not 3 <= len(words) <= _LONGEST or _PLAIN.search(sentence) or _finite(words):
        return False
    if credited:
        return True
    titled = words[0] in captions().titles
    if words[0][0] in "وف" and not titled:
        return False
    rest = _without_cue(words)
    content = [word for word in (words if rest is None else rest) if len(word) > 2]
    familiar = sum(word in known or word.removeprefix("و") in known for word in content)
    if rest is not None:
        return familiar * 2 >= len(content)
    return titled and len(words) <= _NAMES and familiar == len(content)


def find_captions(text: str, spans: list[Span]) -> list[Span]:
    """Captions among the sentences of ``spans`` (the body so far); never the first sentence.

    Where they would make up more than a sixth of the text they are no captions, but how the article is written.
    """
    found: list[Span] = []
    short = [trimmed(text, *pair) for span in spans for pair in _sentences(text, span.start, span.end)]
    counts: dict[str, int] = {}
    for start, end in short:
        for word in set(re.findall(r"\w+", fold(text[start:end]).norm)):
            counts[word] = counts.get(word, 0) + 1
            if len(word) > 3 and word[0] == "و":
                counts[word[1:]] = counts.get(word[1:], 0) + 1
    known = frozenset(word for word, count in counts.items() if count > 1)
    for number, (start, end) in enumerate(short):
        if number == 0 or end - start > 150:
            continue
        credit = _CREDIT.match(text, end)
        credited = credit is not None and all_media(credit.group(1))
        if is_caption(text[start:end], known, credited=credited):
            found.append(Span(start, credit.end() if credit is not None and credited else end))
    total = sum(span.end - span.start for span in spans)
    return found if sum(span.end - span.start for span in found) * 6 <= total else []

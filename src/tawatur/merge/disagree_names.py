"""What texts call the instrument of an agreement: a memorandum on defence, a security convention."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.merge.disagree_words import Words, first_token, sentence_end, stems_of, words
from tawatur.merge.inputs import stem
from tawatur.model import EventMention, Extracted, Span
from tawatur.rules.text import advance

_LONGEST = 9
"""Words that a designation may have."""
_BEHIND = 2
"""Words behind a trigger within which the instrument may stand ("وقع الطرفان مذكرة")."""


class Designation(NamedTuple):
    """The kind of instrument, what else its name says (stems), and where it stands."""

    kind: str
    about: frozenset[str]
    span: Span


def designation(extracted: Extracted, event: EventMention) -> Designation | None:
    """The designation in or behind the trigger of an agreement; None where its noun stands alone or is general."""
    tokens, known = extracted.annotated.tokens, words()
    stop = sentence_end(extracted, event)
    last = first_token(extracted, max(event.start, event.end - 1)) + 1
    for at in range(first_token(extracted, event.start), min(stop, last + _BEHIND)):
        for form in stems_of(tokens[at].norm):
            if form in known.instruments:
                return _from(extracted, at, stop, known.instruments[form], known)
    return None


def _from(extracted: Extracted, at: int, stop: int, kind: str, known: Words) -> Designation | None:
    layers = extracted.annotated
    dated = {k for timex in layers.timexes for k in range(timex.start, timex.end)}
    named = {
        k for one in layers.mentions for k in range(one.start, one.end) if one.type in ("PERSON", "COUNTRY", "ORG")
    }
    about: set[str] = set()
    last = at
    into = False
    for k in range(at + 1, min(stop, at + _LONGEST)):
        token = layers.tokens[k]
        forms = stems_of(token.norm)
        if token.kind != "word" or token.start in dated or token.start in named or token.norm.startswith("و"):
            break
        if any(form in known.into for form in (token.norm, *forms)):
            into = True
            last = k if not any(form in known.end for form in forms) or token.norm in known.into else last
            continue
        if token.norm in known.end:
            break
        content = {found for form in forms if form not in known.plain and (found := stem(form))}
        if content and not any(form in known.plain for form in forms):
            about.add(min(content, key=lambda one: (len(one), one)))
        last = k
        if into and len(about) >= 2:
            break
    if not about:
        return None
    token = layers.tokens[at]
    skip = next((skip for skip, form in _skips(token.norm) if form in known.instruments), 0)
    start = advance(layers.doc.text, token.start, skip)
    return Designation(kind, frozenset(about), Span(start, layers.tokens[last].end))


def _skips(norm: str) -> list[tuple[int, str]]:
    return [(len(norm) - len(form), form) for form in stems_of(norm) if norm.endswith(form)]


def apart(a: Designation, b: Designation) -> bool:
    """Whether two designations name two instruments: of two kinds, or in two fields of which none holds the other."""
    return a.kind != b.kind or not (a.about <= b.about or b.about <= a.about)

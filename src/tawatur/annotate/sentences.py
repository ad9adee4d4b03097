"""Tokens and sentences of the article's own text."""

from __future__ import annotations

from tawatur.model import Document, Sentence, Span, Token
from tawatur.rules.text import tokenize

_STOPS = frozenset(".!?؟")
_LETTER = 3
"""Letters that the name of a letter may have."""
_CLOSERS = frozenset("\"')]}»”’")


def _is_stop(text: str, tokens: list[Token], at: int) -> bool:
    """Whether the punctuation mark at token ``at`` ends a sentence."""
    token = tokens[at]
    if token.norm not in _STOPS:
        return False
    if at + 1 < len(tokens) and tokens[at + 1].norm in _STOPS:
        return False
    before = tokens[at - 1] if at else None
    if _spelled(tokens, at):
        return False
    # "د. سالم" and "أ.ف.ب": a single letter before the point is an abbreviation, not an end.
    return not (
        token.norm == "."
        and before is not None
        and before.kind == "word"
        and before.end == token.start
        and len(before.norm) == 1
    )


def _spelled(tokens: list[Token], at: int) -> bool:
    """Whether a point stands between short words without white space: letters spelled out ("بي.بي.سي")."""
    if not 0 < at < len(tokens) - 1 or tokens[at].norm != ".":
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    close = before.end == tokens[at].start and tokens[at].end == after.start
    return close and before.kind == after.kind == "word" and max(len(before.norm), len(after.norm)) <= _LETTER


def _line_breaks(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a line ends between token ``at`` and the next one."""
    return at + 1 < len(tokens) and "\n" in text[tokens[at].end : tokens[at + 1].start]


def _split(text: str, tokens: list[Token], base: int, title: bool) -> list[Sentence]:
    out: list[Sentence] = []
    first, at = 0, 0
    while at < len(tokens):
        end = at + 1
        if _is_stop(text, tokens, at):
            while end < len(tokens) and tokens[end].norm in _CLOSERS and tokens[end].start == tokens[end - 1].end:
                end += 1
            out.append(Sentence(tokens[first].start, tokens[end - 1].end, base + first, base + end, title))
            first = end
        elif _line_breaks(text, tokens, at):
            out.append(Sentence(tokens[first].start, tokens[at].end, base + first, base + end, title))
            first = end
        at = end
    if first < len(tokens):
        out.append(Sentence(tokens[first].start, tokens[-1].end, base + first, base + len(tokens), title))
    return out


def segment(doc: Document) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """Tokens and sentences of the title, the dateline and the body of ``doc``, in the order of the text.

    A sentence never crosses from one part into another. Source of the method: stop marks and line ends, with
    abbreviations of single letters kept whole.
    """
    parts = [(span, False) for span in doc.body]
    if doc.title_span is not None:
        parts.append((doc.title_span, True))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for span, title in sorted(parts):
        part = list(tokenize(Span(*span).of(doc.text), span[0]))
        sentences.extend(_split(doc.text, part, len(tokens), title))
        tokens.extend(part)
    return tuple(tokens), tuple(sentences)

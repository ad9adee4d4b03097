"""Quotations: the words between marks of any kind, and what to do where a mark is missing."""

from __future__ import annotations

from collections.abc import Sequence as Seq

from tawatur.model import Quote, Sentence, Token

_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’", "‹": "›"}
_EITHER = frozenset('"”“″')
_LONGEST = 400
"""Tokens: a mark that is not closed within this many is read as a stray one."""


def _closes(open_mark: str, mark: str) -> bool:
    if open_mark in _EITHER:
        return mark in _EITHER
    return mark == _PAIRS.get(open_mark)


def find_quotes(text: str, tokens: Seq[Token], sentences: Seq[Sentence]) -> tuple[Quote, ...]:
    """Outermost quotations in order; an opening mark without its partner ends with its paragraph (``close`` None)."""
    out: list[Quote] = []
    at = 0
    while at < len(tokens):
        mark = text[tokens[at].start : tokens[at].end]
        if tokens[at].kind != "punct" or (mark not in _PAIRS and mark not in _EITHER):
            at += 1
            continue
        end = _closing(text, tokens, at, mark)
        if end is None:
            stop = _paragraph_end(text, tokens, at)
            if mark in _PAIRS and stop > at + 3:
                out.append(Quote(tokens[at + 1].start, tokens[stop - 1].end, mark, None))
            at += 1
        else:
            if end > at + 1:
                out.append(
                    Quote(tokens[at + 1].start, tokens[end - 1].end, mark, text[tokens[end].start : tokens[end].end])
                )
            at = end + 1
    return tuple(out)


def _closing(text: str, tokens: Seq[Token], at: int, mark: str) -> int | None:
    for index in range(at + 1, min(len(tokens), at + _LONGEST)):
        if tokens[index].kind == "punct":
            if _closes(mark, text[tokens[index].start : tokens[index].end]):
                return index
        elif "\n" in text[tokens[index - 1].end : tokens[index].start]:
            return None
    return None


def _paragraph_end(text: str, tokens: Seq[Token], at: int) -> int:
    for index in range(at + 1, min(len(tokens), at + _LONGEST)):
        if "\n" in text[tokens[index - 1].end : tokens[index].start]:
            return index
    return min(len(tokens), at + _LONGEST)

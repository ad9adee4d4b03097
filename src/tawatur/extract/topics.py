"""Topics of an event and the proper name it carries."""

from __future__ import annotations

from functools import lru_cache

from tawatur.extract.view import View
from tawatur.model import Span
from tawatur.rules.classes import Classes

_LONGEST_NAME = 8


@lru_cache(maxsize=1)
def _topics() -> Classes:
    return Classes("events/topics.tsv")


def topics_of(view: View, first: int, stop: int) -> tuple[str, ...]:
    """Topics named among tokens ``first`` to ``stop``, sorted."""
    out: set[str] = set()
    for at in range(first, min(stop, first + 60)):
        out.update(_topics().at(view.tokens, at))
    return tuple(sorted(out))


def proper_names(view: View, first: int, stop: int) -> tuple[Span, ...]:
    """Short quoted names right behind the trigger ("مناورات «...»")."""
    out = []
    for at in range(first + 1, min(stop, first + 10) + 1):
        index = view.quotes_at.get(at)
        if index is None:
            continue
        quote = view.ann.quotes[index]
        begin, end = view.token_range(quote.start, quote.end)
        opens = begin < end and view.tokens[begin].kind == "word"  # else two quotations were taken for one
        if end - begin <= _LONGEST_NAME and quote.close is not None and opens:
            out.append(Span(quote.start, quote.end))
    return tuple(out)

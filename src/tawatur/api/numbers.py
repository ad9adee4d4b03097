"""Numbers of a text, by themselves."""

from __future__ import annotations

from msgspec import Struct

from tawatur.rules.numerals import scan
from tawatur.rules.text import advance, tokenize


class NumberExpression(Struct, frozen=True):
    """Words or digits that name a number: ``text[start:end] == words``. ``ordinal``: a place in an order ("الرابع")."""

    start: int
    end: int
    words: str
    value: float
    ordinal: bool


def numbers(text: str) -> list[NumberExpression]:
    """The numbers of an Arabic text, in digits and words, in order: cardinals, decimals, fractions, ordinals."""
    tokens = tokenize(text)
    out = []
    for found in scan(tokens):
        start, end = tokens[found.first].start, tokens[found.last - 1].end
        start = advance(text, start, found.skip) if found.skip else start
        out.append(NumberExpression(start, end, text[start:end], found.value, found.ordinal))
    return out

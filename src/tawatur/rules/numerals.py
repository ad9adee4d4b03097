"""All numbers of a text: cardinals with signs, decimals, fractions and grouped digits, and ordinals.

``numbers`` reads what begins at one token; here it is looked for along a text, for readers that want numbers alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.model import Token
from tawatur.rules.numbers import Number, digits, linked_word, read, read_ordinal, word_of


class Numeral(NamedTuple):
    """A number in tokens ``first`` to ``last`` (exclusive); ``skip`` folded characters of the first are proclitics."""

    first: int
    last: int
    skip: int
    value: float
    ordinal: bool = False


def scan(tokens: Sequence[Token]) -> list[Numeral]:
    """The numbers among ``tokens``, in order, without overlap; linear in their number."""
    out: list[Numeral] = []
    at = 0
    while at < len(tokens):
        found = _at(tokens, at)
        if found is not None:
            out.append(found)
        at = found.last if found is not None else at + 1
    return out


def _at(tokens: Sequence[Token], at: int) -> Numeral | None:
    if _negative(tokens, at):
        cardinal = _cardinal(tokens, at + 1)
        return cardinal._replace(first=at, value=-cardinal.value) if cardinal is not None else None
    ordinal, cardinal = _ordinal(tokens, at), _cardinal(tokens, at)
    if ordinal is not None and (cardinal is None or cardinal.last <= ordinal.last):
        return ordinal
    return cardinal


def _negative(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands here: "سالب", "ناقص", or a hyphen that touches the digits after it and nothing before."""
    if tokens[at].norm == "-":
        touches = at + 1 < len(tokens) and tokens[at + 1].kind == "number" and tokens[at + 1].start == tokens[at].end
        return touches and (at == 0 or tokens[at - 1].end < tokens[at].start)
    return word_of(tokens, at, "minus") is not None


def _ordinal(tokens: Sequence[Token], at: int) -> Numeral | None:
    if at and word_of(tokens, at - 1, "month") is not None:
        return None
    hundred = word_of(tokens, at, "hundred")
    if hundred is not None and tokens[at].norm.startswith("ال") and at + 1 < len(tokens):
        rest = read_ordinal(tokens, at + 1)
        if rest is not None and rest.skip == 1 and tokens[at + 1].norm[0] == "و":
            return Numeral(at, rest.last, 0, hundred.value + rest.value, True)
    found = read_ordinal(tokens, at)
    if found is not None:
        return Numeral(*found, True)
    nth = word_of(tokens, at, "nth")
    if nth is None or word_of(tokens, at + 1, "yesterday") is not None or _next_is(tokens, at, "من"):
        return None
    return Numeral(at, at + 1, 0, float(nth.value), True)


def _next_is(tokens: Sequence[Token], at: int, norm: str) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].norm == norm


def _cardinal(tokens: Sequence[Token], at: int) -> Numeral | None:
    if at >= len(tokens):
        return None
    zero = word_of(tokens, at, "zero")
    if zero is not None:
        return Numeral(at, at + 1, 0, 0.0)
    part = _fraction(tokens, at)
    if part is not None:
        return part
    found = _grouped(tokens, at) or read(tokens, at)
    if found is None or (at and word_of(tokens, at - 1, "pronoun") is not None):
        return None
    parts = word_of(tokens, found.last, "parts")
    if parts is not None:
        count = _last_unit(tokens, found)
        rest = found.value - count
        return Numeral(at, found.last + 1, found.skip, rest + count / parts.value)
    value, last = _with_rest(tokens, found)
    return Numeral(at, last, found.skip, value)


def _last_unit(tokens: Sequence[Token], found: Number) -> float:
    """What the fraction after a number counts: "a hundred and three quarters" has three of them."""
    for at in range(max(found.first + 1, found.last - 2), found.last):
        unit = linked_word(tokens, at, "unit")
        if found.value >= 100 and unit is not None and unit[1] == found.last - 1:
            return float(unit[0].value)
    return found.value


def _fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """A half, a third, two thirds; no quarter of a year ("الربع الأول")."""
    word = word_of(tokens, at, "fraction", "fractions")
    if word is None or (at + 1 < len(tokens) and read_ordinal(tokens, at + 1) is not None):
        return None
    share = (2 if word.kind == "fractions" else 1) / word.value
    scale = word_of(tokens, at + 1, "times")
    if scale is not None:
        return Numeral(at, at + 2, 0, share * scale.value)
    return Numeral(at, at + 1, 0, share)


def _with_rest(tokens: Sequence[Token], found: Number) -> tuple[float, int]:
    """The value with the decimals or the fraction that follow it, and the next token."""
    if word_of(tokens, found.last, "point") is not None and found.last + 1 < len(tokens):
        after = read(tokens, found.last + 1)
        if after is not None and after.skip == 0 and after.value == int(after.value) and after.value > 0:
            return found.value + after.value / 10 ** len(str(int(after.value))), after.last
    part = linked_word(tokens, found.last, "fraction", "fractions")
    if part is not None:
        word, at = part
        scale = word_of(tokens, at + 1, "times")
        of = scale or word_of(tokens, found.last - 1, "times")
        share = (2 if word.kind == "fractions" else 1) / word.value
        return found.value + share * (of.value if of is not None else 1), at + (2 if scale is not None else 1)
    count = linked_word(tokens, found.last, "unit")
    if count is not None:
        parts = word_of(tokens, count[1] + 1, "parts")
        if parts is not None:
            return found.value + count[0].value / parts.value, count[1] + 2
    return found.value, found.last


def _grouped(tokens: Sequence[Token], at: int) -> Number | None:
    """Digits in groups of three, parted by single spaces or by Arabic commas: ``1 234 567``, ``12،220.5``."""
    if not (tokens[at].norm.isdecimal() and len(tokens[at].norm) <= 3 and tokens[at].norm != "0"):
        return None
    pieces, here = [tokens[at].norm], at + 1
    comma = _next_is(tokens, at, "،")
    while here < len(tokens):
        if comma:
            joined = tokens[here].norm == "،" and here + 1 < len(tokens) and tokens[here].start == tokens[here - 1].end
            follow = here + 1 if joined and tokens[here + 1].start == tokens[here].end else None
        else:
            follow = here if tokens[here].start == tokens[here - 1].end + 1 else None
        if follow is None or tokens[follow].kind != "number":
            break
        whole, _, decimals = tokens[follow].norm.replace(",", ".").partition(".")
        if len(whole) != 3 or (decimals and not decimals.isdecimal()):
            break
        pieces.append(whole)
        here = follow + 1
        if decimals:
            value = digits(f"{''.join(pieces)}.{decimals}")
            return Number(at, here, 0, value) if value is not None else None
    if len(pieces) == 1 or len(pieces) > 5:
        return None
    return Number(at, here, 0, float("".join(pieces)))

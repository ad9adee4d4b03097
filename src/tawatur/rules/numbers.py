"""Numbers in Arabic text: digits with separators and number words, cardinal and ordinal.

``ثلاثة وعشرين`` is 23, ``خمسة عشر`` 15, ``ألفين وواحد وعشرين`` 2021, ``5 آلاف`` 5000, ``الرابع والعشرين`` the 24th.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.model import Token
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal, splits

CARDINAL = frozenset({"unit", "eleven", "ten", "tens", "hundred", "times", "thousands"})
"""Kinds of words that cardinal numbers are made of."""
_LONGEST = 14
"""Tokens that one number may take at most."""


class Number(NamedTuple):
    """A number in tokens ``first`` to ``last`` (exclusive); ``skip`` folded characters of the first are proclitics."""

    first: int
    last: int
    skip: int
    value: float


class Word(NamedTuple):
    """A number word in a token, after ``skip`` folded characters of proclitics."""

    skip: int
    kind: str
    value: int


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[tuple[str, int], ...]]:
    out: dict[str, tuple[tuple[str, int], ...]] = {}
    for row in read_tsv("time/numbers.tsv"):
        key = normal(row["form"])
        entry = (row["kind"], int(row["value"]))
        if entry not in out.get(key, ()):
            out[key] = (*out.get(key, ()), entry)
    return out


@lru_cache(maxsize=65536)
def _words(norm: str) -> tuple[Word, ...]:
    """The number words that a folded token may be, without proclitics first."""
    lexicon = _lexicon()
    return tuple(Word(skip, kind, value) for skip, stem in splits(norm) for kind, value in lexicon.get(stem, ()))


def numeral_words() -> set[str]:
    """All folded words of numbers."""
    return set(_lexicon())


def number_words() -> list[tuple[str, bool]]:
    """The folded words with which a number may begin, and whether that is an ordinal one."""
    out = set()
    for word, kinds in _lexicon().items():
        for kind, _ in kinds:
            if kind in CARDINAL:
                out.add((word, False))
            if kind.startswith("ordinal") or (kind == "tens" and word.startswith("ال")):
                out.add((word, True))
    return sorted(out)


def digits(norm: str) -> float | None:
    """The value of a folded number token: ``1,200`` and ``1.200.000`` have thousands, ``5.2`` and ``5,2`` a
    fraction."""
    parts = norm.replace(",", ".").split(".")
    if len(parts) == 1:
        return float(int(norm)) if norm.isascii() and norm.isdigit() and len(norm) <= 15 else None
    if not all(part.isascii() and part.isdigit() and len(part) <= 15 for part in parts):
        return None
    if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0":
        return float(int("".join(parts)))
    return float(f"{parts[0]}.{parts[1]}") if len(parts) == 2 else None


def word_of(tokens: Sequence[Token], at: int, *kinds: str) -> Word | None:
    """The word at ``at`` if it is of one of ``kinds`` and carries no proclitic."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    return next((word for word in _words(tokens[at].norm) if word.kind in kinds and word.skip == 0), None)


def linked_word(tokens: Sequence[Token], at: int, *kinds: str) -> tuple[Word, int] | None:
    """The word of one of ``kinds`` after the conjunction و, joined to it or apart, and the token where it stands."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    norm = tokens[at].norm
    if norm == "و":
        word = word_of(tokens, at + 1, *kinds)
        return (word, at + 1) if word is not None else None
    if norm[0] != "و":
        return None
    return next(((word, at) for word in _words(norm) if word.kind in kinds and word.skip == 1), None)


def _below_hundred(tokens: Sequence[Token], at: int, head: Word) -> tuple[int, int] | None:
    """(value, next token) of a number below 100 whose first word is ``head``."""
    if head.kind in ("tens", "ten"):
        return head.value, at + 1
    if word_of(tokens, at + 1, "ten") is not None and head.value <= 9:
        return head.value + 10, at + 2
    tens = linked_word(tokens, at + 1, "tens")
    if tens is not None:
        return head.value + tens[0].value, tens[1] + 1
    return (head.value, at + 1) if head.kind == "unit" else None


def _part(tokens: Sequence[Token], at: int, head: Word) -> tuple[int, int] | None:
    """(value, next token) of a number below 1000 whose first word is ``head``."""
    if head.kind != "hundred":
        below = _below_hundred(tokens, at, head)
        if below is not None and 3 <= below[0] <= 9 and word_of(tokens, below[1], "hundred") is not None:
            head, at = Word(head.skip, "hundred", below[0] * 100), below[1]
        else:
            return below
    follow = linked_word(tokens, at + 1, "unit", "tens", "ten", "eleven")
    rest = _below_hundred(tokens, follow[1], follow[0]) if follow is not None else None
    return (head.value + rest[0], rest[1]) if rest is not None else (head.value, at + 1)


def _cardinal(tokens: Sequence[Token], at: int, head: Word) -> tuple[int, int] | None:
    """(value, next token) of number words from ``at``; addends are linked by و, multipliers follow."""
    total = 0
    stop = min(len(tokens), at + _LONGEST)
    while True:
        step: tuple[int, int] | None
        if head.kind in ("times", "thousands"):
            step = head.value, at + 1
        else:
            step = _part(tokens, at, head)
            if step is None:
                return (total, at) if total else None
            times = word_of(tokens, step[1], "times")
            if times is not None:
                step = step[0] * times.value, step[1] + 1
        total += step[0]
        at = step[1]
        following = linked_word(tokens, at, "unit", "eleven", "ten", "tens", "hundred", "times", "thousands")
        # An addend must be smaller than what it is added to: "ثلاثة وخمسة" are two numbers.
        if following is None or at >= stop or following[0].value >= step[0] or step[0] < 100:
            return total, at
        head, at = following


def _scaled(tokens: Sequence[Token], at: int, value: float) -> Number:
    """Digits with the words that multiply them: ``5 آلاف``, ``3 ملايين و200 ألف``."""
    last, total, scale = at + 1, value, 0.0
    while True:
        times = word_of(tokens, last, "times", "hundred")
        if times is None or (times.kind == "hundred" and times.value != 100):
            break
        total += value * (times.value - 1)
        last, scale = last + 1, float(times.value)
        if last + 1 >= len(tokens) or tokens[last].norm != "و" or tokens[last + 1].kind != "number":
            break
        rest = digits(tokens[last + 1].norm)
        following = word_of(tokens, last + 2, "times", "hundred")
        if rest is None or rest * (following.value if following is not None else 1) >= scale:
            break
        value, total, last = rest, total + rest, last + 2
    return Number(at, last, 0, total)


def read(tokens: Sequence[Token], at: int) -> Number | None:
    """The longest cardinal number that begins at token ``at`` (digits or words), or None."""
    token = tokens[at]
    if token.kind == "number":
        value = digits(token.norm)
        if value is None:
            return None
        return _scaled(tokens, at, value)
    if token.kind != "word":
        return None
    best: Number | None = None
    for word in _words(token.norm):
        if word.kind not in CARDINAL:
            continue
        found = _cardinal(tokens, at, word)
        if found is not None and (best is None or found[1] > best.last):
            best = Number(at, found[1], word.skip, float(found[0]))
    return best


def read_ordinal(tokens: Sequence[Token], at: int) -> Number | None:
    """The ordinal number that begins at token ``at`` (``الرابع والعشرين`` = 24), or None."""
    if tokens[at].kind != "word":
        return None
    for word in _words(tokens[at].norm):
        if word.kind in ("ordinal", "ordinal11"):
            if word.value <= 9 and word_of(tokens, at + 1, "ten") is not None:
                return Number(at, at + 2, word.skip, float(word.value + 10))
            tens = linked_word(tokens, at + 1, "tens")
            if tens is not None and word.value <= 9:
                return Number(at, tens[1] + 1, word.skip, float(word.value + tens[0].value))
            if word.kind == "ordinal":
                return Number(at, at + 1, word.skip, float(word.value))
        elif word.kind == "tens" and tokens[at].norm[word.skip :].startswith("ال"):
            return Number(at, at + 1, word.skip, float(word.value))
    return None

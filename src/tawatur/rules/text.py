"""Folding Arabic text for matching, with every folded character traced to the text as given.

The folding is for *matching only*: marks, tatweel and direction controls go; presentation forms, Persian letters,
hamza and alif forms, ta marbuta and alif maqsura are unified; digits become ASCII; Latin is lower-cased.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.model import Token

_FOLD = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ې": "ي",
    "ے": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "غ",
    "ڭ": "غ",
    "ڤ": "ف",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ج",
    "“": '"',
    "”": '"',
    "„": '"',
    "″": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "‐": "-",
    "’": "'",
    "‘": "'",
    "٪": "%",
    "٫": ".",
    "٬": ",",
}
for _base in (0x0660, 0x06F0):
    for _digit in range(10):
        _FOLD[chr(_base + _digit)] = str(_digit)

# Dropped: harakat and Quranic marks, tatweel, zero-width and direction controls, soft hyphen, BOM.
_DROP = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f"
)
_SPECIAL = re.compile(f"[{_DROP}\ufb50-\ufdff\ufe70-\ufefc\u0130\u0300-\u036f\U0001d400-\U0001d7ff]")
_DROPPED = re.compile(f"[{_DROP}\u0300-\u036f]")
_TABLE = {ord(k): v for k, v in _FOLD.items()}
_TABLE.update({ord(c): c.lower() for c in map(chr, range(0x41, 0x17F)) if len(c.lower()) == 1 and c.lower() != c})

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")


PROCLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "ال"))
"""Folded proclitics that may stand before an opening mark ("لـ«...»")."""


class Folded(NamedTuple):
    """``norm`` is the folded text; ``norm[i]`` comes from ``text[starts[i]:ends[i]]`` (dropped marks belong to the
    character before them)."""

    text: str
    norm: str
    starts: Sequence[int]
    ends: Sequence[int]


def _fold_special(char: str) -> str:
    if _DROPPED.match(char):
        return ""
    wide = unicodedata.normalize("NFKC", char)
    return _DROPPED.sub("", wide).translate(_TABLE).lower()


def fold(text: str) -> Folded:
    """Fold ``text``; linear in its length."""
    if _SPECIAL.search(text) is None:
        return Folded(text, text.translate(_TABLE), range(len(text)), range(1, len(text) + 1))
    norm: list[str] = []
    starts: array[int] = array("I")
    ends: array[int] = array("I")
    at = 0
    for special in _SPECIAL.finditer(text):
        here = special.start()
        if here > at:
            norm.append(text[at:here].translate(_TABLE))
            starts.extend(range(at, here))
            ends.extend(range(at + 1, here + 1))
        out = _fold_special(special.group())
        if out:
            norm.append(out)
            starts.extend([here] * len(out))
            ends.extend([here + 1] * len(out))
        elif ends:
            ends[-1] = here + 1
        at = here + 1
    if at < len(text):
        norm.append(text[at:].translate(_TABLE))
        starts.extend(range(at, len(text)))
        ends.extend(range(at + 1, len(text) + 1))
    return Folded(text, "".join(norm), starts, ends)


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Words, numbers and punctuation marks of ``text``; their offsets are those in ``text`` plus ``offset``."""
    _, folded, starts, ends = fold(text)
    out = []
    for match in _TOKEN.finditer(folded):
        norm = match.group()
        first, last = match.span()
        head = norm[0]
        kind = "word" if head.isalpha() else "number" if head.isdigit() else "punct"
        out.append(Token(starts[first] + offset, ends[last - 1] + offset, norm, kind))  # type: ignore[arg-type]
    return tuple(out)


@lru_cache(maxsize=65536)
def normal(form: str) -> str:
    """The folded form of a short string, words joined by single spaces: the key used in lexicons."""
    return " ".join(_TOKEN.findall(fold(form).norm))


def folded(forms: Iterable[str]) -> frozenset[str]:
    """The folded forms of short strings (see ``normal``)."""
    return frozenset(map(normal, forms))


def words(form: str) -> tuple[str, ...]:
    """The folded tokens of a short string."""
    return tuple(_TOKEN.findall(fold(form).norm))


_PARAGRAPH = 3
"""White space characters that part paragraphs where the line ends were lost."""


def parts_paragraphs(gap: str) -> bool:
    """Whether what stands between two tokens parts paragraphs: a line end, or the white space of one that was lost."""
    return "\n" in gap or (len(gap) >= _PARAGRAPH and gap.isspace())


def advance(text: str, start: int, count: int) -> int:
    """The offset in ``text`` that lies ``count`` folded characters after ``start``."""
    at = start
    while count > 0 and at < len(text):
        if not _DROPPED.match(text[at]):
            count -= 1
        at += 1
    while count == 0 and at < len(text) and at > start and _DROPPED.match(text[at]):
        at += 1
    return at


PROCLITICS = frozenset("وفبلك")
"""First letters of tokens that ``splits`` takes apart."""


class Split(NamedTuple):
    """One reading of a token: ``skip`` folded characters of proclitics, then ``stem``."""

    skip: int
    stem: str


@lru_cache(maxsize=1 << 18)
def splits(norm: str) -> tuple[Split, ...]:
    """All readings of a folded token with conjunction (و ف) and preposition (ب ل ك) taken off, the whole token first.

    ``للجيش`` is read as ل + الجيش: its stem is restored, its ``skip`` is 1.
    """
    if norm[:1] not in PROCLITICS:
        return (Split(0, norm),)
    out = [Split(0, norm)]
    bases = [(0, norm)]
    if len(norm) >= 3 and norm[0] in "وف":
        bases.append((1, norm[1:]))
        out.append(Split(1, norm[1:]))
    for skip, base in bases:
        if len(base) >= 3 and base[0] in "بلك":
            if base.startswith("لل"):
                out.append(Split(skip + 1, "ال" + base[2:]))
            out.append(Split(skip + 1, base[1:]))
    return tuple(out)


def compounded(name: str) -> str:
    """One spelling for compound names: عبد الله as عبدالله."""
    return name.replace("عبد ال", "عبدال")


def slug(name: str) -> str:
    """Lower case ASCII letters and digits of ``name``, the rest as hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return "-".join("".join(char if char.isalnum() else " " for char in plain.lower()).split())

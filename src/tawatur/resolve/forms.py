"""Comparing names: parts, spellings, and the form as written without its proclitics."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from tawatur.model import Span
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import normal, words

_HEAD = 12
"""Characters in which the noun before a name of a place is looked for."""
_SHORT, _LONG = 2, 3
"""Letters that a stem keeps at least when an ending or a preposition is taken off."""

Relation = Literal["same", "reordered", "part", "family", "given", "spelled", "near"]


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = read_yaml("resolve/names.yaml")
    plain = ("drop", "join", "royal", "epithets", "own_lam", "members", "military")
    lists = {name: frozenset(map(normal, data[name])) for name in plain}
    lists.update({f"generic:{kind}": frozenset(map(normal, entries)) for kind, entries in data["generic"].items()})
    return lists


@lru_cache(maxsize=1)
def _article_min() -> int:
    return int(read_yaml("resolve/names.yaml")["article_min"])


@lru_cache(maxsize=1)
def _classes() -> dict[int, str]:
    return {ord(row["letter"]): row["class"] for row in read_tsv("resolve/skeleton.tsv")}


@lru_cache(maxsize=1)
def _native() -> frozenset[str]:
    return frozenset(part for row in read_tsv("resolve/native.tsv") for part in parts(row["name"]))


def native(part: str) -> bool:
    """Whether a part of a name is a common Arabic first or family name."""
    return part in _native()


def royal(title: str) -> bool:
    """Whether ``title`` is one after which a single name is a first name."""
    folded = normal(title)
    return any(f" {word} " in f" {folded} " for word in _lists()["royal"])


def _bare(part: str) -> str:
    return part[2:] if part.startswith("ال") and len(part) - 2 >= _article_min() else part


def epithet(form: str) -> bool:
    """Whether a description is used like a name."""
    return normal(form) in _lists()["epithets"]


def military(form: str) -> bool:
    """Whether a description speaks of soldiers ("وفد عسكري")."""
    return not _lists()["military"].isdisjoint(words(form))


def members(word: str) -> bool:
    """Whether a word before the name of a body of states means its members ("دول مجلس التعاون")."""
    return normal(word) in _lists()["members"]


def place_head(text: str, start: int) -> str:
    """The noun of a place right before a name of one ("مدينة", "محافظة"), "" where there is none."""
    before = text[max(0, start - _HEAD) : start]
    word = before.rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]
    return word if before.endswith(" ") and normal(word) in _lists()["generic:PLACE"] else ""


@lru_cache(maxsize=65536)
def parts(form: str) -> tuple[str, ...]:
    """The folded parts of a person's name: no "بن", compounds ("عبد الحميد") as one, articles left out."""
    lists = _lists()
    out: list[str] = []
    pending = ""
    for word in words(form):
        if not word[0].isalnum():
            continue
        if word in lists["join"]:
            pending += "" if word == "ال" else word
            continue
        if word in lists["drop"] and not pending:
            continue
        out.append(pending + word if pending else _bare(word))
        pending = ""
    if pending:
        out.append(pending)
    return tuple(out)


@lru_cache(maxsize=65536)
def core(form: str, kind: str) -> tuple[str, ...]:
    """The folded words of a name of an organisation or place, a generic first word ("مدينة", "حركة") left out."""
    found = [word for word in words(form) if word[0].isalnum()]
    generic = _lists().get(f"generic:{kind}", frozenset())
    if len(found) > 1 and found[0] in generic:
        found = found[1:]
    return tuple(_bare(word) for word in found)


@lru_cache(maxsize=65536)
def roots(form: str) -> frozenset[str]:
    """The words of a name of an organisation without article, preposition and the endings that make adjectives of
    nouns: "الصناعات الفضائية" and "لصناعات الفضاء" have the same."""
    out = set()
    for word in core(form, "ORG"):
        stem = word[1:] if word.startswith(("ل", "وال")) and len(word) > _LONG else word
        stem = _bare(stem)
        for ending in ("ييه", "يه", "ي"):
            if stem.endswith(ending) and len(stem) - len(ending) > _SHORT:
                stem = stem[: -len(ending)]
                break
        bare_end = stem.rstrip("ءيا")
        out.add(bare_end if len(bare_end) >= _SHORT else stem)
    return frozenset(out)


@lru_cache(maxsize=65536)
def bare(form: str) -> tuple[str, ...]:
    """All folded words of a name, articles left out."""
    return tuple(_bare(word) for word in words(form) if word[0].isalnum())


@lru_cache(maxsize=65536)
def skeleton(part: str) -> str:
    """The consonants of a name part, exchangeable letters as one class, doubles as one."""
    out: list[str] = []
    for char in part.translate(_classes()):
        if not out or out[-1] != char:
            out.append(char)
    return "".join(out)


def _distance_one(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` are equal or one insertion, deletion or exchange apart."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    at = 0
    while at < min(len(a), len(b)) and a[at] == b[at]:
        at += 1
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(part == other for other in rest) for part in short)


def _spelled(a: tuple[str, ...], b: tuple[str, ...]) -> Relation | None:
    """Whether names of equal length are one transcribed name in two spellings; native names are as they are written."""
    if len(a) != len(b) or any(x != y and (x in _native() or y in _native()) for x, y in zip(a, b, strict=True)):
        return None
    pairs = [(skeleton(x), skeleton(y)) for x, y in zip(a, b, strict=True)]
    if all(x == y for x, y in pairs):
        return "spelled" if max(len(x) for x, _ in pairs) >= 3 or a == b else None
    if len(a) > 1 and all(_distance_one(x, y) for x, y in pairs) and sum(x != y for x, y in pairs) == 1:
        return "near"
    if len(a) == 1 and len(pairs[0][0]) >= 3 and _distance_one(*pairs[0]):
        return "near"
    return None


def relate(a: tuple[str, ...], b: tuple[str, ...]) -> Relation | None:
    """How two names of persons (as ``parts``) belong together, if they may at all.

    part: the shorter has the same first name and its other parts in the order of the longer; family, given: it is the
    end or the first part alone; spelled, near: equal consonants, or one apart. Different first names never relate.
    """
    if not a or not b:
        return None
    if a == b:
        return "same"
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 2 and sorted(a) == sorted(b):
        return "reordered"
    if len(short) >= 2 and len(short) < len(long) and short[0] == long[0] and _in_order(short, long):
        return "part"
    if len(short) == 1 < len(long):
        if short[0] == long[-1] or _spelled(short, long[-1:]) == "spelled":
            return "family"
        return "given" if short[0] == long[0] else None
    return _spelled(a, b)


def written(text: str, span: Span, known: Collection[str] = ()) -> str:
    """The characters of ``span``, the article restored where "ل" and "ال" were written as "لل".

    ``known`` are folded forms met elsewhere; they decide where the name may have a lam of its own ("للبنان").
    """
    form = span.of(text)
    start = span.start
    if start < 1 or text[start - 1] != "ل" or not form.startswith("ل"):
        return form
    before = text[start - 2] if start >= 2 else " "
    if before.isalpha() and (before not in "وف" or (start >= 3 and text[start - 3].isalpha())):
        return form
    folded, restored = normal(form), normal("ا" + form)
    first = folded.split(" ")[0]
    if restored in known or (folded not in known and first not in _lists()["own_lam"]):
        return "ا" + form
    return form

"""Latin names for what no lexicon knows: a plain, documented romanisation."""

from __future__ import annotations

from functools import lru_cache

from tawatur.rules.load import read_packed, read_tsv, read_yaml
from tawatur.rules.text import compounded, normal


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    return {row["letter"]: (row["latin"], row["kind"]) for row in read_tsv("resolve/romanise.tsv")}


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return dict(read_yaml("resolve/english.yaml")["parts"])


def _word(word: str) -> str:
    known = _known().get(word)
    if known is not None:
        return known
    prefix = ""
    if word.startswith("ال") and len(word) > 4:
        prefix, word = "al-", word[2:]
    out: list[str] = []
    last = ""
    for at, char in enumerate(word):
        latin, kind = _table().get(char, ("", "c"))
        after = _table().get(word[at + 1 : at + 2], ("", "c"))[1]
        if char in "وي" and (at == 0 or (after == "v" and last == "c")):
            latin, kind = ("w" if char == "و" else "y"), "c"
        if kind == "c" and last == "c" and latin and len(out) == 1:
            out.append("a")
        out.append(latin)
        last = kind if latin or kind == "c" else last
    return prefix + "".join(out).capitalize()


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {row[0]: row[1] for row in read_packed("gaz/latin.txt.gz")}


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, str]:
    return {normal(word): number for word, number in read_yaml("resolve/english.yaml")["ordinals"].items()}


def romanise(name: str) -> str:
    """``name`` in Latin letters, words separated by spaces: "سالم الفاضل" → "Salim..." as far as letters show.

    Source of the method: the ALA-LC table without diacritics; unwritten vowels are supplied only once, after the first
    consonant of a word.
    """
    return " ".join(_word(word) for word in name.split() if word)


def romanise_person(name: str) -> str:
    """A person's name in Latin letters: each word as it is written in most of the names that the gazetteer knows
    ("غانتس" → "Gantz"), the number of a monarch as one ("الثاني" → "II"), other words romanised."""
    words = compounded(name).split()
    return " ".join(_part(word, first=not at) for at, word in enumerate(words))


def _part(word: str, *, first: bool) -> str:
    folded = normal(word)
    if not first and folded in _ordinals():
        return _ordinals()[folded]
    if word in _known():
        return _known()[word]
    if folded in _words():
        return _words()[folded]
    if folded.startswith("ال") and folded[2:] in _words():
        return f"al-{_words()[folded[2:]]}"
    return _word(word)

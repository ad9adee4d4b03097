"""The words that descriptive names are made of, and the cutting of a name into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tawatur.resolve.lexicon import english_names, english_places, inflected
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import normal

LONGEST = 7  # words of a phrase


_PLACED = (
    "university~federation",
    "municipality",
    "municipality/secretariat",
    "city",
    "town",
    "port",
    "chamber",
    "police",
)


class Word(NamedTuple):
    """A row of english_words.tsv; ``plural`` of persons is derived."""

    english: str
    kind: str
    agr: str
    join: str = "of"
    li: str = "of"
    alone: str = ""

    @property
    def place(self) -> bool:
        """Whether a name behind it is likely that of a place."""
        return self.kind in ("place", "proper") or self.english in _PLACED


class Piece(NamedTuple):
    """A part of a name: ``role`` is and, prep, term or unknown; a term has a noun, an adjective or a known name."""

    role: str
    text: str
    definite: bool = False
    noun: Word | None = None
    adj: Word | None = None
    name: str | None = None
    country: bool = False


@lru_cache(maxsize=1)
def prepositions() -> dict[str, str]:
    """Folded prepositions and their English."""
    found = read_yaml("resolve/english.yaml")["grammar"]["prepositions"]
    return {normal(form): english for form, english in found.items()}


def _plural(english: str) -> str:
    return f"{english[:-1]}ies" if english.endswith("y") else f"{english}s"


def _bare(form: str) -> str:
    return " ".join(word.removeprefix("ال") for word in form.split())


def _definite(form: str) -> str:
    return form if "ال" in {word[:2] for word in form.split()} else f"ال{form}"


Key = tuple[str, bool]  # folded form, definite


def _nouns(form: str, row: dict[str, str]) -> Iterator[tuple[str, bool, Word]]:
    person = row["kind"] in ("person", "title", "prefix")
    agr = row["agr"] or ("f" if form.endswith(("ة", "ات")) else "m")
    li = row["li"] or ("of" if person else "for")
    word = Word(row["english"], row["kind"], agr, row["join"] or "of", li, row["alone"])
    phrase = " " in form
    yield _bare(form) if phrase else form, False, word
    if not phrase or _definite(form) == form:
        yield _definite(form), True, word
    if person and not phrase and agr == "m" and not form.endswith("ة"):
        several = word._replace(english=_plural(word.english), agr="p", kind="person")
        for end, other in (("ة", word._replace(agr="f")), ("ون", several), ("ين", several)):
            yield form + end, False, other
            yield _definite(form + end), True, other


def _adjectives(form: str, english: str, kind: str, agr: str) -> Iterator[tuple[str, bool, Word]]:
    ends = [("", agr)] if agr else [("", "m"), ("ة", "f"), ("ون", "p"), ("ين", "p")]
    for end, one in ends:
        word = Word(english, kind, one)
        if " " in form:
            yield form, True, word
            continue
        yield form + end, False, word
        yield _definite(form + end), True, word


class _Entry(NamedTuple):
    word: Word
    definite: bool
    form: str  # as written


class _Lexicon(NamedTuple):
    nouns: dict[str, _Entry]
    adjectives: dict[str, _Entry]


def _keep(entries: dict[str, _Entry], made: str, word: Word, *, definite: bool) -> None:
    """The first row of a form counts; a form that is spelled in two ways keeps none of them."""
    entry = entries.setdefault(normal(made), _Entry(word, definite, made))
    if entry.word == word and entry.form != made:
        entries[normal(made)] = entry._replace(form="")


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    nouns: dict[str, _Entry] = {}
    derived: dict[str, _Entry] = {}
    adjectives: dict[str, _Entry] = {}
    for row in read_tsv("resolve/english_words.tsv"):
        for form in row["form"].split("|"):
            if row["kind"] in ("adj", "head", "open", "nation", "human"):
                for made, definite, word in _adjectives(form, row["english"], row["kind"], row["agr"]):
                    _keep(adjectives, made, word, definite=definite)
                continue
            for number, (made, definite, word) in enumerate(_nouns(form, row)):
                _keep(nouns if number < 2 else derived, made, word, definite=definite)
    english = {row["iso3"]: row["adjective"] for row in read_tsv("resolve/countries_en.tsv")}
    for row in read_tsv("gaz/nationalities.tsv"):
        name = english.get(row["iso3"])
        forms = [(form, "") for form in row["masculine"].split("|")] + [
            (form, "p") for form in row["plural"].split("|")
        ]
        for form, agr in forms if name else ():
            for made, definite, word in _adjectives(form, name or "", "nation", agr) if form else ():
                _keep(adjectives, made, word, definite=definite)
    return _Lexicon(derived | nouns, adjectives)


@lru_cache(maxsize=1)
def _starts() -> dict[str, int]:
    """The longest phrase that begins with a word."""
    longest: dict[str, int] = defaultdict(int)
    lexicon = _lexicon()
    for form in (*lexicon.nouns, *lexicon.adjectives, *english_names()):
        first, count = form.partition(" ")[0], form.count(" ") + 1
        longest[first] = max(longest[first], count)
    return dict(longest)


def _spelled(form: str, text: str) -> bool:
    """Whether ``text``, which folds to ``form``, has no hamza above the alif where the form has it below ("أعلام" is
    not "إعلام")."""
    return all({one, other} != {"أ", "إ"} for one, other in zip(reversed(form), reversed(text), strict=False))


def _term(words: list[str], first: str, surface: list[str]) -> tuple[int, Piece] | None:
    """The longest known phrase that ``first`` and the words after it begin with, and its number of words."""
    lexicon = _lexicon()
    for count in range(min(_starts().get(first, 0), len(words), LONGEST), 0, -1):
        form = " ".join((first, *words[1:count]))
        noun, adj, name = lexicon.nouns.get(form), lexicon.adjectives.get(form), english_names().get(form)
        text = " ".join(surface[:count])
        noun, adj = (entry if entry and _spelled(entry.form, text) else None for entry in (noun, adj))
        entry = noun or adj
        if entry:
            return count, Piece("term", text, entry.definite, noun and noun.word, adj and adj.word)
        if name:
            return count, Piece("term", " ".join(surface[:count]), True, name=name.english, country=name.country)
    return None


def _readings(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Proclitics and stem, the whole word first."""
    yield (), word
    for lead in ("", "و"):
        rest = word.removeprefix(lead)
        if lead and (rest == word or len(rest) < 3):
            return
        if lead:
            yield (lead,), rest
        clitics = (lead,) if lead else ()
        if rest.startswith("لل") and len(rest) > 3:
            yield (*clitics, "ل"), "ال" + rest[2:]
        for prefix in "لب":
            if rest.startswith(prefix) and len(rest) > 3:
                yield (*clitics, prefix), rest[1:]


def _place(clitics: tuple[str, ...], stem: str, surface: str, before: list[Piece]) -> tuple[int, Piece] | None:
    """A city whose name is a common word, behind a preposition or noun of place."""
    last = before[-1] if before else None
    if "ب" in clitics and last and last.noun and not last.definite and not stem.startswith("ال"):
        return None  # a genitive is due: the letter belongs to the word
    placed = "ب" in clitics or (last is not None and (last.text in ("في", "ب") or (last.noun and last.noun.place)))
    if "ب" not in clitics and (inflected(stem) or 0) > 1:
        return None
    name = english_places().get(stem) if placed else None
    return (1, Piece("term", surface, True, name=name)) if name else None


def cut(name: str) -> list[Piece]:
    """``name`` as pieces; linear in its words."""
    surface = [word for word in name.split() if normal(word)]
    words = [normal(word) for word in surface]
    out: list[Piece] = []
    at = 0
    while at < len(words):
        if words[at] in prepositions():
            out.append(Piece("prep", words[at]))
            at += 1
            continue
        for clitics, stem in _readings(words[at]):
            found = _term(words[at:], stem, surface[at:]) or _place(clitics, stem, surface[at], out)
            if found:
                out.extend(Piece("and" if one == "و" else "prep", one) for one in clitics)
                out.append(found[1])
                at += found[0]
                break
        else:
            out.append(Piece("unknown", surface[at]))
            at += 1
    return out

"""Names that are known beforehand: the gazetteers of ``resources/gaz`` as phrase tables."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from tawatur.model import EntityType, Token
from tawatur.rules.load import read_packed, read_tsv
from tawatur.rules.phrases import Match, Phrases
from tawatur.rules.text import compounded, normal, slug, splits

_SPLIT = 2  # words more that a name has where "عبد" is written apart
_LONGEST_NAME = 7  # words in the longest full name of the list, compound names counted as written
_ORG_FILES = ("intl_orgs", "media", "groups", "companies")


class Known(NamedTuple):
    """What a gazetteer says of a form. ``weak`` forms need context; ``type`` None marks a phrase that hides names."""

    type: EntityType | None
    subtype: str | None = None
    key: str | None = None
    country: str | None = None
    source: str = ""
    weak: bool = False


class Person(NamedTuple):
    """A person of the name list: Latin form and country where the list knows just one."""

    latin: str
    country: str | None

    @property
    def key(self) -> str:
        """ "person:" and the Latin form in lower case ASCII, words joined by hyphens."""
        return f"person:{slug(self.latin)}"


def _forms(cell: str) -> Iterator[str]:
    return (form for form in cell.split("|") if form)


def _letters(abbreviation: str) -> Iterator[str]:
    """Ways of writing an abbreviation of single letters: with spaces, dots, both, or partly joined."""
    letters = abbreviation.split()
    if len(letters) < 3 or any(len(letter) > 1 for letter in letters):
        return
    for gaps in product((" ", ".", ""), repeat=len(letters) - 1):
        if any(gaps):
            yield "".join(letter + gap for letter, gap in zip(letters, (*gaps, ""), strict=True))


def _states() -> Iterator[tuple[str, Known]]:
    for row in read_tsv("gaz/countries.tsv"):
        iso = row["iso3"]
        for weak, column in ((False, "forms"), (True, "context")):
            for form in _forms(row[column]):
                yield form, Known("COUNTRY", None, f"country:{iso}", iso, "lexicon:countries", weak)
    for row in read_tsv("gaz/capitals.tsv"):
        iso, key = row["iso3"], f"city:{row['iso3']}:{slug(row['name_en'])}"
        for weak, column in ((False, "forms"), (True, "context")):
            for form in _forms(row[column]):
                yield form, Known("PLACE", "city", key, iso, "lexicon:capitals", weak)


def _places() -> Iterator[tuple[str, Known]]:
    for row in read_tsv("gaz/regions.tsv"):
        for weak, column in ((False, "forms"), (True, "context")):
            for form in _forms(row[column]):
                yield form, Known("PLACE", row["subtype"], row["key"], row["country"] or None, "lexicon:regions", weak)
    for row in read_tsv("gaz/cities.tsv"):
        key = f"city:{row['iso3']}:{slug(row['name_en'])}"
        yield row["form"], Known("PLACE", "city", key, row["iso3"], "lexicon:cities", row["context"] == "1")


def _agency(form: str, nation: str) -> Iterator[str]:
    """Orders of the name of an agency: وكالة س, وكالة أنباء س, وكالة س للأنباء, each with its nationality."""
    head, _, name = form.partition(" ")
    if head != "وكالة" or not name or name.startswith(("ال", "أنباء")) or name.endswith("للأنباء"):
        return
    for named in (name, f"{name} {nation}") if nation and not name.endswith(nation) else (name,):
        yield from (f"وكالة {named}", f"وكالة أنباء {named}", f"وكالة {named} للأنباء")


def _nations() -> dict[str, str]:
    """The definite feminine adjective of each state ("الإيرانية")."""
    first = ((row["iso3"], next(_forms(row["masculine"]))) for row in read_tsv("gaz/nationalities.tsv"))
    return {iso3: f"ال{form}ة" for iso3, form in first if " " not in form}


def _organisations() -> Iterator[tuple[str, Known]]:
    nations = _nations()
    for name in _ORG_FILES:
        for row in read_tsv(f"gaz/{name}.tsv"):
            known = Known("ORG", row["subtype"], row["key"], row["country"] or None, f"lexicon:{name}")
            weak = known._replace(weak=True)
            for form in _forms(row["context"]):
                yield form, weak
            forms = [*_forms(row["forms"]), *_letters(row.get("abbreviation", ""))]
            if row["subtype"] == "agency":
                forms += [other for form in tuple(forms) for other in _agency(form, nations.get(row["country"], ""))]
            for form in forms:
                yield form, known


@lru_cache(maxsize=1)
def known_names() -> Phrases[Known]:
    """All gazetteers but the persons. The first entry of a form wins: states before places before organisations."""
    table: Phrases[Known] = Phrases()
    seen: set[str] = set()
    entries = [(row["phrase"], Known(None)) for row in read_tsv("gaz/blocks.tsv")]
    for form, value in [*entries, *_states(), *_places(), *_organisations()]:
        key = normal(form)
        if key not in seen:
            seen.add(key)
            table.add(form, value)
    return table


class PersonNames:
    """Full names of persons: a table of whole names, entered by their first two words."""

    def __init__(self) -> None:
        self._names: dict[str, Person] = {}
        self._most: dict[str, int] = {}  # words of the longest name that begins with a word
        self._second: dict[str, set[str]] = {}
        for name, latin, *country in read_packed("gaz/persons.txt.gz"):
            self._names[name] = Person(latin, country[0] if country else None)
            first, *rest = name.split(" ")
            self._most[first] = max(len(rest) + 1, self._most.get(first, 0))
            self._second.setdefault(first, set()).add("عبد" if rest[0].startswith("عبد") else rest[0])
            self._second[first].add(rest[0])

    def __iter__(self) -> Iterator[Person]:
        return iter(self._names.values())

    def starts(self) -> Iterator[tuple[str, Container[str] | None]]:
        """First words of the names and what may follow; as ``Phrases.starts``."""
        yield "عبد", None  # makes one word with what follows
        yield from self._second.items()

    def at(self, tokens: Sequence[Token], first: int, stop: int) -> Match[Person] | None:
        """The longest full name that begins at token ``first``, with at most a conjunction or preposition before it."""
        if first + 1 >= stop:
            return None
        second = tokens[first + 1].norm
        for skip, stem in splits(tokens[first].norm):
            if stem == "عبد":  # makes one word with what follows
                limit = self._most.get(stem + second)
            else:
                limit = self._most[stem] if second in self._second.get(stem, ()) else None
            if limit is None:
                continue
            for last in range(min(first + min(limit + _SPLIT, _LONGEST_NAME), stop), first + 1, -1):
                name = compounded(" ".join([stem, *(token.norm for token in tokens[first + 1 : last])]))
                person = self._names.get(name)
                if person is not None:
                    return Match(first, last, skip, person)
        return None


@lru_cache(maxsize=1)
def person_names() -> PersonNames:
    """The list of full names."""
    return PersonNames()


@lru_cache(maxsize=1)
def name_words() -> dict[str, str]:
    """Folded words of personal names with their kinds: "g" given, "f" family, "gf", "n" foreign."""
    return {line[0]: line[1] for line in read_packed("gaz/name_words.txt.gz")}


class Reading(NamedTuple):
    """One meaning of an ambiguous form, and what speaks for it."""

    known: Known
    vowels: str
    evidence: frozenset[str]
    default: bool


@lru_cache(maxsize=1)
def ambiguous() -> dict[str, tuple[Reading, ...]]:
    """Meanings of folded forms that name two places."""
    out: dict[str, tuple[Reading, ...]] = {}
    for row in read_tsv("gaz/ambiguous.tsv"):
        type_: EntityType = "COUNTRY" if row["type"] == "COUNTRY" else "PLACE"
        known = Known(type_, row["subtype"] or None, row["key"], row["country"], "lexicon:ambiguous", True)
        words = frozenset(normal(form) for form in _forms(row["evidence"]))
        key = normal(row["form"])
        out[key] = (*out.get(key, ()), Reading(known, row["vowels"], words, row["default"] == "1"))
    return out


class Statistics(NamedTuple):
    """What running text shows of a word."""

    frequency: int
    """Base-3 logarithm of its count; 0 for words that were not met often."""
    inflections: int
    """How many inflected forms of it were met, at most 4: names have few."""
    coarse: str
    fine: str


@lru_cache(maxsize=1)
def common_words() -> dict[str, Statistics]:
    """Statistics of frequent folded words."""
    return {
        word: Statistics(int(log), int(forms), coarse, fine)
        for word, log, forms, coarse, fine in read_packed("gaz/common_words.txt.gz")
    }


RARE = Statistics(0, 0, "", "")


@lru_cache(maxsize=1)
def single_names() -> frozenset[str]:
    """Folded one-word names of the gazetteers that need no context."""
    return frozenset(
        key
        for form, known in [*_states(), *_places(), *_organisations()]
        if not known.weak and " " not in (key := normal(form))
    )


@lru_cache(maxsize=1)
def nationality_forms() -> dict[str, str]:
    """Folded nationality adjectives, all genders, numbers and definite forms: "i" indefinite, "d" definite."""
    out: dict[str, str] = {}
    for row in read_tsv("gaz/nationalities.tsv"):
        forms = [*_forms(row["plural"])]
        for form in _forms(row["masculine"]):
            if " " not in form:
                forms += [form, *(form + ending for ending in ("ة", "ون", "ين", "ان", "تان", "تين", "ات"))]
        for form in forms:
            out.setdefault(normal(form), "i")
            out.setdefault(normal("ال" + form), "d")
    return out


@lru_cache(maxsize=1)
def cue_words() -> dict[str, tuple[str, ...]]:
    """Folded words that tell of names beside them, with their kinds."""
    out: dict[str, tuple[str, ...]] = {}
    for row in read_tsv("gaz/cues.tsv"):
        key = normal(row["word"])
        out[key] = (*out.get(key, ()), row["kind"])
    return out


@lru_cache(maxsize=1)
def context_words() -> dict[str, frozenset[str]]:
    """Folded words that announce a name, with their kinds."""
    kinds: dict[str, set[str]] = {}
    for row in read_tsv("gaz/context.tsv"):
        kinds.setdefault(normal(row["word"]), set()).add(row["kind"])
    return {word: frozenset(found) for word, found in kinds.items()}


@lru_cache(maxsize=1)
def english_names() -> dict[str, str]:
    """English (or Latin) name of every key that the gazetteers give."""
    names = {person.key: person.latin for person in person_names()}
    for file in ("regions", *_ORG_FILES):
        names |= {row["key"]: row["name_en"] for row in read_tsv(f"gaz/{file}.tsv")}
    for row in read_tsv("gaz/countries.tsv"):
        names[f"country:{row['iso3']}"] = row["name_en"]
    for file in ("cities", "capitals"):
        names |= {f"city:{row['iso3']}:{slug(row['name_en'])}": row["name_en"] for row in read_tsv(f"gaz/{file}.tsv")}
    return names


def load() -> None:
    """Read all lexicons now, so that the first document doesn't wait for them."""
    for table in (
        known_names,
        person_names,
        name_words,
        common_words,
        single_names,
        nationality_forms,
        cue_words,
        context_words,
        ambiguous,
    ):
        table()

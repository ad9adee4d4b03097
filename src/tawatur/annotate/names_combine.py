"""Names of one sentence out of what the gazetteers know and what the sequence tagger guesses.

A known state, place or body beats a guess that is no longer; a longer guess of another kind beats what lies inside it
("مطار بيروت", "جامعة محمد الخامس"), but an organ of state is left to the grammar, which reads it off the name of the
state ("وزارة خارجية البحرين"); a known person needs agreement unless the name has three words or a title.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from tawatur.annotate.crf_features import reading
from tawatur.annotate.names_crf import Decoded, Guess
from tawatur.annotate.names_lexicon import (
    Known,
    common_words,
    context_words,
    cue_words,
    name_words,
    nationality_forms,
    single_names,
)
from tawatur.annotate.names_lookup import Candidate, announced
from tawatur.model import EntityType, Token
from tawatur.rules.load import read_yaml
from tawatur.rules.text import normal
from tawatur.rules.verbs import read_verb

T = TypeVar("T", Candidate, Guess)
_TYPES: dict[str, EntityType] = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
_SURE = 0.6  # a guess that may hide a known name inside it
_HINT = 0.15  # least probability that lets a known but doubtful name pass
_LONG = 3  # words of a full name that nothing but a person can bear
_GOES_ON = ("ال", "ل", "ب", "و", "في", "من", "(", '"', "-")


class Found(NamedTuple):
    """A name: tokens ``first`` to ``last`` less ``skip`` folded characters."""

    first: int
    last: int
    skip: int
    known: Known
    score: float


def combine(tokens: Sequence[Token], first: int, found: Sequence[Candidate], decoded: Decoded) -> list[Found]:
    """Names of the sentence that begins at token ``first``, in order, without overlap."""
    cut = (part for guess in decoded.guesses for part in _parts(tokens, guess))
    hidden = [one for one in found if one.known.type is None]
    guesses = [trimmed for guess in cut if (trimmed := _trim(tokens, guess)) is not None]
    guesses = [guess for guess in guesses if not _hides(_overlapping(hidden, guess), guess)]
    known = [one for one in found if one.known.type is not None and _plausible(one, tokens, first, decoded, guesses)]
    out: list[Found] = []
    taken: set[int] = set()
    for one in sorted(_claims(tokens, known, guesses), key=lambda claim: claim[0]):
        name = one[1]
        span = range(name.first, name.last)
        if taken.isdisjoint(span):
            taken.update(span)
            out.append(name)
    return sorted(out)


def _parts(tokens: Sequence[Token], guess: Guess) -> list[Guess]:
    """A body that runs into the name of its officer as two guesses: "جيش البلاد سمير حداد", "رئيس الهيئة يغال حداد".

    Behind an office the words of the name but the last may be any that are not common.
    """
    if guess.kind != "ORG":
        return [guess]
    organ = "body" in context_words().get(reading(tokens[guess.first].norm).stem, ())
    held = guess.first > 0 and "role" in cue_words().get(reading(tokens[guess.first - 1].norm).stem, ())
    if not (organ or held):
        return [guess]
    at = guess.last
    while at > guess.first + 2 and _may_name(tokens[at - 1].norm, held and at < guess.last):
        at -= 1
    if guess.last - at < 2 or not tokens[at - 1].norm.startswith(("ال", "لل")):
        return [guess]
    return [guess._replace(last=at), guess._replace(first=at, kind="PER")]


def _may_name(norm: str, any_rare: bool) -> bool:
    if norm.startswith(("ال", "لل")):
        return False
    return norm in name_words() or (any_rare and norm not in common_words() and norm not in nationality_forms())


def _trim(tokens: Sequence[Token], guess: Guess) -> Guess | None:
    """The guess without punctuation and verbs at its ends and, for a person, without titles before the name."""
    first, last = guess.first, guess.last
    if guess.kind == "PER":
        first = _after_phrase(tokens, first, last)
        first += first < last - 1 and _opening_verb(tokens, first)
        if first < last - 1 and (_verb(tokens[first].norm) or _upon(tokens, first, last)):
            first += 1
        if last > first + 1 and _verb(tokens[last - 1].norm, kinds=(None, "n")):
            last -= 1
    while first < last and tokens[first].kind == "punct":
        first += 1
    while last > first and (tokens[last - 1].kind == "punct" or (last > first + 1 and _future(tokens[last - 1].norm))):
        last -= 1
    while guess.kind == "PER" and first < last and _title(reading(tokens[first].norm).stem):
        first += 1
    while guess.kind == "PER" and last > first + 1 and tokens[last - 1].norm in _next_of_kin():
        last -= 1
    if guess.kind == "ORG":
        last = _shorten(tokens, first, last)
        if last > first + 1 and _verb(tokens[last - 1].norm):
            last -= 1
    if guess.kind == "ORG" and _portfolio_of(tokens, first):
        return None
    if guess.kind == "PER" and _people(tokens, first, last):
        return None
    return guess._replace(first=first, last=last) if first < last else None


def _opening_verb(tokens: Sequence[Token], first: int) -> bool:
    """Whether a word that is a name as well opens a clause as its verb: "وأبان X أن"."""
    norm = tokens[first].norm
    bare = norm[1:] if norm[:1] in ("و", "ف") else norm
    return bare in _verbs() and (bare != norm or first == 0 or tokens[first - 1].kind == "punct")


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Names that are verbs where they open a clause."""
    return frozenset(normal(word) for word in read_yaml("roles/names.yaml")["verbs"])


@lru_cache(maxsize=1)
def _next_of_kin() -> frozenset[str]:
    """Words behind a name that begin the next one: "جهاد نجل عماد"."""
    return frozenset(normal(word) for word in read_yaml("roles/names.yaml")["next_of_kin"])


def _title(stem: str) -> bool:
    """Whether a word is a title, or the plural of an office before whoever it belongs to ("مستشارو أوباما")."""
    cues = cue_words()
    return "title" in cues.get(stem, ()) or (stem.endswith("و") and "role" in cues.get(stem[:-1], ()))


def _verb(norm: str, kinds: tuple[str | None, ...] = (None,)) -> bool:
    """Whether a word is a listed verb of the third person and nothing that names are made of ("كرر", "أكدا")."""
    return (
        name_words().get(norm) in kinds
        and norm not in single_names()
        and any(reading.form.person == 3 and not reading.pronoun for reading in read_verb(norm))
    )


def _upon(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the first of two words is the preposition "على" rather than the name "علي": a foreign name follows."""
    return tokens[first].norm == "علي" and last - first == 2 and name_words().get(tokens[first + 1].norm, "n") == "n"


def _portfolio_of(tokens: Sequence[Token], first: int) -> bool:
    """Whether what begins there only completes an office ("وزير الخارجية المصري")."""
    return first > 0 and "minister" in cue_words().get(reading(tokens[first - 1].norm).stem, ())


def _people(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words are an adjective of a people, alone or with its noun ("الصحافيين الأتراك"), and no name."""
    stem = reading(tokens[first].norm).stem
    if last - first == 1 and stem in nationality_forms():  # "وفد برلماني كيني"
        before = reading(tokens[first - 1].norm).stem if first else ""
        return "title" not in cue_words().get(before, ())
    return (
        last - first == 2
        and stem.startswith("ال")
        and stem not in name_words()
        and nationality_forms().get(tokens[last - 1].norm) == "d"
    )


def _future(norm: str) -> bool:
    """Whether a word is a verb of the future (سيزور, ستواصل) and no known name."""
    return len(norm) > 4 and norm.startswith(("سي", "ست")) and norm not in name_words() and norm not in single_names()


def _after_phrase(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a person's name begins: after a nationality or verb of saying that no part of the name stands before."""
    for at in range(last - 2, first, -1):
        said = "say" in cue_words().get(tokens[at].norm, ())
        nation = nationality_forms().get(tokens[at].norm) == "d" and tokens[at - 1].norm not in name_words()
        if said or nation:
            return at + 1
    return first


def _shorten(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a guessed body ends: before a quotation mark without its pair, or after a nationality that no adjective
    or complement follows."""
    quotes = [at for at in range(first, last) if tokens[at].norm == '"']
    if len(quotes) % 2:
        last = quotes[-1] if quotes[-1] > first else last
    for at in range(first + 1, last - 1):
        if nationality_forms().get(tokens[at].norm) == "d" and not tokens[at + 1].norm.startswith(_GOES_ON):
            return at + 1
    return last


def _overlapping(ordered: Sequence[T], one: Candidate | Guess) -> Sequence[T]:
    """Those of ``ordered`` (by place, without overlap) that share a token with ``one``."""
    if not ordered:
        return ordered
    low = bisect_right(ordered, one.first, key=lambda other: other.last)
    high = bisect_left(ordered, one.last, key=lambda other: other.first)
    return ordered[low:high]


def _hides(phrases: Sequence[Candidate], guess: Guess) -> bool:
    """Whether a phrase that is no name covers the guess ("رفيع المستوى")."""
    return any(phrase.first <= guess.first and guess.last <= phrase.last for phrase in phrases)


def _plausible(
    one: Candidate,
    tokens: Sequence[Token],
    first: int,
    decoded: Decoded,
    guesses: Sequence[Guess],
) -> bool:
    """Whether a known name passes; ``first`` is where its sentence begins."""
    known = one.known
    if known.type == "PERSON":
        if one.last - one.first >= _LONG or max(decoded.person[one.first - first : one.last - first]) >= _HINT:
            return True
        before = reading(tokens[one.first - 1].norm).stem if one.first > first else ""
        return "title" in cue_words().get(before, ())
    if not known.weak:
        return True
    agreed = any(
        _TYPES[guess.kind] == ("PLACE" if known.type == "COUNTRY" else known.type)
        and guess.first == one.first
        and guess.last >= one.last
        for guess in _overlapping(guesses, one)
    )
    return agreed or (announced(one, tokens, first) and decoded.outside[one.first - first] <= 1 - _HINT)


def _claims(
    tokens: Sequence[Token],
    known: Sequence[Candidate],
    guesses: Sequence[Guess],
) -> list[tuple[tuple[int, int], Found]]:
    """Names with their rank: lower is stronger."""
    claims: list[tuple[tuple[int, int], Found]] = []
    for guess in guesses:
        inside = _overlapping(known, guess)
        claims.append(((_rank(tokens, guess, inside), guess.first), _from_guess(tokens, guess, inside)))
    for one in known:
        agreed = [guess.score for guess in _overlapping(guesses, one)]
        score = max(agreed, default=0.5 if one.known.weak else 1.0)
        claims.append(((2, one.first), Found(one.first, one.last, one.skip, one.known, score)))
    return claims


def _rank(tokens: Sequence[Token], guess: Guess, inside: Sequence[Candidate]) -> int:
    """1 where the guess beats the known names inside it, else 3."""
    if not inside:
        return 3
    longer = all(guess.last - guess.first > one.last - one.first for one in inside)
    covers = all(guess.first <= one.first and one.last <= guess.last for one in inside)
    if not longer or not covers or guess.score < _SURE:
        return 3
    types = {one.known.type for one in inside}
    if guess.kind == "PER":
        return 1
    if guess.kind == "ORG":
        organ = "body" in context_words().get(reading(tokens[guess.first].norm).stem, frozenset())
        ends = any(one.last == guess.last and one.known.type == "COUNTRY" for one in inside)
        return 3 if "ORG" in types or (organ and ends) or any(one.first == guess.first for one in inside) else 1
    begins = any(one.first == guess.first and one.known.type != "PERSON" for one in inside)
    return 3 if types & {"COUNTRY", "ORG"} or begins else 1


def _from_guess(tokens: Sequence[Token], guess: Guess, inside: Sequence[Candidate]) -> Found:
    country = next((one.known.country for one in inside if one.known.type in ("COUNTRY", "PLACE")), None)
    known = Known(_TYPES[guess.kind], None, None, country if guess.kind != "PER" else None, "crf")
    skip = reading(tokens[guess.first].norm).skip
    same = [one.skip for one in inside if one.first == guess.first]
    return Found(guess.first, guess.last, same[0] if same else skip, known, guess.score)

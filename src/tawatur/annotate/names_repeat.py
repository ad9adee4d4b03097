"""Second pass over a document: persons named by their family name alone, and names whose type the full form settles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tawatur.annotate.names_combine import Found
from tawatur.annotate.names_lexicon import (
    RARE,
    Known,
    common_words,
    cue_words,
    name_words,
    nationality_forms,
    single_names,
)
from tawatur.model import Token
from tawatur.rules.text import splits

_CONFIDENT = 0.7  # least score of a guessed full name that lends its family name to the document
_COMMON = 3  # words this frequent are taken as names only where the tagger half agrees
_AGREES = 0.3


def families(tokens: Sequence[Token], found: Iterable[Found]) -> dict[tuple[str, ...], Found | None]:
    """Family names of the full names in ``found`` with the name that each comes from; None where several share one."""
    out: dict[tuple[str, ...], Found | None] = {}
    whole: dict[tuple[str, ...], set[str]] = {}
    for name in found:
        unsure = name.known.source == "crf" and name.score < _CONFIDENT
        if name.known.type != "PERSON" or name.last - name.first < 2 or unsure:
            continue
        norms = [token.norm for token in tokens[name.first : name.last]]
        begin = len(norms) - 1
        while begin > 1 and "kin" in cue_words().get(norms[begin - 1], ()):
            begin -= 1
        family = tuple(norms[begin:])
        whole.setdefault(family, set()).add(norms[0][name.skip :])
        known = out.get(family)
        if family not in out or (known is not None and known.known.key is None):
            out[family] = name
    return {family: name if len(whole[family]) == 1 else None for family, name in out.items()}


def by_first(known: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Family names by their first word, the longest first."""
    starts: dict[str, list[tuple[str, ...]]] = {}
    for family in sorted(known, key=lambda words: (-len(words), words)):
        starts.setdefault(family[0], []).append(family)
    return starts


def repeats(
    tokens: Sequence[Token],
    first: int,
    last: int,
    taken: set[int],
    lenders: set[str],
    starts: dict[str, list[tuple[str, ...]]],
    known: dict[tuple[str, ...], Found | None],
    person: Sequence[float],
) -> list[Found]:
    """Family names of ``known`` alone in tokens ``first`` to ``last``, where no name was found yet.

    ``starts`` is ``by_first(known)``, ``lenders`` the words that may begin one of them;
    ``person`` is the probability of each token being part of a person's name.
    """
    out = []
    at = first
    while at < last:
        one = None
        if tokens[at].norm in lenders and at not in taken:
            one = _repeat(tokens, at, last, taken, starts, known, person[at - first])
        if one is not None:
            out.append(one)
        at = one.last if one is not None else at + 1
    return out


def _repeat(
    tokens: Sequence[Token],
    at: int,
    last: int,
    taken: set[int],
    starts: dict[str, list[tuple[str, ...]]],
    known: dict[tuple[str, ...], Found | None],
    chance: float,
) -> Found | None:
    for skip, stem in splits(tokens[at].norm):
        for family in starts.get(stem, ()):
            stop = at + len(family)
            if stop > last or any(tokens[at + n].norm != family[n] or at + n in taken for n in range(1, len(family))):
                continue
            if len(family) == 1 and not _name_like(stem, skip, chance):
                continue
            return Found(at, stop, skip, _person(known[family], "repeat"), max(chance, 0.5))
    return None


def _person(full: Found | None, source: str) -> Known:
    """Whom a family name means, by the full name that it comes from."""
    key, country = (full.known.key, full.known.country) if full is not None else (None, None)
    return Known("PERSON", None, key, country, source)


def _name_like(stem: str, skip: int, chance: float) -> bool:
    """Whether a word that is somebody's family name in this text is a name here too."""
    if stem in nationality_forms() or stem in single_names():
        return chance >= _AGREES
    common = common_words().get(stem, RARE).frequency
    if common >= _COMMON and (stem not in name_words() or common > _COMMON + 1):
        return chance >= _AGREES
    return skip == 0 or chance >= 0.05 or len(stem) > 3


def settle(tokens: Sequence[Token], found: Sequence[Found], known: dict[tuple[str, ...], Found | None]) -> list[Found]:
    """One-word guesses that are somebody's family name become persons with that person's key; so does a place that is
    only found with the first letter of such a name taken off ("بلاتر" is no ب and a town)."""
    out = []
    for name in found:
        whole = (tokens[name.first].norm,)
        if name.skip and name.last - name.first == 1 and name.known.type == "PLACE" and whole in known:
            out.append(name._replace(skip=0, known=_person(known[whole], "crf")))
            continue
        if name.last - name.first == 1 and name.known.source == "crf":
            stem = tokens[name.first].norm[name.skip :]
            options = [stem, "ا" + stem] if name.skip and stem.startswith("ل") else [stem]
            family = next(((option,) for option in options if (option,) in known), None)
            if family is not None:
                name = name._replace(known=_person(known[family], "crf"))
        out.append(name)
    return out


def whole_words(tokens: Sequence[Token]) -> Counter[str]:
    """How often each folded token stands in the document: tells a first letter from a proclitic."""
    return Counter(token.norm for token in tokens)

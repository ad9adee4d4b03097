"""What the sequence tagger sees of each token: the same features in training and in use.

A token with proclitics is one item; ``reading`` decides which proclitics it has, and features of the stem stand beside
features of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.annotate.names_lexicon import RARE, common_words, cue_words, name_words, nationality_forms, single_names
from tawatur.model import Token
from tawatur.rules.text import PROCLITICS, Split, splits

_LONGEST = 24  # letters of a word that features look at: longer ones are no words


@lru_cache(maxsize=65536)
def reading(norm: str) -> Split:
    """The likeliest split of a folded token into proclitics and stem, by what the lexicons know.

    A known name is left whole (وليد, بلال); otherwise an article after the proclitic, then a known stem, decides.
    """
    names, single = name_words(), single_names()
    if norm[:1] not in PROCLITICS or norm in single or names.get(norm, "n") != "n":
        return Split(0, norm)
    whole, *ways = splits(norm)
    for way in ways:
        if len(way.stem) > 4 and way.stem.startswith("ال"):
            return way
    common = common_words()
    frequency = common.get(norm, RARE).frequency
    for way in ways:
        skip, stem = way
        if len(stem) < 3:
            continue
        count = common.get(stem, RARE).frequency
        if count < frequency:
            continue
        known = stem in single or names.get(stem, "n") != "n"
        short = len(stem) == 3 and norm[skip - 1] in "بلك" and stem not in single
        if not short and (known or count > frequency + 1):
            return way
    if norm in names or frequency:
        return whole
    for way in ways:
        least = 3 if norm[way.skip - 1] in "وفل" else 5
        if len(way.stem) >= least and (way.stem in names or way.stem in common):
            return way
    return whole


class Word(NamedTuple):
    """Features of one folded word: its own, and those of them that it lends to the tokens beside it and two away."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    kind: str
    """Coarse class, for combinations with the neighbours."""


class Traits(NamedTuple):
    """What a word shares with many others: its script, and what the lexicons say of it."""

    names: str
    nation: str
    frequency: int
    inflections: int
    coarse: str
    article: bool
    cues: tuple[str, ...]
    shape: str

    @property
    def kind(self) -> str:
        """Coarse class, for combinations with the neighbours."""
        known = self.nation[:1] or (self.cues[0] if self.cues else "") or self.names
        return known or (f"c{self.coarse}" if self.shape == "ar" else self.shape)

    def lent(self) -> tuple[str, ...]:
        """Features that the neighbours see too."""
        return (
            f"nm={self.names}",
            f"nt={self.nation}",
            f"in={self.inflections}",
            f"c={self.coarse}",
            f"al={self.article}",
            *(f"cue={cue}" for cue in self.cues),
        )

    def alone(self) -> tuple[str, ...]:
        """Features of the word itself."""
        return (
            f"sh={self.shape}",
            f"fr={self.frequency}",
            f"k={self.kind}",
            f"in={self.inflections}|{self.names}|{self.article}",
        )


LETTERS = ("u=", "s2=", "p2=", "d=", "w=", "lead=", "len=", "p1=", "p3=", "p4=", "s1=", "s3=", "s4=", "b2=", "b3=")
"""Features of the form of a word, in the order of ``taken_apart``; the first is lent two tokens away, the first
four to the tokens beside it."""
_LENGTHS = "0123456789"


def taken_apart(norm: str) -> tuple[tuple[str, ...], Traits]:
    """What ``LETTERS`` name of a folded word, and its traits."""
    norm = norm[:_LONGEST]
    skip, stem = reading(norm)
    bare = stem[2:] if len(stem) > 4 and stem.startswith("ال") else stem
    names, common = name_words(), common_words()
    frequency, inflections, coarse, fine = common.get(stem) or common.get(norm, RARE)
    letters = (
        stem,
        norm[-2:],
        norm[:2],
        fine,
        norm,
        norm[:skip],
        _LENGTHS[min(len(stem), 9)],
        norm[:1],
        norm[:3],
        norm[:4],
        norm[-1:],
        norm[-3:],
        norm[-4:],
        bare[:2],
        bare[:3],
    )
    return letters, Traits(
        names.get(stem) or names.get(bare, ""),
        nationality_forms().get(stem, ""),
        frequency,
        inflections,
        coarse,
        stem is not bare,
        cue_words().get(stem, ()),
        _shape(norm),
    )


def _shape(norm: str) -> str:
    first = norm[0]
    if first.isdigit():
        return "num"
    if not first.isalpha():
        return norm[:2]
    return "lat" if first.isascii() else "ar"


@lru_cache(maxsize=65536)
def word(norm: str) -> Word:
    """Features of a folded word."""
    letters, traits = taken_apart(norm)
    form = tuple(template + letter for template, letter in zip(LETTERS, letters, strict=True))
    lent = form[:4] + traits.lent()
    return Word(form[4:] + traits.alone() + lent, lent, (form[0], f"k={traits.kind}"), traits.kind)


EDGE = Word(("edge",), ("edge",), ("edge",), "edge")
"""What stands before the first token and after the last."""


CLASSES = {"k3=": (-1, 0, 1), "k-=": (-1, 0), "k+=": (0, 1)}
"""Features of the classes of a word and its neighbours: of which tokens, by distance."""
MARKS = {"g=": (0,), "g-=": (-1,), "g+=": (1,), "g3=": (-1, 0, 1)}
"""Features of what the gazetteers say of a word and its neighbours."""


def _side_by_side(templates: Mapping[str, tuple[int, ...]], three: Sequence[str]) -> list[str]:
    return [kind + "|".join(three[1 + at] for at in distances) for kind, distances in templates.items()]


def features(tokens: Sequence[Token], lexicon: Sequence[str]) -> list[list[str]]:
    """Features of every token of a sentence; ``lexicon`` has what the gazetteers say of each token ("" for nothing)."""
    words = [EDGE, EDGE, *(word(token.norm) for token in tokens), EDGE, EDGE]
    known = ["", *lexicon, ""]
    out = []
    for at in range(len(tokens)):
        before2, before, here, after, after2 = words[at : at + 5]
        out.append(
            [
                *here.own,
                *(f"-1{one}" for one in before.near),
                *(f"+1{one}" for one in after.near),
                *(f"-2{one}" for one in before2.far),
                *(f"+2{one}" for one in after2.far),
                *_side_by_side(CLASSES, (before.kind, here.kind, after.kind)),
                *_side_by_side(MARKS, known[at : at + 3]),
            ]
        )
    return out

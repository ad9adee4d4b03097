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
from tawatur.rules.text import Split, splits

_LONGEST = 24  # letters of a word that features look at: longer ones are no words


@lru_cache(maxsize=65536)
def reading(norm: str) -> Split:
    """The likeliest split of a folded token into proclitics and stem, by what the lexicons know.

    A known name is left whole (وليد, بلال); otherwise an article after the proclitic, then a known stem, decides.
    """
    names, single, common = name_words(), single_names(), common_words()
    if norm in single or names.get(norm, "n") != "n":
        return Split(0, norm)
    ways = splits(norm)
    for way in ways[1:]:
        if len(way.stem) > 4 and way.stem.startswith("ال"):
            return way
    whole = common.get(norm, RARE).frequency
    for way in ways[1:]:
        count = common.get(way.stem, RARE).frequency
        known = way.stem in single or names.get(way.stem, "n") != "n"
        short = len(way.stem) == 3 and norm[way.skip - 1] in "بلك" and way.stem not in single
        if len(way.stem) > 2 and not short and count >= whole and (known or count > whole + 1):
            return way
    if norm in names or whole:
        return ways[0]
    for way in ways[1:]:
        least = 3 if norm[way.skip - 1] in "وفل" else 5
        if len(way.stem) >= least and (way.stem in names or way.stem in common):
            return way
    return ways[0]


class Word(NamedTuple):
    """Features of one folded word: its own, and those of them that it lends to the tokens beside it and two away."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    kind: str
    """Coarse class, for combinations with the neighbours."""


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
    norm = norm[:_LONGEST]
    split = reading(norm)
    stem = split.stem
    bare = stem.removeprefix("ال") if len(stem) > 4 else stem
    names = name_words().get(stem) or name_words().get(bare, "")
    met = common_words().get(stem) or common_words().get(norm, RARE)
    cues = cue_words().get(stem, ())
    nation = nationality_forms().get(stem, "")
    shape = _shape(norm)
    kind = nation[:1] or (cues[0] if cues else "") or names or (f"c{met.coarse}" if shape == "ar" else shape)
    article = stem is not bare
    shared = (
        f"u={stem}",
        f"nm={names}",
        f"nt={nation}",
        f"in={met.inflections}",
        f"c={met.coarse}",
        f"d={met.fine}",
        f"s2={norm[-2:]}",
        f"p2={norm[:2]}",
        f"al={article}",
        *(f"cue={cue}" for cue in cues),
    )
    alone = (
        f"w={norm}",
        f"sh={shape}",
        f"len={min(len(stem), 9)}",
        f"lead={norm[: split.skip]}",
        f"fr={met.frequency}",
        f"k={kind}",
        f"in={met.inflections}|{names}|{article}",
        f"p1={norm[:1]}",
        f"p3={norm[:3]}",
        f"p4={norm[:4]}",
        f"s1={norm[-1:]}",
        f"s3={norm[-3:]}",
        f"s4={norm[-4:]}",
        f"b2={bare[:2]}",
        f"b3={bare[:3]}",
    )
    return Word(shared + alone, shared, (shared[0], f"k={kind}"), kind)


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

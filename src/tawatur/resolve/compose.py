"""English for descriptive names: "القيادة العامة للقوات المسلحة الملكية" → "General Command of the Royal Armed Forces".

A small grammar of the Arabic noun phrase: a chain of annexed nouns, the last of which may be coordinated; adjectives,
each belonging to the nearest noun of the chain that it agrees with in gender, number and article (those of a nation
pass over the field that a body is about); phrases of a preposition. A name is translated whole or not at all: with one
word that the table lacks, or an adjective that agrees with nothing or with two nouns alike, there is no translation.
Only the own name of a university, a club, a street may be unknown: it is romanised.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from tawatur.resolve.compose_words import Piece, Word, cut, prepositions
from tawatur.resolve.lexicon import inflected, name_words, with_article
from tawatur.resolve.romanise import romanise, romanise_person
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal

_MOST = 14  # pieces of a name; longer ones are sentences
_OWN = 4  # words of an own name
_COMMON = 2  # inflected forms that show a common word
_PERSONS = ("person", "title", "prefix")
_BRANDS = ("brand", "proper", "place")
_FIELDS = ("field", "thing", "sport")


_SMALL = frozenset({"of", "for", "and", "the", "to", "in", "at", "from", "a", "an", "between", "bin", "ibn"})


class _NoEnglish(Exception):
    """The name can't be translated with certainty."""


@dataclass
class Phrase:
    """A noun or a known name with what belongs to it."""

    word: Word | None = None
    name: str | None = None
    country: bool = False
    definite: bool | None = False  # None: as that of what is annexed, which is still being read
    annexed: list[Phrase] = field(default_factory=list)
    own: str | None = None  # own name of a university or club, or of the person behind a title
    adjectives: list[str] = field(default_factory=list)
    nations: list[str] = field(default_factory=list)
    tails: list[tuple[str, list[Phrase]]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of its word; "name" for a known name."""
        return self.word.kind if self.word else "name"


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return frozenset(normal(row["form"]) for row in read_tsv("roles/stops.tsv"))


class _Parser:
    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.at = 0

    def piece(self, ahead: int = 0) -> Piece | None:
        return self.pieces[self.at + ahead] if self.at + ahead < len(self.pieces) else None

    def whole(self) -> Phrase:
        first = self.phrase(())
        while (piece := self.piece()) is not None:
            if piece.adj and not piece.name:
                self.adjectives((first,))
            elif piece.role == "prep":
                self.at += 1
                first.tails.append((piece.text, self.several((first,))))
            else:
                raise _NoEnglish
        return first

    def several(self, outer: tuple[Phrase, ...]) -> list[Phrase]:
        """Coordinated phrases; ``outer``: what they are annexed to, the nearest first."""
        out = [self.phrase(outer)]
        while (sign := self.piece()) is not None and sign.role == "and":
            self.at += 1
            again = self.piece()
            if again is not None and again.role == "prep" and self.at >= 2:
                self.at += 1
            out.append(self.phrase(outer))
            if (out[0].kind in _FIELDS) != (out[-1].kind in _FIELDS):
                raise _NoEnglish
        return out

    def phrase(self, outer: tuple[Phrase, ...]) -> Phrase:
        piece = self.piece()
        if piece is None or piece.role != "term":
            raise _NoEnglish
        self.at += 1
        if piece.name is not None:
            return Phrase(name=piece.name, country=piece.country, definite=True)
        if piece.noun is None:
            raise _NoEnglish
        one = Phrase(word=piece.noun, definite=piece.definite)
        self.annex(one, piece, outer)
        self.adjectives((one, *outer))
        return one

    def annex(self, one: Phrase, piece: Piece, outer: tuple[Phrase, ...]) -> None:
        """What stands right behind a noun: the name of its bearer, an own name, or a genitive."""
        after = self.piece()
        if after is None or one.word is None or after.role in ("and", "prep"):
            return
        named = after.role == "unknown" or (after.name is not None and not after.country)
        if one.kind == "title" and named and (piece.definite or after.role == "unknown"):
            one.own, one.definite = self.own("title"), True
            return
        if piece.definite or (after.adj and after.definite == one.definite and after.adj.agr == one.word.agr):
            return
        if one.kind in _BRANDS and after.name is None and (after.role == "unknown" or _only_a_name(one, after)):
            one.own, one.definite = self.own(one.kind), True
            return
        if after.role == "term":
            one.definite = None
            one.annexed = self.several((one, *outer))
            one.definite = one.annexed[-1].definite

    def own(self, kind: str) -> str:
        """An own name, in Latin letters: words up to an adjective, a preposition or the end."""
        words: list[str] = []
        while (piece := self.piece()) is not None and piece.role in ("term", "unknown"):
            if words and piece.adj and piece.role == "term":
                break
            if len(words) == _OWN or (kind != "title" and not _ownable(piece.text, kind, first=not words)):
                raise _NoEnglish
            words.append(piece.text)
            self.at += 1
        if not words or not all(word.isalpha() or " " in word for word in words):
            raise _NoEnglish
        return romanise_person(" ".join(words)) if kind == "title" else romanise(" ".join(words))

    def adjectives(self, chain: tuple[Phrase, ...]) -> None:
        """Adjectives of the innermost phrase of the chain; those of outer ones are left where they stand."""
        while (piece := self.piece()) is not None and piece.adj is not None and not piece.name:
            owner = _owner(piece.adj, definite=piece.definite, chain=chain)
            if owner is not chain[0]:
                return
            self.at += 1
            texts = [piece.adj.english]
            while (sign := self.piece()) is not None and sign.role == "and":
                other = self.piece(1)
                if other is None or other.adj is None or other.noun or other.definite != piece.definite:
                    break
                if other.adj.agr != piece.adj.agr:
                    raise _NoEnglish
                texts.append(other.adj.english)
                self.at += 2
            told = owner.nations if piece.adj.kind == "nation" else owner.adjectives
            if piece.adj.english in told or len(set(texts)) < len(texts) or (told is owner.nations and owner.tails):
                raise _NoEnglish
            told.append(_and(texts))


def _only_a_name(one: Phrase, after: Piece) -> bool:
    """Whether a common noun behind the noun is its own name: "نادي الشباب"."""
    plain = after.noun is not None and after.noun.kind in ("field", "thing") and " " not in after.text
    return one.kind in ("proper", "place") and plain


def _ownable(text: str, kind: str, *, first: bool) -> bool:
    """Whether a word can be (part of) an own name: no word that news inflects, except the first with its article."""
    folded = normal(text)
    if folded in _stops() or folded.startswith(("بال", "لل", "وال")):
        return False
    article, common, known = folded.startswith("ال"), inflected(folded), folded in name_words()
    if not first and folded.startswith("و") and not known:
        return False
    if first and article:
        return kind != "brand" or (not folded.endswith("ات") and (common is None or common < _COMMON))
    return common is None or (known and common < _COMMON)


def _owner(adj: Word, *, definite: bool, chain: tuple[Phrase, ...]) -> Phrase:
    if chain[0].definite != definite:
        raise _NoEnglish
    agree = [one for one in chain if one.word and one.word.agr == adj.agr and one.definite in (definite, None)]
    if adj.kind != "nation" and len(agree) > 1:
        agree = [one for one in agree if one.own is None or one.kind not in _PERSONS] or agree
    if not agree:
        raise _NoEnglish
    outside = [one for one in agree if one.kind not in _FIELDS]
    if adj.kind == "nation":
        return (outside or agree)[0]
    if adj.kind == "human" and agree[0].kind not in _PERSONS:
        raise _NoEnglish
    if adj.kind == "head":
        return (outside or agree)[0]
    if adj.kind == "open" and agree[0].kind in _FIELDS and any(one.definite is None for one in outside):
        raise _NoEnglish
    return agree[0]


def _and(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _title(text: str) -> str:
    words = text.split()
    return " ".join(word if word in _SMALL or word.startswith("al-") else word[:1].upper() + word[1:] for word in words)


def _several(phrases: list[Phrase], *, caps: bool, article: bool) -> str:
    return _and([_text(one, caps=caps, article=article) for one in phrases])


def _acts(one: Phrase) -> bool:
    """A field that stands for its ministry: "الخارجية"."""
    return bool(one.word and one.kind in _FIELDS and one.word.alone not in ("", "1") and not one.annexed)


def _text(one: Phrase, *, caps: bool = False, article: bool = False, acting: bool = False) -> str:
    if one.word is None:
        name = one.name or ""
        return with_article(name) if article else name
    if one.word.join == "same" and one.annexed and one.annexed[0].country:
        return _text(one.annexed[0], article=article)
    if one.word.alone == "+" and not one.annexed:
        raise _NoEnglish
    caps = bool(one.definite) if one.kind in ("body", *_BRANDS) else caps and one.kind in (*_FIELDS, *_PERSONS)
    sport = bool(one.tails and all(part.kind == "sport" for part in one.tails[0][1]))
    if one.word.alone == "-" and not (sport or any(part.word and part.word.agr == "p" for part in one.annexed)):
        raise _NoEnglish
    acts = _acts(one) and (acting or bool(one.nations))
    if acts:
        text, counted = one.word.alone, True
    elif sport and "~" in one.word.english:
        about = _several(one.tails[0][1], caps=caps, article=False)
        text, counted = " ".join((*reversed(one.adjectives), about, one.word.english.split("~")[1])), True
    else:
        text, counted = _with_annexed(one, caps=caps)
        counted = counted and one.kind not in ("field", "sport")
    if one.nations:
        text = f"{'-'.join(one.nations)} {text}"
    text = _title(text) if caps else text
    if article and counted:
        text = f"the {text}" if one.definite else _a(text)
    for preposition, phrases in one.tails[sport and "~" in one.word.english :]:
        text = f"{text} {_preposition(one, preposition, phrases)} {_tail(phrases, preposition, caps=caps)}"
    return text


def _tail(phrases: list[Phrase], preposition: str, *, caps: bool) -> str:
    return _and([_text(one, caps=caps, article=True, acting=preposition != "ل") for one in phrases])


def _a(text: str) -> str:
    last = text.split(" of ")[0].split(" for ")[0].split(" in ")[0]
    if last.endswith("s") and not last.endswith(("ss", "us")):
        return text
    return f"{'an' if text[0].lower() in 'aeiou' else 'a'} {text}"


def _preposition(one: Phrase, arabic: str, phrases: list[Phrase]) -> str:
    assert one.word is not None
    fields = any(part.kind in _FIELDS for part in phrases)
    if arabic == "ل":
        managing = any(part.kind == "body" and part.word and part.word.english.count("/") > 1 for part in phrases)
        doing = managing or (fields and (bool(one.annexed) or one.kind == "force" or one.word.li == "-"))
        loose = (bool(one.annexed) and one.kind == "force") or (one.kind not in _PERSONS and not one.definite)
        if doing or loose:
            raise _NoEnglish  # what a body does, no part of its name
        li = one.word.li.replace("-", "of")
        return li if li == "for" or one.tails[0][1] is phrases else "for"
    if arabic in ("ب", "في"):
        if one.word.english == "ambassador" and phrases[0].country:
            return "to"
        if one.word.english in ("member", "members") and not one.annexed:
            return "of"
        if arabic == "ب" and phrases[0].word and phrases[0].kind not in ("place", "thing"):
            return "at"
    if arabic == normal("لدى") and one.kind in ("body", "force"):
        return "in"
    return prepositions()[arabic]


def _noun(one: Phrase) -> str:
    """The English noun: of alternatives the one that fits what follows."""
    assert one.word is not None
    english = one.word.english.split("~")[0].split("/")
    if len(english) == 1:
        plain, _, before = english[0].partition("+")
        return before if before and one.own else plain
    first = one.annexed[0] if one.annexed else None
    if len(english) == 2 and one.kind != "title":
        if first is None:
            return english[one.own is not None or (bool(one.tails) and one.tails[0][0] == "ل")]
        return english[not first.name]
    if one.own or (first and first.country) or (first is None and (one.nations or one.kind == "title")):
        return english[0]
    if len(english) == 3:
        bare = first is None and not one.adjectives and not (one.tails and one.tails[0][0] == "ل")
        if (bare and one.nations) or (first and first.kind in _PERSONS):
            return english[0]
        if bare or (first and first.name and english[1] == english[2]):
            return english[bare]
    return english[1] if first and first.kind not in _FIELDS else english[-1]


def _with_annexed(one: Phrase, *, caps: bool) -> tuple[str, bool]:
    """The noun with its adjectives and genitive, and whether it may take an article."""
    assert one.word is not None
    english, before = _noun(one), " ".join(reversed(one.adjectives))
    noun = f"{before} {english}".strip()
    if one.own is not None:
        if one.kind == "title":
            return f"{_title(noun)} {one.own}", False
        return f"{one.own} {noun}", False
    if not one.annexed:
        return noun, True
    if one.kind == "prefix":
        if any(part.kind not in ("person", "title") for part in one.annexed):
            raise _NoEnglish
        return f"{noun} {_several(one.annexed, caps=caps, article=False)}", True
    if one.kind in _BRANDS:
        if all(part.name or part.own for part in one.annexed):
            return f"{_several(one.annexed, caps=caps, article=False)} {noun}", False
        if any(part.kind == "title" for part in one.annexed):
            raise _NoEnglish  # the name of its bearer was cut off
    fields = all(part.kind in _FIELDS and not part.tails for part in one.annexed)
    sports = all(part.kind == "sport" for part in one.annexed)
    if sports or (one.word.join == "attr" and fields):
        if any(part.annexed and part.word and part.word.join != "attr" for part in one.annexed):
            raise _NoEnglish
        about = _attributive(_several(one.annexed, caps=caps, article=False), english)
        return f"{before} {about} {english}".strip(), True
    join = "of" if one.word.join == "attr" else one.word.join
    acting = one.kind in _PERSONS and one.word.join != "of"
    about = _and([_text(part, caps=caps, article=True, acting=acting) for part in one.annexed])
    return f"{noun} {join} {about}", True


def _attributive(about: str, english: str) -> str:
    return about[:-1] if english == "affairs" and about.endswith(("ees", "ers")) else about


_TOPS = {
    "ORG": ("body", "force", "brand", "proper", "place"),
    "PLACE": ("body", "force", "brand", "proper", "place"),
    "PERSON": _PERSONS,
}


def compose(name: str, kind: str) -> str | None:
    """The English of a descriptive name of an entity of ``kind``; None where it isn't certain. Linear in the name."""
    if kind not in _TOPS or len(name) > 200:
        return None
    pieces = cut(name)
    if not pieces or len(pieces) > _MOST:
        return None
    try:
        phrase = _Parser(pieces).whole()
        if phrase.word is None or (phrase.kind not in _TOPS[kind] and not (kind != "PERSON" and _acts(phrase))):
            return None
        if len(pieces) == 1 and phrase.word.alone in ("", "-"):
            return None
        if kind != "PERSON" and any(
            not part.definite and part.word and part.kind not in _FIELDS for _, parts in phrase.tails for part in parts
        ):
            return None
        return _text(phrase, acting=True).removeprefix("the ")
    except _NoEnglish:
        return None

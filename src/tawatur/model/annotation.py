"""Layers over one document: tokens, sentences, references to entities, times, quotations.

All ``start``/``end`` are offsets into ``Document.text``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tawatur.model.document import Document
from tawatur.model.span import Span

EntityType = Literal["PERSON", "ORG", "COUNTRY", "PLACE"]
MentionForm = Literal["name", "office", "description", "pronoun"]


class Token(Struct, frozen=True):
    """A word, number or punctuation mark with its attached clitics (``وبالرباط`` is one token)."""

    start: int
    end: int
    norm: str
    """Folded for matching: no marks, one alif, ه for ة, ي for ى, ASCII digits (see rules.text)."""
    kind: Literal["word", "number", "punct"]


class Sentence(Struct, frozen=True):
    """A sentence as a range of characters and of tokens (``tokens[first:last]``)."""

    start: int
    end: int
    first: int
    last: int
    title: bool = False
    """Whether it is (part of) the article's title: evidence, but no mentions are taken from it."""


class Mention(Struct, frozen=True, kw_only=True):
    """One reference to an entity: a name with its titles, an office, a description, or a pronoun.

    ``start``/``end`` is the full extent without proclitics ("رئيس أركان الجيش الإسرائيلي أفيف كوخافي");
    ``head`` is the name itself ("أفيف كوخافي"), or the whole extent where there is no name. A mention inside another's
    extent ("الجيش الإسرائيلي" in the example) is listed too; ``within`` is the index of the one it lies in.
    """

    start: int
    end: int
    head: Span
    type: EntityType
    form: MentionForm = "name"
    subtype: str | None = None
    """ORG: government, ministry, army, unit, police, intelligence, party, armed_group, company, agency, outlet,
    embassy,
    international, parliament, court, university, other. PLACE: city, region, site, sea. PERSON: None."""
    key: str | None = None
    """What a lexicon knows it as: "country:MAR", "org:MAR:army", "org:agency:EFE", "person:<slug>"; None if unknown."""
    country: str | None = None
    """ISO 3166-1 alpha-3, where the lexicon or the words themselves show it."""
    titles: tuple[Span, ...] = ()
    """Ranks and offices beside the name, each without the name ("رئيس أركان الجيش الإسرائيلي")."""
    office: str | None = None
    """Canonical office that titles or description show: "chief_of_staff", "minister:defense", "head_of_state", ..."""
    offices: tuple[str, ...] = ()
    """Every canonical office that the titles show, in their order ("نائب رئيس الوزراء ووزير الدفاع" shows two)."""
    number: Literal["singular", "dual", "plural"] = "singular"
    within: int | None = None
    rule: str = ""
    """Id of the rule or lexicon that found it, for explanation."""


class Timex(Struct, frozen=True, kw_only=True):
    """A time expression in the sense of TIMEX3.

    ``value`` is the ISO/TIMEX3 value as far as the words alone give it: "2021-11-24", "XXXX-11-24", "2021-11",
    "XXXX-WXX-3" (a Wednesday), "XXXX-WXX-3TEV" (its evening), "XXXX-WXX-WE" (a weekend), "XXXX-07-WXX-5-#1" (the first
    Friday of July), "2021-10-W03" (its third week), "XXXX-SU", "2021-Q1", "2021-06-H1" (1 to 15 June), "199X", "18XX",
    "P2D", "P1Y6M", "PT1.5H", "PXM" (months, without a number), "HXXXX-09" (a Hijri month or day without its year).
    ``relation`` places it against the day of writing where it is deictic.
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    end_value: str | None = None
    """Last day of an explicit range ("من 24 إلى 25 نوفمبر": value XXXX-11-24, end_value XXXX-11-25)."""
    mod: str | None = None
    """TIMEX3 mod: APPROX, START, MID, END, BEFORE, AFTER, MORE_THAN, LESS_THAN; INVALID where the words name no
    possible date ("30 فبراير"): ``value`` is then what is left without the impossible part."""
    relation: str | None = None
    """Deictic meaning, parts joined by ";". One of: "day:-1" (أمس), "day:0", "day:+1", "week:0", "month:-1",
    "quarter:0", "year:-2", "decade:+1", "century:-1"; "rest:year" and "elapsed:month" (what is left of the current one,
    what is over of it); "last:WXX-3" (الأربعاء الماضي), "next:WXX-7", "last:07" (يوليو الماضي), "this:08"
    (أغسطس الجاري), "next:SU", "last2:WXX-2" (الثلاثاء قبل الماضي), "next2:WXX-2"; "ago:P2M", "ahead:P3D"; "past:P3D"
    and "coming:PXW" (a stretch that ends or begins now); "recent", "now", "soon"; with anchor event "after:P2M",
    "before:P1D", "same:day", "later". Beside it, or alone: "since", "until", "by", "for" (a budget for 2023), and
    "on:WXX-3" (the day named by ``value`` is said to be a Wednesday). None for expressions that stand alone."""
    anchor: Literal["writing", "event", "none"] = "none"
    """What it counts from: the day of writing, another event ("بعد نحو شهرين من ..."), or nothing."""
    rule: str = ""


class Quote(Struct, frozen=True):
    """A quotation; ``start``/``end`` enclose the words inside the marks."""

    start: int
    end: int
    open: str = ""
    close: str | None = None


ReaderName = Literal["fast", "accurate"]
"""Who guesses the names that no list knows: a CRF, or a small transformer encoder (better, over ten times slower)."""

TermType = Literal["WEAPON", "EVENT"]


class Term(Struct, frozen=True):
    """The designation of a weapon ("إف-16") or the name of an event ("الأسد الأفريقي"), without its head noun."""

    start: int
    end: int
    type: TermType


class Annotated(Struct, frozen=True, kw_only=True):
    """One document with all its layers; what extract, resolve and merge read."""

    doc: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    """In order of start, longer first."""
    timexes: tuple[Timex, ...]
    quotes: tuple[Quote, ...]
    terms: tuple[Term, ...] = ()

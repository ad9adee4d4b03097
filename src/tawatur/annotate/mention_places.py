"""Nominal phrases for states and the pieces that all grammars share: adjectives, portfolios, common nouns."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from tawatur.annotate.mention_lexicon import Nationality
from tawatur.annotate.mention_types import NameLike, Part
from tawatur.annotate.mention_view import View
from tawatur.model import EntityType
from tawatur.rules.phrases import Match
from tawatur.rules.text import advance


class Tail(NamedTuple):
    """Adjectives after a noun: where they end and which nationality they show."""

    last: int
    country: str | None
    several: bool
    """Adjectives of two nationalities: the noun belongs to neither alone."""


def adjectives(view: View, at: int, definite: bool, *, guess: bool = False, persons: bool = True) -> Tail:
    """The adjectives from token ``at`` on that agree in definiteness.

    ``guess`` also takes unknown nisba forms; without ``persons`` sound plurals, which go with persons only, end it.
    """
    country: str | None = None
    several = False
    while not view.blocked(at) or _state_as_adjective(view, at):
        if not persons and view.norm(at).endswith(("ين", "ون")):
            break
        nations = nationalities(view, at, definite)
        if nations:
            found = nations[0].value.country
            several = several or (country is not None and found != country)
            country = country or found
            at = nations[0].last
            continue
        if _in_charge(view, at):
            break
        known = [m for m in view.match(view.lex.adjectives, at) if m.value.definite == definite or m.value.level]
        if known and view.norm(at) not in view.lex.stops:
            at = known[0].last
            continue
        if guess and definite and _nisba(view, at):
            at += 1
            continue
        break
    return Tail(at, None if several else country, several)


def _state_as_adjective(view: View, at: int) -> bool:
    """ "السعودية", "العمانية": the name of a state that is also its adjective."""
    name = view.name(at, "", "COUNTRY")
    return name is not None and name.end == view.tokens[at].end and bool(view.match(view.lex.nationalities, at))


def attributive(view: View, at: int) -> bool:
    """Whether such a word follows a definite noun, so that it is no mention ("العلاقات السعودية")."""
    before = view.norm(at - 1)
    return before.startswith("ال") and before not in view.lex.stops and _state_as_adjective(view, at)


def _in_charge(view: View, at: int) -> bool:
    """ "المكلف بإدارة X" is no adjective."""
    return bool(view.match(view.lex.links["charge"], at)) and view.norm(at + 1).startswith("ب")


def nationalities(view: View, at: int, definite: bool) -> list[Match[Nationality]]:
    """Adjectives of nationality at a token; one that is also a common word counts where the text names the state."""
    doubt = view.norm(at) in view.lex.doubtful
    return [
        match
        for match in view.match(view.lex.nationalities, at)
        if match.value.definite == definite and not (doubt and match.value.country not in view.states)
    ]


def _nisba(view: View, at: int) -> bool:
    norm = view.norm(at)
    return norm.startswith("ال") and len(norm) >= 6 and norm.endswith(("ي", "يه")) and norm not in view.lex.stops


def from_name(view: View, at: int, name: NameLike, type_: EntityType) -> Part:
    """A name as a phrase of its own."""
    key = name.key
    if type_ == "COUNTRY" and key is None and name.country is not None:
        key = f"country:{name.country}"
    return Part(
        first=at,
        last=view.last_token(at, name.end),
        start=name.start,
        end=name.end,
        lead=view.name_lead(at, name),
        type=type_,
        subtype=name.subtype,
        key=key,
        country=name.country,
        definite=True,
        rule=name.source,
    )


def country(view: View, at: int, lead: str = "") -> Part | None:
    """A state: its name, "دولة X", "المملكة المغربية", or "المملكة" alone (which one is left open)."""
    return view.once("country", at, lead, _country)


def _country(view: View, at: int, lead: str) -> Part | None:
    name = view.name(at, lead, "COUNTRY")
    if name is not None:
        return None if attributive(view, at) else from_name(view, at, name, "COUNTRY")
    for match in view.match(view.lex.links["country_construct"], at, lead):
        inner = view.name(match.last, "", "COUNTRY")
        if inner is not None:
            part = from_name(view, match.last, inner, "COUNTRY")
            last = _country_adjectives(view, part.last)
            return replace(
                part,
                first=at,
                last=last,
                start=view.start(at, match),
                end=view.tokens[last - 1].end,
                lead=lead,
                subtype=None,
                rule="country.composed",
            )
    for match in view.match(view.lex.links["country_definite"], at, lead):
        tail = adjectives(view, match.last, True)
        if tail.country is not None:
            last = _country_adjectives(view, tail.last)
            return Part(
                first=at,
                last=last,
                start=view.start(at, match),
                end=view.tokens[last - 1].end,
                lead=lead,
                type="COUNTRY",
                key=f"country:{tail.country}",
                country=tail.country,
                definite=True,
                rule="country.composed",
            )
    for match in view.match(view.lex.links["country_alone"], at, lead):
        return Part(
            first=at,
            last=match.last,
            start=view.start(at, match),
            end=view.tokens[at].end,
            lead=lead,
            type="COUNTRY",
            form="description",
            definite=True,
            rule="country.alone",
        )
    return None


def _country_adjectives(view: View, at: int) -> int:
    while not view.blocked(at):
        known = view.match(view.lex.links["country_adjectives"], at)
        nation = [m for m in view.match(view.lex.nationalities, at) if m.value.definite]
        if not known and not nation:
            break
        at = (known or nation)[0].last
    return at


def side(view: View, at: int, lead: str = "") -> Part | None:
    """ "الجانبان", "البلدين", "الجانب المغربي"."""
    for match in view.match(view.lex.sides, at, lead):
        value, tail = match.value, adjectives(view, match.last, True)
        if value.nation and tail.country is None:
            continue
        last = tail.last if value.nation or tail.country is None else match.last
        iso = tail.country if value.nation else None
        return Part(
            first=at,
            last=last,
            start=view.start(at, match),
            end=view.tokens[last - 1].end,
            lead=lead,
            type=value.type,
            form="description",
            subtype=value.subtype,
            number=value.number,
            country=iso,
            definite=True,
            key=f"country:{iso}" if iso and value.type == "COUNTRY" else None,
            rule=value.id,
        )
    return None


def place(view: View, at: int, lead: str = "") -> Part | None:
    """A named place."""
    name = view.name(at, lead, "PLACE")
    return None if name is None else from_name(view, at, name, "PLACE")


def portfolio(view: View, at: int, lead: str = "") -> Part | None:
    """What a minister or ministry is in charge of, with coordinated portfolios ("الثقافة والإعلام")."""
    return view.once("portfolio", at, lead, _portfolio)


def _portfolio(view: View, at: int, lead: str) -> Part | None:
    if not lead and any(name.key is not None for name in view.names.get(at, ())):
        return None
    matches = [m for m in view.match(view.lex.portfolios, at, lead) if m.value.country is None]
    if not matches:
        return None
    best = matches[0]
    last = best.last
    while (more := view.match(view.lex.portfolios, last, "و")) and more[0].value.definite == best.value.definite:
        last = more[0].last
    return Part(
        first=at,
        last=last,
        start=view.start(at, best),
        end=view.tokens[last - 1].end,
        lead=lead,
        kind=best.value.slug,
        definite=best.value.definite,
        alone=best.value.alone,
    )


def common_noun(view: View, at: int, lead: str = "") -> Part | None:
    """A definite common noun as a complement ("قسم التخطيط"): "X" with article, or "X" and a noun with article."""
    norm = view.norm(at)
    if view.blocked(at) or not norm.startswith(lead):
        return None
    skip = len(lead)
    stem = norm[skip:]
    if lead.endswith("ل") and stem.startswith("ل"):
        stem = "ا" + stem  # "للعلاقات"
    if view.match(view.lex.offices, at, lead):
        return None
    if view.match(view.lex.ranks, at, lead):
        return None
    if norm in view.lex.stops or stem in view.lex.stops or len(stem) < 3:
        return None
    last = at + 1
    if not _article(stem):
        if view.text[view.tokens[at].end - 1] in "هاى" or stem.startswith(("و", "با")) or view.blocked(last):
            return None
        if lead and _bare_noun(view, last):
            last += 1  # "لأمن نظم المعلومات"
        if not _article(view.norm(last)) or view.norm(last) in view.lex.stops:
            return None
        last += 1
    start = advance(view.text, view.tokens[at].start, skip) if skip else view.tokens[at].start
    return Part(first=at, last=last, start=start, end=view.tokens[last - 1].end, lead=lead, definite=True)


def _bare_noun(view: View, at: int) -> bool:
    """Whether a word without article, pronoun or proclitic stands there that may be a noun in a row of genitives."""
    norm = view.norm(at)
    if view.blocked(at) or norm in view.lex.stops or len(norm) < 3 or _article(norm) or norm[0] in "وبفل":
        return False
    return view.text[view.tokens[at].end - 1] not in "هاى" and not view.match(view.lex.offices, at)


def _article(norm: str) -> bool:
    return norm.startswith("ال") and len(norm) >= 5

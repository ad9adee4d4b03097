"""Composed names of organisations: head noun, fixed words, complements, adjectives, nationality."""

from __future__ import annotations

from msgspec.structs import replace

from tawatur.annotate import mention_offices, mention_places
from tawatur.annotate.mention_lexicon import Head
from tawatur.annotate.mention_places import adjectives, country, from_name, place, portfolio
from tawatur.annotate.mention_types import NameLike, Part
from tawatur.annotate.mention_view import View
from tawatur.model import MentionForm
from tawatur.rules.phrases import Match
from tawatur.rules.text import splits

_MARKS = ('"', "'")
_BRAND = 6  # words between quotation marks after a head noun, at most
_LATE = 3  # the same where a nationality stands before them, as a sentence may be quoted there


def org(view: View, at: int, lead: str = "") -> Part | None:
    """An organisation that begins at token ``at`` after the proclitics ``lead``: a name, a composed name, or both."""
    return view.once("org", at, lead, _org)


def _org(view: View, at: int, lead: str) -> Part | None:
    name = view.name(at, lead, "ORG")
    composed = _composed(view, at, lead)
    if composed is not None and (name is None or composed.end >= name.end):
        return composed if name is None else _with_name(composed, name)
    if name is not None and name.key is None:
        short = _shorthand(view, at, lead)
        if short is not None and (short.end >= name.end or _runs_into_title(view, short, name)):
            return short  # "الخارجية المصرية", whoever guessed a name there
        if composed is not None and _runs_into_title(view, composed, name):
            return composed
    if name is not None:
        return _extended(view, from_name(view, at, name, "ORG"), composed)
    return _state_brand(view, at, lead) or _shorthand(view, at, lead)


def _runs_into_title(view: View, part: Part, name: NameLike) -> bool:
    """Whether what a guessed name adds to a body of a state is somebody's title: "استدعت وزارة الخارجية العراقية
    السفير الإيراني"."""
    if part.country is None or part.end >= name.end:
        return False
    behind = mention_offices.title(view, part.last, "")
    return behind is not None and behind.office is not None and behind.definite and behind.end >= name.end


def _state_brand(view: View, at: int, lead: str) -> Part | None:
    """A quoted name of a company that opens with its state: "باكستان للصناعات الثقيلة"."""
    name = view.name(at, lead, "COUNTRY")
    if name is None or lead or view.norm(at - 1) not in _MARKS:
        return None
    first = view.last_token(at, name.end)
    for last in range(first + 1, min(first + _BRAND, view.last)):
        if view.norm(last) in _MARKS and any(
            skip and view.lead(first, skip) == "ل" for skip, _ in splits(view.norm(first))
        ):
            return Part(
                first=at,
                last=last,
                start=name.start,
                end=view.tokens[last - 1].end,
                type="ORG",
                subtype="company",
                kind="company",
                country=name.country,
                definite=True,
                rule="org.company.state",
            )
    return None


def _with_name(part: Part, name: NameLike) -> Part:
    """A composed phrase that covers a known name: what the lexicon of names knows completes it."""
    same = name.end == part.end
    known = name.key if same and part.kind == "news_agency" else None
    league = same and name.key is not None and name.subtype == "international"  # "جامعة الدول العربية" teaches nobody
    return replace(
        part,
        form="name" if same else part.form,
        accept=True,
        key=known or part.key or name.key,
        subtype=part.subtype if part.subtype not in (None, "other") and not league else name.subtype or part.subtype,
        country=part.country or name.country,
    )


def _extended(view: View, part: Part, composed: Part | None) -> Part:
    tail = adjectives(view, part.last, True)
    kind = composed.kind if composed is not None else None
    if tail.last == part.last or tail.country is None:
        return replace(part, kind=kind)
    return replace(
        part,
        kind=kind,
        last=tail.last,
        end=view.tokens[tail.last - 1].end,
        country=part.country or tail.country,
    )


def _composed(view: View, at: int, lead: str) -> Part | None:
    """The longest reading; of equally long ones, that with the longest fixed words."""
    best: Part | None = None
    for match in view.match(view.lex.orgs, at, lead):
        part = _build(view, at, lead, match) if _shape_fits(view, match) else None
        if part is not None and (best is None or (part.accept, part.last) > (best.accept, best.last)):
            best = part
    return best


def _shape_fits(view: View, match: Match[Head]) -> bool:
    """ta marbuta and the pronoun ha are one letter when folded; the text as given tells them apart."""
    head = match.value
    written = view.text[view.tokens[match.first].end - 1] if not head.tail else ""
    if head.shape.state == "possessed" and head.shape.form.endswith("ه"):
        return written != "ة"
    return True


class _Complement:
    """What was gathered after the head noun."""

    def __init__(self, head: Head, last: int) -> None:
        self.last = last
        self.definite = head.shape.state in ("definite", "possessed") or head.definite_tail
        self.open = head.open
        self.children: list[Part] = []
        self.portfolio: str | None = None
        self.country = head.country
        self.several = False
        self.brand: Part | None = None
        self.strong = False
        self.local = False
        """Of a town or region: one of many in its state."""
        self.noun = False

    def take(self, part: Part, *, strong: bool = True) -> None:
        """Use ``part`` as the genitive."""
        self.last = part.last
        self.definite = self.definite or part.definite
        self.open = False
        self.strong = self.strong or strong
        self.country = part.country or self.country
        self.children.append(part)


def _build(view: View, at: int, lead: str, match: Match[Head]) -> Part | None:
    head = match.value
    state = _Complement(head, match.last)
    if "portfolio" in head.takes and head.shape.state == "bare":
        _take_portfolio(view, state)
    if "honoured" in head.takes:
        _take_honoured(view, state)
    if "brand" in head.takes:
        _take_brand(view, head, state)
    if state.open and not state.children:
        _take_genitive(view, head, state)
    tail = adjectives(view, state.last, state.definite, guess=state.noun or head.weak, persons=False)
    described = tail.last > state.last
    state.last, state.several = tail.last, tail.several
    if tail.country is not None:
        state.country, state.strong = tail.country, True
    elif tail.several:
        state.country = None
    _brand_after(view, head, state)
    host = _take_prepositions(view, head, state, described or bool(state.children))
    return _finish(view, at, lead, match, state, described, host)


def _take_portfolio(view: View, state: _Complement) -> None:
    part = portfolio(view, state.last)
    if part is None:
        return
    state.portfolio, state.last, state.definite, state.strong = part.kind, part.last, part.definite, True
    state.open = not part.definite


def _take_honoured(view: View, state: _Complement) -> None:
    """ "جامعة الملك فلان": the person is part of the name, no mention."""
    part = _holder(view, state.last, "")
    if part is not None and (part.rank or part.bare or part.head is not None):
        state.take(replace(part, type=None, country=None, children=()))


def _take_brand(view: View, head: Head, state: _Complement) -> None:
    part = _quoted(view, state.last) or _brand_name(view, state.last, definite=head.shape.state == "definite")
    if part is None and "word" in head.takes and (head.shape.state, head.shape.number) == ("bare", "singular"):
        part = _brand_word(view, state.last)
    if part is not None:
        state.brand = part if part.type == "ORG" or part.kind == "quoted" else None
        state.take(replace(part, type=None))


def _brand_after(view: View, head: Head, state: _Complement) -> None:
    """A brand after the nationality: "وكالة الأنباء الإسبانية «س»"."""
    if "brand" not in head.takes or state.brand is not None or not state.strong or not state.definite:
        return
    part = _quoted(view, state.last)
    if part is not None and part.last - part.first <= 2 + _LATE:
        state.brand, state.last = part, part.last


def _quoted(view: View, at: int) -> Part | None:
    """A few words between quotation marks, with what the lexicon of names knows of them."""
    if view.norm(at) not in _MARKS or view.norm(at + 1) in view.lex.stops:
        return None
    for last in range(at + 2, min(at + 2 + _BRAND, view.last)):
        if view.norm(last) in _MARKS:
            start, end = view.tokens[at + 1].start, view.tokens[last - 1].end
            name = view.name(at + 1, "", "ORG")
            key, iso = (name.key, name.country) if name is not None and name.end == end else (None, None)
            return Part(
                first=at,
                last=last + 1,
                start=start,
                end=end,
                kind="quoted",
                key=key,
                country=iso,
                definite=True,
            )
    return None


def _brand_name(view: View, at: int, *, definite: bool) -> Part | None:
    """A name after the head noun; the name of a person after a definite one is not the body's ("رئيس الشركة فلان")."""
    name = view.name(at, "", "ORG", "PERSON", "PLACE")
    if name is None or (definite and name.type == "PERSON"):
        return None
    part = from_name(view, at, name, "ORG" if name.type == "ORG" else "PLACE")
    return replace(part, type=None if name.type != "ORG" else "ORG")


def _brand_word(view: View, at: int) -> Part | None:
    if view.blocked(at) or view.norm(at) in view.lex.stops or len(view.norm(at)) < 3:
        return None
    if view.match(view.lex.adjectives, at):
        return None
    if view.match(view.lex.nationalities, at):
        return None
    token = view.tokens[at]
    if view.text[token.end - 1] == "ة" and not token.norm.startswith("ال"):
        return None  # an adjective of the feminine head
    return Part(first=at, last=at + 1, start=token.start, end=token.end, definite=True)


def _take_genitive(view: View, head: Head, state: _Complement) -> None:
    at = state.last
    options = (
        ("country", country),
        ("org", org),
        ("office", _holder),
        ("place", place),
        ("noun", portfolio),
        ("noun", mention_places.common_noun),
    )
    allowed = head.takes | ({"country"} if state.portfolio is not None else set())
    for name, parse in options:
        if name not in allowed:
            continue
        part = parse(view, at, "")
        if part is not None and (name != "noun" or part.definite):
            state.noun, state.local = name == "noun", name == "place"
            state.take(part, strong=name != "noun" or not head.weak or head.kind not in ("none",))
            return


def _holder(view: View, at: int, lead: str) -> Part | None:
    """Whose administration or office it is, with the name where one follows ("إدارة الرئيس الأميركي فلان")."""
    part = mention_offices.person(view, at, lead)
    if part is None or part.form == "name":
        return part
    name = view.name(part.last, "", "PERSON")
    if name is None:
        return part
    named = from_name(view, part.last, name, "PERSON")
    return replace(
        named,
        first=part.first,
        start=part.start,
        head=named.span,
        titles=(part.span,),
        office=part.office,
        country=part.country or named.country,
        children=part.children,
    )


def _take_prepositions(view: View, head: Head, state: _Complement, described: bool) -> str | None:
    """li-, lada, fi, bi-, min after the name; returns the host state of a mission."""
    host: str | None = None
    if "for" in head.takes:
        part = country(view, state.last, "ل") or org(view, state.last, "ل")
        if part is None and described and state.definite:
            part = mention_places.common_noun(view, state.last, "ل")
        if part is not None and part.definite:
            _append(state, part, owner=part.type in ("COUNTRY", "ORG"))
            more = adjectives(view, state.last, True)
            state.last = more.last
            state.country = state.country or more.country
    if "from" in head.takes and view.match(view.lex.links["of"], state.last):
        at = state.last + 1
        part = org(view, at) or country(view, at) or mention_offices.title(view, at)
        if part is not None:
            _append(state, part, owner=True)
    if "post" in head.takes and state.strong:
        part = _posted(view, state.last)
        if part is not None:
            host = part.country
            _append(state, part, owner=False)
    elif "state" in head.takes and state.country is None and (part := country(view, state.last, "ب")) is not None:
        _append(state, part, owner=True)
    return host


def _posted(view: View, at: int) -> Part | None:
    for match in view.match(view.lex.links["post"], at):
        return country(view, match.last) or place(view, match.last) or org(view, match.last)
    return country(view, at, "ب") or place(view, at, "ب")


def _append(state: _Complement, part: Part, *, owner: bool) -> None:
    state.last = part.last
    state.strong = True
    if owner:
        state.country = state.country or part.country
    state.children.append(part)


def _finish(
    view: View,
    at: int,
    lead: str,
    match: Match[Head],
    state: _Complement,
    described: bool,
    host: str | None,
) -> Part | None:
    head = match.value
    if head.kind == "none":
        return None
    end = view.tokens[state.last - 1].end
    children = tuple(child for child in state.children if child.type is not None or child.children)
    bare = state.last == match.last and not head.tail
    kind = head.slug or None
    brand = state.brand
    accept = _accepts(head, state, bare, described)
    form: MentionForm = "name"
    plain = bare or (head.kind == "company" and not state.children and brand is None and not head.tail)
    if (plain and head.bare) or head.kind == "delegation" or not state.definite:
        form = "description"
    return Part(
        first=at,
        last=state.last,
        start=view.start(at, match),
        end=end,
        lead=lead,
        type="ORG",
        form=form,
        subtype=head.kind,
        kind=kind,
        head=brand.span if brand is not None else None,
        key=(brand.key if brand is not None else None) or _key(head, state, host),
        country=None if state.several else state.country,
        number=head.shape.number,
        definite=state.definite,
        accept=accept,
        bare=bare,
        children=children,
        rule=f"org.{head.id}",
    )


def _accepts(head: Head, state: _Complement, bare: bool, described: bool) -> bool:
    if head.kind == "delegation":
        return True
    if bare:
        plural = head.shape.number == "plural" or head.shape.state == "possessed"
        return head.bare and state.definite and not (head.weak and plural)
    if head.weak and head.shape.number == "plural" and head.kind != "international":
        return state.country is not None
    if head.weak:
        return state.strong and (state.definite or state.country is not None)
    return state.definite or state.country is not None or described


def _key(head: Head, state: _Complement, host: str | None) -> str | None:
    if not head.unique or state.country is None or state.several or state.local or head.shape.number != "singular":
        return None
    if head.slug in ("embassy", "consulate", "mission", "liaison_office"):
        return f"org:{state.country}:{head.slug}:{host}" if host else f"org:{state.country}:{head.slug}"
    if head.slug == "ministry":
        return f"org:{state.country}:ministry:{state.portfolio}" if state.portfolio else None
    return f"org:{state.country}:{head.slug}"


def _shorthand(view: View, at: int, lead: str) -> Part | None:
    """ "الخارجية المصرية": the portfolio stands for its ministry; without nationality only after a verb."""
    part = portfolio(view, at, lead)
    if part is None or not part.definite or not part.alone:
        return None
    tail = adjectives(view, part.last, True)
    first = view.tokens[part.last - 1].norm
    nation = tail.country is not None and view.tokens[tail.last - 1].norm.endswith("ه")
    if nation and part.kind != "foreign" and not _starts_clause(view, at):
        return None
    if not nation and not _stands_alone(view, at, part, first):
        return None
    last = tail.last if nation else part.last
    iso = tail.country if nation else None
    return Part(
        first=at,
        last=last,
        start=part.start,
        end=view.tokens[last - 1].end,
        lead=lead,
        type="ORG",
        subtype="ministry",
        kind="ministry",
        key=f"org:{iso}:ministry:{part.kind}" if iso else None,
        country=iso,
        definite=True,
        form="name",
        rule="org.ministry.shorthand",
    )


def _stands_alone(view: View, at: int, part: Part, word: str) -> bool:
    if part.kind not in ("foreign", "interior") or part.last != at + 1 or not word.endswith("يه"):
        return False
    return view.norm(at - 1).endswith("ت") and not view.norm(at - 1).startswith("ال")


def _starts_clause(view: View, at: int) -> bool:
    """After a feminine verb, a particle, a punctuation mark, or first in the sentence."""
    before = view.norm(at - 1)
    if not before or view.tokens[at - 1].kind == "punct" or before in view.lex.stops:
        return True
    return before.endswith("ت") and not before.startswith("ال")

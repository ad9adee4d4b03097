"""Ranks and offices: a head noun with portfolio, state, organisation or another office, adjectives and prepositions."""

from __future__ import annotations

from msgspec.structs import replace

from tawatur.annotate import mention_orgs, mention_places
from tawatur.annotate.mention_lexicon import Head
from tawatur.annotate.mention_places import adjectives, country, from_name, place, portfolio
from tawatur.annotate.mention_types import Part
from tawatur.annotate.mention_view import View
from tawatur.rules.phrases import Match


def title(view: View, at: int, lead: str = "") -> Part | None:
    """A rank or an office that begins at token ``at``, the longer of the two."""
    found = [part for part in (office(view, at, lead), rank(view, at, lead)) if part is not None]
    return max(found, key=lambda part: (part.last, not part.rank), default=None)


def rank(view: View, at: int, lead: str = "") -> Part | None:
    """A rank or style of address ("الفريق أول ركن", "صاحب السمو الملكي")."""
    for match in view.match(view.lex.ranks, at, lead):
        if match.last == at + 1 and view.norm(at).endswith("ه") and view.text[view.tokens[at].end - 1] == "ه":
            continue  # a pronoun, not ta marbuta
        value, last = match.value, match.last
        while value.suffix and (more := view.match(view.lex.suffixes, last)):
            last = more[0].last
        if len(view.norm(match.last - 1)) == 1 and view.norm(last) == ".":
            last += 1
        own = bool(value.office) and value.alone
        return Part(
            first=at,
            last=last,
            start=view.start(at, match),
            end=view.tokens[last - 1].end,
            lead=lead,
            type="PERSON",
            form="office" if own else "description",
            country=value.country,
            office=value.office,
            number=value.number,
            definite=True,
            accept=value.alone,
            alone=value.alone,
            rank=True,
            bare=True,
            rule=value.id,
        )
    return None


def office(view: View, at: int, lead: str = "") -> Part | None:
    """An office with its complements."""
    return view.once("office", at, lead, _office)


def person(view: View, at: int, lead: str = "") -> Part | None:
    """A person as a complement ("إدارة الرئيس الأميركي", "مستشار الملك"): an office or rank, or a name."""
    part = title(view, at, lead)
    if part is not None and part.rank and not part.alone:
        after = title(view, part.last)
        return None if after is None else replace(after, first=part.first, start=part.start, lead=lead)
    if part is not None and (not part.rank or part.office):
        return part
    name = view.name(at, lead, "PERSON")
    return None if name is None else from_name(view, at, name, "PERSON")


def _office(view: View, at: int, lead: str) -> Part | None:
    """The longest reading, those with an unknown noun last; of equal ones, that with the longest fixed words."""
    best: Part | None = None
    for match in view.match(view.lex.offices, at, lead):
        part = _build(view, at, lead, match) if _shape_fits(view, match) else None
        if part is not None and (best is None or _rank_of(part) > _rank_of(best)):
            best = part
    return best


def _rank_of(part: Part) -> tuple[bool, int]:
    return part.kind != "noun", part.last


def _shape_fits(view: View, match: Match[Head]) -> bool:
    """ta marbuta and the pronoun ha are one letter when folded; the text as given tells them apart."""
    shape = match.value.shape
    token = view.tokens[match.first]
    if "ئ" in shape.form and "ئ" not in view.text[token.start : token.end]:
        return False  # "قائد" is no "قايد"
    written = view.text[token.end - 1]
    if shape.state == "possessed" and shape.form.endswith("ه"):
        return written == "ه"
    return not (shape.feminine and shape.form.endswith("ة") and written == "ه")


class _State:
    """What was gathered after the head noun."""

    def __init__(self, head: Head, last: int) -> None:
        self.last = last
        self.open = head.open
        self.definite = head.shape.state in ("definite", "possessed") or head.definite_tail or head.possessed
        self.children: list[Part] = []
        self.own: str | None = None
        self.complement: str | None = None
        self.after = "none"
        self.portfolio: str | None = None
        self.charged: tuple[int, int] | None = None
        self.inner: str | None = None
        self.several = False

    def take(self, part: Part, after: str) -> None:
        """Use ``part`` as a complement that shows whose office it is."""
        self.last = part.last
        self.children.append(part)
        if self.after in ("none", "portfolio"):
            self.after = after if self.after == "none" else self.after
        self.complement = self.complement or part.country


def _build(view: View, at: int, lead: str, match: Match[Head]) -> Part | None:
    head = match.value
    state = _State(head, match.last)
    if state.open:
        _genitives(view, head, state)
    if head.shape.state == "construct" and state.after == "none":
        return None  # "وزيرا", "رئيسي" alone are an accusative, an adjective
    _adjectives(view, head, state)
    _prepositions(view, head, state)
    if state.last == match.last and head.need == "1" and not head.tail:
        return None
    if head.need == "plural" and head.shape.number == "singular":
        return None
    return _finish(view, at, lead, match, state)


def _genitives(view: View, head: Head, state: _State) -> None:
    takes = head.takes
    if "portfolio" in takes and (part := portfolio(view, state.last)) is not None:
        state.last, state.portfolio, state.after = part.last, part.kind, "portfolio"
        state.charged = (part.first, part.last)
        state.definite, state.open = part.definite, not part.definite
        if not state.open:
            return
    if "office" in takes and (part := person(view, state.last)) is not None and part.last > state.last:
        state.inner = part.office
        state.definite = part.definite
        state.take(part, "office")
    elif "country" in takes and (part := country(view, state.last)) is not None:
        state.definite = True
        state.take(part, "country")
        _more_countries(view, state)
    elif "place" in takes and (part := place(view, state.last)) is not None:
        state.definite = True
        state.take(part, "place")
    elif "org" in takes and (part := mention_orgs.org(view, state.last)) is not None:
        state.definite = part.definite
        state.take(part, f"org:{_family(part)}")
    elif "noun" in takes and (part := mention_places.common_noun(view, state.last)) is not None:
        state.definite = True
        state.take(part, "other")
    elif "brand" in takes and (name := view.name(state.last, "", "ORG", "PLACE")) is not None:
        state.definite = True
        state.take(from_name(view, state.last, name, "ORG"), "other")


def _family(part: Part) -> str:
    """The kind of an organisation as far as the table of offices tells kinds apart."""
    if part.subtype in ("army", "police", "intelligence", "parliament"):
        return part.kind if part.kind in ("general_staff",) else part.subtype
    return part.kind or "other"


def _more_countries(view: View, state: _State) -> None:
    """ "وزراء خارجية X وY وZ"."""
    while (part := country(view, state.last, "و")) is not None:
        following = view.norm(part.last)
        if not (following in (",", "،", ".", "") or country(view, part.last, "و") or len(state.children) > 1):
            break
        state.take(part, "country")
        state.several = True


def _adjectives(view: View, head: Head, state: _State) -> None:
    tail = adjectives(view, state.last, state.definite, guess=state.after == "other")
    state.last = tail.last
    state.own = tail.country
    for match in view.match(view.lex.links["delegate"], state.last) if tail.country else ():
        state.last = match.last
    state.several = state.several or tail.several
    for match in view.match(view.lex.links["acting"], state.last):
        state.last = match.last


def _prepositions(view: View, head: Head, state: _State) -> None:
    """At most one of each: charge, name, li-, min, ila, lada; then once more "بالإنابة"."""
    if "charge" in head.takes:
        _charge(view, state)
    if "name" in head.takes:
        for match in view.match(view.lex.links["name"], state.last):
            part = _actor(view, match.last)
            if part is not None:
                state.take(part, "name")
                state.definite = True
    if "for" in head.takes and (state.definite or head.kind == "generic"):
        _for(view, head, state)
    if "affairs" in head.takes and state.definite:
        _affairs(view, state)
    if "from" in head.takes:
        for match in view.match(view.lex.links["from"], state.last):
            part = mention_orgs.org(view, match.last)
            if part is not None:
                state.take(part, f"org:{_family(part)}")
    if "to" in head.takes:
        for match in view.match(view.lex.links["to"], state.last):
            part = country(view, match.last) or place(view, match.last)
            if part is not None:
                _host(state, part)
    if "post" in head.takes:
        _post(view, head, state)
    for match in view.match(view.lex.links["acting"], state.last):
        state.last = match.last


def _actor(view: View, at: int, lead: str = "") -> Part | None:
    """An organisation, state, capital or office as a complement, whichever is longest."""
    options = (mention_orgs.org(view, at, lead), country(view, at, lead), place(view, at, lead), title(view, at, lead))
    return max((part for part in options if part is not None and part.accept), key=lambda part: part.last, default=None)


def _charge(view: View, state: _State) -> None:
    """ "المكلف بإدارة X", "المسؤول عن X": the portfolio of a minister without one in his title."""
    for match in view.match(view.lex.links["charge"], state.last):
        part = portfolio(view, match.last, "ب") or mention_places.common_noun(view, match.last, "ب")
        if part is not None:
            _in_charge(view, state, part)
            return
    for match in view.match(view.lex.links["charge_about"], state.last):
        part = portfolio(view, match.last) or mention_places.common_noun(view, match.last)
        if part is not None:
            _in_charge(view, state, part)
            return


def _in_charge(view: View, state: _State, part: Part) -> None:
    state.last = adjectives(view, part.last, True, guess=True).last
    state.portfolio = state.portfolio or part.kind
    state.definite = True


def _for(view: View, head: Head, state: _State) -> None:
    part = _actor(view, state.last, "ل")
    if part is not None:
        if part.type == "PERSON":
            state.inner = part.office
        state.take(part, f"org:{_family(part)}" if part.type == "ORG" else "for")
        state.own = state.own or adjectives(view, state.last, True).country


def _affairs(view: View, state: _State) -> None:
    """The field of a deputy or assistant: "لشؤون X", "للعلاقات الثنائية"."""
    affairs = view.match(view.lex.links["affairs"], state.last, "ل")
    if affairs:
        at = affairs[0].last
        part = country(view, at) or place(view, at) or mention_places.common_noun(view, at)
    else:
        part = portfolio(view, state.last, "ل") or mention_places.common_noun(view, state.last, "ل")
    if part is not None:
        state.last = adjectives(view, part.last, True, guess=True).last


def _post(view: View, head: Head, state: _State) -> None:
    part = None
    posted = head.slug not in ("minister", "minister:delegate")
    for match in view.match(view.lex.links["post"], state.last):
        if posted or view.match(view.lex.links["accredited"], state.last):
            part = country(view, match.last) or mention_orgs.org(view, match.last) or title(view, match.last)
            part = part or (place(view, match.last) if posted else None)
    if part is None and (found := country(view, state.last, "ب")) is not None:
        if not posted and found.last - found.first > 1 and state.complement is None and state.own is None:
            state.take(found, "country")
            return
        part = found if posted else None
    if part is not None and part.kind in ("embassy", "consulate", "mission"):
        state.take(part, f"org:{_family(part)}")
    elif part is not None:
        _host(state, part)


def _host(state: _State, part: Part) -> None:
    """Where an envoy is posted: part of the phrase, but not his own state."""
    state.last = part.last
    state.definite = True
    state.children.append(part)


def _finish(view: View, at: int, lead: str, match: Match[Head], state: _State) -> Part:
    head = match.value
    slug = _slug(view, head, state)
    iso = None if state.several else state.own or state.complement
    bare = state.last == match.last and not head.tail
    number = head.shape.number
    specific = head.kind == "office" and state.definite and number == "singular" and not _anaphoric(head, state, bare)
    return Part(
        first=at,
        last=state.last,
        start=view.start(at, match),
        end=view.tokens[state.last - 1].end,
        lead=lead,
        type="PERSON",
        form="office" if specific else "description",
        subtype=head.kind if head.kind in ("source", "counterpart") else None,
        country=iso,
        office=slug,
        number=number,
        definite=state.definite,
        bare=bare,
        kind="noun" if state.after == "other" else None,
        accept=_accepts(head, state, bare),
        children=tuple(part for part in state.children if part.type or part.children),
        rule=f"office.{head.id}",
    )


def _anaphoric(head: Head, state: _State, bare: bool) -> bool:
    """ "الوزير", "السفير": the bare definite noun refers back, unless the office is one of a kind."""
    return bare and head.shape.state == "definite" and not head.tail and head.slug not in ("president", "monarch")


def _accepts(head: Head, state: _State, bare: bool) -> bool:
    """An indefinite noun without any complement or adjective is no reference to anybody ("كان وزيرا")."""
    return state.definite or not bare or head.kind == "source" or head.shape.number == "plural"


def _slug(view: View, head: Head, state: _State) -> str | None:
    if not head.slug:
        return None
    found = view.lex.slugs.get((head.id, state.after))
    if state.after == "none" and head.shape.state == "definite":
        found = view.lex.slugs.get((head.id, "definite"), found)
    if found is not None:
        return found
    if head.slug in ("minister", "minister:delegate") and state.portfolio is not None:
        return f"minister:{_by_country(view, state)}"
    if head.slug == "charge_d_affaires" and state.inner is not None:
        return state.inner
    if head.slug in ("deputy", "assistant") and state.inner is not None:
        return state.inner if state.inner.startswith("deputy:") else f"deputy:{state.inner}"
    if head.id == "president":
        return "chair" if state.after != "none" else "head_of_state"
    return head.slug


def _by_country(view: View, state: _State) -> str | None:
    """Portfolios that mean another one in some state ("وزير الأمن" of Israel)."""
    iso = state.own or state.complement
    if iso is None or state.charged is None:
        return state.portfolio
    first, last = state.charged
    for match in view.match(view.lex.portfolios, first):
        if match.value.country == iso and match.last == last:
            return match.value.slug
    return state.portfolio

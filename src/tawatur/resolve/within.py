"""Linking the mentions of one document: short names to full ones, offices and descriptions to who is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tawatur.model import Annotated, Mention
from tawatur.resolve.forms import bare, core, members, military, native, parts, relate, royal, written
from tawatur.resolve.referent import ANY_OFFICE, Referent, agree, key_of, offices_meet, same_office, top
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal

_NATIONAL = frozenset({"government", "ministry", "army", "unit", "police", "intelligence", "parliament", "court"})
"""Kinds of bodies that every state has: without a country they mean nobody in particular."""
_TELLING = _NATIONAL | {"company", "agency", "outlet", "party", "university", "embassy"}
"""Kinds that a description of a body names well enough ("الشركة") to mean the one body of that kind."""


_VAGUE = frozenset(map(normal, ("قوات", "دول", "مقاتلات", "طائرات", "قيادة")))

_PLAIN = 2
"""Words of a delegation that nothing is said of but its state ("وفد إسرائيلي")."""

_COMMANDER, _CHIEF = "army_commander", "chief_of_staff"
"""Who commands an army is often called by either; two men of one text are told apart by their names."""

_SOME = frozenset({"official", "officer"})
_HEADS = frozenset({"head_of_state", "head_of_government", "monarch", "crown_prince"})
"""Who is never called "the official"."""


@lru_cache(maxsize=1)
def _country_words() -> dict[str, tuple[str, ...]]:
    return {normal(row["form"]): tuple(row["countries"].split(",")) for row in read_tsv("resolve/descriptions.tsv")}


@lru_cache(maxsize=1)
def _group_words() -> dict[str, tuple[int, str]]:
    return {normal(row["form"]): (int(row["size"]), row["of"]) for row in read_tsv("resolve/groups.tsv")}


@dataclass
class Linked:
    """The referents of one document, in order of their first mention, and the groups they form."""

    doc: Annotated
    known: frozenset[str] = frozenset()
    """The folded names that stand where no "ل" precedes them (see ``forms.written``)."""
    referents: list[Referent] = field(default_factory=list)
    of: dict[int, Referent] = field(default_factory=dict)
    groups: dict[int, tuple[Referent, ...]] = field(default_factory=dict)
    of_states: set[int] = field(default_factory=set)
    """The groups whose members are states ("البلدان"), even where only an officer of one is named."""


class _Linker:
    def __init__(self, doc: Annotated) -> None:
        self.doc = doc
        self.text = doc.doc.text
        self.known = frozenset(
            normal(mention.head.of(self.text))
            for mention in doc.mentions
            if self.text[max(0, mention.head.start - 1) : mention.head.start] != "ل"
        )
        self.out = Linked(doc, self.known)

    def run(self) -> Linked:
        mentions = list(enumerate(self.doc.mentions))
        named = [(index, mention) for index, mention in mentions if mention.form == "name"]
        for index, mention in named:
            if mention.type in ("COUNTRY", "PLACE"):
                self._named_thing(index, mention)
        for index, mention in sorted(named, key=lambda item: (-len(self._parts(item[1])), item[1].start)):
            if mention.type == "PERSON":
                self._person(index, mention)
        for index, mention in sorted(named, key=lambda item: (item[1].key is None, -_length(item[1]))):
            if mention.type == "ORG":
                self._named_thing(index, mention)
        for index, mention in mentions:
            if mention.form != "name" and not self._group(index, mention):
                self._described(index, mention)
        for referent in self.out.referents:
            referent.mentions.sort()
        self.out.referents.sort(key=lambda referent: referent.mentions[0])
        return self.out

    # --- names -----------------------------------------------------------------------------------------------------

    def _parts(self, mention: Mention) -> tuple[str, ...]:
        return parts(written(self.text, mention.head, self.known))

    def _new(self, index: int, mention: Mention) -> Referent:
        referent = Referent(self.doc.doc.id, mention.type)
        self.out.referents.append(referent)
        self._take(referent, index, mention)
        return referent

    def _take(self, referent: Referent, index: int, mention: Mention, why: str = "") -> None:
        referent.take(index, mention, self.text, self.known, why)
        self.out.of[index] = referent

    def _person(self, index: int, mention: Mention) -> None:
        name = self._parts(mention)
        people = [referent for referent in self.out.referents if referent.type == "PERSON"]
        same = next((referent for referent in people if mention.key and key_of(mention) in referent.keys), None)
        if same is not None:
            return self._take(same, index, mention)
        title_is_royal = any(royal(title.of(self.text)) for title in mention.titles)
        found: list[tuple[str, Referent]] = []
        for referent in people:
            relation = self._best_relation(name, referent)
            if relation is None or not agree(mention.country, referent.country):
                continue
            if relation == "given" and not title_is_royal and native(name[0]):
                continue
            found.append((relation, referent))
        exact = [item for item in found if item[0] == "same"]
        if exact:
            return self._take(exact[0][1], index, mention)
        if len(found) > 1:
            close = [item for item in found if mention.office and offices_meet({mention.office}, item[1].offices)]
            found = close if len(close) == 1 else [item for item in found if item[0] != "near"]
        if len(found) == 1:
            relation, referent = found[0]
            why = f"{relation}: {written(self.text, mention.head, self.known)}"
            return self._take(referent, index, mention, why)
        if not found or len(name) > 1:
            self._new(index, mention)
        return None

    def _best_relation(self, name: tuple[str, ...], referent: Referent) -> str | None:
        order = ("same", "reordered", "part", "spelled", "family", "given", "near")
        relations = {relate(name, parts(form)) for form in referent.forms}
        return next((relation for relation in order if relation in relations), None)

    def _named_thing(self, index: int, mention: Mention) -> None:
        """A country, place or organisation: by key, else by its words and country."""
        form = core(written(self.text, mention.head, self.known), mention.type)
        country = mention.country
        if mention.type == "ORG" and mention.key is None:
            body = self._members_of(index, mention)
            if body is not None:
                return self._take(body, index, mention, f"members: {mention.head.of(self.text)}")
            longer = self._fuller(form, mention)
            if longer is not None:
                return self._take(longer, index, mention, f"short for {top(longer.forms)}")
            if country is None and mention.subtype in _NATIONAL:
                country = self._state_before(mention)
                if country is None:
                    return None
        for referent in self.out.referents:
            if referent.type != mention.type:
                continue
            if mention.key and referent.keys:
                if key_of(mention) in referent.keys:
                    return self._take(referent, index, mention)
                continue
            if agree(country, referent.country) and any(core(other, mention.type) == form for other in referent.forms):
                return self._take(referent, index, mention)
        referent = self._new(index, mention)
        if country and not referent.countries:
            referent.countries[country] += 1
            referent.why.append(f"country from context: {country}")
        return None

    def _members_of(self, index: int, mention: Mention) -> Referent | None:
        """The body of states whose members together are meant ("دول مجلس التعاون"), if it has been read already."""
        for at in self._bodies_inside(index, mention):
            inner = self.doc.mentions[at]
            if inner.key:
                return self.out.of[at] if members(self.text[mention.start : inner.start].strip()) else None
        return None

    def _bodies_inside(self, index: int, mention: Mention) -> Iterator[int]:
        """The bodies inside a reference that end where it does, of those that have been read already."""
        for at in range(index + 1, len(self.doc.mentions)):
            inner = self.doc.mentions[at]
            if inner.start >= mention.end:
                break
            if inner.type == "ORG" and inner.end == mention.end and at in self.out.of:
                yield at

    def _delegations_before(self, index: int) -> Iterator[int]:
        """The delegations told of before a mention that are known to stand for somebody, the nearest first."""
        for at in range(index - 1, -1, -1):
            if self.doc.mentions[at].subtype == "delegation" and at in self.out.of:
                yield at

    def _fuller(self, form: tuple[str, ...], mention: Mention) -> Referent | None:
        """The one body of the text whose name begins with the words of ``mention`` and has more ("وزارة الدفاع" after
        "وزارة الدفاع التركية"); None where there are none or several."""
        found = [
            referent
            for referent in self.out.referents
            if referent.type == "ORG"
            and agree(mention.country, referent.country)
            and (mention.subtype is None or referent.subtype in (None, mention.subtype))
            and any(_begins(core(other, "ORG"), form) for other in referent.forms)
        ]
        return found[0] if len(found) == 1 else None

    # --- offices, descriptions, groups ------------------------------------------------------------------------------

    def _described(self, index: int, mention: Mention) -> None:
        form = normal(mention.head.of(self.text))
        if form in _country_words():
            return self._country_word(index, mention, _country_words()[form])
        if mention.form == "pronoun" or mention.number != "singular":
            return None
        if mention.type == "PERSON":
            return None if self._counterpart(index, mention) else self._office(index, mention)
        if mention.type == "ORG":
            return self._body(index, mention)
        return self._named_thing(index, mention) if mention.key or mention.country else None

    def _country_word(self, index: int, mention: Mention, may_be: tuple[str, ...]) -> None:
        if len(may_be) == 1:
            met = [may_be[0]]
        else:
            counts: dict[str, int] = defaultdict(int)
            for referent in self.out.referents:
                if referent.country in may_be:
                    counts[referent.country] += len(referent.mentions)
            met = sorted(counts)
        if len(met) != 1:
            return None
        for referent in self.out.referents:
            if referent.type == "COUNTRY" and referent.country == met[0]:
                return self._take(referent, index, mention, f"description: {mention.head.of(self.text)}")
        referent = self._new(index, mention)
        referent.countries[met[0]] += 1
        referent.keys[f"country:{met[0]}"] += 1
        return None

    def _counterpart(self, index: int, mention: Mention) -> bool:
        """The counterpart of a body ("الجيش ... مع نظيره المغربي"): the body of that kind, else the state."""
        if mention.subtype != "counterpart" or mention.country is None or not index:
            return False
        other = self.doc.mentions[index - 1]
        if (
            other.type != "ORG"
            or other.country in (None, mention.country)
            or "." in self.text[other.end : mention.start]
        ):
            return False
        of_state = [one for one in self.out.referents if one.country == mention.country]
        kind = "army" if other.subtype == "delegation" and military(other.head.of(self.text)) else other.subtype
        alike = [one for one in of_state if one.type == "ORG" and one.subtype == kind and one.named]
        states = [one for one in of_state if one.type == "COUNTRY"]
        if len(alike) != 1 and not states:
            return False
        self._take(
            (alike if len(alike) == 1 else states)[0], index, mention, f"counterpart of {other.head.of(self.text)}"
        )
        return True

    def _office(self, index: int, mention: Mention) -> None:
        country = mention.country
        people = [referent for referent in self.out.referents if referent.type == "PERSON"]
        fits = [referent for referent in people if self._may_hold(referent, mention)]
        if country is None and not fits:
            return None
        sure = [referent for referent in fits if referent.country == country] if country else fits
        if mention.office in _SOME and self._definite(mention):
            sure = self._some_official(sure, people, mention)
        if (not mention.office or mention.office in ANY_OFFICE) and len(sure) > 1:
            before = [referent for referent in sure if self._last_before(referent, mention.start) >= 0]
            sure = before
        called = [referent for referent in sure if referent.named]
        sure = called if len(called) == 1 else sure
        if len(sure) == 1 and (mention.office or country):
            return self._take(sure[0], index, mention, f"office: {mention.head.of(self.text)}")
        if not sure and country and (mention.office or mention.form == "description"):
            self._new(index, mention)
        return None

    def _some_official(self, fits: list[Referent], people: list[Referent], mention: Mention) -> list[Referent]:
        """Whom "المسؤول التركي" may mean, whoever was told of last where one was "مسؤول تركي" before; nobody where an
        officer of a state that is not told was named since."""
        fits = [referent for referent in fits if not referent.offices & _HEADS]
        told = {id(referent): self._last_before(referent, mention.start) for referent in people}
        last = max((told[id(one)] for one in fits), default=-1)
        others = (one for one in people if one.named and one.offices and one.country is None)
        if any(told[id(one)] > last for one in others):
            return []
        some = any(not one.named and mention.office in one.offices and told[id(one)] >= 0 for one in fits)
        return [max(fits, key=lambda one: told[id(one)])] if some else fits

    def _may_hold(self, referent: Referent, mention: Mention) -> bool:
        if not agree(mention.country, referent.country):
            return False
        if "source" in (mention.subtype, *referent.subtypes):
            # a source that isn't named is nobody that the text names
            return mention.subtype == "source" and "source" in referent.subtypes and not referent.named
        if mention.country and not referent.country and not referent.offices:
            return False
        if mention.office is None or (mention.office in ANY_OFFICE and self._definite(mention)):
            return bool(referent.offices or referent.named) and referent.country == mention.country
        if any(same_office(mention.office, office) for office in referent.offices):
            return True
        return mention.office == _COMMANDER and _CHIEF in referent.offices and mention.country is not None

    def _definite(self, mention: Mention) -> bool:
        return written(self.text, mention.head, self.known).startswith("ال")

    def _last_before(self, referent: Referent, at: int) -> int:
        starts = (self.doc.mentions[index].start for index in referent.mentions)
        return max((start for start in starts if start < at), default=-1)

    def _body(self, index: int, mention: Mention) -> None:
        """A description of an organisation: the one of its kind and country that was named, else one of its own."""
        if mention.subtype == "delegation":
            return self._delegation(index, mention)
        country = mention.country
        bodies = [
            referent
            for referent in self.out.referents
            if referent.type == "ORG" and self._last_before(referent, mention.start) >= 0
        ]
        if country is None and mention.subtype in _NATIONAL:
            country = self._state_before(mention)
        noun = core(written(self.text, mention.head, self.known), "ORG")[:1]
        of_state = [referent for referent in bodies if agree(country, referent.country)]
        fits = [referent for referent in of_state if agree(mention.subtype, referent.subtype)]
        called = [referent for referent in of_state if any(_called(noun, form) for form in referent.forms)]
        kind = [referent for referent in fits if mention.subtype in _TELLING and referent.subtype == mention.subtype]
        fits = called or kind
        if country:
            fits = [referent for referent in fits if referent.country == country]
        if len(fits) == 1:
            return self._take(fits[0], index, mention, f"description: {mention.head.of(self.text)}")
        if not fits and country:
            self._new(index, mention)
        return None

    def _delegation(self, index: int, mention: Mention) -> None:
        """A delegation stands for whom it was sent by: the body that it is of, the armed forces, the state; "the
        delegation" is the one told of before."""
        form = mention.head.of(self.text)
        sender = self._sender(index, mention, form)
        if sender is None and mention.country is None:
            sender = next((self.out.of[at] for at in self._delegations_before(index)), None)
        if sender is not None:
            return self._take(sender, index, mention, f"delegation: {form}")
        if mention.country:
            self._new(index, mention)
        return None

    def _sender(self, index: int, mention: Mention, form: str) -> Referent | None:
        inside = next(self._bodies_inside(index, mention), None)
        if inside is not None:
            return self.out.of[inside]
        if mention.country is None:
            return None
        told = self._delegations_before(index)
        same = next((at for at in told if self.doc.mentions[at].country == mention.country), None)
        if same is not None and form.startswith("ال"):
            return self.out.of[same]
        of_state = [one for one in self.out.referents if one.country == mention.country]
        if not military(form) and len(form.split()) > _PLAIN:
            return None  # "وفد برلماني تونسي": a group of its own
        if military(form):
            armies = [one for one in of_state if one.type == "ORG" and one.subtype == "army" and one.named]
            if len(armies) == 1:
                return armies[0]
        return next((one for one in of_state if one.type == "COUNTRY"), None)

    def _state_before(self, mention: Mention) -> str | None:
        """The one state that the sentence speaks of before ``mention``, else the sentence before; None if not one."""
        sentences = self.doc.sentences
        here = next((at for at, sent in enumerate(sentences) if sent.start <= mention.start < sent.end), None)
        if here is None:
            return None
        for at in (here, here - 1):
            if at < 0:
                break
            sent = sentences[at]
            stop = mention.start if at == here else sent.end
            met = {
                other.country
                for other in self.doc.mentions
                if other.country and sent.start <= other.start < stop and other.type != "PLACE"
            }
            if met:
                return next(iter(met)) if len(met) == 1 else None
        return None

    def _group(self, index: int, mention: Mention) -> bool:
        found = _group_words().get(normal(mention.head.of(self.text)))
        if found is None and mention.number == "dual":
            own = self._own_states(index, mention)
            if own:
                self.out.groups[index] = own
                self.out.of_states.add(index)
                return True
            found = (2, "any")
        if found is None:
            return False
        size, kind = found
        members = self._parties(mention, size, kind)
        if members:
            self.out.groups[index] = members
            if kind == "country":
                self.out.of_states.add(index)
        return True

    def _own_states(self, index: int, mention: Mention) -> tuple[Referent, ...]:
        """The two states that "وزيرا خارجية X وY" names itself: one inside the phrase, one joined to it by wa-."""
        inner = range(index + 1, len(self.doc.mentions))
        here = [at for at in inner if self.doc.mentions[at].start < mention.end]
        after = next((at for at in inner if self.doc.mentions[at].start >= mention.end), None)
        states = [at for at in here if self.doc.mentions[at].type == "COUNTRY" and at in self.out.of]
        if len(states) != 1 or after is None or after not in self.out.of:
            return ()
        other = self.doc.mentions[after]
        joined = other.type == "COUNTRY" and self.text[mention.end : other.start].strip() == "و"
        pair = (self.out.of[states[0]], self.out.of[after])
        return pair if joined and pair[0] is not pair[1] else ()

    def _parties(self, mention: Mention, size: int, kind: str) -> tuple[Referent, ...]:
        """The ``size`` parties named before ``mention``, nearest sentences first; () where these are more or fewer."""
        before = [sent for sent in self.doc.sentences if sent.start <= mention.start]
        found: list[Referent] = []
        for sent in reversed(before):
            here: list[Referent] = []
            for index, other in enumerate(self.doc.mentions):
                if sent.start <= other.start < min(sent.end, mention.start) and index in self.out.of:
                    member = self._as_party(self.out.of[index], kind)
                    if member is not None and not any(_one_side(member, one, kind) for one in (*here, *found)):
                        here.append(member)
            if len(found) + len(here) > size:
                return ()
            found = here + found
            if len(found) == size:
                return tuple(found)
        return ()

    def _as_party(self, referent: Referent, kind: str) -> Referent | None:
        if kind == "person":
            return referent if referent.type == "PERSON" else None
        if referent.type == "COUNTRY":
            return referent
        if referent.type == "PLACE" or not referent.country:
            return None
        state = next(
            (other for other in self.out.referents if other.type == "COUNTRY" and other.country == referent.country),
            None,
        )
        return state or referent  # where only its officer or body is named, that stands for the state


def _one_side(one: Referent, other: Referent, kind: str) -> bool:
    """Whether two parties count as one; of states, two officers of one state do."""
    return one is other or (kind == "country" and one.country == other.country)


def _length(mention: Mention) -> int:
    return mention.head.end - mention.head.start


def _called(noun: tuple[str, ...], form: str) -> bool:
    """Whether a noun alone ("المجلس", "التحالف") may stand for a body of that name: it is the head of the name, or
    follows a head that says little ("قوات التحالف")."""
    words = bare(form)
    return bool(noun) and (words[:1] == noun or (len(words) > 1 and words[1:2] == noun and words[0] in _VAGUE))


def _begins(longer: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return len(longer) > len(form) > 0 and longer[: len(form)] == form


def link(doc: Annotated) -> Linked:
    """The referents of ``doc``: every mention that can be told whom it means belongs to exactly one of them."""
    return _Linker(doc).run()

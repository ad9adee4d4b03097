"""Framing: the words that outlets use for one and the same thing, in their own voice and in quotations.

Nothing here knows a loaded word. What is compared are the references that were resolved to one entity, and the nouns by
which the tellings of one event call it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tawatur.model import Entity, Extracted, Mention, Span
from tawatur.rules.events import event_rules
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.outlets import skeleton
from tawatur.rules.text import advance, normal, splits, tokenize
from tawatur.views.exact import Comparison, Table, compare
from tawatur.views.material import Material, Words

Voice = Literal["own", "quoted"]
Form = Literal["name", "title", "name_alone", "description", "event"]


class Occurrence(Words, frozen=True):
    """One use of a designation; ``quoted`` where it stands inside a quotation of more words than itself."""

    voice: Voice


class OutletUse(Struct, frozen=True):
    """How an outlet uses a designation: times in its own voice and in quotations; a document without an outlet stands
    for itself (``outlet`` None). ``documents``: those that use it in the own voice, of ``of`` that name the thing in
    the own voice at all; ``compared``: against the other outlets, None where there is nothing to compare."""

    outlet: str | None
    docs: tuple[str, ...]
    own: int
    quoted: int
    documents: int
    of: int
    compared: Comparison | None


class Designation(Struct, frozen=True):
    """One wording: its most frequent spelling, all spellings, and who uses it. ``name_alone`` stands for all bare names
    of a person, whose spelling is no framing."""

    words: str
    form: Form
    spellings: tuple[str, ...]
    own: int
    quoted: int
    outlets: tuple[OutletUse, ...]
    occurrences: tuple[Occurrence, ...]


class Framing(Struct, frozen=True):
    """An entity or an event with its designations, the most frequent first."""

    subject: Literal["entity", "event"]
    id: str
    name_ar: str
    name_en: str | None
    documents: int
    outlets: int
    designations: tuple[Designation, ...]


class _Use(Struct, frozen=True):
    """An occurrence with what it is counted under."""

    key: str
    form: Form
    spelling: str
    found: Occurrence


def framings(
    material: Material, *, entities: Collection[str] | None = None, events: Collection[str] | None = None,
    documents: Collection[str] | None = None, least: int = 2,
) -> list[Framing]:
    """How each entity is called that ``least`` documents or more name in as many ways or more, then each event that two
    documents call in two ways; of either, those with most uses first.

    ``entities``, ``events``: ids to look at, None for all; ``documents``: ids to look into. All comparisons of one call
    are corrected for one another.
    """
    docs = [doc for doc in material.documents if documents is None or doc in documents]
    uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for doc in docs:
        for subject, use in _entity_uses(material, doc):
            if entities is None or subject in entities:
                uses["entity", subject].append(use)
        for subject, use in _event_uses(material, doc):
            if events is None or subject in events:
                uses["event", subject].append(use)
    drafts = {
        subject: found
        for subject, found in sorted(uses.items())
        if min(len({use.key for use in found}), len({use.found.doc for use in found}))
        >= (least if subject[0] == "entity" else 2)
    }
    owners = _Owners(material, docs)
    tables = {
        (*subject, key, owner): table
        for subject, found in drafts.items()
        for key, owner, table in _tables(found, owners)
    }
    compared = dict(zip(tables, compare(list(tables.values())), strict=True))
    made = [_framing(material, subject, found, owners, compared) for subject, found in drafts.items()]
    return sorted(made, key=lambda one: (one.subject, -sum(len(each.occurrences) for each in one.designations), one.id))


# --- what is a designation -----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _settings() -> dict[str, frozenset[str]]:
    settings = {name: frozenset(values) for name, values in read_yaml("views/framing.yaml").items()}
    return settings | {"not_last": frozenset(map(normal, settings["not_last"]))}


class _Quotes:
    """The quotations of a document."""

    def __init__(self, extracted: Extracted) -> None:
        self._text = extracted.annotated.doc.text
        self._spans = sorted((quote.start, quote.end) for quote in extracted.annotated.quotes)
        self._widest: list[tuple[int, int]] = []
        for span in self._spans:
            last = self._widest[-1] if self._widest else span
            self._widest.append(span if span[1] >= last[1] else last)

    def voice(self, start: int, end: int) -> Voice:
        """Who speaks from ``start`` to ``end``: marks around a name alone («هآرتس») are no quotation."""
        before = bisect_right(self._spans, (start, len(self._text) + 1))
        if not before:
            return "own"
        first, last = self._widest[before - 1]
        if last < end:
            return "own"
        around = self._text[first:start] + self._text[end:last]
        return "quoted" if any(map(str.isalpha, around)) else "own"


def _entity_uses(material: Material, doc: str) -> Iterator[tuple[str, _Use]]:
    extracted = material.documents[doc]
    mentions, quotes = extracted.annotated.mentions, _Quotes(extracted)
    for at, mention in enumerate(mentions):
        subject = material.entity_of.get((doc, at))
        if subject is None or mention.form == "pronoun" or mention.rule in _settings()["stand_for"]:
            continue
        whole = mention
        while whole.within is not None:
            whole = mentions[whole.within]
        voice = quotes.voice(whole.start, whole.end)
        entity = material.entities[subject]
        for form, span in _designations(mention, extracted.annotated.doc.text):
            found = material.words(doc, span)
            spelling = _spelled(found.words, extracted.annotated.doc.text[:span.start][-1:], entity)
            key = form if form == "name_alone" else normal(spelling)
            if key:
                yield subject, _Use(
                    key, form, spelling, Occurrence(doc, found.outlet, span.start, span.end, found.words, voice)
                )


def _designations(mention: Mention, text: str) -> list[tuple[Form, Span]]:
    """Of a named person the titles, or that the name stands alone; of all else the whole reference."""
    if mention.type == "PERSON" and mention.form == "name":
        return [("title", title) for title in mention.titles] or [("name_alone", mention.head)]
    span = Span(mention.start, mention.end)
    if mention.form == "description":
        alone = len(span.of(text).split()) < 2 and mention.type not in _settings()["one_word"]
        return [] if alone else [("description", span)]
    return [("title" if mention.type == "PERSON" else "name", span)]


def _spelled(words: str, before: str, entity: Entity) -> str:
    """The words on one line, the article restored where it is hidden in "لل" and the entity is known by it."""
    bare = " ".join(words.split())
    if before == "ل" and bare.startswith("ل"):
        restored = normal("ا" + bare)
        if any(restored == normal(form) for form in (*entity.names_ar, *entity.titles)):
            return "ا" + bare
    return bare


@lru_cache(maxsize=1)
def _event_nouns() -> dict[str, str]:
    """Each noun that an event may be called by, to its stem: singular and plural count as one."""
    forms = [form for row in read_tsv("events/classes.tsv") for form in row["forms"].split()]
    forms += [word for rule in event_rules().rules for word in rule.noun_words]
    bare = {normal(form).removeprefix("ال") for form in forms if "_" not in form}
    endings = [normal(ending) for ending in read_yaml("merge/words.yaml")["suffixes"]]
    return {form: _cut(form, endings) for form in bare if form}


def _cut(form: str, endings: Sequence[str]) -> str:
    return next((form[: -len(end)] for end in endings if form.endswith(end) and len(form) - len(end) >= 3), form)


@lru_cache(maxsize=1)
def _noun_rules() -> frozenset[str]:
    return frozenset(rule.id for rule in event_rules().rules if not rule.verbs)


def _event_uses(material: Material, doc: str) -> Iterator[tuple[str, _Use]]:
    """The nouns that tellings call their event by; verbs tell what happens, they don't name it."""
    extracted = material.documents[doc]
    quotes = _Quotes(extracted)
    starts = [mention.start for mention in extracted.annotated.mentions]
    for at, told in enumerate(extracted.events):
        subject = material.event_of.get((doc, at))
        if subject is None or told.rule not in _noun_rules():
            continue
        # The name of an event ends where a party begins: "the normalisation between | Norland ..."
        here = bisect_left(starts, told.start)
        stop = min(told.end, *starts[here : here + 1]) if here < len(starts) else told.end
        named = _noun(extracted.annotated.doc.text[told.start : stop])
        if named is not None:
            key, span, article = named
            found = material.words(doc, (told.start + span.start, told.start + span.end))
            yield subject, _Use(
                key, "event", article + " ".join(found.words.split()),
                Occurrence(doc, found.outlet, found.start, found.end, found.words, quotes.voice(told.start, told.end)),
            )


def _noun(words: str) -> tuple[str, Span, str] | None:
    """(stem of the noun that ``words`` begin with, where its phrase stands without proclitics and without the
    preposition behind it, the letter of the article that "لل" hides)."""
    tokens = [token for token in tokenize(words) if token.kind == "word"]
    if not tokens:
        return None
    last = len(tokens)
    while last > 1 and (len(tokens[last - 1].norm) < 2 or tokens[last - 1].norm in _settings()["not_last"]):
        last -= 1
    for skip, stem in splits(tokens[0].norm):
        known = [form for form in (stem, stem.removeprefix("ال")) if form in _event_nouns()]
        if known:
            start = advance(words, tokens[0].start, skip)
            hidden = stem.startswith("ال") and tokens[0].norm[skip:] != stem
            return _event_nouns()[known[0]], Span(start, tokens[last - 1].end), "ا" if hidden else ""
    return None


# --- counting ------------------------------------------------------------------------------------------------------


class _Owners:
    """Whose words a document holds. A text that several outlets carry counts for none of them in a comparison."""

    def __init__(self, material: Material, docs: Sequence[str]) -> None:
        self._outlet = {doc: skeleton(material.doc(doc).outlet) or "" for doc in docs}
        self._group = material.copy_groups
        carriers: dict[str, set[str]] = defaultdict(set)
        for doc in docs:
            if (group := self._group[doc]) is not None:
                carriers[group].add(self.owner(doc))
        self._shared = {group for group, owners in carriers.items() if len(owners) > 1}

    def owner(self, doc: str) -> str:
        """The outlet, folded; a document without one stands for itself."""
        return self._outlet[doc] or f"\0{doc}"

    def unit(self, doc: str) -> str | None:
        """What a document counts as in a comparison: copies in one outlet are one; None for what counts for nobody."""
        group = self._group[doc]
        return None if not self._outlet[doc] or group in self._shared else group or doc


def _units(uses: Sequence[_Use], owners: _Owners) -> dict[str, set[str]]:
    """The documents of each outlet that speak of the thing in the outlet's own voice."""
    out: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        unit = owners.unit(use.found.doc)
        if use.found.voice == "own" and unit is not None:
            out[owners.owner(use.found.doc)].add(unit)
    return out


def _tables(uses: Sequence[_Use], owners: _Owners) -> Iterator[tuple[str, str, Table]]:
    """(designation, outlet that uses it, table) of all that can be compared: wordings that some documents have and some
    have not."""
    whole = _units(uses, owners)
    total = sum(map(len, whole.values()))
    by_key: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        by_key[use.key].append(use)
    for key, found in sorted(by_key.items()):
        used = _units(found, owners)
        everywhere = sum(map(len, used.values()))
        if not 0 < everywhere < total or len(whole) < 2:
            continue
        for owner in sorted({owners.owner(use.found.doc) for use in found} & set(whole)):
            here, n = len(used.get(owner, ())), len(whole[owner])
            yield key, owner, Table(here, n, everywhere - here, total - n)


def _framing(
    material: Material, subject: tuple[str, str], uses: Sequence[_Use], owners: _Owners,
    compared: dict[tuple[str, str, str, str], Comparison],
) -> Framing:
    by_key: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        by_key[use.key].append(use)
    named: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        if use.found.voice == "own":
            named[owners.owner(use.found.doc)].add(use.found.doc)

    def outlet(key: str, owner: str, found: Sequence[_Use]) -> OutletUse:
        own = [use for use in found if use.found.voice == "own"]
        return OutletUse(
            outlet=found[0].found.outlet if not owner.startswith("\0") else None,
            docs=tuple(sorted({use.found.doc for use in found})),
            own=len(own), quoted=len(found) - len(own), documents=len({use.found.doc for use in own}),
            of=len(named[owner]), compared=compared.get((*subject, key, owner)),
        )

    designations = []
    for key, found in by_key.items():
        by_owner: dict[str, list[_Use]] = defaultdict(list)
        for use in found:
            by_owner[owners.owner(use.found.doc)].append(use)
        spellings = Counter(use.spelling for use in found)
        forms = Counter(use.form for use in found)
        own = sum(use.found.voice == "own" for use in found)
        ranked = sorted(spellings, key=lambda form: (-spellings[form], form))
        designations.append(
            Designation(
                words=ranked[0], form=min(forms, key=lambda form: (-forms[form], form)), spellings=tuple(ranked),
                own=own, quoted=len(found) - own,
                outlets=tuple(outlet(key, owner, some) for owner, some in sorted(by_owner.items())),
                occurrences=tuple(sorted((use.found for use in found), key=lambda one: (one.doc, one.start, one.end))),
            )
        )
    designations.sort(key=lambda one: (-(one.own + one.quoted), one.words))
    name_ar, name_en = _names(material, subject)
    return Framing(
        subject="entity" if subject[0] == "entity" else "event", id=subject[1], name_ar=name_ar, name_en=name_en,
        documents=len({use.found.doc for use in uses}), outlets=len({owners.owner(use.found.doc) for use in uses}),
        designations=tuple(designations),
    )


def _names(material: Material, subject: tuple[str, str]) -> tuple[str, str | None]:
    if subject[0] == "entity":
        entity = material.entities[subject[1]]
        return entity.name_ar, entity.name_en
    event = material.events[subject[1]]
    return event.title_ar, event.title_en

"""Joining the referents of many documents: careful, with a reason for every join."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tawatur.model import EntityType
from tawatur.resolve.forms import core, native, parts, relate, roots, royal, skeleton
from tawatur.resolve.referent import ANY_OFFICE, Party, Referent, agree, offices_meet, top

_TELLING = 3
"""Words that two names of a company share at least where they are put in other words."""

States = defaultdict[str, set[str]]
"""For each document the states that it speaks of."""


@dataclass
class Profile:
    """Referents taken to be one so far, with what is known of it."""

    type: EntityType
    members: list[Referent] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.forms: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.likely: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()
        self.offices: set[str] = set()
        self.subtypes: Counter[str] = Counter()
        self.party: Party | None = None
        for member in self.members:
            self._count(member)

    def _count(self, member: Referent) -> None:
        self.forms.update(member.forms)
        self.countries.update(member.countries)
        self.likely.update(member.likely)
        self.keys.update(member.keys)
        self.offices |= member.offices
        self.subtypes.update(member.subtypes)
        if self.party and member.party:
            self.party.join(member.party)
        self.party = self.party or member.party

    @property
    def aside(self) -> bool:
        """Whether a judgement sets a member aside from another referent."""
        return any(member.aside for member in self.members)

    @property
    def country(self) -> str | None:
        """The state that most texts show; what only a lexicon says of a name does not count."""
        return top(self.countries)

    @property
    def names(self) -> list[tuple[str, ...]]:
        """The names met, as their parts."""
        return sorted({parts(form) for form in self.forms})

    @property
    def royal(self) -> bool:
        """Whether a title was met after which a single name is a first name."""
        return any(royal(title) for member in self.members for title in member.titles)

    @property
    def full(self) -> bool:
        """Whether a name of two parts or more was met."""
        return any(len(name) > 1 for name in self.names)

    def absorb(self, other: Profile, why: str = "") -> None:
        """Join ``other`` into this profile; ``why`` may stand with the members already."""
        for member in other.members:
            self._count(member)
        self.members.extend(other.members)
        self.why.extend(reason for reason in [*other.why, why] if reason and reason not in self.why)
        other.members = []


def _barred(a: Profile, b: Profile) -> bool:
    """Whether a judgement keeps the two apart."""
    return a.party is not None and b.party is not None and a.party.barred(b.party)


def _gather(same: Sequence[Profile], why: str) -> None:
    """Join profiles that their name or key makes one, but for those that judgements keep apart.

    What may be either of these goes where more of its forms are written, else to the one that was not set aside.
    """
    apart: list[Profile] = []
    for one in sorted(same, key=lambda profile: (profile.party is None, profile.aside)):
        fits = [other for other in apart if not _barred(one, other)]
        if fits:
            max(fits, key=lambda other: len(other.forms.keys() & one.forms.keys())).absorb(one, why)
        else:
            apart.append(one)


@dataclass
class Joined:
    """Profiles after all joins, and the pairs that stayed apart for want of evidence."""

    profiles: list[Profile]
    unsure: list[tuple[Profile, Profile, str]]


def _by_identity(referents: Sequence[Referent]) -> list[Profile]:
    """One profile for each key; for those without, one for each name (of persons, two parts or more) and country."""
    groups: dict[tuple[str, ...], list[Referent]] = defaultdict(list)
    for number, referent in enumerate(referents):
        key = referent.key
        if key:
            groups[(referent.type, "key", key)].append(referent)
        elif referent.type == "PERSON" and len(referent.name) > 1:
            groups[(referent.type, "name", " ".join(referent.name), referent.firm or "?")].append(referent)
        elif referent.firm and _one_of_a_state(referent):
            groups[(referent.type, "office", min(referent.offices), referent.firm)].append(referent)
        elif referent.type != "PERSON" and referent.named:
            form = " ".join(core(top(referent.forms) or "", referent.type))
            groups[(referent.type, "name", form, referent.firm or "?")].append(referent)
        else:
            groups[(referent.type, "alone", referent.doc, str(number))].append(referent)
    out: list[Profile] = []
    for identity in sorted(groups):
        members = groups[identity]
        why = f"{identity[1]}: {' '.join(part for part in identity[2:] if part != '?')}"
        if any(member.party for member in members):
            alone = [Profile(member.type, [member]) for member in members]
            _gather(alone, why)
            out.extend(profile for profile in alone if profile.members)
        else:
            out.append(Profile(members[0].type, members, [why] if len(members) > 1 else []))
    return out


def _one_of_a_state(referent: Referent) -> bool:
    """Whether an office alone tells who is meant: a state has one minister of defence, and officials without number."""
    unnamed = referent.type == "PERSON" and not referent.named
    return unnamed and bool(referent.offices - ANY_OFFICE)


def _join_unknown_country(profiles: list[Profile]) -> None:
    """A name without a known country joins the same name with one, where there is only one such."""
    by_name: dict[tuple[str, tuple[str, ...]], list[Profile]] = defaultdict(list)
    for profile in profiles:
        person = profile.type == "PERSON"
        for name in sorted({parts(form) if person else core(form, profile.type) for form in profile.forms}):
            if not person or len(name) > 1:
                by_name[(profile.type, name)].append(profile)
    for (kind, form), same in sorted(by_name.items(), key=lambda item: item[0]):
        alive = [profile for profile in same if profile.members]
        keyed = {key for profile in alive for key in profile.keys}
        countries = {profile.country for profile in alive if profile.country}
        if len(alive) < 2 or len(countries) > 1 or (kind != "PERSON" and len(keyed) > 1):
            continue
        _gather(alive, f"name: {' '.join(form)}")


def _join_translated(profiles: list[Profile]) -> None:
    """A company of one state whose name is put into Arabic in two ways ("الصناعات الجوية ...", "... لصناعات الجو"): all
    words of the shorter name are, as nouns or adjectives, among those of the longer, and three at least."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.type == "ORG" and profile.members and profile.country and "company" in profile.subtypes:
            found[profile.country].append(profile)
    for country in sorted(found):
        for at, one in enumerate(found[country]):
            for other in found[country][at + 1 :]:
                if not one.members or not other.members or (one.keys and other.keys) or _barred(one, other):
                    continue
                pairs = sorted((a, b) for a in one.forms for b in other.forms if _translated(a, b))
                if pairs:
                    one.absorb(other, f"name in other words: {pairs[0][0]} = {pairs[0][1]}")


def _translated(a: str, b: str) -> bool:
    short, long = sorted((roots(a), roots(b)), key=len)
    return len(short) >= _TELLING and short <= long


def _one_state(a: Profile, b: Profile, states: States) -> bool:
    """Whether both are of one state, shown by the mentions or, for one of them, by all its texts."""
    if a.country and b.country:
        return a.country == b.country
    known, other = (a, b) if a.country else (b, a)
    return known.country is not None and all(known.country in states[member.doc] for member in other.members)


def _judge(a: Profile, b: Profile, states: States) -> tuple[bool, str] | None:
    """(join?, reason) for two persons that share a part of a name; None where nothing relates them."""
    if _barred(a, b) or not agree(a.country, b.country):
        return None
    relations = {relate(x, y) for x in a.names for y in b.names} - {None}
    if not relations:
        return None
    same_country = a.country is not None and a.country == b.country
    one_state = same_country or _one_state(a, b, states)
    office = offices_meet(a.offices, b.offices)
    clash = bool(a.offices and b.offices) and not office
    words = f"{top(a.forms)} = {top(b.forms)}"
    for relation in ("same", "part", "reordered", "spelled", "near", "given", "family"):
        if relation not in relations:
            continue
        if relation == "same":
            return (a.full and b.full) or (same_country and office), f"name: {words}"
        if relation == "part":
            return (same_country or office) and not (clash and not _share_last(a, b)), f"fuller name: {words}"
        if relation == "reordered":
            return same_country and not clash and office, f"order of the name: {words}"
        if relation == "spelled":
            return (office and one_state) or (same_country and a.full and b.full and not clash), f"spelling: {words}"
        if relation == "near":
            return one_state and office and a.full and b.full, f"spelling and office: {words}"
        if relation == "given":
            return a.royal and b.royal and one_state and office, f"first name with a royal title: {words}"
        return a.full != b.full and same_country and office, f"family name: {words}"
    return None


def _lone_names(profiles: list[Profile], states: States) -> None:
    """A family name alone, in a text that speaks of his state, is the one person of the set who bears it.

    Only for names that are not also common first names, where just one full name fits and nothing contradicts it.
    """
    bearers: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.type == "PERSON" and profile.members and profile.full:
            for last in sorted({name[-1] for name in profile.names if len(name) > 1}):
                bearers[last].append(profile)
    for profile in profiles:
        if profile.type != "PERSON" or not profile.members or profile.full or not profile.forms:
            continue
        lasts = {name[-1] for name in profile.names if name}
        fits = [other for last in sorted(lasts) for other in bearers.get(last, []) if other.members]
        if len(lasts) != 1 or len(fits) != 1 or native(next(iter(lasts))):
            continue
        other = fits[0]
        docs = {member.doc for member in profile.members}
        clash = profile.offices and other.offices and not offices_meet(profile.offices, other.offices)
        if (
            other.country
            and agree(profile.country, other.country)
            and not clash
            and not _barred(profile, other)
            and all(other.country in states[doc] for doc in docs)
        ):
            other.absorb(profile, f"the only bearer of the family name: {top(profile.forms)} = {top(other.forms)}")


def _share_last(a: Profile, b: Profile) -> bool:
    return any(x[-1] == y[-1] for x in a.names for y in b.names if x and y)


def _blocks(profiles: list[Profile]) -> list[list[Profile]]:
    """People who share a name part (as written or by consonants)."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.type != "PERSON":
            continue
        marks: set[str] = set()
        for name in profile.names:
            if name:
                first, last = skeleton(name[0]), skeleton(name[-1])
                marks.update(
                    {
                        f"={'.'.join(sorted(name))}",
                        f"{name[0]} {name[-1]}",
                        f"~{first} {last}",
                        f"*{name[-1]}",
                        f"+{last}",
                        f"^{' '.join(name[:2])}",
                    }
                )
                if profile.royal:
                    marks.add(f"r{name[0]}")
                marks.update(f"o{skeleton(name[0])} {office}" for office in profile.offices if profile.country)
        for mark in sorted(marks):
            found[mark].append(profile)
    return [found[mark] for mark in sorted(found) if 1 < len(found[mark]) <= 200]


def _join_block(
    alive: list[Profile], judged: list[Profile], states: States, unsure: list[tuple[Profile, Profile, str]]
) -> None:
    """Join the pairs of a block that are sure; a profile that fits two that differ joins neither.

    ``judged``: those that judgements speak of, of all blocks.
    """
    verdicts = {
        (a, b): verdict
        for a in range(len(alive))
        for b in range(a + 1, len(alive))
        if (verdict := _judge(alive[a], alive[b], states)) is not None
    }
    partners: dict[int, list[int]] = defaultdict(list)
    for (a, b), (sure, why) in verdicts.items():
        if sure:
            partners[a].append(b)
            partners[b].append(a)
        elif alive[a].full or alive[b].full:
            unsure.append((alive[a], alive[b], why))
    fits = {a: [alive[other] for other in others] for a, others in partners.items()}
    torn = {a for a, others in fits.items() if _differ(_rivals(alive[a], others, judged, states))}
    for (a, b), (sure, why) in verdicts.items():
        if not sure or alive[a] is alive[b]:
            continue
        if a in torn or b in torn:
            unsure.append((alive[a], alive[b], f"more than one fits: {why}"))
            continue
        verdict = _judge(alive[a], alive[b], states) if alive[a].members and alive[b].members else None
        if verdict and verdict[0]:
            alive[a].absorb(alive[b], why)
            alive = [alive[a] if one is alive[b] else one for one in alive]


def _rivals(one: Profile, partners: list[Profile], judged: list[Profile], states: States) -> list[Profile]:
    """``partners``, with those that judgements keep apart from them and that ``one`` surely fits, too."""
    kept_apart = [other for other in judged if other.members and any(_barred(other, each) for each in partners)]
    verdicts = [(other, _judge(one, other, states)) for other in kept_apart]
    return partners + [other for other, verdict in verdicts if verdict and verdict[0]]


def _differ(profiles: list[Profile]) -> bool:
    """Whether two of these can't be one: judged so, of two states, or of names that nothing relates."""
    for at, one in enumerate(profiles):
        for other in profiles[at + 1 :]:
            if one.party and other.party and one.party.root is other.party.root:
                continue
            if _barred(one, other):
                return True
            if not agree(one.country, other.country) or not any(relate(x, y) for x in one.names for y in other.names):
                return True
    return False


def join(referents: Sequence[Referent]) -> Joined:
    """Join ``referents`` (sorted by document) across documents; the result does not depend on their order."""
    profiles = _by_identity(referents)
    _join_unknown_country(profiles)
    unsure: list[tuple[Profile, Profile, str]] = []
    _join_translated(profiles)
    states: States = defaultdict(set)
    for referent in referents:
        if referent.firm:
            states[referent.doc].add(referent.firm)
    judged = [profile for profile in profiles if profile.party]
    for block in _blocks(profiles):
        _join_block([profile for profile in block if profile.members], judged, states, unsure)
    _lone_names(profiles, states)
    unsure = _join_judged(profiles, unsure)
    _offices(profiles, unsure)
    alive = [profile for profile in profiles if profile.members]
    open_ = [(a, b, why) for a, b, why in unsure if a.members and b.members and a is not b and not _barred(a, b)]
    return Joined(alive, open_)


def _join_judged(
    profiles: list[Profile], unsure: list[tuple[Profile, Profile, str]]
) -> list[tuple[Profile, Profile, str]]:
    """Join what judgements say to be one; last, so that each brings along whom the rules take it to be."""
    of: dict[int, Profile] = {}
    into: dict[int, Profile] = {}
    for profile in profiles:
        if profile.party is None or not profile.members:
            continue
        first = of.setdefault(id(profile.party.root), profile)
        if first is not profile:
            first.absorb(profile)
            into[id(profile)] = first
    return [(into.get(id(a), a), into.get(id(b), b), why) for a, b, why in unsure]


def _offices(profiles: list[Profile], unsure: list[tuple[Profile, Profile, str]]) -> None:
    """An unnamed holder of an office may be the named one of the same state: said, not joined."""
    holders: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.type == "PERSON" and profile.members and profile.forms and profile.country:
            holders[profile.country].append(profile)
    for profile in profiles:
        if profile.type != "PERSON" or not profile.members or profile.forms:
            continue
        if not profile.country or not profile.offices:
            continue
        named = [other for other in holders[profile.country] if offices_meet(profile.offices, other.offices)]
        if len(named) == 1:
            unsure.append((profile, named[0], f"office without a name: {min(profile.offices)} of {profile.country}"))

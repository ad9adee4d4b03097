"""Entities out of joined profiles: stable ids, names, reasons."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from tawatur.model import Entity
from tawatur.resolve.across import Profile
from tawatur.resolve.english import name_en
from tawatur.resolve.forms import core, epithet, parts
from tawatur.resolve.referent import top
from tawatur.rules.text import normal

_SLUG = re.compile(r"[^a-z0-9]+")


def _canonical(profile: Profile) -> str:
    """The fullest name, the most frequent among equals, the first of the alphabet among these."""
    forms = profile.forms
    if not forms:
        described: Counter[str] = Counter()
        for member in profile.members:
            described.update(member.described)
        return min(described, key=lambda form: (-described[form], -len(form), form), default="")
    if profile.type == "PERSON":
        return min(forms, key=lambda form: (-min(len(parts(form)), 3), -forms[form], form))
    return min(forms, key=lambda form: (-forms[form], -len(core(form, profile.type)), form))


def _names(profile: Profile) -> tuple[str, ...]:
    """Every form met; where no name was, the descriptions. Short forms of bodies and states count as names."""
    names = set(profile.forms)
    if not names or profile.type in ("ORG", "COUNTRY"):
        for member in profile.members:
            names |= set(member.described)
    names |= {form for member in profile.members for form in member.longer}
    if profile.type == "PERSON":
        names |= {form for member in profile.members for form in member.described if epithet(form)}
    return tuple(sorted(names))


def _id(profile: Profile, canonical: str) -> str:
    key = top(profile.keys)
    if key:
        return key
    kind = profile.type.lower()
    folded = normal(canonical)
    if profile.type == "PERSON" and not profile.forms and profile.country and profile.offices:
        return f"person:{profile.country}:{min(profile.offices)}"
    latin = _SLUG.sub("-", canonical.lower()).strip("-")
    mark = latin if latin else hashlib.sha1(folded.encode()).hexdigest()[:10]
    return f"{kind}:{profile.country}:{mark}" if profile.country and profile.type != "PERSON" else f"{kind}:{mark}"


def _unique(wanted: str, profile: Profile, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    first = next((member for member in profile.members if member.aside), profile.members[0])
    mark = hashlib.sha1(f"{wanted}|{profile.country}|{first.doc}|{min(first.mentions)}".encode()).hexdigest()[:6]
    return f"{wanted}-{mark}"


def entities(profiles: Sequence[Profile]) -> list[tuple[Profile, Entity]]:
    """One entity for each profile, in order of id."""
    for profile in profiles:
        profile.members.sort(key=lambda member: (member.doc, member.mentions))
    out: list[tuple[Profile, Entity]] = []
    taken: set[str] = set()
    for profile in sorted(profiles, key=lambda item: (item.aside, item.members[0].doc, item.members[0].mentions)):
        canonical = _canonical(profile)
        identity = _unique(_id(profile, canonical), profile, taken)
        taken.add(identity)
        key, country = top(profile.keys), profile.country
        if country is None:
            country = key.partition(":")[2] if key and key.startswith("country:") else top(profile.likely)
        subtype = top(sum((member.subtypes for member in profile.members), Counter()))
        office = min(profile.offices) if profile.offices and not profile.forms else None
        titles = sorted({title for member in profile.members for title in member.titles})
        why = list(profile.why)
        for member in profile.members:
            why.extend(reason for reason in member.why if reason not in why)
        names = _names(profile)
        out.append(
            (
                profile,
                Entity(
                    id=identity,
                    type=profile.type,
                    country=country,
                    name_ar=canonical,
                    names_ar=names,
                    titles=tuple(titles),
                    name_en=name_en(
                        profile.type,
                        name_ar=canonical,
                        forms=names,
                        key=key,
                        country=country,
                        subtype=subtype,
                        office=office,
                        named=bool(profile.forms),
                    ),
                    subtype=subtype,
                    key=key,
                    why=tuple(why),
                    mentions=tuple(
                        sorted((member.doc, index) for member in profile.members for index in member.mentions)
                    ),
                ),
            )
        )
    return sorted(out, key=lambda item: item[1].id)

"""resolve: which mentions mean one entity, within a text and across texts."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.model import Extracted, Judgement
from tawatur.resolve.across import Profile, join
from tawatur.resolve.entities import entities
from tawatur.resolve.judged import apply
from tawatur.resolve.result import Resolution, Unsure
from tawatur.resolve.within import link

__all__ = ["Resolution", "Unsure", "resolve"]


def resolve(docs: Sequence[Extracted], judgements: Sequence[Judgement] = ()) -> Resolution:
    """Entities of ``docs`` and what every mention means; ``judgements`` go before the rules.

    The order of ``docs`` and of ``judgements`` makes no difference; the ids of each must differ.
    """
    ordered = sorted(docs, key=lambda extracted: extracted.annotated.doc.id)
    linked = [link(extracted.annotated) for extracted in ordered]
    idle = apply(linked, judgements)
    joined = join([referent for one in linked for referent in one.referents])
    named = entities(joined.profiles)
    id_of_member = {id(member): entity.id for profile, entity in named for member in profile.members}
    id_of: dict[int, str] = {id(profile): entity.id for profile, entity in named}
    of = {(one.doc.doc.id, index): id_of_member[id(one.of[index])] for one in linked for index in sorted(one.of)}
    state = {entity.country: entity.id for _, entity in reversed(named) if entity.type == "COUNTRY" and entity.country}
    groups = {
        (one.doc.doc.id, index): tuple(
            (state.get(referent.country) if referent.country and index in one.of_states else None)
            or id_of_member[id(referent)]
            for referent in members
        )
        for one in linked
        for index, members in sorted(one.groups.items())
    }
    return Resolution(
        entities=tuple(entity for _, entity in named),
        of=of,
        groups=groups,
        unsure=_unsure(joined.unsure, id_of),
        idle=idle,
    )


def _unsure(pairs: Sequence[tuple[Profile, Profile, str]], id_of: dict[int, str]) -> tuple[Unsure, ...]:
    found = {(*sorted((id_of[id(a)], id_of[id(b)])), why) for a, b, why in pairs}
    return tuple(Unsure(a, b, why) for a, b, why in sorted(found))

"""How far two event mentions tell one happening: features, their weights, what forbids it, and the reasons in words."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from tawatur.merge.attacks import other_attack, same_toll
from tawatur.merge.inputs import Item, World, rarity
from tawatur.merge.times import SLIP, apart_in_one_text, apart_in_the_year, gap
from tawatur.model import Kind
from tawatur.rules.load import read_tsv, read_yaml


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The numbers of ``resources/merge/score.yaml``."""
    return {name: float(value) for name, value in read_yaml("merge/score.yaml").items()}


@lru_cache(maxsize=1)
def _kinds() -> dict[tuple[str, str], float]:
    rows = read_tsv("merge/kinds.tsv")
    return {pair: float(row["weight"]) for row in rows for pair in ((row["a"], row["b"]), (row["b"], row["a"]))}


def kinds_agree(a: Kind, b: Kind) -> float:
    """1 for the same kind, less for kinds that one happening may be told as, 0 for others."""
    return 1.0 if a == b else _kinds().get((a, b), 0.0)


_PERSONAL = frozenset({"meeting", "visit", "appointment"})
"""Kinds of events that are told apart by who takes part."""


_FEW = 1.5
"""Rarity that words must sum up to before their overlap is taken in full."""

_HALF, _TOLD = 0.5, 0.6
"""The share of parties, and the sum of squared rarities of common words, that count as one thing in common."""

_ENOUGH = 3
"""Content words from which on it says something that two mentions have none in common."""

_OF_A_DAY = frozenset({"meeting", "agreement", "statement", "protest", "sanction", "appointment", "diplomatic_change"})
"""Kinds of events that take one day."""


_LASTS = 45
"""Days that may lie between the start and the finish of what lasts."""

TOO_LITTLE = "too little in common"

_SURE = 0.8

_CONTRADICT = ("people_clash", "people_none", "states_clash", "time_gap", "place_clash", "speaker_clash")


class Judgement(Struct, frozen=True):
    """``score`` above 0 speaks for one happening; ``veto`` says why it can't be, whatever the score."""

    score: float
    veto: str | None
    features: dict[str, float]


def _match(a: str, b: str, world: World) -> float:
    if a == b:
        return 1.0
    if (a, b) in world.maybe:
        return 0.8
    one, other = world.entities[a], world.entities[b]
    if one.country and one.country == other.country and (one.type != other.type or {a, b} & world.unnamed):
        return 0.4
    return 0.0


def _cover(of: frozenset[str], by: frozenset[str], world: World) -> float:
    """The share of ``of`` that is matched in ``by``."""
    return sum(max((_match(a, b, world) for b in by), default=0.0) for a in sorted(of)) / len(of) if of else 0.0


def _clash(a: Item, b: Item, world: World) -> float:
    """How far each has people of its own whom the other lacks: 2 where that makes two events.

    Of a meeting or a visit any person counts, unless two more are shared (lists of those present differ from text to
    text); two meetings with two persons of one state are two, and so are, in one text, those with two whom it names.
    Elsewhere persons of one state count more.
    """
    people = [frozenset(entity for entity in one.people if world.entities[entity].type == "PERSON") for one in (a, b)]
    left = [
        sorted(entity for entity in mine if not any(_match(entity, other, world) for other in theirs))
        for mine, theirs in (people, people[::-1])
    ]
    if not left[0] or not left[1]:
        return 0.0
    states = [{world.entities[entity].country for entity in side} - {None} for side in left]
    if a.kind in _PERSONAL and b.kind in _PERSONAL:
        if len(people[0] & people[1]) >= 2:
            return 0.3
        named = all(any(_is_named(entity, world) for entity in side) for side in left)
        apart = bool(states[0] & states[1]) or (a.doc == b.doc and named)
        return 2.0 if a.kind == b.kind == "meeting" and apart else 1.0
    return 1.0 if states[0] & states[1] else 0.5


def _other_actor(a: Item, b: Item, world: World) -> str | None:
    """Visits of two travellers, statements of two speakers: two events, however much they have in common."""
    if a.kind != b.kind:
        return None
    if a.kind == "visit" and a.actors and b.actors:
        best = max(_match(one, other, world) for one in a.actors for other in b.actors)
        if best >= _SURE or (best and not _person_and_body(a, b, world)):
            return None
        named = [one for one in (a.actors, b.actors) if any(_is_named(entity, world) for entity in one)]
        homes = [{world.entities[entity].country for entity in one} for one in (a.actors, b.actors)]
        apart = None not in homes[0] | homes[1] and homes[0].isdisjoint(homes[1])
        return "other travellers" if len(named) == 2 or apart or best else None
    if a.kind == "statement":
        return _other_speakers(a, b, world)
    if a.kind == "agreement" and a.doc != b.doc and a.people and b.people:
        return (
            None if any(_one_signer(one, other, world) for one in a.people for other in b.people) else "other signers"
        )
    return None


def _other_speakers(a: Item, b: Item, world: World) -> str | None:
    """Two named speakers, or what one said and what two said together."""
    named = [{entity for entity in one.actors if _is_named(entity, world)} for one in (a, b)]
    if all(named) and named[0] != named[1] and max(map(len, named)) > 1:
        return "other speakers"
    if a.speaker and b.speaker and not _match(a.speaker, b.speaker, world):
        return "other speakers" if _is_named(a.speaker, world) and _is_named(b.speaker, world) else None
    return None


def _one_signer(one: str, other: str, world: World) -> bool:
    """Whether two signers may be one: an office and its holder may, a minister and a delegation of the army may not."""
    alike = _match(one, other, world)
    known = all(entity not in world.unnamed or entity.count(":") > 1 for entity in (one, other))
    return alike >= _SURE or (alike > 0.0 and known and world.entities[one].type == world.entities[other].type)


def _person_and_body(a: Item, b: Item, world: World) -> bool:
    """A general here, a delegation of his army there, and no day in common: nothing shows that he led it."""
    types = [{world.entities[entity].type for entity in one.actors} for one in (a, b)]
    return types[0].isdisjoint(types[1]) and (a.when is None or b.when is None or gap(a.when, b.when) > 0)


def _is_named(entity: str, world: World) -> bool:
    return world.entities[entity].type == "PERSON" and entity not in world.unnamed


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap of stems, the rarer the more, against the smaller set; sets of few telling words count less."""
    if not a or not b:
        return 0.0
    smaller = min(sum(rarity(word) for word in sorted(words)) for words in (a, b))
    return sum(rarity(word) for word in sorted(a & b)) / max(smaller, _FEW)


_SAID = 1
"""Days by which accounts of one saying may differ: it is told on the day or on the next."""


def _time(a: Item, b: Item, features: dict[str, float]) -> str | None:
    if a.doc == b.doc and apart_in_one_text(a.times, b.times):
        return "days that lie apart in one text"
    if apart_in_the_year(a.times, b.times):
        return "parts of the year that lie apart"
    if any(one.when is not None and gap(one.when, other.bounds) > SLIP for one, other in ((a, b), (b, a))):
        return "told before it was, or as coming when it was over"
    if a.when is None or b.when is None:
        if a.times.weekday and b.times.weekday and a.kind in _OF_A_DAY and b.kind in _OF_A_DAY:
            features["weekday_same" if a.times.weekday == b.times.weekday else "weekday_clash"] = 1.0
        return None
    days = gap(a.when, b.when)
    if a.phase != b.phase and a.kind == b.kind and days <= _LASTS:
        return None
    if days > (_SAID if a.kind == b.kind == "statement" else SLIP):
        return f"{days} days apart"
    width = max((one.when[1] - one.when[0]).days for one in (a, b) if one.when)
    if days == 0:
        features["time_same" if width <= 3 else "time_meet"] = 1.0
    else:
        features["time_gap"] = 0.5 if days == 1 else 1.0
    return None


def _place(a: Item, b: Item, world: World, features: dict[str, float]) -> None:
    if a.place is None or b.place is None:
        return
    if a.place == b.place:
        features["place_same"] = 1.0
        return
    one, other = world.entities[a.place], world.entities[b.place]
    wide = "COUNTRY" in (one.type, other.type)
    if one.country and other.country:
        features["place_clash"] = float(one.country != other.country) if wide else 1.0


def _other_towns(a: Item, b: Item, world: World) -> bool:
    """Whether one text places two attacks in two known towns."""
    if a.kind != "conflict" or b.kind != "conflict" or None in (a.place, b.place) or a.place == b.place:
        return False
    found = (world.entities[place] for place in (a.place, b.place) if place is not None)
    return all(one.subtype == "city" and one.key is not None for one in found)


def _abroad(a: Item, b: Item) -> bool:
    """Whether two meetings took place in two states."""
    return None not in (a.site, b.site) and a.site != b.site


def _same_name(one: str, other: str) -> float:
    """1 for one name, 0.5 where one only adds a number ("الأسد الإفريقي 2022"), else 0."""
    if one == other:
        return 1.0
    return (
        0.5
        if one.rstrip("0123456789 ") == other.rstrip("0123456789 ") and not (one[-1:] + other[-1:]).isdigit()
        else 0.0
    )


def _any_raid(a: Item, b: Item, features: dict[str, float]) -> bool:
    """Whether nothing but states speaks for one attack from the air: neither time nor place, people, figures or names.
    A state flies more than one raid."""
    if "air" not in a.attack.manners | b.attack.manners:
        return False
    told = ("time_same", "time_meet", "people", "place_same", "ground_same", "name_same", "numbers_same", "toll_same")
    return a.kind == b.kind == "conflict" and not any(features.get(name, 0.0) > 0.0 for name in told)


def _any_saying(a: Item, b: Item, features: dict[str, float]) -> bool:
    """Whether only the speaker speaks for one statement: no time and not a word. People say more than one thing."""
    told = ("time_same", "time_meet", "words", "trigger", "numbers_same", "name_same")
    return a.kind == b.kind == "statement" and not any(features.get(name, 0.0) > 0.0 for name in told)


def _evidence(a: Item, b: Item, features: dict[str, float]) -> float:
    """How many independent things speak for one happening: parties, states, time, words, place, names, figures."""
    people, states = len(a.people & b.people), len(a.states & b.states)
    told = min(2.0, sum(rarity(word) ** 2 for word in sorted(a.words & b.words | a.trigger & b.trigger)) / _TOLD)
    return sum(
        (
            2.0 if people > 1 else float(features.get("people", 0.0) >= _HALF),
            1.0 if states > 1 else states / 2,
            features.get("time_same", 0.0) + features.get("time_meet", 0.0) / 2,
            told,
            max(features.get("place_same", 0.0), features.get("ground_same", 0.0)),
            2 * features.get("name_same", 0.0) + features.get("numbers_same", 0.0),
        )
    )


def judge(
    a: Item, b: Item, world: World, copied: bool = False, same_whole: bool | None = None, wholes_apart: bool = False
) -> Judgement:
    """Judge whether ``a`` and ``b`` tell one happening; symmetric in its two mentions.

    ``copied``: they stand at the same place of a text that two documents share. ``same_whole``: whether the visits that
    they are parts of are one; None where either is no part of a visit. ``wholes_apart``: these visits can't be one.
    """
    features: dict[str, float] = {}
    kinds = kinds_agree(a.kind, b.kind)
    if kinds == 1.0:
        features[f"same_{a.kind}"] = 1.0
    else:
        features["near_kind"] = 1.0 - kinds
    veto = "kinds" if kinds == 0.0 else "parts of two visits" if wholes_apart else None
    if a.people and b.people:
        covers = (_cover(a.people, b.people, world), _cover(b.people, a.people, world))
        features["people"] = sum(covers) / 2
        features["people_none"] = float(max(covers) == 0.0)
        features["people_clash"] = _clash(a, b, world)
        if features["people_clash"] >= 2.0:
            veto = veto or "other counterparts"
    if a.states and b.states:
        shared = len(a.states & b.states) / min(len(a.states), len(b.states))
        features["states"] = shared
        features["states_clash"] = 1.0 - shared
    if not (a.people or a.states) or not (b.people or b.states):
        features["no_party" if a.doc == b.doc else "no_party_elsewhere"] = 1.0
    features["words"] = _overlap(a.words, b.words)
    if min(len(a.words), len(b.words)) >= _ENOUGH and not a.words & b.words:
        features["words_none"] = 1.0
    features["trigger"] = _overlap(a.trigger, b.trigger)
    veto = veto or _other_actor(a, b, world) or other_attack(a.attack, b.attack, one_text=a.doc == b.doc)
    if a.doc == b.doc and a.similar != b.similar:
        veto = veto or "one like the other"
    if a.doc != b.doc and a.lands and b.lands and not a.lands & b.lands:
        veto = veto or "other lands"
    veto = veto or _time(a, b, features)
    if a.fields != b.fields:
        veto = veto or ("other fields" if a.fields and b.fields and not a.fields & b.fields else None)
        features["field_one_sided"] = 1.0
    _place(a, b, world, features)
    if a.doc == b.doc and _other_towns(a, b, world):
        veto = veto or "other towns"
    if a.ground and b.ground and (a.doc != b.doc or a.ground & b.ground):
        features["ground_same" if a.ground & b.ground else "ground_clash"] = 1.0
    if a.goals and b.goals and not a.goals & b.goals:
        veto = veto or "other destinations"
    if a.attack.targets & b.attack.targets:
        features["target_same"] = 1.0
    if a.attack.manners & b.attack.manners:
        features["manner_same"] = 1.0
    if a.kind == b.kind == "meeting" and _abroad(a, b):
        veto = veto or "other states"
    if a.names and b.names:
        alike = max(_same_name(one, other) for one in a.names for other in b.names)
        features["name_same"] = alike
        veto = veto or (None if alike else "names")
    units = {unit for unit, _ in a.numbers} & {unit for unit, _ in b.numbers}
    if units and a.numbers & b.numbers:
        features["numbers_same"] = 1.0
    if a.kind == b.kind == "statement" and a.speaker and b.speaker:
        same = _match(a.speaker, b.speaker, world)
        features["speaker_same"], features["speaker_clash"] = same, 1.0 - same
    if a.doc == b.doc and same_toll(a.attack, b.attack) and not (a.ground and b.ground and not a.ground & b.ground):
        features["toll_same"] = 1.0
    if a.doc == b.doc:
        features["near"] = 1.0 / (1.0 + abs(a.start - b.start) / 200)
        contradicted = any(features.get(name) for name in _CONTRADICT)
        if kinds == 1.0 and not contradicted:
            features[f"again_{a.kind}"] = 1.0
        if kinds == 1.0 and ("denied" in (a.status, b.status)) and a.status != b.status:
            features["denied_again"] = float(features.get("people", 0.0) >= _HALF)
    if copied:
        features["copied"] = 1.0
    if same_whole is not None:
        features["whole_same" if same_whole else "whole_clash"] = 1.0
    table = weights()
    if veto is None and not copied and a.doc != b.doc:
        needed = max(table[f"need_{a.kind}"], table[f"need_{b.kind}"])
        little = _evidence(a, b, features) < needed or _any_raid(a, b, features) or _any_saying(a, b, features)
        veto = TOO_LITTLE if little else None
    score = table["bias"] + sum(table[name] * value for name, value in sorted(features.items()))
    return Judgement(round(score, 6), veto, features)

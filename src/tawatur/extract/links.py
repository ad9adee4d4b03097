"""What the mentions of one text have to do with each other: repetition, being part of, order in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from tawatur.extract.view import View
from tawatur.model import EventMention, Span
from tawatur.rules.attendance import event_letters
from tawatur.rules.classes import stems
from tawatur.rules.events import PHASES
from tawatur.rules.text import normal

_PARTS = frozenset({"meeting", "agreement", "other", "statement"})
_COURSE = frozenset({"خلال", "اثناء", "هذه", "هامش", "ختام"})
_JOURNEYS = frozenset({"visit.zara", "visit.arrive"})
_TARGETS = frozenset({"علي", "ضد"})
_REACH = 14
"""Mentions: how far back a definite noun looks for what it repeats."""


class Head(NamedTuple):
    """What the linking knows of a mention beside the EventMention itself."""

    token: int
    near: int | None
    verbal: bool
    back: bool
    resumes: bool
    pronoun: bool
    imperfect: bool


def link_within(view: View, events: Sequence[EventMention], heads: Sequence[Head]) -> tuple[EventMention, ...]:
    """Fill ``same_as``, ``inside``, ``relations``, ``background`` and ``narrative``; a bare definite noun that repeats
    nothing is dropped (indices are those after dropping)."""
    kept: list[EventMention] = []
    known: list[Head] = []
    names: list[frozenset[str]] = []
    for event, head in zip(events, heads, strict=True):
        who = _names(view, event)
        same = _repeated(view, kept, known, names, event, who, head)
        if head.back and same is None and not _tells(event):
            continue
        if same is not None and not head.verbal and event.status == "occurred" and _open_status(view, event):
            # "الزيارة" in a text that announces the visit is the visit announced.
            event = msgspec.structs.replace(event, status=kept[same].status)
        if (
            kept
            and (event.status == "occurred" or (event.status == "ongoing" and view.norm(head.token - 1) == "ثم"))
            and head.imperfect
            and kept[-1].sentence == event.sentence
            and kept[-1].status in ("planned", "hypothetical")
        ):
            event = msgspec.structs.replace(
                event, status=kept[-1].status
            )  # "سيزور ... ويلتقي", "زيارة مرتقبة يلتقي خلالها"
        relations = _relations(view, kept, known, event, head)
        if relations and not head.verbal and event.status == "occurred" and kept[-1].status == "planned":
            event = msgspec.structs.replace(event, status="planned")
        gap = _gap_before(view, head.token)
        if gap is not None and kept and kept[-1].sentence == event.sentence:
            # "زيارة X بعد نحو شهرين من زيارة Y": the event told first came later, by that much.
            same = None
            last = kept[-1]
            kept[-1] = msgspec.structs.replace(last, relations=(*last.relations, ("after", len(kept), gap)))
        if _earlier(view, head):
            same = None  # "هي الثانية بعد زيارة أولى": another one, and before the one spoken of
            _came_later(kept, event)
        if kept and _by_treaty(view, kept[-1], event, head):
            kept[-1] = msgspec.structs.replace(kept[-1], timexes=event.timexes)
        kept.append(msgspec.structs.replace(event, same_as=same, relations=relations))
        known.append(head)
        names.append(who)
    visits = [index for index, event in enumerate(kept) if event.kind == "visit"]
    out = [
        msgspec.structs.replace(event, inside=_inside(view, kept, known, names, visits, index))
        for index, event in enumerate(kept)
    ]
    return _narrate(view, _without_guesses(_named_travellers(view, out)))


def _came_later(kept: list[EventMention], earlier: EventMention) -> None:
    """The last event of the kind that was told came after ``earlier``, which is told next."""
    last = next((at for at in range(len(kept) - 1, -1, -1) if kept[at].kind == earlier.kind), None)
    if last is not None:
        root = kept[last].same_as
        at = last if root is None else root
        kept[at] = msgspec.structs.replace(kept[at], relations=(*kept[at].relations, ("after", len(kept), None)))


def _earlier(view: View, head: Head) -> bool:
    """Whether the noun of an event tells of one before another: "بعد زيارة أولى"."""
    return not head.verbal and view.opens(head.token - 1, "comes_after") and view.is_function(head.token + 1, "earlier")


def _by_treaty(view: View, other: EventMention, event: EventMention, head: Head) -> bool:
    """ "أقام البلدان علاقات بموجب معاهدة لوزان 1923": the treaty of that year is what changed the relations."""
    changed = other.kind == "diplomatic_change" and other.sentence == event.sentence and not other.timexes
    return changed and event.rule == "agreement.dated" and view.norm(head.token - 1).endswith("بموجب")


def _without_guesses(events: list[EventMention]) -> list[EventMention]:
    """Parties that a mention was only thought to have ("implied") give way to those that a telling of it names."""
    roots = [index if event.same_as is None else event.same_as for index, event in enumerate(events)]
    named = {root for root, event in zip(roots, events, strict=True) if any(a.why != "implied" for a in event.args)}
    return [
        msgspec.structs.replace(event, args=tuple(a for a in event.args if a.why != "implied"))
        if root in named and event.kind in ("agreement", "diplomatic_change")
        else event
        for root, event in zip(roots, events, strict=True)
    ]


def _named_travellers(view: View, events: list[EventMention]) -> list[EventMention]:
    """Who travelled, in "استقبل X في أول زيارة يقوم بها مسؤول إسرائيلي": the one received, known by his state."""
    out = list(events)
    for event in events:
        if event.inside is None or event.sentence != events[event.inside].sentence:
            continue
        visit = out[event.inside]
        states = _unnamed_from(view, visit)
        if len(states) != 1 or _travellers(view, visit):
            continue
        named = [
            argument
            for argument in event.args
            if view.mention(argument.mention).type == "PERSON" and view.country_of(argument.mention) in states
        ]
        if len(named) == 1:
            traveller = msgspec.structs.replace(named[0], role="actor", why="framed")
            out[event.inside] = msgspec.structs.replace(visit, args=(*visit.args, traveller))
    return out


def _key(view: View, index: int) -> str:
    mention = view.mention(index)
    _, last = view.token_range(*mention.head)
    return mention.key or view.norm(last - 1)


def _names(view: View, event: EventMention) -> frozenset[str]:
    """Keys or folded last words of those who take part: what two mentions are compared by within a text. Groups
    ("الجانبان") name nobody."""
    return frozenset(
        _key(view, argument.mention)
        for argument in event.args
        if view.mention(argument.mention).form != "description" or view.mention(argument.mention).country
    )


def _noun(view: View, head: Head) -> frozenset[str]:
    at = head.near if head.near is not None else head.token
    return stems(view.norm(at))


def _is_document(view: View, head: Head) -> bool:
    """A definite word for a text of any kind ("الوثيقة"): that of which was spoken."""
    at = head.near if head.near is not None else head.token
    return "document" in view.classes_at(at) and _is_definite(view, head)


def _is_definite(view: View, head: Head) -> bool:
    """Whether the event noun is definite: by its article, or by a definite word or description that completes it."""
    at = head.near if head.near is not None else head.token
    if any(stem.startswith("ال") for stem in stems(view.norm(at))):
        return True
    inside = view.inside.get(at + 1)
    described = inside is None or view.mention(inside).form != "name"
    return described and view.norm(at + 1).startswith("ال")


def _tells(event: EventMention) -> bool:
    """Whether a definite noun says who took part, and not only by what was spoken of before ("استقباله لولي العهد")."""
    return any(argument.why not in ("implied", "carried on", "possessor") for argument in event.args)


def _repeated(
    view: View,
    kept: Sequence[EventMention],
    known: Sequence[Head],
    names: Sequence[frozenset[str]],
    event: EventMention,
    who: frozenset[str],
    head: Head,
) -> int | None:
    reach = range(len(kept) - 1, max(-1, len(kept) - 1 - _REACH), -1)
    kin = _kin(view, kept, event, head, reach)
    for index in reach:
        other = kept[index]
        if other.kind != event.kind or (kin and index not in kin) or _earlier(view, known[index]):
            continue
        if event.kind == "conflict" and _by_its_clause(view, head):
            return None
        root = index if other.same_as is None else other.same_as
        told_of_it = [kept[at] for at in reach if root in (at, kept[at].same_as)]
        if _goes_elsewhere(view, event, told_of_it) or _another_travels(view, event, told_of_it):
            continue
        if head.resumes:
            return root
        if event.kind == "statement" and not head.verbal and event.sentence == other.sentence and known[index].verbal:
            told = {_speaker(view, event), _speaker(view, other)} - {""}
            if len(told) > 1 and _tells(event):
                continue  # "طلبت السفارة تفسيرا لتصريح أدلى به X": what another said
            return root  # "أعربت عن إدانتها": one saying
        if event.kind == "statement":
            if (
                _speaker(view, event)
                and _speaker(view, event) == _speaker(view, other)
                and head.verbal
                and known[index].verbal
            ):
                return root
            continue
        if (head.pronoun or _is_document(view, head)) and event.kind in ("agreement", "arms_transfer"):
            return root
        if event.sentence == other.sentence and _restates(view, event, head):
            return root
        alike = index in kin or bool(_noun(view, head) & _noun(view, known[index]))
        alike = alike or _of_verb(view, head, known[index])
        if head.back and _contradicts(view, event, other, who, names[index]):
            continue
        if head.back and (alike or event.kind in ("visit", "meeting", "exercise")):
            return root
        if _compatible(view, event, other, who, names[index], alike) and (
            _is_definite(view, head) or event.sentence == other.sentence or event.kind == "diplomatic_change"
        ):
            return root
    return None


def _of_verb(view: View, head: Head, other: Head) -> bool:
    """Whether a bare definite noun is that of the verb of an attack told before: "القصف" of what "قصفت" told."""
    if not head.back:
        return False
    reading = view.verb(other.token)
    return reading is not None and reading.form.lemma in _noun(view, head)


def _by_its_clause(view: View, head: Head) -> bool:
    """Whether its own words say which attack is meant, as a relative clause or a target does ("الهجوم الانتحاري الذي
    استهدف ...", "الهجوم على الأكاديمية"): whether it repeats another is for merging to say."""
    if head.verbal:
        return False
    behind = range(head.token + 1, min(head.token + 4, view.sentence(head.token).last))
    return any(
        (view.is_function(at, "relative") and view.is_function(at + 1, "strikes"))
        or (view.norm(at) in _TARGETS and "hit" in view.classes_at(at + 1))
        for at in behind
    )


def _kin(
    view: View, kept: Sequence[EventMention], event: EventMention, head: Head, reach: Sequence[int]
) -> frozenset[int]:
    """The mentions that told of the meeting in words of the same root as its definite noun: "الاستقبال" is what
    "استقبل" told, whatever other meetings came between."""
    if event.kind != "meeting" or head.verbal or not _is_definite(view, head):
        return frozenset()
    at = head.near if head.near is not None else head.token
    letters = next((found for stem in sorted(stems(view.norm(at))) if (found := event_letters().get(stem))), ())
    return frozenset(
        index
        for index in reach
        if kept[index].kind == event.kind and any(part in normal(kept[index].trigger) for part in letters)
    )


def _compatible(
    view: View, event: EventMention, other: EventMention, who: frozenset[str], others: frozenset[str], alike: bool
) -> bool:
    if event.timexes and other.timexes and not PHASES & {event.rule, other.rule}:
        return False
    if {event.status, other.status} & {"denied", "cancelled"} and event.status != other.status:
        return False
    if event.status == "planned" and _past(view, other):
        return False
    # "يزور الوزير السعودي X موسكو ... وتأتي زيارة الوزير السعودي": one visit
    stands_for = event.kind == "visit" and _stands_for(view, other, event)
    one_state = alike and bool(_states(view, event) & _states(view, other))
    if who and others and not who & others and not stands_for and not one_state:
        return False
    return alike or stands_for or (event.kind in ("visit", "diplomatic_change") and bool(who & others))


def _goes_elsewhere(view: View, event: EventMention, told: Sequence[EventMention]) -> bool:
    """Whether a visit goes to another state than ``told`` says ("يزور ماليزيا ... وأخيرا سيزور فيتنام": two stops)."""
    if event.rule not in _JOURNEYS:
        return False  # "سينهي زيارته": the one spoken of
    goals, others = _goals(view, event), {goal for one in told for goal in _goals(view, one)}
    return bool(goals and others) and not goals & others


def _another_travels(view: View, event: EventMention, told: Sequence[EventMention]) -> bool:
    """Whether a visit is somebody else's than all that ``told`` names: "كما وصل X"."""
    if event.kind != "visit":
        return False
    who = _travelling(view, event)
    others = frozenset().union(*(_travelling(view, one) for one in told))
    return bool(who and others) and who.isdisjoint(others)


def _travelling(view: View, event: EventMention) -> frozenset[str]:
    actors = (one.mention for one in event.args if one.role == "actor")
    return frozenset(
        _key(view, index)
        for index in actors
        if view.mention(index).type == "PERSON" and view.mention(index).form == "name"
    )


def _goals(view: View, event: EventMention) -> set[str | None]:
    """The states that a visit goes to."""
    if event.kind != "visit":
        return set()
    where = [argument.mention for argument in event.args if argument.role == "recipient"]
    return {view.country_of(index) for index in (*where, *([event.place] if event.place is not None else []))} - {None}


def _contradicts(
    view: View, event: EventMention, other: EventMention, who: frozenset[str], others: frozenset[str]
) -> bool:
    """Whether a definite noun can't repeat ``other``: another month or day, other people of other states, or one is
    still to come."""
    dates = [{view.timex(at).value for at in one.timexes if view.timex(at).type == "DATE"} for one in (event, other)]
    if all(dates) and not dates[0] & dates[1] and len({len(value) for value in dates[0] | dates[1]}) == 1:
        return True
    if who and others and not who & others and not _states(view, event) & _states(view, other):
        return True
    return event.status == "planned" and (_past(view, other) or bool(who and others))


def _past(view: View, event: EventMention) -> bool:
    """Whether words of time put an event into the past ("أمس", "في يونيو الماضي")."""
    return any((view.timex(at).relation or "").startswith(("day:-", "last:", "ago:")) for at in event.timexes)


def _states(view: View, event: EventMention) -> set[str]:
    found = {view.country_of(argument.mention) for argument in event.args}
    return {country for country in found if country is not None}


def _restates(view: View, event: EventMention, head: Head) -> bool:
    """A noun that only restates the verb before it: "وصل في زيارة", "سيستقبل ... لإجراء محادثات", "أسفر عن مقتل"."""
    if head.verbal:
        return False
    before = view.norm(head.token - 1)
    if event.kind == "visit":
        return before == "في" or view.norm(head.token - 2) == "في"
    if event.kind == "meeting":
        return view.is_function(head.token - 1, "purpose")
    return event.kind == "conflict" and before == "عن"


def _open_status(view: View, event: EventMention) -> bool:
    return all(
        (view.timex(index).relation or "").startswith(("day:0", "day:+", "next:"))
        or view.timex(index).type == "DURATION"
        for index in event.timexes
    )


def _speaker(view: View, event: EventMention) -> str:
    return next((_key(view, argument.mention) for argument in event.args if argument.role == "actor"), "")


def _relations(
    view: View, kept: Sequence[EventMention], known: Sequence[Head], event: EventMention, head: Head
) -> tuple[tuple[str, int, int | None], ...]:
    """No time of its own, and told with the event before it in one clause, or joined to it by و: the same day."""
    vague = all((view.timex(index).relation or "") == "later" for index in event.timexes)
    if not kept:
        return ()
    previous = len(kept) - 1
    other = kept[previous]
    together = other.sentence == event.sentence
    if not vague:
        shared = together and not other.timexes and _one_breath(view, other, event, known[previous], head)
        return (("same_day", previous, None),) if shared else ()
    opened_with = view.norm(head.token).startswith("ب") and not head.verbal  # "تبدأ الزيارة غدا باجتماعات"
    one_clause = (
        together and other.timexes and opened_with and not _clause_between(view, known[previous].token, head.token)
    )
    joined = (
        together
        and head.verbal
        and known[previous].verbal
        and other.status == event.status == "occurred"
        and view.norm(head.token).startswith("و")
    )
    later = event.status == "occurred" and _later_that_day(view, head.token)
    if one_clause or joined or later:
        return (("same_day", previous, None),)
    beside = _planned_beside(view, kept, event, head)
    return (("same_day", beside, None),) if beside is not None else ()


def _one_breath(view: View, other: EventMention, event: EventMention, before: Head, head: Head) -> bool:
    """ "سيزور X ويلتقي Y في مايو": the time behind the second of two verbs joined by و, no mark between, is of both."""
    if not (head.verbal and before.verbal and other.status == event.status and view.norm(head.token).startswith("و")):
        return False
    return not any(
        view.tokens[at].kind == "punct" or view.is_function(at, "complementizer", "relative")
        for at in range(before.token + 1, head.token)
    )


def _planned_beside(view: View, kept: Sequence[EventMention], event: EventMention, head: Head) -> int | None:
    """ "سيستقبل X اليوم Y، كما سيرأس Z ...": the plans of one day. A visit is no such plan: it may go on."""
    joined = view.norm(head.token).startswith("و") or view.norm(head.token - 1).removeprefix("و") == "كما"
    if not (joined and head.verbal and event.status == "planned"):
        return None
    for index in range(len(kept) - 1, -1, -1):
        other = kept[index]
        if other.sentence != event.sentence or other.status != "planned" or other.kind == "visit":
            return None
        if any(_names_day(view, timex) for timex in other.timexes):
            return index
    return None


def _names_day(view: View, index: int) -> bool:
    timex = view.timex(index)
    return (timex.relation or "").startswith("day:") or "WXX-" in timex.value


def _clause_between(view: View, first: int, token: int) -> bool:
    """Whether a new clause begins between two events of one sentence ("تبدأ الزيارة غدا باجتماعات": none does)."""
    return any(
        view.verb(at) is not None or view.is_function(at, "complementizer", "relative", "clause_break")
        for at in range(first + 1, token + 1)
    )


def _gap_before(view: View, token: int) -> int | None:
    """The time expression of "بعد نحو شهرين من ..." that ends right before an event, or None."""
    first = view.sentence(token).first
    for at in range(token - 1, max(first, token - 5) - 1, -1):
        if view.norm(at) not in ("من", "علي"):
            continue
        timex = view.timex_of.get(at - 1, view.timex_of.get(at))
        if (
            timex is not None
            and view.timex(timex).anchor == "event"
            and (view.timex(timex).relation or "").startswith("after:")
        ):
            return timex
    return None


def _later_that_day(view: View, token: int) -> bool:
    sentence = view.sentence(token)
    window = [view.norm(at) for at in range(max(sentence.first, token - 5), min(sentence.last, token + 9))]
    return any(window[k : k + 3] == ["في", "وقت", "لاحق"] for k in range(len(window)))


def _framed_by(view: View, kept: Sequence[EventMention], known: Sequence[Head], index: int) -> int | None:
    """The meeting or visit in whose course the sentence puts what it tells: "خلال المحادثات أكد X"."""
    event = kept[index]
    if event.kind != "statement":
        return None
    for other in range(index - 1, -1, -1):
        if kept[other].sentence != event.sentence:
            return None
        if kept[other].kind in ("meeting", "visit") and view.norm(known[other].token - 1) in _COURSE:
            root = kept[other].same_as
            return other if root is None else root
    return None


def _in_course(view: View, kept: Sequence[EventMention], known: Sequence[Head], index: int) -> int | None:
    """The visit in whose course the sentence puts what it goes on to tell: "تم خلال الزيارة توقيع مذكرة"."""
    for other in range(index - 1, -1, -1):
        if kept[other].sentence != kept[index].sentence:
            return None
        if kept[other].kind == "visit" and kept[other].status == kept[index].status:
            between = range(known[other].token + 1, known[index].token)
            apart = any(
                view.norm(at) in (".", ";", "؛", ":") or view.is_function(at, "complementizer", "relative")
                for at in between
            )
            framed = view.norm(known[other].token - 1) in _COURSE
            root = kept[other].same_as
            return None if apart or not framed else other if root is None else root
    return None


def _inside(
    view: View,
    kept: Sequence[EventMention],
    known: Sequence[Head],
    names: Sequence[frozenset[str]],
    visits: Sequence[int],
    index: int,
) -> int | None:
    """The visit that a meeting, signing or ceremony belongs to: the one its own sentence frames it with ("في زيارة",
    "على هامش زيارة"), else the one visit whose traveller takes part. A visit that only dates another ("بعد شهرين من
    زيارة X") frames nothing."""
    event = kept[index]
    if event.kind not in _PARTS:
        return None
    open_visits = [
        v
        for v in visits
        if v != index
        and not _dates_another(view, known[v].token)
        and kept[v].status in (event.status, "occurred", "ongoing", "planned")
    ]
    framed = [
        v
        for v in open_visits
        if kept[v].sentence == event.sentence
        and known[v].token > known[index].token
        and _framing(view, known[v].token)
        and not (event.kind == "statement" and _told_of(view, known[index].token, known[v].token))
    ]
    if framed:
        return framed[0]
    course = _framed_by(view, kept, known, index)
    if course is None and not event.timexes and event.kind != "statement":
        course = _in_course(view, kept, known, index)
    if course is not None:
        return course
    by_name = [v for v in open_visits if _travellers(view, kept[v]) & names[index]]
    if by_name:
        return by_name[0]
    by_office = [v for v in open_visits if _stands_for(view, kept[v], event)]
    if len(by_office) == 1:
        return by_office[0]
    occasion = _on_occasion(view, kept, known, visits, index)
    if occasion is not None:
        return occasion
    by_delegation = [v for v in open_visits if v < index and kept[v].same_as is None and _delegation(view, kept[v])]
    if len(by_delegation) == 1 and event.status == kept[by_delegation[0]].status and _the_delegation(view, event):
        return by_delegation[0]
    states = {
        view.country_of(argument.mention) for argument in event.args if view.mention(argument.mention).type == "PERSON"
    } - {None}
    by_state = [v for v in open_visits if kept[v].same_as is None and _unnamed_from(view, kept[v]) & states]
    return by_state[0] if len(by_state) == 1 else None


def _told_of(view: View, token: int, visit: int) -> bool:
    """Whether a relative clause about what is spoken of frames the visit: "رحبت بالإعلان الذي صدر في ختام زيارة"."""
    return any(view.is_function(at, "relative") for at in range(token + 1, visit))


def _on_occasion(
    view: View, kept: Sequence[EventMention], known: Sequence[Head], visits: Sequence[int], index: int
) -> int | None:
    """The visit that the sentence before told of last, where this one tells what was done on that occasion ("وبهذه
    المناسبة، وقعت الوزارة")."""
    first = view.sentence(known[index].token).first
    if not any("occasion" in view.function_at(at) for at in range(first, known[index].token)):
        return None
    before = view.sentence(first - 1) if first else None
    if before is None or index == 0 or kept[index - 1].sentence != Span(before.start, before.end):
        return None
    return index - 1 if index - 1 in visits and kept[index - 1].status == kept[index].status else None


def _delegation(view: View, event: EventMention) -> bool:
    """Whether a delegation travels."""
    return any(argument.role == "actor" and _is_delegation(view, argument.mention) for argument in event.args)


def _the_delegation(view: View, event: EventMention) -> bool:
    """Whether those who take part are called "the delegation" and nothing else."""
    for argument in event.args:
        mention = view.mention(argument.mention)
        first, last = view.token_range(mention.start, mention.end)
        if last - first == 1 and _is_delegation(view, argument.mention):
            return view.text[mention.start :].startswith("ال")
    return False


def _is_delegation(view: View, index: int) -> bool:
    first, _ = view.token_range(view.mention(index).start, view.mention(index).end)
    return "delegation" in view.classes_at(first)


def _stands_for(view: View, visit: EventMention, event: EventMention) -> bool:
    """Whether an office or "the official" among those who take part is the traveller's: his state, his office."""
    for argument in visit.args:
        traveller = view.mention(argument.mention)
        if argument.role != "actor" or traveller.type != "PERSON" or traveller.form == "description":
            continue
        home = view.country_of(argument.mention)
        for other in event.args:
            mention = view.mention(other.mention)
            definite = view.text[mention.start : mention.end].startswith("ال")
            if mention.form == "name" or mention.type != "PERSON" or home is None or mention.country != home:
                continue
            held = mention.office is not None and any(
                office == mention.office or (definite and office.startswith(f"{mention.office}:"))
                for office in traveller.offices
            )
            if held or (mention.form == "description" and definite):
                return True
    return False


def _travellers(view: View, visit: EventMention) -> frozenset[str]:
    return frozenset(
        _key(view, argument.mention)
        for argument in visit.args
        if argument.role == "actor" and view.mention(argument.mention).form != "description"
    )


def _unnamed_from(view: View, visit: EventMention) -> set[str | None]:
    """States of travellers who are only described ("مسؤول عسكري إسرائيلي")."""
    return {
        view.mention(argument.mention).country
        for argument in visit.args
        if argument.role == "actor" and view.mention(argument.mention).form == "description"
    }


def _framing(view: View, token: int) -> bool:
    """Whether the visit is the frame of its sentence: "في أول زيارة", "خلال الزيارة", "على هامش زيارة"."""
    window = range(max(view.sentence(token).first, token - 4), token)
    return any(view.norm(at) in ("في", "خلال", "هامش", "ختام", "اطار", "ضمن", "اثناء") for at in window)


def _dates_another(view: View, token: int) -> bool:
    """Whether a visit only dates something else: "بعد شهرين من زيارة", "قبل زيارة", "منذ زيارة"."""
    window = [view.norm(at) for at in range(max(view.sentence(token).first, token - 5), token)]
    return any(norm in ("بعد", "قبل", "منذ", "قبيل", "عقب") for norm in window)


def _narrate(view: View, events: list[EventMention]) -> tuple[EventMention, ...]:
    """Mark runs of background: dated events told one after the other in a paragraph behind the lead. ``narrative`` is
    1000 times the number of the paragraph plus the place in it."""
    if not events:
        return ()
    lead_end = view.ann.sentences[0].end if view.ann.sentences else 0
    out = []
    count: dict[int, int] = {}
    paragraph, seen = 0, 0
    for event in events:
        paragraph += view.text.count("\n", seen, event.start)
        seen = max(seen, event.start)
        months = any(
            (view.timex(t).type == "DATE" and len(view.timex(t).value) == 7)
            or (view.timex(t).relation or "").startswith("last:")
            for t in event.timexes
        )
        if event.start > lead_end and months and event.kind != "statement" and event.status == "occurred":
            count[paragraph] = count.get(paragraph, 0) + 1
            event = msgspec.structs.replace(event, background=True, narrative=1000 * paragraph + count[paragraph])
        out.append(event)
    return tuple(out)

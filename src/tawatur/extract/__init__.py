"""extract: layers → mentions of events, each with who, where, when, whether, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tawatur.extract.arguments import collect, fronted, subject_of
from tawatur.extract.attendance import with_attendance
from tawatur.extract.attribution import Attribution, Cue
from tawatur.extract.figures_of import Told, quantities_of
from tawatur.extract.links import Head, link_within
from tawatur.extract.news import carrier, told_as_new
from tawatur.extract.quotations import find_quotations
from tawatur.extract.relevance import affairs_of_state
from tawatur.extract.results import outcomes
from tawatur.extract.roles import Cast, cast_of
from tawatur.extract.sequence import in_sequence
from tawatur.extract.statements import statement_cast, statement_cues
from tawatur.extract.status import status_of
from tawatur.extract.times import Dated, assign_times
from tawatur.extract.topics import called, namesakes, proper_names, topics_of
from tawatur.extract.triggers import Trigger, find_triggers, off_field
from tawatur.extract.view import COMMAS, View
from tawatur.model import Annotated, EventMention, Extracted, Link, Sentence, Span
from tawatur.rules.events import ARRESTS

__all__ = ["extract"]


_FRONT = 4
"""Words within which a noun counts as fronted ("وخلال زيارة إلى X، قال Y")."""
_TITLE_WORDS = 10
"""Words that the title of an agreement may have."""


class _Found(NamedTuple):
    """An event of one text before it becomes an EventMention: a trigger of the rules, or a cue that is the news."""

    token: int
    trigger: Trigger | None
    cue: Cue | None


class _Topic:
    """Whom the text last spoke of: what a verb without a subject, or "his visit", points back at."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._last: tuple[int, ...] = ()
        self._at = -1

    def at(self, token: int) -> tuple[int, ...]:
        """Whom a token points back at: what opens its clause, where that came later than who acted or spoke last."""
        opens = fronted(self._view, token)
        if opens is not None and self._view.token_range(self._view.mention(opens).start, 0)[0] > self._at:
            return (opens,)
        theme = self._theme(token)
        return (theme,) if theme is not None else self._last

    def _theme(self, token: int) -> int | None:
        """Whom a sentence opens with, set off by a comma, if nobody acted in it since: "وقبرص، التي ...، استضافت"."""
        view = self._view
        first = view.sentence(token).first
        index = view.mention_at.get(first)
        if index is None or self._at > first or view.mention(index).type not in ("PERSON", "ORG", "COUNTRY"):
            return None
        apart = view.norm(view.mention_end[index]) in COMMAS
        return index if apart and not view.prepositioned(first, view.mention(index).start) else None

    def see(self, token: int, subjects: tuple[int, ...]) -> None:
        people = tuple(
            index
            for index in subjects
            if self._view.mention(index).type in ("PERSON", "ORG", "COUNTRY")
            and self._view.mention(index).subtype not in ("agency", "outlet", "source")
        )
        if people:
            self._last, self._at = people, token


def extract(ann: Annotated) -> Extracted:
    """The event mentions of one annotated document, in the order of the text."""
    view = View(ann)
    if off_field(view):
        return Extracted(annotated=ann, events=(), quotations=find_quotations(view))
    attribution = Attribution(view)
    triggers = [t for t in find_triggers(view) if not view.sentence(t.token).title]
    triggers = [t for t in triggers if not _is_purpose(view, t, triggers)]
    told = statement_cues(view, attribution, triggers)
    found = sorted(
        [_Found(t.token, t, None) for t in triggers] + [_Found(c.token, None, c) for c in told],
        key=lambda item: (item.token, item.trigger is None),
    )
    found = _once(found)
    casts = _casts(view, found, attribution)
    found, casts = _without_outcomes(view, found, casts)
    times = assign_times(
        view,
        [_dated(view, item) for item in found],
        [(cue.token, cue.scope[0]) for cue in attribution.cues if cue.token < cue.scope[0]],
        [cue.token for cue in attribution.cues if cue.scope[0] < cue.token],
    )
    events = [
        _mention(view, attribution, item, cast, tuple(dates))
        for item, cast, dates in zip(found, casts, times, strict=True)
    ]
    heads = [_head(item) for item in found]
    public = affairs_of_state(view, events)
    events = [event for event, keep in zip(events, public, strict=True) if keep]
    heads = [head for head, keep in zip(heads, public, strict=True) if keep]
    items = [item for item, keep in zip(found, public, strict=True) if keep]
    where = {(event.start, event.end, event.rule): item for event, item in zip(events, items, strict=True)}
    linked = with_attendance(view, in_sequence(view, link_within(view, events, heads)))
    items = [where[(event.start, event.end, event.rule)] for event in linked]
    counted = _counted(view, attribution, items, linked)
    return Extracted(annotated=ann, events=counted, quotations=find_quotations(view))


def _is_purpose(view: View, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a noun only says what the meeting before it is for: "عقد X اجتماعا مع Y لبحث الخلاف مع Z"."""
    if not view.is_function(trigger.token, "agenda"):
        return False
    return any(
        one.rule.kind == "meeting"
        and one.token < trigger.token <= one.clause.stop
        and view.sentence_of[one.token] == view.sentence_of[trigger.token]
        for one in triggers
    )


def _counted(
    view: View, attribution: Attribution, items: Sequence[_Found], events: tuple[EventMention, ...]
) -> tuple[EventMention, ...]:
    """The events with their figures."""
    told = [_told(view, item, _first(events, at)) for at, item in enumerate(items)]
    counted = quantities_of(view, attribution, told)
    return tuple(
        replace(event, quantities=figures) if figures else event for event, figures in zip(events, counted, strict=True)
    )


def _first(events: Sequence[EventMention], at: int) -> int:
    """The first mention of what a mention repeats."""
    while (same := events[at].same_as) is not None and same < at:
        at = same
    return at


def _head(item: _Found) -> Head:
    trigger = item.trigger
    if trigger is None:
        return Head(item.token, None, True, False, False, False, False)
    reading = trigger.reading
    return Head(
        item.token,
        trigger.near,
        reading is not None,
        trigger.back,
        trigger.rule.resumes,
        reading is not None and bool(reading.pronoun),
        reading is not None and reading.form.tense == "imperfect",
    )


def _once(found: list[_Found]) -> list[_Found]:
    """A verb that is both a trigger and a cue counts as the trigger."""
    out: list[_Found] = []
    for item in found:
        if (
            out
            and item.cue is not None
            and any(
                other.trigger is not None and other.trigger.first <= item.token < other.trigger.last
                for other in out[-2:]
            )
        ):
            continue
        out.append(item)
    return out


_NOBODY_DIED = frozenset({"carried on", "possessor"})
"""Why somebody is an argument of a killing who is not named beside it."""


def _without_outcomes(view: View, found: list[_Found], casts: list[Cast]) -> tuple[list[_Found], list[Cast]]:
    """Killings that an attack beside them led to are told with it; whom they name takes part in the attack."""
    came_of = outcomes(view, [item.trigger for item in found])
    for at, cause in came_of.items():
        for one in casts[at].args:
            if one.why not in _NOBODY_DIED:
                role = "recipient" if one.why == "subject" else one.role  # "قتل عشرة جنود في غارة"
                casts[cause].add(one.mention, role, one.why)
        place = casts[at].place
        if place is not None:
            casts[cause].locate(place)
    kept = [at for at in range(len(found)) if at not in came_of]
    return [found[at] for at in kept], [casts[at] for at in kept]


def _casts(view: View, found: list[_Found], attribution: Attribution) -> list[Cast]:
    topic = _Topic(view)
    cues = sorted(attribution.cues, key=lambda cue: cue.token)
    at = 0
    out = []
    for item in found:
        while at < len(cues) and cues[at].token <= item.token:
            topic.see(cues[at].token, cues[at].subjects)
            at += 1
        if item.trigger is not None:
            subjects = tuple(slot.mention for slot in item.trigger.subject)
            early = item.token - view.sentence(item.token).first <= _FRONT
            now = topic.at(item.token)
            coming = _coming_subject(view, item.trigger) if early or not now else ()
            ahead = coming if early and item.trigger.reading is not None and view.after_that(item.token) else ()
            meant = ahead or now or coming
            if item.trigger.rule.kind == "conflict" and item.trigger.reading is None:
                # "قال X إن اعتداءاته ...": nobody tells of his own attacks so
                saying = {index for cue in attribution.covering(item.token) for index in cue.subjects}
                meant = tuple(index for index in meant if index not in saying)
            cast = cast_of(view, item.trigger, meant)
            fronted = early and not view.is_function(item.token - 1, "came_that")
            if fronted and item.trigger.rule.kind == "visit" and not any(one.role == "actor" for one in cast.args):
                for mention in coming:
                    cast.add(mention, "actor", "subject to come")
            if item.trigger.rule.needs == "relayed":
                for speaker in attribution.relayed(item.token):
                    cast.add(speaker, "actor", "relayed")
            for speaker in _of_himself(view, item.trigger, attribution):
                cast.add(speaker, item.trigger.rule.roles[0], "speaker")
            for speaker in _speaking_there(view, item.trigger, attribution, cast):
                cast.add(speaker, item.trigger.rule.roles[0], "speaks there")
            for speaker in _own_deed(view, item.trigger, attribution, cast):
                cast.add(speaker, "actor", "speaker")
            if not subjects and item.trigger.rule.kind == "visit":
                travellers = [one.mention for one in cast.args if one.role == "actor"]
                subjects = tuple(index for index in travellers if view.mention(index).form != "description")
            topic.see(item.token, subjects)
        else:
            assert item.cue is not None
            cast = statement_cast(view, item.cue)
        out.append(cast)
    return out


def _of_himself(view: View, trigger: Trigger, attribution: Attribution) -> tuple[int, ...]:
    """Whoever says "we": "قال X: تفاوضنا مع Y"."""
    if trigger.reading is None or trigger.reading.form.person != 1:
        return ()
    cues = [cue for cue in attribution.covering(trigger.token) if cue.rank >= 1 and cue.source.mention is not None]
    return tuple(index for cue in cues[-1:] if (index := cue.source.mention) is not None)


def _speaking_there(view: View, trigger: Trigger, attribution: Attribution, cast: Cast) -> tuple[int, ...]:
    """Who takes part in a meeting that only frames what he says ("رحب الوزيران خلال الاجتماع بـ...")."""
    at = trigger.token
    if trigger.rule.kind != "meeting" or trigger.reading is not None or cast.args:
        return ()
    if view.norm(at - 1) not in ("خلال", "اثناء") or not view.norm(at).startswith("ال"):
        return ()
    first = view.sentence(at).first
    cues = [cue for cue in attribution.cues if first <= cue.token < at]
    return tuple(i for i in cues[-1].subjects if view.mention(i).type == "PERSON") if cues else ()


def _own_deed(view: View, trigger: Trigger, attribution: Attribution, cast: Cast) -> tuple[int, ...]:
    """The state or body that denies a deed of its own: "نفت الحكومة التونسية اقتناء ..."."""
    if trigger.rule.roles[0] != "actor" or trigger.reading is not None or any(one.role == "actor" for one in cast.args):
        return ()
    cues = [cue for cue in attribution.covering(trigger.token) if view.is_function(cue.token, "denies")]
    if not cues or cues[-1].complete:
        return ()
    return tuple(
        index
        for index in cues[-1].subjects
        if view.mention(index).type in ("ORG", "COUNTRY") and view.country_of(index) is not None
    )


def _coming_subject(view: View, trigger: Trigger) -> tuple[int, ...]:
    """The subject of the next verb of the sentence: whom a fronted "في ختام جولته، التقى X" speaks of."""
    for at in range(trigger.last, view.sentence(trigger.token).last):
        reading = view.verb(at)
        if reading is not None:
            clause = collect(view, at, at + 1, nominal=False)
            return tuple(slot.mention for slot in subject_of(view, at, reading, clause))
    return ()


def _dated(view: View, item: _Found) -> Dated:
    if item.trigger is not None:
        return Dated(item.token, item.trigger.clause.stop, False)
    assert item.cue is not None
    scope = item.cue.scope
    stop = scope[0] if scope[0] > item.token else view.sentence(item.token).last
    return Dated(item.token, stop, True)


def _told(view: View, item: _Found, same: int) -> Told:
    if item.trigger is None:
        return Told(item.token, item.token, "statement", same)
    last = view.sentence(item.token).last
    stop = _told_of_it(view, min(item.trigger.clause.stop + 1, last), last)
    rule = item.trigger.rule
    return Told(item.token, stop, rule.kind, same, arrest=rule.id in ARRESTS)


def _mention(view: View, attribution: Attribution, item: _Found, cast: Cast, dates: tuple[int, ...]) -> EventMention:
    sentence = view.sentence(item.token)
    if item.trigger is None:
        assert item.cue is not None
        return _statement(view, attribution, item.cue, cast, dates, sentence)
    trigger = item.trigger
    chain = attribution.chain(trigger.token)
    cues = attribution.covering(trigger.token)
    status, modifier = status_of(view, trigger, cues)
    span = _trim(view, trigger.first, trigger.last)
    stop = min(trigger.clause.stop + 1, sentence.last)
    after = namesakes(view, trigger.near or trigger.token)
    name = called(view, trigger.token) if trigger.rule.id == "agreement.dated" or after else ()
    return EventMention(
        doc=view.ann.doc.id,
        start=span.start,
        end=span.end,
        trigger=span.of(view.text),
        sentence=Span(sentence.start, sentence.end),
        kind=trigger.rule.kind,
        status=status,
        rule=trigger.rule.id,
        modifier=modifier,
        args=tuple(argument for argument in cast.args if argument.mention not in after),
        place=cast.place,
        timexes=dates,
        chain=chain,
        topics=tuple(sorted({*trigger.rule.topics, *topics_of(view, *_subject_matter(trigger, sentence))})),
        names=proper_names(view, trigger.token, stop)
        or proper_names(view, trigger.near or trigger.token, stop)
        or name,
        news=told_as_new(
            view,
            trigger.token,
            carrier(view, trigger.token, trigger.governor),
            content=any(cue.source.kind in ("speaker", "anonymous") for cue in cues),
            statement=trigger.rule.kind == "statement",
        ),
    )


def _told_of_it(view: View, stop: int, last: int) -> int:
    """The end of a relative clause about the event that begins where its own clause stops ("التي شارك فيها ...")."""
    opens = next((at for at in range(max(0, stop - 2), min(stop + 1, last)) if view.is_function(at, "relative")), None)
    if opens is None or not any(view.is_function(at, "back_pronoun") for at in range(opens, min(opens + 4, last))):
        return stop
    at = stop
    while at < last and view.tokens[at].kind != "punct":
        at += 1
    return at


def _subject_matter(trigger: Trigger, sentence: Sentence) -> tuple[int, int]:
    """Tokens that say what an event is about: behind the name of an agreement, else the rest of the sentence."""
    if trigger.rule.kind != "agreement":
        return trigger.token, sentence.last
    first = trigger.near if trigger.near is not None else trigger.token
    return first, min(sentence.last, first + _TITLE_WORDS)


def _statement(
    view: View, attribution: Attribution, cue: Cue, cast: Cast, dates: tuple[int, ...], sentence: Sentence
) -> EventMention:
    last = max(cue.token + 1, min(cue.last, cue.token + 6))
    span = _trim(view, cue.token, last)
    chain: tuple[Link, ...] = attribution.chain(cue.token, own=cue)
    return EventMention(
        doc=view.ann.doc.id,
        start=span.start,
        end=span.end,
        trigger=span.of(view.text),
        sentence=Span(sentence.start, sentence.end),
        kind="statement",
        status="occurred",
        rule=cue.rule,
        args=cast.args,
        place=cast.place,
        timexes=dates,
        chain=chain,
        topics=topics_of(view, cue.token, sentence.last),
        news=told_as_new(view, cue.token, view.verb(cue.token), content=False, statement=True),
    )


def _trim(view: View, first: int, last: int) -> Span:
    """The characters of a trigger; no punctuation at its end."""
    while last > first + 1 and view.tokens[last - 1].kind == "punct":
        last -= 1
    return view.span(first, last)

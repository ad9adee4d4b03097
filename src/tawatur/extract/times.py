"""Which time expression dates which mention of an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.extract.view import View
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.calendar import flags, parts

_PARTICIPLE_REACH = 5
"""Words between "الموقعة" and its time, at most."""

_RELATIVE_REACH = 10
"""Words between a relative word and a time in its clause, at most."""
_ADJECTIVES = 2
"""Words between the noun of an event and the relative word that goes on to tell of it, at most."""

_FEMININE = frozenset(("التي", "والتي"))
_SECOND = 5
"""Letters of a verbal noun of the second form; those of the seventh and on have more."""

_SAYS_WHEN = 6
"""Words between a verb of saying and its time, at most."""
_NEAR, _FAR = 25, 40
"""Words between an event and a time that stands outside its clause: where the sentence has other events, and not."""


class Dated(NamedTuple):
    """What a time expression may belong to: head token, end of its clause, whether it is a statement."""

    token: int
    stop: int
    weak: bool


def _last_of(view: View, first: int, last: int) -> bool:
    """Whether "the last days" are those of something, and not the days before the writing: "الأيام الأخيرة للحرب"."""
    behind = view.norm(last) if last < view.sentence(first).last else ""
    return view.is_function(last - 1, "latest") and (behind == "من" or behind.startswith("لل"))


def assign_times(
    view: View, events: Sequence[Dated], said: Sequence[tuple[int, int]] = (), said_behind: Sequence[int] = ()
) -> list[list[int]]:
    """For each event the indices of its time expressions. Each expression dates one event: the last one before it whose
    clause reaches it, else the first one after it in the sentence, else the last one before it. ``said``: token ranges
    from a verb of saying to its content; a time in there dates the saying ("أعلن أمس أنه سيتوجه"). ``said_behind``:
    tokens of the verbs of saying that follow what is said."""
    saying = {at: start for start, stop in said for at in range(start + 1, stop)}
    out: list[list[int]] = [[] for _ in events]
    by_sentence: dict[int, list[int]] = {}
    for index, event in enumerate(events):
        by_sentence.setdefault(view.sentence_of[event.token], []).append(index)
    for timex, (first, last) in sorted(view.timex_tokens.items()):
        sentence = view.sentence_of.get(first)
        if sentence is None or view.timex(timex).type == "SET" or "for" in flags(view.timex(timex).relation):
            continue  # "ميزانية لعام 2023" tells what it is for, not when it was
        if view.chronicled(first) and parts(view.timex(timex).value).year is None:
            continue  # "1952 - ... في 10 أيلول": of that year
        if _last_of(view, first, last):
            continue
        here = by_sentence.get(sentence, [])
        chosen = _choose(view, events, here, first, last, timex)
        if chosen is not None and _in_a_name(view, timex, first) and first - 1 != events[chosen].token:
            continue
        if chosen is not None and _of_somebody(view, events[chosen].token, first):
            continue
        if chosen is not None and _disagrees(view, events[chosen].token, first):
            continue
        if chosen is not None and _of_another_noun(view, events[chosen].token, first):
            continue
        if chosen is not None and not events[chosen].weak and _told_then(events[chosen], first, said_behind):
            continue
        if chosen is not None and not events[chosen].weak and _said_of_it(view, events[chosen].token, first):
            continue
        verb = saying.get(first)
        if verb is not None and (chosen is None or not verb <= events[chosen].token < first):
            continue
        if chosen is not None and not _spoken(view, first, timex, events[chosen].token):
            out[chosen].append(timex)
    return [_own(view, event.token, own) for event, own in zip(events, out, strict=True)]


def _in_a_name(view: View, timex: int, first: int) -> bool:
    """ "استفتاء 5 يوليو", "ثورتا 25 يناير و30 يونيو", "تهنئة بعيد الفطر": a day that only says which one is meant."""
    fields = parts(view.timex(timex).value)
    if fields.day is None or fields.month is None:
        return False
    if view.is_function(first, "day_word"):
        return False
    if view.text[view.timex(timex).start - 1 : view.timex(timex).start] == "ب":
        return True
    at = first - 1
    noun = at >= view.sentence(first).first and view.tokens[at].kind == "word" and at not in view.inside
    if not noun or view.norm(at).startswith("ال") or view.verb(at) is not None:
        return False
    return not view.function_at(at) and not view.is_function(at, "preposition", "day_word") and at not in view.timex_of


def _told_then(event: Dated, first: int, said_behind: Sequence[int]) -> bool:
    """ "..., وفق ما أعلن الطرفان الجمعة": the day of the saying, not of what is said."""
    return any(event.token < at < first <= at + _SAYS_WHEN for at in said_behind)


def _said_of_it(view: View, token: int, first: int) -> bool:
    """ "وفق حصيلة أعلنها مسؤولون الجمعة": the day of the saying on which the relative clause before it turns."""
    outside = 0
    for at in range(first - 1, token, -1):
        reading = view.verb(at)
        if reading is not None:
            return bool(reading.pronoun) and reading.form.lemma in attribution_rules().speech
        outside += at not in view.inside
        if view.tokens[at].kind == "punct" or outside > _SAYS_WHEN:
            return False
    return False


def _own(view: View, token: int, timexes: list[int]) -> list[int]:
    """Where a noun has a day behind it, one before it belongs to the verb it hangs on: "أعلن أمس عن عقد قمة الأحد"."""
    before = [timex for timex in timexes if view.timex_tokens[timex][0] < token]
    behind = [timex for timex in timexes if timex not in before and view.timex(timex).type != "DURATION"]
    if view.verb(token) is not None or not before or not behind or not _hangs_on_verb(view, token, before[0]):
        return timexes
    return [timex for timex in timexes if timex not in before]


def _hangs_on_verb(view: View, token: int, timex: int) -> bool:
    """Whether a verb stands before the time expression in the sentence: that is what it dates first."""
    first = view.sentence(token).first
    return any(view.verb(at) is not None for at in range(first, view.timex_tokens[timex][0]))


def _of_another_noun(view: View, token: int, first: int) -> bool:
    """ "الاتفاقية الموقعة في فيينا 1961": the time tells when the text was signed of which the clause only speaks."""
    for at in range(first - 1, max(token, first - _PARTICIPLE_REACH), -1):
        if view.is_function(at, "dated_participle"):
            between = range(token + 1, at)
            return view.verb(token) is not None or any("document" in view.classes_at(k) for k in between)
        if view.tokens[at].kind == "punct" or view.verb(at) is not None:
            return False
    return False


def _relative(view: View, first: int) -> int | None:
    """The relative word of the clause that a time stands in, if it follows it closely; None for none."""
    for at in range(first - 1, max(view.sentence(first).first, first - _RELATIVE_REACH) - 1, -1):
        if view.tokens[at].kind == "punct":
            return None
        if view.is_function(at, "relative"):
            return at
    return None


def _of_somebody(view: View, token: int, first: int) -> bool:
    """ "من تنفيذ الجماعة التي سيطرت على مدن العام الماضي": a time of what is told of somebody, not of the event."""
    at = _relative(view, first)
    if at is None or at <= token or view.is_function(at + 1, "takes_place", "light_relative"):
        return False  # "اجتماعات الهيئة التي تبدأ في مايو": of the event after all
    who = view.inside.get(at - 1)
    return who is not None and view.token_range(view.mention(who).start, view.mention(who).end)[0] > token


def _disagrees(view: View, token: int, first: int) -> bool:
    """ "محاكمة المتهمين بتفجير المسجد التي انطلقت أمس": a relative clause whose word is no masculine noun's."""
    at = _relative(view, first)
    if at is None or at <= token or view.norm(at) not in _FEMININE or view.verb(token) is not None:
        return False
    noun = view.norm(token).lstrip("وبل").removeprefix("ال")
    second = len(noun) == _SECOND and noun.startswith("ت") and noun[3] == "ي"  # "تفجير"
    eighth = len(noun) > _SECOND and noun.startswith("ا") and noun[-2] == "ا" and noun[-1] != "ت"  # "انفجار"
    return second or eighth


def _told_of(view: View, events: Sequence[Dated], here: Sequence[int], first: int) -> int | None:
    """ "ندد بالهجوم الانتحاري الذي أوقع أمس 30 قتيلا": the event that the relative clause goes on to tell."""
    at = _relative(view, first)
    if at is None or at + 1 in view.inside or view.is_function(at + 1, "preposition", "complementizer", "negator"):
        return None
    for index in here:
        if view.verb(events[index].token) is not None:
            continue  # "ويفرض الاتفاق الذي أبرم في يوليو": of the noun
        between = range(events[index].token + 1, at)
        plain = all(k not in view.inside and view.verb(k) is None and not view.function_at(k) for k in between)
        if events[index].token < at <= events[index].token + _ADJECTIVES + 1 and plain:
            return index
    return None


def _only_spoken_of(view: View, token: int) -> bool:
    """ "صوت المجلس أمس على الاتفاق", "عد في بيان اليوم نتائج الزيارة": a definite noun that completes a verb or another
    noun is known already; the time is the verb's."""
    if view.verb(token) is not None:
        return False
    if view.is_function(token - 1, "day_after"):
        return True  # "توجه اليوم إلى المدينة غداة هجوم": the attack was another day
    stem = view.norm(token).removeprefix("و")
    if stem.startswith(("لل", "بال")):
        return True
    if not stem.startswith("ال"):
        return False
    if view.is_function(token - 1, "about"):
        return True
    before = token - 1
    plain = view.tokens[before].kind == "word" and before not in view.timex_of and view.verb(before) is None
    # "توقيع الاتفاق", "خلال القمة": the noun before is the happening itself, or only frames it.
    happening = view.classes_at(before) or view.function_at(before)
    return plain and not happening and not view.norm(before).startswith("ال")


def _spoken(view: View, first: int, timex: int, token: int) -> bool:
    """ "اليوم" in somebody's quoted words counts from the day he spoke: it says nothing of the day of his saying it."""
    quote = view.quote_of.get(first)
    return quote is not None and view.quote_of.get(token) != quote and view.timex(timex).anchor == "writing"


def _reported(view: View, first: int) -> bool:
    """ "..., في أقوال نقلتها الصحف الاثنين": the day on which a saying was printed is near that of the saying."""
    return any(view.is_function(at, "printed") for at in range(max(view.sentence(first).first, first - 6), first))


def _since(view: View, first: int, timex: int) -> bool:
    relation = view.timex(timex).relation or ""
    window = [view.norm(at) for at in range(max(view.sentence(first).first, first - 3), first)]
    return any(norm in ("منذ", "ومنذ", "مذ") for norm in window) and not relation.startswith("ago:")


def _since_event(view: View, token: int, first: int) -> bool:
    """ "منذ استئناف العلاقات في 2020": the event stands between منذ and the time."""
    return any(view.norm(at) in ("منذ", "ومنذ", "مذ") for at in range(max(0, token - 3), token)) and first - token <= 10


def _choose(view: View, events: Sequence[Dated], here: list[int], first: int, last: int, timex: int) -> int | None:
    before = [index for index in here if events[index].token < first]
    after = [index for index in here if events[index].token >= last]
    if _since(view, first, timex) and not any(_since_event(view, events[index].token, first) for index in before):
        return None
    told = _told_of(view, events, before, first)
    if told is not None:
        return told
    reached = [index for index in before if first <= events[index].stop]
    if reached:
        return reached[-1]
    after = [index for index in after if not _only_spoken_of(view, events[index].token)]
    if after and not (before and first - events[before[-1]].token <= 6):
        gap = any(view.norm(at) in (".", ";", "؛") for at in range(last, events[after[0]].token))
        if not gap and events[after[0]].token - last <= 14:
            return after[0]
    if before and events[before[-1]].weak and first >= events[before[-1]].stop and not _reported(view, first):
        return None  # what somebody says of a time is not when he says it
    if before and first - events[before[-1]].token <= (_FAR if len(here) == 1 else _NEAR):
        return None if _told_since(view, events[before[-1]], first) else before[-1]
    return None


def _told_since(view: View, event: Dated, first: int) -> bool:
    """ "نصوص الاتفاقية، وذكر أنها وزعت في 23 مايو": behind a verb of saying, the time of what it tells."""
    if view.verb(event.token) is not None:
        return False
    for at in range(event.token + 1, first):
        reading = view.verb(at)
        if reading is not None and reading.form.lemma in attribution_rules().speech:
            return view.is_function(at + 1, "complementizer")
    return False

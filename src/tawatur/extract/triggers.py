"""Mentions of events: which words name one, by the rules of resources/events/events.yaml."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.arguments import Clause, Slot, before, collect, subject_of
from tawatur.extract.view import View
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.calendar import flags, parts
from tawatur.rules.classes import event_classes, stems
from tawatur.rules.events import EventRule, event_rules
from tawatur.rules.text import normal, splits
from tawatur.rules.verbs import Reading

_LONGEST_NAME = 4
"""Words of the name of an instrument between its noun and its year."""
_LONGEST_TRIGGER = 6
_ENDINGS = ("ه", "ها", "هما", "هم", "هن", "نا")
_STRUCK = 5
"""Words behind the noun of an attack within which it says what it hit or did."""
_SUFFERED = 8
"""Words before the noun of an attack within which somebody is said to have come under it."""
_COUNTED = 16
"""Words behind a verb within which those are counted whom it befell."""
_SPORT_LEAST, _SPORT_SHARE = 4, 60
"""At least so many words of sport, and one in so many of all words."""
_ENVOYS = frozenset({"ambassador", "charge_d_affaires", "consul", "envoy"})
_ARMED = frozenset({"army", "unit", "police", "armed_group", "intelligence", "coalition"})
_ABOUT_PEOPLE = frozenset({"meeting", "visit", "statement"})
_ANNOUNCE = "أعلن"
_CARRIERS = frozenset({"قام", "بدأ", "واصل", _ANNOUNCE, "تم", "نفذ", "استأنف"})


class Trigger(NamedTuple):
    """A candidate: ``token`` is its head, ``first`` to ``last`` its words, ``subject`` and ``clause`` who is there."""

    token: int
    first: int
    last: int
    rule: EventRule
    reading: Reading | None
    subject: tuple[Slot, ...]
    clause: Clause
    back: bool
    """A bare definite noun ("الزيارة"): counts only as a reference to an event told before."""
    near: int | None
    """Token of the noun that a light verb carries."""
    governor: Reading | None = None
    """The light verb before an event noun ("ستقوم ... بتسليم"): its tense is the event's."""


def off_field(view: View) -> bool:
    """Whether the article is about sport, whose meetings, attacks and signings are not events here."""
    hits = sum("sport" in event_classes().of(token.norm) for token in view.tokens)
    return hits >= _SPORT_LEAST and hits * _SPORT_SHARE >= len(view.tokens)


def find_triggers(view: View) -> list[Trigger]:
    """All candidates of the document in order, at most one a token."""
    out: list[Trigger] = []
    used: set[int] = set()
    for sentence in view.ann.sentences:
        for token in range(sentence.first, sentence.last):
            if token in used or token in view.timex_of:
                continue
            found = _verbal(view, token) or _nominal(view, token)
            if found is not None:
                out.append(found)
                used.update(range(found.first, found.last))
                if found.near is not None:
                    used.add(found.near)
                if found.rule.kind == "conflict" and found.reading is None:
                    used.update(found.clause.passed)  # "الهجوم الذي استهدف ...": told by the noun
    return out


def _verbal(view: View, token: int) -> Trigger | None:
    reading = view.verb(token)
    if reading is None:
        return None
    rules = event_rules().by_verb.get(reading.form.lemma, ())
    if view.is_function(token + 1, "back_pronoun"):
        rules = tuple(rule for rule in rules if rule.near_words or not rule.near)  # "زيارة قام بها": the noun tells it
    best: Trigger | None = None
    around = collect(view, token, token + 1, nominal=False) if rules else None
    for rule in rules:
        assert around is not None
        near = _near(view, token, rule)
        if (
            (rule.near or rule.near_words)
            and near is None
            and not (rule.near_or_pronoun and _resumes(view, token, reading))
        ):
            continue
        if _vetoed(view, token, rule) or not _next(view, token, rule):
            continue
        clause = _through(view, near, around) if near is not None else around
        subject = tuple(subject_of(view, token, reading, clause))
        if rule.kind == "visit":  # "ثم يزور ماليزيا": a state is gone to
            subject = tuple(
                slot for slot in subject if view.mention(slot.mention).type != "COUNTRY" or slot.first < token
            )
        if not _satisfied(view, token, rule, reading, subject, clause, near):
            continue
        candidate = _verb_trigger(view, token, rule, reading, subject, clause, near)
        if rule.resumes or (rule.kind == "meeting" and _only_groups(view, token, subject, clause)):
            candidate = candidate._replace(back=True)
        if best is None or _rank(candidate) > _rank(best):
            best = candidate
    return best


def _rank(trigger: Trigger) -> tuple[int, int]:
    rule = trigger.rule
    return (int(trigger.near is not None) + len(rule.also) + len(rule.also_words), -(trigger.near or 0))


def _through(view: View, near: int, clause: Clause) -> Clause:
    """The clause of a light verb reaches through its noun ("أجرى محادثات مع ..."), even past a break before it."""
    more = collect(view, near, near + 1, nominal=True)
    kept = tuple(slot for slot in clause.slots if slot.first < near)
    return Clause(kept + more.slots, max(more.stop, near + 1), clause.passed + more.passed)


def _verb_trigger(
    view: View,
    token: int,
    rule: EventRule,
    reading: Reading,
    subject: tuple[Slot, ...],
    clause: Clause,
    near: int | None,
) -> Trigger:
    last = token + 1
    if near is not None and near - token < _LONGEST_TRIGGER:
        last = max(token, near) + 1
    elif subject and subject[0].first == token + 1:
        last = min(view.mention_end[subject[0].mention], token + _LONGEST_TRIGGER)
    return Trigger(token, token, last, rule, reading, subject, clause, False, near)


def _nominal(view: View, token: int) -> Trigger | None:
    inside = view.inside.get(token)
    if inside is not None and view.mention(inside).form in ("name", "office"):
        return None
    if view.tokens[token].kind != "word" or view.verb(token) is not None:
        return None
    classes = view.classes_at(token)
    table = event_rules()
    rules: list[EventRule] = [rule for name in sorted(classes) for rule in table.by_class.get(name, ())]
    words = stems(view.norm(token))
    for word in sorted(words):
        rules.extend(rule for rule in table.by_word.get(word, ()) if rule not in rules)
    for rule in rules:
        head_end = max([classes[name] for name in rule.noun if name in classes], default=token + 1)
        found = _try_noun(view, token, head_end, rule)
        if found is not None:
            return found
    return None


def _try_noun(view: View, token: int, head_end: int, rule: EventRule) -> Trigger | None:
    if _vetoed(view, token, rule) or not _next(view, token, rule):
        return None
    near = _near(view, token, rule)
    if (rule.near or rule.near_words) and near is None:
        return None
    clause = collect(view, token, head_end, nominal=True)
    if near is not None:
        clause = _through(view, near, clause)
    clause = _own_slots(view, token, near if near is not None else head_end - 1, clause)
    governor, carried = _governed_by(view, token)
    announced = rule.patient and governor is not None and governor.form.lemma == _ANNOUNCE
    subject = () if announced else tuple(carried)  # "أعلن الوزير مقتل عشرة": he killed nobody
    back = False
    if not _satisfied(view, token, rule, None, subject, clause, near) or (
        rule.kind in _ABOUT_PEOPLE and _only_groups(view, token, subject, clause)
    ):
        if not rule.definite or not _definite(view, token) or _press_room(view, token):
            return None
        back = True
    last = head_end
    if near is not None and near - token < _LONGEST_TRIGGER:
        last = near + 1
    elif clause.slots and clause.slots[0].first - token <= 2:
        last = min(view.mention_end[clause.slots[0].mention], token + _LONGEST_TRIGGER)
    return Trigger(token, token, max(last, token + 1), rule, None, subject, clause, back, near, governor)


def _own_slots(view: View, token: int, head: int, clause: Clause) -> Clause:
    """A noun with the article takes no complement, and what completes another noun is not its own: "تناول اللقاء موضوع
    العراق" is no meeting of Iraq."""
    if clause.passed:
        return clause
    definite = _has_article(view, head) and _has_article(view, token)
    kept = tuple(slot for slot in clause.slots if slot.prep or slot.conjoined or not (definite or slot.idafa))
    return clause._replace(slots=kept)


def _has_article(view: View, token: int) -> bool:
    norm = view.norm(token)
    doubtful = norm.lstrip("وف").startswith("لل")  # "للزيارة" has it, "للقاء" (ل + لقاء) has not
    return any(
        split.stem.startswith("ال") and (not doubtful or bool(event_classes().of(split.stem[2:])))
        for split in splits(norm)
    )


def _governed_by(view: View, token: int) -> tuple[Reading | None, list[Slot]]:
    """The light verb that carries the noun ("قامت X بتسليم ..."), the last one before it, and its subject."""
    sentence = view.sentence(token)
    for at in range(token - 1, max(sentence.first, token - 14) - 1, -1):
        if view.tokens[at].kind == "punct" and view.norm(at) in (".", ";", "؛", ":"):
            return None, []
        if view.is_function(at, "circumstance"):
            return None, []
        reading = view.verb(at)
        if reading is None:
            continue
        if reading.form.lemma not in _CARRIERS or reading.pronoun or view.is_function(at + 1, "back_pronoun"):
            return None, []
        clause = collect(view, at, at + 1, nominal=False)
        return reading, [slot for slot in subject_of(view, at, reading, clause) if slot.first < token and not slot.prep]
    return None, []


def _press_room(view: View, token: int) -> bool:
    """As in "قال X في المؤتمر ...": the place of the saying, not a summit."""
    if view.norm(token - 1) != "في":
        return False
    readings = (view.verb(at) for at in range(max(view.sentence(token).first, token - 6), token))
    return any(reading is not None and reading.form.lemma in attribution_rules().speech for reading in readings)


def _only_groups(view: View, token: int, subject: tuple[Slot, ...], clause: Clause) -> bool:
    """Nothing but "the two sides" stands there, and no date: a reference back at best."""
    slots = [*subject, *clause.slots]
    if not slots or _has_time(view, token, clause) or possessed(view, token):
        return False
    return all(_nameless(view, slot.mention) and view.mention(slot.mention).number != "singular" for slot in slots)


def _nameless(view: View, index: int) -> bool:
    """A description that shows neither a state nor a body ("الجانبان", "عدد من المسؤولين")."""
    mention = view.mention(index)
    return (
        mention.form == "description"
        and mention.country is None
        and mention.key is None
        and not any(view.mention(inner).type in ("COUNTRY", "ORG") for inner in view.nested.get(index, ()))
    )


def _definite(view: View, token: int) -> bool:
    norm = view.norm(token)
    return any(part.startswith("ال") for part in stems(norm)) or norm != normal(norm) or possessed(view, token)


def possessed(view: View, token: int) -> bool:
    """Whether the noun carries a pronoun ("زيارته", "قصفه"): its class shows only once an ending is taken off."""
    norm = view.norm(token)
    return any(
        norm.endswith(ending) and event_classes().of(norm) and not event_classes().plain(norm) for ending in _ENDINGS
    )


def _near(view: View, token: int, rule: EventRule) -> int | None:
    """The token within reach that is in one of the classes the rule asks for. Reach counts words that are not part of a
    reference or a time, so that long titles between a verb and its object do not hide it."""
    if not (rule.near or rule.near_words):
        return None
    stop = view.sentence(token).last
    counted = 0
    if (
        rule.near_before
        and token > view.sentence(token).first
        and any(name in view.classes_at(token - 1) for name in rule.near)
    ):
        return token - 1
    for at in range(token + 1, stop):
        if counted >= rule.within:
            return None
        if at in view.timex_of:
            continue
        mention = view.inside.get(at)
        if view.norm(at) in rule.near_words:
            return at
        if mention is not None and not _open_mention(view, mention, at):
            if "envoy" in rule.near and (view.mention(mention).office or "") in _ENVOYS:
                return at
            continue
        if mention is None and view.tokens[at].kind != "punct":
            counted += 1
        other = view.verb(at)
        if (
            other is not None
            and at > token + 1
            and not other.pronoun
            and at not in view.quote_of
            and not view.is_function(at - 1, "relative")
            and counted > 2
            and rule.object == "any"
        ):
            return None
        found = view.classes_at(at)
        if any(name in found for name in rule.near) and _near_holds(view, at, rule, stop):
            return at
    return None


def _near_holds(view: View, at: int, rule: EventRule, stop: int) -> bool:
    if rule.also and not any(
        name in view.classes_at(k) for k in range(at, min(stop, at + rule.also_within)) for name in rule.also
    ):
        return False
    if rule.also_words and not any(view.norm(k) in rule.also_words for k in range(at, min(stop, at + 5))):
        return False
    if rule.object != "any":
        norm = view.norm(at)
        partitive = view.norm(at - 1) == "من" and view.is_function(at - 2, "series")
        governed = (view.is_function(at - 1, "preposition", "circumstance") and not partitive) or view.norm(at - 1) in (
            "هذه",
            "هذا",
        )
        kin = "لك" if rule.object == "bi" else "بلك"
        clitic = norm[0] in kin and not any(norm.startswith(word) for word in ("لقاء", "لقا", "بروتوكول", "كلم"))
        return not governed and not clitic
    return True


def _open_mention(view: View, index: int, at: int) -> bool:
    """Whether a word inside a reference may still name an event or its object: outside the name itself."""
    mention = view.mention(index)
    if mention.form == "description" or (mention.type == "ORG" and mention.key is None):
        return True
    start, end = view.token_range(*mention.head)
    return mention.form == "name" and not start <= at < end


def _vetoed(view: View, token: int, rule: EventRule) -> bool:
    sentence = view.sentence(token)
    after = range(token + 1, min(sentence.last, token + 5))
    prior = range(max(sentence.first, token - 3), token)
    if view.norm(token + 1) in rule.unless_next:
        return True
    if any(
        view.norm(at) in rule.unless_near_words or any(name in view.classes_at(at) for name in rule.unless_near)
        for at in after
    ):
        return True
    return any(
        not stems(view.norm(at)).isdisjoint(rule.unless_before_words)
        or any(name in view.classes_at(at) for name in rule.unless_before)
        for at in prior
    )


def _next(view: View, token: int, rule: EventRule) -> bool:
    if not rule.next:
        return True
    counted = 0
    for at in range(token + 1, view.sentence(token).last):
        if view.norm(at) in rule.next:
            return True
        counted += at not in view.inside and at not in view.timex_of
        if counted > rule.reach:
            return False
    return False


def _resumes(view: View, token: int, reading: Reading) -> bool:
    """Whether the verb points back at its object ("مذكرة ... التي وقعها", "ووقعها")."""
    return bool(reading.pronoun) and any(
        "instrument" in event_classes().of(view.norm(at)) for at in range(max(0, token - 30), token)
    )


# -- what a rule needs ------------------------------------------------------------------------------------------


def _types(view: View, slots: tuple[Slot, ...]) -> list[tuple[str, str]]:
    return [(view.mention(slot.mention).type, slot.prep) for slot in slots]


def _has_time(view: View, token: int, clause: Clause) -> bool:
    stop = min(clause.stop + 8, view.sentence(token).last)
    return any(at in view.timex_of and view.timex(view.timex_of[at]).type == "DATE" for at in range(token, stop))


def _satisfied(
    view: View,
    token: int,
    rule: EventRule,
    reading: Reading | None,
    subject: tuple[Slot, ...],
    clause: Clause,
    near: int | None,
) -> bool:
    need = rule.needs
    if need is None:
        return True
    slots = clause.slots
    parties = [slot for slot in (*subject, *slots) if _is_party(view, slot.mention)]
    pronoun = reading is not None and bool(reading.pronoun)
    match need:
        case "mention":
            return (
                bool(parties)
                or pronoun
                or any(view.is_function(at, "honorific") for at in range(token + 1, clause.stop))
            )
        case "subject":
            return any(_is_party(view, slot.mention) for slot in subject)
        case "drill":
            close = range(token, min(view.sentence(token).last, token + 4))
            sure = any(
                name in view.classes_at(at) for at in close for name in ("military", "exercise_sure", "armed_word")
            )
            return sure and bool(parties or slots or _has_time(view, token, clause) or before(view, token) is not None)
        case "state_affair":
            whole = range(view.sentence(token).first, view.sentence(token).last)
            return any(at in view.mention_at and _is_party(view, view.mention_at[at]) for at in whole)
        case "two":
            led = reading is not None and before(view, token) is not None
            return len(parties) >= 2 or (bool(parties) and led)
        case "official":
            return any(
                view.mention(slot.mention).office is not None or view.mention(slot.mention).type == "COUNTRY"
                for slot in subject
            )
        case "party":
            return bool(parties) or before(view, token) is not None or (reading is not None and _has_topic(view, token))
        case "person":
            return any(kind == "PERSON" for kind, _ in _types(view, slots))
        case "context":
            return (
                bool(parties)
                or bool(slots)
                or possessed(view, token)
                or _has_time(view, token, clause)
                or _adjective_country(view, token)
                or _called(view, token)
                or (rule.kind == "conflict" and _struck(view, token))
            )
        case "destination_or_pronoun":
            goal = pronoun or any(
                view.mention(slot.mention).type in ("COUNTRY", "PLACE") and slot.prep in ("", "الي", "ل")
                for slot in slots
            )
            hosted = (
                len([slot for slot in parties if not slot.prep and view.mention(slot.mention).type == "PERSON"]) >= 2
            )
            return (goal or hosted) and (bool(parties) or before(view, token) is not None)
        case "traveller":
            goal = any(
                slot.prep in ("الي", "ل", "نحو") and view.mention(slot.mention).type in ("COUNTRY", "PLACE")
                for slot in slots
            )
            bare = subject or (slots[:1] if reading is None else ())
            who = [
                slot
                for slot in bare
                if not slot.prep
                and (view.mention(slot.mention).type == "PERSON" or view.mention(slot.mention).subtype == "delegation")
            ]
            silent = not subject and reading is not None and _has_topic(view, token) and not _noun_subject(view, token)
            return goal and (bool(who) or silent)
        case "counterpart":
            return (
                (any(slot.prep in ("مع", "بين") for slot in slots) and bool(parties))
                or (reading is not None and reading.form.number == "dual")
                or (any(slot.conjoined for slot in subject) and len(subject) >= 2)
            )
        case "military":
            wide = range(token, min(view.sentence(token).last, token + 14))
            armed = any(
                name in view.classes_at(at) for at in wide for name in ("military", "exercise_sure", "armed_word")
            ) or any(view.mention(slot.mention).subtype in _ARMED for slot in parties)
            return bool(armed and (parties or _has_time(view, token, clause) or before(view, token) is not None))
        case "identified":
            return _identified(view, token, clause)
        case "dated":
            return _dated(view, token)
        case "declaration":
            after = view.norm(token + 1)
            named = any(
                view.mention(slot.mention).type in ("PLACE", "COUNTRY") and slot.first == token + 1 for slot in slots
            )
            return (named or after in (normal("الثلاثي"), normal("المشترك"), normal("السياسي"))) and not _is_announcing(
                view, token
            )
        case "arms_deal":
            ahead = range(token + 1, min(view.sentence(token).last, token + 10))
            near_weapon = any("weapon" in view.classes_at(at) for at in ahead)
            return near_weapon or (_doc_has_weapon(view) and bool(view.tokens[token].norm.startswith("ال")))
        case "armed":
            fighters = [s for s in subject if _fights(view, s.mention)]
            if subject:
                flown = reading is not None and "aircraft" in view.classes_at(token + 1)  # "استهدف طيران التحالف"
                return bool(fighters) or (flown and subject[0].first == token + 2)
            if any("gunmen" in view.classes_at(at) for at in (token - 2, token - 1, token + 1, token + 2)):
                return True
            return bool(parties) and any(
                "aircraft" in view.classes_at(at)
                or "attack" in view.classes_at(at)
                or "casualty" in view.classes_at(at)
                for at in range(token, clause.stop)
            )
        case "held":
            return (bool(parties) or before(view, token) is not None) and _people_counted(view, token)
        case "human_target":
            return bool(parties) or any("casualty" in view.classes_at(at) for at in range(token, clause.stop))
        case "place_taken":
            return any(view.mention(slot.mention).type == "PLACE" for slot in slots) and any(
                view.mention(s.mention).subtype in _ARMED for s in parties
            )
        case "own_envoy":
            return _own_envoy(view, token, subject, slots, near)
        case "appointee":
            stop = min(clause.stop + 1, view.sentence(token).last)
            return bool(parties) and any("appointment" in view.classes_at(at) for at in range(token, stop))
        case "body":
            return any(view.mention(s.mention).type in ("ORG", "COUNTRY") for s in subject)
        case "aid_context":
            return bool(parties)
        case "speaker":
            whose = any(slot.first - token <= 1 and not slot.prep for slot in slots)
            return bool(parties) and (whose or bool(clause.passed) or any(slot.prep == "عن" for slot in slots))
        case "relayed":
            return (possessed(view, token) or view.norm(token).endswith(("هما", "هم", "ه", "ها"))) and any(
                view.norm(at) in ("عن", "عنه", "عنها")
                for at in range(max(view.sentence(token).first, token - 16), token)
            )
        case "waged":
            return bool(clause.passed) and any(
                view.norm(at).removeprefix("و").startswith(("يشن", "تشن", "شن", "نفذ", "ينفذ", "تنفذ"))
                for at in clause.passed
            )
        case _:
            raise ValueError(f"rule {rule.id}: unknown need {need!r}")


def _people_counted(view: View, token: int) -> bool:
    """Whether people are counted in the clause of a verb: "اعتقلت الشرطة 40 شخصا", "إن 40 شخصا ... اعتقلوا"."""
    sentence = view.sentence(token)
    window = range(max(sentence.first, token - _SUFFERED), min(sentence.last, token + _COUNTED))
    return any(
        view.tokens[at].kind == "number" and any("agents" in view.classes_at(k) for k in (at + 1, at + 2))
        for at in window
    )


def _struck(view: View, token: int) -> bool:
    """Whether an attack says what it hit, with what, or what came of it: "هجوم على فندق", "تفجير سيارة مفخخة",
    "انفجار أسفر عن مقتل ..."."""
    sentence = view.sentence(token)
    if any(view.is_function(at, "suffers") for at in range(max(sentence.first, token - _SUFFERED), token)):
        return True  # "تعرضت الدورية لإطلاق نار"
    if view.is_function(token - 2, "wave") and view.is_function(token - 1, "from"):
        return True  # "قتل عشرة في سلسلة من الهجمات": of some, not of those told before
    ahead = range(token + 1, min(sentence.last, token + _STRUCK))
    if any("mishap" in view.classes_at(at) for at in ahead):
        return False
    for at in ahead:
        found = view.classes_at(at)
        if view.is_function(at, "strikes", "results") or "device" in found:
            return True
        if "hit" in found and (view.norm(at - 1) == "علي" or view.norm(at).startswith(("ب", "ل")) or at == token + 1):
            return True
        if view.tokens[at].kind == "punct" or view.verb(at) is not None:
            return False
    return False


def _is_party(view: View, index: int) -> bool:
    mention = view.mention(index)
    crowd = _nameless(view, index) and mention.number == "plural"
    return mention.type != "PLACE" and mention.subtype not in ("agency", "outlet") and not crowd


def _fights(view: View, index: int) -> bool:
    mention = view.mention(index)
    return mention.subtype in _ARMED or mention.type == "COUNTRY" or mention.subtype == "government"


def _noun_subject(view: View, token: int) -> bool:
    """A common noun behind an intransitive verb is its subject ("وصلت الطائرة"): no person is meant."""
    at = token + 1
    return (
        at < view.sentence(token).last
        and at not in view.inside
        and at not in view.timex_of
        and view.tokens[at].kind == "word"
        and not view.is_function(at, "preposition", "back_pronoun", "to")
    )


def _called(view: View, token: int) -> bool:
    """A conference that its own name identifies ("المؤتمر الدولي حول الابتكار")."""
    classes = view.classes_at(token)
    return "summit" in classes and any(
        "world" in view.classes_at(at) for at in range(token + 1, min(view.sentence(token).last, token + 3))
    )


def _has_topic(view: View, token: int) -> bool:
    """Whether anybody stands earlier in the sentence or paragraph for the verb to point back at."""
    first = view.sentence(token).first
    return any(at in view.mention_at for at in range(max(0, first - 60), token))


def _adjective_country(view: View, token: int) -> bool:
    after = view.inside.get(token + 1)
    return after is not None


def _identified(view: View, token: int, clause: Clause) -> bool:
    """An instrument is an event only where the text says who made it or what it is about."""
    found = event_classes().of(view.norm(token))
    if "instrument" not in found:
        return False
    if clause.passed:
        return True
    window = range(token + 1, min(view.sentence(token).last, token + 9))
    if any(view.is_function(at, "light_relative") for at in window if at < clause.stop + 3):
        return True
    return any(slot.prep in ("بين", "مع") for slot in clause.slots) or (
        _definite(view, token) and any(_is_party(view, slot.mention) for slot in clause.slots)
    )


def _dated(view: View, token: int) -> bool:
    """Whether a name and a year make an instrument one that is known ("معاهدة لوزان 1923")."""
    for at in range(token + 1, min(view.sentence(token).last, token + 2 + _LONGEST_NAME)):
        timex = view.timex_of.get(at)
        if timex is not None:
            found = view.timex(timex)
            return at > token + 1 and parts(found.value).year is not None and not flags(found.relation)
        if view.tokens[at].kind != "word" or view.verb(at) is not None or view.function_at(at):
            return False
    return False


def _is_announcing(view: View, token: int) -> bool:
    """Whether what is declared follows: "إعلان عن", "إعلان الولايات المتحدة أنها"."""
    named = view.mention_at.get(token + 1)
    behind = token + 1 if named is None else view.mention_end[named]
    return (
        view.norm(token + 1) in ("عن", "ان") or view.norm(behind) == "عن" or view.is_function(behind, "complementizer")
    )


def _doc_has_weapon(view: View) -> bool:
    return any("weapon_head" in event_classes().of(token.norm) for token in view.tokens)


def _own_envoy(view: View, token: int, subject: tuple[Slot, ...], slots: tuple[Slot, ...], near: int | None) -> bool:
    """Whether a state calls back its own envoy: "سفيرها", or an ambassador of the caller's country."""
    if near is None:
        return False
    if view.norm(near).endswith(("ها", "ه")) and view.norm(near) not in ("سفيره",):
        return True
    callers = {view.mention(slot.mention).country for slot in subject} - {None}
    called = view.inside.get(near)
    country = view.mention(called).country if called is not None else None
    if any(view.norm(at) == normal("للتشاور") for at in range(near, min(view.sentence(token).last, near + 20))):
        return True
    return country is not None and country in callers

"""From the references around a trigger to who took part and where."""

from __future__ import annotations

from functools import lru_cache

from tawatur.extract.arguments import Slot, cited, collect, subject_of, unnamed_subject
from tawatur.extract.figures import classes_at
from tawatur.extract.triggers import Trigger, possessed
from tawatur.extract.view import COMMAS, View
from tawatur.model import Argument, Role
from tawatur.rules.classes import stems
from tawatur.rules.load import read_tsv
from tawatur.rules.nations import nations
from tawatur.rules.text import normal
from tawatur.rules.verbs import verbs

_WITH = frozenset({"مع", "بين", "برفقه", "بحضور", "بمشاركه", "برياسه", "الي جانب"})
_AT = frozenset({"في", "ب"})
_LEAVE = "غادر"
_RECEIVE = "تلقى"
_TARGET = frozenset({"ضد", "علي", "تجاه", "حيال"})
_BY_NATION = frozenset({"conflict", "exercise", "aid", "arms_transfer", "other", "sanction"})
_BILATERAL = frozenset({"diplomatic_change", "agreement"})
_TOLLS = frozenset({"before:dead", "before:wounded", "before:abducted"})
_HANDS = 3
"""Tokens from "على أيدي" to who did it."""
_THEM = 6
"""Tokens behind the noun of a meeting within which a pronoun says whom it brought together."""
_COMPLETES = 8
"""Tokens between a noun and what completes it, at most."""
_TOLL = 4
"""Tokens from the word for a death or a wound to whom it befell."""
_BODIES = frozenset({"PERSON", "ORG", "COUNTRY"})


class Cast:
    """Collects arguments once each; the first role counts."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._args: dict[int, Argument] = {}
        self.place: int | None = None

    def add(self, mention: int, role: Role, why: str) -> None:
        """Add a party; places and those already there are passed over."""
        if self._view.mention(mention).type in _BODIES and mention not in self._args:
            self._args[mention] = Argument(mention, role, why)

    def locate(self, mention: int) -> None:
        """Set the place, once."""
        if self.place is None:
            self.place = mention

    def drop_brands(self) -> None:
        """Names without any title in an arms deal are names of weapons."""
        self._args = {
            key: value
            for key, value in self._args.items()
            if (who := self._view.mention(key)).type != "PERSON" or who.titles or who.office
        }

    @property
    def args(self) -> tuple[Argument, ...]:
        """The arguments in the order of the text."""
        return tuple(self._args[key] for key in sorted(self._args))

    def __len__(self) -> int:
        return len(self._args)


def cast_of(view: View, trigger: Trigger, topic: tuple[int, ...]) -> Cast:
    """Who takes part in the event of ``trigger``. ``topic``: whom a pronoun points back at."""
    cast = Cast(view)
    rule = trigger.rule
    actor, other = rule.roles
    for slot in trigger.subject:
        who = view.mention(slot.mention)
        if (who.type == "PLACE" and who.country is None) or (
            who.subtype in ("agency", "outlet", "source") and rule.kind not in ("meeting", "agreement")
        ):
            continue
        cast.add(slot.mention, other if _killed(view, trigger, slot) else actor, "subject")
    taken = {slot.mention for slot in trigger.subject}
    feminine = trigger.reading is not None and trigger.reading.form.feminine
    if (
        trigger.reading is not None
        and not trigger.subject
        and trigger.reading.form.person == 3
        and not trigger.reading.form.passive
        and not verbs()[trigger.reading.form.lemma].by_itself
        and not unnamed_subject(view, trigger.token)
        and not view.is_function(trigger.token - 1, "relative")
    ):
        several = trigger.reading.form.number == "plural" and len(topic) == 1
        for mention in topic:
            lands = rule.kind == "visit" and view.mention(mention).type == "COUNTRY"  # a state does not travel
            other_sort = (feminine and _is_masculine(view, mention)) or (several and _is_one(view, mention))
            if not (lands or other_sort):
                cast.add(mention, actor, "carried on")
    if trigger.reading is not None and trigger.reading.pronoun and rule.kind in ("meeting",):
        for mention in topic:
            cast.add(mention, other, "pronoun")
    if (
        trigger.reading is None
        and possessed(view, trigger.near if trigger.near is not None else trigger.token)
        and not _of_several(view, trigger, topic)
    ):
        noun = trigger.near if trigger.near is not None else trigger.token
        for mention in topic:
            if not _of_other_gender(view, view.norm(noun), mention):
                cast.add(mention, actor, "possessor")
    for position, slot in enumerate(trigger.clause.slots):
        if slot.mention not in taken:
            _place_slot(view, trigger, cast, slot, position)
    beside = view.mention_at.get(trigger.near) if trigger.near is not None else None
    if beside is not None and beside not in taken and view.mention(beside).type == "PERSON":
        cast.add(beside, other, "object")  # "استدعت الخارجية السفير X"
    if rule.kind == "visit" and trigger.reading is None and not any(one.role == "actor" for one in cast.args):
        for mention in _traveller(view, trigger, topic):
            cast.add(mention, "actor", "traveller")
    if rule.kind == "meeting" and trigger.reading is None and cast.args and all(one.why in _WITH for one in cast.args):
        for mention in topic:
            cast.add(mention, actor, "carried on")  # "تبدأ زيارة X باجتماعات مع Y"
    if rule.kind == "meeting" and trigger.reading is None:
        for mention in _purposed(view, trigger.token):
            cast.add(mention, actor, "purpose")
    if rule.kind in _BY_NATION and not any(one.role == actor for one in cast.args):
        for mention in _by_adjective(view, trigger):
            cast.add(mention, actor, "adjective")
    for argument in cast.args:
        _members(view, cast, argument)
    if rule.kind == "arms_transfer":
        cast.drop_brands()
    if rule.kind in ("meeting", "agreement") and trigger.reading is None and not cast:
        for mention in _between_them(view, trigger, topic):
            cast.add(mention, actor, "between them")
    if rule.kind in _BILATERAL and not cast:
        for mention in implied_pair(view, trigger.token):
            cast.add(mention, actor, "implied")
    if rule.kind == "visit":
        _host(view, cast, trigger.token)
    return cast


def _killed(view: View, trigger: Trigger, slot: Slot) -> bool:
    """Whether the subject of a verb that may be a passive is whom it befell: people, and no object behind them ("قتل
    عشرة جنود في كمين")."""
    if not trigger.rule.patient or trigger.reading is None or view.mention(slot.mention).type != "PERSON":
        return False
    others = (one for one in trigger.clause.slots if one.mention != slot.mention and not one.prep and not one.idafa)
    return not any(view.mention(one.mention).type in _BODIES and not one.conjoined for one in others)


def _purposed(view: View, token: int) -> tuple[int, ...]:
    """Who comes to meet somebody: the one person who is the subject of the verb before ("وصل X إلى الدوحة للقاء Y")."""
    whom = token + 1 in view.mention_at or view.is_function(token + 1, "with")
    if not view.norm(token).startswith("ل") or view.verb(token) is not None or not whom:
        return ()
    for at in range(token - 1, view.sentence(token).first - 1, -1):
        reading = view.verb(at)
        if view.tokens[at].kind == "punct" and view.norm(at) not in COMMAS:
            return ()
        if reading is not None:
            clause = collect(view, at, at + 1, nominal=False)
            slots = subject_of(view, at, reading, clause)
            who = [slot.mention for slot in slots if view.mention(slot.mention).type == "PERSON"]
            return tuple(who) if len(who) == 1 else ()
    return ()


def _between_them(view: View, trigger: Trigger, topic: tuple[int, ...]) -> tuple[int, ...]:
    """Whom a pronoun behind the noun means: "الاتفاق الذي عقد بينهما", "الاجتماع الذي جمعهما"; they are several."""
    sentence = view.sentence(trigger.token)
    ahead = range(trigger.last, min(sentence.last, trigger.last + _THEM))
    if not any(view.is_function(at, "between_them") for at in ahead):
        return ()
    opening = view.verb(sentence.first)
    if len(topic) > 1 or opening is None:
        return topic if len(topic) > 1 else ()
    clause = collect(view, sentence.first, sentence.first + 1, nominal=False)
    slots = subject_of(view, sentence.first, opening, clause)
    return tuple(slot.mention for slot in slots) if len(slots) > 1 else ()


def _of_other_gender(view: View, noun: str, index: int) -> bool:
    """Whether the pronoun of a noun ("زيارته", "زيارتها") can't mean the reference."""
    if noun.endswith("ها"):
        return _is_masculine(view, index)
    return noun.endswith("ه") and _is_feminine(view, index)


def _is_feminine(view: View, index: int) -> bool:
    """Whether a person is a woman, as her title or the verb before her shows."""
    mention = view.mention(index)
    if mention.type != "PERSON" or mention.number == "plural":
        return False
    first, _ = view.token_range(mention.start, mention.end)
    titled = mention.form == "office" or (bool(mention.titles) and mention.titles[0].start == mention.start)
    if titled:
        return view.norm(first).endswith("ه")
    said = view.verb(first - 1) if first else None
    return said is not None and said.form.feminine and said.form.person == 3 and not said.pronoun


def _is_masculine(view: View, index: int) -> bool:
    """Whether the name of a body begins with a masculine noun, or a person is met by an office that has no feminine
    ending: no feminine verb or pronoun means it."""
    mention = view.mention(index)
    first, _ = view.token_range(mention.start, mention.end)
    if mention.type == "PERSON":
        titled = mention.form == "office" or (bool(mention.titles) and mention.titles[0].start == mention.start)
        return titled and not view.norm(first).endswith("ه")
    return mention.type == "ORG" and view.norm(first).removeprefix("ال") in _masculine()


@lru_cache(maxsize=1)
def _masculine() -> frozenset[str]:
    """Nouns of bodies that are masculine, folded, without the article."""
    return frozenset(normal(form) for row in read_tsv("events/masculine.tsv") for form in row["forms"].split())


def _is_one(view: View, index: int) -> bool:
    """Whether a plural verb can't mean the reference: one man, one body."""
    mention = view.mention(index)
    return mention.type in ("PERSON", "ORG") and mention.form != "description" and mention.number != "plural"


def _of_several(view: View, trigger: Trigger, topic: tuple[int, ...]) -> bool:
    """Whether the noun's pronoun is a plural ("زيارتهم") and ``topic`` one man."""
    noun = view.norm(trigger.near if trigger.near is not None else trigger.token)
    who = [view.mention(index) for index in topic]
    return noun.endswith("هم") and len(who) == 1 and who[0].type == "PERSON" and who[0].form == "name"


def _traveller(view: View, trigger: Trigger, topic: tuple[int, ...]) -> tuple[int, ...]:
    """Who travels where the noun does not say: the one invited or sent ("دعوة إلى X لزيارة Y"), the one whom a pronoun
    behind the noun means ("جولة نقلته إلى ..."), the subject to come of a fronted "خلال زيارة إلى ..."."""
    sentence = view.sentence(trigger.token)
    if view.norm(trigger.token).startswith("لزيار") or view.norm(trigger.token - 1) == "للقيام":
        for at in range(trigger.token - 1, sentence.first - 1, -1):
            index = view.inside.get(at)
            if index is not None and view.mention(index).type in ("PERSON", "ORG"):
                return (index,)
    framed = view.norm(trigger.token - 1) in ("خلال", "اثناء") and not view.norm(trigger.token).startswith("ال")
    if framed and any(slot.prep in ("الي", "ل") for slot in trigger.clause.slots):
        return tuple(index for index in topic if view.mention(index).type == "PERSON")  # "قال X خلال زيارة إلى ..."
    carried = [at for at in trigger.clause.passed if (found := view.verb(at)) is not None and found.pronoun == "ه"]
    return topic if carried else ()


def _by_adjective(view: View, trigger: Trigger) -> list[int]:
    """States that act through their planes or troops ("غارات تركية", "طائرة سورية"), named elsewhere in the text."""
    out = []
    for at in range(trigger.token, min(trigger.clause.stop, trigger.token + 8)):
        if at in view.inside:
            continue
        if at > trigger.token and _past_noun(view, at):
            break  # "غارة على حاجز أفغاني"
        for stem in sorted(stems(view.norm(at))):
            country = nations().get(stem)
            if country in view.states and view.states[country] not in out:
                out.append(view.states[country])
    return out[:1]


def _past_noun(view: View, at: int) -> bool:
    """Whether no adjective of the noun before can stand from token ``at`` on."""
    ended = view.tokens[at].kind == "punct" or view.verb(at) is not None or classes_at(view, at) & _TOLLS
    return bool(ended) or view.is_function(at, "preposition", "negator", "complementizer")


def _members(view: View, cast: Cast, argument: Argument) -> None:
    """The states or bodies that a group is of: "وزراء خارجية A وB", "قادة حركة X", "وفد من الجيش"."""
    mention = view.mention(argument.mention)
    if mention.form == "name" or (mention.number != "plural" and mention.type != "ORG"):
        return
    for index in view.nested.get(argument.mention, ()):
        if view.mention(index).type in ("COUNTRY", "ORG"):
            cast.add(index, argument.role, "members")


def _host(view: View, cast: Cast, token: int) -> None:
    """The state visited: the one that the place belongs to, else the other one of the two states at hand."""
    if cast.place is not None:
        country = view.mention(cast.place).country
        if country in view.states and view.mention(cast.place).type != "COUNTRY":
            cast.add(view.states[country], "recipient", "place of the visit")
        return
    homes = {view.country_of(argument.mention) for argument in cast.args if argument.role == "actor"}
    pair = implied_pair(view, token)
    if len(homes) == 1 and len(pair) == 2 and not any(argument.role == "recipient" for argument in cast.args):
        other = [index for index in pair if view.mention(index).country not in homes]
        if len(other) == 1:
            cast.add(other[0], "recipient", "implied")


def implied_pair(view: View, token: int) -> list[int]:
    """The two states that "العلاقات" or an agreement without parties is between: the only two of the sentence, else the
    two that the text is about. Empty where the text does not fix them."""
    sentence = view.sentence(token)
    near: list[str] = []
    for at in range(sentence.first, sentence.last):
        mention = view.mention(view.mention_at[at]) if at in view.mention_at else None
        if mention is not None and mention.country is not None and mention.subtype not in ("agency", "outlet"):
            near.append(mention.country)
    pair = list(dict.fromkeys(near))
    pair = pair if len(pair) == 2 else _dominant(view)
    found = [view.states[country] for country in pair if country in view.states]
    return found if len(found) == 2 else []


def _dominant(view: View) -> list[str]:
    """Two states with at least three references each, and no third with more than half of the second's."""
    ranked = sorted(view.weight, key=lambda country: (-view.weight[country], country))
    if len(ranked) < 2 or view.weight[ranked[1]] < 3:
        return []
    third = view.weight[ranked[2]] if len(ranked) > 2 else 0
    return ranked[:2] if third * 2 <= view.weight[ranked[1]] else []


def _place_slot(view: View, trigger: Trigger, cast: Cast, slot: Slot, position: int) -> None:
    mention = view.mention(slot.mention)
    kind = trigger.rule.kind
    actor, other = trigger.rule.roles
    prep = slot.prep
    if _of_a_place(view, slot):
        if mention.type == "COUNTRY":
            cast.locate(slot.mention)
        return
    if mention.subtype in ("agency", "outlet") and kind != "meeting":
        return
    if cited(view, slot):
        return
    if (
        kind == "agreement"
        and trigger.reading is None
        and mention.type == "PERSON"
        and not mention.titles
        and slot.first == trigger.last
        and not prep
    ):
        return  # "اتفاقات أبراهام": the name of the accord
    if kind == "visit":
        _place_visit(view, trigger, cast, slot)
        return
    if kind == "meeting" and _on_agenda(view, trigger, slot):
        return
    if kind == "conflict" and trigger.reading is None and _suffers(view, trigger, slot):
        cast.add(slot.mention, other, "suffers")
    elif kind == "conflict" and mention.type in ("PLACE", "COUNTRY") and _lies_in(view, slot):
        cast.locate(slot.mention)  # "هجوم في وسط مالي", "انفجار قرب الحدود"
    elif prep == "قبل" or (kind == "conflict" and _laid_to(view, slot)):
        cast.add(slot.mention, actor, "by")
    elif prep in _WITH and kind == "statement":
        return  # "شكره على تقريب البلدين بين X وY": of what is said
    elif prep in _WITH:
        cast.add(slot.mention, "participant" if actor == "participant" else other, prep)
    elif prep in _AT and mention.type in ("PLACE", "COUNTRY"):
        cast.locate(slot.mention)
    elif prep == "ب" and mention.type in ("PERSON", "ORG") and kind == "meeting":
        cast.add(slot.mention, other, prep)
    elif prep == "ل" and kind == "agreement" and trigger.reading is not None:
        return  # "اتفقت على غطاء للمعارضة": of what is agreed
    elif prep in ("ل", "الي"):
        if mention.type == "PLACE" or (kind in ("meeting", "statement") and mention.type == "COUNTRY"):
            cast.locate(slot.mention) if prep == "الي" else None
        else:
            cast.add(
                slot.mention,
                actor
                if trigger.reading is None
                and position == 0
                and not slot.idafa
                and kind not in ("arms_transfer", "aid")
                and not (kind == "statement" and possessed(view, trigger.token))  # "رفضه لتصريحات X"
                else other,
                prep,
            )
    elif prep in _TARGET:
        if mention.type != "PLACE":
            cast.add(slot.mention, other, prep)
        elif kind == "conflict":
            cast.locate(slot.mention)
    elif prep == "من":
        if kind in ("arms_transfer", "aid") and mention.type != "PLACE":
            cast.add(slot.mention, actor, prep)
        elif kind == "meeting" and _receives(trigger) and mention.form != "description":
            cast.add(slot.mention, other, prep)  # "تلقى X اتصالا من Y"
    elif prep == "":
        if mention.type == "PLACE":
            if trigger.reading is None and position == 0:
                cast.locate(slot.mention)
        elif trigger.reading is None and position == 0:
            if not slot.conjoined and not _parted(view, trigger, slot):
                suffers = trigger.rule.patient or not stems(view.norm(trigger.token)).isdisjoint(
                    trigger.rule.patient_words
                )
                cast.add(slot.mention, other if suffers else actor, "complement")
        elif not slot.idafa or slot.conjoined or kind == "meeting":
            cast.add(slot.mention, other, "object")
    elif prep == "عن" and kind in ("agreement", "statement"):
        cast.add(slot.mention, actor, prep)


def _laid_to(view: View, slot: Slot) -> bool:
    """Whether it was done at somebody's hands or is laid to him: "أعدموا على أيدي متشددين من X", "ونسب إلى X"."""
    if view.is_function(slot.first - 2, "ascribed"):
        return True
    ahead = range(max(view.sentence(slot.first).first, slot.first - _HANDS), slot.first)
    return any(view.is_function(at, "hands") and view.norm(at - 1) == "علي" for at in ahead)


def _receives(trigger: Trigger) -> bool:
    return trigger.reading is not None and trigger.reading.form.lemma == _RECEIVE


def _parted(view: View, trigger: Trigger, slot: Slot) -> bool:
    """Whether a clause or much else stands between a noun and what would complete it: "انفجارات قرب الملعب أين X"."""
    between = range(trigger.last, slot.first)
    return len(between) > _COMPLETES or any(view.is_function(at, "where", "been") for at in between)


def _suffers(view: View, trigger: Trigger, slot: Slot) -> bool:
    """Whether the reference is whom an attack killed or hurt: "غارة أسفرت عن مقتل عشرة جنود"."""
    window = range(max(trigger.last, slot.first - _TOLL), slot.first)
    return view.mention(slot.mention).type == "PERSON" and any(classes_at(view, k) & _TOLLS for k in window)


def _lies_in(view: View, slot: Slot) -> bool:
    """Whether a state or place only completes a word of direction: "في وسط مالي", "شمال العراق"."""
    clitic = view.mention(slot.mention).start > view.tokens[slot.first].start
    return not clitic and "direction" in view.classes_at(slot.first - 1)


def _on_agenda(view: View, trigger: Trigger, slot: Slot) -> bool:
    """Whether the reference belongs to what a meeting is about: "لبحث الاتفاق مع X"."""
    return any(view.is_function(at, "agenda") for at in range(trigger.token + 1, slot.first))


def _of_a_place(view: View, slot: Slot) -> bool:
    """Whether a body or state only says which place is meant: "في مقر الحكومة", "على الحدود مع اليمن"."""
    mention = view.mention(slot.mention)
    clitic = mention.start > view.tokens[slot.first].start
    at = slot.first - (1 if clitic or not slot.prep else 2)
    classes = view.classes_at(at)
    if "border" in classes:
        return True
    inside = view.is_function(at - 1, "preposition") or view.norm(at).lstrip("وف")[:1] in ("ب", "ل")
    return not slot.prep and "site" in classes and inside and mention.type != "PLACE"


def _place_visit(view: View, trigger: Trigger, cast: Cast, slot: Slot) -> None:
    mention = view.mention(slot.mention)
    if mention.type in ("PLACE", "COUNTRY"):
        if not slot.prep and trigger.reading is not None and trigger.reading.form.lemma == _LEAVE:
            return  # "غادر واشنطن متوجها إلى القاهرة": where he comes from
        if slot.prep in ("", "الي", "ل", "نحو", "ب", "في") and (
            trigger.reading is None or slot.prep != "" or cast.place is None
        ):
            cast.locate(slot.mention)
            if mention.type == "COUNTRY":
                cast.add(slot.mention, "recipient", slot.prep or "destination")
        return
    if slot.idafa and trigger.reading is not None:
        return  # "يتوجه إلى برلين للقاء X"
    told = any(one.role == "actor" for one in cast.args)
    if told and (slot.prep == "ل" or _behind_comma(view, trigger, slot)):
        return  # "زيارة X الأولى لمسؤول ...": says what X is; "يلتقي X، الذي وصل أمس، Y": Y is met
    if slot.prep in ("", "ل", "مع") or (slot.prep == "من" and mention.form == "description"):
        cast.add(slot.mention, "actor" if slot.prep != "مع" else "recipient", slot.prep or "complement")


def _behind_comma(view: View, trigger: Trigger, slot: Slot) -> bool:
    """Whether a comma parts the reference, or the first of the row that it ends, from the clause."""
    slots = trigger.clause.slots
    at = next((at for at, one in enumerate(slots) if one.first == slot.first), 0)
    while at and slots[at].conjoined:
        at -= 1
    return not (slots[at].prep or slots[at].conjoined) and view.norm(slots[at].first - 1) in COMMAS

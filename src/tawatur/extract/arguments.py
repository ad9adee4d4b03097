"""Who stands around a trigger: the references in its clause with their prepositions, and its subject."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.view import COMMAS, View
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.nations import nations
from tawatur.rules.verbs import Reading

_FORCES = frozenset({"aircraft", "armed_word"})
"""Classes of what acts for the party behind it: "مقاتلات X"."""
_SUBJECTS = ("ها", "هم", "هما", "هن")  # pronouns that a word like "أن" bears, as the subject of the verb behind it
_FRONT = 20  # tokens of a clause that are looked through for its first reference
_BEEN = 12  # tokens between كان and the verb that follows its subject, at most
_PLURAL = 5  # letters from which on a word in ون is taken for a plural ("متشددون")
_DASHED = 16  # tokens between dashes, at most
_BACK = 5  # tokens from a relative verb to the pronoun that points back ("الذي شارك فيه")
_ASIDE = 14  # tokens of a relative clause between commas, at most
_STRIKES = 5  # words between an attack and the verb that says what it hit, at most
_ATTACKS = frozenset({"attack", "blast"})
_GROUND = ("PLACE", "COUNTRY")
_HAPPENINGS = frozenset({"attack", "battle", "blast", "operation", "exercise", "unrest", "visit", "talks", "meeting"})
HARD_STOPS = frozenset(".;:؛!?؟")


class Slot(NamedTuple):
    """A reference in the clause: ``prep`` governs it ("" if none), ``conjoined``: it continues a list."""

    mention: int
    first: int
    prep: str
    conjoined: bool
    idafa: bool
    """Whether a common noun stands directly before it ("تصريحات X"): it completes the noun, not the verb."""


class Clause(NamedTuple):
    """What follows a trigger until its clause ends at token ``stop``."""

    slots: tuple[Slot, ...]
    stop: int
    passed: tuple[int, ...]
    """Tokens of verbs that were passed ("زيارة يقوم بها X")."""


def _is_break(view: View, index: int, first: int) -> bool:
    found = view.function_at(index)
    if view.is_function(index, "complementizer") or "and_he" in found:
        return True  # "وهو ما تنفيه أنقرة": a clause of its own
    if "clause_break" in found or (view.norm(index)[:1] == "و" and view.is_function(index, "clause_break")):
        return True
    if view.norm(index) == "من" and view.tokens[index - 1].norm in COMMAS and view.is_function(index + 1, "planned"):
        return True  # "..., من المقرر مناقشة": a sentence of its own
    if view.is_function(index, "relative"):
        person = view.inside.get(index - 1)
        named_after = person is not None and view.token_range(*view.mention(person).head)[0] <= first + 1
        of_person = person is not None and view.mention(person).type == "PERSON" and not named_after
        return of_person or not (_passable(view, index + 1) or _strikes(view, index + 1, first))
    if "circumstance" in found and index > first and view.norm(index - 1) != "من":
        return index + 1 not in view.timex_of and index not in view.timex_of
    return False


def _passable(view: View, index: int) -> bool:
    """A verb that only ties the event noun to its actor ("زيارة يقوم بها", "مذكرة وقعها")."""
    reading = view.verb(index)
    if reading is not None and reading.conjunction:
        return False  # "... وشن الجيش غارات": another clause
    if view.is_function(index, "light_relative"):
        return True
    return reading is not None and bool(reading.pronoun)


def _strikes(view: View, index: int, trigger: int) -> bool:
    """A verb that says what an attack hit ("هجوم استهدف فندقا", "التفجير الذي هز المدينة")."""
    if index - trigger > _STRIKES or not view.is_function(index, "strikes"):
        return False
    return not _ATTACKS.isdisjoint(view.classes_at(trigger))


def collect(view: View, trigger: int, start: int, *, nominal: bool) -> Clause:
    """References after token ``start`` that belong to the clause of the trigger at token ``trigger``."""
    slots: list[Slot] = []
    passed: list[int] = []
    sentence = view.sentence(trigger)
    depth = 0
    index = start
    between = False
    while index < sentence.last:
        token = view.tokens[index]
        if index in view.mention_at and index not in view.timex_of:
            mention = view.mention_at[index]
            start_char = view.mention(mention).start
            prep = view.prepositioned(index, start_char)
            if conjoined_part(view, index, slots):
                prep = "في"
            conjoined = view.conjoined(index, start_char)
            if conjoined and not prep and _goes_on_in(view, mention, index, slots):
                prep = slots[-1].prep  # "في الكويت وقطر"
            if prep.startswith("بين"):
                between = True
            elif between and conjoined and not prep:
                prep = "بين"
            elif not conjoined:
                between = False
            slots.append(Slot(mention, index, prep, conjoined, _completes_noun(view, index, trigger, start)))
            index = view.mention_end[mention]
            continue
        if index in view.timex_of:
            index += 1
            continue
        if token.kind == "punct":
            behind = _behind_dashes(view, index, sentence.last) if token.norm == "-" else None
            if behind is not None:
                index = behind
                continue
            if token.norm == "(":
                depth += 1
            elif token.norm == ")":
                depth = max(0, depth - 1)
            elif token.norm in HARD_STOPS and depth == 0:
                break
        elif depth == 0:
            if _is_break(view, index, trigger) or (nominal and index >= start and _other_event(view, index)):
                break
            if view.verb(index) is not None and index > trigger:
                if (
                    (_passable(view, index) or (nominal and _strikes(view, index, trigger)))
                    and not passed
                    and ((nominal and index - trigger <= 7) or _about_event(view, index, trigger))
                ):
                    passed.append(index)
                elif not view.is_function(index, "back_pronoun"):
                    break
        index += 1
    return Clause(tuple(slots), index, tuple(passed))


def _goes_on_in(view: View, mention: int, index: int, slots: list[Slot]) -> bool:
    """Whether a state or place goes on a list of those in which something is."""
    if not slots or slots[-1].prep not in ("في", "ب") or view.mention_end[slots[-1].mention] != index:
        return False
    return view.mention(mention).type in _GROUND and view.mention(slots[-1].mention).type in _GROUND


def _behind_dashes(view: View, index: int, stop: int) -> int | None:
    """The token behind what stands between dashes ("طهران - حليف دمشق - للقاء"), None where no pair does."""
    before = view.tokens[index].start - 1
    if before < 0 or not view.text[before].isspace():
        return None
    return next((at + 1 for at in range(index + 2, min(stop, index + _DASHED)) if view.norm(at) == "-"), None)


def _other_event(view: View, index: int) -> bool:
    """Another event noun: what follows is about that one."""
    return "event_noun" in view.classes_at(index)


def _about_event(view: View, index: int, trigger: int) -> bool:
    """A relative verb whose pronoun stands for the event, not for a person ("التي احتضنتها") nor for another event
    ("تظاهروا تنديدا بالغارات التي يشنها الجيش")."""
    if not view.is_function(index - 1, "relative") or view.inside.get(index - 2) is not None:
        return False
    return index - 2 <= trigger or _HAPPENINGS.isdisjoint(view.classes_at(index - 2))


def _completes_noun(view: View, index: int, trigger: int, start: int) -> bool:
    before = index - 1
    if before < start or before == trigger:
        return False
    token = view.tokens[before]
    if token.kind != "word" or before in view.inside or before in view.timex_of:
        return False
    structural = view.is_function(before, "preposition", "back_pronoun", "light_relative", "quantifier")
    return not structural and view.verb(before) is None


def conjoined_part(view: View, index: int, slots: list[Slot]) -> bool:
    """The second of "مسؤولين في هيئة الأركان والمخابرات": the second body is a place of the officials, not a party."""
    if not slots or not view.conjoined(index, view.mention(view.mention_at[index]).start):
        return False
    last = view.mention(slots[-1].mention)
    here = view.mention(view.mention_at[index])
    if here.type != "ORG" or last.type != "PERSON" or last.form != "description":
        return False
    end = view.mention_end[slots[-1].mention]
    inner = (view.mention(nested) for nested in view.nested.get(slots[-1].mention, ()))
    return end == index and any(mention.type == "ORG" and mention.end == last.end for mention in inner)


def cited(view: View, slot: Slot) -> bool:
    """Whether a reference only says who passes on what is told ("بحسب الوكالة")."""
    return view.norm(slot.first - 1).lstrip("وف") in attribution_rules().according


def coordinated(slots: tuple[Slot, ...], at: int) -> list[Slot]:
    """The slot at position ``at`` and those joined to it by و with no preposition of their own."""
    out = [slots[at]]
    for slot in slots[at + 1 :]:
        if slot.conjoined and not slot.prep and not slot.idafa:
            out.append(slot)
        else:
            break
    return out


def before(view: View, index: int) -> int | None:
    """The reference that ends right before token ``index`` (a comma, a time or a relative pronoun between), or None."""
    at = index - 1
    sentence = view.sentence(index)
    steps = 0
    while at >= sentence.first and steps < 8:
        if at in view.inside:
            return view.inside[at]
        passes = (
            at in view.timex_of
            or view.norm(at) in (",", "،", "-", ")", "(", '"')
            or view.is_function(at, "relative")
            or view.norm(at) in ("قد", "كان", "كانت", "لم", "لن", "لا", "سوف")
        )
        if not passes:
            return None
        skipped = _aside(view, at)
        at = skipped if skipped is not None else at - 1
        steps += 1
    return None


def _aside(view: View, comma: int) -> int | None:
    """The token before a relative clause between commas that ends at ``comma`` ("الوفد، الذي ترأسه الجنرال، التقى")."""
    if view.norm(comma) not in COMMAS:
        return None
    for at in range(comma - 1, max(view.sentence(comma).first, comma - _ASIDE), -1):
        if view.norm(at) in COMMAS:
            return at - 1 if view.is_function(at + 1, "relative") else None
    return None


def _led(view: View, index: int, *, that: bool) -> bool:
    """Whether a person or body stands right before the verb, governed by nothing ("كان الوزير قد زار"), or with
    ``that`` by a word that puts the subject first ("أن الوزير زار")."""
    found = before(view, index)
    if found is None or view.mention(found).type not in ("PERSON", "ORG"):
        return False
    first, _ = view.token_range(view.mention(found).start, view.mention(found).end)
    if that and not view.is_function(first - 1, "complementizer", "been"):
        return False
    free = view.is_function(index - 1, "relative") or not view.prepositioned(first, view.mention(found).start)
    return free and view.verb(index) is not None  # "لنائب الرئيس الذي اتهم X": he accuses


def fronted(view: View, token: int) -> int | None:
    """The reference that opens the clause of a token ("أن وزير الخارجية سيجري خلال زيارته"), or None."""
    for at in range(token - 1, max(view.sentence(token).first, token - _FRONT) - 1, -1):
        if view.is_function(at, "complementizer"):
            index = view.mention_at.get(at + 1)
            if index is None or view.mention(index).type == "PLACE":
                return None
            return None if view.prepositioned(at + 1, view.mention(index).start) else index
    return None


def subject_of(view: View, index: int, reading: Reading, clause: Clause) -> list[Slot]:
    """The subject of the verb at token ``index`` in its own clause: after it (VSO), else right before it (SVO, relative
    clause). Empty where the verb only points back."""
    if view.norm(index - 1).endswith(_SUBJECTS) and view.is_function(index - 1, "complementizer"):
        return []  # "أعلنت كينيا أنها سلمت غانا": the pronoun is the subject
    if view.is_function(index, "strikes") and _tells_of_noun(view, index):
        return []  # "حملة استهدفت X": X was struck
    been = _been(view, index)
    if been is not None:
        if been + 1 in view.mention_at:
            return [Slot(view.mention_at[been + 1], been + 1, "", False, False)]
        return _before_verb(view, index)
    antecedent = _tells_of_antecedent(view, index, reading)
    for position, slot in enumerate(clause.slots if reading.form.number == "singular" else ()):
        flown = slot.first == index + 2 and not _FORCES.isdisjoint(view.classes_at(index + 1))  # "شن طيران التحالف"
        if slot.prep or (slot.idafa and not flown) or (slot.conjoined and slot.first > index + 1):
            continue  # "قتلت هجمات على الشرطة والجيش": joined to what is no subject
        if slot.first - index > 40:
            break
        if _led(view, index, that=not (antecedent or view.mention(slot.mention).type in _GROUND)):
            break  # "كان X قد زار الدوحة", "أن X التقى Y": the subject comes first
        return coordinated(clause.slots, position)
    if reading.form.person == 1 or reading.conjunction:
        return []
    return _before_verb(view, index)


def _tells_of_antecedent(view: View, index: int, reading: Reading) -> bool:
    """Whether a relative verb has nothing that points back to what stands before: "الوزير الذي يزور البلد"."""
    if not view.is_function(index - 1, "relative") or reading.pronoun:
        return False
    return not any(view.is_function(at, "back_pronoun") for at in range(index + 1, index + _BACK))


def _been(view: View, index: int) -> int | None:
    """The token of كان where its subject stands between it and the verb ("كانت الوحدة قد اتهمت X"): X is no subject."""
    if view.norm(index - 1) != "قد":
        return None
    for at in range(index - 2, max(view.sentence(index).first, index - _BEEN) - 1, -1):
        if view.norm(at) in HARD_STOPS or (view.verb(at) is not None and not view.is_function(at, "been")):
            return None
        if view.is_function(at, "been"):
            return at if at < index - 2 else None
    return None


def unnamed_subject(view: View, index: int) -> bool:
    """Whether the verb at token ``index`` has a subject of its own that is nobody known ("قصفت طائرات تركية مواقع",
    "كانت وحدة نزع الألغام قد اتهمت"): then it doesn't go on with whom the text spoke of before."""
    if _been(view, index) is not None or _tells_of_noun(view, index):
        return True
    at = index + 1
    while at < view.sentence(index).last and (view.is_function(at, "quantifier") or view.tokens[at].kind == "number"):
        at += 1
    if at in view.inside or at in view.timex_of:
        return False
    norm = view.norm(at)
    plural = norm.endswith("ون") and len(norm) >= _PLURAL and norm[0] not in "يتن" and view.verb(at) is None
    return plural or "agents" in view.classes_at(at)


def _tells_of_noun(view: View, index: int) -> bool:
    """Whether the verb tells of the indefinite noun right before it: "حملة استهدفت X", "سائح كيني زار X"."""
    at = index - 1
    if at < view.sentence(index).first or view.tokens[at].kind != "word" or at in view.inside or at in view.timex_of:
        return False
    norm, reading = view.norm(at), view.verb(index)
    if norm.startswith("ال") or reading is None or view.verb(at) is not None or view.function_at(at):
        return False
    return (norm.endswith("ه") and reading.form.feminine) or nations().get(norm) is not None


def _before_verb(view: View, index: int) -> list[Slot]:
    """The reference right before the verb, with those joined before it ("الوزير X ونظيره Y يبحثان")."""
    found = before(view, index)
    if found is None:
        return []
    first, _ = view.token_range(view.mention(found).start, view.mention(found).end)
    antecedent = view.is_function(index - 1, "relative")
    prep = "" if antecedent else view.prepositioned(first, view.mention(found).start)
    out = [Slot(found, first, prep, False, False)]
    if antecedent:
        return out
    while out and view.conjoined(out[0].first, view.mention(out[0].mention).start):
        previous = view.inside.get(out[0].first - 1)
        if previous is None:
            break
        start, _ = view.token_range(view.mention(previous).start, view.mention(previous).end)
        out.insert(0, Slot(previous, start, view.prepositioned(start, view.mention(previous).start), False, False))
    return out

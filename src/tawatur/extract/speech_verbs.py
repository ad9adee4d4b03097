"""Verbs that introduce speech."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.view import View
from tawatur.rules.classes import function_words
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.verbs import Form

_THAT = "ان"
WHAT = "ما"
_WHATS = frozenset(("لما", "بما", "عما", "كما"))
_ALREADY = "قد"
_FOLLOWS = 18
"""Words within which what a verb needs must follow ("عبر ... عن")."""


class SpeechVerb(NamedTuple):
    """A token read as a verb that introduces speech."""

    rule: str
    plain: bool
    form: Form
    joined: bool
    """Whether و or ف stands before it."""
    bears: bool = False
    """Whether it bears whom it speaks of or to ("ووصفوه")."""


def speech_verb(view: View, at: int, *, opens: bool = False, pronoun: bool = False) -> SpeechVerb | None:
    """The reading of token ``at`` as a verb that introduces speech, or None; ``opens``: it opens a clause for sure,
    ``pronoun``: it may carry one ("هذا ما قاله")."""
    if not 0 <= at < len(view.tokens) or view.tokens[at].kind != "word" or at in view.inside:
        return None
    read = _read(view, at, pronoun)
    if read is None or (view.is_function(at - 1, "preposition") and not view.is_function(at - 1, "verb_opener")):
        return None
    found, joined, word, bears, resumed = read
    back = resumed or view.is_function(at + 1, "back_pronoun")
    back |= bool(list(quotation_rules().according.at(view.tokens, at - 2))) if at > 1 else False  # "وفق ما ذكرت X"
    what = back and view.norm(at - 1).removeprefix("و") == WHAT  # "ما قاله X", "ما صرحت به X"
    if found[2].tense == "imperfect" and view.norm(at - 1).removeprefix("و") == _THAT:
        return None  # "أن يقول": nobody said it
    if found[2].tense == "imperfect" and view.norm(at - 1).lstrip("وف") == _ALREADY:
        return None  # "قد يقول": perhaps
    if found[2].number == "dual" and view.is_function(at - 1, "been"):
        return None  # "لن يكون تابعا": an adjective
    if view.norm(at - 1).lstrip("وف") in quotation_rules().if_:
        return None  # "إذا رفض X": not yet
    if _as_if(view, at - 1):
        return None  # "كأنه يقول": nobody did
    soon = view.norm(at - 2).lstrip("وف") in quotation_rules().soon  # "سرعان ما ندد"
    if view.is_function(at - 1, "negator", "not_past", "not_future") and not (what or soon):
        return None  # "لم يذكر": nothing was said
    subject = bears and at + 1 in view.mention_at  # "حضور وصفه X"
    if word in quotation_rules().ambiguous and not (opens or subject or _opens(view, at)):
        return None
    if _noun(view, at, word):
        return None
    holds = found[2].lemma in quotation_rules().holding and found[2].tense == "imperfect"
    if holds and not any(view.is_function(at + k, "complementizer") for k in range(1, _FOLLOWS)):
        return None  # "تعتبر المدينة": nobody says so
    follows = quotation_rules().next.get(found[2].lemma)
    if follows is not None and not _followed(view, at, follows):
        return None
    return SpeechVerb(*found, joined, bears)


class _Reading(NamedTuple):
    found: tuple[str, bool, Form]
    joined: bool
    word: str
    """The verb without و or ف and without the pronoun of whom it speaks of."""
    bears: bool
    resumed: bool
    """Whether it carries a pronoun that stands for the words ("ما قاله X")."""


def _read(view: View, at: int, pronoun: bool) -> _Reading | None:
    """The verb that a word may be, whatever stands around it."""
    norm, rules = view.norm(at), quotation_rules()
    rest = norm[1:] if len(norm) > 3 and norm[0] in "وف" else ""
    if norm in rules.verbs:
        return _Reading(rules.verbs[norm], False, norm, False, False)
    if rest in rules.verbs:
        return _Reading(rules.verbs[rest], True, rest, False, False)
    if norm.startswith("ل") and norm[1:] in rules.verbs:
        found = rules.verbs[norm[1:]]  # "ليقول إن"
        if found[1] and found[2].tense == "imperfect":
            return _Reading(found, False, norm, False, False)
    borne = rules.bearing.get(norm) or rules.bearing.get(rest)
    if borne is not None and not _feminine(view, at):
        return _Reading(borne[1], norm not in rules.bearing, borne[0], True, False)
    bare = norm.removesuffix("ها").removesuffix("ه")
    if bare == norm or bare not in rules.verbs or "preposition" in function_words().exact(bare):
        return None
    what_of = view.norm(at - 1) in _WHATS  # "وفقا لما كشفه X"
    if pronoun or what_of or view.is_function(at - 1, "verb_opener"):
        return _Reading(rules.verbs[bare], bool(rest), norm[bool(rest) :], False, True)
    return None


def _noun(view: View, at: int, word: str) -> bool:
    """Whether a word that is a verb and a noun stands behind أن, which a perfect follows only in "بعد أن", "سبق أن"."""
    rules = quotation_rules()
    if (word not in rules.ambiguous and word not in rules.nominal) or not view.is_function(at - 1, "complementizer"):
        return False
    return view.norm(at - 1).removeprefix("و") != _THAT or view.norm(at - 2).lstrip("وف") not in rules.that_was


def _as_if(view: View, at: int) -> bool:
    """Whether "كأن" stands there, which folds to the verb "كان" where it bears no pronoun."""
    if view.norm(at) not in quotation_rules().as_if:
        return False
    return view.norm(at) not in quotation_rules().was or "أ" in view.text[view.tokens[at].start : view.tokens[at].end]


def _feminine(view: View, at: int) -> bool:
    """Whether the word ends in the ending of feminine nouns, which folds to a pronoun ("طالبة")."""
    return view.text[: view.tokens[at].end].endswith("ة")


def _followed(view: View, at: int, words: frozenset[str]) -> bool:
    """Whether one of ``words`` follows what is no noun with its owner: "عبر X عن", not "عبر موقعها عن"."""
    span = view.tokens[at + 1] if at + 1 < len(view.tokens) else None
    word = view.text[span.start : span.end] if span is not None else ""
    owned = word.endswith(("ه", "ها", "هم")) and not word.startswith("ال") and at + 1 not in view.inside
    return not owned and any(view.norm(at + k) in words for k in range(1, _FOLLOWS))


def _subject_before(view: View, at: int) -> bool:
    """Whether the subject of a clause stands right before token ``at``: "كان X دعا إلى", "أن X نشر"."""
    index = view.inside.get(at - 1)
    if index is None or view.mention_end[index] != at:
        return False
    first, _ = view.token_range(view.mention(index).start, view.mention(index).end)
    was = view.norm(first - 1).lstrip("وف") in quotation_rules().was | quotation_rules().but
    party = view.mention(index).type in ("PERSON", "ORG") and not view.is_function(at, "preposition")
    return party and (was or view.is_function(first - 1, "complementizer"))


def turned_to(view: View, first: int) -> int:
    """The token behind the words that turn to something else at the head of a sentence ("إلى ذلك"), ``first`` where
    none do."""
    found = (match.last for match in quotation_rules().elsewhere.at(view.tokens, first) if match.skip <= 1)
    return max(found, default=first)


def _opens(view: View, at: int) -> bool:
    """Whether a clause opens at token ``at``."""
    opens = at == view.sentence(at).first or view.tokens[at - 1].kind == "punct"
    opens |= view.norm(at - 1) == "و" and at - 1 == view.sentence(at).first
    opens |= view.norm(at - 1).removeprefix("و") in quotation_rules().but_he | quotation_rules().but
    opens |= view.norm(at - 1).lstrip("وفل") == _ALREADY or _subject_before(view, at)
    opens |= any("speaker_change" in view.function_at(at - k) for k in (1, 2) if at >= k)  # "من جهته ذكر X"
    opens |= turned_to(view, view.sentence(at).first) == at
    return opens or (view.is_function(at - 1, "verb_opener") and not view.is_function(at, "preposition"))

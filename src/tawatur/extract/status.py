"""Whether an event occurred, goes on, is planned, possible, denied or cancelled, by the words around its trigger."""

from __future__ import annotations

from tawatur.extract.attribution import Cue
from tawatur.extract.triggers import Trigger
from tawatur.extract.view import View
from tawatur.model import Status
from tawatur.rules.classes import function_words


def _window(view: View, trigger: Trigger, size: int) -> range:
    """Tokens before the trigger in its clause: back to a stop mark, at most ``size``."""
    sentence = view.sentence(trigger.token)
    first = trigger.token
    while first > sentence.first and trigger.token - first < size:
        norm = view.norm(first - 1)
        if norm in (".", ";", "؛", ":", "!", "?", "؟"):
            break
        first -= 1
    return range(first, trigger.token)


def _names(view: View, at: int) -> frozenset[str]:
    words = function_words()
    norm = view.norm(at)
    found = words.exact(norm)
    if len(norm) > 2 and norm[0] in "وفب":
        found |= words.exact(norm[1:])
    if "postpones" in found and "sake" in view.function_at(at - 1):
        found -= {"postpones"}  # "من أجل" holds the letters of a verb of delay
    return found | view.function_at(at)


def status_of(view: View, trigger: Trigger, cues: list[Cue]) -> tuple[Status, str | None]:
    """(status, modifier) of a trigger. ``cues``: the attributions whose content it lies in."""
    reading = trigger.reading
    near = [(_names(view, at), trigger.token - at) for at in _window(view, trigger, 9)]
    close = frozenset().union(*(names for names, distance in near if distance <= 3)) if near else frozenset()
    wide = frozenset().union(*(names for names, _ in near)) if near else frozenset()

    def immediately(name: str, distance: int = 1) -> bool:
        return any(name in names and gap <= distance for names, gap in near)

    if reading is None and _circumstance(view, trigger.token):
        cues = []
    if _denied(view, trigger, cues, wide if cues else frozenset()):
        return "denied", None
    if "cancels" in close:
        return "cancelled", None
    if reading is not None and reading.form.tense == "imperfect" and immediately("may", 2):
        return "hypothetical", None
    if (reading is not None and reading.future) or (trigger.governor is not None and trigger.governor.future):
        return "planned", _postponed(close)
    if "if" in close or "possible" in close:
        return "hypothetical", None
    if any(cue.rule == "say.demand" and cue.token < trigger.token and not cue.complete for cue in cues):
        return "hypothetical", None
    if any(view.norm(trigger.token - k) == "سوف" for k in (1, 2)):
        return "planned", None
    if "planned" in wide or "intends" in close:
        return "planned", _postponed(close)
    if reading is None and "postpones" in close:
        return "planned", "postponed"
    if reading is None and ("planned" in _after(view, trigger) or "future_adj" in _after(view, trigger)):
        return "planned", None
    if "possible" in _after(view, trigger):
        return "hypothetical", None
    if reading is None and "proposes" in close:
        return "hypothetical", None
    if reading is not None and reading.form.tense == "imperfect" and reading.purpose:
        return "planned", None
    if _future_time(view, trigger):
        return "planned", None
    if (
        reading is not None
        and reading.form.tense == "imperfect"
        and any(view.norm(trigger.token - k) == "ان" for k in (1,))
        and ("proposes" in wide or "should" in wide)
    ):
        return "hypothetical", None
    if _departs(view, trigger):
        return "planned", None
    if view.chronicled(trigger.token):
        return "occurred", None  # "1980 - X يزور Y"
    if _ongoing(view, trigger, close):
        return "ongoing", None
    if trigger.rule.status is not None and "happened" not in close and not _past_time(view, trigger):
        return trigger.rule.status, None
    return "occurred", None


def _past_time(view: View, trigger: Trigger) -> bool:
    for at in range(trigger.token, trigger.clause.stop):
        index = view.timex_of.get(at)
        if index is not None and not (view.timex(index).relation or "").startswith(("next:", "ahead:", "day:+")):
            return True
    return False


def _circumstance(view: View, token: int) -> bool:
    """As in "خلال الزيارة", "بعد الاجتماع": the frame of what is denied or demanded, not its content."""
    found = view.function_at(token - 1) | (
        view.function_at(token - 2) if view.norm(token - 1) in ("هذه", "هذا") else frozenset()
    )
    return "circumstance" in found and view.norm(token - 1) not in ("بهدف", "بشان", "حول")


def _postponed(close: frozenset[str]) -> str | None:
    return "postponed" if "postpones" in close else None


def _denied(view: View, trigger: Trigger, cues: list[Cue], wide: frozenset[str]) -> bool:
    at = trigger.token
    if view.is_function(at - 1, "not_past", "not_future") or view.norm(at - 1) in ("لم", "لن"):
        return True
    if any(cue.stance == "deny" and cue.token < at for cue in cues):
        return True
    if "denies" in wide and trigger.reading is None:
        return True
    after = range(at, min(view.sentence(at).last, at + 12))
    return any("no_truth" in view.function_at(k) for k in after) and trigger.reading is None


def _after(view: View, trigger: Trigger) -> frozenset[str]:
    limit = min(view.sentence(trigger.token).last, trigger.last + 4)
    out: set[str] = set()
    for at in range(trigger.token + 1, limit):
        if view.verb(at) is not None and view.verb(at).form.tense == "perfect":  # type: ignore[union-attr]
            break
        out |= _names(view, at)
    return frozenset(out)


def _future_time(view: View, trigger: Trigger) -> bool:
    """A time word of the clause that lies after the day of writing ("غدا", "الشهر المقبل")."""
    if trigger.reading is not None and trigger.reading.form.tense == "perfect":
        return False
    for at in range(trigger.token, trigger.clause.stop):
        index = view.timex_of.get(at)
        if index is None:
            continue
        relation = view.timex(index).relation or ""
        if relation.startswith(("day:+", "next:", "ahead:", "week:+", "month:+", "year:+")):
            return True
    return False


def _departs(view: View, trigger: Trigger) -> bool:
    """A journey told in the imperfect, as the main verb: news of what is about to happen ("يتوجه اليوم إلى ...")."""
    reading = trigger.reading
    if reading is None or reading.form.tense != "imperfect" or trigger.rule.kind != "visit":
        return False
    before = view.norm(trigger.token - 1)
    return (
        not view.is_function(trigger.token - 1, "relative")
        and before not in ("كان", "كانت", "كانوا", "لم", "لا")
        and not _first_to(view, trigger.token)
        and (trigger.rule.id == "visit.arrive" or _dated_ahead(view, trigger))
    )


def _first_to(view: View, token: int) -> bool:
    """ "أول وزير فرنسي يزور ...": what distinguishes him, not what he is about to do."""
    window = range(max(view.sentence(token).first, token - 6), token)
    return any(view.norm(at) in ("اول", "ثاني", "ثالث") for at in window)


def _dated_ahead(view: View, trigger: Trigger) -> bool:
    """A day is named and nothing says that the journey is under way ("يزور الجبير موسكو الثلاثاء")."""
    stop = min(trigger.clause.stop + 1, view.sentence(trigger.token).last)
    under_way = any("ongoing" in view.function_at(at) for at in range(trigger.token, stop))
    days = [view.timex(view.timex_of[at]) for at in range(trigger.token, stop) if at in view.timex_of]
    return not under_way and any(day.type == "DATE" and "WXX" in day.value for day in days)


def _waged_now(view: View, trigger: Trigger) -> bool:
    """A relative verb in the imperfect: "غارات يشنها ...", "الدعم الذي يقدمه ..."."""
    return any((found := view.verb(at)) is not None and found.form.tense == "imperfect" for at in trigger.clause.passed)


def _ongoing(view: View, trigger: Trigger, close: frozenset[str]) -> bool:
    if "continues" in close and trigger.reading is None:
        return True
    reading = trigger.reading
    if reading is not None and reading.form.tense == "perfect":
        return False
    if reading is None and trigger.rule.kind in ("conflict", "aid") and _waged_now(view, trigger):
        return True
    if (
        reading is not None
        and trigger.rule.kind == "conflict"
        and not view.is_function(trigger.token - 1, "may", "negator")
    ):
        return view.norm(trigger.token - 1) not in ("كان", "كانت", "ان")
    if "ongoing" in _after(view, trigger):
        return True
    limit = min(trigger.clause.stop + 1, view.sentence(trigger.token).last)
    if any("ongoing" in view.function_at(at) for at in range(trigger.token, limit)):
        return True
    if reading is not None and trigger.rule.kind in ("visit", "conflict", "exercise", "aid"):
        was = any(view.norm(trigger.token - k) in ("كان", "كانت", "كانوا") for k in (1, 2))
        main = trigger.rule.kind == "visit" and view.norm(trigger.token - 1) not in ("ان", "لم", "لا")
        told = view.is_function(trigger.token - 1, "relative") or main
        return told and not was and not _first_to(view, trigger.token)
    return False

"""Capitals that stand for their government ("العلاقات بين الرباط وتل أبيب", "أدانت طهران")."""

from __future__ import annotations

from tawatur.annotate.mention_places import from_name
from tawatur.annotate.mention_types import Part
from tawatur.annotate.mention_view import View
from tawatur.rules.text import normal
from tawatur.rules.verbs import read_verb

_REACH = 3  # tokens back to what a capital with wa- is joined to


def stands_for_state(view: View, part: Part) -> Part:
    """The part as a COUNTRY where a capital is used for the government; any other part as it is.

    A capital after a preposition of place or with bi- remains a place; after words of relation, as the subject of a
    feminine verb, or joined to a capital that stands for its state, it is the state.
    """
    iso = view.lex.capitals.get(normal(view.text[part.start : part.end])) if part.type == "PLACE" else None
    if iso is None or not _metonymy(view, part):
        return part
    return Part(
        first=part.first,
        last=part.last,
        start=part.start,
        end=part.end,
        lead=part.lead,
        type="COUNTRY",
        key=f"country:{iso}",
        country=iso,
        definite=True,
        rule="country.capital",
    )


def _metonymy(view: View, part: Part) -> bool:
    before = view.norm(part.first - 1)
    words = view.lex.metonymy
    if before in words["by"] and view.norm(part.first - 2).removeprefix("ب") in words["before_noun"]:
        return True
    if "ب" in part.lead or before in words["locative"]:
        return False
    if before in words["upon"] and view.norm(part.first - 2).removeprefix("و") in words["struck"]:
        return False
    if part.lead.endswith("ل"):
        return before in words["before_noun"]
    if part.lead == "و":
        return _joined(view, part)
    if before in words["before"] or before in words["before_noun"]:
        return True
    return _feminine_verb(before) or (before in ("", ".", ":", "،", ",", '"') and _feminine_verb(view.norm(part.last)))


def _joined(view: View, part: Part) -> bool:
    """Joined by wa-: as the capital before it ("رحبت لندن وباريس"), or by its own verb ("وطهران تؤكد")."""
    words = view.lex.metonymy
    for at in range(part.first - 1, max(part.first - 1 - _REACH, view.first) - 1, -1):
        name = view.name(at, "", "PLACE")
        if name is not None and view.last_token(at, name.end) == part.first:
            return _metonymy(view, from_name(view, at, name, "PLACE"))
        if view.norm(at) in words["before"]:
            return True
    return _feminine_verb(view.norm(part.last))


def _feminine_verb(norm: str) -> bool:
    """Third person feminine: "-ت" of the perfect (not the plural "-ات"), "ت-" of the imperfect (not tafʿil nouns)."""
    if any(one.pronoun and one.form.feminine and one.form.tense == "perfect" for one in read_verb(norm)):
        return True  # "الاتفاق الذي وقعته طهران"
    stem = norm.removeprefix("و").removeprefix("س") if len(norm) > 4 else norm
    if len(stem) < 3 or stem.startswith("ال"):
        return False
    if stem.endswith("ت") and not stem.endswith("ات") and len(stem) > 3:
        return True
    masdar = len(stem) == 5 and stem[3] == "ي"
    return stem.startswith("ت") and len(stem) > 3 and not masdar and not stem.endswith(("ه", "ات", "يه"))

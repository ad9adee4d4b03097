"""Disagreements of one event, as lines: field by field, each account with its words and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tawatur.api import RecordView
from tawatur.cli.show import Lang, shown
from tawatur.model import Account, Event, Extracted, Link, Span
from tawatur.web.strings import load_strings

_DAYS = re.compile(r"P(\d+(?:\.\d+)?)D")
_BOUNDS = {">=": {"en": "at least", "ar": "على الأقل"}, "<=": {"en": "at most", "ar": "على الأكثر"},
           "~": {"en": "about", "ar": "نحو"}}  # fmt: skip
_OWN = {"en": "in its own voice", "ar": "بصوتها"}


def disagreement_lines(view: RecordView, event: Event, lang: Lang = "en") -> Iterator[str]:
    """The fields of an event that are told differently: value, document, words, and the chain of those who say so."""
    for each in event.disagreements:
        yield f"  {field_text(view, each.field, lang)}"
        for account in each.accounts:
            extracted = view.extracted(account.doc)
            outlet, doc = source_name(extracted), shown(account.doc)
            where = outlet if outlet == doc else f"{outlet} ({doc})"
            meant = means_text(view, each.field, account, lang)
            yield f"    {where}: {f'{meant}  ' if meant else ''}{quote_text(extracted, account.span)}"
            chain = " ← ".join(source_text(link, lang) for link in reversed(account.chain)) or _OWN[lang]
            yield f"      └─ {chain}"


def source_text(link: Link, lang: Lang) -> str:
    """The source of a link as written, or that nobody names it."""
    return load_strings()["ui"]["anonymous"][lang] if link.source == "anonymous" else shown(link.source)


def field_text(view: RecordView, field: str, lang: Lang) -> str:
    """The name of a field in one language ("number: dead, soldiers")."""
    strings = load_strings()
    if field in strings["field"]:
        return str(strings["field"][field][lang])
    for start, entry in strings["field_of"].items():
        if field.startswith(start):
            rest = field.removeprefix(start)
            return shown(str(entry[lang]).replace("{a}", _of(view, rest, lang)))
    return shown(field)


def _of(view: RecordView, rest: str, lang: Lang) -> str:
    """What a field is of: units, a state by its code, a name."""
    units, parts = load_strings()["unit"], rest.split(", ")
    if all(part in units for part in parts):
        return ("، " if lang == "ar" else ", ").join(str(units[part][lang]) for part in parts)
    state = next((one for one in view.entities if one.id == f"country:{rest}"), None)
    if state is None:
        return rest
    return state.name_ar if lang == "ar" else state.name_en or rest


def means_text(view: RecordView, field: str, account: Account, lang: Lang) -> str:
    """What the words of an account mean, where they don't say it by themselves."""
    means = account.means
    if field == "status":
        return str(load_strings()["status"].get(means, {}).get(lang, means))
    if field == "date":
        return means
    if field == "duration" and (days := _DAYS.fullmatch(means)):
        return _days(days[1], lang)
    if field.startswith("number: "):
        sign = next((sign for sign in _BOUNDS if means.startswith(sign)), "")
        number = _grouped(means.removeprefix(sign))
        if not sign:
            return number
        words = _BOUNDS[sign][lang]
        return f"{number} {words}" if lang == "ar" and sign != "~" else f"{words} {number}"
    return ""


def _days(number: str, lang: Lang) -> str:
    if lang == "en":
        return f"{number} {'day' if number == '1' else 'days'}"
    if number in ("1", "2"):
        return {"1": "يوم واحد", "2": "يومان"}[number]
    return f"{number} {'أيام' if float(number) <= 10 else 'يوما'}"


def _grouped(number: str) -> str:
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdigit() else number


def quote_text(extracted: Extracted, span: Span) -> str:
    """Words of a document in quotation marks."""
    return f"«{shown(span.of(extracted.annotated.doc.text))}»"


def source_name(extracted: Extracted) -> str:
    """The outlet of a document, its id where the outlet is unknown."""
    doc = extracted.annotated.doc
    return shown(doc.outlet or doc.id)

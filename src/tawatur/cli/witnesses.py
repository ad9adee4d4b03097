"""Commands about who says so: chains of attribution, copies, disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tawatur import api
from tawatur.api import DocumentInfo, RecordView
from tawatur.cli.detail import telling_lines
from tawatur.cli.disputes import disagreement_lines
from tawatur.cli.read import DEFAULT, JsonOption, LangOption, RecordArgument
from tawatur.cli.show import Lang, counted, date_text, print_json, print_lines, shown, title_text
from tawatur.model import Event, Span


def chains(record: RecordArgument = DEFAULT, lang: LangOption = "en", as_json: JsonOption = False) -> None:
    r"""Who says so, event by event: each telling with its outlet and the chain of sources inwards, in their words.

    \b
    Examples:
      tawatur chains record.tawatur | less
    """
    with api.open(record) as view:
        if as_json:
            print_json([
                {key: shaped[key] for key in ("id", "kind", "title_ar", "title_en", "mentions")}
                for shaped in map(view.to_dict, view.events())
            ])
        else:
            print_lines(_chains(view, lang))


def copies(record: RecordArgument = DEFAULT, as_json: JsonOption = False) -> None:
    r"""Groups of documents that carry one text, verbatim or edited; within a group the first to come out comes first,
    and of the others the sentences are shown that they add to it.

    \b
    Examples:
      tawatur copies record.tawatur --json
    """
    with api.open(record) as view:
        groups: dict[str, list[DocumentInfo]] = defaultdict(list)
        for info in view.documents:
            if info.copy_group is not None:
                groups[info.copy_group].append(info)
        found = [sorted(group, key=_first_out) for _, group in sorted(groups.items())]
        if as_json:
            print_json([
                [view.to_dict(info) | {"added": [list(span) for span in _added(view, group, info)]} for info in group]
                for group in found
            ])
            return
        print_lines(line for group in found for line in _group(view, group))
        print_lines([counted(len(found), "group of copies", "groups of copies")])


def disagreements(record: RecordArgument = DEFAULT, lang: LangOption = "en", as_json: JsonOption = False) -> None:
    r"""Where accounts differ: each event with the fields that are told differently, value by value, with document,
    words and who says so.

    \b
    Examples:
      tawatur disagreements record.tawatur --lang ar
      tawatur disagreements record.tawatur --json | jq '.[].disagreements[].field'
    """
    with api.open(record) as view:
        found = [event for event in view.events() if event.disagreements]
        if as_json:
            print_json([
                {key: shaped[key] for key in ("id", "kind", "title_ar", "title_en", "disagreements")}
                for shaped in map(view.to_dict, found)
            ])
            return
        for event in found:
            print_lines([_heading(event, lang), *disagreement_lines(view, event, lang), ""])
        print_lines([f"{counted(len(found), 'event')} told differently"])


def _chains(view: RecordView, lang: Lang) -> Iterator[str]:
    for event in view.events():
        yield _heading(event, lang)
        seen = event.corroboration
        yield (
            f"  {counted(seen.documents, 'document')}, {counted(seen.outlets, 'outlet')}, "
            f"{counted(seen.independent, 'independent chain')}"
        )
        for number, (document, at) in enumerate(event.mentions, 1):
            yield from telling_lines(view.extracted(document), at, number, lang)
        yield ""


def _heading(event: Event, lang: Lang) -> str:
    return f"{date_text(event.date)}  {event.kind}  {shown(title_text(event, lang))}  {event.id}"


def _first_out(info: DocumentInfo) -> tuple[Any, ...]:
    return (info.published.earliest or "~", info.published.latest or "~", info.document.id)


def _added(view: RecordView, group: list[DocumentInfo], info: DocumentInfo) -> tuple[Span, ...]:
    first = group[0].document.id
    return () if info.document.id == first else view.added_sentences(first, info.document.id)


def _group(view: RecordView, group: list[DocumentInfo]) -> Iterator[str]:
    yield counted(len(group), "document")
    for info in group:
        doc = info.document
        cells = (date_text(info.published), shown(doc.outlet or ""), doc.id, shown(doc.title or ""))
        yield "  " + "  ".join(filter(None, cells))
        for span in _added(view, group, info):
            yield f"      + {shown(span.of(doc.text))}"
    yield ""

"""One event, one entity, in full, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.api import RecordView
from tawatur.cli.disputes import disagreement_lines, quote_text, source_name, source_text
from tawatur.cli.show import Lang, both_names, code, counted, date_text, shown, title_text
from tawatur.model import Basis, Entity, Event, Extracted, Link, Post, Span
from tawatur.rules.posts import platform_name
from tawatur.rules.steps import label, said
from tawatur.web.strings import load_strings


def event_lines(view: RecordView, event: Event, lang: Lang = "en") -> Iterator[str]:
    """Everything that is known of an event, and the words that it rests on; ``lang``: of the reasons for its date."""
    yield shown(event.title_en)
    yield shown(event.title_ar)
    yield ""
    yield f"id           {event.id}"
    yield f"kind         {event.kind}"
    yield f"status       {event.status}"
    yield f"date         {date_text(event.date)}"
    for step in event.date.basis:
        yield f"             - {basis_text(view, step, lang)}"
    for step in event.date.clash:
        yield f"             ! {label('left_out', lang)} {basis_text(view, step, lang)}"
    if event.place is not None:
        yield f"place        {both_names(view.entity_by_id(event.place))}"
    for part in event.participants:
        yield f"{part.role:<12} {both_names(view.entity_by_id(part.entity))}"
    for name in event.names:
        yield f"called       {shown(name)}"
    if event.topics:
        yield f"topics       {', '.join(event.topics)}"
    seen = event.corroboration
    yield (
        f"told by      {counted(seen.documents, 'document')} of {counted(seen.outlets, 'outlet')}, "
        f"{counted(seen.independent, 'independent chain')}"
    )
    for why in seen.why:
        yield f"             - {shown(why)}"
    if event.disagreements:
        yield ""
        yield "disagreements"
    yield from disagreement_lines(view, event, lang)
    yield ""
    yield "tellings"
    for number, (document, at) in enumerate(event.mentions, 1):
        yield from telling_lines(view.extracted(document), at, number, lang)


def entity_lines(view: RecordView, entity: Entity, others: int, lang: Lang) -> Iterator[str]:
    """Everything that is known of an entity, and the events that it takes part in."""
    yield both_names(entity)
    yield ""
    yield f"id           {entity.id}"
    yield f"type         {entity.type}{f' ({entity.subtype})' if entity.subtype else ''}"
    yield f"country      {entity.country or 'unknown'}"
    for form in entity.names_ar:
        yield f"written      {shown(form)}"
    for title in entity.titles:
        yield f"title        {shown(title)}"
    for why in entity.why:
        yield f"{'judged' if why.startswith('judgement ') else 'joined':<12} {shown(why)}"
    yield f"met          {counted(len(entity.mentions), 'time')}"
    if others:
        yield f"             {counted(others, 'other entity', 'other entities')} may be meant by the same name"
    yield ""
    for event in view.events(actor=entity.id):
        yield f"{date_text(event.date)}  {event.kind}  {event.status}  {shown(title_text(event, lang))}  {event.id}"


def telling_lines(extracted: Extracted, at: int, number: int, lang: Lang = "en") -> Iterator[str]:
    """One telling of an event: its words, sentence, outlet with what the whole article credits, and the chain;
    ``lang``: of what is said of the sources."""
    told = extracted.events[at]
    modifier = f", {told.modifier}" if told.modifier else ""
    doc = extracted.annotated.doc
    yield f"  {number}. {quote_text(extracted, Span(told.start, told.end))}  [{told.status}{modifier}]  {doc.id}"
    yield f"     {shown(told.sentence.of(doc.text))}"
    credit = f"  ({shown(doc.credit)})" if doc.credit else ""
    yield f"     {source_name(extracted)}{credit}"
    for depth, link in enumerate(told.chain):
        yield f"     {'   ' * depth}└─ {_link(extracted, link, lang)}"


def _link(extracted: Extracted, link: Link, lang: Lang) -> str:
    strings = load_strings()
    kind, stance = link.kind if lang == "en" else strings["link"][link.kind][lang], ""
    if link.stance != "neutral":
        stance = link.stance if lang == "en" else strings["stance"][link.stance][lang]
    post = "" if link.post is None else _post(link.post, lang)
    about = ("، " if lang == "ar" else ", ").join(filter(None, (kind, stance, post)))
    words = quote_text(extracted, link.cue)
    if link.post is not None and not _within(link.post.words, link.cue):
        words += f" {quote_text(extracted, link.post.words)}"
    source = shown(link.source) if lang == "en" else source_text(link, lang)
    return f"{source}  [{about}]  {words}"


def _post(post: Post, lang: Lang) -> str:
    strings, platform = load_strings()["ui"], platform_name(post.platform, lang)
    if platform is None:
        return str(strings["in_post"][lang])
    return str(strings["in_post_on"][lang]).replace("{a}", platform)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def basis_text(view: RecordView, step: Basis, lang: Lang) -> str:
    """One step of the reasoning behind a date: what it says, the words where it does not quote them, the document."""
    words = shown(step.span.of(view.extracted(step.doc).annotated.doc.text))
    quoted = words and words not in step.says
    return f"{shown(said(step, lang))}{f'  «{words}»' if quoted else ''}  {code(step.doc, lang)}"

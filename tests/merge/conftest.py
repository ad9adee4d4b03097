"""Documents made by hand for merging, resolved by a simple rule: the words of a mention are its entity."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from tawatur.model import (
    Annotated,
    Argument,
    Document,
    Entity,
    EventMention,
    Extracted,
    Link,
    Mention,
    Post,
    Quantity,
    Quote,
    Sentence,
    Span,
    Timex,
)
from tawatur.rules.text import tokenize

sys.path.insert(0, str(Path(__file__).parent.parent))


class Unsure(NamedTuple):
    a: str
    b: str


class Resolved(NamedTuple):
    entities: tuple[Entity, ...]
    of: dict[tuple[str, int], str]
    groups: dict[tuple[str, int], tuple[str, ...]]
    unsure: tuple[Unsure, ...]


WHO = {
    "الوزير هنريك غاردنر": ("PERSON", "NOR", "person:gardner"),
    "غاردنر": ("PERSON", "NOR", "person:gardner"),
    "الوزير سالم الفاضل": ("PERSON", "TCD", "person:fadil"),
    "الوزير راشد العامري": ("PERSON", "TCD", "person:amiri"),
    "النرويج": ("COUNTRY", "NOR", "country:NOR"),
    "تشاد": ("COUNTRY", "TCD", "country:TCD"),
    "الجيش النرويجي": ("ORG", "NOR", "org:NOR:army"),
    "أوسلو": ("PLACE", "NOR", "place:oslo"),
    "نجامينا": ("PLACE", "TCD", "place:ndjamena"),
}


def _find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _mentions(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for words, (kind, country, key) in WHO.items():
        at = text.find(words)
        while at >= 0:
            span = Span(at, at + len(words))
            title = Span(at, at + len("الوزير")) if words.startswith("الوزير ") else None
            head = Span(title.end + 1, span.end) if title else span
            if not any(one.start <= span.start and span.end <= one.end for one in found):
                found.append(
                    Mention(
                        start=span.start,
                        end=span.end,
                        head=head,
                        type=kind,
                        country=country,  # type: ignore[arg-type]
                        key=key,
                        titles=(title,) if title else (),
                    )
                )
            at = text.find(words, span.end)
    return tuple(sorted(found, key=lambda mention: mention.start))


def make(
    name: str,
    text: str,
    events: Sequence[tuple[str, str, dict[str, Any]]] = (),
    *,
    times: Sequence[tuple[str, str, dict[str, Any]]] = (),
    outlet: str | None = None,
    credit: str | None = None,
    published: str | None = None,
) -> Extracted:
    """``events``: (trigger, kind, fields); ``args``, ``place``, ``time``, ``source`` are given by their words."""
    tokens = tokenize(text)
    sentences, first = [], 0
    for at, token in enumerate(tokens):
        if token.norm == "." or at == len(tokens) - 1:
            sentences.append(Sentence(tokens[first].start, token.end, first, at + 1))
            first = at + 1
    mentions = _mentions(text)
    timexes = tuple(
        Timex(
            start=_find(text, words).start,
            end=_find(text, words).end,
            type=fields.pop("type", "DATE"),
            value=value,
            **fields,
        )
        for words, value, fields in ((w, v, dict(f)) for w, v, f in times)
    )
    quotes = []
    at = text.find("«")
    while at >= 0:
        quotes.append(Quote(at + 1, text.index("»", at), "«", "»"))
        at = text.find("«", at + 1)
    doc = Document(id=name, text=text, body=(Span(0, len(text)),), outlet=outlet, credit=credit, published=published)
    layers = Annotated(
        doc=doc, tokens=tokens, sentences=tuple(sentences), mentions=mentions, timexes=timexes, quotes=tuple(quotes)
    )
    return Extracted(annotated=layers, events=tuple(_event(layers, *event) for event in events))


def _at(layers: Annotated, words: str) -> int:
    start = layers.doc.text.index(words)
    return next(at for at, mention in enumerate(layers.mentions) if mention.start == start)


def _event(layers: Annotated, trigger: str, kind: str, fields: dict[str, Any]) -> EventMention:
    text, fields = layers.doc.text, dict(fields)
    span = _find(text, trigger)
    sentence = next(sent for sent in layers.sentences if sent.start <= span.start < sent.end)
    args = tuple(Argument(_at(layers, words), "participant") for words in fields.pop("args", ()))
    place = fields.pop("place", None)
    times = tuple(
        next(at for at, time in enumerate(layers.timexes) if time.start == text.index(words))
        for words in fields.pop("time", ())
    )
    source = fields.pop("source", None)
    post = fields.pop("post", None)
    chain = (
        (
            Link(
                source=source,
                mention=_at(layers, source) if source in WHO else None,
                cue=_find(text, source),
                kind="speaker",
                post=Post(_find(text, post), "twitter") if post else None,
            ),
        )
        if source
        else ()
    )
    figures = tuple(Quantity(*_find(text, words), value, unit) for words, value, unit in fields.pop("figures", ()))
    names = tuple(_find(text, words) for words in fields.pop("names", ()))
    return EventMention(
        doc=layers.doc.id,
        start=span.start,
        end=span.end,
        trigger=trigger,
        kind=kind,  # type: ignore[arg-type]
        sentence=Span(sentence.start, sentence.end),
        status=fields.pop("status", "occurred"),
        rule=fields.pop("rule", "test"),
        args=args,
        place=_at(layers, place) if place else None,
        timexes=times,
        chain=chain,
        quantities=figures,
        names=names,
        **fields,
    )


def resolve(docs: Sequence[Extracted]) -> Resolved:
    of: dict[tuple[str, int], str] = {}
    entities: dict[str, Entity] = {}
    for extracted in docs:
        layers = extracted.annotated
        for at, mention in enumerate(layers.mentions):
            assert mention.key is not None
            of[(layers.doc.id, at)] = mention.key
            form = mention.head.of(layers.doc.text)
            entities.setdefault(
                mention.key,
                Entity(
                    id=mention.key,
                    type=mention.type,
                    country=mention.country,
                    subtype="city" if mention.type == "PLACE" else None,
                    key=mention.key,
                    name_en=mention.key.rpartition(":")[2].title(),
                    name_ar=form,
                    names_ar=(form,),
                ),
            )
    met: dict[str, list[tuple[str, int]]] = {}
    for where, key in sorted(of.items()):
        met.setdefault(key, []).append(where)
    named = tuple(msgspec.structs.replace(one, mentions=tuple(met[key])) for key, one in sorted(entities.items()))
    return Resolved(named, of, {}, ())


class Kit(NamedTuple):
    make: Callable[..., Extracted]
    resolve: Callable[[Sequence[Extracted]], Resolved]


@pytest.fixture(scope="session")
def kit() -> Kit:
    """``kit.make`` builds a document, ``kit.resolve`` resolves documents."""
    return Kit(make, resolve)

"""A realistic record made by hand: what the steps would find in the texts of ``texts/``, without running them.

The texts are five articles of invented outlets, with the usual noise of news pages around them; ``sample.yaml`` holds
what is found in them, by the words that it stands in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tawatur.model import (
    Account,
    Annotated,
    Basis,
    Corroboration,
    Disagreement,
    Document,
    Entity,
    Event,
    EventMention,
    Extracted,
    Link,
    Mention,
    Participant,
    Post,
    Quote,
    Record,
    SolvedDate,
    Span,
    Timex,
)

HERE = Path(__file__).parent
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "texts").glob("*.txt"))}
SAMPLE: dict[str, Any] = yaml.safe_load((HERE / "sample.yaml").read_text(encoding="utf-8"))


def find(doc: str, words: str, after: int = 0) -> Span:
    """Where ``words`` stand in the text of ``doc``; they must."""
    start = TEXTS[doc].index(words, after)
    return Span(start, start + len(words))


def references(doc: str) -> list[tuple[Span, str, str]]:
    """(where, entity id, type) of each name of an entity in the text, the longer of two that begin together."""
    found: dict[int, tuple[Span, str, str]] = {}
    for entity in SAMPLE["entities"]:
        for name in entity["names"]:
            at = TEXTS[doc].find(name)
            while at >= 0:
                span = Span(at, at + len(name))
                if at not in found or found[at][0].end < span.end:
                    found[at] = (span, entity["id"], entity["type"])
                at = TEXTS[doc].find(name, span.end)
    return [found[at] for at in sorted(found)]


def document(doc: str) -> Document:
    """The first text has a menu above and a tail below; the second a line of keywords at its end."""
    text = TEXTS[doc]
    lines = text.splitlines(keepends=True)
    starts = [sum(len(line) for line in lines[:at]) for at in range(len(lines) + 1)]
    menu = 1 if doc == "a-harbour.txt" else 0
    last = len(lines) - {"a-harbour.txt": 2, "b-horizon.txt": 1}.get(doc, 0)
    credit = {"a-harbour.txt": "وكالة المرسى", "d-copy.txt": "المرسى"}.get(doc)
    return Document(
        id=doc,
        text=text,
        url="javascript:alert(1)" if doc == "e-mirror.txt" else f"https://news.example/{doc}",
        outlet=SAMPLE["outlets"].get(doc),
        title=lines[menu].strip(),
        title_span=Span(starts[menu], starts[menu + 1] - 1),
        dateline=find(doc, "عمّان - وكالة المرسى") if menu else None,
        credit=credit,
        credit_span=find(doc, credit) if credit else None,
        body=(Span(starts[menu + 1 + menu], starts[last] - 1),),
    )


def telling(doc: Document, one: dict[str, Any], keys: list[str]) -> EventMention:
    span = find(doc.id, one["trigger"], doc.body[0].start)
    return EventMention(
        doc=doc.id,
        start=span.start,
        end=span.end,
        trigger=one["trigger"],
        sentence=Span(doc.text.rfind("\n", 0, span.start) + 1, doc.text.index("\n", span.start)),
        kind=one["kind"],
        status=one["status"],
        rule="sample",
        chain=tuple(
            Link(
                source=link["source"],
                mention=keys.index(link["entity"]) if "entity" in link else None,
                cue=find(doc.id, link["cue"], doc.body[0].start),
                kind=link["kind"],
                stance=link["stance"],
                post=_post(doc.id, link["post"]) if "post" in link else None,
            )
            for link in one.get("chain", ())
        ),
        inside=one.get("inside"),
    )


def _post(doc: str, post: dict[str, str]) -> Post:
    return Post(find(doc, post["words"]), post["platform"])


def extracted(name: str) -> Extracted:
    doc = document(name)
    found = references(name)
    marks = [at for at, char in enumerate(doc.text) if char == '"']
    times = [(find(name, one["words"]), one) for one in SAMPLE["times"][name]]
    layers = Annotated(
        doc=doc,
        tokens=(),
        sentences=(),
        mentions=tuple(Mention(start=span.start, end=span.end, head=span, type=kind) for span, _, kind in found),
        timexes=tuple(Timex(start=at.start, end=at.end, type=one["type"], value=one["value"]) for at, one in times),
        quotes=tuple(Quote(a + 1, b, '"', '"') for a, b in zip(marks[::2], marks[1::2], strict=True)),
    )
    keys = [key for _, key, _ in found]
    return Extracted(annotated=layers, events=tuple(telling(doc, one, keys) for one in SAMPLE["tellings"][name]))


def entity(one: dict[str, Any]) -> Entity:
    return Entity(
        id=one["id"],
        type=one["type"],
        subtype=one.get("subtype"),
        country=one.get("country"),
        name_en=one.get("en"),
        name_ar=one["names"][0],
        names_ar=tuple(one["names"]),
        titles=tuple(one.get("titles", ())),
        mentions=tuple(
            (doc, at) for doc in TEXTS for at, (_, key, _) in enumerate(references(doc)) if key == one["id"]
        ),
    )


def steps(some: list[dict[str, str]]) -> tuple[Basis, ...]:
    return tuple(Basis(one["doc"], find(one["doc"], one["words"]), one["says"]) for one in some)


def disagreement(one: dict[str, Any]) -> Disagreement:
    accounts = [
        Account(account.get("value", account["words"]), account["doc"], find(account["doc"], account["words"]))
        for account in one["accounts"]
    ]
    return Disagreement(one["field"], tuple(accounts))


def event(one: dict[str, Any]) -> Event:
    key = one["id"]
    where = [
        (doc, at) for doc in TEXTS for at, told in enumerate(SAMPLE["tellings"][doc]) if told["event"] == key
    ]
    docs = {doc for doc, _ in where}
    edtf, earliest, latest = one["date"]
    return Event(
        id=key,
        kind=one["kind"],
        status=one["status"],
        title_en=one["en"],
        title_ar=one["ar"],
        date=SolvedDate(
            edtf=edtf,
            earliest=earliest,
            latest=latest,
            basis=steps(SAMPLE["basis"].get(key, [])),
            clash=steps(SAMPLE["clash"].get(key, [])),
        ),
        place=one.get("place"),
        participants=tuple(Participant(who, role) for who, role in one["who"].items()),
        topics=tuple(one.get("topics", ())),
        mentions=tuple(where),
        corroboration=Corroboration(
            documents=len(docs),
            outlets=len({SAMPLE["outlets"].get(doc) for doc in docs}),
            independent=len(docs - {"d-copy.txt"}),
            why=tuple(SAMPLE["why"].get(key, ())),
        ),
        disagreements=tuple(disagreement(some) for some in SAMPLE["disagreements"].get(key, ())),
        plover=("CONSULT", "visit", ("military",)) if one["kind"] == "visit" else None,
    )


def published(doc: str) -> SolvedDate:
    one = SAMPLE["published"][doc]
    first, _, last = (one["edtf"] or "").partition("/")
    reasons = steps([{"doc": doc, **step} for step in one["steps"]])
    return SolvedDate(edtf=one["edtf"], earliest=first or None, latest=last or first or None, basis=reasons)


@pytest.fixture(scope="session")
def record() -> Record:
    """Five documents (two of one text), 17 entities, 14 events of every status."""
    return Record(
        documents=tuple(extracted(doc) for doc in TEXTS),
        published=tuple(published(doc) for doc in TEXTS),
        copy_groups=tuple("copies-1" if doc in ("c-shores.txt", "d-copy.txt") else None for doc in TEXTS),
        entities=tuple(entity(one) for one in SAMPLE["entities"]),
        events=tuple(event(one) for one in SAMPLE["events"]),
    )


@pytest.fixture(scope="session")
def failures() -> tuple[tuple[str, str, str], ...]:
    """Two documents kept aside."""
    return (
        ("broken/page-17.html", "clean", "no article found in the page"),
        ("empty.txt", "ingest", "the file is empty"),
    )


@pytest.fixture
def dated(record: Record) -> Any:
    """Makes the sample with its first events at the given EDTF dates and no others."""

    def make(*dates: str | None) -> Record:
        base = record.events[0]
        events = [
            msgspec.structs.replace(base, id=f"e{at:03}", date=SolvedDate(edtf=edtf)) for at, edtf in enumerate(dates)
        ]
        return msgspec.structs.replace(record, events=tuple(events))

    return make

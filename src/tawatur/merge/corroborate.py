"""How many independent sources tell an event: copies, shared passages and one common source count once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from tawatur.merge.copies import Pair
from tawatur.merge.inputs import Key, Resolved, innermost
from tawatur.merge.shared import Words, settings
from tawatur.model import Corroboration, Extracted, Kind
from tawatur.rules.text import normal


class Origins:
    """The documents of one event, joined where one rests on what the other rests on."""

    def __init__(self, docs: Sequence[int]) -> None:
        self.root = {doc: doc for doc in docs}
        self.why: list[str] = []

    def find(self, doc: int) -> int:
        """The document that stands for the origin of ``doc``."""
        while self.root[doc] != doc:
            doc = self.root[doc]
        return doc

    def join(self, docs: Sequence[int], why: str) -> None:
        """Count ``docs`` as one origin from now on."""
        roots = sorted({self.find(doc) for doc in docs})
        if len(roots) > 1:
            for other in roots[1:]:
                self.root[other] = roots[0]
            self.why.append(why)

    def count(self) -> int:
        """How many origins there are."""
        return len({self.find(doc) for doc in self.root})


def _passage(mention: Key, docs: Sequence[Extracted], words: Words) -> tuple[int, int]:
    """The words of a mention's sentence, as a range of words of its document."""
    sentence = docs[mention[0]].events[mention[1]].sentence
    return bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)


def _share_passage(pair: Pair, a: tuple[int, int], b: tuple[int, int], own: Sequence[bool]) -> bool:
    """Whether two sentences (ranges of words) are one passage; ``own`` marks words of the first that are no names."""
    limits = settings()
    common = 0
    for run in pair.runs:
        low, high = max(run.a, a[0], b[0] - run.b + run.a), min(run.a + run.length, a[1], b[1] - run.b + run.a)
        if high > low and any(own[low:high]):
            common += high - low
    shorter = min(a[1] - a[0], b[1] - b[0])
    return bool(common >= limits["passage_least"] and common >= limits["passage_share"] * shorter)


def outermost(docs: Sequence[Extracted], mention: Key, resolved: Resolved) -> str | None:
    """The named source that a mention's chain begins with: an entity or the folded words; None for the own voice and
    for unnamed sources."""
    extracted = docs[mention[0]]
    doc = extracted.annotated.doc.id
    for link in extracted.events[mention[1]].chain:
        if link.kind in ("anonymous", "reports") or link.source == "anonymous":
            return None
        if link.mention is not None and (doc, link.mention) in resolved.of:
            return resolved.of[(doc, link.mention)]
        return normal(link.source) or None
    return None


def corroborate(
    kind: Kind,
    mentions: Sequence[Key],
    docs: Sequence[Extracted],
    resolved: Resolved,
    texts: Sequence[Words],
    pairs: Mapping[tuple[int, int], Pair],
    copy_groups: Sequence[str | None],
) -> Corroboration:
    """Documents, outlets and independent sources of one event.

    An unknown outlet counts as one of its own, copies of one text by unknown outlets as one. Independent sources are
    what remains of the documents after joining: copies of one text; texts mostly made of the other's words; passages
    that share most of their words; documents that credit one agency; documents all of whose mentions rest on one named
    source; of a statement, documents that hear it from one speaker.
    """
    by_doc: dict[int, list[Key]] = {}
    for mention in mentions:
        by_doc.setdefault(mention[0], []).append(mention)
    numbers = sorted(by_doc)
    origins = Origins(numbers)
    _join_equal(origins, {doc: copy_groups[doc] for doc in numbers}, "copies of one text")
    credits = {doc: normal(docs[doc].annotated.doc.credit or "") or None for doc in numbers}
    _join_equal(origins, credits, "credited to one agency")
    sources = {}
    for doc in numbers:
        found = {outermost(docs, mention, resolved) for mention in by_doc[doc]}
        sources[doc] = found.pop() if len(found) == 1 else None
    _join_equal(origins, sources, "rest on one source")
    if kind == "statement":
        speakers = {}
        for doc in numbers:
            heard = {innermost(docs[doc], docs[doc].events[at], resolved) for _, at in by_doc[doc]} - {None}
            speakers[doc] = heard.pop() if len(heard) == 1 else None
        _join_equal(origins, speakers, "one speaker's words")
    for a, b in _paired(numbers, pairs):
        pair = pairs[a, b]
        if origins.find(a) == origins.find(b):
            continue
        if pair.rests:
            origins.join([a, b], f"one in the words of the other: {texts[a].doc}, {texts[b].doc}")
        elif any(
            _share_passage(pair, _passage(one, docs, texts[a]), _passage(other, docs, texts[b]), texts[a].own)
            for one in by_doc[a]
            for other in by_doc[b]
        ):
            origins.join([a, b], f"one passage: {texts[a].doc}, {texts[b].doc}")
    outlets = {normal(docs[doc].annotated.doc.outlet or "") or copy_groups[doc] or texts[doc].doc for doc in numbers}
    return Corroboration(len(numbers), len(outlets), origins.count(), tuple(origins.why))


def _paired(numbers: Sequence[int], pairs: Mapping[tuple[int, int], Pair]) -> Iterator[tuple[int, int]]:
    """Those of ``pairs`` that lie among ``numbers``, in order; never more steps than there are pairs."""
    if len(numbers) ** 2 > len(pairs):
        among = set(numbers)
        yield from sorted(key for key in pairs if key[0] in among and key[1] in among)
    else:
        yield from ((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :] if (a, b) in pairs)


def _join_equal(origins: Origins, value_of: Mapping[int, str | None], why: str) -> None:
    by_value: dict[str, list[int]] = {}
    for doc, value in value_of.items():
        if value is not None:
            by_value.setdefault(value, []).append(doc)
    for value in sorted(by_value):
        if len(by_value[value]) > 1:
            origins.join(by_value[value], f"{why}: {value}")

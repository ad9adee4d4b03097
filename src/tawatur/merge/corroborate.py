"""How many independent sources tell an event: copies, shared passages and one common source count once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from tawatur.merge.copies import Pair
from tawatur.merge.inputs import Key, Resolved, innermost
from tawatur.merge.shared import Words, settings
from tawatur.model import Corroboration, Extracted, Kind
from tawatur.rules.outlets import Outlets, skeleton
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
            if why not in self.why:
                self.why.append(why)

    def count(self) -> int:
        """How many origins there are."""
        return len({self.find(doc) for doc in self.root})


def _passage(mention: Key, docs: Sequence[Extracted], words: Words) -> tuple[int, int]:
    """The words of a mention's sentence, as a range of words of its document."""
    sentence = docs[mention[0]].events[mention[1]].sentence
    return bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)


def _share_passage(
    pair: Pair, a: tuple[int, int], b: tuple[int, int], own: Sequence[bool], *, agency: bool = False
) -> bool:
    """Whether two sentences (ranges of words) are one passage; ``own`` marks words of the first that are no names,
    ``agency``: both may have them from one agency, so fewer words are enough."""
    limits = settings()
    kind = "_agency" if agency else ""
    common = 0
    for run in pair.runs:
        low, high = max(run.a, a[0], b[0] - run.b + run.a), min(run.a + run.length, a[1], b[1] - run.b + run.a)
        if high > low and any(own[low:high]):
            common += high - low
    shorter = min(a[1] - a[0], b[1] - b[0])
    return bool(common >= limits[f"passage_least{kind}"] and common >= limits[f"passage_share{kind}"] * shorter)


def outermost(docs: Sequence[Extracted], mention: Key, resolved: Resolved) -> str | None:
    """The named source that a mention's chain begins with: an entity or the folded words; None for the own voice and
    for unnamed sources."""
    extracted = docs[mention[0]]
    doc = extracted.annotated.doc.id
    for link in extracted.events[mention[1]].chain:
        if link.kind in ("anonymous", "reports", "post") or link.source == "anonymous":
            return None
        if link.mention is not None and (doc, link.mention) in resolved.of:
            return resolved.of[(doc, link.mention)]
        return normal(link.source) or None
    return None


def poster(docs: Sequence[Extracted], mentions: Sequence[Key], resolved: Resolved) -> str | None:
    """Whose posts one document's mentions of an event rest on: all of them on one author, one of them at least on a
    post of his; None otherwise."""
    authors: set[str | None] = set()
    posts: set[str | None] = set()
    for mention in mentions:
        extracted = docs[mention[0]]
        doc, event = extracted.annotated.doc.id, extracted.events[mention[1]]
        authors.add(innermost(extracted, event, resolved))
        posts |= {
            resolved.of.get((doc, link.mention))
            for link in event.chain
            if link.post is not None and link.mention is not None
        }
    author = authors.pop() if len(authors) == 1 else None
    return author if author in posts else None


def corroborate(
    kind: Kind,
    mentions: Sequence[Key],
    docs: Sequence[Extracted],
    resolved: Resolved,
    texts: Sequence[Words],
    pairs: Mapping[tuple[int, int], Pair],
    copy_groups: Sequence[str | None],
    outlets: Outlets,
) -> Corroboration:
    """Documents, outlets and independent sources of one event.

    An unknown outlet counts as one of its own, copies of one text by unknown outlets as one. Independent sources are
    what remains of the documents after joining: copies of one text; texts mostly made of the other's words; passages
    that share most of their words; documents that credit one agency, and that agency's own; documents all of whose
    mentions rest on one named source, or on posts of one author; of a statement, documents that hear it from one
    speaker; documents of one owner, unless they name different origins.
    """
    by_doc: dict[int, list[Key]] = {}
    for mention in mentions:
        by_doc.setdefault(mention[0], []).append(mention)
    numbers = sorted(by_doc)
    origins = Origins(numbers)
    _join_equal(origins, {doc: copy_groups[doc] for doc in numbers}, "copies of one text")
    printed = {doc: outlets.key(docs[doc].annotated.doc.outlet) for doc in numbers}
    credits = {doc: outlets.key(docs[doc].annotated.doc.credit) for doc in numbers}
    credited = set(credits.values())
    agency = {doc: credits[doc] or (printed[doc] if printed[doc] in credited else None) for doc in numbers}
    shown = {
        key: name for doc in reversed(numbers) if (key := credits[doc]) and (name := docs[doc].annotated.doc.credit)
    }
    _join_equal(origins, agency, "credited to one agency", shown)
    sources = {}
    for doc in numbers:
        found = {outermost(docs, mention, resolved) for mention in by_doc[doc]}
        sources[doc] = found.pop() if len(found) == 1 else None
    _join_equal(origins, sources, "rest on one source")
    _join_equal(origins, {doc: poster(docs, by_doc[doc], resolved) for doc in numbers}, "posts of one author")
    if kind == "statement":
        speakers = {}
        for doc in numbers:
            heard = {innermost(docs[doc], docs[doc].events[at], resolved) for _, at in by_doc[doc]} - {None}
            speakers[doc] = heard.pop() if len(heard) == 1 else None
        _join_equal(origins, speakers, "one speaker's words")
    news = {doc: _news(docs[doc], agency[doc], printed[doc], outlets) for doc in numbers}
    for a, b in _paired(numbers, pairs):
        pair = pairs[a, b]
        if origins.find(a) == origins.find(b):
            continue
        if pair.rests:
            origins.join([a, b], f"one in the words of the other: {texts[a].doc}, {texts[b].doc}")
            continue
        both = bool(news[a] & news[b])
        if any(
            _share_passage(
                pair, _passage(one, docs, texts[a]), _passage(other, docs, texts[b]), texts[a].own, agency=both
            )
            for one in by_doc[a]
            for other in by_doc[b]
        ):
            origins.join([a, b], f"one passage: {texts[a].doc}, {texts[b].doc}")
    named = {doc: agency[doc] or sources[doc] for doc in numbers}
    papers = {doc: docs[doc].annotated.doc.outlet for doc in numbers if printed[doc] is not None}
    _join_owned(origins, {doc: outlets.owner(paper) or paper or "" for doc, paper in papers.items()}, named)
    told = {printed[doc] or copy_groups[doc] or texts[doc].doc for doc in numbers}
    return Corroboration(len(numbers), len(told), origins.count(), tuple(origins.why))


def _paired(numbers: Sequence[int], pairs: Mapping[tuple[int, int], Pair]) -> Iterator[tuple[int, int]]:
    """Those of ``pairs`` that lie among ``numbers``, in order; never more steps than there are pairs."""
    if len(numbers) ** 2 > len(pairs):
        among = set(numbers)
        yield from sorted(key for key in pairs if key[0] in among and key[1] in among)
    else:
        yield from ((a, b) for at, a in enumerate(numbers) for b in numbers[at + 1 :] if (a, b) in pairs)


def _news(extracted: Extracted, agency: str | None, printed: str | None, outlets: Outlets) -> frozenset[str]:
    """The agencies whose news a document may print: the one that it credits, and it alone; else the outlet itself and
    those that the outlet takes."""
    if agency is not None:
        return frozenset({agency})
    return outlets.agencies(extracted.annotated.doc.outlet) | ({printed} if printed is not None else frozenset())


def _join_owned(origins: Origins, owners: Mapping[int, str], named: Mapping[int, str | None]) -> None:
    """Join the documents of each owner (of an outlet without one: of the outlet itself), but for those that name
    different origins; those that name none go with the first that does."""
    by_owner: dict[str, list[int]] = {}
    for doc, owner in owners.items():
        by_owner.setdefault(skeleton(owner) or "", []).append(doc)
    for key in sorted(by_owner):
        members = sorted(by_owner[key], key=lambda doc: (named[doc] is None, doc))
        owner = owners[members[0]]
        first: dict[str, int] = {}
        for doc in members:
            origin = named[doc]
            if origin is None:
                origins.join([members[0], doc], f"one owner: {owner}")
            else:
                origins.join([first.setdefault(origin, doc), doc], f"one owner: {owner}")


def _join_equal(
    origins: Origins, value_of: Mapping[int, str | None], why: str, shown: Mapping[str, str] | None = None
) -> None:
    """Join documents of one value; ``shown``: the values as people write them."""
    by_value: dict[str, list[int]] = {}
    for doc, value in value_of.items():
        if value is not None:
            by_value.setdefault(value, []).append(doc)
    for value in sorted(by_value):
        if len(by_value[value]) > 1:
            origins.join(by_value[value], f"{why}: {(shown or {}).get(value, value)}")

"""Judging what is one entity: judgements are kept beside the record, which is put together again by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tawatur.api.match import NotFound, named, written_alike
from tawatur.api.verbs import open
from tawatur.api.view import RecordView
from tawatur.model import Anchor, Entity, Judgement, JudgementError, Verdict
from tawatur.store import Reader, Writer, read_judgements, write_judgements

Place = tuple[str, int]


class Judged(Struct, frozen=True):
    """A judgement that was given or taken back, and the entities of its two mentions before and after: one or two."""

    judgement: Judgement
    before: tuple[Entity, ...]
    after: tuple[Entity, ...]


def judge(record: str | Path, verdict: Verdict, a: str, b: str, *, note: str | None = None) -> Judged:
    """Say that ``a`` and ``b`` are the same entity, or different ones, and put the record together again.

    Each is an id or a name, as RecordView.entity takes it; where two names are "different" but of one entity, they are
    two of its written forms, and the second is set aside. NotFound for a name that the record doesn't know,
    JudgementError for one that fits several entities and for what an earlier judgement contradicts.
    """
    path = Path(record)
    with _holding(path) as writer:
        given = read_judgements(path)
        with open(path) as view:
            anchors = _anchors(view, verdict, a, b)
            before = _entities(view, anchors)
        number = max((each.id for each in given), default=0) + 1
        judgement = Judgement(id=number, verdict=verdict, a=anchors[0], b=anchors[1], note=note)
        _check(writer, given, judgement, (a, b))
        return _put(writer, (*given, judgement), judgement, before)


def undo(record: str | Path, number: int) -> Judged:
    """Take the judgement with this number back and put the record together again; NotFound where there is none."""
    path = Path(record)
    with _holding(path) as writer:
        given = read_judgements(path)
        judgement = next((each for each in given if each.id == number), None)
        if judgement is None:
            raise NotFound(f"{number}: no judgement has this number")
        with open(path) as view:
            before = _entities(view, (judgement.a, judgement.b))
        return _put(writer, [each for each in given if each is not judgement], judgement, before)


@contextmanager
def _holding(path: Path) -> Iterator[Writer]:
    """The record, up to date, with other builders kept out."""
    from tawatur.pipeline.build import build  # not above: see verbs

    Reader(path).close()  # a record that is missing must not be made
    with Writer(path) as writer:
        build((), writer)
        yield writer


def _put(writer: Writer, judgements: Sequence[Judgement], judgement: Judgement, before: tuple[Entity, ...]) -> Judged:
    from tawatur.pipeline.build import build

    write_judgements(writer.path, judgements)
    build((), writer)
    with open(writer.path) as view:
        return Judged(judgement, before, _entities(view, (judgement.a, judgement.b)))


def _check(writer: Writer, given: Sequence[Judgement], new: Judgement, names: tuple[str, str]) -> None:
    from tawatur.resolve import resolve

    said = {(each.verdict, *sorted((each.a, each.b), key=_order)): each.id for each in given}
    known = said.get((new.verdict, *sorted((new.a, new.b), key=_order)))
    if known is not None:
        raise JudgementError(f"judgement {known} says so already")
    idle = resolve(list(writer.all_extracted()), (*given, new)).idle.get(new.id)
    if idle is not None:
        raise JudgementError(f"{names[0]} and {names[1]} can't be {new.verdict}: {idle}")


def _order(anchor: Anchor) -> tuple[str, int, int]:
    return (anchor.doc, anchor.start, anchor.end)


# Names into mentions


def _anchors(view: RecordView, verdict: Verdict, a: str, b: str) -> tuple[Anchor, Anchor]:
    one = _only(view, a)
    if verdict == "different" and _written(view, one, b) and not named(view.entities, b):
        return _forms(view, one, a, b)  # an office or description, which is no name of anybody
    other = _only(view, b)
    if one.id != other.id:
        return _anchor(view, _typical(view, one)), _anchor(view, _typical(view, other))
    if verdict == "same":
        raise JudgementError(f"{a} and {b} are one entity already: {one.id}")
    return _forms(view, one, a, b)


def _only(view: RecordView, name: str) -> Entity:
    found = view.entities_named(name)
    if len(found) > 1:
        ids = ", ".join(entity.id for entity in found)
        raise JudgementError(f"{name}: {len(found)} entities may be meant, name one by its id: {ids}")
    return found[0]


def _typical(view: RecordView, entity: Entity) -> Place:
    """The mention that an entity is told by: its chief name, else a name, else what there is; the first of these."""

    def rank(place: Place) -> tuple[bool, bool, Place]:
        mention = view.extracted(place[0]).annotated.mentions[place[1]]
        return (mention.form != "name", _words(view, place) != entity.name_ar, place)

    return min(entity.mentions, key=rank)


def _forms(view: RecordView, entity: Entity, a: str, b: str) -> tuple[Anchor, Anchor]:
    """Mentions of one entity that are written as ``a`` and as ``b``; of one document, where there are such."""
    ours, theirs = (_written(view, entity, entity.name_ar if name == entity.id else name) for name in (a, b))
    if not ours or not theirs or set(ours) & set(theirs):
        forms = ", ".join(dict.fromkeys(_words(view, place) for place in entity.mentions))
        raise JudgementError(f"{a} and {b} are both {entity.id}; name two of the forms it is written in: {forms}")
    both = {doc for doc, _ in ours} & {doc for doc, _ in theirs}
    one, other = (
        min(places, key=lambda place: (place[0] != min(both, default=""), place)) for places in (ours, theirs)
    )
    return _anchor(view, one), _anchor(view, other)


def _written(view: RecordView, entity: Entity, form: str) -> list[Place]:
    return [place for place in entity.mentions if written_alike(_words(view, place), form)]


def _words(view: RecordView, place: Place) -> str:
    layers = view.extracted(place[0]).annotated
    return layers.mentions[place[1]].head.of(layers.doc.text)


def _anchor(view: RecordView, place: Place) -> Anchor:
    head = view.extracted(place[0]).annotated.mentions[place[1]].head
    return Anchor(place[0], head.start, head.end, _words(view, place))


def _entities(view: RecordView, anchors: Sequence[Anchor]) -> tuple[Entity, ...]:
    """The entities that the mentions belong to, each once; none for a mention that isn't there."""
    wanted = [(anchor.doc, (anchor.start, anchor.end)) for anchor in anchors]
    heads: dict[tuple[str, tuple[int, int]], Entity] = {}
    docs = {anchor.doc for anchor in anchors}
    for entity in view.entities:
        for doc, index in entity.mentions:
            if doc in docs:
                head = view.extracted(doc).annotated.mentions[index].head
                heads.setdefault((doc, (head.start, head.end)), entity)
    found = {heads[place].id: heads[place] for place in wanted if place in heads}
    return tuple(found.values())

"""Event mentions in one text, and events across texts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tawatur.model.annotation import Annotated, EntityType
from tawatur.model.span import Span

Kind = Literal[
    "visit",
    "meeting",
    "agreement",
    "exercise",
    "arms_transfer",
    "statement",
    "protest",
    "aid",
    "sanction",
    "appointment",
    "conflict",
    "diplomatic_change",
    "other",
]
Status = Literal["occurred", "ongoing", "planned", "denied", "hypothetical", "cancelled"]
Role = Literal["actor", "recipient", "participant"]
LinkKind = Literal["medium", "institution", "speaker", "anonymous", "reports", "post"]


class Argument(Struct, frozen=True):
    """Who takes part in an event mention: ``mention`` is an index into ``Annotated.mentions``."""

    mention: int
    role: Role
    why: str = ""


class Post(Struct, frozen=True):
    """A post through which a source spoke."""

    words: Span
    """The words that say so ("في تغريدة على حسابه")."""
    platform: str | None
    """Id of the platform in resources/events/posts.yaml; None where the text does not say which."""


class Link(Struct, frozen=True, kw_only=True):
    """One link of a chain of attribution."""

    source: str
    """The source as written, or "anonymous"."""
    mention: int | None
    """Index into ``Annotated.mentions``; None where the source is no entity."""
    cue: Span
    """The words that attribute ("وبحسب بيان الجيش المغربي")."""
    kind: LinkKind
    stance: str = "neutral"
    """neutral, claim, deny, confirm: what the reporting verb says of the content."""
    rule: str = ""
    post: Post | None = None
    """The post in which the source said it, where the text says that it was one."""


class Quotation(Struct, frozen=True, kw_only=True):
    """Words that the text gives as somebody's own: ``text[start:end]``, without the marks around them."""

    start: int
    end: int
    speaker: Span | None
    """Where the text names who said it, as far as it does."""
    mention: int | None
    """Index into ``Annotated.mentions``; None where the speaker is no entity ("مصدر مطلع")."""
    cue: Span | None
    """The word that introduces it ("وأضاف", "قائلا"); None where it goes on from the quotation before."""
    kind: LinkKind
    marked: bool
    """Whether quotation marks stand around it."""


class Quantity(Struct, frozen=True):
    """A figure that belongs to an event mention, for comparing accounts."""

    start: int
    end: int
    value: float
    unit: str
    """"person", "dead", "dead, soldier", "USD", "aircraft", ... """
    approx: bool = False
    bound: Literal["least", "most"] | None = None
    """Whether the figure is the least or the most that the words allow ("more than 500")."""
    trend: Literal["newer", "former"] | None = None
    """Whether the text itself gives it as a new figure ("rose to 31") or as one told earlier ("a first count of 9")."""
    chain: tuple[Link, ...] = ()
    """Who gives the figure, outermost first."""


class EventMention(Struct, frozen=True, kw_only=True):
    """One telling of an event in one text: ``text[start:end] == trigger`` always holds."""

    doc: str
    start: int
    end: int
    trigger: str
    sentence: Span
    kind: Kind
    status: Status
    rule: str
    modifier: str | None = None
    args: tuple[Argument, ...] = ()
    place: int | None = None
    """Index into ``Annotated.mentions``."""
    timexes: tuple[int, ...] = ()
    """Indices into ``Annotated.timexes`` that date this mention (durations included)."""
    chain: tuple[Link, ...] = ()
    topics: tuple[str, ...] = ()
    names: tuple[Span, ...] = ()
    """Proper name of an exercise, agreement or conference."""
    quantities: tuple[Quantity, ...] = ()
    same_as: int | None = None
    """Index (in Extracted.events) of an earlier mention that this one repeats in the text ("الزيارة")."""
    inside: int | None = None
    """Index of the mention that this one is a part of (a meeting during a visit)."""
    relations: tuple[tuple[str, int, int | None], ...] = ()
    """Time relations to other mentions: (relation, index of other mention, index of the timex that says how far):
    ("after", 3, 7) = this one came the span of timex 7 after mention 3; "before", "during", "same_day" likewise."""
    news: bool = False
    """Told as what has just happened: by a finite verb in a main clause that does not look back."""
    background: bool = False
    narrative: int = 0
    """Order of telling within a run of background sentences, for the soft rule that such runs are chronological."""


class Extracted(Struct, frozen=True, kw_only=True):
    """What one document yields; the unit that the store keeps."""

    annotated: Annotated
    events: tuple[EventMention, ...]
    quotations: tuple[Quotation, ...] = ()
    """Direct quotations in the order of the text."""


class Entity(Struct, frozen=True, kw_only=True):
    """One real-world actor or place, across documents."""

    id: str
    type: EntityType
    country: str | None
    name_en: str | None
    name_ar: str
    names_ar: tuple[str, ...]
    titles: tuple[str, ...] = ()
    subtype: str | None = None
    key: str | None = None
    mentions: tuple[tuple[str, int], ...] = ()
    """(document id, index into its Annotated.mentions), sorted."""
    why: tuple[str, ...] = ()
    """Reasons for the joins, for people."""


class Basis(Struct, frozen=True):
    """One step towards a date: the words it rests on and what they say."""

    doc: str
    span: Span
    says: str
    """What they say, in English."""
    step: str = ""
    """Name of the step in resources/time/steps.yaml, which says it in every language."""
    values: tuple[tuple[str, str], ...] = ()
    """What the step is filled with: (name, value)."""


class SolvedDate(Struct, frozen=True, kw_only=True):
    """An EDTF date with its bounds; all None where nothing can be said."""

    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: tuple[Basis, ...] = ()
    clash: tuple[Basis, ...] = ()
    """Words that contradict each other, where the solver had to leave them out."""


class Participant(Struct, frozen=True):
    """Who took part in an event: an entity's id and its role."""

    entity: str
    role: Role


class Account(Struct, frozen=True):
    """One outlet's value for a disputed field, in its own words."""

    value: str
    doc: str
    span: Span
    means: str = ""
    """What the words mean, as it was compared: "31", ">=500", "2021-11-24", "P2D", "denied", an entity's id."""
    chain: tuple[Link, ...] = ()
    """Who says so, outermost first; empty for the article's own voice."""


class Disagreement(Struct, frozen=True):
    """A field of an event that the accounts fill differently."""

    field: str
    accounts: tuple[Account, ...]


class Corroboration(Struct, frozen=True):
    """How many documents, outlets and independent origins tell an event, and why the origins are so many."""

    documents: int
    outlets: int
    independent: int
    why: tuple[str, ...] = ()


class Event(Struct, frozen=True, kw_only=True):
    """One happening, however often it is told."""

    id: str
    kind: Kind
    status: Status
    title_en: str
    title_ar: str
    date: SolvedDate
    place: str | None
    participants: tuple[Participant, ...]
    topics: tuple[str, ...]
    mentions: tuple[tuple[str, int], ...]
    """(document id, index into its Extracted.events), by document id and start."""
    corroboration: Corroboration
    disagreements: tuple[Disagreement, ...] = ()
    names: tuple[str, ...] = ()
    plover: tuple[str, str | None, tuple[str, ...]] | None = None
    """PLOVER event, mode, contexts."""


class Record(Struct, frozen=True, kw_only=True):
    """Everything that was found in a set of documents; what the store holds and the exports read."""

    documents: tuple[Extracted, ...]
    """By document id."""
    published: tuple[SolvedDate, ...]
    """Parallel to ``documents``."""
    copy_groups: tuple[str | None, ...]
    """Parallel to ``documents``."""
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]

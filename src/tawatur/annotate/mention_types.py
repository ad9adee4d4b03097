"""What passes between the parts of the mention grammar."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

from tawatur.model import EntityType, MentionForm, Span

Number = Literal["singular", "dual", "plural"]
State = Literal["bare", "accusative", "definite", "construct", "possessed"]


class NameLike(Protocol):
    """A name found in the text; ``start``/``end`` leave proclitics out."""

    @property
    def start(self) -> int:
        """Where the name begins, proclitics left out."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def type(self) -> str:
        """PERSON, ORG, COUNTRY or PLACE."""

    @property
    def subtype(self) -> str | None:
        """Finer type, as in ``Mention``."""

    @property
    def key(self) -> str | None:
        """What the lexicon knows it as."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-3."""

    @property
    def source(self) -> str:
        """Lexicon or model that found it."""


class Part(Struct, frozen=True, kw_only=True):
    """A phrase that the grammar recognised: tokens ``first`` to ``last`` (exclusive), from ``start`` to ``end``.

    ``lead`` holds the folded proclitics before it. A part without ``type`` (a portfolio, a common noun)
    is no mention by itself. ``accept`` tells whether it may stand as a mention outside of a larger phrase.
    """

    first: int
    last: int
    start: int
    end: int
    lead: str = ""
    type: EntityType | None = None
    form: MentionForm = "name"
    subtype: str | None = None
    kind: str | None = None
    key: str | None = None
    country: str | None = None
    office: str | None = None
    number: Number = "singular"
    definite: bool = False
    accept: bool = True
    rank: bool = False
    """A rank or style of address, not an office."""
    alone: bool = True
    """Whether a rank stands for a person without a name beside it."""
    bare: bool = False
    """Whether an office is the head noun only, without any complement."""
    head: Span | None = None
    """The name in a phrase that holds more than the name."""
    titles: tuple[Span, ...] = ()
    children: tuple[Part, ...] = ()
    rule: str = ""

    @property
    def span(self) -> Span:
        """Characters of the phrase without its proclitics."""
        return Span(self.start, self.end)

    @property
    def accept_here(self) -> bool:
        """Whether it may stand on its own in a sentence; styles of address may, as they announce a person."""
        return self.type is not None and (self.accept or self.rank)

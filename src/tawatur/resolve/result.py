"""What resolving yields."""

from __future__ import annotations

from msgspec import Struct

from tawatur.model import Entity


class Unsure(Struct, frozen=True):
    """Two entities that may be one but were kept apart, with what speaks for it and what is missing."""

    a: str
    b: str
    why: str


class Resolution(Struct, frozen=True, kw_only=True):
    """Which mention means which entity, for a set of documents.

    A key is ``(document id, index into Annotated.mentions)``. A mention whose meaning stays open is in neither mapping.
    """

    entities: tuple[Entity, ...]
    """By id."""
    of: dict[tuple[str, int], str]
    groups: dict[tuple[str, int], tuple[str, ...]]
    """Mentions of several parties at once ("البلدين"): the ids of these, in order of the text."""
    unsure: tuple[Unsure, ...] = ()
    idle: dict[int, str] = {}
    """Judgements that have no effect, by number, and why."""

"""What people judge to be one entity, or not to be one."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Verdict = Literal["same", "different"]


class Anchor(Struct, frozen=True, forbid_unknown_fields=True):
    """A mention by its place, which stays where ids of entities change: in ``doc``, ``text[start:end] == name``."""

    doc: str
    start: int
    end: int
    name: str


class Judgement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whether two mentions mean one entity, whatever the rules say; ``id`` is a small number."""

    id: int
    verdict: Verdict
    a: Anchor
    b: Anchor
    """Of two that are different, the one that is set aside: what fits both stays with ``a``."""
    note: str | None = None

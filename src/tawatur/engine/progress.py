"""What is told during a build and at its end."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tawatur.store import Failure

State = Literal["new", "replaced", "unchanged", "read again", "kept aside"]


class Step(Struct, frozen=True):
    """Told after each document is dealt with: its id, what became of it, and how many there were so far."""

    document: str
    state: State
    done: int


class Summary(Struct, frozen=True, kw_only=True):
    """What a build did, and what the record holds now."""

    new: int = 0
    replaced: int = 0
    """Documents whose id was stored with another content before."""
    unchanged: int = 0
    read_again: int = 0
    """Documents stored by another program version or with other word lists, read again from the stored text."""
    kept_aside: tuple[Failure, ...] = ()
    """Documents of this build that can't be used, with the step and the reason, by name."""
    documents: int = 0
    events: int = 0
    entities: int = 0

"""What an announcement is, and what may become of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tawatur.model import Status
from tawatur.views.material import Words

Outcome = Literal["fulfilled", "changed", "cancelled", "denied", "no_news", "not_due"]
OUTCOMES: tuple[Outcome, ...] = ("fulfilled", "changed", "cancelled", "denied", "no_news", "not_due")
Reason = Literal["one_event", "kind", "persons", "states", "place", "date"]


class Telling(Words, frozen=True):
    """One telling of an event: its trigger, its status, and when its document was written (EDTF)."""

    status: Status
    modifier: str | None
    written: str | None


class Change(Struct, frozen=True):
    """What turned out otherwise than announced, each side in its words. ``postponed``: words of a delay, without a new
    day of their own."""

    field: Literal["date", "place", "postponed"]
    announced: tuple[Words, ...]
    became: tuple[Words, ...]


class Announcement(Struct, frozen=True):
    """An event that was announced, and what the other documents tell of it.

    ``told``: the tellings that announce it; ``rests_on``: those that the outcome rests on, none without news.
    ``became``: the event that tells the outcome, the same one where the record joined them; ``why``: what links them.
    ``perhaps``: without news, other events of the kind that may be the one announced, but need not be. ``due``: first
    and last day that it was announced for. ``silent``: days that have at least passed between the last document that
    tells of it and the last dated document of the record (``counted_to``); never up to today.
    """

    event: str
    kind: str
    title_ar: str
    title_en: str
    told: tuple[Telling, ...]
    due: tuple[str, str] | None
    outcome: Outcome
    became: str | None
    why: tuple[Reason, ...]
    rests_on: tuple[Telling, ...]
    changes: tuple[Change, ...]
    perhaps: tuple[str, ...]
    silent: int | None
    last_news: str | None
    counted_to: str | None

"""Spans: half-open ranges of code points in a text as it was given."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """``text[start:end]``; offsets are Python string indices (code points), ``0 <= start <= end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span points at."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span (equal spans cover each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

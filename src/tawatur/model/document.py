"""Documents as read and as cleaned."""

from __future__ import annotations

from msgspec import Struct

from tawatur.model.span import Span


class RawDocument(Struct, frozen=True, kw_only=True):
    """One article as it came in. Exactly one of ``text`` and ``html`` is given."""

    id: str
    text: str | None = None
    html: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    """As given by the input (any ISO 8601 prefix); never guessed."""
    retrieved: str | None = None
    """When a crawler fetched it: an upper bound of the publication, never the publication."""
    source: str = ""
    """Path (and line) that the document was read from, for messages."""
    encoding: str | None = None


class Document(Struct, frozen=True, kw_only=True):
    """One article with its own text told apart from the page around it.

    All spans are offsets into ``text``, which is the given text unchanged (for HTML: the text
    that was taken from the page, which the record stores).
    """

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    """As given, else as the page itself names it."""
    title: str | None = None
    title_span: Span | None = None
    """Where the title stands in ``text``; None where it was given apart or is missing."""
    byline: Span | None = None
    dateline: Span | None = None
    """"الرباط - ...": city, reporter, agency before the first sentence."""
    dateline_place: Span | None = None
    credit: str | None = None
    """Agency or medium that the article credits as a whole, as written."""
    credit_span: Span | None = None
    published: str | None = None
    retrieved: str | None = None
    body: tuple[Span, ...] = ()
    """The article's own text, in order, without overlap; extraction reads nothing else but the title."""

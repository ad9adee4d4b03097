"""A text as the program reads it, without the cleaning of pages: for tests of what its words tell."""

from __future__ import annotations

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.model import Document, Extracted, Span


def read_text(text: str, name: str = "d") -> Extracted:
    """The layers and events of a text, all of it the body of an article."""
    return extract(annotate(Document(id=name, text=text, body=(Span(0, len(text)),))))

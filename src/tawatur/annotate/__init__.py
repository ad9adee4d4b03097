"""annotate: Document → layers (tokens, sentences, references to entities, time expressions, quotations, terms)."""

from __future__ import annotations

from tawatur.annotate.mentions import assemble
from tawatur.annotate.names import tagger
from tawatur.annotate.names_lookup import known_in
from tawatur.annotate.quotes import find_quotes
from tawatur.annotate.sentences import segment
from tawatur.annotate.terms import find_terms, outside
from tawatur.annotate.timex import find_timexes
from tawatur.model import Annotated, Document, ReaderName

__all__ = ["annotate"]


def annotate(doc: Document, reader: ReaderName = "fast") -> Annotated:
    """All layers of one document; ``reader`` is what finds its names."""
    tokens, sentences = segment(doc)
    known = known_in(tokens, sentences)
    terms = find_terms(doc.text, tokens, sentences, known)
    names = outside(tagger(reader).tag(doc.text, tokens, sentences, known), terms)
    return Annotated(
        doc=doc,
        tokens=tokens,
        sentences=sentences,
        mentions=assemble(doc.text, tokens, sentences, names),
        timexes=find_timexes(doc.text, tokens),
        quotes=find_quotes(doc.text, tokens, sentences),
        terms=terms,
    )

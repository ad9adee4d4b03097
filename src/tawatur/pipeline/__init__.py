"""The product on one screen: what happens to one document, and to all documents together."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tawatur.annotate import annotate
from tawatur.clean import clean
from tawatur.extract import extract
from tawatur.merge import merge
from tawatur.model import DocumentError, Extracted, Judgement, RawDocument, ReaderName, Record, TawaturError
from tawatur.resolve import resolve
from tawatur.rules.outlets import OutletRow, Outlets

MAX_TEXT = 2_000_000
"""Characters of text that one document may have."""

MAX_HTML = 10_000_000
"""Characters of HTML that one page may have."""


def analyse(raw: RawDocument, reader: ReaderName = "fast") -> Extracted:
    """Everything that one document says by itself: clean, annotate (with that ``reader`` of names), extract.

    Whatever goes wrong, expected or not, is raised as a DocumentError that names the step, so that one document never
    stops the rest; but for a ResourceError, which is a fault of the program's own data.
    """
    step = "size"
    try:
        _check(raw.id, raw.html or "", MAX_HTML)
        _check(raw.id, raw.text or "", MAX_TEXT)
        step = "clean"
        doc = clean(raw)
        _check(raw.id, doc.text, MAX_TEXT)
        step = "annotate"
        annotated = annotate(doc, reader)
        step = "extract"
        extracted = extract(annotated)
        _settle()
        return extracted
    except TawaturError:
        raise
    except Exception as error:
        raise DocumentError(raw.id, f"{type(error).__name__}: {error}", step) from error


@lru_cache(maxsize=1)
def _settle() -> None:
    """After the first document: its word lists and weights stay for good, so the collector of garbage needn't walk them
    again and again."""
    gc.collect()
    gc.freeze()


def assemble(
    documents: Iterable[Extracted], judgements: Sequence[Judgement] = (), outlets: Sequence[OutletRow] = ()
) -> Record:
    """Everything that the documents say together: one entity however it is written, one event however often it is told.

    ``judgements`` of people on entities go before the rules, and a table of ``outlets`` of their own before that which
    comes with the program. The order in which documents and judgements come makes no
    difference; their ids must differ.
    """
    docs = tuple(sorted(documents, key=lambda extracted: extracted.annotated.doc.id))
    resolution = resolve(docs, judgements)
    merged = merge(docs, resolution, Outlets(outlets))
    return Record(
        documents=docs, published=tuple(merged.published), copy_groups=tuple(merged.copy_groups),
        entities=tuple(resolution.entities), events=tuple(merged.events),
    )


def _check(document: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise DocumentError(document, f"has {len(text):,} characters, more than {limit:,}", "size")

"""Documents made by hand for resolving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tawatur.model import Annotated, Document, Extracted, Mention, Sentence, Span
from tawatur.rules.text import tokenize

Make = Callable[..., Extracted]


@pytest.fixture
def make() -> Make:
    """``make(id, text, (words, type, fields), ...)``: mentions in order of the text; repeated words are found in turn.

    ``title=`` among the fields names the words of a title that stand beside the head inside ``words``.
    """

    def build(name: str, text: str, *mentions: tuple[str, str, dict[str, Any]]) -> Extracted:
        tokens = tokenize(text)
        ends = [at for at, token in enumerate(tokens) if token.norm == "."] or [len(tokens) - 1]
        sentences, first = [], 0
        for last in ends:
            sentences.append(Sentence(tokens[first].start, tokens[last].end, first, last + 1))
            first = last + 1
        found, at = [], {}
        for words, kind, fields in mentions:
            start = text.index(words, at.get(words, 0))
            at[words] = start + 1
            end = start + len(words)
            fields = dict(fields)
            title = fields.pop("title", None)
            head, titles = Span(start, end), ()
            if title:
                where = text.index(title, start)
                titles = (Span(where, where + len(title)),)
                head = Span(where + len(title) + 1, end) if where == start else Span(start, where - 1)
            found.append(Mention(start=start, end=end, head=head, type=kind, titles=titles, **fields))
        doc = Document(id=name, text=text, body=(Span(0, len(text)),))
        layers = Annotated(
            doc=doc,
            tokens=tokens,
            sentences=tuple(sentences),
            mentions=tuple(sorted(found, key=lambda m: (m.start, -m.end))),
            timexes=(),
            quotes=(),
        )
        return Extracted(annotated=layers, events=())

    return build

"""Ranks and offices of a person, as accounts of one event give them."""

from __future__ import annotations

from functools import lru_cache

from tawatur.merge.disagree_words import words
from tawatur.model import Extracted, Mention
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal


@lru_cache(maxsize=1)
def _ranks() -> dict[str, str]:
    return {
        normal(form): row["id"]
        for row in read_tsv("roles/ranks.tsv")
        if row["id"].startswith("rank.") and row["number"] == "singular"
        for form in row["forms"].split("|")
    }


def ranks_of(extracted: Extracted, mention: Mention) -> list[tuple[str, tuple[int, int]]]:
    """(rank, where it stands) of the titles beside a name; a rank is the first word or two of a title."""
    text = extracted.annotated.doc.text
    out = []
    for title in mention.titles:
        said = title.of(text).split()
        for count in (2, 1):
            rank = _ranks().get(normal(" ".join(said[:count])))
            if rank is not None and len(said) >= count:
                out.append((rank, (title.start, title.end)))
                break
    return out


def ranks_apart(a: str, b: str) -> bool:
    """Whether two ranks exclude each other: "general" fits every rank of a general."""
    return a != b and not ("rank.general" in (a, b) and {a, b} - {"rank.general"} <= words().any_general)


def offices_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether what two texts call one person can't all hold: two portfolios, a minister here and his deputy there."""
    if not a or not b or a & b:
        return False
    for one in a:
        for other in b:
            if f"deputy:{one}" == other or f"deputy:{other}" == one:
                return True
            (head, _, field), (head2, _, field2) = one.partition(":"), other.partition(":")
            if head == head2 == "minister" and field and field2 and not {field, field2} & words().no_portfolio:
                return True
    return False

"""Adjectives of nations ("تركي", "تركية") and the states they mean."""

from __future__ import annotations

from functools import lru_cache

from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal


@lru_cache(maxsize=1)
def nations() -> dict[str, str]:
    """Folded adjectives, masculine and feminine, without the article → ISO code; the first reading of each counts."""
    out: dict[str, str] = {}
    for row in read_tsv("gaz/nationalities.tsv"):
        for form in filter(None, row["masculine"].split("|")):
            out.setdefault(normal(form), row["iso3"])
            out.setdefault(normal(form) + "ه", row["iso3"])
    return out

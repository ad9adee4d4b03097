"""Counts in how many articles each stem stands: resources/merge/stems.tsv, by which words are weighed in event merging.

usage: build_stems.py ANTCORPUS.jsonl.gz
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from tawatur.merge.inputs import stem
from tawatur.rules.text import tokenize

OUT = Path(__file__).resolve().parent.parent / "src/tawatur/resources/merge/stems.tsv"
LEAST = 5
HEAD = f"""\
# In how many of {{count}} news articles a stem stands (stems of fewer than {LEAST} are left out).
# Built by training/build_stems.py. First row: the number of articles.
# source: counts over the ANT corpus v1.1; licence: Apache-2.0
stem\tarticles
"""


def main(path: str) -> None:
    counts: Counter[str] = Counter()
    articles = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = " ".join(str(value) for key, value in sorted(article.items()) if key in ("title", "text", "body"))
            found = {stem(token.norm) for token in tokenize(text) if token.kind == "word"}
            counts.update(form for form in found if form)
            articles += 1
    often = [(form, count) for form, count in counts.items() if count >= LEAST]
    rows = [(form, count) for form, count in often if all("ء" <= char <= "ي" for char in form)]
    with OUT.open("w", encoding="utf-8") as out:
        out.write(HEAD.format(count=f"{articles:,}"))
        out.write(f"*\t{articles}\n")
        out.writelines(f"{form}\t{count}\n" for form, count in sorted(rows))


if __name__ == "__main__":
    main(sys.argv[1])

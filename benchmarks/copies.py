"""Copies among all articles of SaudiNewsNet: time, and precision by verdicts given by hand.

``python benchmarks/copies.py`` reads ``../shared/data/news/saudinewsnet`` beside the project, looks for copies with
the code that ``build`` uses (names of people and bodies, which count as nobody's own, are not looked for) and prints
what it found; with ``copies_verdicts.tsv`` beside it how many of the pairs judged by hand it judges alike.
``--sample FILE`` writes pairs to judge: proposed copies, near misses, pairs with a low share of common 3-grams, and
proposed edited reprints.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tawatur.annotate.quotes import find_quotes
from tawatur.annotate.sentences import segment
from tawatur.merge.copies import Pair, compare, groups
from tawatur.merge.shared import Words
from tawatur.model import Document, Span

ROOT = Path(__file__).resolve().parent
NEWS = ROOT.parent.parent / "shared" / "data" / "news" / "saudinewsnet"
VERDICTS = ROOT / "copies_verdicts.tsv"
WORKERS = 2
PROPOSED, NEAR, EDITED, REPRINTS = 200, 100, 60, 60
"""Pairs of each sort in a sample."""
LOW, HIGH = 0.3, 0.6
"""Share of the shorter text's 3-grams that edited reprints have in common."""
MISS = 0.4
"""Share of own words from which on a pair that is no copy is a near miss."""


class Article(NamedTuple):
    """An article: ``2015-07-21/17`` is the 18th of that day's file."""

    id: str
    source: str
    text: str


def articles() -> Iterator[Article]:
    """All articles, in the order of the files."""
    for path in sorted(NEWS.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            name = next(one for one in archive.namelist() if one.endswith(".json") and not one.startswith("__"))
            for number, one in enumerate(json.loads(archive.read(name))):
                yield Article(f"{path.stem}/{number}", one["source"], one["content"])


def words(article: Article) -> Words:
    """The words of an article; quoted ones are not its own."""
    doc = Document(id=article.id, text=article.text, body=(Span(0, len(article.text)),))
    tokens, sentences = segment(doc)
    quotes = find_quotes(article.text, tokens, sentences)
    quoted = [False] * (len(article.text) + 1)
    for quote in quotes:
        quoted[quote.start : quote.end] = [True] * (quote.end - quote.start)
    kept = [token for token in tokens if token.kind != "punct"]
    return Words(
        article.id, tuple(token.norm for token in kept), tuple(token.start for token in kept),
        tuple(not quoted[token.start] for token in kept), date.fromisoformat(article.id.partition("/")[0]).toordinal(),
    )


def low_share(a: Words, b: Words) -> float:
    """Share of the shorter text's 3-grams that the longer has."""
    one, other = (set(zip(text.norms, text.norms[1:], text.norms[2:], strict=False)) for text in (a, b))
    shorter = min(one, other, key=len)
    return len(one & other) / len(shorter) if shorter else 0.0


def sample(pairs: Sequence[Pair], texts: Sequence[Words]) -> Iterator[tuple[str, str, str]]:
    """(sort, id, id) of pairs to judge; the same for the same pairs."""
    rng = random.Random(1)
    proposed = [pair for pair in pairs if pair.copy]
    reprints = [pair for pair in pairs if pair.edited]
    missed = [pair for pair in pairs if not (pair.copy or pair.edited)]
    near = [pair for pair in missed if pair.share >= MISS and len(texts[pair.a].norms) >= 20]
    edited = [pair for pair in pairs if LOW <= low_share(texts[pair.a], texts[pair.b]) <= HIGH]
    drawn = (
        ("proposed", proposed, PROPOSED), ("near", near, NEAR), ("edited", edited, EDITED),
        ("reprint", reprints, REPRINTS),
    )
    for sort, found, most in drawn:
        for pair in sorted(rng.sample(found, min(most, len(found))), key=lambda one: (one.a, one.b)):
            yield sort, texts[pair.a].doc, texts[pair.b].doc


def judged(pairs: Sequence[Pair], texts: Sequence[Words]) -> None:
    """Print how the pairs of the verdicts come out."""
    copies = {(texts[pair.a].doc, texts[pair.b].doc) for pair in pairs if pair.copy or pair.edited}
    counts: Counter[tuple[str, str, bool]] = Counter()
    for line in VERDICTS.read_text(encoding="utf8").splitlines():
        if line.startswith(("#", "sort\t")):
            continue
        sort, a, b, verdict = line.split("\t")
        counts[sort, verdict, (a, b) in copies or (b, a) in copies] += 1
    for (sort, verdict, found), count in sorted(counts.items()):
        print(f"judged {verdict}, sample {sort}: {count} {'found' if found else 'not taken for copies'}")


def main() -> None:
    """Run, print, and write the sample where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=Path)
    options = parser.parse_args()
    began = time.perf_counter()
    every = list(articles())
    with ProcessPoolExecutor(WORKERS) as pool:
        texts = list(pool.map(words, every, chunksize=200))
    read = time.perf_counter()
    pairs = compare(texts, passages=False)
    done = time.perf_counter()
    found = groups([text.doc for text in texts], pairs)
    sizes = Counter(one for one in found if one is not None)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(texts)} articles, {sum(len(text.norms) for text in texts)} words; {WORKERS} processes, {peak} MB")
    print(f"words {read - began:.0f} s, copies {done - read:.0f} s, together {done - began:.0f} s")
    print(f"{sum(pair.copy for pair in pairs)} copies and {sum(pair.edited for pair in pairs)} edited reprints")
    print(f"in {len(sizes)} groups of {sum(sizes.values())} articles")
    if options.sample:
        with options.sample.open("w", encoding="utf8") as file:
            file.writelines("\t".join(row) + "\n" for row in sample(pairs, texts))
    if VERDICTS.exists():
        judged(pairs, texts)


if __name__ == "__main__":
    sys.exit(main())

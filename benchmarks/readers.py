"""Names: words per second of each reader on the same articles, and how the time grows with hostile texts."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from tawatur.annotate.names import tagger
from tawatur.annotate.names_crf import SequenceTagger
from tawatur.annotate.names_lookup import known_in
from tawatur.annotate.sentences import segment
from tawatur.model import Document, RawDocument, ReaderError, Sentence, Span, Token
from tawatur.pipeline import analyse
from tawatur.rules.load import read_bytes

Read = tuple[str, tuple[Token, ...], Sequence[Sentence]]

# name → a text of about so many characters
HOSTILE: dict[str, Callable[[int], str]] = {
    "one word": lambda size: "ق" * size,
    "names in one sentence": lambda size: "أحمد محمود علي و" * (size // 16),
    "titles without a name": lambda size: "والوزير " * (size // 8),
    "mixed scripts": lambda size: "Mr. جون Smith قال " * (size // 18),
    "vowel signs alone": lambda size: "َُِّ " * (size // 5),
    "open brackets": lambda size: "( " * (size // 2),
}
FEW = 60
"""Articles that the slow reader is measured on."""
MEGABYTE = 500_000
"""Letters of an Arabic text of a megabyte in UTF-8."""


def words(read: Read) -> int:
    """Words of a text, punctuation left out."""
    return sum(token.kind == "word" for token in read[1])


def speed(function: Callable[[Read], object], reads: Sequence[Read]) -> float:
    """Words per second of processor time."""
    began = time.process_time()
    for read in reads:
        function(read)
    return sum(map(words, reads)) / (time.process_time() - began)


def crf_alone() -> Callable[[Read], object]:
    """The sequence tagger with its features, which ask the gazetteers; nothing is made of its guesses."""
    sequence = SequenceTagger(read_bytes("weights/names.npz"))

    def run(read: Read) -> object:
        text, tokens, sentences = read
        return sequence.decode_all(text, tokens, sentences, known_in(tokens, sentences))

    return run


def growth(size: int = MEGABYTE) -> list[tuple[str, float, float]]:
    """For each hostile text the seconds for a megabyte, and how many times those for half of it they are."""
    out = []
    for name, make in HOSTILE.items():
        seconds = [_seconds(make(length)) for length in (size // 2, size)]
        out.append((name, seconds[1], max(seconds[1], 1e-3) / max(seconds[0], 1e-3)))
    return out


def _seconds(text: str) -> float:
    """The better of two runs."""
    doc = Document(id="hostile", text=text, body=(Span(0, len(text)),))
    tokens, sentences = segment(doc)
    runs = []
    for _ in range(2):
        began = time.process_time()
        tagger().tag(text, tokens, sentences)
        runs.append(time.process_time() - began)
    return min(runs)


def streamed(texts: Sequence[str]) -> float:
    """Words per second of the names in a build: a process of its own takes the texts one by one, as
    ``pipeline.analyse`` does, and keeps nothing; its caches are empty at the start."""
    done = subprocess.run(
        [sys.executable, __file__], check=True, capture_output=True, text=True, input=json.dumps(list(texts))
    )
    return float(done.stdout)


def main() -> None:
    """Print what ``streamed`` asks for."""
    texts = json.load(sys.stdin)
    analyse(RawDocument(id="first", text=texts[0]))  # loads what is loaded once a process
    seconds, count = 0.0, 0
    for text in texts:
        tokens, sentences = segment(Document(id="x", text=text, body=(Span(0, len(text)),)))
        began = time.process_time()
        tagger().tag(text, tokens, sentences)
        seconds += time.process_time() - began
        count += words((text, tokens, sentences))
    print(count / seconds)


def report(reads: Sequence[Read], builds: Sequence[tuple[int, float]]) -> list[str]:
    """The lines of the page; ``builds``: articles of a build and words per second of the default reader in it."""
    rows = [
        *((f"fast (default: gazetteers, CRF, document), building {count:,} articles", rate) for count, rate in builds),
        ("fast, caches full", speed(lambda read: tagger().tag(*read), reads)),
        ("CRF alone, caches full", speed(crf_alone(), reads)),
    ]
    with suppress(ReaderError):
        rows.append((f"accurate, {FEW} articles", speed(lambda read: tagger("accurate").tag(*read), reads[:FEW])))
    lead = "Words per second and core. A build begins with empty caches: every word is new once."
    lines = ["## Names", "", lead, "", "| reader | words/s |", "|---|--:|"]
    lines += [f"| {name} | {value:,.0f} |" for name, value in rows]
    lines += ["", "Hostile texts of a megabyte: seconds, and how many times the seconds for half of it.", ""]
    lines += ["| text | s | growth |", "|---|--:|--:|"]
    lines += [f"| {name} | {seconds:.2f} | {times:.1f} |" for name, seconds, times in growth()]
    return lines


if __name__ == "__main__":
    main()

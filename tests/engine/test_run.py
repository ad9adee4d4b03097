from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tawatur.engine import run
from tawatur.model import DocumentError, RawDocument, ResourceError

sys.path.insert(0, str(Path(__file__).parent))
from deeds import act  # type: ignore[import-not-found]


def documents(*texts: str) -> list[RawDocument]:
    return [RawDocument(id=f"{number}", text=text) for number, text in enumerate(texts)]


def outcomes(*texts: str, workers: int, time_limit: float = 60) -> list[str]:
    out = []
    for raw, result in run(act, documents(*texts), workers=workers, time_limit=time_limit):
        assert int(raw.id) == len(out)
        out.append(f"{result.step}: {result.reason}" if isinstance(result, DocumentError) else result)
    return out


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_input(workers: int) -> None:
    texts = [f"text {number}" for number in range(40)]
    assert outcomes(*texts, workers=workers) == [f"{text} done" for text in texts]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_cant_be_used_is_told_with_its_step(workers: int) -> None:
    assert outcomes("a", "bad", "b", workers=workers) == ["a done", "clean: no article", "b done"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_hangs_is_given_up(workers: int) -> None:
    found = outcomes("a", "hang", "b", workers=workers, time_limit=1.5)
    assert found == ["a done", "engine: took longer than 1.5 seconds", "b done"]


@pytest.mark.parametrize("deed", ["die", "exit"])
def test_a_document_that_ends_its_process_takes_no_other_with_it(deed: str) -> None:
    found = outcomes("a", deed, "b", deed, "c", workers=2)
    assert [found[0], found[2], found[4]] == ["a done", "b done", "c done"]
    assert all(text.startswith("engine: ") and "process" in text for text in (found[1], found[3]))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_broken_word_list_stops_everything(workers: int) -> None:
    with pytest.raises(ResourceError, match=r"names\.tsv:3"):
        outcomes("a", "lexicon", workers=workers)


def test_a_fault_in_a_worker_is_the_documents() -> None:
    assert outcomes("fault", "a", workers=2) == ["engine: KeyError: 'x'", "a done"]


def test_no_more_is_read_ahead_than_the_window() -> None:
    read = []

    def source() -> object:
        for raw in documents(*["x"] * 500):
            read.append(raw.id)
            yield raw

    results = run(act, source(), workers=2)  # type: ignore[arg-type]
    next(results)
    assert len(read) <= 2 * 16 + 2
    results.close()  # type: ignore[attr-defined]


def test_nothing_to_do_starts_nothing() -> None:
    assert outcomes(workers=2) == []


def test_no_workers_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        list(run(act, [], workers=0))

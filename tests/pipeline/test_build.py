"""Building records of the sample texts: what comes out depends on the documents alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from tawatur import api, pipeline
from tawatur.api import RecordView, Summary
from tawatur.export import export_json
from tawatur.model import Document, DocumentError, Extracted, RawDocument, RecordBusy, ResourceError
from tawatur.pipeline import analyse, assemble
from tawatur.pipeline import build as building
from tawatur.store import Writer

TEXTS = Path(str(files("tawatur.resources").joinpath("demo", "texts")))


def build(*inputs: Path | RawDocument, output: Path | None = None, workers: int = 1) -> tuple[Summary, bytes]:
    with api.build(*inputs, output=output, workers=workers) as view:
        assert view.summary is not None
        return view.summary, export_json(view.record())


@pytest.fixture(scope="module")
def expected() -> bytes:
    return build(TEXTS)[1]


def few() -> list[RawDocument]:
    return [
        RawDocument(id="a", text="زار وزير الخارجية المغربي باريس يوم 3 مايو 2019.", outlet="الصباح"),
        RawDocument(id="b", text="وقع المغرب وفرنسا اتفاقية تعاون في الرباط يوم 4 مايو 2019.", outlet="المساء"),
    ]


def test_the_sample_texts_can_all_be_used(expected: bytes, tmp_path: Path) -> None:
    summary, content = build(TEXTS, output=tmp_path / "r")
    assert summary.kept_aside == ()
    assert summary.new == summary.documents == len(list(TEXTS.iterdir()))
    assert content == expected


def test_neither_order_nor_workers_nor_steps_make_a_difference(expected: bytes, tmp_path: Path) -> None:
    paths = sorted(TEXTS.iterdir())
    random.Random(1).shuffle(paths)
    assert build(*paths, output=tmp_path / "a", workers=2)[1] == expected
    for path in paths[:2]:
        build(path, output=tmp_path / "b")
    assert build(*paths, output=tmp_path / "b")[1] == expected


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_sets_makes_no_difference(expected: bytes, tmp_path: Path, seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    for arguments in (["build", str(TEXTS)], ["export", "-o", "out.json"]):
        subprocess.run([sys.executable, "-m", "tawatur", *arguments], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "out.json").read_bytes() == expected


def test_building_again_changes_no_byte_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "r"
    broken = RawDocument(id="bad", text="")
    first, content = build(*few(), broken, output=path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    again, same = build(*few(), broken, output=path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert same == content
    assert (first.new, again.new, again.unchanged) == (2, 0, 2)
    assert again.kept_aside == first.kept_aside
    assert [failure.document for failure in again.kept_aside] == ["bad"]


def test_a_bad_document_that_is_given_twice_keeps_its_reason(tmp_path: Path) -> None:
    one, _ = few()
    broken = RawDocument(id="bad", text="")
    summary, _ = build(one, broken, broken, output=tmp_path / "r")
    assert [failure.document for failure in summary.kept_aside] == ["bad"]
    with api.open(tmp_path / "r") as view:
        assert [failure.document for failure in view.failures] == ["bad"]


def test_a_document_with_a_stored_id_takes_the_place_of_the_old(tmp_path: Path) -> None:
    one, other = few()
    changed = RawDocument(id="a", text="زار وزير الخارجية المغربي مدريد يوم 5 مايو 2019.", outlet="الصباح")
    build(one, other, output=tmp_path / "r")
    summary, content = build(changed, output=tmp_path / "r")
    assert (summary.replaced, summary.new, summary.unchanged, summary.documents) == (1, 0, 0, 2)
    assert content == build(changed, other)[1]


def test_of_two_documents_with_one_id_the_first_is_kept() -> None:
    one, _ = few()
    summary, content = build(one, RawDocument(id="a", text="نص آخر"), one)
    assert (summary.new, summary.unchanged, summary.documents) == (1, 1, 1)
    assert [(failure.document, failure.step) for failure in summary.kept_aside] == [("a", "ingest")]
    assert content == build(one)[1]


def test_another_program_reads_the_stored_texts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, content = build(*few(), output=tmp_path / "r")
    monkeypatch.setattr(building, "fingerprint", lambda _: "another")
    summary, again = build(few()[0], output=tmp_path / "r")
    assert (summary.new, summary.read_again, summary.documents) == (0, 2, 2)
    assert again == content


@pytest.mark.parametrize("step", ["clean", "annotate", "extract"])
def test_a_fault_of_the_program_costs_one_document(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    right = getattr(pipeline, step)

    def faulty(given: RawDocument | Document | Extracted, *more: object) -> object:
        if "4 مايو" in repr(given):
            raise IndexError("tuple index out of range")
        return right(given, *more)

    monkeypatch.setattr(pipeline, step, faulty)
    summary, _ = build(*few())
    assert summary.new == 1
    assert summary.kept_aside == (("b", step, "IndexError: tuple index out of range"),)


def test_a_broken_word_list_is_no_fault_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> object:
        raise ResourceError("names.tsv:3: broken")

    monkeypatch.setattr(pipeline, "annotate", faulty)
    with pytest.raises(ResourceError):
        build(*few())


def test_a_document_that_is_too_large_is_kept_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_TEXT", 50)
    with pytest.raises(DocumentError, match="more than 50") as caught:
        analyse(RawDocument(id="x", text="كلمة " * 20))
    assert caught.value.step == "size"


def test_a_document_that_hangs_is_given_up_and_tried_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hanging(_: object) -> object:
        while True:
            time.sleep(0.01)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "clean", hanging)
        with api.build(few()[0], output=tmp_path / "r", time_limit=0.2) as view:
            assert view.failures == (("a", "engine", "took longer than 0.2 seconds"),)
    summary, _ = build(few()[0], output=tmp_path / "r")
    assert (summary.new, summary.kept_aside) == (1, ())


def test_half_a_character_keeps_a_document_aside() -> None:
    summary, _ = build(few()[0], RawDocument(id="x\udc80", text="نص"), RawDocument(id="y", text="نص \ud83d"))
    assert [failure.document for failure in summary.kept_aside] == ["x\\udc80", "y"]
    assert summary.new == 1


def test_the_first_failure_can_stop_the_build(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        api.build(few()[0], RawDocument(id="bad", text=""), output=tmp_path / "r", fail_fast=True)
    with api.open(tmp_path / "r") as view:
        assert not view.complete
        assert [info.document.id for info in view.documents] == ["a"]
    assert build(few()[0], output=tmp_path / "r")[0].unchanged == 1


def test_nothing_usable_leaves_no_record_but_a_reason(tmp_path: Path) -> None:
    with api.build(RawDocument(id="bad", text=""), output=tmp_path / "r") as view:
        assert view.summary is not None
        assert view.summary.documents == 0
        assert [failure.document for failure in view.failures] == ["bad"]
        assert view.events() == []


def test_progress_is_told_after_each_document() -> None:
    told: list[tuple[str, str, int]] = []
    api.build(*few(), few()[0], progress=lambda step: told.append((step.document, step.state, step.done)))
    assert sorted(told) == [("a", "new", 1), ("a", "unchanged", 2), ("b", "new", 3)] or [
        done for *_, done in told
    ] == [1, 2, 3]


def test_documents_must_differ_and_order_doesnt_matter_to_assemble() -> None:
    layers = [analyse(raw) for raw in few()]
    assert assemble(layers) == assemble(reversed(layers))


def test_a_second_builder_is_refused(tmp_path: Path) -> None:
    with Writer(tmp_path / "r"), pytest.raises(RecordBusy):
        api.build(*few(), output=tmp_path / "r")


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_build_keeps_what_it_said_and_the_next_goes_on(
    expected: bytes, tmp_path: Path, workers: str
) -> None:
    path = tmp_path / "r"
    command = [sys.executable, "-m", "tawatur", "build", str(TEXTS), "-o", str(path), "-v", "--workers", workers]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = [process.stderr.readline().split(": ")[1].strip() for _ in range(3)]
        process.send_signal(signal.SIGKILL)
    with api.open(path) as view:
        _usable_after_kill(view, said)
    summary, content = build(TEXTS, output=path)
    assert content == expected
    assert summary.unchanged + summary.read_again >= 3


def _usable_after_kill(view: RecordView, said: list[str]) -> None:
    assert set(said) <= {info.document.id for info in view.documents}
    assert not view.complete
    assert isinstance(view.events(), list)

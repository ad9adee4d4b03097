from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tawatur.store import Writer

if TYPE_CHECKING:
    from conftest import Run  # type: ignore[import-not-found]

GOOD = "زار وزير الخارجية المغربي باريس يوم 3 مايو 2019، والتقى نظيره الفرنسي."


def test_a_build_ends_with_0_and_a_summary(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    code, out, err = run("build", "a.txt")
    assert (code, err) == (0, "")
    assert out.startswith("documents: 1 new\nrecord.tawatur: 1 document, ")
    assert run("build", "a.txt", "-q") == (0, "", "")
    assert run("build", "a.txt", "-v")[2] == "unchanged: a.txt\n"


BAD = {
    "empty.txt": b"", "blank.txt": b" \n\t ", "binary.txt": bytes(range(256)) * 8, "broken.json": b'{"text": "x',
    "surrogate.json": b'{"text": "\\ud83d ' + GOOD.encode() + b'"}', "no-text.json": b'{"id": "x"}',
    "number.json": b'{"id": 3, "text": 4}', "deep.json": b"[" * 100_000,
}


def test_documents_that_cant_be_used_are_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    code, out, err = run("build", "in", "missing.txt")
    assert (code, err) == (1, "")
    assert out.splitlines()[0] == f"documents: 1 new, {len(BAD) + 1} kept aside"
    for name in (*BAD, "missing.txt"):
        assert any(line.startswith("  kept aside: ") and name in line for line in out.splitlines()), name
    shaped = json.loads(run("documents", "--json")[1])
    assert len(shaped["kept_aside"]) == len(BAD) + 1
    assert run("build", "in/good.txt")[0] == 0


def test_one_broken_line_costs_one_document(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"{number}", "text": GOOD}, ensure_ascii=False) for number in range(3)]
    lines.insert(1, '{"id": "cut", "text": "')
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out, _ = run("build", "in.jsonl")
    assert code == 1
    assert out.startswith("documents: 3 new, 1 kept aside\n  kept aside: ")


def test_no_usable_document_ends_with_3(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("build", "missing.txt")
    assert code == 3
    assert "missing.txt" in out
    (tmp_path / "empty").mkdir()
    assert run("build", "empty", "-o", "other.tawatur")[0] == 3


def test_the_first_failure_can_end_the_build(run: Run, tmp_path: Path) -> None:
    code, out, err = run("build", "missing.txt", "--fail-fast")
    assert (code, out) == (1, "")
    assert "missing.txt" in err


def test_a_record_that_cant_be_built_into_ends_with_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert run("build", "a.txt", "-o", "missing/record.tawatur")[0] == 4
    code, _, err = run("build", "a.txt", "-o", "a.txt")
    assert code == 4
    assert "no tawatur record" in err
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == GOOD
    with Writer(tmp_path / "record.tawatur"):
        code, _, err = run("build", "a.txt")
        assert code == 4
        assert err == "tawatur: record.tawatur: another process is building into this record\n"


def test_the_demo_builds_prints_and_reports(run: Run, tmp_path: Path) -> None:
    code, out, err = run("demo", "--dir", "out")
    assert (code, err) == (0, "")
    assert (tmp_path / "out" / "record.tawatur").is_file()
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
    assert str(Path("out", "report.html")) in out
    assert len(out.splitlines()) > 10
    assert run("timeline", "out/record.tawatur")[1].splitlines() == out.splitlines()[:-3]


def _hear_interrupts() -> None:
    """Tests that run in the background of a shell have been told to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_an_interrupted_build_ends_with_130(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tawatur", "build", "-", "-v", "-o", str(tmp_path / "r")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_hear_interrupts
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write('{"id": "a"}\n' * 2000)  # more than is read at once: the rest is waited for
        process.stdin.flush()
        assert process.stderr.readline().startswith("kept aside")
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait() == 130
    assert rest.splitlines()[-1].startswith("interrupted; what was stored stays stored")
    assert not (tmp_path / "r-lock").exists()


def test_output_that_nobody_reads_on_ends_quietly(tmp_path: Path, record: Path) -> None:
    script = f"{sys.executable} -m tawatur export {record} | head -c 10 > {tmp_path / 'head'}"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert (tmp_path / "head").stat().st_size == 10


@pytest.mark.parametrize("encoding", ["ascii", "cp1256", "utf-8"])
def test_arabic_gets_through_whatever_the_system_writes(record: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "tawatur", "timeline", str(record), "--lang", "ar"], capture_output=True, check=False,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 2

"""Judging what is one entity: what is said is kept beside the record and outlives it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tawatur import api
from tawatur.api import judging
from tawatur.model import DocumentError, RawDocument
from tawatur.pipeline import build as building
from tawatur.store import Writer, judgements_path, read_judgements

if TYPE_CHECKING:
    from conftest import Run  # type: ignore[import-not-found]

TEXTS = {
    "one.txt": "استقبل وزير الدفاع النرويجي هنريك غاردنر وفدا من تشاد في أوسلو يوم 3 مايو 2019.",
    "two.txt": "زار وزير الدفاع النرويجي مدينة طنجة يوم 5 مايو 2019، والتقى وزير الدفاع المغربي.",
    "three.txt": "قال الرئيس التشادي سالم الفاضل إن تشاد ترحب بالاتفاق. وأضاف الفاضل أن اللقاء كان مثمرا.",
}
MAN, OFFICE = "person:2fb4fa665f", "person:NOR:minister:defense"
OTHER_OFFICE = "person:MAR:minister:defense"
FILE = Path("record.tawatur.judgements.jsonl")


@pytest.fixture(autouse=True)
def _record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    assert run("build", "in", "-q") == (0, "", "")


def listed(run: Run) -> dict[str, Any]:
    code, out, err = run("judge", "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def exported(run: Run) -> str:
    return run("export", "--format", "json")[1]


def met(run: Run, name: str) -> str:
    return next(line for line in run("entity", name)[1].splitlines() if line.startswith("met"))


def test_the_list_shows_pairs_that_may_be_one(run: Run, tmp_path: Path) -> None:
    code, out, err = run("judge")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1 pair may be one",
        f"  1. هنريك غاردنر (Henrik Gardner)  {MAN}  1 document",
        f"     وزير الدفاع النرويجي (Norwegian defense minister)  {OFFICE}  1 document",
        "     - office without a name: minister:defense of NOR",
        "0 judgements",
    ]
    assert not FILE.exists()
    assert run("judge", "record.tawatur") == run("judge", "list") == run("judge", tmp_path / "record.tawatur")
    (pair,) = listed(run)["unsure"]
    assert (pair["a"]["id"], pair["b"]["id"], pair["b"]["documents"]) == (MAN, OFFICE, 1)


def test_same_joins_at_once_and_undo_parts_again(run: Run) -> None:
    before = exported(run)
    code, out, err = run("judge", "same", "غاردنر", OFFICE, "--note", "لا وزير غيره")
    assert (code, err) == (0, "")
    assert out == f"judgement 1: {MAN} and {OFFICE} are one entity now: {MAN}: 2 mentions in 2 documents\n"
    assert met(run, MAN) == "met          2 times"
    assert "judged       judgement 1: same" in run("entity", MAN)[1]
    found = listed(run)
    assert found["unsure"] == []
    (given,) = found["judgements"]
    assert given | {"a": None, "b": None} == {
        "id": 1,
        "verdict": "same",
        "a": None,
        "b": None,
        "note": "لا وزير غيره",
        "idle": None,
    }
    for side, doc in (("a", "one.txt"), ("b", "two.txt")):
        where = given[side]
        assert where["doc"] == doc
        assert TEXTS[doc][where["start"] : where["end"]] == where["name"]
    code, out, err = run("judge", "undo", "1")
    assert (code, err) == (0, "")
    assert out.startswith(f"judgement 1 is taken back; {MAN} is two entities now: {MAN}: 1 mention in 1 document; ")
    assert exported(run) == before
    assert not FILE.exists()


def test_different_settles_an_unsure_pair(run: Run) -> None:
    before = run("timeline")
    code, out, _ = run("judge", "different", MAN, OFFICE)
    assert code == 0
    assert out == (
        f"judgement 1: {MAN} and {OFFICE} stay apart: {MAN}: 1 mention in 1 document; "
        f"{OFFICE}: 1 mention in 1 document\n"
    )
    assert listed(run)["unsure"] == []
    assert run("timeline") == before
    assert "judged       judgement 1: different from وزير الدفاع النرويجي" in run("entity", MAN)[1]


@pytest.mark.parametrize("whole", ["سالم الفاضل", "person:6cb36be8ae"])
def test_different_parts_two_forms_of_one_entity(run: Run, whole: str) -> None:
    code, out, err = run("judge", "different", whole, "الفاضل")
    assert (code, err) == (0, "")
    assert out.startswith("judgement 1: person:6cb36be8ae is two entities now: person:6cb36be8ae: 1 mention in 1 doc")
    assert met(run, "person:6cb36be8ae") == "met          1 time"
    assert "different from الفاضل" in run("entity", "person:6cb36be8ae")[1]


def test_judgements_outlive_the_record(run: Run) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    before, kept = exported(run), FILE.read_bytes()
    Path("record.tawatur").unlink()
    assert run("build", "in", "-q")[0] == 0
    assert exported(run) == before
    assert met(run, MAN) == "met          2 times"
    assert FILE.read_bytes() == kept


def test_judgements_hold_when_documents_are_added(run: Run) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    assert run("judge", "different", "سالم الفاضل", "الفاضل")[0] == 0
    Path("a.txt").write_text("وصل وزير الدفاع النرويجي إلى تشاد. وقال سالم الفاضل إنه يرحب به.", encoding="utf-8")
    assert run("build", "a.txt", "-q")[0] == 0
    assert met(run, MAN) == "met          3 times"
    assert met(run, "سالم الفاضل") == "met          2 times"
    assert [each["idle"] for each in listed(run)["judgements"]] == [None, None]
    in_parts = exported(run)
    Path("record.tawatur").unlink()
    assert run("build", "a.txt", "in", "-q")[0] == 0
    assert exported(run) == in_parts


def test_a_changed_document_makes_a_judgement_idle_and_comes_back(run: Run) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    joined = exported(run)
    path = Path("in", "two.txt")
    path.write_text("في طنجة: " + TEXTS["two.txt"], encoding="utf-8")
    assert run("build", "in", "-q")[0] == 0
    (given,) = listed(run)["judgements"]
    assert given["idle"] == "two.txt has no وزير الدفاع النرويجي at 4"
    assert "     ! idle: two.txt has no " in run("judge")[1]
    assert met(run, MAN) == "met          1 time"
    path.write_text(TEXTS["two.txt"], encoding="utf-8")
    assert run("build", "in", "-q")[0] == 0
    assert exported(run) == joined
    Path("record.tawatur").unlink()
    assert run("build", "in/three.txt", "-q")[0] == 0
    assert listed(run)["judgements"][0]["idle"] == "there is no document one.txt"
    code, out, _ = run("judge", "undo", "1")
    assert (code, out) == (0, "judgement 1 is taken back; nothing changes: its documents are not in the record\n")


def test_changed_judgements_need_no_document_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    kept, joined = FILE.read_bytes(), exported(run)
    FILE.unlink()
    assert met(run, MAN) == "met          1 time"  # put together in memory, though no build has been since

    def reading(*_: object) -> None:
        raise AssertionError("a document was read again")

    monkeypatch.setattr(building, "work", reading)
    assert run("build", "in")[1].startswith("documents: 3 unchanged\n")
    assert met(run, MAN) == "met          1 time"
    before = Path("record.tawatur").read_bytes()
    FILE.write_bytes(kept)
    assert exported(run) == joined
    assert Path("record.tawatur").read_bytes() == before
    assert run("build", "in", "-q")[0] == 0
    assert exported(run) == joined


def test_a_note_alone_changes_no_record(run: Run) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    before = Path("record.tawatur").read_bytes()
    FILE.write_text(FILE.read_text(encoding="utf-8").replace("}}", '},"note":"x"}'), encoding="utf-8")
    assert listed(run)["judgements"][0]["note"] == "x"
    assert run("build", "in", "-q")[0] == 0
    assert Path("record.tawatur").read_bytes() == before


def test_an_unfinished_record_follows_its_judgements(run: Run) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    more, bad = RawDocument(id="more", text="وصل سالم الفاضل إلى طنجة."), RawDocument(id="bad", text="")
    with pytest.raises(DocumentError):
        api.build(more, bad, output="record.tawatur", fail_fast=True)
    with api.open("record.tawatur") as view:
        assert not view.complete
        assert len(view.entity(MAN).mentions) == 2


@pytest.mark.parametrize(("first", "then"), [("same", "different"), ("different", "same")])
def test_a_contradiction_is_refused_and_names_the_earlier_one(run: Run, first: str, then: str) -> None:
    assert run("judge", first, MAN, OFFICE)[0] == 0
    kept, before = FILE.read_bytes(), Path("record.tawatur").read_bytes()
    second = "وزير الدفاع النرويجي" if then == "different" else OFFICE
    code, out, err = run("judge", then, MAN, second)
    assert (code, out) == (2, "")
    assert err == f"tawatur: {MAN} and {second} can't be {then}: contradicts judgement 1\n"
    assert (FILE.read_bytes(), Path("record.tawatur").read_bytes()) == (kept, before)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("same", MAN, "nobody"), "nobody: no entity of this record is called so"),
        (("same", MAN, "غاردنر"), f"{MAN} and غاردنر are one entity already: {MAN}"),
        (("same", MAN, "سالم الفاضل", "--record", "missing"), "missing: no such record"),
        (("same", MAN, "طنجة"), f"{MAN} and طنجة can't be same: PERSON and PLACE are never one"),
        (("different", "سالم الفاضل", "سالم الفاضل"), "name two of the forms it is written in: سالم الفاضل, الفاضل"),
        (("different", "سالم الفاضل", "Salem Fadhel"), "name two of the forms it is written in: سالم الفاضل, الفاضل"),
        (("same", "وزير الدفاع", MAN), f"2 entities may be meant, name one by its id: {OTHER_OFFICE}, {OFFICE}"),
        (("undo", "3"), "3: no judgement has this number"),
    ],
)
def test_what_cant_be_judged_is_said_and_changes_nothing(run: Run, arguments: tuple[str, ...], said: str) -> None:
    before = Path("record.tawatur").read_bytes()
    code, out, err = run("judge", *arguments)
    assert (code, out) == (4 if "missing" in arguments else 2, "")
    assert err.startswith("tawatur: ") and said in err
    assert Path("record.tawatur").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["in", "record.tawatur"]


def test_what_was_said_before_is_not_said_twice(run: Run) -> None:
    assert run("judge", "different", MAN, OFFICE)[0] == 0
    for names in ((MAN, OFFICE), (OFFICE, MAN)):
        assert run("judge", "different", *names)[2] == "tawatur: judgement 1 says so already\n"
    assert len(read_judgements(Path("record.tawatur"))) == 1


LINE = (
    b'{"id":1,"verdict":"same","a":{"doc":"x","start":0,"end":1,"name":"x"},'
    b'"b":{"doc":"y","start":0,"end":1,"name":"y"}}'
)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"{", 1),
        (LINE + b"\n[]\n", 2),
        (b"\n" + LINE.replace(b"same", b"equal"), 2),
        (LINE.replace(b'"id":1,', b""), 1),
        (LINE + b"\n" + LINE.replace(b'"x"', b'"z"'), 2),
        (LINE.replace(b"1", b"0", 1), 1),
        (b"\xff", 1),
        (LINE.replace(b'"start":0', b'"start":-1'), 1),
        (LINE.replace(b'"id"', b'"when":2,"id"'), 1),
        (LINE.replace(b'"y"', b'"x"'), 1),
        (LINE.replace(b'"end":1', b'"end":0'), 1),
    ],
)
def test_a_malformed_file_is_told_by_name_and_line(run: Run, content: bytes, line: int) -> None:
    FILE.write_bytes(content)
    before = Path("record.tawatur").read_bytes()
    for command in (("judge",), ("build", "in"), ("timeline",), ("judge", "same", MAN, OFFICE), ("judge", "undo", "1")):
        code, out, err = run(*command)
        assert (code, out) == (4, "")
        assert err.startswith(f"tawatur: {FILE}:{line}: ")
        assert len(err.splitlines()) == 1
    assert FILE.read_bytes() == content
    assert Path("record.tawatur").read_bytes() == before


def test_order_and_empty_lines_of_the_file_make_no_difference(run: Run) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    assert run("judge", "different", "سالم الفاضل", "الفاضل")[0] == 0
    before = exported(run)
    FILE.write_bytes(b"\n\n".join(reversed(FILE.read_bytes().splitlines())))
    assert exported(run) == before
    assert [each["id"] for each in listed(run)["judgements"]] == [1, 2]
    assert run("judge", "undo", "1")[0] == 0
    assert [each["id"] for each in listed(run)["judgements"]] == [2]


def test_nothing_is_lost_where_the_file_cant_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("judge", "same", MAN, OFFICE)[0] == 0
    kept = FILE.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tawatur.store.judgements.os.fsync", full)
    code, _, err = run("judge", "different", "سالم الفاضل", "الفاضل")
    assert (code, err) == (4, f"tawatur: {FILE}: can't be written: No space left on device\n")
    assert FILE.read_bytes() == kept
    assert sorted(path.name for path in Path().iterdir()) == ["in", "record.tawatur", str(FILE)]


def test_a_judgement_that_was_written_before_a_crash_holds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(judging, "write_judgements", _then_crash)
        assert run("judge", "same", MAN, OFFICE)[0] == 70
    assert met(run, MAN) == "met          2 times"


def _then_crash(*arguments: Any) -> None:
    from tawatur.store import write_judgements

    write_judgements(*arguments)
    raise ZeroDivisionError


def test_a_record_that_is_built_into_is_busy(run: Run) -> None:
    with Writer(Path("record.tawatur")):
        assert run("judge", "same", MAN, OFFICE)[0] == 4
        assert run("judge")[0] == 0
    assert not FILE.exists()


def test_the_file_belongs_to_the_record_whatever_its_name(run: Run, tmp_path: Path) -> None:
    Path("link").symlink_to("record.tawatur")
    assert run("judge", "same", MAN, OFFICE, "--record", "link")[0] == 0
    assert FILE.exists()
    assert judgements_path(tmp_path / "link") == tmp_path / FILE
    assert run("judge", "link")[1] == run("judge")[1]


def test_every_command_helps_with_examples(run: Run) -> None:
    for command in ((), ("list",), ("same",), ("different",), ("undo",)):
        code, out, _ = run("judge", *command, "--help")
        assert code == 0
        assert "\n    tawatur judge" in out.partition("Examples:")[2]
        assert r"\b" not in out

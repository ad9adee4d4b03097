from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tawatur
from tawatur.model import RawDocument

Run = Callable[..., tuple[int, str, str]]

TEXT = "القاهرة في 3 مارس 2024\nاستقبل وزير الخارجية الكيني جيمس أوتيينو أمس السفير الهندي راجيش مينون في نيروبي."


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "record.tawatur"
    document = RawDocument(id="a.txt", text=TEXT, published="2024-03-03")
    tawatur.build(document, output=path).close()
    return path


def test_the_reasoning_behind_an_event_names_its_words(run: Run, told: Path) -> None:
    with tawatur.open(told) as view:
        event = view.events()[0]
    code, out, err = run("dates", told, event.id)
    assert (code, err) == (0, "")
    assert "date         2024-03-02" in out.splitlines()
    assert "“أمس” is 1 day before it was written." in out
    assert run("dates", event.id)[1] == out  # the record in this folder
    shaped = json.loads(run("dates", told, event.id, "--json")[1])
    assert shaped["event"] == event.id
    assert shaped["edtf"] == "2024-03-02"


def test_the_reasoning_in_arabic_has_no_dates_that_turn_around(run: Run, told: Path) -> None:
    with tawatur.open(told) as view:
        event = view.events()[0]
    code, out, err = run("dates", told, event.id, "--lang", "ar")
    assert (code, err) == (0, "")
    assert "«أمس» قبل يوم الكتابة بمقدار يوم واحد." in out
    assert "الأيام       2 مارس 2024" in out.splitlines()
    assert "«أمس» قبل يوم الكتابة" in run("event", told, event.id, "--lang", "ar")[1]
    steps = json.loads(run("dates", told, event.id, "--json")[1])["basis"]
    assert {step["step"] for step in steps} >= {"given", "day_before"}


def test_the_day_of_a_document(run: Run, told: Path) -> None:
    code, out, _ = run("dates", told, "a.txt")
    assert code == 0
    assert out.splitlines()[:2] == ["document     a.txt", "date         2024-03-03"]


def test_what_is_unknown_is_said(run: Run, told: Path) -> None:
    code, _, err = run("dates", told, "nothing")
    assert code == 2
    assert "no document and no event" in err


def test_time_expressions_of_a_text(run: Run) -> None:
    code, out, _ = run("timex", "وصل الوفد أمس", "--anchor", "2024-05-02")
    assert code == 0
    assert out == "10\t13\tأمس\tDATE\tXXXX-XX-XX\t2024-05-01\t2024-05-01\n"
    assert run("timex", "وصل الوفد أمس")[1] == "10\t13\tأمس\tDATE\tXXXX-XX-XX\t\t\n"
    assert json.loads(run("timex", "في 2021", "--json")[1])[0]["timex"]["value"] == "2021"
    assert run("timex", "")[0] == 0


def test_an_anchor_that_is_no_day_is_refused(run: Run) -> None:
    code, _, err = run("timex", "أمس", "--anchor", "2024-13-40")
    assert code == 2
    assert err

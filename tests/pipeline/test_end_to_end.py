"""From files to the export: the contract holds, and every value points at its words."""

from __future__ import annotations

import json
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tawatur import api
from tawatur.api import RecordView
from tawatur.export import export_csv, export_json, export_xlsx
from tawatur.web import render_report

TEXTS = Path(str(files("tawatur.resources").joinpath("demo", "texts")))


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> RecordView:
    return api.build(TEXTS, output=tmp_path_factory.mktemp("built") / "record.tawatur")


@pytest.fixture(scope="module")
def shaped(view: RecordView) -> dict[str, Any]:
    return json.loads(export_json(view.record()))  # type: ignore[no-any-return]


@pytest.mark.shared
def test_the_export_meets_the_contract(shaped: dict[str, Any], shared: Path) -> None:
    schema = json.loads((shared / "contract" / "record.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in checker.iter_errors(shaped)] == []


def test_every_trigger_and_cue_is_a_slice_of_its_text(view: RecordView, shaped: dict[str, Any]) -> None:
    text = {info.document.id: info.document.text for info in view.documents}
    for event in shaped["events"]:
        for mention in event["mentions"]:
            words = text[mention["doc"]]
            assert words[mention["start"]:mention["end"]] == mention["trigger"]
            assert mention["sentence"][0] <= mention["start"] < mention["end"] <= mention["sentence"][1]
            for link in mention["chain"]:
                assert words[link["start"]:link["end"]] == link["cue"]
        for step in [*event["date"]["basis"], *(each for one in event["disagreements"] for each in one["accounts"])]:
            assert 0 <= step["span"][0] <= step["span"][1] <= len(text[step["doc"]])


def test_every_reference_has_its_target(shaped: dict[str, Any]) -> None:
    entities = {entity["id"] for entity in shaped["entities"]}
    documents = {doc["id"] for doc in shaped["documents"]}
    assert len(entities) == len(shaped["entities"])
    assert len({event["id"] for event in shaped["events"]}) == len(shaped["events"])
    for event in shaped["events"]:
        assert {part["entity"] for part in event["participants"]} <= entities
        assert event["place"] is None or event["place"]["entity"] in entities
        assert {mention["doc"] for mention in event["mentions"]} <= documents
        assert {link["entity"] for mention in event["mentions"] for link in mention["chain"]} <= entities | {None}
        seen = event["corroboration"]
        assert 1 <= seen["independent"] <= seen["documents"]


def test_dates_lie_between_their_bounds(shaped: dict[str, Any]) -> None:
    for date in [event["date"] for event in shaped["events"]] + [doc["published"] for doc in shaped["documents"]]:
        assert (date["edtf"] is None) or date["earliest"] or date["latest"]
        if date["earliest"] and date["latest"]:
            assert date["earliest"] <= date["latest"]


def test_the_tables_of_the_file_agree(view: RecordView, shaped: dict[str, Any]) -> None:
    connection = sqlite3.connect(view.path)  # type: ignore[arg-type]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM events").fetchone() == (len(shaped["events"]),)
    connection.close()


def test_every_form_of_the_record_can_be_written(view: RecordView) -> None:
    record = view.record()
    for form in (export_csv, export_xlsx):
        assert form(record) == form(record)
    page = render_report(record, view.failures, title="x")
    assert page == render_report(record, view.failures, title="x")

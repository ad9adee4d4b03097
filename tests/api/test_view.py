from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tawatur.api import NotFound, RecordView
from tawatur.export import to_dict
from tawatur.model import ExportError


def ids(view: RecordView, **conditions: object) -> list[str]:
    return [event.id for event in view.events(**conditions)]  # type: ignore[arg-type]


def test_without_conditions_all_events_come_by_date_undated_last(view: RecordView) -> None:
    assert ids(view) == ["v-1", "v-2"]


@pytest.mark.parametrize(("conditions", "found"), [
    ({"kind": "visit"}, ["v-1"]),
    ({"status": "denied"}, ["v-2"]),
    ({"country": "MAR"}, ["v-1", "v-2"]),
    ({"country": "mar"}, ["v-1", "v-2"]),
    ({"country": "FRA"}, []),
    ({"country": ["MAR", "FRA"]}, []),
    ({"actor": "n-2"}, ["v-1", "v-2"]),
    ({"actor": "وزيرة النقل"}, ["v-1", "v-2"]),
    ({"actor": "وزيره نقل"}, ["v-1", "v-2"]),
    ({"actor": "transport"}, ["v-1", "v-2"]),
    ({"actor": ["transport", "Foreign Ministry"]}, []),
    ({"since": "2019"}, ["v-1"]),
    ({"since": "2019-05-03", "until": "2019-05-03"}, ["v-1"]),
    ({"since": dt.date(2019, 5, 4)}, []),
    ({"until": "2019-04"}, []),
    ({"until": "2019-05"}, ["v-1"]),
    ({"text": "مدينة طَنجَة"}, ["v-1"]),
    ({"text": "لقاء نظيرها"}, ["v-2"]),
    ({"text": "Tangier VISITS"}, ["v-1"]),
    ({"text": "   "}, ["v-1", "v-2"]),
])
def test_conditions(view: RecordView, conditions: dict[str, object], found: list[str]) -> None:
    assert ids(view, **conditions) == found


@pytest.mark.parametrize("conditions", [
    {"kind": "party"}, {"status": "true"}, {"since": "yesterday"}, {"until": "2019-02-30"}, {"since": "2019-5"},
    {"since": "0000"},
])
def test_words_that_mean_nothing_are_refused(view: RecordView, conditions: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is no"):
        ids(view, **conditions)


@pytest.mark.parametrize("conditions", [{"actor": "nobody"}, {"actor": ""}, {"country": "أطلانطس"}])
def test_unknown_names_are_told(view: RecordView, conditions: dict[str, object]) -> None:
    with pytest.raises(NotFound):
        ids(view, **conditions)


def test_events_by_id_and_by_how_it_begins(view: RecordView) -> None:
    assert view.event("v-1") == view.events()[0]
    with pytest.raises(NotFound, match="several"):
        view.event("v")
    with pytest.raises(NotFound, match="no event"):
        view.event("w")
    with pytest.raises(NotFound):
        view.event("")


def test_entities_by_name(view: RecordView) -> None:
    assert view.entity("وزيرة النقل").id == "n-2"
    assert view.entity("وزارة").id == "n-1"
    assert view.entity("طنجة").id == "n-3"
    with pytest.raises(NotFound):
        view.entity("؟")


def test_documents_tell_how_many_events_they_have(view: RecordView) -> None:
    assert [(info.document.id, info.events) for info in view.documents] == [("one.txt", 1), ("two.txt", 2)]
    with pytest.raises(NotFound):
        view.extracted("three.txt")


def test_parts_have_the_form_of_the_export(view: RecordView) -> None:
    whole = to_dict(view.record())
    assert [view.to_dict(event) for event in view.events()] == whole["events"]
    assert [view.to_dict(entity) for entity in view.entities] == whole["entities"]
    shaped = view.to_dict(view.documents[0])
    assert shaped.pop("events") == 1
    assert shaped == whole["documents"][0]


def test_exports_dont_overwrite_the_record(view: RecordView, tmp_path: Path) -> None:
    view.export(tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_bytes())["events"][0]["id"] == "v-1"
    if view.path is not None:
        with pytest.raises(ExportError, match="the record itself"):
            view.export(view.path, "json")

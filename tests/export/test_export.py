from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent.parent))
import handmade  # type: ignore[import-not-found]
from tawatur import __version__
from tawatur.export import COLUMNS, export, export_csv, export_json, export_xlsx, to_dict
from tawatur.model import ExportError, Record


@pytest.fixture(scope="module")
def record() -> Record:
    return handmade.record()  # type: ignore[no-any-return]


def rows(record: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_csv(record).decode("utf-8-sig"), newline="")))


@pytest.mark.shared
def test_the_json_meets_the_contract(record: Record, shared: Path) -> None:
    schema = json.loads((shared / "contract" / "record.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(json.loads(export_json(record)))] == []


def test_the_json_is_readable_text_that_ends_its_line(record: Record) -> None:
    content = export_json(record)
    assert "زيارة وزيرة النقل" in content.decode("utf-8")
    assert content.endswith(b"}\n")
    assert json.loads(content) == to_dict(record)
    assert json.loads(content)["tawatur"] == __version__


def test_every_span_of_the_json_points_at_its_words(record: Record) -> None:
    text = {each.annotated.doc.id: each.annotated.doc.text for each in record.documents}
    shaped = to_dict(record)
    for event in shaped["events"]:
        for mention in event["mentions"]:
            assert text[mention["doc"]][mention["start"]:mention["end"]] == mention["trigger"]
            for link in mention["chain"]:
                assert text[mention["doc"]][link["start"]:link["end"]] == link["cue"]


def test_links_name_their_entity(record: Record) -> None:
    visit, meeting = to_dict(record)["events"]
    assert visit["mentions"][0]["chain"][0]["entity"] == "n-1"
    assert meeting["mentions"][0]["chain"][0]["entity"] is None
    assert meeting["mentions"][0]["chain"][0]["stance"] == "deny"


@pytest.mark.parametrize("form", [export_json, export_csv, export_xlsx])
def test_the_same_record_gives_the_same_bytes(form: object) -> None:
    assert form(handmade.record()) == form(handmade.record())  # type: ignore[operator]


def test_the_csv_has_a_row_an_event(record: Record) -> None:
    visit, meeting = rows(record)
    assert tuple(visit) == COLUMNS
    assert visit["date"] == visit["earliest"] == "2019-05-03"
    assert visit["participants_en"] == "Minister of Transport"
    assert visit["place_ar"] == visit["place_en"] == "طنجة"
    assert visit["independent"] == "2"
    assert visit["trigger"] == "زارت"
    assert visit["sentence"] == handmade.FIRST
    assert meeting["date"] == ""


def test_the_csv_draws_each_chain_from_the_outlet_inwards(record: Record) -> None:
    assert rows(record)[1]["chain"] == "المساء → anonymous"
    assert rows(record)[0]["chain"] == "'=الصباح → وزارة الخارجية; المساء"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n-1"])
def test_no_cell_of_the_csv_can_run(record: Record, title: str) -> None:
    awkward = replace(record, events=(replace(record.events[0], title_en=title),))
    assert rows(awkward)[0]["title_en"] == "'" + title.strip()


def test_the_xlsx_holds_text_only_and_reads_from_the_right(record: Record) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx(record)))
    assert book.sheetnames == ["events", "documents", "entities"]
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert all(cell.hyperlink is None for cell in row)
    titles = [row[7].value for row in book["events"].iter_rows(min_row=2)]
    assert titles == ["Minister of Transport visits Tangier", "@SUM(A1) Meeting"]
    assert book["documents"]["C2"].value == '=HYPERLINK("x")'
    assert book["documents"]["J3"].value == 2
    assert book["entities"]["D3"].value == "وزيرة النقل"


def test_a_cell_that_is_too_long_for_the_xlsx_is_cut_visibly(record: Record) -> None:
    long = replace(record, events=(replace(record.events[0], title_ar="ط" * 40_000),))
    value = openpyxl.load_workbook(io.BytesIO(export_xlsx(long)))["events"]["G2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_an_empty_record_can_be_exported() -> None:
    empty = Record(documents=(), published=(), copy_groups=(), entities=(), events=())
    assert json.loads(export_json(empty)) == {
        "tawatur": __version__, "documents": [], "entities": [], "events": [],
    }
    assert rows(empty) == []
    assert openpyxl.load_workbook(io.BytesIO(export_xlsx(empty))).sheetnames[0] == "events"


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_the_ending_names_the_format(record: Record, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form.upper()}"
    export(record, path)
    export(record, tmp_path / "other", form)
    assert path.read_bytes() == (tmp_path / "other").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_what_cant_be_written_is_told_and_leaves_nothing(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there are json, csv, xlsx"):
        export(record, tmp_path / "out.pdf")
    with pytest.raises(ExportError, match="can't be written"):
        export(record, tmp_path / "missing" / "out.json")
    with pytest.raises(ExportError, match="a folder"):
        export(record, tmp_path, "json")
    assert list(tmp_path.iterdir()) == []

"""A reprint with its own later date, from text to record: one event, one day, no disagreement."""

from __future__ import annotations

from pathlib import Path

import pytest

import tawatur
from tawatur.model import RawDocument

TEXT = (
    "وقع وزير الدفاع الكيني جيمس أوتيينو ونظيره القطري خالد المهندي {day} في نيروبي اتفاقية للتعاون العسكري تشمل تدريب "
    "القوات البحرية وتبادل الخبرات بين الأكاديميات العسكرية وصيانة الزوارق السريعة في ميناء مومباسا. "
    "وقال الوزير الكيني إن الاتفاقية تفتح الباب أمام مناورات مشتركة في المحيط الهندي خلال السنوات الخمس المقبلة."
)


@pytest.mark.parametrize(("reprinted", "day"), [("أمس", "2031-03-02"), ("أول من أمس", "2031-03-02")])
def test_a_reprint_gives_no_false_disagreement(tmp_path: Path, reprinted: str, day: str) -> None:
    documents = [
        RawDocument(id="first.txt", text=TEXT.format(day="أمس"), published="2031-03-03"),
        RawDocument(id="second.txt", text=TEXT.format(day=reprinted), published="2031-03-05"),
    ]
    with tawatur.build(*documents, output=tmp_path / "record.tawatur") as view:
        signed = [event for event in view.events() if event.kind == "agreement"]
        assert [event.date.edtf for event in signed] == [day]
        assert not any(one.field == "date" for event in signed for one in event.disagreements)
        assert signed[0].corroboration.documents == 2
        assert [info.published.edtf for info in view.documents] == ["2031-03-03", "2031-03-05"]

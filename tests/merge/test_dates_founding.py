"""The first visit of a body to a state, dated by when its ties with that state were founded."""

from __future__ import annotations

from reading import read_text  # type: ignore[import-not-found]
from tawatur.model import Event
from tawatur.pipeline import assemble

TOLD = "أجرى وفد من الجيش الكيني هذا الأسبوع أول زيارة رسمية إلى رواندا، وكان الوزير قد زارها في مايو من العام الماضي."
TIES = "وأقام الجيش الكيني علاقات عسكرية مع رواندا في مارس 2022."


def visits(*texts: str) -> list[Event]:
    """The visits of the army that the texts tell together."""
    record = assemble([read_text(text, f"{number}.txt") for number, text in enumerate(texts)])
    army = {entity.id for entity in record.entities if entity.type == "ORG"}
    return [
        event
        for event in record.events
        if event.kind == "visit" and any(one.entity in army for one in event.participants)
    ]


def test_the_first_visit_is_dated_by_the_founding_of_the_ties() -> None:
    (visit,) = visits(TOLD, TIES)
    assert visit.date.edtf == "2022-03~"
    assert [step.step for step in visit.date.basis if step.doc == "0.txt" and step.step == "founded"] == ["founded"]


def test_alone_it_stays_open() -> None:
    (visit,) = visits(TOLD)
    assert visit.date.edtf is None


def test_ties_of_another_body_or_state_say_nothing_of_it() -> None:
    for ties in (TIES.replace("رواندا", "أوغندا"), TIES.replace("الكيني", "الغاني")):
        (visit,) = visits(TOLD, ties)
        assert visit.date.edtf is None


def test_a_visit_that_is_not_told_as_the_first_is_left_alone() -> None:
    (visit,) = visits(TOLD.replace("أول زيارة رسمية", "زيارة رسمية"), TIES)
    assert visit.date.edtf is None


def test_a_first_visit_at_another_time_was_not_what_founded_the_ties() -> None:
    dated = "أجرى وفد من الجيش الكيني في 3 مايو 2021 أول زيارة رسمية إلى رواندا."
    found = visits(TOLD, TIES, dated)
    assert "2022-03~" not in {visit.date.edtf for visit in found}
    assert "2021-05-03" in {visit.date.edtf for visit in found}

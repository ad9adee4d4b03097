from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import tawatur
from tawatur import Framing, RawDocument, RecordView

TOWNS = ("يريحو", "طوباس", "عناتا", "سلواد", "بيتا", "حوارة", "عزون", "يعبد")


def report(ident: str, outlet: str | None, army: str, town: str, more: str = "") -> RawDocument:
    return RawDocument(
        id=ident, outlet=outlet, published="2023-05-04", text=f"أغلق {army} أمس طريقا زراعيا قرب بلدة {town}. {more}"
    )


def of_army(found: list[Framing]) -> Framing:
    (army,) = (each for each in found if each.id == "org:ISR:army")
    return army


def counts(framing: Framing) -> dict[str, tuple[int, int]]:
    return {each.words: (each.own, each.quoted) for each in framing.designations}


def verdicts(framing: Framing, words: str) -> dict[str | None, str | None]:
    (designation,) = (each for each in framing.designations if each.words == words)
    return {use.outlet: use.compared.verdict if use.compared else None for use in designation.outlets}


@pytest.fixture(scope="module")
def many() -> RecordView:
    """Eight reports of each of two outlets, in different words."""
    return tawatur.build(
        *(report(f"a{at}", "صوت الوادي", "جيش الاحتلال الإسرائيلي", town) for at, town in enumerate(TOWNS)),
        *(report(f"b{at}", "مرآة الساحل", "الجيش الإسرائيلي", town) for at, town in enumerate(TOWNS)),
    )


def test_every_occurrence_is_the_words_of_its_text(many: RecordView) -> None:
    for framing in many.framings():
        for designation in framing.designations:
            assert len(designation.occurrences) == designation.own + designation.quoted
            for found in designation.occurrences:
                text = many.extracted(found.doc).annotated.doc.text
                assert text[found.start:found.end] == found.words


def test_outlets_that_differ_in_enough_documents_differ(many: RecordView) -> None:
    army = of_army(many.framings())
    assert counts(army) == {"الجيش الإسرائيلي": (8, 0), "جيش الاحتلال الإسرائيلي": (8, 0)}
    assert verdicts(army, "الجيش الإسرائيلي") == {"مرآة الساحل": "more"}
    (use,) = next(each for each in army.designations if each.words == "الجيش الإسرائيلي").outlets
    assert use.compared is not None
    assert (use.compared.used, use.compared.documents, use.compared.others_used, use.compared.others) == (8, 8, 0, 8)
    assert use.compared.corrected < 0.01


def test_a_few_documents_are_too_few() -> None:
    view = tawatur.build(
        report("a", "صوت الوادي", "جيش الاحتلال الإسرائيلي", "يعبد"),
        report("b", "مرآة الساحل", "الجيش الإسرائيلي", "عزون"),
    )
    army = of_army(view.framings())
    assert verdicts(army, "الجيش الإسرائيلي") == {"مرآة الساحل": "too_few"}


def test_quoted_words_are_not_the_outlets_own_and_marks_around_a_name_are_no_quotation() -> None:
    view = tawatur.build(
        report(
            "a", "صوت الوادي", "جيش الاحتلال الإسرائيلي", "يعبد",
            'وقال ضابط: "لا علم لي بما فعله الجيش الإسرائيلي هنا".',
        ),
        report("b", "مرآة الساحل", '"الجيش الإسرائيلي"', "عزون"),
    )
    assert counts(of_army(view.framings())) == {"الجيش الإسرائيلي": (1, 1), "جيش الاحتلال الإسرائيلي": (1, 0)}


def test_a_text_that_several_outlets_carry_decides_nothing() -> None:
    long = (
        " وانتشر الجنود عند مدخل البلدة ساعات طويلة، ومنعوا المزارعين من بلوغ حقولهم، ثم انسحبوا قبل الغروب من غير أن "
        "يوضحوا سبب الإغلاق ولا مدته."
    )
    documents = [
        report(f"{outlet}{at}", outlet, "جيش الاحتلال الإسرائيلي", town, long * 2)
        for at, town in enumerate(TOWNS[:1]) for outlet in ("صوت الوادي", "مرآة الساحل", "نبع الجبل")
    ]
    view = tawatur.build(*documents, report("z", "نبع الجبل", "الجيش الإسرائيلي", "بيتا"))
    army = of_army(view.framings())
    assert {info.copy_group for info in view.documents if info.document.id != "z"} != {None}
    assert all(use.compared is None for each in army.designations for use in each.outlets)


def test_documents_without_an_outlet_stand_for_themselves_and_are_not_compared() -> None:
    view = tawatur.build(
        report("a", None, "جيش الاحتلال الإسرائيلي", "يعبد"), report("b", " ", "الجيش الإسرائيلي", "عزون")
    )
    army = of_army(view.framings())
    assert {(use.outlet, use.docs) for each in army.designations for use in each.outlets} == {
        (None, ("a",)), (None, ("b",)),
    }
    assert army.outlets == 2


def test_filters(many: RecordView) -> None:
    assert of_army(many.framings(country="ISR"))
    assert not [each for each in many.framings(country="MAR") if each.subject == "entity"]
    assert next(each.id for each in many.framings(actor="جيش الاحتلال")) == "org:ISR:army"
    assert many.framings(since="2024") == []
    assert of_army(many.framings(since="2023-05", until="2023"))
    with pytest.raises(tawatur.NotFound):
        many.framings(actor="لا أحد بهذا الاسم")
    with pytest.raises(ValueError, match="no date"):
        many.framings(since="May")


def test_the_order_of_documents_makes_no_difference(many: RecordView) -> None:
    inputs = [many.extracted(info.document.id).annotated.doc for info in many.documents]
    again = tawatur.build(*(
        RawDocument(id=doc.id, text=doc.text, outlet=doc.outlet, published=doc.published) for doc in reversed(inputs)
    ))
    assert again.framings() == many.framings()


def test_the_sample_texts_call_the_army_in_three_ways() -> None:
    army = of_army(tawatur.build(Path(str(files("tawatur.resources").joinpath("demo", "texts")))).framings())
    own = {each.words: {use.outlet for use in each.outlets if use.own} for each in army.designations}
    assert own["جيش الاحتلال الإسرائيلي"] == own["جيش الاحتلال"] == {"صدى الواحات"}
    assert own["جيش الدفاع الإسرائيلي"] == {"بريد الأطلس"}
    assert {"منارة السهل", "دفتر الشمال", "الرواق الإخباري"} <= own["الجيش الإسرائيلي"]
    assert "صدى الواحات" not in own["الجيش الإسرائيلي"]


@pytest.mark.shared
def test_the_first_case_which_texts_say_occupation_army_in_their_own_voice(shared: Path) -> None:
    army = of_army(tawatur.build(*sorted((shared / "seeds").glob("*.txt"))).framings())
    own = {
        each.words: {found.doc[:3] for found in each.occurrences if found.voice == "own"} for each in army.designations
    }
    assert own["جيش الاحتلال الإسرائيلي"] == own["جيش الاحتلال"] == {"000", "002"}
    assert own["الجيش الإسرائيلي"] == {"003", "004"}
    quoted = {
        each.words: {found.doc[:3] for found in each.occurrences if found.voice == "quoted"}
        for each in army.designations
    }
    assert quoted["جيش الاحتلال الإسرائيلي"] == {"000"}  # its army's own communiqué, in the outlet's wording
    assert quoted["الجيش الإسرائيلي"] == set()


def test_a_name_of_an_outlet_that_only_looks_different_is_no_other_outlet() -> None:
    view = tawatur.build(
        report("a", "Wadi Voice", "جيش الاحتلال الإسرائيلي", "يعبد"),
        report("b", "W\u0430di-V0ice", "الجيش الإسرائيلي", "عزون"),
    )
    army = of_army(view.framings())
    assert army.outlets == 1
    assert all(use.compared is None for each in army.designations for use in each.outlets)


def test_thousands_of_quotation_marks_and_of_repetitions_are_counted_all_the_same() -> None:
    text = "«" * 10_000 + "أغلق الجيش الإسرائيلي طريقا. " * 300 + "»" * 10_000
    loud = RawDocument(id="a", outlet="صوت الوادي", text=text)
    view = tawatur.build(loud, report("b", "مرآة الساحل", "جيش الاحتلال الإسرائيلي", "عزون"))
    army = of_army(view.framings())
    assert sum(each.own + each.quoted for each in army.designations) == 301

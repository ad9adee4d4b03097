from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import tawatur
from tawatur import Announcement, RawDocument, RecordView

PLAN = "سيزور الرئيس الكيني جيمس أوتيينو الهند يوم 10 مارس 2024 بدعوة من نيودلهي، وفق ما أعلنت الرئاسة الكينية."
HELD = "زار الرئيس الكيني جيمس أوتيينو الهند يوم 10 مارس 2024 والتقى عددا من رجال الأعمال."


def doc(ident: str, written: str | None, text: str) -> RawDocument:
    return RawDocument(id=ident, outlet=f"منبر {ident}", published=written, text=text)


PLANNED = doc("plan", "2024-03-03", PLAN)
LATER = doc("later", "2024-03-30", "افتتح وزير الصحة في نيروبي مستشفى جديدا للأطفال.")


def became(*others: RawDocument, plan: RawDocument = PLANNED) -> Announcement:
    (found,) = (
        each for each in tawatur.build(plan, *others).announcements()
        if {told.doc for told in each.told} == {plan.id}
    )
    return found


def test_what_another_document_tells_as_done_later_is_fulfilled() -> None:
    found = became(doc("held", "2024-03-11", HELD), LATER)
    assert (found.outcome, found.why, found.silent) == ("fulfilled", ("one_event",), None)
    assert found.due == ("2024-03-10", "2024-03-10")
    assert [(each.doc, each.words) for each in found.rests_on] == [("held", "زار الرئيس الكيني جيمس أوتيينو")]
    assert found.changes == ()


def test_without_news_days_are_counted_up_to_the_last_dated_document() -> None:
    found = became(LATER, doc("undated", None, "افتتح وزير التعليم في مومباسا مدرسة جديدة."))
    assert (found.outcome, found.silent, found.last_news, found.counted_to) == (
        "no_news", 27, "2024-03-03", "2024-03-30",
    )
    assert found.rests_on == () and found.became is None


def test_what_lies_behind_the_last_document_is_not_due() -> None:
    found = became(doc("soon", "2024-03-05", "افتتح وزير الصحة في نيروبي مستشفى جديدا للأطفال."))
    assert (found.outcome, found.silent) == ("not_due", 2)


def test_without_any_date_nothing_is_counted() -> None:
    found = became(plan=doc("plan", None, "سيزور الرئيس الكيني جيمس أوتيينو الهند قريبا."))
    assert (found.outcome, found.silent, found.last_news, found.counted_to) == ("no_news", None, None, None)


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        ("cancelled", "ألغت نيروبي زيارة الرئيس الكيني جيمس أوتيينو إلى الهند التي كانت مقررة يوم 10 مارس 2024."),
        ("denied", "نفت الرئاسة الكينية زيارة الرئيس جيمس أوتيينو إلى الهند."),
        ("changed", "أعلنت الرئاسة الكينية تأجيل زيارة الرئيس الكيني جيمس أوتيينو إلى الهند إلى الشهر المقبل."),
    ],
)
def test_called_off_denied_or_put_off_in_the_words_of_another_document(outcome: str, text: str) -> None:
    found = became(doc("news", "2024-03-08", text), LATER)
    assert found.outcome == outcome
    assert [each.doc for each in found.rests_on] == ["news"]
    if outcome == "changed":
        assert [(change.field, [one.doc for one in change.became]) for change in found.changes] == [
            ("postponed", ["news"])
        ]


def test_a_visit_on_another_day_of_the_week_is_the_one_announced_and_says_what_changed() -> None:
    found = became(doc("held", "2024-03-15", HELD.replace("10", "13")), LATER)
    assert (found.outcome, found.why) == ("changed", ("kind", "persons", "place"))
    (change,) = found.changes
    assert change.field == "date"
    assert [one.words for one in change.announced] == ["يوم 10 مارس 2024"]
    assert [one.words for one in change.became] == ["يوم 13 مارس 2024"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2024-03-11", HELD.replace("الهند", "أثيوبيا")),  # another destination
        ("2024-02-11", HELD.replace("10 مارس", "10 فبراير")),  # told before it was announced
        ("2024-03-29", HELD.replace("10 مارس", "28 مارس")),  # weeks later: perhaps another visit
        ("2024-03-11", HELD.replace("الرئيس الكيني جيمس أوتيينو", "وزير الدفاع الكيني سامي كيبتو")),  # somebody else
    ],
)
def test_another_event_is_never_taken_for_the_one_announced(written: str, text: str) -> None:
    found = became(doc("other", written, text), LATER)
    assert (found.outcome, found.became, found.rests_on) == ("no_news", None, ())


def test_two_that_fit_equally_well_are_both_left_out() -> None:
    first = doc("first", "2024-03-08", HELD.replace("10", "5"))
    second = doc("second", "2024-03-17", HELD.replace("10", "16"))
    assert became(first).outcome == became(second).outcome == "changed"
    found = became(first, second)
    assert (found.outcome, found.became) == ("no_news", None)


def test_a_copy_of_the_announcement_fulfils_nothing() -> None:
    more = (
        " وتتناول المحادثات بناء ميناء جديد على ساحل المحيط وتدريب بحارة كينيين وتوسيع التبادل التجاري وتسهيل سفر "
        "الطلاب والعمال بين البلدين خلال السنوات الخمس المقبلة بحسب البيان الذي وزعته الرئاسة مساء."
    )
    plan = doc("plan", "2024-03-03", HELD.replace("زار", "سيزور") + more)
    found = became(doc("copy", "2024-03-12", HELD + more), LATER, plan=plan)
    assert found.outcome == "no_news"


def test_a_present_that_is_dated_ahead_announces() -> None:
    found = became(doc("held", "2024-03-11", HELD), plan=doc("plan", "2024-03-03", PLAN.replace("سيزور", "يزور")))
    assert found.outcome == "fulfilled"


def test_every_word_stands_where_it_is_said_to_stand() -> None:
    view = tawatur.build(PLANNED, doc("held", "2024-03-15", HELD.replace("10", "13")))
    for found in view.announcements():
        words = [*found.told, *found.rests_on]
        for change in found.changes:
            words += [*change.announced, *change.became]
        for one in words:
            text = view.extracted(one.doc).annotated.doc.text
            assert text[one.start:one.end] == one.words


def test_filters_and_bad_ones() -> None:
    view = tawatur.build(PLANNED, LATER)
    assert len(view.announcements(country="KEN", kind="visit", since="2024-03", until="2024-03-10")) == 1
    assert view.announcements(country="MAR") == view.announcements(outcome="fulfilled") == []
    with pytest.raises(ValueError, match="is no outcome"):
        view.announcements(outcome="maybe")  # type: ignore[arg-type]
    with pytest.raises(tawatur.NotFound):
        view.announcements(actor="لا أحد")


@pytest.fixture(scope="module")
def samples() -> RecordView:
    return tawatur.build(Path(str(files("tawatur.resources").joinpath("demo", "texts"))))


def test_the_sample_texts_hold_what_they_announce(samples: RecordView) -> None:
    outcomes = {
        (each.kind, told.doc[:2]): (each.outcome, {one.doc[:2] for one in each.rests_on})
        for each in samples.announcements() for told in each.told
    }
    assert outcomes["visit", "04"] == ("fulfilled", {"05", "06", "08", "10"})
    assert outcomes["agreement", "04"] == ("fulfilled", {"05", "06", "07"})
    assert outcomes["meeting", "10"] == ("fulfilled", {"11"})
    assert outcomes["meeting", "14"] == ("fulfilled", {"15"})


@pytest.mark.shared
def test_the_first_case_the_announced_visit_took_place(shared: Path) -> None:
    view = tawatur.build(*sorted((shared / "seeds").glob("*.txt")))
    visits = view.announcements(kind="visit")
    assert [(each.outcome, {one.doc[:3] for one in each.rests_on}) for each in visits] == [
        ("fulfilled", {"000", "002"})
    ]

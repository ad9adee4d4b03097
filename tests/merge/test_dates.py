"""The solver of days: small worlds told in words, contradictions, and random worlds whose truth it must not miss."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent))
from dated import WEEKDAYS, Told, document, words_for  # type: ignore[import-not-found]
from tawatur.merge.copies import compare
from tawatur.merge.dates import DatesSolved, solve
from tawatur.merge.dates_copies import aligned_days
from tawatur.merge.dates_net import Network
from tawatur.merge.shared import words_of
from tawatur.model import EventMention, Extracted, Link, Span


def solved(*docs: tuple[Extracted, list[int]]) -> DatesSolved:
    ordered = sorted(docs, key=lambda doc: doc[0].annotated.doc.id)
    size = max((event for _, events in ordered for event in events), default=-1) + 1
    return solve([doc for doc, _ in ordered], [events for _, events in ordered], size)


def solved_with_copies(*docs: tuple[Extracted, list[int]]) -> DatesSolved:
    """As the whole program solves them: with the copies that it finds among the documents."""
    ordered = sorted(docs, key=lambda doc: doc[0].annotated.doc.id)
    layers = [doc for doc, _ in ordered]
    texts = [words_of(extracted) for extracted in layers]
    size = max((event for _, events in ordered for event in events), default=-1) + 1
    return solve(layers, [events for _, events in ordered], size, aligned_days(layers, texts, compare(texts)))


def days(one: Any) -> tuple[str | None, str | None]:
    return one.earliest, one.latest


def test_nothing_is_known_of_nothing() -> None:
    assert solve([], [], 0).events == ()
    found = solved(document("a", [Told(0, "وقع الطرفان الاتفاق")]))
    assert found.events[0].edtf is None and found.published[0].edtf is None and found.when == {}


@pytest.mark.parametrize(
    ("words", "status", "edtf"),
    [
        ("وقع الطرفان أمس", "occurred", "2022-07-19"),
        ("وقع الطرفان الثلاثاء", "occurred", "2022-07-19"),
        ("يوقع الطرفان الخميس", "planned", "2022-07-21"),
        ("وقع الطرفان الثلاثاء الماضي", "occurred", "2022-07-19"),
        ("وقع الطرفان في يونيو", "occurred", "2022-06"),
        ("يوقع الطرفان في سبتمبر", "planned", "2022-09"),
        ("وقع الطرفان في نوفمبر من العام الماضي", "occurred", "2021-11"),
        ("وقع الطرفان في 5 مايو 2020", "occurred", "2020-05-05"),
        ("وقع الطرفان قبل يومين", "occurred", "2022-07-18"),
        ("وقع الطرفان العام الماضي", "occurred", "2021"),
        ("شارك الطرفان من 20 إلى 30 يونيو الماضي", "occurred", "2022-06-20/2022-06-30"),
        ("وقع الطرفان في 25 شوال 1436هـ", "occurred", "2015-08-10"),
    ],
)
def test_words_count_from_the_given_day_of_writing(words: str, status: str, edtf: str) -> None:
    found = solved(document("a", [Told(0, words, status)], published="2022-07-20"))
    assert found.events[0].edtf == edtf
    assert found.published[0].edtf == "2022-07-20"


def test_a_dated_event_dates_the_text_that_tells_it() -> None:
    found = solved(
        document("a", [Told(0, "وقع الوزيران أمس الثلاثاء")]),
        document("b", [Told(0, "وقع الوزيران في 19 يوليو 2022")]),
    )
    assert days(found.events[0]) == ("2022-07-19", "2022-07-19")
    assert found.published[0].edtf == "2022-07-20"
    assert {step.doc for step in found.published[0].basis} == {"a", "b"}


def test_the_year_is_the_only_one_whose_weekday_fits() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "وقعت المذكرة الأربعاء", inside=1),
                Told(1, "زيارة الوزير من 24 إلى 25 نوفمبر", "ongoing", "visit"),
                Told(2, "أعيدت العلاقات في ديسمبر 2020", kind="diplomatic_change"),
            ],
        )
    )
    assert found.events[1].edtf == "2021-11-24/2021-11-25"
    assert found.events[0].edtf == "2021-11-24"
    assert days(found.published[0]) == ("2021-11-24", "2021-11-30")


def test_order_of_telling_places_a_month_without_year() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "يصل القائد اليوم الاثنين", "planned", "visit"),
                Told(1, "استضاف الجيش وحدة في يوليو الماضي", kind="exercise", background=True, narrative=1001),
                Told(2, "أقام الطرفان علاقات في مارس 2022", kind="other", background=True, narrative=1002),
                Told(3, "شارك الجيش في المناورات في 20 يونيو الماضي", kind="exercise", background=True, narrative=1003),
                Told(3, "شارك الجيش في مناورات 2022", kind="exercise"),
            ],
        )
    )
    assert found.events[1].edtf == "2021-07"
    assert found.published[0].edtf == "2022-07"
    assert date.fromisoformat(found.published[0].earliest or "").isoweekday() == 1


def test_about_two_months_after_is_approximate() -> None:
    first = document("a", [Told(0, "زار القائد البلاد في 19 يوليو 2022", kind="visit")])
    for later in (
        [
            Told(
                1, "زار المفتش العاصمة اليوم الثلاثاء بعد نحو شهرين من ذلك", kind="visit", relations=(("after", 1, 1),)
            ),
            Told(0, "زار القائد البلاد", kind="visit"),
        ],
        [
            Told(1, "زار المفتش العاصمة اليوم الثلاثاء", kind="visit", relations=(("after", 1, 1),)),
            Told(0, "تمت الزيارة بعد نحو شهرين", kind="visit"),
        ],
    ):
        found = solved(first, document("b", later))
        assert found.events[1].edtf == "2022-09~"
        assert (found.events[1].earliest or "") < "2022-09-13" < (found.events[1].latest or "")
        assert date.fromisoformat(found.events[1].earliest or "").isoweekday() == 2
        assert {step.doc for step in found.events[1].basis} == {"a", "b"}


def test_the_event_that_a_distance_counts_from_is_the_next_one_named() -> None:
    words = "زار المفتش العاصمة بعد نحو شهرين من أول زيارة للقائد"
    timed, _ = document("b", [Told(1, words, kind="visit")])
    at = words.index("زيارة")
    target = EventMention(
        doc="b",
        start=at,
        end=at + 5,
        trigger="زيارة",
        sentence=timed.events[0].sentence,
        kind="visit",
        status="occurred",
        rule="test",
    )
    both = Extracted(annotated=timed.annotated, events=(*timed.events, target))
    found = solved(document("a", [Told(0, "زار القائد البلاد في 19 يوليو 2022", kind="visit")]), (both, [1, 0]))
    assert (found.events[1].earliest or "")[:7] == "2022-08" and (found.events[1].latest or "")[:7] == "2022-10"


def test_a_meeting_without_time_has_the_days_of_the_visit() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "زار الوزير البلاد من 3 إلى 5 مايو 2021", kind="visit"),
                Told(1, "التقى الوزير نظيره", kind="meeting", inside=0),
            ],
        )
    )
    assert days(found.events[1]) == ("2021-05-03", "2021-05-05")


def test_told_on_several_days_it_lasts_from_the_first_to_the_last() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "يصل القائد مساء اليوم الاثنين", "planned", "visit"),
                Told(0, "ينهي القائد الزيارة يوم الأربعاء", "planned", "visit"),
            ],
            published="2022-07-18",
        )
    )
    assert days(found.events[0]) == ("2022-07-18", "2022-07-20")


def test_since_and_history_do_not_date() -> None:
    found = solved(
        document("a", [Told(0, "زار الوزير البلاد لأول مرة منذ عام 2005", kind="visit")], published="2022-07-20")
    )
    assert found.events[0].edtf is None


def test_fetched_pages_bound_the_day_of_writing() -> None:
    pages = [
        document(f"{name}", [Told(n, f"وقع الوزير اليوم {WEEKDAYS[day.isoweekday()]}")], retrieved=f"{day} 18:00:00")
        for n, (name, day) in enumerate([("a", date(2015, 7, 20)), ("b", date(2015, 7, 21)), ("c", date(2015, 7, 23))])
    ]
    found = solved(*pages, document("d", [Told(3, "وقع الوزير أمس")], retrieved="2015-07-24 12:00:00"))
    assert [one.edtf for one in found.published] == ["2015-07-20", "2015-07-21", "2015-07-23", "2015-07-24~"]
    assert found.events[3].edtf == "2015-07-23~"


def test_an_archive_fetched_later_assumes_nothing() -> None:
    pages = [
        document(f"{name}", [Told(n, "وقع الوزير اليوم 3 مايو 2012")], retrieved="2015-07-20 18:00:00")
        for n, name in enumerate("abc")
    ]
    found = solved(*pages, document("d", [Told(3, "وقع الوزير أمس")], retrieved="2015-07-24 12:00:00"))
    assert found.published[0].edtf == "2012-05-03"
    assert found.published[3].edtf is None and found.events[3].edtf is None


def test_evening_told_before_the_evening_is_of_the_day_before() -> None:
    found = solved(
        document("a", [Told(0, "استدعت الوزارة مساء اليوم", kind="protest")], retrieved="2015-07-21 02:10:00")
    )
    assert (found.events[0].latest or "") <= "2015-07-20"


def test_news_without_a_time_is_of_the_days_before_it_was_written() -> None:
    found = solved(document("a", [Told(0, "أدان الوزير القصف", kind="statement", news=True)], published="2022-07-20"))
    assert days(found.events[0]) == ("2022-07-13", "2022-07-20")
    assert found.events[0].edtf == "2022-07-13~/2022-07-20~"
    nominal = solved(document("a", [Told(0, "إدانة الوزير للقصف", kind="statement")], published="2022-07-20"))
    assert nominal.events[0].edtf is None


def test_words_elsewhere_beat_the_presumption_of_news() -> None:
    found = solved(
        document("a", [Told(0, "وقع الطرفان اتفاقا", news=True)], published="2022-07-20"),
        document("b", [Told(0, "وقع الطرفان في 5 مايو 2022")], published="2022-08-01"),
    )
    assert found.events[0].edtf == "2022-05-05" and found.events[0].clash == ()


def test_background_is_no_news() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "زار الوزير البلاد أمس", kind="visit", news=True),
                Told(1, "أقام البلدان علاقات في عام 1999", kind="diplomatic_change", news=True),
                Told(2, "وقع البلدان اتفاقا", news=True),
                Told(3, "أكد الوزير ذلك", kind="statement", news=True),
            ],
            published="2022-07-20",
        )
    )
    assert found.events[2].edtf is None
    assert days(found.events[3]) == ("2022-07-13", "2022-07-20")


def test_the_presumption_of_news_dates_no_document() -> None:
    found = solved(
        document("a", [Told(0, "وقع الطرفان أمس", news=True)], published="2022-07-20"),
        document("b", [Told(0, "وقع الطرفان اتفاقا", news=True), Told(1, "أدان الوزير القصف", news=True)]),
    )
    assert found.published[1].edtf is None and found.events[1].edtf is None


AGENCY = (
    "وقع وزير الدفاع الكيني ونظيره القطري {day} اتفاقية للتعاون العسكري تشمل تدريب القوات البحرية وتبادل الخبرات "
    "بين الأكاديميات العسكرية وصيانة الزوارق السريعة في ميناء مومباسا الساحلي"
)


def printing(name: str, day: str, **given_: Any) -> tuple[Extracted, list[int]]:
    text = AGENCY.format(day=day)
    return document(name, [Told(0, text)], body=(Span(0, len(text)),), **given_)


def test_a_reprint_keeps_the_yesterday_of_the_first_printing() -> None:
    found = solved_with_copies(
        printing("a", "أمس", published="2022-07-20"), printing("b", "أمس", published="2022-07-22")
    )
    assert found.events[0].edtf == "2022-07-19" and found.events[0].clash == ()
    assert [one.edtf for one in found.published] == ["2022-07-20", "2022-07-22"]
    assert found.written[1] == (date(2022, 7, 20), date(2022, 7, 20))


def test_a_copy_whose_day_nobody_gives_may_be_the_first_printing() -> None:
    found = solved_with_copies(printing("a", "أمس", published="2022-07-20"), printing("b", "أمس"))
    assert days(found.events[0]) == ("2022-06-18", "2022-07-19") and found.events[0].edtf == "2022-07~"
    assert found.published[0].edtf == "2022-07-20"


def test_a_copy_whose_words_were_put_right_was_written_a_day_later() -> None:
    found = solved_with_copies(printing("a", "اليوم"), printing("b", "أمس", published="2022-07-20"))
    assert found.events[0].edtf == "2022-07-19"
    assert [one.edtf for one in found.published] == ["2022-07-19", "2022-07-20"]


@pytest.mark.parametrize(
    ("words", "event"),
    [("اليوم الثلاثاء", "2022-07-19"), ("أمس الاثنين", "2022-07-18"), ("اليوم 4 مايو 2022", "2022-05-04")],
)
def test_a_text_that_is_older_than_its_given_date_counts_from_its_own_day(words: str, event: str) -> None:
    found = solved(document("a", [Told(0, f"وقع الطرفان {words}")], published="2022-07-20"))
    assert found.events[0].edtf == event and found.events[0].clash == ()
    assert found.published[0].edtf == "2022-07-20"


def test_a_text_that_names_a_later_day_than_its_given_date_is_a_contradiction() -> None:
    found = solved(document("a", [Told(0, "وقع الطرفان اليوم 4 مايو 2022")], published="2022-05-01"))
    assert days(found.published[0]) == ("2022-05-01", "2022-05-04") and found.published[0].clash


def test_a_stay_of_one_day_is_over_on_the_day_of_arrival() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "وصل الوزير الأربعاء في زيارة لمدة يوم", kind="visit"),
                Told(1, "يلتقي الوزير نظيره", "planned", "meeting", inside=0),
            ],
            published="2022-07-20",
        ),
    )
    arrived = solved(
        document(
            "a",
            [
                Told(0, "وصل الوزير الأربعاء في زيارة لمدة يوم", kind="visit", rule="visit.arrive"),
                Told(1, "يلتقي الوزير نظيره", "planned", "meeting", inside=0),
            ],
            published="2022-07-20",
        ),
    )
    assert found.events[1].edtf == arrived.events[1].edtf == "2022-07-20"


def test_a_statement_comes_after_what_it_tells_as_done() -> None:
    words = "أعلن الوزير أن التفجير من فعل جماعة"
    doc, _ = document("a", [Told(0, words, kind="statement", news=True)], published="2022-07-20")
    statement, at = doc.events[0], words.index("التفجير")
    blast = EventMention(
        doc="a",
        start=at,
        end=at + 7,
        trigger="التفجير",
        sentence=statement.sentence,
        kind="conflict",
        status="occurred",
        rule="test",
        chain=(Link(source="الوزير", mention=None, cue=Span(statement.start, statement.end), kind="speaker"),),
    )
    both = Extracted(annotated=doc.annotated, events=(statement, blast))
    found = solved((both, [0, 1]), document("b", [Told(1, "وقع التفجير أمس", kind="conflict")], published="2022-07-20"))
    assert days(found.events[0]) == ("2022-07-19", "2022-07-20")


def test_two_accounts_stand_side_by_side() -> None:
    found = solved(
        document("a", [Told(0, "وقع الطرفان في 5 مايو 2020")]),
        document("b", [Told(0, "وقع الطرفان في 7 مايو 2020")]),
    )
    assert days(found.events[0]) == ("2020-05-05", "2020-05-07")
    assert {step.doc for step in found.events[0].clash} == {"a", "b"}


def test_a_weekday_that_the_date_is_not_leaves_both_days_open_and_is_listed() -> None:
    found = solved(document("a", [Told(0, "وقع الطرفان الأربعاء 25 نوفمبر 2021")]))
    assert days(found.events[0]) == ("2021-11-24", "2021-11-25")
    assert any("Wednesday" in step.says for step in found.events[0].clash)
    today = solved(document("a", [Told(0, "وقع الطرفان اليوم الأربعاء 25 نوفمبر 2021")]))
    assert days(today.published[0]) == ("2021-11-24", "2021-11-25") and today.published[0].clash


def test_another_text_decides_between_a_day_and_its_weekday() -> None:
    found = solved(
        document("a", [Told(0, "وقع الطرفان الأربعاء 25 نوفمبر 2021")]),
        document("b", [Told(0, "وقع الطرفان أمس")], published="2021-11-25"),
    )
    assert found.events[0].edtf == "2021-11-24" and found.events[0].clash


def test_contradictory_todays_leave_the_rest_standing() -> None:
    found = solved(
        document(
            "a",
            [
                Told(0, "وقع الطرفان اليوم الاثنين"),
                Told(1, "وقع الوزير اليوم الثلاثاء"),
                Told(2, "وقع القائد في 5 مايو 2020"),
            ],
        )
    )
    assert found.events[2].edtf == "2020-05-05"
    assert found.published[0].edtf is None


def test_impossible_dates_are_no_failure() -> None:
    found = solved(document("a", [Told(0, "وقع الطرفان في 30 فبراير 2021")], published="2021-06-01"))
    assert (found.events[0].earliest or "")[:7] == "2021-02"
    mixed = solved(
        document(
            "a",
            [Told(0, "وقع الطرفان في 1436 أو 2015"), Told(1, "وقع الطرفان في 2022-13-45")],
            published="2023-01-01",
            retrieved="not a date",
        )
    )
    assert (mixed.events[1].edtf or "").startswith("2022")


def test_contradictory_documents_are_listed_and_neither_is_chosen() -> None:
    found = solved(
        document("a", [Told(0, "وقع الطرفان أمس")], published="2022-07-20"),
        document("b", [Told(0, "وقع الطرفان أمس")], published="2022-07-27"),
    )
    assert days(found.events[0]) == ("2022-07-19", "2022-07-26")
    assert {step.doc for step in found.events[0].clash} == {"a", "b"}
    assert [one.edtf for one in found.published] == ["2022-07-20", "2022-07-27"]


def test_soft_words_yield_to_hard_ones_whatever_comes_first() -> None:
    docs = [
        document("a", [Told(0, "وقع الطرفان مؤخرا")], published="2022-07-20"),
        document("b", [Told(0, "وقع الطرفان في 5 يناير 2021")]),
    ]
    assert solved(*docs).events[0].edtf == solved(*reversed(docs)).events[0].edtf == "2021-01-05"


def test_thousands_of_words_of_time_are_no_failure_and_few_are_listed() -> None:
    words = " ".join(f"اليوم {day % 28 + 1} مايو 2020" for day in range(2000))
    found = solved(document("a", [Told(0, f"وقع الطرفان {words}")]))
    assert days(found.published[0]) == ("2020-05-01", "2020-05-28")
    assert 0 < len(found.published[0].clash) <= 40


def test_every_step_points_at_words() -> None:
    docs = [
        document("a", [Told(0, "وقع الوزيران أمس الثلاثاء")]),
        document("b", [Told(0, "وقع الوزيران في 19 يوليو 2022")]),
    ]
    texts = {doc.annotated.doc.id: doc.annotated.doc.text for doc, _ in docs}
    found = solved(*docs)
    for one in (*found.events, *found.published):
        assert bool(one.basis) is (one.edtf is not None)
        for step in one.basis:
            assert 0 <= step.span.start <= step.span.end <= len(texts[step.doc])
            assert step.says.endswith(".")


def test_order_of_documents_and_repetition_make_no_difference() -> None:
    docs = [
        document(name, [Told(0, words)])
        for name, words in [
            ("a", "وقع الوزيران أمس الثلاثاء"),
            ("b", "وقع الوزيران في 19 يوليو 2022"),
            ("c", "وقع الوزيران الثلاثاء الماضي"),
        ]
    ]
    assert solved(*docs) == solved(*reversed(docs)) == solved(*docs)


def test_many_documents_about_one_event() -> None:
    docs = [document(f"{number:05}", [Told(0, "وقع الوزيران أمس الثلاثاء")]) for number in range(400)]
    found = solved(*docs, document("z", [Told(0, "وقع الوزيران في 19 يوليو 2022")]))
    assert {one.edtf for one in found.published[:400]} == {"2022-07-20"}


def test_work_grows_with_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    work = []
    for count in (150, 300):
        nets: list[Network] = []

        class Watched(Network):
            def __init__(self, nets: list[Network] = nets) -> None:
                super().__init__()
                nets.append(self)

        monkeypatch.setattr("tawatur.merge.dates_ground.Network", Watched)
        docs = [
            document(
                f"{number:05}",
                [
                    Told(number // 5, f"وقع الوزيران أمس {WEEKDAYS[number // 5 % 7 + 1]}"),
                    Told(number // 5 + count, "أدان الوزير القصف", kind="statement", news=True),
                ],
            )
            for number in range(count)
        ]
        solved(*docs, document("z", [Told(0, "وقع الوزيران في 18 يوليو 2022")]))
        work.append(nets[0].looked)
    assert work[1] <= 2.5 * work[0]


# -- random worlds


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[date], list[date], list[tuple[int, int, int]], list[int]]:
    start = draw(st.dates(date(2005, 1, 1), date(2025, 1, 1)))
    events = [start + timedelta(draw(st.integers(0, 400))) for _ in range(draw(st.integers(1, 4)))]
    writings = [max(events) + timedelta(draw(st.integers(0, 5))) for _ in range(draw(st.integers(1, 4)))]
    telling = [
        (draw(st.integers(0, len(writings) - 1)), draw(st.integers(0, len(events) - 1)), draw(st.integers(0, 50)))
        for _ in range(draw(st.integers(1, 8)))
    ]
    return events, writings, telling, draw(st.lists(st.integers(0, 3), max_size=2))


@given(worlds())
@settings(max_examples=250, deadline=None)
def test_the_truth_is_never_missed(world: tuple[list[date], list[date], list[tuple[int, int, int]], list[int]]) -> None:
    events, writings, telling, dated = world
    docs = []
    for number, day in enumerate(writings):
        own = [
            Told(event, f"وقع الطرفان {words_for(day, events[event], choice)}")
            for doc, event, choice in telling
            if doc == number
        ]
        if own:
            given_ = {"published": day.isoformat()} if number in dated else {}
            docs.append((number, document(f"{number:03}", own, **given_)))
    if not docs:
        return
    found = solved(*[doc for _, doc in docs])
    for (number, _), one in zip(docs, found.published, strict=True):
        if one.earliest is not None and one.latest is not None:
            assert one.earliest <= writings[number].isoformat() <= one.latest
    for event, one in zip(events, found.events, strict=False):
        if one.earliest is not None and one.latest is not None:
            assert one.earliest <= event.isoformat() <= one.latest


def test_the_current_month_is_that_of_writing() -> None:
    """"15 يوليو الجاري" is written in July, or printed a few days later; an event dated elsewhere names the year."""
    found = solved(
        document("a", [Told(0, "وقع الطرفان اتفاق التعاون 15 يوليو 2021")]),
        document("b", [Told(0, "وقع الطرفان اتفاق التعاون في 15 يوليو الجاري")]),
    )
    assert days(found.published[1]) == ("2021-07-15", "2021-08-05")

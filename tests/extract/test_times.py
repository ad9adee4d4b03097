"""Which time dates which event, and what a text tells as new."""

from __future__ import annotations

import pytest

from reading import read_text  # type: ignore[import-not-found]
from tawatur.model import EventMention


def _event(text: str, trigger: str) -> tuple[EventMention, list[str]]:
    read = read_text(text)
    event = next(event for event in read.events if trigger in event.trigger)
    times = [read.annotated.timexes[at] for at in event.timexes]
    return event, [text[time.start : time.end] for time in times]


@pytest.mark.parametrize(
    ("text", "trigger", "times"),
    [
        # What a clause only speaks of has not the time of its verb.
        ("صوت البرلمان أمس على الاتفاق الدفاعي بين كينيا وقطر.", "الاتفاق", []),
        ("منح البرلمان الأردني موافقته أمس للاتفاق الدفاعي المبرم بين الأردن وقطر.", "للاتفاق", []),
        ("زار الرئيس الكيني قطر أمس.", "زار", ["أمس"]),
        ("شهدت الدوحة أمس توقيع اتفاقية بين كينيا وقطر.", "توقيع", ["أمس"]),
        # What a clause goes on to tell of somebody has a time of its own; of the event, it is the event's.
        ("الهجوم في كينيا من تنفيذ تنظيم داعش الذي سيطر على مدن في الصومال السنة الماضية.", "الهجوم", []),
        ("ندد الرئيس الكيني بالهجوم الدموي الذي أوقع أمس ثلاثين قتيلا في نيروبي.", "بالهجوم", ["أمس"]),
        ("أقر البرنامج الخاص باجتماعات الجمعية العامة للأمم المتحدة التي تبدأ في 28 مايو.", "اجتماعات", ["28 مايو"]),
        # The year of an older text belongs to that text.
        ("أقامت كينيا وتشيلي علاقات دبلوماسية وفق أحكام الاتفاقية الموقعة في لندن عام 1975.", "أقامت", []),
        # A noun with a day of its own is not of the day on which it was announced.
        ("أعلنت كينيا اليوم الأحد عن عقد قمة مع قطر يوم الخميس المقبل.", "قمة", ["يوم الخميس المقبل"]),
        # Behind a verb of saying a day belongs to what is told.
        ("نشر الموقع نصوص الاتفاقية بين كينيا وقطر، وذكر أنها وزعت على النواب في 23 مايو.", "الاتفاقية", []),
        # A day that only says which one is meant dates nothing.
        ("فرضت كينيا قيودا على قطر أشد من تلك التي رفضت في استفتاء 5 يوليو.", "فرضت", []),
        ("وقعت كينيا وقطر اتفاقية في 5 يوليو.", "وقعت", ["5 يوليو"]),
        ("وقعت كينيا وقطر اتفاقية يوم 5 يوليو.", "وقعت", ["يوم 5 يوليو"]),
        ("أكد وزير الخارجية الكيني أن الدراسة تبدأ يوم الأحد.", "أكد", []),
        # Days that say which upheavals are meant.
        ("التقى وزير الخارجية الكيني نظيره القطري مشيدا بثورتي 25 مارس و30 مايو.", "التقى", []),
        # "التي" goes on to tell of no masculine noun.
        ("رفعت المحكمة محاكمة المتهمين بتفجير السفارة الكينية التي انطلقت أمس.", "بتفجير", []),
        # Another day than that of what is told.
        ("توجه وزير الخارجية الكيني أمس إلى الخرطوم غداة هجوم على السفارة.", "توجه", ["أمس", "غداة"]),
        ("توجه وزير الخارجية الكيني أمس إلى الخرطوم غداة هجوم على السفارة.", "هجوم", []),
        # A day in a line that tells of a year is of that year.
        ("1952 - وقعت كينيا والسودان في 10 سبتمبر اتفاقا للتعاون.", "وقعت", []),
        # The last days of something are not those before the writing.
        ("هاجم الجيش الكيني مواقع للمسلحين في الأيام الأخيرة للحرب.", "هاجم", []),
        ("هاجم الجيش الكيني مواقع للمسلحين في الأيام الأخيرة من الشهر الماضي.", "هاجم", ["الشهر الماضي"]),
        ("هاجم الجيش الكيني مواقع للمسلحين في الأيام الأخيرة.", "هاجم", ["الأيام الأخيرة"]),
        # What a plan is for is no time of the plan.
        ("وقعت كينيا وقطر اتفاقية لعام 2031.", "وقعت", []),
    ],
)
def test_times_of_an_event(text: str, trigger: str, times: list[str]) -> None:
    assert _event(text, trigger)[1] == times


@pytest.mark.parametrize(
    ("text", "trigger", "news"),
    [
        ("وقعت كينيا وقطر اتفاقية للدفاع.", "وقعت", True),
        ("تم توقيع اتفاقية للدفاع بين كينيا وقطر.", "توقيع", True),
        ("أعلن وزير الدفاع الكيني أن كينيا وقطر وقعتا اتفاقية للدفاع.", "وقعتا", True),
        ("أدان وزير الخارجية الكيني الهجوم على القافلة.", "أدان", True),
        ("وكانت كينيا وقطر وقعتا اتفاقية للدفاع.", "وقعتا", False),
        ("زار الوزير الكيني قطر بعد أن وقعت كينيا اتفاقية للدفاع مع قطر.", "وقعت", False),
        ("تحدث الوزير عن الاتفاقية التي وقعتها كينيا وقطر.", "وقعتها", False),
        ("يناقش البرلمان اتفاقية الدفاع بين كينيا وقطر.", "اتفاقية", False),
        ("وقعت كينيا وقطر آنذاك اتفاقية للدفاع.", "وقعت", False),
        ("ستوقع كينيا وقطر اتفاقية للدفاع.", "ستوقع", False),
        ("1980 - وقعت كينيا والسودان اتفاقا للتعاون.", "وقعت", False),
    ],
)
def test_told_as_new(text: str, trigger: str, news: bool) -> None:
    assert _event(text, trigger)[0].news is news


@pytest.mark.parametrize(
    ("text", "status"),
    [("1980 - الرئيس الكيني يزور السودان.", "occurred"), ("الرئيس الكيني يزور السودان.", "ongoing")],
)
def test_a_chronicle_tells_in_the_present_what_was(text: str, status: str) -> None:
    assert _event(text, "يزور")[0].status == status

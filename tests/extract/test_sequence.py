"""Which event a sentence puts after which."""

from __future__ import annotations

import pytest

from reading import read_text  # type: ignore[import-not-found]


@pytest.mark.parametrize(
    ("text", "first", "relation", "second"),
    [
        ("قال وزير الخارجية الكيني بعد محادثات مع نظيره القطري إن الوضع خطير.", "قال", "after", "محادثات"),
        ("قال وزير الخارجية الكيني عقب انتهاء الاجتماع مع نظيره القطري إن الوضع خطير.", "قال", "after", "الاجتماع"),
        ("عقب اجتماع وزير الخارجية الكيني مع نظيره القطري، وقعت كينيا وقطر اتفاقية.", "وقعت", "after", "اجتماع"),
        ("التقى وزير الخارجية الكيني نظيره التشيلي قبل زيارة الرئيس الكيني إلى قطر.", "التقى", "before", "زيارة"),
        ("سيزور الرئيس الكيني قطر ويلتقي الأمير القطري في مايو.", "ويلتقي", "same_day", "سيزور"),
        ("سيستقبل الوزير الكيني اليوم نظيره القطري، كما سيلتقي أمير قطر.", "سيلتقي", "same_day", "سيستقبل"),
    ],
)
def test_relation(text: str, first: str, relation: str, second: str) -> None:
    events = read_text(text).events
    places = {word: next(at for at, event in enumerate(events) if word in event.trigger) for word in (first, second)}
    assert (relation, places[second], None) in events[places[first]].relations


def test_what_a_clause_in_between_says_is_not_put_in_sequence() -> None:
    text = "زار الرئيس الكيني قطر. وأكد مراقبون قبل اجتماع الوزيرين في لندن صعوبة الوضع."
    events = read_text(text).events
    assert not any(event.relations for event in events if event.kind == "visit")

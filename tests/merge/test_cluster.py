from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.merge.cluster import join_mentions, repeated
from tawatur.merge.copies import compare
from tawatur.merge.shared import words_of
from tawatur.model import Extracted

GUEST, HOST, SECOND = "الوزير هنريك غاردنر", "الوزير سالم الفاضل", "الوزير راشد العامري"


def day(month: int, number: int) -> tuple[dt.date, dt.date]:
    return dt.date(2019, month, number), dt.date(2019, month, number)


def joined(
    kit: Any, docs: list[Extracted], when: dict[tuple[int, int], tuple[dt.date, dt.date]] | None = None
) -> list[int]:
    texts = [words_of(doc) for doc in docs]
    return join_mentions(docs, kit.resolve(docs), texts, compare(texts), when or {}, {})


def meeting(kit: Any, name: str, text: str, trigger: str, args: list[str], **fields: Any) -> Extracted:
    made: Extracted = kit.make(name, text, [(trigger, "meeting", {"args": args, **fields})])
    return made


def test_one_meeting_in_two_texts_is_one(kit: Any) -> None:
    docs = [
        meeting(kit, "a", f"التقى {GUEST} في نجامينا {HOST}.", "التقى", [GUEST, HOST], place="نجامينا"),
        meeting(kit, "b", f"عقد {HOST} اجتماعا مع {GUEST} في العاصمة.", "اجتماعا", [GUEST, HOST]),
    ]
    assert joined(kit, docs, {(0, 0): day(5, 3), (1, 0): day(5, 3)}) == [0, 0]


def test_two_meetings_of_the_same_men_in_two_months_are_two(kit: Any) -> None:
    docs = [
        meeting(kit, "a", f"التقى {GUEST} في نجامينا {HOST}.", "التقى", [GUEST, HOST], place="نجامينا"),
        meeting(kit, "b", f"التقى {GUEST} في أوسلو {HOST}.", "التقى", [GUEST, HOST], place="أوسلو"),
    ]
    assert joined(kit, docs, {(0, 0): day(5, 3), (1, 0): day(7, 9)}) == [0, 1]


def test_meetings_with_two_counterparts_stay_apart(kit: Any) -> None:
    docs = [
        meeting(kit, "a", f"التقى {GUEST} الثلاثاء {HOST}.", "التقى", [GUEST, HOST]),
        meeting(kit, "b", f"التقى {GUEST} الثلاثاء {SECOND}.", "التقى", [GUEST, SECOND]),
    ]
    assert joined(kit, docs, {(0, 0): day(5, 3), (1, 0): day(5, 3)}) == [0, 1]


def test_a_planned_visit_and_the_visit_are_one(kit: Any) -> None:
    docs = [
        kit.make(
            "a", f"يزور {GUEST} تشاد الثلاثاء.", [("يزور", "visit", {"args": [GUEST, "تشاد"], "status": "planned"})]
        ),
        kit.make("b", f"اختتم {GUEST} زيارته إلى تشاد.", [("زيارته", "visit", {"args": [GUEST, "تشاد"]})]),
    ]
    assert joined(kit, docs, {(0, 0): day(5, 3), (1, 0): day(5, 3)}) == [0, 0]


def test_agreements_on_two_subjects_stay_apart(kit: Any) -> None:
    docs = [
        kit.make(
            "a",
            "وقعت النرويج وتشاد اتفاقية حماية الغابات والمياه الجوفية.",
            [("اتفاقية حماية الغابات", "agreement", {"args": ["النرويج", "تشاد"]})],
        ),
        kit.make(
            "b",
            "وقعت النرويج وتشاد مذكرة تبادل المعلمين بين المدارس.",
            [("مذكرة تبادل المعلمين", "agreement", {"args": ["النرويج", "تشاد"]})],
        ),
    ]
    assert joined(kit, docs) == [0, 1]


def test_a_name_of_its_own_tells_exercises_apart(kit: Any) -> None:
    def exercise(name: str, title: str) -> Extracted:
        made: Extracted = kit.make(
            name,
            f"شارك الجيش النرويجي في مناورات {title} في تشاد.",
            [("مناورات", "exercise", {"args": ["الجيش النرويجي", "تشاد"], "names": [title]})],
        )
        return made

    assert joined(kit, [exercise("a", "ريح الشمال"), exercise("b", "ريح الشمال"), exercise("c", "نجم البحر")]) == [
        0,
        0,
        1,
    ]


def test_a_vague_mention_bridges_nothing(kit: Any) -> None:
    docs = [
        meeting(kit, "a", f"التقى {GUEST} الثلاثاء {HOST}.", "التقى", [GUEST, HOST]),
        meeting(kit, "b", f"أجرى {GUEST} محادثات.", "محادثات", [GUEST]),
        meeting(kit, "c", f"التقى {GUEST} الثلاثاء {SECOND}.", "التقى", [GUEST, SECOND]),
    ]
    found = joined(kit, docs)
    assert found[0] != found[2]


def test_what_a_text_repeats_is_one(kit: Any) -> None:
    doc = kit.make(
        "a",
        f"التقى {GUEST} {HOST}. ووصف اللقاء بالمفيد.",
        [("التقى", "meeting", {"args": [GUEST, HOST]}), ("اللقاء", "meeting", {"same_as": 0})],
    )
    assert repeated([doc]) == [0, 0] and joined(kit, [doc]) == [0, 0]


def test_copies_join_mention_by_mention(kit: Any) -> None:
    text = (
        "أفادت الإدارة بأن عمال الميناء باشروا أمس تركيب رافعات حديثة على الرصيف بعد وصولها في ثلاث سفن كبيرة. "
        "وحذرت النقابة من تأخير الرواتب وطالبت بفتح حوار عاجل قبل نهاية الأسبوع مع ممثلي الشركات كلها."
    )
    events = [("باشروا", "other", {}), ("وصولها", "visit", {}), ("حذرت", "statement", {})]
    docs = [kit.make("a", text, events), kit.make("b", "خبر الساعة. " + text, events)]
    assert joined(kit, docs) == [0, 1, 2, 0, 1, 2]


KINDS = ["visit", "meeting", "agreement", "statement", "conflict"]
EVENT = st.tuples(
    st.sampled_from(KINDS),
    st.lists(st.sampled_from([GUEST, HOST, SECOND, "النرويج", "تشاد"]), unique=True, max_size=3),
    st.sampled_from([None, 3, 4, 20]),
    st.sampled_from(["زيارة العاصمة", "لقاء موسع", "اتفاق الغاز", "توقيع اتفاق"]),
)


@settings(max_examples=50, deadline=None)
@given(contents=st.lists(st.lists(EVENT, max_size=4), min_size=1, max_size=5), rng=st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(kit: Any, contents: list[Any], rng: Any) -> None:
    docs: list[Extracted] = []
    when = {}
    for number, events in enumerate(contents):
        text, built = "", []
        for at, (kind, args, when_day, words) in enumerate(events):
            trigger = f"{words} {at}"
            text += f"{trigger} {' و '.join(args)}. "
            built.append((trigger, kind, {}))
            if when_day:
                when[(f"d{number}", at)] = day(5, when_day)
        doc = kit.make(f"d{number}", text, built)
        docs.append(doc)

    def cluster(ordered: list[Extracted]) -> set[frozenset[tuple[str, int]]]:
        place = {doc.annotated.doc.id: at for at, doc in enumerate(ordered)}
        found = joined(kit, ordered, {(place[doc], at): days for (doc, at), days in when.items()})
        keys = [(doc.annotated.doc.id, at) for doc in ordered for at in range(len(doc.events))]
        assert len(found) == len(keys)
        members: dict[int, set[tuple[str, int]]] = {}
        for key, event in zip(keys, found, strict=True):
            members.setdefault(event, set()).add(key)
        return {frozenset(group) for group in members.values()}

    first = cluster(sorted(docs, key=lambda doc: doc.annotated.doc.id))
    rng.shuffle(docs)
    assert first == cluster(sorted(docs, key=lambda doc: doc.annotated.doc.id))

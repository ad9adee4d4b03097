from __future__ import annotations

from collections.abc import Callable

from tawatur.model import Extracted
from tawatur.resolve import resolve

Make = Callable[..., Extracted]
ARMY_HEAD = {"office": "chief_of_staff", "country": "NOR"}


def ids(doc: Extracted) -> list[str | None]:
    found = resolve([doc])
    name = doc.annotated.doc.id
    return [found.of.get((name, at)) for at in range(len(doc.annotated.mentions))]


def test_short_names_follow_full_ones(make: Make) -> None:
    doc = make(
        "a",
        "وصل رئيس الأركان النرويجي هنري غاردنر. وقال غاردنر إنه سعيد. وزار الجنرال جاردنر المصنع.",
        ("رئيس الأركان النرويجي هنري غاردنر", "PERSON", {"title": "رئيس الأركان النرويجي", **ARMY_HEAD}),
        ("غاردنر", "PERSON", {}),
        ("الجنرال جاردنر", "PERSON", {"title": "الجنرال"}),
    )
    # the first "غاردنر" of the text lies inside the full name
    assert len(set(ids(doc))) == 1 and ids(doc)[0] is not None


def test_a_name_that_fits_two_persons_stays_open(make: Make) -> None:
    doc = make(
        "a",
        "التقى سالم الفاضل راشد الفاضل. وقال الفاضل إن اللقاء مفيد.",
        ("سالم الفاضل", "PERSON", {}),
        ("راشد الفاضل", "PERSON", {}),
        ("قال الفاضل", "PERSON", {"title": "قال"}),
    )
    assert ids(doc)[2] is None
    assert ids(doc)[0] != ids(doc)[1]


def test_a_first_name_alone_needs_a_royal_title(make: Make) -> None:
    royal = make(
        "a",
        "استقبل سالم بن راشد الوفد. ورحب الأمير سالم بالضيوف.",
        ("سالم بن راشد", "PERSON", {}),
        ("الأمير سالم", "PERSON", {"title": "الأمير"}),
    )
    plain = make(
        "a",
        "استقبل سالم بن راشد الوفد. ورحب المهندس سالم بالضيوف.",
        ("سالم بن راشد", "PERSON", {}),
        ("المهندس سالم", "PERSON", {"title": "المهندس"}),
    )
    assert ids(royal)[0] == ids(royal)[1]
    assert ids(plain)[0] != ids(plain)[1]


def test_an_office_is_the_person_named_with_it(make: Make) -> None:
    minister = {"office": "minister:defense", "country": "NOR"}
    doc = make(
        "a",
        "وصل وزير الدفاع النرويجي هنري غاردنر. وأكد وزير الدفاع النرويجي أن الزيارة قصيرة.",
        ("وزير الدفاع النرويجي هنري غاردنر", "PERSON", {"title": "وزير الدفاع النرويجي", **minister}),
        ("وزير الدفاع النرويجي", "PERSON", {"form": "office", **minister}),
    )
    other = make(
        "a",
        "وصل وزير الدفاع النرويجي هنري غاردنر. وأكد وزير الدفاع التشادي أن الزيارة قصيرة.",
        ("وزير الدفاع النرويجي هنري غاردنر", "PERSON", {"title": "وزير الدفاع النرويجي", **minister}),
        ("وزير الدفاع التشادي", "PERSON", {"form": "office", "office": "minister:defense", "country": "TCD"}),
    )
    # the first occurrence of the office lies inside the named mention
    doc_ids, other_ids = ids(doc), ids(other)
    assert doc_ids[0] == doc_ids[1]
    assert other_ids[1] == "person:TCD:minister:defense" != other_ids[0]


def test_a_bare_ministry_is_that_of_the_side_that_speaks(make: Make) -> None:
    doc = make(
        "a",
        "قال الجيش النرويجي إن وزارة الصيد وافقت.",
        ("الجيش النرويجي", "ORG", {"subtype": "army", "country": "NOR", "key": "org:NOR:army"}),
        ("وزارة الصيد", "ORG", {"subtype": "ministry"}),
    )
    unclear = make(
        "a",
        "قالت النرويج وتشاد إن وزارة الصيد وافقت.",
        ("النرويج", "COUNTRY", {"country": "NOR", "key": "country:NOR"}),
        ("تشاد", "COUNTRY", {"country": "TCD", "key": "country:TCD"}),
        ("وزارة الصيد", "ORG", {"subtype": "ministry"}),
    )
    assert resolve([doc]).entities[-1].country == "NOR"
    assert ids(unclear)[2] is None


def test_a_kingdom_is_the_only_kingdom_spoken_of(make: Make) -> None:
    one = make(
        "a",
        "زار الوفد الأردن. وشكر المملكة.",
        ("الأردن", "COUNTRY", {"country": "JOR", "key": "country:JOR"}),
        ("المملكة", "COUNTRY", {"form": "description"}),
    )
    two = make(
        "a",
        "زار الوفد الأردن والبحرين. وشكر المملكة.",
        ("الأردن", "COUNTRY", {"country": "JOR", "key": "country:JOR"}),
        ("البحرين", "COUNTRY", {"country": "BHR", "key": "country:BHR"}),
        ("المملكة", "COUNTRY", {"form": "description"}),
    )
    assert ids(one)[1] == "country:JOR"
    assert ids(two)[2] is None


def test_the_two_sides_are_the_two_named_before(make: Make) -> None:
    doc = make(
        "a",
        "بحثت النرويج وتشاد التعاون. وأكد البلدان أهميته.",
        ("النرويج", "COUNTRY", {"country": "NOR", "key": "country:NOR"}),
        ("تشاد", "COUNTRY", {"country": "TCD", "key": "country:TCD"}),
        ("البلدان", "COUNTRY", {"form": "description", "number": "dual"}),
    )
    found = resolve([doc])
    assert found.groups == {("a", 2): ("country:NOR", "country:TCD")}
    assert ("a", 2) not in found.of


def test_a_name_with_more_words_takes_the_shorter_one(make: Make) -> None:
    doc = make(
        "a",
        "أعلنت وزارة الصيد النرويجية القرار. وقالت وزارة الصيد إنه نهائي.",
        ("وزارة الصيد النرويجية", "ORG", {"subtype": "ministry", "country": "NOR"}),
        ("وزارة الصيد إنه", "ORG", {"subtype": "ministry", "title": "إنه"}),
    )
    assert len(set(ids(doc))) == 1


def test_an_unnamed_source_is_nobody_that_the_text_names(make: Make) -> None:
    source = {"subtype": "source", "form": "description", "country": "NOR"}
    doc = make(
        "a",
        "قال مصدر نرويجي إن الطريق مغلق. وأضاف المصدر النرويجي أن الجسر سليم. وزاره الوزير النرويجي هنري غاردنر.",
        ("مصدر نرويجي", "PERSON", source),
        ("المصدر النرويجي", "PERSON", source),
        ("الوزير النرويجي هنري غاردنر", "PERSON", {"office": "minister", "country": "NOR"}),
    )
    first, second, named = ids(doc)
    assert named not in (first, second)
    assert first == second


OFFICIAL = {"form": "description", "office": "official", "country": "NOR"}


def test_the_official_is_no_head_of_state_but_whom_the_text_calls_so(make: Make) -> None:
    doc = make(
        "a",
        "وصل الرئيس النرويجي هنري غاردنر. وقال مسؤول نرويجي إن الطريق مغلق. وأكد المسؤول النرويجي ذلك.",
        ("الرئيس النرويجي هنري غاردنر", "PERSON", {"office": "head_of_state", "country": "NOR"}),
        ("مسؤول نرويجي", "PERSON", OFFICIAL),
        ("المسؤول النرويجي", "PERSON", OFFICIAL),
    )
    head, some, the = ids(doc)
    assert some == the != head


def test_the_official_is_open_where_an_officer_of_no_told_state_was_named_since(make: Make) -> None:
    doc = make(
        "a",
        "قال المتحدث النرويجي هنري غاردنر ذلك. ووصل نائب الوزير أنطون برغر. وأكد المسؤول النرويجي ذلك.",
        ("المتحدث النرويجي هنري غاردنر", "PERSON", {"office": "spokesperson", "country": "NOR"}),
        ("نائب الوزير أنطون برغر", "PERSON", {"office": "deputy:minister"}),
        ("المسؤول النرويجي", "PERSON", OFFICIAL),
    )
    spokesman, deputy, the = ids(doc)
    assert the not in (spokesman, deputy)


def test_officials_of_two_texts_are_not_one_for_their_office_alone(make: Make) -> None:
    one, other = (make(name, "قال مسؤول نرويجي ذلك.", ("مسؤول نرويجي", "PERSON", OFFICIAL)) for name in "ab")
    found = resolve([one, other])
    assert found.of[("a", 0)] != found.of[("b", 0)]

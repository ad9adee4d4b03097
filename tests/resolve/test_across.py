from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.model import Annotated, Document, Entity, Extracted, Mention, Sentence, Span
from tawatur.resolve import resolve
from tawatur.rules.text import tokenize

Make = Callable[..., Extracted]


def names(docs: list[Extracted]) -> list[tuple[str, ...]]:
    return sorted(entity.names_ar for entity in resolve(docs).entities)


def person(make: Make, doc: str, name: str, **fields: object) -> Extracted:
    return make(doc, f"تحدث {name} أمس.", (name, "PERSON", fields))


def test_one_spelling_in_two_texts_is_one(make: Make) -> None:
    docs = [person(make, "a", "سالم الفاضل"), person(make, "b", "سالم الفاضل", country="TCD")]
    assert names(docs) == [("سالم الفاضل",)]


def test_one_name_in_two_states_is_two(make: Make) -> None:
    docs = [
        person(make, "a", "سالم الفاضل", country="TCD"),
        person(make, "b", "سالم الفاضل", country="OMN"),
        person(make, "c", "سالم الفاضل"),
    ]
    assert len(resolve(docs).entities) == 3


def test_family_names_alone_never_join_different_first_names(make: Make) -> None:
    docs = [
        person(make, "a", "سالم الفاضل", country="TCD", office="minister:defense"),
        person(make, "b", "راشد الفاضل", country="TCD", office="minister:defense"),
    ]
    assert len(resolve(docs).entities) == 2


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"country": "NOR", "office": "chief_of_staff"}, 1),
        ({"country": "NOR", "office": "minister:health"}, 2),
        ({"country": "TCD", "office": "chief_of_staff"}, 2),
        ({}, 2),
    ],
)
def test_the_order_of_a_name_needs_office_and_state(make: Make, fields: dict[str, str], count: int) -> None:
    docs = [
        person(make, "a", "غاردنر هنريك", country="NOR", office="chief_of_staff"),
        person(make, "b", "هنريك غاردنر", **fields),
    ]
    assert len(resolve(docs).entities) == count


def test_spellings_of_a_foreign_name_join_with_the_state(make: Make) -> None:
    docs = [
        person(make, "a", "غريغوري غاردنر", country="NOR"),
        person(make, "b", "جريجوري جاردنر", country="NOR"),
        person(make, "c", "جريجوري جاردنر", country="TCD"),
    ]
    found = resolve(docs)
    assert len(found.entities) == 2
    joined = next(entity for entity in found.entities if entity.country == "NOR")
    assert joined.names_ar == ("جريجوري جاردنر", "غريغوري غاردنر")
    assert any("spelling" in why for why in joined.why)


def test_a_family_name_alone_joins_its_only_bearer_in_a_text_of_his_state(make: Make) -> None:
    full = person(make, "a", "هنريك غاردنر", country="NOR", office="head_of_government")
    short = make(
        "b",
        "أشاد غاردنر بموقف النرويج.",
        ("غاردنر", "PERSON", {}),
        ("النرويج", "COUNTRY", {"country": "NOR", "key": "country:NOR"}),
    )
    elsewhere = make(
        "c",
        "أشاد غاردنر بموقف تشاد.",
        ("غاردنر", "PERSON", {}),
        ("تشاد", "COUNTRY", {"country": "TCD", "key": "country:TCD"}),
    )
    found = resolve([full, short, elsewhere])
    assert found.of[("a", 0)] == found.of[("b", 0)] != found.of[("c", 0)]


def test_an_unnamed_office_holder_is_said_to_be_perhaps_the_named_one(make: Make) -> None:
    named = person(make, "a", "هنريك غاردنر", country="NOR", office="minister:defense")
    office = {"form": "office", "office": "minister:defense", "country": "NOR"}
    unnamed = make("b", "زار وزير الدفاع النرويجي الميناء.", ("وزير الدفاع النرويجي", "PERSON", office))
    found = resolve([named, unnamed])
    assert len(found.entities) == 2
    assert [(pair.a, pair.b) for pair in found.unsure] == [tuple(sorted(entity.id for entity in found.entities))]


def test_entities_know_their_forms_titles_and_ids(make: Make) -> None:
    doc = make(
        "a",
        "شكر للجيش النرويجي الجنرال هنريك غاردنر.",
        ("لجيش النرويجي", "ORG", {"subtype": "army", "country": "NOR", "key": "org:NOR:army"}),
        ("الجنرال هنريك غاردنر", "PERSON", {"title": "الجنرال", "country": "NOR"}),
    )
    army, man = sorted(resolve([doc]).entities, key=lambda entity: entity.type)
    assert (army.id, army.names_ar, army.name_en) == ("org:NOR:army", ("الجيش النرويجي",), "Norwegian army")
    assert man.titles == ("الجنرال",) and man.name_ar == "هنريك غاردنر" and man.id.startswith("person:")
    assert man.mentions == (("a", 1),)


WORDS = ["سالم", "راشد", "الفاضل", "غاردنر", "جاردنر", "هنريك", "بن"]
MENTION = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.sampled_from([None, "NOR", "TCD"]),
    st.sampled_from([None, "minister", "minister:defense", "chief_of_staff"]),
    st.sampled_from(["PERSON", "PERSON", "PERSON", "ORG", "PLACE"]),
)


def build(number: int, mentions: list[tuple[list[str], str | None, str | None, str]]) -> Extracted:
    text, found = "", []
    for words, country, office, kind in mentions:
        name = " ".join(words)
        start = len(text)
        text += name + " قال "
        span = Span(start, start + len(name))
        found.append(
            Mention(
                start=span.start,
                end=span.end,
                head=span,
                type=kind,
                country=country,  # type: ignore[arg-type]
                office=office if kind == "PERSON" else None,
            )
        )
    tokens = tokenize(text)
    sentences = (Sentence(0, len(text), 0, len(tokens)),) if tokens else ()
    doc = Document(id=f"d{number}", text=text, body=(Span(0, len(text)),))
    return Extracted(
        annotated=Annotated(doc=doc, tokens=tokens, sentences=sentences, mentions=tuple(found), timexes=(), quotes=()),
        events=(),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(MENTION, max_size=4), min_size=1, max_size=5), st.randoms())
def test_the_order_of_documents_makes_no_difference(contents: list, rng) -> None:  # type: ignore[no-untyped-def,type-arg]
    docs = [build(number, mentions) for number, mentions in enumerate(contents)]
    shuffled = list(docs)
    rng.shuffle(shuffled)
    first, second = resolve(docs), resolve(shuffled)
    assert first == second
    counted = [where for entity in first.entities for where in entity.mentions]
    assert sorted(counted) == sorted(first.of) and len(set(counted)) == len(counted)
    by_id: dict[str, Entity] = {entity.id: entity for entity in first.entities}
    assert len(by_id) == len(first.entities)
    assert all(where in by_id[identity].mentions for where, identity in first.of.items())

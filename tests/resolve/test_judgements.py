"""Judgements of people go before the rules: what they join and keep apart, and that nothing else depends on order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.model import (
    Anchor,
    Annotated,
    Document,
    Entity,
    Extracted,
    Judgement,
    Mention,
    Sentence,
    Span,
    Verdict,
)
from tawatur.resolve import Resolution, resolve
from tawatur.resolve.referent import Party
from tawatur.rules.text import tokenize

Make = Callable[..., Extracted]
NORWAY = {"country": "NOR", "office": "minister:defense"}


def person(make: Make, doc: str, name: str, **fields: object) -> Extracted:
    return make(doc, f"تحدث {name} أمس.", (name, "PERSON", fields))


def anchor(doc: Extracted, index: int = 0) -> Anchor:
    text, head = doc.annotated.doc.text, doc.annotated.mentions[index].head
    return Anchor(doc.annotated.doc.id, head.start, head.end, head.of(text))


def judged(number: int, verdict: Verdict, a: Anchor, b: Anchor) -> Judgement:
    return Judgement(id=number, verdict=verdict, a=a, b=b)


def groups(found: Resolution) -> list[list[tuple[str, int]]]:
    return sorted(sorted(entity.mentions) for entity in found.entities)


def of(found: Resolution, doc: str, index: int = 0) -> Entity:
    return next(entity for entity in found.entities if (doc, index) in entity.mentions)


# --- same ------------------------------------------------------------------------------------------------------------


def test_same_joins_what_nothing_relates_with_a_reason(make: Make) -> None:
    docs = [person(make, "a", "سالم الفاضل", country="TCD"), person(make, "b", "أبو نجم", country="OMN")]
    assert len(resolve(docs).entities) == 2
    found = resolve(docs, [judged(3, "same", anchor(docs[0]), anchor(docs[1]))])
    (entity,) = found.entities
    assert entity.names_ar == ("أبو نجم", "سالم الفاضل")
    assert "judgement 3: same" in entity.why
    assert found.idle == {}


def test_same_brings_along_whom_the_rules_take_either_to_be(make: Make) -> None:
    docs = [
        person(make, "a", "سالم الفاضل"),
        person(make, "b", "سالم الفاضل", country="TCD"),
        person(make, "c", "راشد الناصر", country="OMN"),
        person(make, "d", "راشد الناصر"),
    ]
    assert groups(resolve(docs)) == [[("a", 0), ("b", 0)], [("c", 0), ("d", 0)]]
    found = resolve(docs, [judged(1, "same", anchor(docs[0]), anchor(docs[3]))])
    assert groups(found) == [[("a", 0), ("b", 0), ("c", 0), ("d", 0)]]


def test_a_pair_that_is_judged_is_not_unsure_any_more_and_others_stay(make: Make) -> None:
    office = {"form": "office", "office": "minister:defense", "country": "NOR"}
    named = person(make, "a", "هنريك غاردنر", country="NOR", office="minister:defense")
    unnamed = make("b", "زار وزير الدفاع النرويجي الميناء.", ("وزير الدفاع النرويجي", "PERSON", office))
    alias = person(make, "c", "أبو نجم")
    docs = [named, unnamed, alias]
    assert len(resolve(docs).unsure) == 1
    for verdict in ("same", "different"):
        assert resolve(docs, [judged(1, verdict, anchor(named), anchor(unnamed))]).unsure == ()
    still = resolve(docs, [judged(1, "same", anchor(named), anchor(alias))])
    assert {still.unsure[0].a, still.unsure[0].b} == {entity.id for entity in still.entities}


def test_a_name_that_fits_two_joins_them_once_they_are_judged_one(make: Make) -> None:
    docs = [
        person(make, "a", "سالم ناصر الفاضل", country="TCD"),
        person(make, "b", "سالم راشد الفاضل", country="TCD"),
        person(make, "c", "سالم الفاضل", country="TCD"),
    ]
    assert len(resolve(docs).entities) == 3
    found = resolve(docs, [judged(1, "same", anchor(docs[0]), anchor(docs[1]))])
    assert groups(found) == [[("a", 0), ("b", 0), ("c", 0)]]


def test_what_is_unsure_of_one_is_unsure_of_both_that_are_the_same(make: Make) -> None:
    docs = [
        person(make, "a", "سالم ناصر الفاضل", country="TCD"),
        person(make, "b", "سالم الفاضل"),
        person(make, "c", "أبو نجم"),
    ]
    (pair,) = resolve(docs).unsure
    for one in docs[:2]:
        found = resolve(docs, [judged(1, "same", anchor(one), anchor(docs[2]))])
        assert [(each.a, each.b, each.why) for each in found.unsure] == [
            (*sorted(entity.id for entity in found.entities), pair.why)
        ]


def test_a_person_and_a_body_are_never_one(make: Make) -> None:
    docs = [person(make, "a", "سالم الفاضل"), make("b", "أعلنت رابطة النجم.", ("رابطة النجم", "ORG", {}))]
    found = resolve(docs, [judged(1, "same", anchor(docs[0]), anchor(docs[1]))])
    assert len(found.entities) == 2
    assert found.idle == {1: "ORG and PERSON are never one"}


# --- different -------------------------------------------------------------------------------------------------------


def test_different_keeps_one_name_apart_and_the_rest_stays_with_the_first(make: Make) -> None:
    docs = [person(make, doc, "سالم الفاضل") for doc in "abcd"]
    for first, second in (("b", "a"), ("a", "b")):
        chosen = {doc.annotated.doc.id: doc for doc in docs}
        found = resolve(docs, [judged(1, "different", anchor(chosen[first]), anchor(chosen[second]))])
        assert groups(found) == sorted([[(doc, 0) for doc in "abcd" if doc != second], [(second, 0)]])
        assert of(found, first).id == resolve(docs).entities[0].id != of(found, second).id
        assert "judgement 1: different from سالم الفاضل" in of(found, second).why


def test_different_splits_one_key_by_what_is_written(make: Make) -> None:
    key = {"key": "org:NOR:army", "country": "NOR", "subtype": "army"}
    forms = {"a": "جيش النرويج", "b": "قوات الشمال", "c": "قوات الشمال", "d": "جيش النرويج", "e": "حرس الشمال"}
    docs = [make(doc, f"وصل {form} أمس.", (form, "ORG", key)) for doc, form in forms.items()]
    assert len(resolve(docs).entities) == 1
    found = resolve(docs, [judged(1, "different", anchor(docs[0]), anchor(docs[1]))])
    assert groups(found) == [[("a", 0), ("d", 0), ("e", 0)], [("b", 0), ("c", 0)]]
    assert of(found, "a").id == "org:NOR:army"


def test_different_holds_through_an_unknown_country(make: Make) -> None:
    docs = [person(make, "a", "سالم الفاضل", country="TCD"), person(make, "b", "سالم الفاضل")]
    assert len(resolve(docs).entities) == 1
    assert len(resolve(docs, [judged(1, "different", anchor(docs[0]), anchor(docs[1]))]).entities) == 2


def test_different_holds_against_the_rules_for_spellings(make: Make) -> None:
    docs = [
        person(make, "a", "غريغوري غاردنر", country="NOR"),
        person(make, "b", "جريجوري جاردنر", country="NOR"),
        person(make, "c", "جريجوري جاردنر", country="NOR"),
    ]
    assert len(resolve(docs).entities) == 1
    found = resolve(docs, [judged(1, "different", anchor(docs[0]), anchor(docs[1]))])
    assert groups(found) == [[("a", 0)], [("b", 0), ("c", 0)]]
    assert found.unsure == ()


def test_ids_stay_when_documents_are_added(make: Make) -> None:
    key = {"key": "org:NOR:army", "country": "NOR", "subtype": "army"}
    forms = {"c": "جيش النرويج", "d": "قوات الشمال", "a": "قوات الشمال", "b": "جيش النرويج"}
    docs = [make(doc, f"وصل {form} أمس.", (form, "ORG", key)) for doc, form in forms.items()]
    judgements = [judged(1, "different", anchor(docs[0]), anchor(docs[1]))]
    few, all_ = resolve(docs[:2], judgements), resolve(docs, judgements)
    assert [entity.id for entity in few.entities] == [entity.id for entity in all_.entities]
    assert groups(all_) == [[("a", 0), ("d", 0)], [("b", 0), ("c", 0)]]


def test_different_holds_through_a_third(make: Make) -> None:
    docs = [
        person(make, "a", "سالم ناصر راشد الفاضل", **NORWAY),
        person(make, "b", "سالم الفاضل", **NORWAY),
        person(make, "c", "سالم ناصر الفاضل", **NORWAY),
    ]
    assert len(resolve(docs).entities) == 1
    for first, second in itertools.permutations(docs, 2):
        found = resolve(docs, [judged(1, "different", anchor(first), anchor(second))])
        assert of(found, first.annotated.doc.id) != of(found, second.annotated.doc.id)


def test_a_name_that_fits_two_that_are_judged_different_joins_neither(make: Make) -> None:
    docs = [
        person(make, "a", "سالم ناصر راشد الفاضل", **NORWAY),
        person(make, "b", "سالم الفاضل", **NORWAY),
        person(make, "c", "سالم ناصر الفاضل", **NORWAY),
    ]
    assert len(resolve(docs).entities) == 1
    found = resolve(docs, [judged(1, "different", anchor(docs[0]), anchor(docs[1]))])
    assert len(found.entities) == 3
    assert all(pair.why.startswith("more than one fits") for pair in found.unsure)
    assert len(found.unsure) == 2


def test_different_holds_for_a_family_name_alone(make: Make) -> None:
    full = person(make, "a", "هنريك غاردنر", country="NOR")
    short = make(
        "b",
        "أشاد غاردنر بموقف النرويج.",
        ("غاردنر", "PERSON", {}),
        ("النرويج", "COUNTRY", {"country": "NOR", "key": "country:NOR"}),
    )
    assert len(resolve([full, short]).entities) == 2
    assert len(resolve([full, short], [judged(1, "different", anchor(full), anchor(short))]).entities) == 3


def test_within_one_text_the_second_form_becomes_one_of_its_own(make: Make) -> None:
    text = "تحدث هنريك غاردنر. قال غاردنر نعم. عاد هنريك غاردنر. نفى غاردنر ذلك."
    full, short = ("هنريك غاردنر", "PERSON", {"country": "NOR"}), ("غاردنر نعم", "PERSON", {"title": "نعم"})
    again = ("غاردنر ذلك", "PERSON", {"title": "ذلك"})
    doc = make("a", text, full, short, full, again)
    assert [mention.head.of(text) for mention in doc.annotated.mentions] == ["هنريك غاردنر", "غاردنر"] * 2
    assert groups(resolve([doc])) == [[("a", 0), ("a", 1), ("a", 2), ("a", 3)]]
    found = resolve([doc], [judged(1, "different", anchor(doc, 2), anchor(doc, 3))])
    assert groups(found) == [[("a", 0), ("a", 2)], [("a", 1), ("a", 3)]]
    assert of(found, "a", 0).country == "NOR"
    assert of(found, "a", 0).titles == ()
    assert of(found, "a", 1).titles == ("ذلك", "نعم")


def test_a_mention_that_is_judged_the_same_leaves_with_the_second(make: Make) -> None:
    text = "تحدث هنريك غاردنر. قال غاردنر نعم. رد هنريك."
    doc = make(
        "a",
        text,
        ("هنريك غاردنر", "PERSON", {"country": "NOR"}),
        ("غاردنر نعم", "PERSON", {"title": "نعم"}),
        ("رد هنريك", "PERSON", {"title": "رد"}),
    )
    assert groups(resolve([doc])) == [[("a", 0), ("a", 1), ("a", 2)]]
    judgements = [
        judged(1, "same", anchor(doc, 2), anchor(doc, 1)),
        judged(2, "different", anchor(doc, 0), anchor(doc, 1)),
    ]
    found = resolve([doc], judgements)
    assert groups(found) == [[("a", 0)], [("a", 1), ("a", 2)]]
    assert found.idle == {}


def test_a_mention_that_is_judged_the_same_stays_with_the_first(make: Make) -> None:
    text = "تحدث هنريك غاردنر. قال غاردنر نعم. نفى غاردنر ذلك."
    doc = make(
        "a",
        text,
        ("هنريك غاردنر", "PERSON", {"country": "NOR"}),
        ("غاردنر نعم", "PERSON", {"title": "نعم"}),
        ("غاردنر ذلك", "PERSON", {"title": "ذلك"}),
    )
    found = resolve(
        [doc],
        [
            judged(1, "same", anchor(doc, 0), anchor(doc, 2)),
            judged(2, "different", anchor(doc, 0), anchor(doc, 1)),
        ],
    )
    assert groups(found) == [[("a", 0), ("a", 2)], [("a", 1)]]
    assert found.idle == {}


def test_the_rest_keeps_the_state_that_the_text_around_it_shows(make: Make) -> None:
    state = ("النرويج", "COUNTRY", {"country": "NOR", "key": "country:NOR"})
    ministry = ("وزارة السلام", "ORG", {"subtype": "ministry"})
    doc = make("a", "في النرويج قالت وزارة السلام نعم. ثم قالت وزارة السلام لا.", state, ministry, ministry)
    assert of(resolve([doc]), "a", 2).country == "NOR"
    found = resolve([doc], [judged(1, "different", anchor(doc, 1), anchor(doc, 2))])
    assert of(found, "a", 1).country == "NOR"
    assert of(found, "a", 2).country is None


def test_groups_mean_the_rest(make: Make) -> None:
    doc = make(
        "a",
        "التقى هنريك غاردنر سالم الفاضل. واتفق الوزيران. ثم عاد هنريك غاردنر.",
        ("هنريك غاردنر", "PERSON", {}),
        ("سالم الفاضل", "PERSON", {}),
        ("الوزيران", "PERSON", {"form": "description", "number": "dual"}),
        ("هنريك غاردنر", "PERSON", {}),
    )
    found = resolve([doc], [judged(1, "different", anchor(doc, 0), anchor(doc, 3))])
    assert found.groups[("a", 2)] == (found.of[("a", 0)], found.of[("a", 1)])


def test_parties_that_are_joined_keep_apart_from_what_either_was_apart_from() -> None:
    one, other, third = Party(), Party(), Party()
    other.part(third)
    assert not one.barred(third)
    one.join(other)
    assert one.barred(third) and third.barred(one)
    assert not one.barred(other)


def test_what_is_the_same_goes_before_a_key_that_would_bar_it(make: Make) -> None:
    docs = [
        make(doc, f"وصل {form} أمس.", (form, "ORG", {"key": key}))
        for doc, form, key in (
            ("a", "فرقة نون", "org:one"),
            ("b", "فرقة سين", "org:one"),
            ("c", "كتيبة نون", "org:two"),
            ("d", "كتيبة سين", "org:two"),
        )
    ]
    found = resolve(
        docs,
        [
            judged(1, "same", anchor(docs[0]), anchor(docs[2])),
            judged(2, "different", anchor(docs[1]), anchor(docs[3])),
        ],
    )
    assert of(found, "a") == of(found, "c")
    assert of(found, "b") != of(found, "d")
    assert len(found.entities) == 2


# --- contradictions and idle judgements ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdicts", "idle"),
    [
        (("same", "different"), {2: "contradicts judgement 1"}),
        (("different", "same"), {2: "contradicts judgement 1"}),
    ],
)
def test_the_later_of_two_that_contradict_each_other_is_idle(
    make: Make, verdicts: tuple[Verdict, Verdict], idle: dict[int, str]
) -> None:
    docs = [person(make, "a", "سالم الفاضل"), person(make, "b", "أبو نجم")]
    judgements = [judged(at, verdict, anchor(docs[0]), anchor(docs[1])) for at, verdict in enumerate(verdicts, 1)]
    found = resolve(docs, judgements)
    assert found.idle == idle
    assert len(found.entities) == (1 if verdicts[0] == "same" else 2)


def test_contradictions_are_seen_through_others(make: Make) -> None:
    names = {"a": "أبو نجم", "b": "أبو سيف", "c": "أبو طير", "d": "أبو ريح"}
    docs = [person(make, doc, name) for doc, name in names.items()]
    a, b, c, d = (anchor(doc) for doc in docs)
    chain = [judged(1, "same", a, b), judged(2, "same", b, c), judged(4, "different", c, d)]
    assert resolve(docs, [*chain, judged(5, "different", a, c)]).idle == {5: "contradicts judgements 1, 2"}
    assert resolve(docs, [*chain, judged(5, "same", d, a)]).idle == {5: "contradicts judgements 1, 2, 4"}
    assert resolve(docs, [*chain, judged(3, "different", a, c)]).idle == {3: "contradicts judgements 1, 2"}


def test_contradictions_are_seen_through_other_mentions_of_one_text(make: Make) -> None:
    text = "تحدث هنريك غاردنر. عاد هنريك غاردنر."
    name = ("هنريك غاردنر", "PERSON", {})
    docs = [make("a", text, name, name), person(make, "b", "أبو نجم")]
    judgements = [
        judged(1, "same", anchor(docs[0], 0), anchor(docs[1])),
        judged(2, "different", anchor(docs[0], 1), anchor(docs[1])),
    ]
    assert resolve(docs, judgements).idle == {2: "contradicts judgement 1"}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Anchor("z", 5, 16, "سالم الفاضل"), "there is no document z"),
        (Anchor("a", 5, 16, "سالم الفاصل"), "a has no سالم الفاصل at 5"),
        (Anchor("a", 0, 4, "تحدث"), "a has no تحدث at 0"),
        (Anchor("a", 5, 9, "سالم"), "a has no سالم at 5"),
        (Anchor("a", 500, 504, "سالم"), "a has no سالم at 500"),
    ],
)
def test_a_judgement_on_a_mention_that_is_not_there_is_idle(make: Make, wrong: Anchor, why: str) -> None:
    docs = [person(make, "a", "سالم الفاضل"), person(make, "b", "أبو نجم")]
    assert anchor(docs[0]) == Anchor("a", 5, 16, "سالم الفاضل")
    for first, second in itertools.permutations((wrong, anchor(docs[1]))):
        found = resolve(docs, [judged(7, "same", first, second)])
        assert found.idle == {7: why}
        assert found.entities == resolve(docs).entities


# --- order -----------------------------------------------------------------------------------------------------------

WORDS = ["سالم", "راشد", "الفاضل", "غاردنر", "جاردنر"]
CONTENT = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
        st.sampled_from([None, "NOR", "TCD"]),
        st.sampled_from([None, "minister:defense"]),
        st.sampled_from(["PERSON", "PERSON", "ORG"]),
        st.sampled_from([None, None, "key:one"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.lists(CONTENT, min_size=2, max_size=5), st.randoms())
def test_judgements_hold_whatever_the_order(data: st.DataObject, contents: list, rng) -> None:  # type: ignore[no-untyped-def,type-arg]
    docs = [_build(f"d{number}", content) for number, content in enumerate(contents)]
    places = [anchor(doc, at) for doc in docs for at in range(len(doc.annotated.mentions))]
    pairs = data.draw(
        st.lists(
            st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(places), st.sampled_from(places)),
            max_size=5,
        )
    )
    judgements = [judged(at, verdict, a, b) for at, (verdict, a, b) in enumerate(pairs, 1) if a != b]
    found = resolve(docs, judgements)
    assert resolve(_shuffled(docs, rng), _shuffled(judgements, rng)) == found
    _holds(docs, found, judgements)
    for pair in found.unsure:
        assert pair.a != pair.b


def _holds(docs: Sequence[Extracted], found: Resolution, judgements: Sequence[Judgement]) -> None:
    at = {
        anchor(doc, index): (doc.annotated.doc.id, index)
        for doc in docs
        for index in range(len(doc.annotated.mentions))
    }
    for judgement in judgements:
        if judgement.id not in found.idle:
            one = found.of[at[judgement.a]] == found.of[at[judgement.b]]
            assert one == (judgement.verdict == "same"), judgement
    assert len({entity.id for entity in found.entities}) == len(found.entities)
    counted = [where for entity in found.entities for where in entity.mentions]
    assert sorted(counted) == sorted(found.of)


def _shuffled(items: Sequence, rng) -> list:  # type: ignore[no-untyped-def,type-arg]
    out = list(items)
    rng.shuffle(out)
    return out


def _build(name: str, content: list) -> Extracted:  # type: ignore[type-arg]
    text, found = "", []
    for words, country, office, kind, key in content:
        form, start = " ".join(words), len(text)
        text += form + " قال "
        span = Span(start, start + len(form))
        found.append(
            Mention(
                start=span.start,
                end=span.end,
                head=span,
                type=kind,
                country=country,
                key=key and f"{kind}:{key}",
                office=office if kind == "PERSON" else None,
            )
        )
    tokens = tokenize(text)
    return Extracted(
        annotated=Annotated(
            doc=Document(id=name, text=text, body=(Span(0, len(text)),)),
            tokens=tokens,
            sentences=(Sentence(0, len(text), 0, len(tokens)),),
            mentions=tuple(found),
            timexes=(),
            quotes=(),
        ),
        events=(),
    )

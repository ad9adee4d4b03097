from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import tawatur
from tawatur import Agreement, RawDocument, RecordView
from tawatur.rules.load import read_tsv
from tawatur.rules.text import tokenize
from tawatur.views import Words
from tawatur.views.instruments import find_instruments, full_name, instruments, tie_rules, ties

SIGNED = (
    "وقع وزير الطاقة الكيني سامي كيبتو ونظيره الهندي راجيش مينون في نيروبي يوم 3 مارس 2024 بروتوكولا للتعاون في مجال "
    "الطاقة بين كينيا والهند، في إطار اتفاقية الشراكة المبرمة عام 2010. ويشمل البروتوكول التدريب ونقل التكنولوجيا. "
    "وزار الوزير الهندي ميناء مومباسا يوم 5 مارس."
)
CALLED = "وقعت كينيا والهند يوم 3 مارس 2024 في نيروبي مذكرة تفاهم في مجال الطاقة. وقال خبير إن المذكرة مهمة."
VISIT = (
    "زار الرئيس الكيني جيمس أوتيينو الهند يوم 20 أبريل 2024 بعد توقيع مذكرة تفاهم في مجال الطاقة بين كينيا والهند في "
    "نيروبي يوم 3 مارس 2024."
)


def doc(ident: str, text: str) -> RawDocument:
    return RawDocument(id=ident, outlet=f"منبر {ident}", published="2024-04-22", text=text)


def only(view: RecordView) -> Agreement:
    (found,) = view.agreements(since="2024")
    return found


def said(words: tuple[Words, ...]) -> list[tuple[str, str]]:
    return [(one.doc, one.words) for one in words]


@pytest.mark.parametrize(("rule", "text"), [(rule.id, text) for rule in tie_rules() for text in rule.examples])
def test_every_rule_finds_its_examples(rule: str, text: str) -> None:
    tokens = tokenize(text)
    assert rule in {tie.how for tie in ties(text, tokens, 0, len(tokens))}


@pytest.mark.parametrize(("rule", "text"), [(rule.id, text) for rule in tie_rules() for text in rule.counters])
def test_no_rule_finds_its_counter_examples(rule: str, text: str) -> None:
    tokens = tokenize(text)
    assert rule not in {tie.how for tie in ties(text, tokens, 0, len(tokens))}


def test_every_listed_instrument_is_found_with_its_clitics_off() -> None:
    for row in read_tsv("views/instruments.tsv"):
        for form in row["forms"].split("|"):
            text = f"وب{form} قائم"
            found = find_instruments(text, tokenize(text), 0, len(tokenize(text)))
            assert [(one.instrument, one.span.of(text)) for one in found[:1]] == [(row["id"], form)], form
        assert all(each == "*" or each in instruments() for each in instruments()[row["id"]].short_for)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("بموجب اتفاقات أوسلو التي وقعها الطرفان", "اتفاقات أوسلو"),
        ("بموجب الإعلان الثلاثي بين مصر وقبرص واليونان", "الإعلان الثلاثي"),
        ("بموجب معاهدة عدم الاعتداء، وقال", "معاهدة عدم الاعتداء"),
        ("بموجب بروتوكول", "بروتوكول"),
    ],
)
def test_a_name_runs_on_to_where_it_ends(text: str, name: str) -> None:
    tokens = tokenize(text)
    (tie,) = ties(text, tokens, 0, len(tokens))
    assert full_name(text, tokens, tie.instrument, len(tokens)).of(text) == name


def test_an_agreement_with_all_that_one_text_says() -> None:
    found = only(tawatur.build(doc("a", SIGNED)))
    assert found.date.edtf == "2024-03-03"
    assert [one.instrument for one in found.instruments] == ["protocol"]
    assert said(found.place_told) == [("a", "نيروبي")]
    assert {one.told[0].words for one in found.signers} == {
        "وزير الطاقة الكيني سامي كيبتو", "نظيره الهندي راجيش مينون",
    }
    assert {party.country for party in found.parties} == {"KEN", "IND"}
    assert {"energy", "training", "technology_transfer"} <= {field.topic for field in found.fields}
    assert [(one.cue.words, one.words.words) for one in found.rests_on] == [("في إطار", "اتفاقية الشراكة المبرمة")]


def test_what_one_text_calls_a_protocol_and_the_other_a_memorandum() -> None:
    found = only(tawatur.build(doc("a", SIGNED), doc("b", CALLED)))
    assert {one.instrument: {words.doc for words in one.told} for one in found.instruments} == {
        "protocol": {"a"}, "memorandum_of_understanding": {"b"},
    }
    short = next(one for one in found.instruments if one.instrument == "memorandum_of_understanding")
    assert ("b", "المذكرة") in said(short.told)


def test_what_came_after_the_signing_followed() -> None:
    view = tawatur.build(doc("b", CALLED), doc("c", VISIT))
    found = only(view)
    assert [(view.event(str(one.event)).kind, one.how, one.cue.words) for one in found.followed] == [
        ("visit", "follows", "بعد")
    ]


def test_an_agreement_that_another_is_built_on_is_named_on_both_sides() -> None:
    older, newer = tawatur.build(doc("a", SIGNED)).agreements()
    assert (older.date.edtf, newer.date.edtf) == ("2010", "2024-03-03")
    assert [one.event for one in newer.rests_on] == [older.event]
    assert [(one.event, one.how, one.cue.words) for one in older.followed] == [(newer.event, "rests_on", "في إطار")]
    assert (newer.followed, older.rests_on) == ((), ())


def test_what_is_rested_on_may_be_no_event_of_the_record() -> None:
    text = "وقعت كينيا والهند يوم 9 أبريل 2024 بروتوكولا للتدريب بموجب ميثاق المحيط."
    (tied,) = only(tawatur.build(doc("d", text))).rests_on
    assert (tied.event, tied.words.words) == (None, "ميثاق المحيط")


def test_every_word_stands_where_it_is_said_to_stand() -> None:
    view = tawatur.build(doc("a", SIGNED), doc("b", CALLED), doc("c", VISIT))
    for found in view.agreements():
        words = [*found.told, *found.place_told, *found.names]
        for each in (*found.parties, *found.signers, *found.instruments, *found.fields):
            words += each.told
        for tied in (*found.rests_on, *found.followed):
            words += [tied.cue, tied.words]
        for one in words:
            text = view.extracted(one.doc).annotated.doc.text
            assert text[one.start:one.end] == one.words


def test_filters_and_bad_ones() -> None:
    view = tawatur.build(doc("a", SIGNED))
    assert len(view.agreements(country=["KEN", "IND"], since="2024", until="2024-03")) == 1
    assert view.agreements(country="MAR") == view.agreements(until="2009") == []
    with pytest.raises(tawatur.NotFound):
        view.agreements(actor="لا أحد")
    with pytest.raises(ValueError, match="no date"):
        view.agreements(since="2024-02-30")


def test_the_sample_texts_on_the_memorandum() -> None:
    view = tawatur.build(Path(str(files("tawatur.resources").joinpath("demo", "texts"))))
    found = next(one for one in view.agreements() if one.date.edtf == "2021-11-24")
    assert [one.instrument for one in found.instruments] == ["memorandum_of_understanding"]
    assert {view.entity_by_id(one.entity).name_ar for one in found.signers} == {"بيني غانتس", "عبد اللطيف لوديي"}
    assert {words.doc[:2] for one in found.signers for words in one.told} == {"05", "06", "07"}
    assert {party.country for party in found.parties} == {"ISR", "MAR"}


@pytest.mark.shared
def test_the_first_case_what_the_memorandum_is_called_and_covers(shared: Path) -> None:
    view = tawatur.build(*sorted((shared / "seeds").glob("*.txt")))
    found = next(one for one in view.agreements(country=["MAR", "ISR"]) if one.date.edtf == "2021-11-24")
    called = {one.instrument: {words.doc[:3] for words in one.told} for one in found.instruments}
    assert called["memorandum_of_understanding"] == {"001", "002"}
    naming = [one for each in view.agreements() for one in each.instruments]
    told = {(one.instrument, words.doc[:3]) for one in naming for words in one.told}
    assert ("convention", "001") in told  # the minister's tweet
    assert {"training", "intelligence", "technology_transfer"} <= {field.topic for field in found.fields}
    assert "programme_of_work" in {one.instrument for each in view.agreements() for one in each.instruments}

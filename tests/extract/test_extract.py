"""What a sentence tells: status, chain, participants, links, grounding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import read_text  # type: ignore[import-not-found]
from tawatur.model import EventMention, Span


def _one(text: str, kind: str) -> EventMention:
    found = [event for event in read_text(text).events if event.kind == kind]
    assert found, f"no {kind} in {text!r}"
    return found[0]


def _who(text: str, kind: str) -> set[str]:
    read = read_text(text)
    event = next(event for event in read.events if event.kind == kind)
    return {Span(*read.annotated.mentions[argument.mention].head).of(text) for argument in event.args}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("زار وزير الخارجية النرويجي مصر أمس.", "visit", "occurred"),
        ("سيزور وزير الخارجية النرويجي مصر في مايو المقبل.", "visit", "planned"),
        ("من المقرر أن يزور وزير الخارجية النرويجي مصر.", "visit", "planned"),
        ("يتوجه الرئيس الغاني إلى تونس غدا.", "visit", "planned"),
        ("وصل وزير الدفاع التركي، الذي يزور الدوحة حاليا، إلى القصر.", "visit", "ongoing"),
        ("قد تبيع كندا طائرات إلى تشيلي.", "arms_transfer", "hypothetical"),
        ("نفت وزارة الدفاع التشادية تنفيذ غارات على مواقع في السودان.", "conflict", "denied"),
        ("لم يلتق الوزير القطري نظيره الكيني.", "meeting", "denied"),
        ("صافح أول وزير فنلندي يتوجه إلى نيبال منذ عقد مضيفيه.", "visit", "occurred"),
        ("تم إلغاء زيارة الرئيس الفنلندي إلى اليابان.", "visit", "cancelled"),
        ("دعت ماليزيا إلى عقد قمة طارئة مع إندونيسيا.", "meeting", "hypothetical"),
    ],
)
def test_status(text: str, kind: str, status: str) -> None:
    assert _one(text, kind).status == status


@pytest.mark.parametrize(
    ("text", "kind", "links"),
    [
        ("وقعت اليابان والهند اتفاقية للدفاع.", "agreement", []),
        ("بحسب وزارة الدفاع الكينية، وقعت كينيا وأوغندا اتفاقية للدفاع.", "agreement", ["institution"]),
        ("أعلن الجيش الأردني أن القوات الأردنية شاركت في مناورات مشتركة مع قطر.", "exercise", ["institution"]),
        ("نقلت وكالة رويترز عن مسؤول قوله إن الهند وقعت اتفاقية مع نيبال.", "agreement", ["medium", "anonymous"]),
    ],
)
def test_chain(text: str, kind: str, links: list[str]) -> None:
    assert [link.kind for link in _one(text, kind).chain] == links


def test_another_speaker_ends_the_reach_of_the_first() -> None:
    text = "قال وزير الدفاع القطري إن الحوار مستمر، في حين ذكرت وزارة الخارجية الهندية أن الهند وقعت اتفاقية مع نيبال."
    chain = _one(text, "agreement").chain
    assert len(chain) == 1
    assert "الهندية" in chain[0].source


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("التقى وزير الخارجية الكندي نظيره البرازيلي في لندن.", "meeting", {"وزير الخارجية الكندي", "نظيره البرازيلي"}),
        ("وقعت تركيا وباكستان اتفاقية للتعاون.", "agreement", {"تركيا", "باكستان"}),
        (
            "محادثات أجراها في أثينا، أمس الاثنين، وزير الدفاع القبرصي مع وزير الدفاع اليوناني.",
            "meeting",
            {"وزير الدفاع القبرصي", "وزير الدفاع اليوناني"},
        ),
        ("قمة ضمت وزراء خارجية فرنسا وإسبانيا.", "meeting", {"وزراء خارجية فرنسا وإسبانيا", "فرنسا", "إسبانيا"}),
    ],
)
def test_participants(text: str, kind: str, who: set[str]) -> None:
    assert _who(text, kind) == who


def test_a_definite_noun_repeats_the_event_before_it() -> None:
    text = "التقى وزير الخارجية الكندي نظيره البرازيلي في لندن. وتناول اللقاء ملفات كثيرة."
    meetings = [event for event in read_text(text).events if event.kind == "meeting"]
    assert [event.same_as for event in meetings] == [None, 0]


def test_a_bare_definite_noun_without_antecedent_is_no_event() -> None:
    assert not read_text("كان الاجتماع مفيدا.").events


def test_sport_is_set_aside() -> None:
    text = "التقى المنتخب المصري المنتخب التونسي في مباراة على ملعب القاهرة، وسجل اللاعب هدفا في الشوط الأول."
    assert not read_text(text).events


_VOCABULARY = """زار وزير الخارجية المصري مصر تونس التقى وقع اتفاقية أعلن قال أن إلى مع و ، . « » أمس زيارة اللقاء نفى
قد لم الجيش التركي 24 َ ـ بحسب البيان وأضاف المذكرة شن غارات على"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60))
def test_everything_is_grounded(words: list[str]) -> None:
    text = " ".join(words)
    read = read_text(text)
    for index, event in enumerate(read.events):
        assert text[event.start : event.end] == event.trigger != ""
        assert event.sentence.start <= event.start < event.end <= event.sentence.end
        assert event.same_as is None or event.same_as < index
        assert event.inside is None or 0 <= event.inside < len(read.events)
        assert all(0 <= argument.mention < len(read.annotated.mentions) for argument in event.args)
        assert all(0 <= timex < len(read.annotated.timexes) for timex in event.timexes)
        for link in event.chain:
            assert text[link.cue.start : link.cue.end].strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read_text(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("أجرى وفد من الجيش الكيني زيارة إلى رواندا. والتقى الوفد قائد الجيش الرواندي.", "meeting"),
        ("زار الرئيس الغاني تونس الأحد.\nوبهذه المناسبة، وقعت غانا وتونس اتفاقية.", "agreement"),
    ],
)
def test_what_the_delegation_does_and_what_is_done_on_the_occasion_is_part_of_the_visit(text: str, part: str) -> None:
    visit, event = (event for event in read_text(text).events if event.kind in ("visit", part))
    assert visit.kind == "visit"
    assert event.inside == 0


@pytest.mark.parametrize(
    "text",
    [
        "زار الرئيس الغاني تونس الأحد.\nووقعت وزارتا الدفاع في كينيا ورواندا اتفاقية.",
        "زار الرئيس الغاني تونس.\nوقصف الجيش التشادي مواقع.\nوبهذه المناسبة، وقعت كينيا ورواندا اتفاقية.",
        "أجرى وفد من الجيش الكيني زيارة إلى رواندا. والتقى وفد غاني وزير الدفاع الرواندي.",
    ],
)
def test_what_others_do_elsewhere_is_no_part_of_the_visit(text: str) -> None:
    assert all(event.inside is None for event in read_text(text).events)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أقام البلدان علاقات رسمية بموجب معاهدة لوزان 1923.", "لوزان"),
        ("رسمت الحدود بين كينيا وأوغندا في إطار اتفاقات أيوب التي أبرمت بين كينيا وجيرانها.", "أيوب"),
    ],
)
def test_an_instrument_is_called_after_a_place_or_somebody_who_takes_no_part(text: str, name: str) -> None:
    read = read_text(text)
    event = next(event for event in read.events if event.kind == "agreement")
    assert [span.of(text) for span in event.names] == [name]
    assert name not in {Span(*read.annotated.mentions[one.mention].head).of(text) for one in event.args}


def test_the_year_of_a_treaty_is_that_of_the_relations_it_founds() -> None:
    read = read_text("أقام البلدان علاقات رسمية بموجب معاهدة لوزان 1923.")
    assert {event.kind: event.timexes for event in read.events} == {"diplomatic_change": (0,), "agreement": (0,)}


def test_who_signs_an_agreement_that_bears_his_name_takes_part() -> None:
    text = "وقع الوزير الكيني جون كامو اتفاقا مع رواندا. وقال كامو إن اتفاق كامو مع رواندا مهم."
    assert all(not event.names for event in read_text(text).events)


def test_a_state_after_a_verb_of_travel_is_gone_to() -> None:
    text = "سيتوجه الوزير الكيني جون كامو إلى تونس، ثم يزور ماليزيا من 4 إلى 6 أغسطس."
    visit = next(event for event in read_text(text).events if "يزور" in event.trigger)
    mentions = read_text(text).annotated.mentions
    assert {one.role: Span(*mentions[one.mention].head).of(text) for one in visit.args} == {
        "actor": "جون كامو",
        "recipient": "ماليزيا",
    }
    assert visit.status == "planned"


def test_who_speaks_during_a_visit_travels() -> None:
    assert "جون كامو" in _who("وقال الوزير الكيني جون كامو خلال زيارة إلى قبرص إن بلاده حزينة.", "visit")


def test_the_pronoun_of_a_complementizer_is_the_subject() -> None:
    text = "أعلنت الولايات المتحدة أنها سلمت كينيا ثماني مقاتلات."
    read = read_text(text)
    given = next(event for event in read.events if event.kind == "arms_transfer")
    roles = {Span(*read.annotated.mentions[one.mention].head).of(text): one.role for one in given.args}
    assert roles["كينيا"] == "recipient"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("يثق الحزب في الدعم بعد الاتفاق النووي الذي وقعته طهران مع الغرب.", "طهران"),
        ("جاء ذلك بعد إبرام طهران اتفاقا مع روسيا في 14 يوليو.", "طهران"),
    ],
)
def test_a_capital_signs_for_its_state(text: str, party: str) -> None:
    assert party in _who(text, "agreement")


def test_what_another_said_is_no_part_of_a_saying() -> None:
    read = read_text("طلبت السفارة الكينية تفسيرا لتصريح أدلى به الوزير الغاني جون كامو.")
    assert [event.same_as for event in read.events if event.kind == "statement"] == [None, None]


def test_stops_of_a_tour_are_visits_of_their_own() -> None:
    text = "سيتوجه الوزير الكيني جون كامو إلى آسيا، ثم يزور ماليزيا من 4 مايو، وأخيرا سيزور كامو فيتنام من 6 مايو."
    visits = [event for event in read_text(text).events if event.kind == "visit"]
    assert [event.same_as for event in visits] == [None, 0, None]


def test_an_earlier_one_is_another_one() -> None:
    text = "زار الوزير جون كامو تونس في مايو. زيارته هي الثانية بعد زيارة أولى كانت في عام 2013. وانتهت الزيارة أمس."
    visits = [event for event in read_text(text).events if event.kind == "visit"]
    earlier = next(number for number, event in enumerate(visits) if event.timexes and event.same_as is None and number)
    assert any(relation[:2] == ("after", earlier) for event in visits for relation in event.relations)
    assert all(event.same_as != earlier for event in visits)


def test_a_feminine_verb_or_pronoun_means_no_masculine_body() -> None:
    assert "المرصد السوري" not in _who("وأفاد المرصد السوري بأن جماعات عدة شنت هجومها على قوات النظام.", "conflict")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "شدد الوزير جون كامو على ميثاق الأمم المتحدة التي تؤكد السيادة. وجدد التأكيد على أن بلاده مستعدة.",
            "جون كامو",
        ),
        ("وصل الوزير جون كامو الذي أكد أن بلاده مستعدة. وأضاف أن الاتفاق قريب.", "جون كامو"),
        (
            "قال الوزير جون كامو إنه مستعد. وأعلنت الأمم المتحدة دعمها. وجددت التأكيد على أن الهدنة قريبة.",
            "الأمم المتحدة",
        ),
    ],
)
def test_a_body_that_is_only_said_to_say_something_does_not_speak_on(text: str, speaker: str) -> None:
    read = read_text(text)
    last = [event for event in read.events if event.kind == "statement"][-1]
    assert {Span(*read.annotated.mentions[one.mention].head).of(text) for one in last.args} == {speaker}

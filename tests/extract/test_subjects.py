"""Whose deed an event is: subjects before and after the verb, those who are nobody known, whom a pronoun means."""

from __future__ import annotations

import pytest

from reading import read_text  # type: ignore[import-not-found]
from tawatur.model import EventMention, Extracted


def _told(text: str, kind: str, at: int = 0) -> tuple[Extracted, EventMention]:
    read = read_text(text)
    return read, [event for event in read.events if event.kind == kind][at]


def _who(text: str, kind: str, at: int = 0) -> dict[str, str]:
    read, event = _told(text, kind, at)
    mentions = read.annotated.mentions
    return {text[mentions[one.mention].start : mentions[one.mention].end]: one.role for one in event.args}


@pytest.mark.parametrize(
    "text",
    [
        "وكان وزير الخارجية الكيني التقى نظيره النيجيري في لاغوس.",
        "وكان وزير الخارجية الكيني قد التقى نظيره النيجيري في لاغوس.",
        "أكد المتحدث أن وزير الخارجية الكيني التقى نظيره النيجيري في لاغوس.",
        "التقى وزير الخارجية الكيني نظيره النيجيري في لاغوس.",
    ],
)
def test_a_subject_before_its_verb_is_kept(text: str) -> None:
    assert set(_who(text, "meeting")) == {"وزير الخارجية الكيني", "نظيره النيجيري"}


def test_what_follows_a_verb_with_a_subject_of_its_own_is_not_who_speaks() -> None:
    text = "وكانت لجنة التحقيق في الحادث قد اتهمت وزارة الدفاع الغانية بالتقصير."
    speakers = [link.source for event in read_text(text).events for link in event.chain]
    assert "وزارة الدفاع الغانية" not in speakers


def test_what_follows_a_verb_in_the_plural_is_not_its_subject() -> None:
    text = "ويرى خصومه أن الموعد بعيد، ويتهمون الرئيس الغاني جون ماهاما بالتأخير."
    assert not any("ماهاما" in link.source for event in read_text(text).events for link in event.chain)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("تعتبر كندا من أكبر شركاء البرازيل.", 0),
        ("تعتبر كندا أن الاتفاق مع البرازيل متأخر.", 1),
        ("اعتبرت كندا القرار البرازيلي متأخرا.", 1),
    ],
)
def test_to_be_held_to_be_is_no_statement(text: str, statements: int) -> None:
    assert sum(event.kind == "statement" for event in read_text(text).events) == statements


def test_planes_without_a_name_do_not_go_on_with_whom_the_text_spoke_of() -> None:
    text = "قال الرئيس الأنغولي جواو لورنسو إن الهدنة قائمة. وقصفت طائرات مواقع لجيش زامبيا قرب الحدود."
    assert "الرئيس الأنغولي جواو لورنسو" not in _who(text, "conflict")


def test_who_fights_elsewhere_is_no_party_of_a_protest() -> None:
    text = "تظاهر مئات في أوسلو للتنديد بالغارات التي يشنها الجيش التركي، بحضور سفير السويد."
    assert not any("الجيش التركي" in _who(text, "protest", at) for at in range(_kinds(text).count("protest")))


def _kinds(text: str) -> list[str]:
    return [event.kind for event in read_text(text).events]


@pytest.mark.parametrize(
    "text",
    [
        "التقى وزير الدفاع الكيني في مقر الحكومة النيجيرية وزير الدفاع النيجيري.",
        "التقى وزير الدفاع الكيني بمقر الحكومة النيجيرية وزير الدفاع النيجيري.",
    ],
)
def test_a_body_whose_seat_is_the_place_takes_no_part(text: str) -> None:
    assert set(_who(text, "meeting")) == {"وزير الدفاع الكيني", "وزير الدفاع النيجيري"}


def test_a_state_whose_border_is_named_takes_no_part() -> None:
    assert "تشاد" not in _who("قصف الجيش الليبي مواقع للمهربين على الحدود مع تشاد.", "conflict")


def test_a_clause_about_the_event_is_not_its_place() -> None:
    text = "سقط مدنيون في غارات الجيش النيجيري وهو ما تنفيه أبوجا."
    read, event = _told(text, "conflict")
    place = None if event.place is None else read.annotated.mentions[event.place]
    assert place is None or text[place.start : place.end] != "أبوجا"


def test_a_pronoun_means_what_opens_its_clause() -> None:
    text = (
        "أعلن الرئيس النيجيري بولا تينوبو تأجيل القمة. "
        "وذكرت مصادر أن وزير الدفاع الكيني سيجري خلال زيارته لغانا عددا من اللقاءات مع المسؤولين الغانيين."
    )
    assert _who(text, "visit")["وزير الدفاع الكيني"] == "actor"
    assert "الرئيس النيجيري بولا تينوبو" not in _who(text, "visit")


def test_the_one_met_is_found_behind_li() -> None:
    text = "توجه الوزير الكيني إلى الدوحة للقاء وزير الدفاع القطري محمد العطية ونظيره العماني."
    assert {"وزير الدفاع القطري محمد العطية", "نظيره العماني"} <= set(_who(text, "meeting"))


def test_other_people_in_another_month_are_another_meeting() -> None:
    text = (
        "أجرى الرئيس الغاني مكالمة هاتفية مع رئيس توغو في أبريل الماضي، "
        "وتحدث عنها خلال استقباله لوزير الدفاع الهولندي في يونيو الماضي."
    )
    read = read_text(text)
    meetings = [event for event in read.events if event.kind == "meeting"]
    assert len(meetings) == 2
    assert all(event.same_as is None for event in meetings)


def test_a_minister_named_by_his_office_goes_on_with_his_visit() -> None:
    text = "يزور وزير الخارجية الكيني موساليا مودافادي أنقرة غدا. وتأتي زيارة الوزير الكيني بدعوة من تركيا."
    visits = [event for event in read_text(text).events if event.kind == "visit"]
    assert [event.status for event in visits] == ["planned", "planned"]
    assert visits[1].same_as is not None


def test_parties_that_are_only_implied_give_way_to_those_named() -> None:
    text = (
        "وقعت كينيا وغانا اتفاقا للدفاع. وزار وزير من ناميبيا كينيا. "
        "وقال الوزير إن ناميبيا وكينيا تدرسان الاتفاق، ورحبت ناميبيا بدور كينيا."
    )
    read = read_text(text)
    agreements = [event for event in read.events if event.kind == "agreement"]
    assert all(one.why != "implied" for event in agreements for one in event.args)


@pytest.mark.parametrize("verb", ["التقى", "إلتقى", "ألتقى"])
def test_an_alif_without_hamza_is_read_with_one_too(verb: str) -> None:
    assert set(_who(f"{verb} وزير الدفاع الكيني نظيره العماني.", "meeting")) == {"وزير الدفاع الكيني", "نظيره العماني"}


def test_a_verbal_noun_with_a_low_hamza_is_no_verb() -> None:
    assert not read_text("إعلان وزير الدفاع الكيني متوقع.").events


def test_a_plural_goes_on_with_no_single_speaker() -> None:
    text = "قال الرئيس الغاني جون ماهاما إن الطريق طويل. وأكدوا أن زيارتهم إلى كينيا ناجحة."
    visit = next(event for event in read_text(text).events if event.kind == "visit")
    assert not visit.chain
    assert "الرئيس الغاني جون ماهاما" not in _who(text, "visit")


def test_a_feminine_verb_goes_on_with_no_man() -> None:
    text = "قال الوزير الكيني موساليا مودافادي إن الطريق طويل. وأضافت أن كينيا وقعت اتفاقية مع غانا."
    agreement = next(event for event in read_text(text).events if event.kind == "agreement")
    assert not any("مودافادي" in link.source for link in agreement.chain)


def test_who_is_killed_suffers_it() -> None:
    assert set(_who("مقتل قائد حركة الشباب في غارة جوية في الصومال.", "conflict").values()) == {"recipient"}


def test_whom_somebody_respects_does_not_travel() -> None:
    text = "رحب بزيارة الرئيس الغاني جون ماهاما لأوغندا، مبرزا احترام الشعب للملك محمد السادس."
    assert "الملك محمد السادس" not in " ".join(_who(text, "visit"))


def test_who_passes_a_statement_on_is_not_addressed_by_it() -> None:
    text = "وقال وزير الدفاع الكيني موساليا مودافادي، بحسب وكالة الأنباء الكينية، إن الزيارة ستنتهي الأربعاء."
    assert set(_who(text, "statement").values()) == {"actor"}


def test_training_as_a_field_of_cooperation_is_no_exercise() -> None:
    text = "قال الجيش الكيني في بيان إن رئيس أركانه ناقش التعاون في التدريب والاستخبارات مع الجيش الغاني."
    assert "exercise" not in _kinds(text)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("قتل أربعة جنود كينيين في كمين نصبه مسلحون.", {"جنود كينيين": "recipient"}),
        ("أسفرت غارة تشادية أمس عن مقتل أربعة جنود كينيين قرب الحدود.", {"جنود كينيين": "recipient"}),
        ("هجوم للجيش التشادي أسفر عن مقتل ضباط كينيين.", {"لجيش التشادي": "actor", "ضباط كينيين": "recipient"}),
        ("قتلت القوات التشادية قائدا في حركة الشباب.", {"القوات التشادية": "actor"}),
        ("أعلن الوزير الكيني داني موانجي «مقتل أربعة من الجنود».", {}),
    ],
)
def test_whom_it_befell_did_not_do_it(text: str, roles: dict[str, str]) -> None:
    who = _who(text, "conflict")
    assert who.items() >= roles.items()
    assert "داني موانجي" not in who


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("تلقى الرئيس الكيني وليام روتو اتصالا هاتفيا من الرئيس الغاني جون ماهاما.", "meeting",
         {"الرئيس الكيني وليام روتو", "الرئيس الغاني جون ماهاما"}),
        ("أعلنت شرطة نيروبي أن الرجال الذين نفذوا الهجوم على الفندق فروا.", "conflict", set()),
        ("قالت غانا إنها قلقة. وبدأ متشددون في برلمان كينيا الهجوم على الثكنة.", "conflict", set()),
        ("قال الوزير الكيني موساليا مودافادي إن بلاده تثق بغانا، ولكنها وقعت مع رواندا اتفاقية.", "agreement",
         {"رواندا"}),
        ("وقعت كينيا مع غانا اتفاقية على توفير غطاء للحكومة الرواندية.", "agreement", {"كينيا", "غانا"}),
    ],
)  # fmt: skip
def test_who_takes_part_and_who_does_not(text: str, kind: str, who: set[str]) -> None:
    assert set(_who(text, kind)) == who


def test_a_date_of_what_the_relative_clause_tells_is_that_of_its_noun() -> None:
    text = "ويفرض الاتفاق الذي أبرمته كينيا مع غانا في 14 يوليو الماضي قيودا صارمة على التجارة."
    read = read_text(text)
    dated = {event.kind for event in read.events if event.timexes}
    assert dated == {"agreement"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("قالت كينيا إن المتهم سافر إلى غانا في أبريل الماضي.", set()),
        ("وصل وزير الخارجية الكيني إلى أكرا.", {"visit"}),
        ("تأخر الإفراج عنهم، ما دعا السلطات الكينية إلى إعادة توقيف الصيادين.", set()),
        ("دعت السلطات الكينية إلى عقد جلسة طارئة.", {"statement"}),
    ],
)
def test_what_is_no_affair_of_the_log(text: str, kinds: set[str]) -> None:
    assert {event.kind for event in read_text(text).events if event.kind in ("visit", "statement")} == kinds


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("أصدر الرئيس الغاني جون ماهاما والرئيس الكيني وليام روتو بيانا عن الاتفاق الذي عقد بينهما أمس.", "agreement",
         {"الرئيس الغاني جون ماهاما": "participant", "الرئيس الكيني وليام روتو": "participant"}),
        ("قالت ماري نجوغو إن زيارته لكينيا فرصة.", "visit", {"كينيا": "recipient"}),
        ("وقع تفجير السفارة الكينية في 1998.", "conflict", {"السفارة الكينية": "recipient"}),
        ("أعدم عشرة جنود كينيين على أيدي مسلحين من حركة الشباب.", "conflict",
         {"جنود كينيين": "recipient", "حركة الشباب": "actor"}),
    ],
)  # fmt: skip
def test_who_did_it_and_to_whom(text: str, kind: str, roles: dict[str, str]) -> None:
    assert _who(text, kind) == roles


@pytest.mark.parametrize(
    ("text", "at", "roles"),
    [
        ("رفض النائب الكيني مبارك موليرو كلام الوزير الغاني جون ماهاما الذي اتهم رواندا بالتقصير.", 1,
         {"الوزير الغاني جون ماهاما": "actor", "رواندا": "recipient"}),
        ("أعرب الرئيس الكيني وليام روتو عن شكره للرئيس الغاني جون ماهاما.", 1,
         {"الرئيس الكيني وليام روتو": "actor", "لرئيس الغاني جون ماهاما": "recipient"}),
        ("أكدت وزارة الدفاع الكينية (قيادة الأركان الكينية) أن الحدود آمنة.", 0, {"وزارة الدفاع الكينية": "actor"}),
    ],
)  # fmt: skip
def test_who_states_what_about_whom(text: str, at: int, roles: dict[str, str]) -> None:
    assert _who(text, "statement", at) == roles


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("عقدت لجنة كينية غانية اجتماعا برئاسة الوزير الكيني موساليا مودافادي.", "meeting",
         {"الوزير الكيني موساليا مودافادي"}),
        ("وقعت كينيا مع رواندا اتفاقية لبيع القهوة في غانا ونيجيريا وتشاد.", "agreement", {"كينيا", "رواندا"}),
        ("قال الوزير الكيني موساليا مودافادي: «تفاوضنا مع غانا في الملف الأمني».", "meeting",
         {"الوزير الكيني موساليا مودافادي", "غانا"}),
    ],
)  # fmt: skip
def test_who_meets_and_signs(text: str, kind: str, who: set[str]) -> None:
    assert set(_who(text, kind)) == who


def test_what_stands_between_dashes_is_an_aside() -> None:
    text = "زار الوزير الكيني موساليا مودافادي أكرا - أهم حليف لرواندا في المنطقة - للقاء نظيره."
    assert "رواندا" not in _who(text, "visit")


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("تحدثت الوزيرة الكينية عن السياحة. وكانت سائحة غانية زارت كينيا مرارا.", "visit", {"كينيا": "recipient"}),
        ("وقع هجوم في نيروبي أمس أوقع عشرة قتلى ونسب إلى حركة الشباب.", "conflict", {"حركة الشباب": "actor"}),
        ("يتوجه الرئيس الكيني وليام روتو إلى غانا للقاء الرئيس الغاني جون ماهاما.", "visit",
         {"الرئيس الكيني وليام روتو": "actor", "غانا": "recipient"}),
        ("عقد الوزير الكيني موساليا مودافادي اجتماعا مع وفد غاني لبحث الخلاف مع حركة الشباب.", "meeting",
         {"الوزير الكيني موساليا مودافادي": "participant", "وفد غاني": "participant"}),
    ],
)  # fmt: skip
def test_who_is_struck_met_and_gone_to(text: str, kind: str, roles: dict[str, str]) -> None:
    assert [event.kind for event in read_text(text).events].count(kind) == 1
    assert _who(text, kind) == roles


def test_whom_a_sentence_opens_with_is_its_theme() -> None:
    text = (
        "التقت الوزيرة الكينية ماري نجوغو الرئيس الغاني جون ماهاما. وغانا، التي انضمت إلى الاتحاد سنة 2004، "
        "استضافت في أبريل قمة مصغرة مع قادة رواندا."
    )
    who = _who(text, "meeting", 1)
    assert "غانا" in who
    assert not any("ماري" in name for name in who)


def test_two_men_who_come_on_one_day_are_two_visits() -> None:
    text = (
        "وصل إلى نيروبي أمس جون ماهاما رئيس غانا في زيارة لكينيا. "
        "كما وصل إلى نيروبي أمس بول كاغامي رئيس رواندا على رأس وفد."
    )
    visits = [event for event in read_text(text).events if event.kind == "visit"]
    assert len({at if event.same_as is None else event.same_as for at, event in enumerate(visits)}) > 1


def test_a_relative_verb_tells_of_whom_stands_before_it() -> None:
    text = "ويلتقي الوزير الكيني موساليا مودافادي، الذي وصل إلى أكرا أمس، رئيس الوزراء الغاني جون ماهاما."
    assert _who(text, "visit") == {"الوزير الكيني موساليا مودافادي": "actor"}


def test_one_of_those_rescued_is_nobody_who_spoke_before() -> None:
    text = (
        "قال الوزير الكيني موساليا مودافادي إن البحث مستمر. "
        "وقال أحد الناجين أمام الكاميرا إن القوات الغانية هاجمت قرية في كينيا."
    )
    _, attack = _told(text, "conflict")
    assert [(link.mention, link.kind, link.source) for link in attack.chain] == [(None, "anonymous", "anonymous")]


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("استدعت وزارة الخارجية التونسية السفير الكيني احتجاجا.", "وزارة الخارجية التونسية", "السفير الكيني"),
        ("استدعت الخارجية العراقية السفير الإيراني في بغداد.", "الخارجية العراقية", "السفير الإيراني في بغداد"),
    ],
)
def test_who_is_summoned_takes_part(text: str, who: str, whom: str) -> None:
    assert _who(text, "protest") == {who: "actor", whom: "recipient"}


@pytest.mark.parametrize(
    ("text", "statements"),
    [("رحبت حركة الشباب بالاتفاق.", 1), ("رحبت جامعة الدول العربية بالاتفاق.", 1), ("رحبت مدرسة الحي بالاتفاق.", 0)],
)
def test_bodies_that_act_among_states_speak_for_themselves(text: str, statements: int) -> None:
    assert sum(event.kind == "statement" for event in read_text(text).events) == statements

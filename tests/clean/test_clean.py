"""Whole articles as pages give them: what is kept, and what each other line is."""

from __future__ import annotations

import pytest

from tawatur.clean import clean
from tawatur.model import CleanError, Document, RawDocument

ONE = "أعلنت وزارة الطاقة، أمس الأحد، أن وفدا من الشركة المشرفة على السد سيصل إلى العاصمة خلال الأسبوع الجاري."
TWO = "وأضافت الوزارة في بيان أن الوفد سيجتمع مع مهندسي السد للاطلاع على سير العمل في المحطة الجديدة."
THREE = "وقال مدير المشروع إن الأشغال بلغت مرحلتها الأخيرة، وإن التشغيل يبدأ قبل نهاية العام."


def article(text: str, **given: str) -> Document:
    return clean(RawDocument(id="x", text=text, **given))  # type: ignore[arg-type]


def body(doc: Document) -> str:
    return "\n".join(" ".join(span.of(doc.text).split("\n")) for span in doc.body)


def kept(doc: Document) -> list[str]:
    return [line.strip() for span in doc.body for line in span.of(doc.text).splitlines() if line.strip()]


def test_a_page_with_everything() -> None:
    text = "\n".join(
        [
            "الرئيسية » اقتصاد",
            "شؤون محلية",
            "",
            "وفد الشركة يزور السد هذا الأسبوع",
            "",
            "كتب: سعيد الهادي",
            "آخر تحديث 4 مايو 2019",
            "",
            "الرباط - " + ONE,
            "",
            "إقـرأ أيضــــاً:",
            "",
            "ارتفاع منسوب المياه في السدود",
            "",
            TWO,
            "",
            "شاهد أيضا: صور من المحطة الجديدة",
            THREE,
            "",
            "المصدر: وكالة الأفق",
            "الوسوم",
            "السد",
            "الطاقة",
            "تابعونا على فيسبوك",
            "مقالات ذات صلة",
            "مهرجان الربيع ينطلق…",
            "الفريق يفوز على ضيفه بهدفين…",
            "زر الذهاب إلى الأعلى",
        ]
    )
    doc = article(text)
    assert kept(doc) == [ONE, TWO, THREE]
    assert doc.title == "وفد الشركة يزور السد هذا الأسبوع"
    assert doc.title_span is not None and doc.title_span.of(text) == doc.title
    assert doc.byline is not None and doc.byline.of(text) == "سعيد الهادي"
    assert doc.dateline is not None and doc.dateline.of(text) == "الرباط"
    assert doc.dateline_place is not None and doc.dateline_place.of(text) == "الرباط"
    assert doc.credit == "وكالة الأفق"
    assert doc.credit_span is not None and doc.credit_span.of(text) == doc.credit
    assert doc.text == text


def test_a_deck_under_the_title_belongs_to_the_article() -> None:
    deck = "الوفد يتفقد المحطة الجديدة ويلتقي مهندسيها في زيارة تدوم يومين"
    doc = article("وفد الشركة يزور السد\n\n" + deck + "\n\n" + ONE + "\n" + TWO)
    assert doc.title == "وفد الشركة يزور السد"
    assert kept(doc) == [deck, ONE, TWO]


def test_without_a_title_nothing_is_taken_for_one() -> None:
    doc = article(ONE + "\n" + TWO)
    assert (doc.title, doc.title_span) == (None, None)
    assert kept(doc) == [ONE, TWO]


def test_a_title_given_apart_is_found_in_the_text() -> None:
    doc = article("وفد الشركة يزور السد - موقع النجم\n" + ONE, title="وفد الشركة يزور السدّ")
    assert doc.title == "وفد الشركة يزور السدّ"
    assert doc.title_span is not None and doc.title_span.start == 0
    assert kept(doc) == [ONE]
    apart = article(ONE, title="وفد الشركة يزور السد")
    assert (apart.title_span, kept(apart)) == (None, [ONE])


@pytest.mark.parametrize(
    ("line", "dateline", "place", "byline", "credit"),
    [
        ("الرباط - سعيد الهادي", "الرباط - سعيد الهادي", "الرباط", "سعيد الهادي", None),
        ("النجم نيوز – جدة", "النجم نيوز – جدة", "جدة", None, "النجم نيوز"),
        ("واس- عمان:", "واس- عمان", "عمان", None, "واس"),
        ("القاهرة (رويترز)", "القاهرة (رويترز)", "القاهرة", None, "رويترز"),
        ("هناء الراعي – النجم نيوز", None, None, "هناء الراعي – النجم نيوز", "النجم نيوز"),
        ("الدوحة في 4 مايو قنا", "الدوحة في 4 مايو قنا", "الدوحة", None, "قنا"),
        ("هناء الراعي – وادي النخيل", None, None, "هناء الراعي – وادي النخيل", None),
    ],
)
def test_datelines_on_a_line(
    line: str, dateline: str | None, place: str | None, byline: str | None, credit: str | None
) -> None:
    doc = article(line + "\n\n" + ONE + "\n" + TWO, title="وفد الشركة يزور السد", outlet="الأفق")
    found = [span and span.of(doc.text) for span in (doc.dateline, doc.dateline_place, doc.byline)]
    assert [*found, doc.credit] == [dateline, place, byline, credit]
    assert kept(doc) == [ONE, TWO]


@pytest.mark.parametrize(
    ("lead", "dateline", "place", "credit"),
    [
        ("الرباط - ", "الرباط", "الرباط", None),
        ("واس - الرياض: ", "واس - الرياض", "الرياض", "واس"),
        ("القاهرة (د ب أ)- ", "القاهرة (د ب أ)", "القاهرة", "د ب أ"),
        ("دمشق، سوريا (CNN) -- ", "دمشق، سوريا (CNN)", "دمشق، سوريا", "CNN"),
        ("هناء الراعي- النجم نيوز- جدة: ", "هناء الراعي- النجم نيوز- جدة", "جدة", "النجم نيوز"),
        ("لندن ـ «رويترز»: ", "لندن ـ «رويترز»", "لندن", "رويترز"),
        ("باريس/ أ ف ب/ ", "باريس/ أ ف ب", "باريس", "أ ف ب"),
    ],
)
def test_datelines_before_the_first_sentence(lead: str, dateline: str, place: str, credit: str | None) -> None:
    doc = article(lead + ONE + "\n" + TWO, title="وفد الشركة يزور السد", outlet="الأفق")
    assert doc.dateline is not None and doc.dateline.of(doc.text) == dateline
    assert doc.dateline_place is not None and doc.dateline_place.of(doc.text) == place
    assert doc.credit == credit
    assert kept(doc) == [ONE, TWO]


@pytest.mark.parametrize(
    "lead",
    [
        "الهادي: ",
        "طهران: لن نقبل الشروط، ",
        "الوزارة - ",
        "قال الوزير - وهو مهندس - إن ",
        "«السد»: ",
        "وقال لـ«الأفق»: ",
    ],
)
def test_no_datelines(lead: str) -> None:
    doc = article(lead + ONE, title="وفد الشركة يزور السد")
    assert doc.dateline is None
    assert body(doc) == lead + ONE


def test_the_outlet_names_itself() -> None:
    doc = article("شعلة نيوز: " + ONE)
    assert doc.outlet == "شعلة نيوز"
    assert doc.byline is not None and doc.byline.of(doc.text) == "شعلة نيوز"
    assert doc.credit is None
    given = article("شعلة نيوز: " + ONE, outlet="shula")
    assert (given.outlet, given.credit) == ("shula", "شعلة نيوز")


@pytest.mark.parametrize(
    ("head", "lead", "foot"),
    [
        ("ضوء الوادي » أخبار", "ضوء الوادي: ", ""),
        ("ضوء الوادي", "ضوء الوادي - جدة\n\n", ""),
        ("مجلة ضوء الوادي", "ضوء الوادي - خاص\n\n", ""),
        ("", "ضوء الوادي - متابعة\n\n", "\n\nضوء الوادي © 2021"),
        ("", "", "\n\nجميع الحقوق محفوظة © ضوء الوادي"),
    ],
)
def test_an_unknown_outlet_is_known_by_what_the_page_repeats(head: str, lead: str, foot: str) -> None:
    doc = article(f"{head}\n\nوفد الشركة يزور السد هذا الأسبوع\n\n{lead}{ONE}\n{TWO}{foot}")
    assert doc.outlet == "ضوء الوادي"
    assert doc.title == "وفد الشركة يزور السد هذا الأسبوع"
    assert kept(doc) == [ONE, TWO]


def test_the_sections_of_a_menu_are_no_outlet() -> None:
    doc = article("القائمة   رأي   وثائق   مدن\n\nوثائق\n\nوفد الشركة يزور السد هذا الأسبوع\n\n" + ONE + "\n" + TWO)
    assert (doc.outlet, doc.byline) == (None, None)


def test_a_foreign_line_below_goes() -> None:
    assert kept(article(ONE + "\n" + TWO + "\n\nUne visite au barrage\nMore stories")) == [ONE, TWO]


def test_a_signature_below_goes() -> None:
    assert kept(article(ONE + "\n" + TWO + "\n\nأستاذ الهندسة في جامعة النهر")) == [ONE, TWO]


def test_an_agency_that_is_not_in_the_lexicon() -> None:
    doc = article("الرباط - وكالة الأفق للأنباء\n\n" + ONE + "\n" + TWO + "\n\n(وكالة الأفق للأنباء)")
    assert doc.credit == "وكالة الأفق للأنباء"
    assert doc.outlet is None
    assert kept(doc) == [ONE, TWO]


@pytest.mark.parametrize(
    "tail", [" (أ ف ب)", " (رويترز، أ ف ب)", "\nواس", "\n\nوكالات", " واس", "\nالمصدر - رويترز", "\nنقلا عن: رويترز"]
)
def test_credit_behind_the_article(tail: str) -> None:
    doc = article(ONE + "\n" + TWO + tail)
    assert doc.credit is not None and doc.credit in tail
    assert kept(doc) == [ONE, TWO]


def test_a_source_line_outranks_a_dateline() -> None:
    assert article("القاهرة (رويترز) - " + ONE + "\nالمصدر: صحيفة الغروب").credit == "صحيفة الغروب"


def test_quotations_and_short_paragraphs_are_kept() -> None:
    quote = "“لن نترك العمل قبل أن ينتهي السد”، يقول المدير"
    text = "\n\n".join([ONE, quote, "هكذا بدأ الحديث", TWO, "- نقطة أولى", "- نقطة ثانية", THREE])
    assert kept(article(text)) == text.split("\n\n")


def test_text_without_full_stops_is_kept() -> None:
    lines = ["وصل الوفد إلى العاصمة", "ثم زار السد وقابل المهندسين", "وغادر في المساء"]
    assert kept(article("\n".join(lines), title="زيارة الوفد إلى السد الجديد")) == lines


def test_a_poem_is_no_menu() -> None:
    lines = ["يا نهر لا تمض", "واسمع حديث الطير", "فالليل في بابي", "والحلم في الدير", "يا نهر قل شيئا", "عن آخر السير"]
    assert kept(article("\n".join(lines), title="قصيدة جديدة للشاعر")) == lines


def test_menus_around_the_article_go() -> None:
    menu = ["الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "اتصل بنا"]
    doc = article("\n".join([*menu, "وفد الشركة يزور السد هذا الأسبوع", "", ONE, TWO, *menu]))
    assert doc.title == "وفد الشركة يزور السد هذا الأسبوع"
    assert kept(doc) == [ONE, TWO]


def test_unlabelled_headlines_below_go_but_not_a_list() -> None:
    others = ["الفريق يفوز على ضيفه بهدفين", "مهرجان الربيع ينطلق في المدينة القديمة", "أسعار الخضر تتراجع في الأسواق"]
    assert kept(article("\n".join([ONE, TWO, THREE, "", *others]))) == [ONE, TWO, THREE]
    points = ["وشمل البيان ثلاث نقاط:", *others]
    assert kept(article("\n".join([ONE, TWO, THREE, *points]))) == [ONE, TWO, THREE, *points]


def test_the_title_is_the_headline_that_the_article_is_about() -> None:
    text = "\n".join(["الفريق يفوز على ضيفه بهدفين", "", "وفد الشركة المشرفة على السد يصل العاصمة", "", ONE, TWO])
    doc = article(text)
    assert doc.title == "وفد الشركة المشرفة على السد يصل العاصمة"
    assert kept(doc) == [ONE, TWO]


def test_metadata_given_with_the_document_is_passed_on() -> None:
    doc = article(ONE, url="https://example.net/1", outlet="النجم", published="2019-05", retrieved="2019-05-06")
    assert (doc.url, doc.outlet, doc.published, doc.retrieved) == (
        "https://example.net/1",
        "النجم",
        "2019-05",
        "2019-05-06",
    )


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_break(break_: str) -> None:
    doc = article(break_.join(["وفد الشركة يزور السد", "", ONE, "اقرأ أيضا: صور من المحطة الجديدة", TWO]))
    assert doc.title == "وفد الشركة يزور السد"
    assert [span.of(doc.text) for span in doc.body] == [ONE, TWO]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The delegation arrived in the capital yesterday.", "no Arabic text"),
        ("12345 67", "no Arabic text"),
        (
            "پژوهشگران گفتند که پروژه‌های بزرگ کشور چه زمانی پایان می‌گیرد و گزارش را پیش از این چاپ کردند",
            "another language",
        ),
        ("مقالات ذات صلة\nآخر الأخبار", "nothing but menus"),
    ],
)
def test_what_is_no_article(text: str, reason: str) -> None:
    with pytest.raises(CleanError, match=reason) as caught:
        article(text)
    assert len(str(caught.value).splitlines()) == 1
    assert caught.value.document == "x"

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tawatur.merge.copies import compare, groups
from tawatur.merge.corroborate import corroborate
from tawatur.merge.shared import words_of
from tawatur.model import Corroboration, Extracted, Kind, Link, Span
from tawatur.rules.outlets import OutletRow, Outlets

EMPTY = Outlets()
SENTENCES = [
    "أعلن الجيش النرويجي أن سفينة الأبحاث غادرت الميناء قبل الفجر ومعها عشرون باحثا من جامعات مختلفة.",
    "خرجت السفينة العلمية في رحلة تمتد شهرين إلى المياه الباردة بحسب ما قالت إدارة المرفأ.",
    "شاهد السكان سفينة كبيرة بيضاء تبحر نحو الشمال صباح اليوم وعلى متنها علماء.",
    "بدأت بعثة المحيط رحلتها الطويلة وسط حضور عائلات المشاركين على الرصيف.",
]


def count(kit: Any, docs: list[Extracted], kind: Kind = "other", outlets: Outlets = EMPTY) -> Corroboration:
    texts = [words_of(doc) for doc in docs]
    pairs = compare(texts)
    return corroborate(
        kind,
        [(number, 0) for number in range(len(docs))],
        docs,
        kit.resolve(docs),
        texts,
        {(pair.a, pair.b): pair for pair in pairs},
        groups([text.doc for text in texts], pairs),
        outlets,
    )


def doc(kit: Any, name: str, text: str, **fields: Any) -> Extracted:
    event = {key: fields.pop(key) for key in ("source", "post") if key in fields}
    made: Extracted = kit.make(name, text, [(" ".join(text.split()[:2]), "other", event)], **fields)
    return made


def test_texts_of_their_own_are_independent(kit: Any) -> None:
    docs = [doc(kit, f"d{at}", text, outlet=f"صحيفة {at}") for at, text in enumerate(SENTENCES)]
    assert count(kit, docs) == Corroboration(4, 4, 4, ())


def test_copies_count_once(kit: Any) -> None:
    long = " ".join(SENTENCES)
    docs = [
        doc(kit, "a", long, outlet="الأولى"),
        doc(kit, "b", long, outlet="الثانية"),
        doc(kit, "c", "رفعت المرساة قبيل الشروق ورحل المركب الأبيض بلا وداع."),
    ]
    found = count(kit, docs)
    assert (found.documents, found.outlets, found.independent) == (3, 3, 2)
    assert any("copies" in why for why in found.why)


def test_documents_that_credit_one_agency_count_once(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[1], credit="وكالة البحر"),
        doc(kit, "b", SENTENCES[2], credit="وكالة البحر"),
        doc(kit, "c", SENTENCES[3], credit="وكالة الجبل"),
    ]
    assert count(kit, docs).independent == 2


def _posted(kit: Any, name: str, text: str, *, post: bool) -> Extracted:
    words = "في تغريدة" if post else None
    told = doc(kit, name, text, source="الوزير هنريك غاردنر", post=words)
    (event,) = told.events
    medium = Link(source=name, mention=None, cue=Span(0, 1), kind="medium")
    return replace(told, events=(replace(event, chain=(medium, *event.chain)),))


def test_posts_of_one_author_count_once_whatever_medium_passes_them_on(kit: Any) -> None:
    one = "غادرت السفينة الميناء كما قال الوزير هنريك غاردنر في تغريدة."
    two = "رحلت الباخرة فجرا والكلام للوزير من جهته: الوزير هنريك غاردنر كتب في تغريدة ذلك."
    three = "خرج المركب الأبيض بحسب مقابلة أجراها التلفزيون مع الوزير هنريك غاردنر مساء."
    docs = [_posted(kit, "a", one, post=True), _posted(kit, "b", two, post=True), _posted(kit, "c", three, post=False)]
    found = count(kit, docs)
    assert found.independent == 2
    assert found.why == ("posts of one author: person:gardner",)


def test_documents_that_rest_on_one_source_count_once(kit: Any) -> None:
    one = "قال الجيش النرويجي إن السفينة غادرت الميناء."
    two = "وفي بيان من الجيش النرويجي أن الباخرة رحلت فجرا."
    docs = [
        doc(kit, "a", one, source="الجيش النرويجي"),
        doc(kit, "b", two, source="الجيش النرويجي"),
        doc(kit, "c", SENTENCES[2]),
    ]
    found = count(kit, docs)
    assert found.independent == 2 and any("org:NOR:army" in why for why in found.why)


def test_a_shared_sentence_counts_once_though_the_texts_differ(kit: Any) -> None:
    shared = "وانطلقت الرحلة من الرصيف الجنوبي بعد تأخير دام ثلاثة أيام بسبب الرياح العاتية في الخليج."
    one = shared + " " + SENTENCES[1] + " " + SENTENCES[2] + " وعاد الصيادون بعد ذلك إلى قواربهم الصغيرة في هدوء تام."
    two = shared + " وفي خبر آخر ارتفعت أجور الشحن ثلاثة أضعاف منذ الشتاء وتوقفت خطوط كثيرة. ولم تنشر الشركات أرقاما."
    docs = [doc(kit, "a", one), doc(kit, "b", two)]
    found = count(kit, docs)
    assert found.independent == 1 and "one passage: a, b" in found.why


def test_one_outlet_and_unknown_outlets(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[0], outlet="الأولى"),
        doc(kit, "b", SENTENCES[1], outlet="الأولى"),
        doc(kit, "c", SENTENCES[2]),
        doc(kit, "d", SENTENCES[3]),
    ]
    assert count(kit, docs).outlets == 3


@settings(max_examples=40, deadline=None)
@given(
    chosen=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from([None, "وكالة البحر", "وكالة الجبل"])), min_size=1, max_size=6
    )
)
def test_never_more_independent_sources_than_documents(kit: Any, chosen: list[tuple[int, str | None]]) -> None:
    docs = [doc(kit, f"d{at}", SENTENCES[number], credit=credit) for at, (number, credit) in enumerate(chosen)]
    found = count(kit, docs)
    assert 1 <= found.independent <= found.documents == len(docs) and 1 <= found.outlets <= len(docs)


OWNED = Outlets([
    OutletRow(("الأولى", "Al-Oula"), "دار الموج", ("وكالة البحر",)),
    OutletRow(("الثانية",), "دار الموج", ("وكالة البحر",)),
    OutletRow(("الثالثة",), None, ("وكالة البحر",)),
])


def test_outlets_of_one_owner_are_one_witness(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[0], outlet="الأولى"),
        doc(kit, "b", SENTENCES[1], outlet="الثانية"),
        doc(kit, "c", SENTENCES[2], outlet="الثالثة"),
    ]
    assert count(kit, docs).independent == 3
    found = count(kit, docs, outlets=OWNED)
    assert (found.outlets, found.independent, found.why) == (3, 2, ("one owner: دار الموج",))


def test_outlets_of_one_owner_that_rest_on_different_origins_are_two(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[1], outlet="الأولى", credit="وكالة الجبل"),
        doc(kit, "b", SENTENCES[2], outlet="الثانية", credit="وكالة النهر"),
        doc(kit, "c", SENTENCES[3], outlet="الأولى"),
    ]
    assert count(kit, docs, outlets=OWNED).independent == 2


def test_two_articles_of_one_outlet_are_one_witness(kit: Any) -> None:
    docs = [doc(kit, "a", SENTENCES[1], outlet="الرابعة"), doc(kit, "b", SENTENCES[2], outlet="الرابعة")]
    assert count(kit, docs) == Corroboration(2, 1, 1, ("one owner: الرابعة",))


def test_an_agency_and_those_who_credit_it_by_any_name_are_one(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[1], outlet="رويترز"),
        doc(kit, "b", SENTENCES[2], outlet="الثالثة", credit="وكالة رويترز"),
        doc(kit, "c", SENTENCES[3], outlet="الرابعة", credit="Reuters"),
    ]
    found = count(kit, docs)
    assert (found.independent, found.why) == (1, ("credited to one agency: وكالة رويترز",))


def test_a_name_that_only_looks_different_adds_no_witness(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[1], outlet="Al-Oula"),
        doc(kit, "b", SENTENCES[2], outlet="A1-\u041eu1a"),
        doc(kit, "c", SENTENCES[3], outlet="AL OULA\u200f"),
    ]
    found = count(kit, docs)
    assert (found.outlets, found.independent) == (1, 1)


def test_outlets_without_a_name_are_told_apart_by_their_texts_alone(kit: Any) -> None:
    docs = [
        doc(kit, "a", SENTENCES[1], outlet="غير معروف"),
        doc(kit, "b", SENTENCES[2], outlet="N/A"),
        doc(kit, "c", SENTENCES[3], outlet=" - "),
    ]
    found = count(kit, docs)
    assert (found.outlets, found.independent, found.why) == (3, 3, ())


def test_those_who_take_one_agencys_news_need_fewer_words_in_common(kit: Any) -> None:
    shared = "وانطلقت الرحلة العلمية من الرصيف الجنوبي فجرا هذا الأسبوع"
    one = f"{shared} وسط عواصف رملية شديدة حجبت الرؤية عن الجميع. {SENTENCES[1]}"
    two = f"{shared} بعد احتفال صغير نظمه أهالي الحي القديم قرب المنارة. {SENTENCES[3]}"
    docs = [doc(kit, "a", one, outlet="الأولى"), doc(kit, "b", two, outlet="الثالثة")]
    assert count(kit, docs).independent == 2
    found = count(kit, docs, outlets=OWNED)
    assert (found.independent, found.why) == (1, ("one passage: a, b",))

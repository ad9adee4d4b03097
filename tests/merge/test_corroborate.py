from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.merge.copies import compare, groups
from tawatur.merge.corroborate import corroborate
from tawatur.merge.shared import words_of
from tawatur.model import Corroboration, Extracted, Kind

SENTENCES = [
    "أعلن الجيش النرويجي أن سفينة الأبحاث غادرت الميناء قبل الفجر ومعها عشرون باحثا من جامعات مختلفة.",
    "خرجت السفينة العلمية في رحلة تمتد شهرين إلى المياه الباردة بحسب ما قالت إدارة المرفأ.",
    "شاهد السكان سفينة كبيرة بيضاء تبحر نحو الشمال صباح اليوم وعلى متنها علماء.",
    "بدأت بعثة المحيط رحلتها الطويلة وسط حضور عائلات المشاركين على الرصيف.",
]


def count(kit: Any, docs: list[Extracted], kind: Kind = "other") -> Corroboration:
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
    )


def doc(kit: Any, name: str, text: str, **fields: Any) -> Extracted:
    event = {key: fields.pop(key) for key in ("source",) if key in fields}
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

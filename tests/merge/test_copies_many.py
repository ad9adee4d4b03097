"""Copies at the edge: many copies of one text, a text that repeats itself, moulds, a communiqué retold."""

from __future__ import annotations

from typing import Any

from tawatur.merge.copies import compare, groups
from tawatur.merge.shared import Words, words_of
from tawatur.model import RawDocument
from tawatur.pipeline import analyse

MOULD = (
    "بعث رئيس المجلس برقية تهنئة إلى {who} بمناسبة ذكرى العيد الوطني لبلاده. وأعرب في البرقية باسمه وباسم أعضاء المجلس "
    "جميعا عن أصدق التهاني وأطيب التمنيات بدوام الصحة والسعادة له ولشعب {land} الصديق باطراد التقدم والازدهار، مشيدا "
    "بالعلاقات المتميزة التي تجمع البلدين وبما وصلت إليه من تعاون في المجالات كلها."
)
PLAIN = (
    "افتتحت البلدية صباح أمس سوقا جديدا للسمك قرب الميناء القديم بعد سنتين من البناء الذي تأخر مرارا بسبب الأمطار. "
    "ويضم السوق ستين محلا ومخزنا مبردا ومطعمين، وسيعمل فيه نحو مئتي بائع من أحياء المدينة."
)


def _words(kit: Any, *texts: str) -> list[Words]:
    return [words_of(kit.make(f"d{number:04}", text)) for number, text in enumerate(texts)]


def test_five_thousand_equal_texts_are_one_group(kit: Any) -> None:
    one = words_of(kit.make("d", PLAIN))
    texts = [Words(f"d{number:04}", one.norms, one.starts, one.own) for number in range(5000)]
    pairs = compare(texts)
    assert len(pairs) == 4999
    assert set(groups([text.doc for text in texts], pairs)) == {"copy:d0000"}


def test_thousands_of_texts_that_differ_a_little_are_one_group(kit: Any) -> None:
    one = words_of(kit.make("d", PLAIN))
    texts = [
        Words(f"d{number:04}", (*one.norms, f"رقم{number}"), (*one.starts, len(PLAIN)), (*one.own, True))
        for number in range(2000)
    ]
    pairs = compare(texts)
    assert len(pairs) < 10_000
    assert set(groups([text.doc for text in texts], pairs)) == {"copy:d0000"}


def test_the_order_of_texts_makes_no_difference(kit: Any) -> None:
    texts = _words(kit, PLAIN, "تأخير. " + PLAIN, PLAIN.replace("ستين", "60"))
    forward = groups([text.doc for text in texts], compare(texts))
    backward = groups([text.doc for text in reversed(texts)], compare(list(reversed(texts))))
    assert forward == tuple(reversed(backward)) == ("copy:d0000",) * 3


def test_a_text_that_repeats_itself_is_no_copy_of_itself(kit: Any) -> None:
    texts = _words(kit, (PLAIN + "\n") * 40)
    assert compare(texts) == []
    twice = _words(kit, (PLAIN + "\n") * 40, PLAIN)
    assert groups([text.doc for text in twice], compare(twice)) == ("copy:d0000", "copy:d0000")


def test_tellings_in_one_mould_are_no_copies() -> None:
    names = [
        ("الرئيس ماركو دراغان", "سلوفينيا"), ("الملكة إلينور هافستاد", "الدنمارك"), ("الرئيس توماس كريغر", "النمسا"),
        ("الرئيسة لوسيا فيردي", "مالطا"), ("الأمير جورجي زاخاروف", "جورجيا"),
    ]
    raws = (RawDocument(id=f"d{at}", text=MOULD.format(who=who, land=land)) for at, (who, land) in enumerate(names))
    pairs = compare([words_of(analyse(raw)) for raw in raws])
    assert not any(pair.copy for pair in pairs)


def test_a_communique_retold_is_no_copy_but_no_witness_either(kit: Any) -> None:
    paper = (
        "تعرب الهيئة عن أسفها الشديد لاستمرار التأخير في تسليم القوارب دون أدنى مراعاة للعقود المبرمة أو التزام "
        "بالمواعيد التي حددتها اللجنة الفنية في اجتماعها الأخير. وتشدد على أنها ستتخذ جميع الإجراءات القانونية "
        "الممكنة وستسلك كل الطرق المتاحة لحماية حقوق الصيادين وعائلاتهم قبل بداية الموسم."
    )
    retold = (
        "انتقدت هيئة الصيد البحري تأخر مصنع الترسانة في رسالة نشرها موقعها الرسمي. ورأت الهيئة في استمرار التأخير في "
        "تسليم القوارب دون أدنى مراعاة للعقود المبرمة أو التزام بالمواعيد التي حددتها اللجنة الفنية إضرارا بالجميع. "
        "وقالت إنها ستتخذ جميع الإجراءات القانونية الممكنة وستسلك كل الطرق المتاحة لحماية حقوق الصيادين وعائلاتهم."
    )
    texts = _words(kit, paper, retold)
    (pair,) = compare(texts)
    assert not pair.copy

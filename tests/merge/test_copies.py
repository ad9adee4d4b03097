from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.merge.copies import compare, groups
from tawatur.merge.shared import Words, candidates, runs, words_of

FIRST = (
    "افتتحت البلدية صباح أمس سوقا جديدا للسمك قرب الميناء القديم بعد سنتين من البناء الذي تأخر مرارا بسبب الأمطار. "
    "ويضم السوق ستين محلا ومخزنا مبردا ومطعمين، وسيعمل فيه نحو مئتي بائع من أحياء المدينة. "
    "وقال رئيس البلدية إن الأسعار ستبقى على حالها حتى نهاية الصيف."
)
OTHER = (
    "تراجعت أسعار الخضار في الأسواق هذا الأسبوع مع وصول شحنات جديدة من الجنوب. "
    "ويتوقع التجار أن تستقر الأسعار قبل بداية الشهر القادم إذا استمر الطقس معتدلا ولم تتعطل الطرق الجبلية."
)


def texts(kit: Any, *contents: str) -> list[Words]:
    return [words_of(kit.make(f"d{number}", content)) for number, content in enumerate(contents)]


def grouped(kit: Any, *contents: str) -> tuple[str | None, ...]:
    found = texts(kit, *contents)
    return groups([one.doc for one in found], compare(found))


def test_a_copy_is_found_whatever_its_lead_and_length(kit: Any) -> None:
    other_lead = "بعد انتظار طويل صار للصيادين مكان يبيعون فيه. " + FIRST.replace("ستين محلا", "60 محلا")
    shortened = ". ".join(FIRST.split(". ")[:2]) + "."
    assert grouped(kit, FIRST, other_lead, OTHER, shortened) == ("copy:d0", "copy:d0", None, "copy:d0")


def test_spelling_does_not_hide_a_copy(kit: Any) -> None:
    assert grouped(kit, FIRST, FIRST.replace("أ", "ا").replace("ة", "ه")) == ("copy:d0", "copy:d0")


def test_a_shared_quotation_is_no_copy(kit: Any) -> None:
    quoted = "«سنعمل مع الجميع على أن يبقى السوق مفتوحا كل يوم من الفجر حتى المساء بلا رسوم جديدة على الباعة»"
    one = f"تحدث المدير في مؤتمر قصير عن خطط العام القادم وعن المرآب. وقال {quoted}. ثم زار المخازن والمطاعم."
    two = f"وعد مدير السوق التجار بتحسين الخدمات والإنارة وبإصلاح الأرصفة قبل الشتاء. {quoted} قال أمام عشرات منهم."
    assert grouped(kit, one, two) == (None, None)


def test_formulas_of_titles_are_no_copy(kit: Any) -> None:
    one = "استقبل الوزير هنريك غاردنر في أوسلو الوزير سالم الفاضل وبحث معه شؤون الصيد والموانئ والجمارك."
    two = "ودع الوزير هنريك غاردنر في أوسلو الوزير راشد العامري بعد مباحثات حول السياحة والثقافة والتعليم العالي."
    assert grouped(kit, one, two) == (None, None)


EDITED = (
    "بحضور عشرات منهم افتتحت البلدية صباح أمس سوقا جديدا للسمك قرب الميناء القديم، وقد طال إنجازه عامين لرداءة الطقس. "
    "ويضم السوق ستين محلا ومخزنا مبردا، وسيعمل فيه نحو مئتي بائع. "
    "وأكد رئيسها محافظا على وعده السابق إن الأسعار ستبقى على حالها حتى نهاية الصيف ثم تراجع."
)


@pytest.mark.parametrize(
    ("days", "same"),
    [
        (("2024-05-06", "2024-05-07T10:00:00Z"), True),
        (("2024-05-06", "2024-05-09"), False),
        (("2024-05-06", None), False),
        (("2024-05", "2024-05"), False),
    ],
)
def test_an_edited_reprint_is_found_where_both_came_out_within_a_day(
    kit: Any, days: tuple[str, str | None], same: bool
) -> None:
    made = [
        words_of(kit.make(f"d{at}", text, published=day))
        for at, (text, day) in enumerate(zip((FIRST, EDITED), days, strict=True))
    ]
    (pair,) = compare(made)
    assert not pair.copy and pair.edited is same
    assert groups([one.doc for one in made], [pair]) == (("copy:d0", "copy:d0") if same else (None, None))


def test_another_order_or_other_facts_are_no_edited_reprint(kit: Any) -> None:
    turned = ". ".join(reversed(EDITED.rstrip(".").split(". "))) + "."
    facts = EDITED.replace("للسمك", "للعطور").replace("ستين محلا", "مسرحا").replace("مئتي بائع", "3500 بائعة")
    for other in (turned, facts):
        made = [words_of(kit.make(f"d{at}", text, published="2024-05-06")) for at, text in enumerate((FIRST, other))]
        assert not any(pair.copy or pair.edited for pair in compare(made))


def test_empty_and_short_texts_have_no_copies(kit: Any) -> None:
    assert grouped(kit, "", "خبر قصير.", "خبر قصير.") == (None, None, None)


TOKENS = st.lists(st.sampled_from(["اب", "جد", "هو", "زح", "طي", "كل", "من", "سع", "فص", "قر"]), max_size=40)


@given(TOKENS, TOKENS)
def test_runs_are_equal_words(a: list[str], b: list[str]) -> None:
    one, other = (
        Words(name, tuple(words), tuple(range(len(words))), (True,) * len(words))
        for name, words in (("a", a), ("b", b))
    )
    last = 0
    for run in runs(one, other):
        assert one.norms[run.a : run.a + run.length] == other.norms[run.b : run.b + run.length]
        assert run.a >= last
        last = run.a + run.length


@settings(max_examples=50)
@given(
    st.integers(min_value=8, max_value=30), st.integers(min_value=0, max_value=50), st.randoms(use_true_random=False)
)
def test_a_shared_run_of_eight_words_is_always_a_candidate(length: int, before: int, rng: random.Random) -> None:
    shared = [f"م{rng.randrange(10**6)}" for _ in range(length)]
    a = [f"ا{number}" for number in range(before)] + shared + [f"ب{number}" for number in range(20)]
    b = [f"ج{number}" for number in range(30)] + shared + [f"د{number}" for number in range(before)]
    built = [
        Words(name, tuple(words), tuple(range(len(words))), (True,) * len(words))
        for name, words in (("a", a), ("b", b))
    ]
    assert list(candidates(built)) == [(0, 1)]

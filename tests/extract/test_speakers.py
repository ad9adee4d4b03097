"""Who says a direct quotation: examples and counter-examples of the rules, for invented people and outlets."""

from __future__ import annotations

import pytest

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.model import Document, Span


def _speakers(text: str) -> list[str]:
    """The speakers of the quotations of ``text`` as written there, in order."""
    found = extract(annotate(Document(id="example", text=text, body=(Span(0, len(text)),)))).quotations
    return [text[one.speaker.start : one.speaker.end] for one in found if one.speaker is not None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # whom the words are told
        ("وقال لـ«المرفأ» رئيس البلدية سالم الدغيم: «انتهى العمل في الطريق قبل موعده».", "سالم الدغيم"),
        # verbs without an object: an unknown name is their subject
        ("ولفت فلتشرمان إلى أن «المدينة ستفتح متاحفها للزوار مجانا».", "فلتشرمان"),
        # "أما X فقال"
        ("أما الدكتور هشام بن ناجي، فأوضح أن «الهزة لم تترك أثرا في المباني القديمة».", "هشام بن ناجي"),
        # the party between أن and the verb
        ("يشار إلى أن وزيرة الصحة كارمن سوسا، ابنة المدينة، صرحت بأن «المخزون يكفي ستة أشهر».", "كارمن سوسا"),
        # the name behind an office and a second one
        ("قال عضو المجلس، والناطق باسم النقابة، نبيل الصغير، إن «العمال لن يقبلوا بأقل من ذلك».", "نبيل الصغير"),
        # a source without a name before a relative clause
        ("وأوضح المصدر، الذي رفض الكشف عن اسمه، «لن تبدأ الأعمال قبل نهاية العام».", "المصدر"),
        # a noun of saying and its owner
        ("ومن كلمات الشاعرة إيزابيل روخاس في الحفل: «أكتب كل صباح قبل أن يستيقظ البيت».", "إيزابيل روخاس"),
        # who asks, not who answers
        ("رد المدرب ميلان يوفيتش على سؤال الصحفي رشيد العوفي: «هل ستبقى مع الفريق في الموسم القادم؟».", "رشيد العوفي"),
        # what verbs of feeling utter
        ("وعبر وزير النقل ستويان كوليف عن «بالغ أسفه لما جرى للركاب».", "ستويان كوليف"),
        # "سبق لـ"
        ("وسبق للوزير ستويان كوليف أن قال إن «القطارات لن تتوقف يوما واحدا».", "ستويان كوليف"),
        # a paper before "الذي"
        ("وجاء الرد بعد البيان الذي أشار إلى أن «الشركة لم تدفع ما عليها من رسوم».", "البيان"),
        # a name with what looks like a preposition
        ("وقال كلايفمان، مدير الجزيرة: «سنفتح الحديقة مطلع الربيع».", "كلايفمان"),
    ],
)
def test_the_speaker_is_found(text: str, speaker: str) -> None:
    found = _speakers(text)
    assert len(found) == 1
    assert speaker in found[0] or found[0] in speaker


@pytest.mark.parametrize(
    "text",
    [
        "ودعا رئيس البلدية سالم الدغيم إلى ندوة حول «دور المدارس في حماية البيئة».",
        "نشرت الدار الكتاب تحت عنوان: «ثلاثون سنة من الصيد في البحر».",
        "افتتح الوزير ستويان كوليف معرض «البحر.. ألوان وحكايات».",
        "ونوه أمين المدينة «المهندس محمد بن سالم العوفي» بالمشاركين في الحفل.",
        "نأمل أن يخرج الوزير عن صمته وأن يقول «لن نغلق المصنع».",
        "ويختتم البرنامج يوم الخميس بورشة عمل عن «حفظ الوثائق القديمة».",
        "ختام القول: حين نحمي البحر نحمي أنفسنا.",
        # a name behind a preposition, a conference, an address
        "وألقى الوزير ستويان كوليف كلمة خلال «المؤتمر الدولي لحماية الأنهار والبحيرات».",
        "وقال مدير المكتبة رشيد العوفي إن الكتب تطلب عبر الموقع التالي: مكتبة المدينة الوطنية الكبرى.",
        # questions alone are no interview
        "وقال النائب رشيد العوفي إن المجلس سيجتمع.\n• متى يجتمع المجلس؟\n•• في مطلع الشهر المقبل إن شاء الله.",
    ],
)
def test_what_nobody_says_is_no_quotation(text: str) -> None:
    assert _speakers(text) == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # whoever reports what another said speaks on
        (
            "وقال رئيس الوفد يوكا ليتونن إن الوزير رشيد العوفي أكد دعمه للخطة، مضيفا أن «الاتفاق ليس نهائيا بعد».",
            "يوكا ليتونن",
        ),
        # what is denied or confirmed is no speaker
        (
            "قال مدير الميناء رشيد العوفي: «استقبلنا أربعين سفينة». وأكد عدم وجود خلل. وأضاف: «نعمل ليلا ونهارا».",
            "رشيد العوفي",
        ),
        # nor is the object of a demand
        (
            "قال مدير الميناء رشيد العوفي: «استقبلنا أربعين سفينة». ودعا المسؤولين إلى «النظر في أحوال العمال».",
            "رشيد العوفي",
        ),
        # words that are shown to be somebody's own
        ("وأكدت الطبيبة منى الشريف أن المستشفى خرج بحل «مناسب للجميع رغم الخلافات»، على حد تعبيرها.", "منى الشريف"),
    ],
)
def test_who_goes_on_speaking(text: str, last: str) -> None:
    assert last in _speakers(text)[-1]

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
        # a party that no commas part from what it does is no speaker of the verb behind it
        ("وسئل عن قول المدير إن فنلندا ستبقى في الاتحاد، فأجاب يوكا ليتونن: «لن نغير رأينا اليوم».", "يوكا ليتونن"),
        # a noun behind "لكن", a place in its phrase
        ("وأغلق السوق باكرا، لكن صاحب متجر قرب ميناء بريستول قال: «بعت كل ما عندي قبل الظهر».", "صاحب متجر"),
        # the name that closes an office, not another person's
        (
            "وقال المفوض الأوروبي لشؤون المياه ستويان كوليف خلال لقاء مع الوزير رشيد العوفي إن «السد سيبنى قريبا».",
            "ستويان كوليف",
        ),
        # a paper's origin is nobody
        ("وكان الوزير ستويان كوليف قد صرح لوكالة «المرفأ» البحرية بأن «السد سيبنى قريبا جدا».", "ستويان كوليف"),
        # a verb behind a preposition of attribution says so itself
        ("وجمعوا التوقيعات بهدف «وقف العمل في الميناء القديم»، حسبما أعلن رشيد العوفي.", "رشيد العوفي"),
        # the speaker beside a participle, though a relative clause names him
        ("وقال المدير إن العمل مستمر، وهو ما شدد عليه رشيد العوفي، قائلا: «لن نغلق الميناء يوما».", "رشيد العوفي"),
        # somebody else with a name
        ("وقالت سيدة: «شكرا لكم جميعا من القلب». وغرد آخر اسمه رشيد العوفي بقوله: «ما قصرتم يا أهل البحر».", "رشيد"),
        # a verbal noun of saying
        ("وتزامن ذلك مع إعراب الوزير ستويان كوليف عن أمله، معتبرا أن «السد سيبنى في موعده».", "ستويان كوليف"),
        # a paper whose words follow
        ("وعاد الوفد مساء بحسب بيان أصدرته بلدية بريستول أمس فيما يلي نصه: «نشكر كل من شارك في الحفل».", "بريستول"),
        # what is said between dashes of a source
        ("وصرح مسؤول محلي -رفض الكشف عن اسمه-: نحن نعرف من فتح باب السد في تلك الليلة.", "مسؤول"),
        # who asks stands in a clause of its own
        ("وأكدت كارمن سوسا عندما سألها صحافيون خلال جولتها في الجزيرة: «أنا واثقة من عودة الصيادين».", "كارمن سوسا"),
        # how an article turns to something else
        ("إلى ذلك دعا عضو المجلس رشيد العوفي إلى اجتماع. وقال: «نريد أن نسمع رأي كل الناس».", "رشيد العوفي"),
        # a mark that was forgotten behind a colon
        ("وقال رشيد العوفي: إن هذا الحديث يضيع وقت الناس ولا يبني سدا»، مشيرا إلى الأعمال.", "رشيد العوفي"),
    ],
)
def test_the_speaker_is_found(text: str, speaker: str) -> None:
    found = _speakers(text)
    assert speaker in found[-1] or found[-1] in speaker


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
        # a time of day, what one may say, a course and its title
        "وتسري الهدنة التي أعلنها رشيد العوفي الساعة 11:59 مساء اليوم ولمدة خمسة أيام.",
        "وقد يقول القارئ: وكيف عرف الصياد أن البحر سيهدأ غدا؟",
        "وشارك رشيد العوفي في دورة ينظمها المعهد بعنوان: (تطوير أداء معلمي السباحة) لمدة أسبوع.",
        "وتحدث رشيد العوفي عن اللقاءات التي أقيمت ضمن برنامج «صيادون لمناهضة تلويث البحر والأنهار في الجنوب».",
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
        # whoever the sentence of a participle is about goes before who was quoted earlier
        (
            "قال مدير الميناء رشيد العوفي: «استقبلنا أربعين سفينة». وسعى الوزير ستويان كوليف إلى طمأنة الناس، قائلا "
            "خلال زيارته إن «السد لن يغلق الميناء».",
            "ستويان كوليف",
        ),
        # whom "بحسب" names
        (
            "قال مدير الميناء رشيد العوفي: «استقبلنا أربعين سفينة». وهو عام جيد بحسب ستويان كوليف الذي زار الميناء. "
            "وقال إن «الأرقام تعود إلى ما كانت عليه».",
            "ستويان كوليف",
        ),
        # "كما قال X"
        (
            "قال مدير الميناء رشيد العوفي: «استقبلنا أربعين سفينة». وسافر الصياد كثيرا، كما قال والده. وأضاف: «كان هذا "
            "آخر يوم له في البحر».",
            "والده",
        ),
        # a body that is accused speaks not
        (
            "وتعرض رئيس البلدية رشيد العوفي للخلاف واتهم نقابة الصيادين بالتسرع في القرار، وقال: «نمد أيدينا إلى "
            "الجميع».",
            "رشيد العوفي",
        ),
        # words that are shown to be somebody's own
        ("وأكدت الطبيبة منى الشريف أن المستشفى خرج بحل «مناسب للجميع رغم الخلافات»، على حد تعبيرها.", "منى الشريف"),
    ],
)
def test_who_goes_on_speaking(text: str, last: str) -> None:
    assert last in _speakers(text)[-1]

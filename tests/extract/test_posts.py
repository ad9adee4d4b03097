"""Posts and tweets as what a source speaks through."""

from __future__ import annotations

import pytest

from tawatur.annotate import annotate
from tawatur.extract.attribution import Attribution
from tawatur.extract.view import View
from tawatur.model import Document, Link, Span
from tawatur.rules.posts import platform_name, post_rules

TOLD = "الهند وقعت اتفاقية مع نيبال"
RULES = [(rule.id, text) for rule in post_rules().rules for text in rule.examples]
COUNTERS = [(rule.id, text) for rule in post_rules().rules for text in rule.counters]


def links(text: str) -> list[Link]:
    attribution = Attribution(View(annotate(Document(id="a", text=text, body=(Span(0, len(text)),)))))
    return [attribution.link(cue) for cue in attribution.cues]


def posts(text: str) -> list[tuple[str, str, str | None, str]]:
    """(kind, source, platform, words) of each link with a post."""
    return [
        (link.kind, link.source, link.post.platform, link.post.words.of(text)) for link in links(text) if link.post
    ]


@pytest.mark.parametrize(("rule", "text"), RULES)
def test_a_rule_finds_its_example(rule: str, text: str) -> None:
    assert posts(text)


@pytest.mark.parametrize(("rule", "text"), COUNTERS)
def test_a_rule_leaves_its_counter_example(rule: str, text: str) -> None:
    assert not posts(text)


def test_every_rule_has_both_kinds_of_examples() -> None:
    assert all(rule.examples and rule.counters for rule in post_rules().rules)


MINISTER = "وزير الدفاع الكندي"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"غرد {MINISTER} أن {TOLD}.", ("speaker", MINISTER, "twitter", "غرد")),
        (
            f"قال {MINISTER} في سلسلة تغريدات على موقع التواصل الاجتماعي «تويتر» أمس: {TOLD}.",
            ("speaker", MINISTER, "twitter", "في سلسلة تغريدات على موقع التواصل الاجتماعي «تويتر»"),
        ),
        (
            f'وفي تغريدة عبر "تويتر" أمس، قال {MINISTER} إن {TOLD}.',
            ("speaker", MINISTER, "twitter", 'وفي تغريدة عبر "تويتر"'),
        ),
        (f'"{TOLD}"، كتب {MINISTER} على فيسبوك.', ("speaker", MINISTER, "facebook", "على فيسبوك")),
        (f'كتب {MINISTER}: "{TOLD}" في منشور على منصة إكس.', ("speaker", MINISTER, "twitter", "في منشور على منصة إكس")),
        (f"بحسب تغريدة ل{MINISTER}، {TOLD}.", ("speaker", MINISTER, "twitter", "تغريدة")),
        (f"كما ذكر {MINISTER} أمس في تغريدة، {TOLD}.", ("speaker", MINISTER, "twitter", "في تغريدة")),
        (f"ذكرت تغريدة ل{MINISTER} أن {TOLD}.", ("speaker", MINISTER, "twitter", "تغريدة")),
        (f"جاء في تغريدة ل{MINISTER} أن {TOLD}.", ("speaker", MINISTER, "twitter", "في تغريدة")),
        (f"{TOLD}، وذلك في تغريدة ل{MINISTER}.", ("speaker", MINISTER, "twitter", "في تغريدة")),
        (f"أكد {MINISTER} أن {TOLD}. جاء ذلك في تغريدة له.", ("speaker", MINISTER, "twitter", "في تغريدة")),
        (
            f"أفاد حساب وزارة الدفاع الكندية على تلغرام بأن {TOLD}.",
            ("institution", "وزارة الدفاع الكندية", "telegram", "حساب وزارة الدفاع الكندية على تلغرام"),
        ),
        (f"نشر {MINISTER} مقطعا على إنستغرام.", ("speaker", MINISTER, "instagram", "مقطعا على إنستغرام")),
        (
            f"رحب {MINISTER} بالقرار، موضحا عبر حسابه أن الطريق مفتوح.",
            ("speaker", MINISTER, None, "عبر حسابه"),
        ),
        (f"{TOLD} بحسب تغريدة.", ("post", "تغريدة", "twitter", "تغريدة")),
        (f"{TOLD} وفق ما نشر على فيسبوك.", ("post", "على فيسبوك", "facebook", "على فيسبوك")),
        (f"قال مغردون إن {TOLD}.", ("anonymous", "anonymous", "twitter", "مغردون")),
    ],
)
def test_who_speaks_in_which_post(text: str, found: tuple[str, str, str | None, str]) -> None:
    assert posts(text)[-1] == found


@pytest.mark.parametrize(
    "text",
    [
        f"حذر {MINISTER} من حسابات وهمية على تويتر تنتحل صفته.",
        f"نفى {MINISTER} صحة ما نشر في تغريدة منسوبة إليه.",
        f"انتقد {MINISTER} تغريدة لنظيره الكيني.",
        f"قال {MINISTER} تعليقا على منشور في فيسبوك إن {TOLD}.",
        f"طالب {MINISTER} بعلاج الجرحى على حسابهم الخاص.",
        f"قالت المتحدثة في فيسبوك إن {TOLD}.",
    ],
)
def test_a_post_that_is_spoken_about_is_no_way_of_speaking(text: str) -> None:
    assert not posts(text)


def test_what_goes_on_goes_on_in_the_post_until_another_paper_is_named() -> None:
    text = (
        f"قال {MINISTER} في تغريدة إن {TOLD}، مضيفا أن الموعد قريب. وأضاف أن الطريق مفتوح. "
        f"وتابع الوزير أن الحوار مستمر. وأضاف في مقابلة أن الميزانية جاهزة. وقال {MINISTER} إن الوفد وصل."
    )
    assert [link.post is not None for link in links(text)] == [True, True, True, True, False, False]


def test_the_platform_is_no_speaker() -> None:
    text = f"وقال في حسابه في «تويتر» إن {TOLD}."
    assert all("تويتر" not in link.source for link in links(text))


def test_a_platform_has_a_name_in_both_languages() -> None:
    assert platform_name("twitter", "en") == "Twitter (X)"
    assert platform_name("facebook", "ar") == "فيسبوك"
    assert platform_name(None, "ar") is None

"""Every rule matches its examples and none of its counter-examples."""

from __future__ import annotations

import pytest

from tawatur.clean.captions import find_captions, is_caption
from tawatur.clean.credit import all_media, part_kind
from tawatur.clean.lexicon import line_rules, media, places, plain, tail_rules
from tawatur.clean.lines import Line, split_lines
from tawatur.clean.noise import is_section, line_rule, tails
from tawatur.model import Span
from tawatur.rules.load import read_tsv, read_yaml

LINE_RULES = line_rules().rules
TAIL_RULES = tail_rules()


def line(text: str) -> Line:
    (only,) = split_lines(text)
    return only


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for rule in LINE_RULES for example in rule.examples])
def test_line_examples(rule: object, example: str) -> None:
    found = line_rule(line(example))
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize("example", [example for rule in LINE_RULES for example in rule.counter])
def test_line_counter_examples(example: str) -> None:
    assert line_rule(line(example)) is None


@pytest.mark.parametrize("example", [example for rule in TAIL_RULES for example in rule.examples])
def test_tail_examples(example: str) -> None:
    kept, _, dropped = example.partition("|")
    text = kept + dropped
    cut = tails(text, line(text))
    assert [span.of(text) for span in cut] == [dropped.strip()]


@pytest.mark.parametrize("example", [example for rule in TAIL_RULES for example in rule.counter])
def test_tail_counter_examples(example: str) -> None:
    assert tails(example, line(example)) == []


def test_rules_have_ids_of_their_own_examples_and_counter_examples() -> None:
    rules = [*LINE_RULES, *TAIL_RULES]
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.examples and rule.counter for rule in rules)


def caption(sentence: str) -> bool:
    before, after = "استقبل المدير سعيد الهادي وسالم الراعي ضيوفه في القاعة. ", " ثم غادر الحضور القاعة بعد الحفل."
    text = (
        before + sentence + after + " " + "وتحدث المدير والرئيس سعيد الهادي عن أعضاء الفريق وضيوفه وسالم الراعي. " * 8
    )
    return any(sentence in span.of(text) for span in find_captions(text, [Span(0, len(text))]))


@pytest.mark.parametrize("example", read_yaml("clean/captions.yaml")["examples"])
def test_caption_examples(example: str) -> None:
    assert caption(example)


@pytest.mark.parametrize("example", read_yaml("clean/captions.yaml")["counter"])
def test_caption_counter_examples(example: str) -> None:
    assert not caption(example)


def test_a_caption_of_names_needs_names_that_the_article_has() -> None:
    assert is_caption("الدكتور سعيد الهادي.", frozenset({"الدكتور", "سعيد", "الهادي"}))
    assert not is_caption("الدكتور سعيد الهادي.", frozenset({"سعيد"}))


@pytest.mark.parametrize(
    "name", ["شؤون محلية", "سياسة", "اقتصاد وأعمال", "أخبار النجوم", "فن وموسيقى", "تقارير", "صحة وتغذية"]
)
def test_sections(name: str) -> None:
    assert is_section(line(name))


@pytest.mark.parametrize("name", ["الوفد يصل إلى العاصمة", "أخبار: وصول الوفد", "سياسة.", "محادثات"])
def test_no_sections(name: str) -> None:
    assert not is_section(line(name))


def test_media_kinds_and_places() -> None:
    kinds_known = {"agency", "outlet", "generic", "word", "prefix", "agency_prefix"}
    assert {row["kind"] for row in read_tsv("clean/media.tsv")} == kinds_known
    assert media()[plain("أ.ف.ب")] == media()[plain("ا ف ب")] == "agency"
    assert plain("مكه المكرمه") in places()
    kinds = {
        "رويترز": "agency",
        "«الشرق الأوسط»": "outlet",
        "شعلة نيوز": "outlet",
        "صحيفة الغروب": "outlet",
        "الرباط": "place",
        "في الدوحة": "place",
        "سعيد الهادي": "name",
        "12 مايو": "date",
        "دمشق، سوريا": "place",
        "متابعات": "generic",
    }
    assert {piece: part_kind(piece) for piece in kinds} == kinds
    assert part_kind("هذه جملة طويلة لا اسم فيها ولا مدينة") is None
    assert all_media("أ ف ب، رويترز")
    assert all_media("وكالات")
    assert not all_media("الوزير")

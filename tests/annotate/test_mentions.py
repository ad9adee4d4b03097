"""The mention grammar: every example and counter-example of its rules, and what holds for any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.annotate import annotate
from tawatur.annotate.mention_lexicon import inflect, lexicon
from tawatur.annotate.mentions import assemble
from tawatur.model import Document, Mention, Sentence, Span, Token
from tawatur.rules.load import read_yaml
from tawatur.rules.text import tokenize

_TYPES = {"P": "PERSON", "O": "ORG", "C": "COUNTRY", "L": "PLACE"}
_MARK = re.compile(r"\[([POCL]):(?:([A-Z]{3}):)?([^\]]+)\]")
_FIELDS = ("type", "form", "subtype", "key", "country", "office", "number")


class Name(NamedTuple):
    start: int
    end: int
    type: str
    subtype: str | None = None
    key: str | None = None
    country: str | None = None
    source: str = "test"
    score: float = 1.0


def marked(text: str) -> tuple[str, list[Name]]:
    """The text without its marks, and the names that were marked."""
    out, names, at = "", [], 0
    for match in _MARK.finditer(text):
        out += text[at : match.start()]
        kind, iso, name = match.groups()
        skip = 1 if name.startswith("لل") else 0
        names.append(Name(len(out) + skip, len(out) + len(name), _TYPES[kind], country=iso))
        out += name
        at = match.end()
    return out + text[at:], names


def one_sentence(tokens: tuple[Token, ...]) -> list[Sentence]:
    return [Sentence(tokens[0].start, tokens[-1].end, 0, len(tokens))] if tokens else []


def mentions_of(text: str) -> tuple[str, tuple[Mention, ...]]:
    plain, names = marked(text)
    tokens = tokenize(plain)
    return plain, assemble(plain, tokens, one_sentence(tokens), names)


def cases(kind: str) -> Iterator[Any]:
    for rule in read_yaml("roles/rules.yaml"):
        for number, case in enumerate(rule.get(kind, ())):
            yield pytest.param(case, id=f"{rule['id']}-{kind}-{number}")


def _found(text: str, found: tuple[Mention, ...], wanted: dict[str, Any]) -> Mention:
    for mention in found:
        by_extent = "is" in wanted and text[mention.start : mention.end] == wanted["is"]
        by_head = "is" not in wanted and mention.head.of(text) == wanted["head"]
        if by_extent or by_head:
            return mention
    raise AssertionError(f"{wanted} not among {[text[m.start : m.end] for m in found]}")


def check(case: dict[str, Any]) -> None:
    text, found = mentions_of(case["text"])
    for wanted in case.get("expect", ()):
        mention = _found(text, found, wanted)
        for field in _FIELDS:
            if field in wanted:
                assert getattr(mention, field) == wanted[field], (field, mention)
        if "head" in wanted:
            assert mention.head.of(text) == wanted["head"]
        if "titles" in wanted:
            assert [title.of(text) for title in mention.titles] == wanted["titles"]
        if "inside" in wanted:
            assert mention.within is not None
            around = found[mention.within]
            assert text[around.start : around.end] == wanted["inside"]
    extents = {text[mention.start : mention.end] for mention in found}
    assert not extents & set(case.get("absent", ()))


@pytest.mark.parametrize("case", list(cases("examples")))
def test_example(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", list(cases("counter")))
def test_counter_example(case: dict[str, Any]) -> None:
    check(case)


def test_every_rule_has_examples() -> None:
    rules = read_yaml("roles/rules.yaml")
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["says"] and rule["examples"] for rule in rules)


def test_inflection_covers_states_and_numbers() -> None:
    forms = {shape.form: shape for shape in inflect("سفير", "سفيرة", "سفراء")}
    assert forms["السفيران"].number == "dual"
    assert forms["سفيري"].state == "construct"
    assert forms["سفيرته"].state == "possessed"
    assert forms["السفراء"].number == "plural"
    assert forms["السفيرات"].feminine
    assert forms["سفرائهم"].state == "possessed"


def test_names_in_any_order_give_the_same_mentions() -> None:
    text, names = marked("التقى الرئيس [P:سامي رزق] ووزير خارجية [C:ITA:إيطاليا] [P:ماركو بيليني] في [L:FRA:باريس]")
    tokens = tokenize(text)
    forward = assemble(text, tokens, one_sentence(tokens), names)
    assert forward == assemble(text, tokens, one_sentence(tokens), names[::-1])
    assert len(forward) == 4


def test_sentences_are_not_crossed() -> None:
    text, names = marked("غادر وزير الدفاع\n[P:سامي رزق] وصل أمس")
    tokens = tokenize(text)
    cut = next(at for at, token in enumerate(tokens) if token.start == names[0].start)
    sentences = [
        Sentence(tokens[0].start, tokens[cut - 1].end, 0, cut),
        Sentence(tokens[cut].start, tokens[-1].end, cut, len(tokens)),
    ]
    found = assemble(text, tokens, sentences, names)
    assert [text[m.start : m.end] for m in found] == ["وزير الدفاع", "سامي رزق"]


def test_marks_and_tatweel_do_not_matter() -> None:
    text, found = mentions_of("قال وزيـــر الخارجيّة الفرنسيّ إنه مُستعد")
    assert [text[m.start : m.end] for m in found] == ["وزيـــر الخارجيّة الفرنسيّ"]
    assert found[0].country == "FRA"


def _words() -> st.SearchStrategy[str]:
    rows = read_yaml("roles/rules.yaml")
    pool = sorted({word for rule in rows for case in rule["examples"] for word in marked(case["text"])[0].split()})
    return st.sampled_from([*pool, "،", ".", "«", "»", "(", ")", "و", "-", "2021", "رئيس", "رئيس", "وزير", "الـ", "لل"])


@given(st.lists(_words(), max_size=40), st.data())
def test_invariants(words: list[str], data: st.DataObject) -> None:
    """Whatever the words: ordered, inside the text, at word characters, nested without crossing, heads inside."""
    text = " ".join(words)
    tokens = tokenize(text)
    picks = data.draw(st.lists(st.integers(0, max(len(tokens) - 1, 0)), max_size=6, unique=True)) if tokens else []
    names = [
        Name(tokens[at].start, tokens[at].end, data.draw(st.sampled_from(sorted(_TYPES.values()))), country="FRA")
        for at in picks
        if tokens[at].kind == "word"
    ]
    found = assemble(text, tokens, one_sentence(tokens), names)
    ends = {token.end for token in tokens}
    for at, mention in enumerate(found):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start].isalnum()
        assert mention.end in ends
        assert mention.start <= mention.head.start <= mention.head.end <= mention.end
        if mention.within is not None:
            around = found[mention.within]
            assert mention.within < at
            assert around.start <= mention.start and mention.end <= around.end
    for one, other in pairwise(found):
        assert (one.start, -one.end) < (other.start, -other.end)
        assert other.start >= one.end or other.end <= one.end


def test_a_long_chain_of_offices_is_read_in_bounded_depth() -> None:
    text = "نائب رئيس " * 3000 + "الوزراء"
    tokens = tokenize(text)
    assert assemble(text, tokens, one_sentence(tokens), [])


@pytest.mark.parametrize("name", ["offices", "orgs", "ranks", "portfolios", "adjectives", "stops", "sides"])
def test_lexicons_hold_plain_arabic_letters(name: str, root: Any) -> None:
    text = (root / "src/tawatur/resources/roles" / f"{name}.tsv").read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not re.search("[\u064b-\u0652\u0640\ufb50-\ufdff\ufe70-\ufeff\u06a9\u06cc\u06af\u067e\u0686]", body)


def test_lexicon_is_read_once() -> None:
    assert lexicon() is lexicon()


def test_a_long_list_of_titles_is_several_persons() -> None:
    text = "الجنرال " * 4000
    tokens = tokenize(text)
    found = assemble(text, tokens, one_sentence(tokens), [])
    assert len(found) > 100
    assert all(len(mention.titles) <= 8 for mention in found)


def test_a_lone_name_behind_the_office_of_another_state_is_another_person() -> None:
    text = "استقبل الرئيس الكيني جيمس أوتيينو الوفد. وسيزور الرئيس الهندي أوتيينو غدا. وقال الرئيس الكيني أوتيينو ذلك."
    doc = Document(id="x", text=text, body=(Span(0, len(text)),))
    said = [text[one.start : one.end] for one in annotate(doc).mentions if one.type == "PERSON"]
    assert said == ["الرئيس الكيني جيمس أوتيينو", "الرئيس الهندي", "أوتيينو", "الرئيس الكيني أوتيينو"]


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        ("وقع الاتفاق مدير الهيئة الوطنية للسايبر يغال سالم.", "الهيئة الوطنية للسايبر", "يغال سالم"),
        ("وقال مدير الهيئة الوطنية للبحث يغال سالم إن العمل بدأ.", "الهيئة الوطنية للبحث", "يغال سالم"),
    ],
)
def test_a_body_ends_before_the_name_of_its_officer(text: str, body: str, name: str) -> None:
    found = annotate(Document(id="x", text=text, body=(Span(0, len(text)),))).mentions
    assert body in [text[one.start : one.end] for one in found if one.type == "ORG"]
    assert name in [text[one.head.start : one.head.end] for one in found if one.type == "PERSON"]


def test_a_body_for_a_row_of_genitives_is_whole() -> None:
    text = "قال مدير المديرية العامة لأمن نظم المعلومات سالم الهادي إن العمل بدأ."
    found = annotate(Document(id="x", text=text, body=(Span(0, len(text)),))).mentions
    assert "المديرية العامة لأمن نظم المعلومات" in [text[one.start : one.end] for one in found if one.type == "ORG"]

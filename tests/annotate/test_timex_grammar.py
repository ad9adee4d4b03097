"""Every rule of the grammar of time expressions against its own examples and counter-examples."""

from __future__ import annotations

import pytest

from tawatur.annotate.timex import find_timexes
from tawatur.annotate.timex_grammar import grammar
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import fold, tokenize

EXAMPLES = [(rule.id, example) for rule in grammar().rules for example in rule.examples]
COUNTER = [(rule.id, text) for rule in grammar().rules for text in rule.counter]
VETOES = read_yaml("time/grammar.yaml")["vetoes"]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example_is_matched_whole(rule: str, example: str) -> None:
    for frame, before in (("{}", ""), ("وصل الوفد {} إلى المدينة", "وصل الوفد "), ("لقاء {}.", "لقاء ")):
        text = frame.format(example.replace("|", ""))
        found = find_timexes(text, tokenize(text))
        assert found, text
        first = found[0]
        assert first.start >= len(before) and text[first.start : first.end] in example
        assert first.end == len(before) + len(example.partition("|")[0]) and len(found) == 1, (text, found)


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_counter_example_is_left_alone(rule: str, text: str) -> None:
    assert [timex for timex in find_timexes(text, tokenize(text)) if timex.rule == rule] == []


@pytest.mark.parametrize("veto", VETOES, ids=lambda veto: str(veto["id"]))
def test_a_veto_takes_the_time_from_its_examples_alone(veto: dict[str, list[str]]) -> None:
    assert veto["examples"] and veto["not"]
    for text in veto["examples"]:
        assert find_timexes(text, tokenize(text)) == (), text
    for text in veto["not"]:
        assert len(find_timexes(text, tokenize(text))) == 1, text


def test_rules_have_examples_and_single_ids() -> None:
    ids = [rule.id for rule in grammar().rules]
    assert len(ids) == len(set(ids))
    assert all(rule.examples for rule in grammar().rules)


def test_words_use_plain_letters() -> None:
    rows = read_tsv("time/words.tsv") + read_tsv("time/numbers.tsv")
    for row in rows:
        for char in row["form"]:
            assert char in " -/()[]،,:.'" or ("\u0621" <= char <= "\u064a" and char != "\u0640"), row
        assert fold(row["form"]).norm.strip(), row

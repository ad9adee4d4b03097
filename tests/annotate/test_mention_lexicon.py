"""The lexicons of roles and organisations: well formed, and matched in every spelling."""

from __future__ import annotations

import pytest

from tawatur.annotate.mention_lexicon import inflect, lexicon
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import normal, tokenize

_OFFICE_TAKES = {
    "portfolio", "office", "country", "org", "noun", "place", "brand", "for", "affairs", "name", "post", "charge", "to",
    "from",
}
_ORG_TAKES = {
    "portfolio", "country", "org", "noun", "brand", "word", "post", "state", "for", "from", "office", "honoured",
    "place", "number",
}
_SUBTYPES = {
    "government", "ministry", "army", "unit", "police", "intelligence", "party", "armed_group", "company", "agency",
    "outlet", "embassy", "international", "parliament", "court", "university", "delegation", "other", "none",
}


def _cell(row: dict[str, str], name: str) -> set[str]:
    return {part for part in row[name].replace("|", ",").split(",") if part}


@pytest.mark.parametrize("name", ["offices", "orgs", "ranks", "sides"])
def test_ids_are_unique(name: str) -> None:
    ids = [row["id"] for row in read_tsv(f"roles/{name}.tsv")]
    assert len(ids) == len(set(ids))


def test_offices_say_what_the_grammar_knows() -> None:
    for row in read_tsv("roles/offices.tsv"):
        assert row["kind"] in {"office", "generic", "source", "counterpart"}, row
        assert _cell(row, "takes") <= _OFFICE_TAKES, row
        assert row["need"] in {"", "1", "plural"}, row


def test_organisations_say_what_the_grammar_knows() -> None:
    for row in read_tsv("roles/orgs.tsv"):
        assert row["subtype"] in _SUBTYPES, row
        assert _cell(row, "takes") <= _ORG_TAKES, row
        assert row["head"] or row["plural"], row
        assert not row["country"] or len(row["country"]) == 3, row


def test_slugs_belong_to_offices() -> None:
    ids = {row["id"] for row in read_tsv("roles/offices.tsv")}
    assert {row["head"] for row in read_tsv("roles/slugs.tsv")} <= ids


def test_groups_of_offices_exclude_each_other_by_name() -> None:
    data = read_yaml("roles/groups.yaml")
    for group, others in data["conflicts"].items():
        assert group in data["groups"]
        assert set(others) <= set(data["groups"])
    assert set(data["listed"]) <= set(data["groups"])


_FORMS = ["وزير", "وزيـر", "وَزير", "الوزير", "وزراء", "الوزراء", "وزيرة", "وزيران", "للوزير", "ووزير"]
_SPELLINGS = [("إيراني", "ايراني"), ("الأميركية", "الامريكية"), ("أذربيجاني", "اذربيجاني")]


@pytest.mark.parametrize("written", _FORMS)
def test_a_minister_is_found_in_every_form(written: str) -> None:
    matches = lexicon().offices.at(tokenize(written), 0)
    assert any(match.value.id == "minister" for match in matches)


@pytest.mark.parametrize(("one", "other"), _SPELLINGS)
def test_nationalities_are_found_in_either_spelling(one: str, other: str) -> None:
    found = [lexicon().nationalities.at(tokenize(form), 0)[0].value.country for form in (one, other)]
    assert found[0] == found[1]


def test_every_office_is_found_as_it_is_written() -> None:
    for row in read_tsv("roles/offices.tsv"):
        for tail in row["tail"].split("|"):
            text = f"{row['head']} {tail.removesuffix('+')}".strip()
            tokens = tokenize(text)
            ids = [match.value.id for match in lexicon().offices.at(tokens, 0) if match.last == len(tokens)]
            assert row["id"] in ids, text


def test_portfolios_are_found_with_and_without_article() -> None:
    for text in ("الشؤون الخارجية", "شؤون خارجية", "الدفاع", "دفاع"):
        tokens = tokenize(text)
        assert any(match.last == len(tokens) for match in lexicon().portfolios.at(tokens, 0)), text


def test_a_plural_noun_without_singular_has_only_plural_forms() -> None:
    assert {shape.number for shape in inflect("", "", "قوى")} == {"plural"}


def test_stop_words_are_single_words() -> None:
    assert all(" " not in normal(row["form"]) for row in read_tsv("roles/stops.tsv"))

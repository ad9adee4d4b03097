"""The words of the report stand in both languages, and the script uses no other."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any, get_args

import pytest

from tawatur.model import EntityType, Kind, LinkKind, MentionForm, ResourceError, Role, Status
from tawatur.web import strings
from tawatur.web.report import SCRIPTS
from tawatur.web.strings import LANGUAGES, PLURALS, load_strings


def script() -> str:
    return "".join(files("tawatur.web").joinpath("assets", name).read_text(encoding="utf-8") for name in SCRIPTS)


def texts(entry: Any) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [entry]


@pytest.mark.parametrize("group", sorted(load_strings()))
def test_every_key_has_both_languages_with_the_same_places_to_fill(group: str) -> None:
    for key, entry in load_strings()[group].items():
        assert set(entry) == set(LANGUAGES), key
        filled = [set().union(*(re.findall(r"\{\w+\}", text) for text in texts(entry[one]))) for one in LANGUAGES]
        assert filled[0] == filled[1], key
        assert not re.search("[A-Za-z]", "".join(texts(entry["ar"])).replace("PLOVER", "").replace("{n}", "").replace(
            "{a}", "").replace("{b}", "")), key
        assert not re.search("[\u0600-\u06ff]", "".join(texts(entry["en"]))), key


@pytest.mark.parametrize(
    ("group", "values"),
    [("kind", Kind), ("status", Status), ("role", Role), ("type", EntityType), ("link", LinkKind),
     ("mention_form", MentionForm)],
)
def test_every_value_of_the_model_has_a_name(group: str, values: Any) -> None:
    assert set(get_args(values)) <= set(load_strings()[group])


def test_every_string_that_the_script_names_exists_and_is_used() -> None:
    code = script()
    named = set(re.findall(r'\bt\("ui\.(\w+)"', code)) | set(re.findall(r'"ui\.(\w+)"', code))
    listed = set(re.findall(r'"(\w+)"', code))
    known = set(load_strings()["ui"])
    assert named <= known
    assert known <= named | listed, "strings that nothing shows"
    assert set(re.findall(r'\bcount\("(\w+)"', code)) == set(load_strings()["count"])
    assert set(re.findall(r'\blabel\("(\w+)"', code)) <= set(load_strings())


@pytest.mark.parametrize("entry", [{"ar": "كلمة"}, {"ar": "كلمة", "en": ""}, {"ar": "كلمة", "en": "word", "fr": "mot"}])
def test_a_gap_is_an_error(entry: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings, "read_yaml", lambda name: {"ui": {"word": entry}})
    with pytest.raises(ResourceError, match=r"ui\.word"):
        load_strings.__wrapped__()


def test_a_missing_plural_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {language: dict.fromkeys(PLURALS[language], "{n}") for language in LANGUAGES}
    del forms["ar"]["two"]
    monkeypatch.setattr(strings, "read_yaml", lambda name: {"count": {"events": forms}})
    with pytest.raises(ResourceError, match=r"count\.events\.ar"):
        load_strings.__wrapped__()

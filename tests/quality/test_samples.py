"""The sample texts against what their authors meant them to show (``resources/demo/expected.yaml``)."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

import tawatur
from tawatur.export import export_json
from tawatur.rules.load import read_yaml
from tawatur.rules.text import normal

TEXTS = Path(str(files("tawatur.resources").joinpath("demo", "texts")))
SHORTFALLS = {
    "the first visit of an Israeli military delegation": "who led the delegation is told in an aside",
    "the meeting in the Negev, announced and held": "of two days the last one is given",
    "Kochavi's visit, announced and held": "'against the visit' in a third text is no mention of it",
    "the protest in front of parliament": "'in the evening' is not tied to the day told before it",
    "Belkhir and Kochavi in Tel Aviv": "only the month can be inferred, and it is left open",
}
"""What is meant but not reached yet, with the reason; a test says so as soon as it is reached."""

Shaped = dict[str, Any]


@lru_cache(maxsize=1)
def _record() -> Shaped:
    shaped: Shaped = json.loads(export_json(tawatur.build(TEXTS).record()))
    return shaped


@lru_cache(maxsize=1)
def _expected() -> Shaped:
    expected: Shaped = read_yaml("demo/expected.yaml")
    return expected


def _names(entity: str) -> set[str]:
    return {normal(name) for one in _record()["entities"] if one["id"] == entity for name in one["names_ar"]}


def _chain_told(event: Shaped, doc: str, sources: list[str]) -> bool:
    chains = [mention["chain"] for mention in event["mentions"] if mention["doc"].startswith(doc)]
    return any(
        len(chain) == len(sources) and all(part in link["source"] for part, link in zip(sources, chain, strict=True))
        for chain in chains
    )


def _missed(event: Shaped, meant: Shaped) -> list[str]:
    """What ``event`` lacks of what is meant."""
    docs = {mention["doc"][:2] for mention in event["mentions"]}
    out = [f"not told by {doc}" for doc in meant["documents"] if doc not in docs]
    if meant.get("status") not in (None, event["status"]):
        out.append(f"status {event['status']}")
    if "date" in meant and event["date"]["edtf"] != meant["date"]:
        out.append(f"date {event['date']['edtf']}")
    found = set().union(*(_names(one["entity"]) for one in event["participants"]), set())
    out += [f"without {name}" for name in meant.get("participants", ()) if normal(name) not in found]
    if "place" in meant and not (event["place"] and normal(meant["place"]) in _names(event["place"]["entity"])):
        out.append("place")
    out += [f"chain of {doc}" for doc, src in meant.get("chains", {}).items() if not _chain_told(event, doc, src)]
    accounts = [account for one in event["disagreements"] for account in one["accounts"]]
    out += [
        f"no disagreement of {doc} on {words}"
        for doc, words in meant.get("differ", {}).items()
        if not any(account["doc"].startswith(doc) and words in account["value"] for account in accounts)
    ]
    return out


def _cases() -> list[ParameterSet]:
    return [
        pytest.param(
            meant,
            id=meant["about"],
            marks=[pytest.mark.xfail(reason=SHORTFALLS[meant["about"]])] if meant["about"] in SHORTFALLS else [],
        )
        for meant in _expected()["events"]
    ]


@pytest.mark.parametrize("meant", _cases())
def test_what_is_meant_is_found(meant: Shaped) -> None:
    told = [event for event in _record()["events"] if event["kind"] == meant["kind"]]
    found = [_missed(event, meant) for event in told]
    assert [] in found, min(found, key=len, default="no such event")


def test_reprints_are_one_text() -> None:
    groups = {doc["id"][:2]: doc["copy_group"] for doc in _record()["documents"]}
    for copies in _expected()["copies"]:
        assert len({groups[doc] for doc in copies}) == 1
        assert groups[copies[0]] is not None


def test_days_of_writing() -> None:
    published = {doc["id"][:2]: doc["published"]["edtf"] for doc in _record()["documents"]}
    assert {doc: published[doc] for doc in _expected()["published"]} == _expected()["published"]


def test_two_meetings_of_the_same_men_stay_two() -> None:
    both = [
        event
        for event in _record()["events"]
        if event["kind"] == "meeting"
        and {normal("كوخافي"), normal("بلخير")}
        <= {part for one in event["participants"] for name in _names(one["entity"]) for part in name.split()}
    ]
    places = {normal("الرباط"), normal("تل أبيب")}
    met = [_names(event["place"]["entity"]) & places for event in both if event["place"]]
    assert len(both) >= 2
    assert all(len(one) == 1 for one in met)

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tawatur
from tawatur.model import RawDocument

Run = Callable[..., tuple[int, str, str]]

BODY = (
    "استقبل الرئيس الكيني جيمس أوتيينو في نيروبي أمس رئيس وزراء الهند راجيش مينون، بحسب وكالة الأناضول. "
    "وبحث الجانبان التعاون العسكري والتجاري بين البلدين وسبل تعزيزه خلال السنوات الخمس المقبلة. "
    "وقال متحدث باسم الرئاسة الكينية إن المحادثات تناولت أيضا بناء ميناء جديد على ساحل المحيط وتدريب بحارة كينيين. "
    "وأضاف أن فريقا من المهندسين سيصل إلى مومباسا قبل نهاية الشهر لدراسة الموقع وكلفة الأرصفة والمخازن والطرق. "
)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "record.tawatur"
    tawatur.build(
        RawDocument(id="b.txt", text=BODY + "وحضر اللقاء ثلاثة وزراء.", outlet="الأفق", published="2024-03-03"),
        RawDocument(id="a.txt", text=BODY + "وحضر اللقاء ثلاثة وزراء.", outlet="المنارة", published="2024-03-03"),
        RawDocument(
            id="c.txt",
            text="زار رئيس وزراء الهند راجيش مينون أثيوبيا يوم 9 مارس 2024 في زيارة استغرقت ثلاثة أيام.",
            outlet="السهل", published="2024-03-13",
        ),
        RawDocument(
            id="d.txt",
            text="زار رئيس وزراء الهند راجيش مينون أثيوبيا يوم 9 مارس 2024 في زيارة استغرقت خمسة أيام.",
            outlet="الضفاف", published="2024-03-14",
        ),
        output=path,
    ).close()
    return path


def test_copies_come_in_groups_the_first_out_first(run: Run, told: Path) -> None:
    code, out, err = run("copies", told)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "2 documents"
    assert [line.split()[2] for line in lines[1:3]] == ["a.txt", "b.txt"]
    groups = json.loads(run("copies", told, "--json")[1])
    assert [each["id"] for each in groups[0]] == ["a.txt", "b.txt"]


def test_what_a_reprint_adds_is_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "record.tawatur"
    new = "وغادر الضيف العاصمة مساء بعد عشاء أقيم على شرفه في القصر."
    tawatur.build(
        RawDocument(id="a.txt", text=BODY, outlet="المنارة", published="2024-03-03"),
        RawDocument(id="b.txt", text=BODY + new, outlet="الأفق", published="2024-03-04"),
        output=path,
    ).close()
    _, out, _ = run("copies", path)
    assert [line.strip() for line in out.splitlines() if "+" in line] == [f"+ {new}"]
    (group,) = json.loads(run("copies", path, "--json")[1])
    assert [each["added"] for each in group] == [[], [[len(BODY), len(BODY + new)]]]


def test_chains_name_outlet_and_source(run: Run, told: Path) -> None:
    code, out, _ = run("chains", told)
    assert code == 0
    assert "المنارة" in out
    assert "└─ " in out and "وكالة الأناضول" in out
    shaped = json.loads(run("chains", told, "--json")[1])
    assert any(link["cue"] for event in shaped for mention in event["mentions"] for link in mention["chain"])


def test_a_post_is_told_in_both_languages(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "record.tawatur"
    text = (
        "كتب وزير الدفاع الكندي على حسابه في تويتر أن الهند وقعت اتفاقية للدفاع مع نيبال. "
        "وأضاف أن القوات الهندية أجرت مناورات عسكرية مع الجيش النيبالي يوم 4 مايو 2024. "
        "ووقعت الهند اتفاقية للطيران مع بنغلاديش وفق منشورات على مواقع التواصل الاجتماعي."
    )
    raw = RawDocument(id="a.txt", text=text, outlet="المنارة", published="2024-05-06")
    with tawatur.build(raw, output=path) as view:
        event = next(event.id for event in view.events(kind="exercise"))
    for command in (("chains", path), ("event", path, event)):
        english, arabic = run(*command)[1], run(*command, "--lang", "ar")[1]
        assert "[speaker, in a post on Twitter (X)]" in english and "«على حسابه في تويتر»" in english
        assert "[متحدث، في منشور على تويتر (إكس)]" in arabic
    assert "[post, in a post]  «وفق منشورات على مواقع التواصل الاجتماعي»" in run("chains", path)[1]
    links = [
        link
        for event in json.loads(run("chains", path, "--json")[1])
        for mention in event["mentions"]
        for link in mention["chain"]
    ]
    assert {link["post"]["platform"] for link in links} == {"twitter", None}
    assert all(text[link["post"]["start"] : link["post"]["end"]] == link["post"]["words"] for link in links)


def test_disagreements_stand_value_by_value(run: Run, told: Path) -> None:
    code, out, _ = run("disagreements", told)
    assert code == 0
    assert out.splitlines()[-1] == "1 event told differently"
    assert "السهل" in out and "الضفاف" in out
    (found,) = json.loads(run("disagreements", told, "--json")[1])[0]["disagreements"]
    assert found["field"] == "duration"
    assert [(one["doc"], one["means"]) for one in found["accounts"]] == [("c.txt", "P3D"), ("d.txt", "P5D")]
    assert all(isinstance(one["chain"], list) for one in found["accounts"])


def test_disagreements_in_both_languages(run: Run, told: Path) -> None:
    english = run("disagreements", told)[1]
    assert "  length" in english and "3 days" in english and "in its own voice" in english
    arabic = run("disagreements", told, "--lang", "ar")[1]
    assert "  المدة" in arabic and "3 أيام" in arabic and "5 أيام" in arabic


def test_an_account_names_who_says_so(run: Run, tmp_path: Path) -> None:
    texts = {
        "e.txt": "قتل 14 جنديا تشاديا في هجوم على معسكر للجيش في نجامينا، بحسب وزارة الدفاع التشادية.",
        "f.txt": "قتل تسعة جنود تشاديين في هجوم على معسكر للجيش في نجامينا.",
    }
    path = tmp_path / "dead.tawatur"
    documents = [RawDocument(id=name, text=text, outlet=name, published="2024-03-03") for name, text in texts.items()]
    tawatur.build(*documents, output=path).close()
    out = run("disagreements", path)[1]
    assert "number: killed, soldiers and police" in out
    assert "e.txt: 14  «14 جنديا»" in out and "└─ وزارة الدفاع التشادية" in out
    assert "العدد: قتلى، عسكريون" in run("disagreements", path, "--lang", "ar")[1]

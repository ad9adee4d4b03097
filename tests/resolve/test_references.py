"""References by office, description and group in whole texts: who is meant, and who is left open."""

from __future__ import annotations

import pytest

from tawatur.annotate import annotate
from tawatur.extract import extract
from tawatur.model import Document, Extracted, Span
from tawatur.resolve import resolve


def _read(name: str, text: str) -> Extracted:
    return extract(annotate(Document(id=name, text=text, body=(Span(0, len(text)),))))


def _meant(text: str) -> dict[str, str | tuple[str, ...] | None]:
    """The words of each mention → the id of its entity, those of a group, or None."""
    doc = _read("a", text)
    found = resolve([doc])
    return {
        text[mention.start : mention.end]: found.of.get(("a", at)) or found.groups.get(("a", at))
        for at, mention in enumerate(doc.annotated.mentions)
    }


def test_two_ministers_are_of_the_states_that_the_phrase_names() -> None:
    meant = _meant("زار رئيس كينيا جيمس أوتيينو الهند. ثم بحث وزيرا خارجية مصر والأردن الأوضاع في القاهرة.")
    assert meant["وزيرا خارجية مصر"] == ("country:EGY", "country:JOR")


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("وصل وفد من الجيش الكيني إلى روما. والتقى الوفد مسؤولين.", "الوفد", "org:KEN:army"),
        ("أعلن الجيش الكيني وصول وفد عسكري كيني إلى روما في إيطاليا.", "وفد عسكري كيني", "org:KEN:army"),
        ("وصل وفد كيني إلى إيطاليا من كينيا أمس.", "وفد كيني", "country:KEN"),
    ],
)
def test_a_delegation_stands_for_whom_it_was_sent_by(text: str, words: str, entity: str) -> None:
    assert _meant(text)[words] == entity


def test_a_delegation_of_its_own_kind_is_a_group_of_its_own() -> None:
    meant = _meant("وصل وفد برلماني كيني إلى إيطاليا من كينيا أمس.")
    assert meant["وفد برلماني كيني"] not in (None, "country:KEN")


def test_the_counterpart_of_an_army_is_an_army() -> None:
    meant = _meant("وقع الجيش الكيني مع نظيره الهندي اتفاقا. وقال الجيش الهندي إن الاتفاق مهم.")
    assert meant["نظيره الهندي"] == meant["الجيش الهندي"] == "org:IND:army"


def test_a_body_is_called_by_its_noun() -> None:
    meant = _meant("وافق مجلس الأمن الدولي على القرار. وقال مندوب كينيا إن المجلس سيجتمع غدا.")
    assert meant["المجلس"] == meant["مجلس الأمن الدولي"] == "org:UNSC"


def test_a_noun_that_fits_two_bodies_stays_open() -> None:
    meant = _meant("وافق مجلس الأمن الدولي على القرار، ورحب مجلس التعاون الخليجي به. وقال المجلس إنه سيجتمع.")
    assert meant["المجلس"] is None


def test_the_states_of_a_body_act_as_the_body() -> None:
    meant = _meant("رحب مجلس التعاون الخليجي بالقرار. واجتمع وزراء خارجية دول مجلس التعاون الخليجي.")
    assert meant["دول مجلس التعاون الخليجي"] == "org:GCC"


def test_a_king_by_his_first_name_is_the_king_of_the_other_text() -> None:
    one = _read("a", "استقبل ملك النرويج الملك هارالد بن أولاف وزير الخارجية الكيني.")
    other = _read("b", "قال ملك النرويج الملك هارالد إن اللقاء مع كينيا مفيد.")
    found = resolve([one, other])
    kings = {
        found.of[(doc.annotated.doc.id, at)]
        for doc in (one, other)
        for at, mention in enumerate(doc.annotated.mentions)
        if "هارالد" in mention.head.of(doc.annotated.doc.text)
    }
    assert len(kings) == 1


def test_how_a_thing_is_called_in_print_is_among_its_names() -> None:
    doc = _read("a", "وصل الأمير سالم بن راشد إلى مدينة مومباسا في كينيا.")
    names = {form for entity in resolve([doc]).entities for form in entity.names_ar}
    assert {"سالم بن راشد", "الأمير سالم بن راشد", "مومباسا", "مدينة مومباسا"} <= names

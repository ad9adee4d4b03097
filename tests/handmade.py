"""A record made by hand: two outlets on one visit, a denied meeting, an awkward title. No step has to work for it."""

from __future__ import annotations

from tawatur.model import (
    Account,
    Annotated,
    Argument,
    Basis,
    Corroboration,
    Disagreement,
    Document,
    Entity,
    Event,
    EventMention,
    Extracted,
    Link,
    Mention,
    Participant,
    RawDocument,
    Record,
    Sentence,
    SolvedDate,
    Span,
)
from tawatur.rules.text import tokenize

FIRST = "قالت وزارة الخارجية إن وزيرة النقل زارت مدينة طنجة يوم 3 مايو 2019."
SECOND = "زارت وزيرة النقل طنجة. ونفت الوزارة عقد لقاء مع نظيرها."


def raws() -> list[RawDocument]:
    return [
        RawDocument(id="one.txt", text=FIRST, outlet="=الصباح", title="=HYPERLINK(\"x\")", source="somewhere"),
        RawDocument(id="two.txt", text=SECOND, outlet="المساء", url="https://example.org/2"),
    ]


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def mention(text: str, words: str, **more: object) -> Mention:
    at = span(text, words)
    return Mention(start=at.start, end=at.end, head=at, **{"type": "PERSON", **more})  # type: ignore[arg-type]


def annotated(raw: RawDocument, mentions: tuple[Mention, ...]) -> Annotated:
    text = raw.text or ""
    tokens = tokenize(text)
    return Annotated(
        doc=Document(
            id=raw.id, text=text, url=raw.url, outlet=raw.outlet, title=raw.title, body=(Span(0, len(text)),),
        ),
        tokens=tokens, sentences=(Sentence(0, len(text), 0, len(tokens)),), mentions=mentions, timexes=(), quotes=(),
    )


def extracted() -> tuple[Extracted, Extracted]:
    one, two = raws()
    people = (mention(FIRST, "وزارة الخارجية", type="ORG"), mention(FIRST, "وزيرة النقل"),
              mention(FIRST, "طنجة", type="PLACE"))
    told = EventMention(
        doc="one.txt", start=span(FIRST, "زارت").start, end=span(FIRST, "زارت").end, trigger="زارت",
        sentence=Span(0, len(FIRST)), kind="visit", status="occurred", rule="visit.1", args=(Argument(1, "actor"),),
        place=2, chain=(
            Link(source="وزارة الخارجية", mention=0, cue=span(FIRST, "قالت وزارة الخارجية"), kind="institution"),
        ),
    )
    others = (mention(SECOND, "وزيرة النقل"), mention(SECOND, "طنجة", type="PLACE"))
    again = EventMention(
        doc="two.txt", start=0, end=4, trigger="زارت", sentence=span(SECOND, "زارت وزيرة النقل طنجة."), kind="visit",
        status="occurred", rule="visit.1", args=(Argument(0, "actor"),), place=1,
    )
    denied = EventMention(
        doc="two.txt", start=span(SECOND, "عقد لقاء").start, end=span(SECOND, "عقد لقاء").end, trigger="عقد لقاء",
        sentence=span(SECOND, "ونفت الوزارة عقد لقاء مع نظيرها."), kind="meeting", status="denied", rule="meeting.2",
        chain=(Link(source="anonymous", mention=None, cue=span(SECOND, "نفت"), kind="anonymous", stance="deny"),),
    )
    return (
        Extracted(annotated=annotated(one, people), events=(told,)),
        Extracted(annotated=annotated(two, others), events=(again, denied)),
    )


def record() -> Record:
    ministry = Entity(id="n-1", type="ORG", country="MAR", name_en="Foreign Ministry", name_ar="وزارة الخارجية",
                      names_ar=("وزارة الخارجية",), subtype="ministry", mentions=(("one.txt", 0),))
    minister = Entity(id="n-2", type="PERSON", country="MAR", name_en="Minister of Transport", name_ar="وزيرة النقل",
                      names_ar=("وزيرة النقل",), titles=("وزيرة النقل",), mentions=(("one.txt", 1), ("two.txt", 0)),
                      why=("the same office",))
    city = Entity(id="n-3", type="PLACE", country="MAR", name_en=None, name_ar="طنجة", names_ar=("طنجة",),
                  mentions=(("one.txt", 2), ("two.txt", 1)))
    day = span(FIRST, "3 مايو 2019")
    visit = Event(
        id="v-1", kind="visit", status="occurred", title_en="Minister of Transport visits Tangier",
        title_ar="زيارة وزيرة النقل إلى طنجة", place="n-3", participants=(Participant("n-2", "actor"),),
        date=SolvedDate(edtf="2019-05-03", earliest="2019-05-03", latest="2019-05-03",
                        basis=(Basis("one.txt", day, "3 May 2019"),)),
        topics=("transport",), mentions=(("one.txt", 0), ("two.txt", 0)),
        corroboration=Corroboration(2, 2, 2, ("two outlets, no source in common",)), plover=("CONSULT", "visit", ()),
        disagreements=(Disagreement("place", (Account("مدينة طنجة", "one.txt", span(FIRST, "مدينة طنجة")),
                                              Account("طنجة", "two.txt", span(SECOND, "طنجة")))),),
    )
    meeting = Event(
        id="v-2", kind="meeting", status="denied", title_en="@SUM(A1) Meeting", title_ar="لقاء", place=None,
        participants=(Participant("n-2", "participant"),), date=SolvedDate(), topics=(), mentions=(("two.txt", 1),),
        corroboration=Corroboration(1, 1, 1),
    )
    return Record(documents=extracted(), published=(SolvedDate(), SolvedDate(earliest="2019-05-03")),
                  copy_groups=(None, None), entities=(ministry, minister, city), events=(visit, meeting))

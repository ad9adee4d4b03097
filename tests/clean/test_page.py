"""Web pages: main text, and metadata only where it is marked as such."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from tawatur.clean import clean
from tawatur.clean.page import LARGE, read_page
from tawatur.model import CleanError, RawDocument

ONE = "أعلنت وزارة الطاقة، أمس الأحد، أن وفدا من الشركة المشرفة على السد سيصل إلى العاصمة خلال الأسبوع الجاري."
TWO = "وأضافت الوزارة في بيان أن الوفد سيجتمع مع مهندسي السد للاطلاع على سير العمل في المحطة الجديدة."
THREE = "وقال مدير المشروع إن الأشغال بلغت مرحلتها الأخيرة، وإن التشغيل يبدأ قبل نهاية العام."


def page(head: str = "", body: str = "", paragraphs: tuple[str, ...] = (ONE, TWO, THREE)) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{number}">قسم {number}</a></li>' for number in range(12))
    return (
        f"<!doctype html><html lang=ar><head><meta charset=utf-8>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>وفد الشركة يزور السد</h1>{body}{text}</article>"
        "<footer><a href=/>جميع الحقوق محفوظة</a></footer></body></html>"
    )


def test_main_text_and_metadata() -> None:
    head = (
        '<meta property="og:title" content="وفد الشركة يزور السد | النجم">'
        '<meta property="og:site_name" content="النجم"><link rel=canonical href="https://example.net/a/1">'
        '<meta property="article:published_time" content="2019-05-04T10:00:00+01:00">'
    )
    doc = clean(RawDocument(id="p.html", html=page(head)))
    assert [line for span in doc.body for line in span.of(doc.text).splitlines() if line] == [ONE, TWO, THREE]
    assert (doc.title, doc.outlet, doc.url) == ("وفد الشركة يزور السد", "النجم", "https://example.net/a/1")
    assert doc.published == "2019-05-04T10:00:00+01:00"


def test_what_was_given_outranks_the_page() -> None:
    raw = RawDocument(
        id="p",
        html=page('<meta property="og:site_name" content="النجم">'),
        outlet="الفلك",
        url="https://example.net/z",
        title="عنوان آخر",
    )
    doc = clean(raw)
    assert (doc.outlet, doc.url, doc.title) == ("الفلك", "https://example.net/z", "عنوان آخر")


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("", "", None),
        ("", "<span class=date>4 مايو 2019</span><time datetime='2019-05-04'>4 مايو</time>", None),
        ('<meta property="article:modified_time" content="2019-05-04">', "", None),
        ('<meta property="article:published_time" content="الأحد">', "", None),
        (
            linked({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2019-05-04"}]}),
            "",
            "2019-05-04",
        ),
        (linked({"dateModified": "2019-05-04"}), "", None),
        ('<script type="application/ld+json">{"datePublished": "2019-05-04"</script>', "", None),
        ("", "<time itemprop=datePublished datetime='2019-05-04T10:00'>أمس</time>", "2019-05-04T10:00"),
        ("", "<time class='entry published' datetime='2019-05'>أمس</time>", "2019-05"),
    ],
)
def test_publication_only_where_it_is_marked(head: str, body: str, published: str | None) -> None:
    assert read_page(page(head, body), "p").published == published


@pytest.mark.parametrize(
    "head", [linked({"publisher": {"name": "النجم"}}), '<meta name="application-name" content="النجم">']
)
def test_outlet_from_other_marks(head: str) -> None:
    assert read_page(page(head), "p").outlet == "النجم"


@pytest.mark.parametrize(
    "html", ["<html><head><title>x</ti", "<html></html>", "<!-- nothing -->", "<html><body><script>var a = 1;</script>"]
)
def test_pages_without_text(html: str) -> None:
    with pytest.raises(CleanError):
        clean(RawDocument(id="p", html=html))


def test_a_truncated_page_keeps_what_it_has() -> None:
    whole = page()
    doc = clean(RawDocument(id="p", html=whole[: whole.index(THREE) + 20]))
    assert ONE in doc.text
    assert TWO in doc.text


def test_a_huge_page_is_read_in_linear_time() -> None:
    many: Mapping[str, None] = dict.fromkeys(f"{ONE[:-1]} للمرة رقم {number}." for number in range(9000))
    html = page(paragraphs=tuple(many))
    assert len(html) > LARGE
    doc = clean(RawDocument(id="p", html=html))
    kept = sum(span.end - span.start for span in doc.body)
    assert kept > 0.95 * sum(map(len, many))


def test_hostile_nesting() -> None:
    html = "<div>" * 20_000 + ONE + "</div>" * 20_000
    try:
        doc = clean(RawDocument(id="p", html=html))
    except CleanError:
        return
    assert ONE[:40] in doc.text

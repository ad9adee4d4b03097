"""Bytes to text: byte order marks, declared encodings, UTF-8, then detection among the encodings of Arabic."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from charset_normalizer import from_bytes

from tawatur.model import IngestError
from tawatur.rules.load import read_yaml

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 8192
_SAMPLE = 65536
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ARABIC = re.compile("[\u0621-\u064a]")


class _Encodings(NamedTuple):
    candidates: tuple[str, ...]
    double: tuple[str, ...]


@lru_cache(maxsize=1)
def _encodings() -> _Encodings:
    data = read_yaml("clean/encodings.yaml")
    return _Encodings(tuple(data["candidates"]), tuple(data["decoded_twice"]))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii", "ignore").lower()
    if name.startswith("utf-16"):  # a declaration that could be read as ASCII isn't in UTF-16 (HTML standard, 13.2.3.2)
        return "utf-8"
    name = re.sub(r"^(iso-8859-6)-[ie]$", r"\1", re.sub(r"^x-(?=cp|mac)", "", name))
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _is_binary(text: str) -> bool:
    """More than one control character in a thousand: not written by a person."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) * 1000 > len(sample)


def _detected(data: bytes, candidates: Sequence[str]) -> tuple[str, str] | None:
    best = from_bytes(data[: _SAMPLE], cp_isolation=list(candidates)).best()
    if best is None:
        return None
    text = _try(data, best.encoding)
    if text is None or len(_ARABIC.findall(text[:_SAMPLE])) * 5 < len(text[:_SAMPLE]):
        return None
    return text, best.encoding.replace("_", "-")


def _from_bytes(data: bytes, name: str, html: bool) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None:
                raise IngestError(name, f"wrong encoding: has the mark of {encoding}, but can't be read as it")
            return text, encoding
    declared = _declared(data) if html else None
    if declared is not None:
        text = _try(data, declared)
        if text is not None and (declared == "utf-8" or _ARABIC.search(text)):
            return text, declared
    text = _try(data, "utf-8")
    if text is not None and "\0" not in text:
        return text, "utf-8"
    found = _detected(data, _encodings().candidates)
    if found is not None:
        return found
    if b"\0" in data[:_SAMPLE]:
        raise IngestError(name, "binary file, not text")
    raise IngestError(name, "wrong encoding: neither UTF-8 nor an encoding of Arabic that can be told with certainty")


def decode(data: bytes, name: str, *, html: bool = False) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding; ``name`` is the document's, for messages.

    Order: byte order mark, the declaration in the page (``html``), strict UTF-8, detection (charset-normalizer, held to
    the encodings in ``resources/clean/encodings.yaml``). Nothing but a byte order mark is taken away from the text.

    Raises:
        IngestError: binary data, an encoding that can't be told, or text that was decoded wrongly before it was saved.
    """
    text, encoding = _from_bytes(data, name, html)
    if _is_binary(text):
        raise IngestError(name, "binary file, not text")
    head = text[:_SAMPLE]
    for mark in _encodings().double:
        if head.count(mark) * 200 > len(head):
            raise IngestError(name, "wrong encoding: the text was decoded wrongly before it was saved")
    return text, encoding

"""Articles given as JSON objects: ``id, url, outlet, title, text | html, published, retrieved``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tawatur.model import IngestError, RawDocument

_FIELDS = ("id", "url", "outlet", "title", "text", "html", "published", "retrieved")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})"
    r"(?:[T ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d{1,9})?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?)?"
)


def content_id(fields: Mapping[str, str | None]) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the article's text (or page).

    Where an address or an outlet is given they count too: two outlets may print one text, letter by letter.
    """
    parts = [fields.get("text") or fields.get("html") or ""]
    parts += [value for key in ("url", "outlet") if (value := fields.get(key))]
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:16]


def check_text(text: str, name: str) -> None:
    """Raise IngestError where ``text`` is empty or holds half of a surrogate pair (which no encoding can store)."""
    if not text or text.isspace():
        raise IngestError(name, "empty")
    half = _SURROGATE.search(text)
    if half is not None:
        raise IngestError(name, f"wrong encoding: lone surrogate at character {half.start()}")


def _check_date(value: str, field: str, name: str) -> None:
    match = _DATE.fullmatch(value.strip())
    if match is None:
        raise IngestError(name, f'"{field}" is no ISO 8601 date: {value[:40]!r}')
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise IngestError(name, f'"{field}" is no date: {value[:40]!r}') from error


def parse_json(data: bytes, name: str) -> Any:
    """The value of a JSON text; lone surrogates are kept, for ``check_text`` to name them."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise IngestError(name, "wrong encoding: JSON has to be UTF-8") from error
    except RecursionError as error:
        raise IngestError(name, "broken JSON: nested too deeply") from error
    except ValueError as error:
        raise IngestError(name, f"broken JSON: {error}") from error


def from_object(value: Any, name: str, encoding: str = "utf-8") -> RawDocument:
    """The article in one JSON object; ``name`` ("file:line") is used in messages and kept as ``source``.

    Raises:
        IngestError: not an object, neither or both of text and html, a field that isn't a string, no date where
            one is due, empty text, lone surrogates.
    """
    if not isinstance(value, dict):
        raise IngestError(name, "not a JSON object")
    fields: dict[str, str | None] = {}
    for field in _FIELDS:
        given = value.get(field)
        if given is not None and not isinstance(given, str):
            raise IngestError(name, f'"{field}" has to be a string, not {type(given).__name__}')
        fields[field] = given or None
    if value.get("text") is not None and value.get("html") is not None:
        raise IngestError(name, 'both "text" and "html": give one')
    if value.get("text") is None and value.get("html") is None:
        raise IngestError(name, 'neither "text" nor "html"')
    check_text(fields["text"] or fields["html"] or "", name)
    for field, given in fields.items():
        if given is not None and _SURROGATE.search(given):
            raise IngestError(name, f'wrong encoding: lone surrogate in "{field}"')
    for field in ("published", "retrieved"):
        given = fields[field]
        if given is not None:
            _check_date(given, field, name)
    ident = fields.pop("id") or content_id(fields)
    return RawDocument(id=ident, source=name, encoding=encoding, **fields)

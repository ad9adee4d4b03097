"""One self-contained HTML file of a record; it opens offline and asks nothing of anybody."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import Any

from tawatur.model import Record
from tawatur.web.payload import payload
from tawatur.web.strings import load_strings

SCRIPTS = (
    "base.js", "dates.js", "text.js", "parts.js", "filters.js", "chart.js", "timeline.js", "event.js", "article.js",
    "entity.js", "documents.js", "framing.js", "announcements.js", "agreements.js", "witnesses.js", "main.js",
)
"""Parts of the script in the order in which they are joined."""

# What could end a <script> element or a line of script, and halves of surrogate pairs, which UTF-8 can't carry.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_REMARK = re.compile(r"//.*|/\*.*\*/")
_HALF = re.compile("[\ud800-\udfff]")
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def _asset(name: str) -> str:
    return files("tawatur.web").joinpath("assets", name).read_text(encoding="utf-8")


def script_json(value: Any) -> str:
    """``value`` as JSON that is inert inside an HTML ``<script>`` element; keys stay in their order."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _lean(source: str) -> str:
    """A script or style without its indentation and its lines of comment."""
    return "".join(f"{line}\n" for line in map(str.strip, source.splitlines()) if line and not _REMARK.fullmatch(line))


def _digest(text: str) -> str:
    """The source expression that allows exactly this inline text (Content Security Policy, level 2)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def render_report(record: Record, failures: Sequence[tuple[str, str, str]] = (), *, title: str = "tawatur") -> str:
    """The record as one HTML document.

    ``failures`` are the documents kept aside: (document, step, reason). The same record gives the same text. The page
    makes no request: its policy allows the one script and the one style that are in it, by their digests.
    """
    style = _lean(_asset("report.css"))
    script = '"use strict";(() => {\n' + "".join(_lean(_asset(name)) for name in SCRIPTS) + "})();\n"
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "title": escape(_HALF.sub("\ufffd", title)),
        "policy": policy,
        "style": style,
        "script": script,
        "data": script_json({"title": title, "strings": load_strings(), **payload(record, failures)}),
    }
    return _PLACE.sub(lambda found: parts[found.group(1)], _asset("report.html"))


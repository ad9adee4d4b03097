"""What the layers of a document depend on beside the document: the program and its word lists."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable

from tawatur.model import ReaderName

_PARTS = ("model", "resources", "rules", "clean", "annotate", "extract", "resolve", "merge")
_ENCODER = ("names.onnx", "pieces.json")
_ACCURATE = "+accurate"
_LEFT_OUT = ("__pycache__", "demo")


def reader_of(program: str | None) -> ReaderName:
    """The reader of names of the documents that a program with that fingerprint read."""
    return "accurate" if program is not None and program.endswith(_ACCURATE) else "fast"


@lru_cache(maxsize=2)
def fingerprint(reader: ReaderName = "fast") -> str:
    """A hash over the source of the steps, all resources that the reader of names needs and the versions of the
    libraries that the steps use, and which reader it is.

    Another value means: read the documents again.
    """
    total = blake2b("\n".join(_libraries()).encode(), digest_size=16)
    root = files("tawatur")
    for part in _PARTS:
        for name, content in sorted(_walk(root.joinpath(part), part, _ENCODER if reader == "fast" else ())):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest() + (_ACCURATE if reader == "accurate" else "")


def _libraries() -> list[str]:
    """What the package needs at run time, with the versions that are installed; nothing where it runs uninstalled."""
    try:
        required = [line for line in metadata.requires("tawatur") or () if "extra ==" not in line]
        names = sorted(re.split(r"[^\w.-]", line)[0] for line in required)
        return [f"{name} {metadata.version(name)}" for name in names]
    except metadata.PackageNotFoundError:
        return []


def _walk(folder: Traversable, prefix: str, left_out: Collection[str] = ()) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.name in _LEFT_OUT or entry.name in left_out:
            continue
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            out.extend(_walk(entry, name, left_out))
        elif not entry.name.endswith(".pyc"):
            out.append((name, entry.read_bytes()))
    return out

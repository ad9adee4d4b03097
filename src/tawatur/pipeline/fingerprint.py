"""What the layers of a document depend on beside the document: the program and its word lists."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARTS = ("model", "resources", "rules", "clean", "annotate", "extract", "resolve", "merge")
_LEFT_OUT = ("__pycache__", "demo")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A hash over the source of the steps and over all resources; another value means: read the documents again."""
    total = blake2b(digest_size=16)
    root = files("tawatur")
    for part in _PARTS:
        for name, content in sorted(_walk(root.joinpath(part), part)):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.name in _LEFT_OUT:
            continue
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            out.extend(_walk(entry, name))
        elif not entry.name.endswith(".pyc"):
            out.append((name, entry.read_bytes()))
    return out

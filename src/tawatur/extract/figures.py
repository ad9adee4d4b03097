"""Figures that belong to an event: a number, its multiplier, its unit."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from tawatur.extract.view import View
from tawatur.model import Quantity
from tawatur.rules.classes import Classes

_TIMES = "times_"
_MANNER = frozenset({"approx", "least", "most"})


@lru_cache(maxsize=1)
def _units() -> Classes:
    return Classes("events/units.tsv")


def _factor(norm: str) -> float | None:
    return next((float(name.removeprefix(_TIMES)) for name in _units().exact(norm) if name.startswith(_TIMES)), None)


def quantities(view: View, first: int, stop: int) -> tuple[Quantity, ...]:
    """Figures written in digits among tokens ``first`` to ``stop``, with a known unit within two words."""
    out: list[Quantity] = []
    for at in range(first, stop):
        token = view.tokens[at]
        if token.kind != "number" or at in view.timex_of:
            continue
        try:
            value = float(token.norm.replace(",", ""))
        except ValueError:
            continue
        end = at + 1
        while end < stop and (factor := _factor(view.norm(end))) is not None:
            value *= factor
            end += 1
        for unit_at in range(end, min(stop, end + 2)):
            units = {
                name for name in _units().of(view.norm(unit_at)) if name not in _MANNER and not name.startswith(_TIMES)
            }
            if units:
                manner = {name for k in (1, 2, 3) for name in _units().exact(view.norm(at - k))}
                bound: Literal["least", "most"] | None = (
                    "least" if "least" in manner else "most" if "most" in manner else None
                )
                end = view.tokens[unit_at].end
                out.append(Quantity(token.start, end, value, min(units), "approx" in manner, bound))
                break
    return tuple(out)

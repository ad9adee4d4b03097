"""Who an outlet is: one name however it is spelled or disguised, its owner, and the agencies whose news it takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import normal


class OutletRow(Struct, frozen=True):
    """One row of a table of outlets: names of one outlet, its owner, the agencies whose news it takes."""

    names: tuple[str, ...]
    owner: str | None = None
    agencies: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _alike() -> dict[int, str]:
    data = read_yaml("merge/outlet_names.yaml")
    latin = {int(code, 16): letter for letter, codes in data["alike"].items() for code in codes}
    arabic = {int(code, 16): chr(int(base, 16)) for base, codes in data["alike_arabic"].items() for code in codes}
    return latin | arabic


@lru_cache(maxsize=1)
def _nameless() -> frozenset[str]:
    return frozenset(map(_squeezed, read_yaml("merge/outlet_names.yaml")["nameless"]))


@lru_cache(maxsize=65536)
def _squeezed(name: str) -> str:
    wide = unicodedata.normalize("NFKC", name).translate(_alike())
    bare = "".join(char for char in normal(wide) if char.isalnum())
    return bare.translate(_alike())  # what folding brought to light: "I" as "i"


def skeleton(name: str | None) -> str | None:
    """What is left of a name when everything that only looks different is one: script, case, marks, spaces and
    punctuation, hamza and dots, letters and digits that pass for one another. None for what names no outlet."""
    squeezed = _squeezed(name or "")
    return None if not squeezed or squeezed in _nameless() else squeezed


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    """Skeleton of every name and abbreviation of a medium in the lexicon, to its key; without ambiguous ones."""
    keys: dict[str, set[str]] = {}
    for row in read_tsv("gaz/media.tsv"):
        for form in (*row["forms"].split("|"), row["abbreviation"], row["name_en"]):
            if (name := skeleton(form)) is not None:
                keys.setdefault(name, set()).add(row["key"])
    return {name: min(found) for name, found in keys.items() if len(found) == 1}


class Outlets:
    """A table of outlets. ``rows`` go before those that come with the program: an outlet that they name has the owner
    and the agencies that they give it, and no others."""

    def __init__(self, rows: Iterable[OutletRow] = ()) -> None:
        own, known = tuple(rows), _built_in()
        self._keys = dict(_known_names())
        self._rows: dict[str, OutletRow] = {}
        for row in (*known, *own):
            names = [name for each in row.names if (name := skeleton(each)) is not None]
            # One key for all names of a row: that of the lexicon where it knows one of them.
            key = next((self._keys[name] for name in names if name in self._keys), names[0] if names else "")
            for name in names:
                self._keys[name] = key
                self._rows[key] = row

    def key(self, name: str | None) -> str | None:
        """One key for all names of an outlet or agency; None for what names none."""
        bare = skeleton(name)
        return None if bare is None else self._keys.get(bare, bare)

    def owner(self, name: str | None) -> str | None:
        """The owner as the table writes it; None where the tables know none."""
        row = self._row(name)
        return row.owner if row is not None else None

    def agencies(self, name: str | None) -> frozenset[str]:
        """The keys of the agencies whose news an outlet takes."""
        row = self._row(name)
        keys = (self.key(agency) for agency in row.agencies) if row is not None else ()
        return frozenset(key for key in keys if key is not None)

    def _row(self, name: str | None) -> OutletRow | None:
        key = self.key(name)
        return None if key is None else self._rows.get(key)


def outlet_row(row: Mapping[str, str]) -> OutletRow:
    """A row as it is written: names and agencies separated by ``|``."""

    def parts(column: str) -> tuple[str, ...]:
        return tuple(part for each in row.get(column, "").split("|") if (part := each.strip()))

    return OutletRow(parts("outlet"), row.get("owner", "").strip() or None, parts("agencies"))


@lru_cache(maxsize=1)
def _built_in() -> tuple[OutletRow, ...]:
    return tuple(map(outlet_row, read_tsv("merge/outlets.tsv")))


@lru_cache(maxsize=1)
def known_outlets() -> Outlets:
    """The table that comes with the program."""
    return Outlets()

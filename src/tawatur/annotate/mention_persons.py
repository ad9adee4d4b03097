"""Which titles and names stand for one person.

A run is a sequence of titles (T) and names (N) side by side or divided by one comma. ``T T N`` is one person, so is
``N T``; in ``N T N`` the office belongs to the second name; offices that one person can't hold at once, or of two
states, are two persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from tawatur.annotate.mention_types import Part
from tawatur.annotate.mention_view import View
from tawatur.rules.load import read_yaml
from tawatur.rules.text import normal, splits

Link = Literal["start", "beside", "comma", "and", "comma_and"]
_AHEAD = 8  # titles before one name, at most: keeps long lists linear
_AND = ("و", "ف")


class Person(NamedTuple):
    """Titles and name of one person; ``name`` is None for an office alone."""

    titles: tuple[Part, ...]
    name: Part | None


class _Groups(NamedTuple):
    group: dict[str, str]
    conflicts: dict[str, frozenset[str]]
    joined: frozenset[str]
    listed: frozenset[str]
    transitive: frozenset[str]


@lru_cache(maxsize=1)
def _groups() -> _Groups:
    data = read_yaml("roles/groups.yaml")
    return _Groups(
        {slug: group for group, slugs in data["groups"].items() for slug in slugs},
        {group: frozenset(others) for group, others in data["conflicts"].items()},
        frozenset(data["joined"]),
        frozenset(data["listed"]),
        frozenset(normal(verb) for verb in data["transitive"]),
    )


def _is_name(part: Part) -> bool:
    return part.form == "name"


def link(view: View, before: Part, after: Part) -> Link:
    """How two persons' parts hang together; "start" where something else stands between them."""
    gap = after.first - before.last
    comma = gap == 1 and view.norm(before.last) in ("،", ",", "(", ")")
    if gap not in (0, 1) or (gap == 1 and not comma):
        return "start"
    if after.lead == "":
        return "comma" if comma else "beside"
    if after.lead in _AND:
        return "comma_and" if comma else "and"
    return "start"


def _group(part: Part) -> str | None:
    office = part.office
    if office is None or (part.bare and not part.rank and office == "ambassador"):
        return None
    groups = _groups().group
    return groups.get(office) or groups.get(office.partition(":")[0])


def _conflict(one: Part, other: Part) -> bool:
    first, second = _group(one), _group(other)
    if first is None or second is None:
        return False
    if first == second == "minister":
        return one.office != other.office and "minister:state" not in (one.office, other.office)
    return second in _groups().conflicts.get(first, ())


def _states_differ(one: Part, other: Part) -> bool:
    return one.country is not None and other.country is not None and one.country != other.country


class _Run:
    """Gathers the persons of one run from left to right."""

    def __init__(self, view: View, parts: Sequence[Part]) -> None:
        self.view = view
        self.parts = parts
        self.links: list[Link] = ["start", *(link(view, one, other) for one, other in pairwise(parts))]
        self.out: list[Person] = []
        self.titles: list[Part] = []
        self.name: Part | None = None
        self.after: list[Part] = []
        self.shared: list[Part] = []

    def persons(self) -> list[Person]:
        for at, part in enumerate(self.parts):
            if _is_name(part):
                self._take_name(at, part)
            else:
                self._take_title(at, part)
        self._flush()
        return self.out

    def _flush(self) -> None:
        if self.name is not None:
            self.out.append(Person((*self.titles, *self.after), self.name))
        elif self.titles:
            self.out.extend(self._offices())
        self.titles, self.name, self.after = [], None, []

    def _offices(self) -> list[Person]:
        """Titles without a name: chained offices are one person, an unsupported style of address is nobody."""
        if any(not title.rank or title.alone for title in self.titles):
            return [Person(tuple(self.titles), None)]
        return []

    def _of_whom(self, title: Part, name: Part) -> bool:
        """Whether the name completes a bare plural rather than bears it: "مستشارو أوباما"."""
        bare = title.last - title.first == 1 and not self.view.norm(title.first).startswith(("ال", "وال", "لل"))
        return bare and title.number == "plural" and title.last == name.first

    def _take_name(self, at: int, part: Part) -> None:
        how = self.links[at]
        if self.name is not None and how == "and" and self.shared and not self.after:
            shared = self.shared
            self._flush()
            self.name, self.titles, self.shared = part, list(shared), shared
            return
        if self.name is not None or not self.titles or how not in ("beside", "comma"):
            self._flush()
            self.shared = []
        elif self._of_whom(self.titles[-1], part):
            self._flush()
        elif self.titles[-1].number != "singular":
            if how == "comma" or self.titles[-1].last != part.first:
                self._flush()
            self.shared = list(self.titles)
        self.name = part

    def _take_title(self, at: int, part: Part) -> None:
        how = self.links[at]
        if self.name is not None and self._follows(at, part, how):
            self.after.append(part)
            return
        if self.name is None and self.titles and self._chains(at, part, how):
            self.titles.append(part)
            return
        self._flush()
        self.shared = []
        self.titles = [part]

    def _name_ahead(self, at: int, links: tuple[Link, ...]) -> bool:
        """Whether a name follows the title at ``at`` over further titles, all joined by ``links``."""
        for ahead in range(at + 1, min(at + 1 + _AHEAD, len(self.parts))):
            if self.links[ahead] not in links:
                return False
            if _is_name(self.parts[ahead]):
                return True
        return False

    def _follows(self, at: int, part: Part, how: Link) -> bool:
        """Whether the title belongs to the name before it."""
        assert self.name is not None
        if part.rank or part.number != "singular" or self._name_ahead(at, ("beside",)):
            return False
        if len(self.after) == _AHEAD:
            return False
        if part.bare and how != "comma":
            return False
        if part.form == "description" and not (how == "comma" and part.definite):
            return False
        if how == "and" and not (self.after and self._joinable(self.after[-1], part)):
            return False
        if how not in ("beside", "comma", "and"):
            return False
        if how == "beside" and self._object(part):
            return False
        known = (*self.titles, *self.after)
        if any(_conflict(title, part) for title in known):
            return False
        states = [title for title in known if title.country is not None] or [self.name]
        return not _states_differ(states[0], part)

    def _object(self, part: Part) -> bool:
        """A titled subject of a transitive verb is followed by its object, not by a second title."""
        titled = [title for title in self.titles if not title.rank or title.office]
        if not titled or self.after:
            return False
        return self._behind_transitive()

    def _behind_transitive(self) -> bool:
        return self.view.norm(self.titles[0].first - 1).removeprefix("و") in _groups().transitive

    def _chains(self, at: int, part: Part, how: Link) -> bool:
        """Whether the title belongs to the same person as the titles before it, which have no name yet."""
        last = self.titles[-1]
        if how in ("start", "comma_and") or last.number != part.number or len(self.titles) == _AHEAD:
            return False
        if any(_conflict(title, part) or _states_differ(title, part) for title in self.titles):
            return False
        if how == "beside":
            return self._beside(at, last, part)
        if not self._name_ahead(at, ("beside", "comma")):
            return False
        if last.rank or (part.rank and how == "and"):
            return False
        if how == "and":
            return self._joinable(last, part)
        return last.office != part.office and not {_group(last), _group(part)} <= _groups().listed

    def _beside(self, at: int, last: Part, part: Part) -> bool:
        if last.rank:
            return True
        if part.rank:
            return self._name_ahead(at, ("beside",))
        if self._behind_transitive() and not self._name_ahead(at, ("beside",)):
            return False
        return not last.bare and (last.form == part.form or self._name_ahead(at, ("beside",)))

    def _joinable(self, last: Part, part: Part) -> bool:
        joined = _groups().joined
        office = last.office or ""
        return office in joined or office.partition(":")[0] in joined


def named_after(view: View, person: Person) -> bool:
    """Whether the person is only the name of a place ("مطار الملك فلان"): a rank or name after such a word."""
    parts = [*person.titles, *([person.name] if person.name is not None else [])]
    first = min(parts, key=lambda part: part.start)
    before = first.first - 1
    if first.lead or before < view.first or not (_is_name(first) or first.rank or first.bare):
        return False
    return any(stem in view.lex.eponyms for _, stem in splits(view.norm(before)))


def persons(view: View, parts: Sequence[Part]) -> list[Person]:
    """The persons that a sequence of titles and names in one sentence stands for."""
    out: list[Person] = []
    start = 0
    for at in range(1, len(parts) + 1):
        if at == len(parts) or link(view, parts[at - 1], parts[at]) == "start":
            out.extend(_Run(view, parts[start:at]).persons())
            start = at
    return out

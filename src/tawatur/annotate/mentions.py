"""From names to references: titles, ranks, offices, composed organisations, states, descriptions.

``assemble`` reads each sentence once from left to right. At every token it takes the longest phrase that a small
grammar finds there (modules ``mention_*``): a name, a rank or office, an organisation, a state. Titles and names side
by side then become persons. Each phrase is parsed once, so the cost grows with the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from tawatur.annotate.mention_capitals import stands_for_state
from tawatur.annotate.mention_introduced import introduced
from tawatur.annotate.mention_offices import title
from tawatur.annotate.mention_orgs import org
from tawatur.annotate.mention_persons import Person, named_after, persons
from tawatur.annotate.mention_places import country, from_name, place, side
from tawatur.annotate.mention_types import NameLike, Part
from tawatur.annotate.mention_view import View, names_by_token
from tawatur.model import Mention, Sentence, Span, Token
from tawatur.rules.text import splits

__all__ = ["assemble"]


def assemble(
    text: str,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    names: Sequence[NameLike],
) -> tuple[Mention, ...]:
    """The references to persons, organisations, states and places in ``text``.

    ``sentences`` index into ``tokens``; ``names`` are spans without proclitics, in any order. The result is in order of
    start, longer first, with ``within`` filled; mentions nest but never cross.
    """
    by_token = names_by_token(tokens, names)
    states = frozenset(name.country for name in names if name.type in ("COUNTRY", "PLACE") and name.country is not None)
    found: list[Mention] = []
    homes: dict[str, str] = {}
    for sentence in sentences:
        view = View(text, tokens, sentence.first, sentence.last, by_token, states)
        found.extend(_sentence(view, homes))
    return _nested(found)


def _sentence(view: View, homes: dict[str, str]) -> Iterator[Mention]:
    """The mentions of a sentence; ``homes``: last word of a name → the state that a title before it showed so far."""
    parts = _parts(view)
    for person in persons(view, [part for part in parts if part.type == "PERSON"]):
        for one in _of_one_state(view, person, homes):
            if not named_after(view, one):
                yield from _person(one)
    for part in parts:
        if part.type != "PERSON":
            yield from _part(stands_for_state(view, part))


def _of_one_state(view: View, person: Person, homes: dict[str, str]) -> list[Person]:
    """A person, or two where a lone name right behind an office is known to be of another state: "سيزور الرئيس المصري
    ميركل" names a president and whom he visits."""
    if person.name is None:
        return [person]
    last = view.norm(person.name.last - 1)
    shown = next((part.country for part in person.titles if part.country is not None), None)
    home = homes.setdefault(last, shown) if shown is not None else None
    before = all(part.last <= person.name.first for part in person.titles)
    if home in (None, shown) or person.name.last - person.name.first > 1 or not before:
        return [person]
    return [Person(person.titles, None), Person((), person.name)]


def _parts(view: View) -> list[Part]:
    out: list[Part] = []
    at = view.first
    while at < view.last:
        part = _best(view, at)
        if part is None:
            at += 1
        else:
            out.append(part)
            at = part.last
            name = introduced(view, part)
            if name is not None:
                out.append(name)
                at = name.last
    return out


def _best(view: View, at: int) -> Part | None:
    """The longest phrase at a token; a name of a person wins where it is as long as another phrase."""
    if view.tokens[at].kind == "punct":
        return None
    best: Part | None = None
    for lead in dict.fromkeys(view.lead(at, skip) for skip, _ in splits(view.norm(at))):
        for part in _readings(view, at, lead):
            if part is not None and part.accept_here and (best is None or part.last > best.last or _states(best, part)):
                best = part
    return best


def _states(best: Part, part: Part) -> bool:
    """ "دول الخليج": a group of states rather than a region, and one that a lexicon knows rather than any."""
    if part.last != best.last or part.subtype != "international":
        return False
    return best.type == "PLACE" or (best.subtype == "international" and best.key is None and part.key is not None)


def _readings(view: View, at: int, lead: str) -> Iterator[Part | None]:
    name = view.name(at, lead, "PERSON")
    yield None if name is None else from_name(view, at, name, "PERSON")
    yield country(view, at, lead)
    yield place(view, at, lead)
    yield side(view, at, lead)
    yield org(view, at, lead)
    yield title(view, at, lead)


def _person(person: Person) -> Iterator[Mention]:
    parts = [*person.titles, *([person.name] if person.name is not None else [])]
    name = person.name
    near = [part for part in parts if name is None or part.number == "singular" or part.last == name.first]
    start, end = min(part.start for part in near), max(part.end for part in near)
    offices = [part for part in person.titles if part.office is not None]
    main = min(offices, key=lambda part: (part.rank, part.bare and len(offices) > 1), default=None)
    described = person.name is None and all(part.form == "description" for part in person.titles)
    first = parts[0]
    yield Mention(
        start=start,
        end=end,
        head=name.span if name is not None else Span(start, end),
        type="PERSON",
        form="name" if name is not None else "description" if described else "office",
        subtype=first.subtype if name is None else None,
        key=name.key if name is not None else None,
        country=next((part.country for part in parts if part.country is not None), None),
        titles=tuple(part.span for part in sorted(person.titles, key=lambda part: part.start)),
        office=main.office if main is not None else None,
        offices=tuple(dict.fromkeys(part.office for part in offices if part.office is not None)),
        number=first.number if name is None else "singular",
        rule=name.rule if name is not None else first.rule,
    )
    for part in person.titles:
        for child in part.children:
            yield from _part(child)


def _part(part: Part) -> Iterator[Mention]:
    """The mention of a phrase and of the phrases inside it."""
    if part.type is not None and part.accept_here:
        yield Mention(
            start=part.start,
            end=part.end,
            head=part.head or part.span,
            type=part.type,
            form=part.form,
            subtype=part.subtype,
            key=part.key,
            country=part.country,
            number=part.number,
            rule=part.rule,
            office=part.office if part.type == "PERSON" else None,
            titles=part.titles or ((part.span,) if part.type == "PERSON" and part.form != "name" else ()),
        )
    for child in part.children:
        yield from _part(child)


def _nested(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Sorted, one mention for a span, ``within`` filled with the innermost mention around."""
    once: dict[tuple[int, int], Mention] = {}
    for mention in found:
        once.setdefault((mention.start, mention.end), mention)
    ordered = sorted(once.values(), key=lambda mention: (mention.start, -mention.end))
    out: list[Mention] = []
    around: list[int] = []
    for at, mention in enumerate(ordered):
        while around and ordered[around[-1]].end < mention.end:
            around.pop()
        out.append(_within(mention, around[-1] if around else None))
        around.append(at)
    return tuple(out)


def _within(mention: Mention, around: int | None) -> Mention:
    return structs.replace(mention, within=around)

"""Topics of an event and the proper name it carries."""

from __future__ import annotations

from functools import lru_cache

from tawatur.extract.view import View
from tawatur.model import Mention, Span
from tawatur.rules.classes import Classes

_LONGEST_NAME = 8


@lru_cache(maxsize=1)
def _topics() -> Classes:
    return Classes("events/topics.tsv")


def topics_of(view: View, first: int, stop: int) -> tuple[str, ...]:
    """Topics named among tokens ``first`` to ``stop``, sorted."""
    out: set[str] = set()
    for at in range(first, min(stop, first + 60)):
        out.update(_topics().at(view.tokens, at))
    return tuple(sorted(out))


def proper_names(view: View, first: int, stop: int) -> tuple[Span, ...]:
    """Short quoted names right behind the trigger ("مناورات «...»")."""
    out = []
    for at in range(first + 1, min(stop, first + 10) + 1):
        index = view.quotes_at.get(at)
        if index is None:
            continue
        quote = view.ann.quotes[index]
        begin, end = view.token_range(quote.start, quote.end)
        opens = begin < end and view.tokens[begin].kind == "word"  # else two quotations were taken for one
        if end - begin <= _LONGEST_NAME and quote.close is not None and opens:
            out.append(Span(quote.start, quote.end))
    return tuple(out)


def namesakes(view: View, noun: int) -> tuple[int, ...]:
    """Mentions that an instrument is only called after ("معاهدة لوزان 1923", "اتفاقات أبراهام"): a place with the year
    behind it, or somebody of one name whom the text names nowhere else. They take no part in it."""
    index = view.mention_at.get(noun + 1)
    if index is None or "instrument" not in view.classes_at(noun):
        return ()
    mention = view.mention(index)
    first, last = view.token_range(mention.start, mention.end)
    if mention.start != view.tokens[first].start or mention.form != "name":
        return ()
    dated = last in view.timex_of
    if mention.type == "PERSON" and last == first + 1 and not mention.titles and mention.key is None:
        alone = sum(other.type == "PERSON" and _last(view, other) == view.norm(first) for other in view.ann.mentions)
        return (index,) if dated or alone == 1 else ()
    return (index,) if dated and mention.type == "PLACE" else ()


def called(view: View, noun: int) -> tuple[Span, ...]:
    """What an instrument is called: the words between it and its year, or whom it is called after."""
    year = next(
        (at for at in range(noun + 1, min(view.sentence(noun).last, noun + _LONGEST_NAME)) if at in view.timex_of), 0
    )
    plain = range(noun + 1, year)
    if plain and all(view.tokens[at].kind == "word" for at in plain) and not view.norm(noun + 1).startswith("ال"):
        return (view.span(noun + 1, year),)
    return tuple(Span(view.mention(index).start, view.mention(index).end) for index in namesakes(view, noun))


def _last(view: View, mention: Mention) -> str:
    return view.norm(view.token_range(*mention.head)[1] - 1)

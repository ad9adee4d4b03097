"""Quotations: the words between marks of any kind, and what to do where a mark is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence as Seq
from typing import NamedTuple

from tawatur.model import Quote, Sentence, Token
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.text import PROCLITICS, normal, parts_paragraphs

_PAIRS = {"«": "»", "{": "}", "‘": "’", "‹": "›"}
_CLOSERS = frozenset(_PAIRS.values())
_EITHER = frozenset('"”“″„')
"""Marks that open and close: outlets swap the typographic ones, and writing from the right turns them around."""
_MARKS = _EITHER | frozenset(_PAIRS) | _CLOSERS
_NEEDING = frozenset(map(normal, ("من", "على", "إلى", "عن", "في", "أن", "إن", "الذي", "التي")))
"""Words that no clause ends with: a mark behind one opens."""
_LONGEST = 400
"""Tokens: a mark that is not closed within this many is read as a stray one."""
_BEFORE_OPEN = frozenset(":،,(-")
_AFTER_CLOSE = frozenset(".:،,؛;؟?!)-")
_THAT = ("أن", "إن", "بأن", "أنه", "أنها", "أنهم", "إنه", "إنها", "إنهم", "بأنه", "بأنها", "بأنهم")
_INTRODUCING = frozenset((":", *map(normal, _THAT)))
"""What stands right before the mark of a quotation."""
_UNSEEN = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"
"""Signs of direction and of no width."""
_BEHIND = frozenset((".", '"', "،", ","))
"""What parts a quotation without its end from what follows."""
_PARTING = frozenset((".", "،", ",", "؛", ":"))
"""What parts clauses."""
_SPEAKER = 25
"""Tokens of a verb of saying and its speaker before a quotation."""
_CUE = 10
"""Tokens of what introduces a quotation."""
_AHEAD = 150
"""Tokens within which the marks of a paragraph are counted."""
_PAIR = 60
"""Tokens within which the partner of a mark that looks like a closing one is looked for."""
_LEAST = 3
"""Words that a quotation without its end must have."""
_POINTS = 8
"""Sentence ends that are looked at for one that is no ellipsis."""


class _Open(NamedTuple):
    token: int
    mark: str
    closer: str


class _Found(NamedTuple):
    open: int
    first: int
    last: int
    closed: bool


def find_quotes(text: str, tokens: Seq[Token], sentences: Seq[Sentence]) -> tuple[Quote, ...]:
    """Outermost quotations in order; an opening mark without its partner ends with its sentence (``close`` None).

    Marks are matched as a stack within their paragraph, so nested quotations cost no more than others. A mark that may
    open or close does what the white space beside it shows, else the opposite of the last one.
    """
    found: list[_Found] = []
    stack: list[_Open] = []
    ends = sorted({sentence.last for sentence in sentences})
    for at, token in enumerate(tokens):
        if at and stack and _parted(text, tokens, at) and not _crosses(text, tokens, at, stack):
            found.extend(_unclosed(tokens, stack, ends, at))
            stack.clear()
        if token.kind != "punct":
            continue
        mark = _mark(text, token)
        closes = _closing(text, tokens, at, mark, stack)
        if closes is not None:
            opened = stack[closes]
            found.extend(_unclosed(tokens, stack[closes + 1 :], ends, at))
            del stack[closes:]
            if at > opened.token + 1:
                found.append(_Found(opened.token, opened.token + 1, at, True))
        elif (closer := _opening(text, tokens, at, mark)) is not None:
            forgotten = bool(stack) and _forgotten(text, tokens, at, mark, stack)
            if forgotten or (stack and _reopens(text, tokens, at, mark, stack)):
                first, end = stack[0].token + 1, _cue(tokens, stack[0].token, at) if forgotten else at
                last = _trimmed(tokens, stack[0].token, end)
                if last > first:
                    found.append(_Found(stack[0].token, first, last, False))
                stack.clear()
            stack.append(_Open(at, mark, closer))
    found.extend(_unclosed(tokens, stack, ends, len(tokens)))
    return tuple(_quote(text, tokens, one) for one in _outermost(found))


def _quote(text: str, tokens: Seq[Token], one: _Found) -> Quote:
    mark = _mark(text, tokens[one.open])
    close = _mark(text, tokens[one.last]) if one.closed else None
    return Quote(tokens[one.first].start, tokens[one.last - 1].end, mark, close)


def _mark(text: str, token: Token) -> str:
    """The mark itself, without signs of direction that stick to it."""
    return text[token.start : token.end].strip(_UNSEEN)


def _outermost(found: list[_Found]) -> list[_Found]:
    out: list[_Found] = []
    for one in sorted(found, key=lambda quote: (quote.open, -quote.last)):
        if not out or one.open >= out[-1].last:
            out.append(one)
    return out


def _parted(text: str, tokens: Seq[Token], at: int) -> bool:
    """Whether a paragraph ends before token ``at``; a mark may stand on a line of its own."""
    if tokens[at].kind == "punct":
        return False
    return parts_paragraphs(text[tokens[at - 1].end : tokens[at].start])


def _crosses(text: str, tokens: Seq[Token], at: int, stack: list[_Open]) -> bool:
    """Whether a quotation goes on over the line end before token ``at``: the next paragraph closes it, opens nothing
    before, and no verb of saying begins it."""
    norm = tokens[at].norm
    told = quotation_rules().verbs.get(norm) or quotation_rules().verbs.get(norm[1:])
    if len(stack) != 1 or (told is not None and told[1]):
        return False
    for place in range(at + 1, min(len(tokens), at + _PAIR)):
        if _parted(text, tokens, place):
            return False
        mark = _mark(text, tokens[place])
        if mark in _MARKS:
            closes = mark == stack[0].closer or (mark in _EITHER and stack[0].closer == '"')
            return closes and not _space(text, tokens[place].start - 1) and _parts_here(text, tokens, place)
    return False


def _space(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace()


def _apart(text: str, token: Token) -> bool:
    """Whether white space stands on both sides of a mark, so that it may open or close."""
    return _space(text, token.start - 1) and _space(text, token.end)


def _opening(text: str, tokens: Seq[Token], at: int, mark: str) -> str | None:
    """The mark that would close what the mark at token ``at`` opens, None if it can't open."""
    if mark in _PAIRS:
        return _PAIRS[mark]
    if mark in _EITHER:
        return None if _strays(text, tokens, at) and not _pairs_ahead(text, tokens, at) else '"'
    turned = mark == "»" and at and tokens[at - 1].norm == ":"
    return "«" if turned else None


def _closing(text: str, tokens: Seq[Token], at: int, mark: str, stack: list[_Open]) -> int | None:
    """The place in the stack of the quotation that the mark closes, None if it closes none."""
    if not stack:
        return None
    if mark in _EITHER:
        partner = next((k for k in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[k].closer == '"'), None)
        if partner is None or _opens_here(text, tokens, at) or _dangles(text, tokens, at):
            return None
    elif mark in _CLOSERS or mark == "«":
        top = range(len(stack) - 1, max(-1, len(stack) - 4), -1)
        partner = next((k for k in top if stack[k].closer == mark), None)
        if partner is None and mark == stack[-1].mark == "«" and _stops_here(tokens, at):
            partner = len(stack) - 1  # '«... «.'
        if partner is None and mark == "»" and _ends_here(text, tokens, at):
            turned = stack[-1].mark == mark and _parts_here(text, tokens, at)  # ':»...».'
            partner = len(stack) - 1 if turned or stack[-1].closer == '"' else None
    else:
        return None
    return partner if partner is not None and at - stack[partner].token <= _LONGEST else None


def _opens_here(text: str, tokens: Seq[Token], at: int) -> bool:
    """Whether white space, or a clitic, shows that a mark of either kind opens."""
    before, after = _space(text, tokens[at].start - 1), _space(text, tokens[at].end)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if after or following is None or following.norm in _AFTER_CLOSE:
        return False
    if before:
        return True
    last = tokens[at - 1]
    return following.kind != "punct" and last.norm in (_BEFORE_OPEN if last.kind == "punct" else PROCLITICS)


def _dangles(text: str, tokens: Seq[Token], at: int) -> bool:
    """Whether a mark between spaces stands behind a word that needs another: a name opens in the quotation."""
    if at == 0 or not _apart(text, tokens[at]):
        return False
    return tokens[at - 1].norm in _NEEDING or bool(stems(tokens[at - 1].norm) & quotation_rules().works)


def _strays(text: str, tokens: Seq[Token], at: int) -> bool:
    """Whether a mark that nothing opened stands where only a closing one does: behind a word, before none."""
    clitic = at > 0 and tokens[at - 1].norm in PROCLITICS  # 'و" النهر "'
    behind = not _space(text, tokens[at].start - 1) and not clitic and tokens[at - 1].norm not in _BEFORE_OPEN
    if at > 0 and tokens[at - 1].norm in _INTRODUCING:
        return False  # 'أن" نحن هنا'
    return behind and (_space(text, tokens[at].end) or (at + 1 < len(tokens) and tokens[at + 1].kind == "punct"))


def _pairs_ahead(text: str, tokens: Seq[Token], at: int) -> bool:
    """Whether a mark behind a word opens, as the next one of its paragraph closes ('وتابع" نحن هنا كلنا".')."""
    if at == 0 or tokens[at - 1].kind != "word" or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return False
    for place in range(at + 1, min(len(tokens), at + _PAIR)):
        if _parted(text, tokens, place):
            return False
        if _mark(text, tokens[place]) in _EITHER:
            return place > at + _LEAST and not _opens_here(text, tokens, place) and tokens[place - 1].kind == "word"
    return False


def _ends_here(text: str, tokens: Seq[Token], at: int) -> bool:
    return not _space(text, tokens[at].start - 1)


def _reopens(text: str, tokens: Seq[Token], at: int, mark: str, stack: list[_Open]) -> bool:
    """Whether a paragraph opens with the mark that one quotation is still open with: it goes on, each paragraph of it
    opened anew, and only the last one closed."""
    alone = len(stack) == 1 and stack[0].mark == mark and 0 < at - stack[0].token <= _LONGEST
    return alone and "\n" in text[tokens[at - 1].end : tokens[at].start]


def _forgotten(text: str, tokens: Seq[Token], at: int, mark: str, stack: list[_Open]) -> bool:
    """Whether the quotation that is open was never closed: what follows is introduced anew with the same mark, and
    fewer marks close than are open ('"..., مضيفا أن "..."')."""
    introduced = tokens[at - 1].norm in _INTRODUCING or (mark in _PAIRS and _told(tokens, at))
    same = bool(stack) and (stack[0].mark == mark or (mark in _EITHER and stack[0].mark in _EITHER))
    if not introduced or len(stack) != 1 or not same or at - stack[0].token > _LONGEST:
        return False
    depth, inside = 2, True
    for place in range(at + 1, min(len(tokens), at + _AHEAD)):
        if depth <= 0 or _parted(text, tokens, place):
            break
        other = _mark(text, tokens[place])
        if other in _MARKS:
            inside = _turned(text, tokens, place, other, inside)
            depth += 1 if inside else -1
    return depth > 0


def _told(tokens: Seq[Token], at: int) -> bool:
    """Whether a verb or participle of saying stands shortly before the mark ("، وأضاف البيان «")."""
    for k in range(at - 1, max(0, at - _CUE), -1):
        if _goes_on(tokens[k].norm, ("و",)):
            return tokens[k - 1].norm in _PARTING
    return False


def _goes_on(norm: str, joining: tuple[str, ...]) -> bool:
    """Whether a word tells that somebody speaks on: a participle, or a plain perfect with a conjunction ("وأضاف")."""
    rules = quotation_rules()
    verb = rules.verbs.get(norm[1:]) if norm[:1] in joining else None
    return norm in rules.participles or (verb is not None and verb[1] and verb[2].tense == "perfect")


def _turned(text: str, tokens: Seq[Token], at: int, mark: str, inside: bool) -> bool:
    """Whether the mark opens; one between spaces does if the last one closed."""
    if mark in _PAIRS or _opens_here(text, tokens, at):
        return True
    return mark in _EITHER and _apart(text, tokens[at]) and not inside


def _cue(tokens: Seq[Token], opened: int, at: int) -> int:
    """Where what introduces the next quotation begins: behind the last mark before it ("، مضيفا أن")."""
    for k in range(at - 2, max(opened, at - _SPEAKER), -1):
        if _goes_on(tokens[k].norm, ("و", "ف")):
            return k
    low = max(opened, at - _CUE)
    return next((k for k in range(at - 2, low, -1) if tokens[k].norm in _PARTING), at)


def _trimmed(tokens: Seq[Token], opened: int, end: int) -> int:
    """Where the words end that the mark at token ``opened`` opens, without what parts them from token ``end``."""
    while end > opened + 1 and tokens[end - 1].norm in _BEHIND:
        end -= 1
    return end


def _stops_here(tokens: Seq[Token], at: int) -> bool:
    """Whether a stop or the end of the text follows the mark."""
    return at + 1 >= len(tokens) or tokens[at + 1].norm in _AFTER_CLOSE


def _parts_here(text: str, tokens: Seq[Token], at: int) -> bool:
    """Whether a stop, white space or the end of the text follows the mark."""
    return _space(text, tokens[at].end) or _stops_here(tokens, at)


def _unclosed(tokens: Seq[Token], opened: Seq[_Open], ends: list[int], stop: int) -> list[_Found]:
    """Quotations whose closing mark is missing: they end with their sentence."""
    out: list[_Found] = []
    for one in opened:
        end = next((last for last in _after(ends, one.token + 1) if not _ellipsis(tokens, last)), stop)
        end = _trimmed(tokens, one.token, min(end, stop, one.token + _LONGEST))
        if end > one.token + _LEAST:
            out.append(_Found(one.token, one.token + 1, end, False))
    return out


def _ellipsis(tokens: Seq[Token], last: int) -> bool:
    """Whether two points end there: the sentence goes on."""
    return tokens[last - 1].norm == "." and tokens[last - 2].norm == "."


def _after(ends: list[int], at: int) -> Seq[int]:
    return ends[bisect_right(ends, at) :][:_POINTS]

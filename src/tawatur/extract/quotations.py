"""Direct quotations and who says them: words between marks, and speech behind a colon where the marks are missing."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.speakers import Speakers, SpeechVerb, Voice, speech_verb
from tawatur.extract.view import View
from tawatur.model import Quotation, Span
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.verbs import Form

_REACH = 60
"""Tokens before a quotation in which what introduces it is looked for."""
_WHOLE = 8
"""Words from which on a quotation that opens a paragraph goes on from the speech reported before it."""
_LEAST = 4
"""Words from which on a piece of a clause between marks counts as quoted rather than named."""
_CARRIES = 3
"""Sentences within which whoever was quoted last is still meant."""
_NEAR = 6
"""Tokens behind a closing mark within which the verb that speaks of it stands."""
_TITLE = 7
"""Words that a title behind its noun may have ("سلسلة «...»")."""
_CLAUSE = ("negator", "complementizer", "if", "may", "should", "relative")
"""Function words that show a clause between marks."""
_GAP = 3
"""White space characters that part paragraphs where the line ends were lost."""


class _Cue(NamedTuple):
    """What introduces a quotation: the token (-1: none of its own), its speaker, and how it is read if it is a verb;
    ``according``: a preposition ("بحسب")."""

    token: int
    voice: Voice | None
    verb: SpeechVerb | None
    according: bool = False


def find_quotations(view: View) -> tuple[Quotation, ...]:
    """All direct quotations of a document, in order; a quotation without a speaker is left out."""
    return _Finder(view).find()


class _Finder:
    def __init__(self, view: View) -> None:
        self.view = view
        self.rules = quotation_rules()
        self.speakers = Speakers(view)
        self.out: list[Quotation] = []
        self._last: tuple[int, Voice] | None = None
        """The token after the last quotation, and who said it."""
        self._gender: bool | None = None
        """Whether the verb that introduced it is feminine, None where no verb did."""

    def find(self) -> tuple[Quotation, ...]:
        view = self.view
        starts = {self.speakers.quote_tokens(index)[0]: index for index in range(len(view.ann.quotes))}
        at = 0
        while at < len(view.tokens):
            if at in starts:
                first, last = self.speakers.quote_tokens(starts[at])
                self._marked(starts[at], first, last)
                at = max(last, at + 1)
            else:
                end = self._unmarked(at)
                at = end if end is not None else at + 1
        return tuple(self.out)

    # -- between marks -----------------------------------------------------------------------------------------

    def _marked(self, index: int, first: int, last: int) -> None:
        view = self.view
        if view.sentence(first).title or not self._speech_like(index, first, last):
            return
        cue = self._before(first - 1)
        after = self._after(last)
        size = self._size(first, last)
        colon = self._colon(first - 1)
        that = self.view.is_function(first - 2, "complementizer")
        if after is not None and (self._named(first - 2, first, last, size) or not self._leads(after, last)):
            after = None
        before = cue is not None and cue.voice is not None
        if after is not None and not (before and (colon or that or after.according or self._touches(cue, first - 1))):
            self._add(first, last, after, marked=True)
        elif cue is not None and self._introduces(cue, first, last, size, colon):
            self._add(first, last, cue, marked=True)
        elif self._last is not None and self._goes_on(first, size):
            self._add(first, last, _Cue(-1, self._last[1], None), marked=True)
        elif size >= _WHOLE and view.sentence(first - 1).first == first - 1 and self._verbal(first, last):
            voice = self._carried(first - 1, None)  # a paragraph of its own behind what was reported
            if voice is not None and voice.speaks:
                self._add(first, last, _Cue(-1, voice, None), marked=True)
        elif colon and cue is None and size >= _LEAST:
            voice = self._carried(first - 1, None)
            if voice is not None and self._verbal(first, last):
                self._add(first, last, _Cue(-1, voice, None), marked=True)

    def _size(self, first: int, last: int) -> int:
        return sum(self.view.tokens[k].kind != "punct" for k in range(first, last))

    def _verbal(self, first: int, last: int) -> bool:
        view = self.view
        return any(
            view.verb(k) is not None or self.speakers.stops(k) or view.is_function(k, *_CLAUSE)
            for k in range(first, last)
        )

    def _speech_like(self, index: int, first: int, last: int) -> bool:
        """Whether the words may be speech at all: not a name in the place of a speaker or listener ("قال «X»:")."""
        view = self.view
        size = self._size(first, last)
        if size < 2 or stems(view.norm(first - 2)) & self.rules.naming:
            return False
        if first in view.mention_at and view.mention_end[view.mention_at[first]] >= last:
            return False
        closed = view.ann.quotes[index].close is not None
        follows = ":" in (view.norm(last + 1), view.norm(last + 2))
        if closed and follows and (size < _LEAST or (size <= _TITLE and not self._verbal(first, last))):
            return False
        return not (size < _LEAST and view.norm(first - 2) == "ل")  # 'قال لـ«...»'

    def _colon(self, mark: int) -> bool:
        """Whether a colon stands before the opening mark."""
        return self.view.norm(mark - 1) == ":"

    def _introduces(self, cue: _Cue, first: int, last: int, size: int, colon: bool) -> bool:
        view = self.view
        if cue.voice is None:
            return False
        verbal = self._verbal(first, last)
        if colon:
            spoken = not cue.according and (cue.verb is None or cue.verb.plain)
            return size >= _LEAST or verbal or (spoken and self._strictly(cue, first - 2))
        mark = first - 1
        if self._touches(cue, mark):
            beside = cue.token < cue.voice.last <= mark
            loose = mark > (cue.voice.last if beside else cue.token + 1) or cue.voice.mention is None
            if loose and self._named(mark - 1, first, last, size):
                return False  # 'قال X لشبكة "..."', 'زاد المؤشر "..."'
            return size >= _LEAST or (verbal and size >= 2)
        before = mark - 1
        if view.is_function(before, "complementizer") and self._stopped(last):
            return True  # the whole clause stands between the marks
        if self._named(before, first, last, size):
            return False
        return size >= _LEAST or (size >= 3 and verbal)

    def _named(self, before: int, first: int, last: int, size: int) -> bool:
        """Whether a noun stands right before the mark whose name or title the words are ("سلسلة «...»")."""
        view = self.view
        noun = (
            before >= 0
            and before not in view.quote_of
            and before not in view.timex_of
            and view.tokens[before].kind == "word"
            and not view.is_function(before, "preposition", "complementizer", "clause_break", "circumstance")
            and len(view.norm(before)) > 1
            and view.verb(before) is None
            and speech_verb(view, before) is None
        )
        return noun and size <= _TITLE and not (self._verbal(first, last) and size >= _LEAST - 1)

    def _leads(self, after: _Cue, last: int) -> bool:
        """Whether what stands behind the closing mark may speak of it: nothing but a comma or a stop between."""
        if not 0 <= after.token - last < _NEAR:
            return False
        return all(self.view.norm(k) in ('"', "،", ",", ".", "!", "؟") or k == after.token or self.view.tokens[k].kind == "word" for k in range(last, after.token))

    def _stopped(self, last: int) -> bool:
        """Whether nothing but punctuation follows the closing mark."""
        view = self.view
        return last + 1 >= len(view.tokens) or view.tokens[last + 1].kind == "punct" or last + 1 >= view.sentence(last).last

    def _touches(self, cue: _Cue, mark: int) -> bool:
        """Whether nothing but the speaker and adverbials stands between the cue and the mark."""
        view = self.view
        last = cue.voice.last if cue.voice is not None and cue.token < cue.voice.last <= mark else cue.token + 1
        return not any(
            view.is_function(k, "complementizer") or self.speakers.stops(k) or view.verb(k) is not None
            for k in range(max(last, cue.token + 1), mark)
        ) and (mark <= last or view.is_function(last, "preposition", "back_pronoun") or self._addressed(last))

    def _strictly(self, cue: _Cue, mark: int) -> bool:
        assert cue.voice is not None
        inside = cue.token < cue.voice.last <= mark
        return mark - (cue.voice.last if inside else cue.token + 1) <= 1

    def _addressed(self, at: int) -> bool:
        norm = self.view.norm(at)
        return norm.startswith("ل") or at in self.view.timex_of

    def _low(self, mark: int) -> int:
        """The token from which on a cue before the opening mark is looked for: its sentence, and where the mark opens
        a sentence behind a colon, the one before."""
        view = self.view
        number = view.sentence_of[mark]
        low = view.ann.sentences[number].first
        if number and (mark == low and view.norm(mark - 1) == ":"):
            low = view.ann.sentences[number - 1].first
        if self._last is not None:
            low = max(low, self._last[0])
        return max(low, mark - _REACH)

    def _before(self, mark: int) -> _Cue | None:
        """The last cue before an opening mark; a verb of saying goes before "بحسب", which only says by whose account."""
        view = self.view
        according: _Cue | None = None
        for k in range(mark - 1, self._low(mark) - 1, -1):
            if k in view.quote_of and not self.speakers.is_name(view.quote_of[k]):
                break
            cue = self._cue(k, mark)
            if cue is not None and not cue.according:
                return cue
            according = according or cue
        return according

    def _cue(self, k: int, stop: int) -> _Cue | None:
        """What at token ``k`` introduces speech, with its speaker."""
        view, norm = self.view, self.view.norm(k)
        bare = norm[1:] if len(norm) > 3 and norm[0] in "وف" else norm
        if view.tokens[k].kind != "word" or k in view.quote_of:
            return None
        if norm in self.rules.participles or bare in self.rules.participles:
            return _Cue(k, self._carried(k, None), None)
        if norm in self.rules.sayings or bare in self.rules.sayings:
            return _Cue(k, self._relayed(k) or self._carried(k, None), None)
        if bare in self.rules.came:
            return self._came(k, stop)
        according = self._according(k, stop)
        if according is not None:
            return according
        verb = speech_verb(view, k)
        if verb is not None:
            voice = self.speakers.named(k, stop)
            return _Cue(k, voice or self._carried(k, verb.form), verb)
        if bare in self.rules.relay:
            voice = self._relayed(stop)
            return _Cue(k, voice, None) if voice is not None else None
        return None

    def _carried(self, at: int, form: Form | None) -> Voice | None:
        """Who goes on speaking: as the sentences show, else whoever was quoted last."""
        last = self._last
        if last is None or self.view.sentence_of[at] - self.view.sentence_of[max(0, last[0] - 1)] > _CARRIES:
            return self.speakers.carried(at, form)
        if form is not None and self._gender is not None and self._gender != form.feminine:
            return self.speakers.carried(at, form)
        return self.speakers.carried(at, form, low=last[0]) or last[1]

    def _relayed(self, at: int) -> Voice | None:
        """The speaker behind عن in "نقلت صحيفة عن X قوله"."""
        view = self.view
        low = max(view.sentence(min(at, len(view.tokens) - 1)).first, at - 30)
        for k in range(at - 1, low - 1, -1):
            if view.norm(k) == self.rules.about:
                relays = any(view.norm(j).lstrip("وف") in self.rules.relay for j in range(low, k))
                return self.speakers.at(k + 1, at) if relays else None
        return None

    def _came(self, k: int, stop: int) -> _Cue | None:
        """ "وجاء في بيان X", "رسالة من X جاء فيها"."""
        view = self.view
        if view.norm(k + 1) not in self.rules.within and view.norm(k + 1) != self.rules.where:
            return None
        if view.norm(k + 1) == self.rules.where:
            if k + 2 >= stop or not stems(view.norm(k + 2)) & self.rules.papers:
                return None
            voice = self.speakers.at(k + 3, stop) or self.speakers.at(k + 2, stop)
            return _Cue(k, voice, None) if voice is not None else None
        for j in range(k - 1, max(view.sentence(k).first, k - 12) - 1, -1):
            if view.is_function(j, "from") or stems(view.norm(j)) & self.rules.papers:
                voice = self.speakers.at(j + 1, k)
                if voice is not None:
                    return _Cue(k, voice, None)
        voice = self._carried(k, None)
        return _Cue(k, voice, None) if voice is not None else None

    def _according(self, k: int, stop: int) -> _Cue | None:
        view = self.view
        if not any(match.skip <= 1 for match in self.rules.according.at(view.tokens, k)):
            return None
        at = max(match.last for match in self.rules.according.at(view.tokens, k))
        relayed = view.norm(at) == self.rules.about  # "نقلا عن": whoever stands there speaks himself
        at += relayed
        while at + 1 < stop and stems(view.norm(at)) & self.rules.wordings and at not in view.mention_at:
            if not (at + 1 in view.mention_at or view.norm(at + 1).startswith("ال") or speech_verb(view, at + 1)):
                break
            at += 1
        verb = speech_verb(view, at)
        voice = self.speakers.named(at, stop) if verb is not None else self.speakers.at(at, stop)
        return _Cue(k, voice, None, according=not relayed) if voice is not None else None

    def _after(self, last: int) -> _Cue | None:
        """What behind the closing mark says who spoke: "«...»، قال X", "«...»، وفق X"."""
        view = self.view
        at = last
        while at < min(last + 4, len(view.tokens)) and view.tokens[at].kind == "punct":
            at += 1
        if at >= len(view.tokens) or view.sentence(at).title:
            return None
        thus = max((match.last for match in self.rules.thus.at(view.tokens, at)), default=at)
        stop = min(view.sentence(thus).last if thus < len(view.tokens) else at, thus + _REACH)
        if thus >= len(view.tokens):
            return None
        verb = speech_verb(view, thus, opens=thus > at, pronoun=thus > at)
        if verb is not None and (not verb.joined or thus > at):
            if view.ann.sentences[view.sentence_of[thus]].first == at and thus == at:
                return None
            voice = self.speakers.named(thus, self._next_mark(thus, stop)) or self._carried(last - 1, verb.form)
            if voice is None or (thus == at and view.norm(max(voice.last, thus + 1)) == ":"):
                return None  # '«...»، أجاب X: «...»': the verb speaks of what follows
            return _Cue(thus, voice, verb)
        return self._according(thus, self._next_mark(thus, stop)) if thus == at else None

    def _next_mark(self, at: int, stop: int) -> int:
        view = self.view
        return next((k for k in range(at + 1, stop) if view.norm(k) == '"' and k + 1 in view.quotes_at), stop)

    def _goes_on(self, first: int, size: int) -> bool:
        """Whether a quotation without a cue of its own goes on from the one before."""
        view = self.view
        if self._last is None or size < _LEAST:
            return False
        end = self._last[0]
        here, there = view.sentence_of[first - 1], view.sentence_of[max(0, end - 1)]
        opens = view.sentence(first - 1).first == first - 1
        return here == there or (opens and here - there == 1)

    # -- without marks -----------------------------------------------------------------------------------------

    def _unmarked(self, k: int) -> int | None:
        """Speech without marks behind a verb of saying and a colon; returns the token after it."""
        view = self.view
        norm = view.norm(k)
        if view.tokens[k].kind != "word" or k in view.quote_of or view.sentence(k).title:
            return None
        verb = speech_verb(view, k)
        bare = norm[1:] if norm[:1] in ("و", "ف") else norm
        spoken = bare in self.rules.participles or bare in self.rules.sayings or norm in self.rules.participles
        if not (spoken or (verb is not None and verb.plain)):
            return None
        colon = self._speech_colon(k)
        if colon is None:
            return None
        cue = self._cue(k, colon)
        if cue is None or cue.voice is None:
            return None
        if verb is not None and verb.form.tense == "imperfect" and view.is_function(k - 1, "complementizer"):
            return None  # "أن تقول: ...": nobody said it
        bracket = self._bracket(colon + 1)
        first, last = bracket if bracket is not None else (colon + 1, self._speech_end(colon + 1))
        while last > first and view.tokens[last - 1].kind == "punct" and view.norm(last - 1) not in ("؟", "!", "?"):
            last -= 1
        if self._size(first, last) < 3:
            return None
        self._add(first, last, cue, marked=False)
        return last

    def _speech_colon(self, k: int) -> int | None:
        view = self.view
        sentence = view.sentence(k)
        for at in range(k + 1, min(sentence.last, k + 40)):
            norm = view.norm(at)
            if norm == ":":
                following = at + 1
                if following >= len(view.tokens) or following in view.quotes_at or view.norm(following) == '"':
                    return None
                if view.is_function(following, "complementizer"):
                    return None
                return at
            if view.is_function(at, "complementizer") or norm in (".", "؛", "؟"):
                return None
            if at in view.quotes_at and not self.speakers.is_name(view.quotes_at[at]):
                return None
            if at > k and speech_verb(view, at) is not None:
                return None
        return None

    def _bracket(self, at: int) -> tuple[int, int] | None:
        view = self.view
        if view.norm(at) != "(":
            return None
        for k in range(at + 1, min(len(view.tokens), at + 120)):
            if view.norm(k) == ")":
                return at + 1, k
        return None

    def _speech_end(self, first: int) -> int:
        """Where speech without marks ends: with its sentence or paragraph, or before the next cue."""
        view = self.view
        last = view.sentence(first).last
        at = first + 1
        while at < len(view.tokens):
            gap = view.text[view.tokens[at - 1].end : view.tokens[at].start]
            if "\n" in gap or (len(gap) >= _GAP and gap.isspace()):
                return at
            if at >= last:
                if view.norm(at - 1) == "." and view.norm(at - 2) == ".":
                    last = view.sentence(at).last
                else:
                    return last
            if self._turns(at):
                return at
            at += 1
        return len(view.tokens)

    def _turns(self, at: int) -> bool:
        """Whether the outlet speaks again at token ``at``."""
        view, norm = self.view, self.view.norm(at)
        broken = view.tokens[at - 1].kind == "punct"
        bare = norm[1:] if norm[:1] in ("و", "ف") else norm
        if norm in self.rules.participles or bare in self.rules.participles:
            return broken or norm != bare
        verb = speech_verb(view, at)
        if verb is not None and verb.joined and verb.plain and broken and verb.form.tense == "perfect":
            return True
        return broken and any(match.skip <= 1 for match in self.rules.turns.at(view.tokens, at))

    def _add(self, first: int, last: int, cue: _Cue, *, marked: bool) -> None:
        if cue.voice is None:
            return
        if not marked:
            self.speakers.covered.update(range(first, last))
        view, voice = self.view, cue.voice
        span = view.span(first, last)
        at = None if cue.token < 0 else view.span(cue.token, cue.token + 1)
        self.out.append(
            Quotation(
                start=span.start, end=span.end, speaker=Span(*voice.words), mention=voice.mention, cue=at,
                kind=voice.kind, marked=marked,
            )
        )
        self._last = (last, voice)
        if cue.verb is not None:
            self._gender = cue.verb.form.feminine
        elif cue.token >= 0:
            self._gender = None

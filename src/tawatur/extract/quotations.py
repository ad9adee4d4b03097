"""Direct quotations and who says them: words between marks, and speech behind a colon where the marks are missing."""

from __future__ import annotations

from tawatur.extract.interviews import answers
from tawatur.extract.noun_phrases import Voice
from tawatur.extract.quoted import LEAST, TITLE, Marks
from tawatur.extract.speakers import Speakers
from tawatur.extract.speech_cues import SpeechCue, SpeechCues
from tawatur.extract.speech_verbs import speech_verb
from tawatur.extract.unmarked import Unmarked
from tawatur.extract.view import COMMAS, View
from tawatur.model import Quotation, Span
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.text import normal

_WHOLE = 6
"""Words from which on a quotation that opens a paragraph goes on from the speech reported before it."""
_BEHIND = frozenset(('"', "،", ",", ".", "!", "؟"))
"""Marks that may part a quotation from the verb that speaks of it."""
_ENDS = frozenset(("؟", "!", "?"))
_THAT = "ان"
_ROW = 30
"""Tokens that verbs in a row behind أن may fill."""
_LABEL = 6
"""Tokens of a name before a colon, at most."""
_NEAR = 6
"""Tokens behind a closing mark within which the verb that speaks of it stands."""


def find_quotations(view: View) -> tuple[Quotation, ...]:
    """All direct quotations of a document, in order; a quotation without a speaker is left out."""
    return _Finder(view).find()


class _Finder:
    def __init__(self, view: View) -> None:
        self.view = view
        self.rules = quotation_rules()
        self.speakers = Speakers(view)
        self.cues = SpeechCues(self.speakers)
        self.marks = Marks(self.speakers)
        self.unmarked = Unmarked(self.speakers)
        self.out: list[Quotation] = []
        self.interviewed: Voice | None = None

    def find(self) -> tuple[Quotation, ...]:
        view = self.view
        starts = {self.speakers.quote_tokens(index)[0]: index for index in range(len(view.ann.quotes))}
        replies = dict(answers(view))
        strays = self._strays()
        at = 0
        while at < len(view.tokens):
            if at in replies:
                self._reply(at, replies[at])
                at = replies[at]
            elif at in starts:
                first, last = self.speakers.quote_tokens(starts[at])
                self._marked(starts[at], first, last)
                at = max(last, at + 1)
            else:
                end = self._unmarked(at)
                if end is None and at in strays:
                    self._unopened(at)
                at = end if end is not None else at + 1
        return tuple(self.out)

    def _strays(self) -> frozenset[int]:
        """Closing marks that nothing opened: behind a word, before a space or a stop."""
        view, text = self.view, self.view.text
        paired: set[int] = set()
        for index in range(len(view.ann.quotes)):
            first, last = self.speakers.quote_tokens(index)
            paired.update((first - 1, last))
        marks = (k for k, token in enumerate(view.tokens) if token.norm == '"' and k and k not in paired)
        behind = (k for k in marks if view.tokens[k - 1].end == view.tokens[k].start and k not in view.quote_of)
        return frozenset(k for k in behind if not text[view.tokens[k].end : view.tokens[k].end + 1].isalnum())

    def _unopened(self, mark: int) -> None:
        """Words behind a colon whose opening mark was forgotten: 'قال X: إن هذه خطوة كبيرة».'"""
        view = self.view
        cue = self.cues.before(mark)
        if cue is None or cue.voice is None or cue.token < 0 or cue.according:
            return
        after = cue.voice.last if cue.token < cue.voice.last < mark else cue.token + 1
        first = next((k for k in range(after, mark) if view.norm(k) == ":"), mark) + 1
        spoken = first < mark and self.marks.size(first, mark) >= LEAST and self.marks.verbal(first, mark)
        if spoken and not any(k in view.quote_of for k in range(first, mark)):
            self._add(first, self._trimmed(first, mark), cue, marked=True)

    def _reply(self, first: int, last: int) -> None:
        """The answer of whoever is interviewed: the person who spoke last before the questions."""
        voice = self.interviewed or self.speakers.carried(first, None, person=True)
        if voice is not None and voice.speaks and self.marks.size(first, last) >= LEAST:
            self.interviewed = voice
            self._add(first, self._trimmed(first, last), SpeechCue(-1, voice, None), marked=False)

    def _marked(self, index: int, first: int, last: int) -> None:
        view = self.view
        if view.sentence(first).title or not self.marks.speech_like(index, first, last):
            return
        cue = self.cues.before(first - 1)
        that = view.is_function(first - 2, "complementizer")
        led = cue is not None and (self._colon(first - 1) or self._touches(cue, first - 1))
        if (led or (that and cue is not None)) and view.ann.quotes[index].close is None:
            end = self.unmarked.end(first)  # the mark that closes it was forgotten
            verb = speech_verb(view, end)
            told = view.norm(end) in self.rules.participles or (verb is not None and verb.joined)
            turned = told and view.norm(end - 1) in COMMAS  # '«...، مضيفا أن', '«...، وتوقع X'
            stopped = end < last and (view.norm(end - 1) == "." or turned)
            if stopped or led:
                last = self._trimmed(first, end) if stopped else max(last, self._trimmed(first, end))
        after = self.cues.after(last)
        size = self.marks.size(first, last)
        colon = self._colon(first - 1)
        named = self.marks.named(first - 2, first, last, size)
        if after is not None and named and after.owned and size >= LEAST:
            named = False
        beside = after is not None and after.token == last + 1 and not after.according
        beside = beside and not self.marks.verbal(first, last)  # 'أن تجربة «X» أظهرت'
        if after is not None and (named or not self._leads(after, last) or (beside and size < LEAST)):
            after = None
        spoken = cue is not None and cue.voice is not None
        if (
            after is not None
            and cue is not None
            and spoken
            and (
                colon
                or that
                or (after.according and not (after.owned or after.stated))
                or self._touches(cue, first - 1)
            )
        ):
            after = None
        if after is not None:
            self._add(first, last, after, marked=True)
        elif cue is not None and self._introduces(cue, first, last, size, colon):
            self._add(first, last, cue, marked=True)
        elif self.cues.last is not None and self._goes_on(first, last, size):
            self._add(first, last, SpeechCue(-1, self.cues.last[1], None), marked=True)
        elif size >= _WHOLE and self._alone(first) and self.marks.verbal(first, last):
            voice = self.cues.carried(first - 1, None)  # a sentence of its own behind what was reported
            if voice is not None and voice.speaks:
                self._add(first, last, SpeechCue(-1, voice, None), marked=True)
        elif that and cue is None and view.sentence(first - 2).first == first - 2 and size >= LEAST:
            voice = self.cues.carried(first - 2, None)  # 'وأن «...»': another sentence of his
            if voice is not None and voice.speaks:
                self._add(first, last, SpeechCue(-1, voice, None), marked=True)
        elif colon and cue is None and (label := self._labelled(first)) is not None:
            self._add(first, last, SpeechCue(-1, label, None), marked=True)
        elif colon and cue is None and size >= LEAST:
            voice = self.cues.carried(first - 1, None)
            if voice is not None and self._near(voice, first) and self.marks.verbal(first, last):
                self._add(first, last, SpeechCue(-1, voice, None), marked=True)

    def _alone(self, first: int) -> bool:
        """Whether a sentence opens with the mark before token ``first``, or with و and the mark."""
        at = self.view.sentence(first - 1).first
        return at == first - 1 or (at == first - 2 and self.view.norm(at) == "و")

    def _labelled(self, first: int) -> Voice | None:
        """Whose name alone stands with a colon before the mark, at the head of its line: 'سالم الدغيم: «...»'."""
        view = self.view
        colon = first - 2
        low = max(0, colon - _LABEL)
        start = next((k for k in range(colon, low, -1) if self.view.parted(k)), low)
        index = view.mention_at.get(start)
        person = index is not None and view.mention(index).type == "PERSON" and view.mention_end[index] == colon
        if index is not None and person:
            return self.speakers.of_mention(index)
        words = view.text[view.tokens[start].start : view.tokens[colon].start].strip()
        if start < colon and words.replace(" ", "").isalpha() and normal(words).isascii() and self.view.parted(start):
            return Voice(None, view.span(start, colon), "speaker", colon)
        return None

    def _near(self, voice: Voice, first: int) -> bool:
        """Whether a speaker without a cue is a person or stands in the sentence of the quotation."""
        person = voice.mention is not None and self.view.mention(voice.mention).type == "PERSON"
        return person or voice.last >= self.view.sentence(first - 1).first

    def _colon(self, mark: int) -> bool:
        """Whether a colon stands before the opening mark."""
        return self.view.norm(mark - 1) == ":"

    def _introduces(self, cue: SpeechCue, first: int, last: int, size: int, colon: bool) -> bool:
        view = self.view
        if cue.voice is None:
            return False
        verbal = self.marks.verbal(first, last)
        if colon:
            spoken = not cue.according and (cue.verb is None or cue.verb.plain)
            return size >= LEAST or verbal or (spoken and self._strictly(cue, first - 2))
        mark = first - 1
        theme = view.norm(mark - 1) in self.rules.themes - {"في"} and not self._about(cue, mark - 1)
        if theme and not verbal and size <= LEAST + 1:
            return False  # 'أشارت X على هامش ندوة حول "..."'
        if cue.verb is not None and cue.verb.form.lemma in self.rules.closing and not self._touches(cue, mark):
            return False  # 'يختتم البرنامج بمحاضرة عن "..."'
        if self._touches(cue, mark):
            beside = cue.token < cue.voice.last <= mark
            if cue.according and size <= TITLE and beside and mark == cue.voice.last:
                return False  # 'بحسب موقع "..."'
            loose = mark > (cue.voice.last if beside else cue.token + 1) or cue.voice.mention is None
            if loose and size < TITLE - 1 and self.marks.named(mark - 1, first, last, size):
                return False  # 'قال X لشبكة "..."', 'زاد المؤشر "..."'
            return size >= LEAST or (verbal and size >= 2)
        before = mark - 1
        if view.is_function(before, "complementizer") and self.marks.stopped(last):
            return True  # the whole clause stands between the marks
        if self.marks.named(before, first, last, size):
            return False
        if size <= LEAST + 1 and not verbal and view.norm(before) in self.rules.themes and not self._about(cue, before):
            return False
        return size >= LEAST or (size >= 3 and verbal)

    def _about(self, cue: SpeechCue, at: int) -> bool:
        """Whether the preposition there belongs to a verb that utters a feeling ("عبر عن «...»")."""
        utters = cue.verb is not None and cue.verb.form.lemma in self.rules.utter
        return utters and self.view.norm(at) == self.rules.about

    def _leads(self, after: SpeechCue, last: int) -> bool:
        """Whether what stands behind the closing mark may speak of it: nothing but a comma or a stop between."""
        if not 0 <= after.token - last < _NEAR:
            return False
        return all(
            self.view.norm(k) in _BEHIND or k == after.token or self.view.tokens[k].kind == "word"
            for k in range(last, after.token)
        )

    def _touches(self, cue: SpeechCue, mark: int) -> bool:
        """Whether nothing but the speaker and adverbials stands between the cue and the mark."""
        view = self.view
        last = cue.voice.last if cue.voice is not None and cue.token < cue.voice.last <= mark else cue.token + 1
        return not any(
            view.is_function(k, "complementizer") or self.speakers.stops(k) or view.verb(k) is not None
            for k in range(max(last, cue.token + 1), mark)
        ) and (mark <= last or view.is_function(last, "preposition", "back_pronoun") or self._addressed(last))

    def _strictly(self, cue: SpeechCue, mark: int) -> bool:
        assert cue.voice is not None
        inside = cue.token < cue.voice.last <= mark
        return mark - (cue.voice.last if inside else cue.token + 1) <= 1

    def _addressed(self, at: int) -> bool:
        norm = self.view.norm(at)
        return norm.startswith("ل") or at in self.view.timex_of

    def _goes_on(self, first: int, last: int, size: int) -> bool:
        """Whether a quotation without a cue of its own goes on from the one before."""
        view = self.view
        if self.cues.last is None or size < LEAST:
            return False
        end = self.cues.last[0]
        here, there = view.sentence_of[first - 1], view.sentence_of[max(0, end - 1)]
        opens = view.sentence(first - 1).first == first - 1
        before = view.norm(first - 2)
        joined = view.tokens[first - 2].kind == "punct" or before == "و" or view.norm(first).startswith("و")
        if not (joined or view.is_function(first - 2, "complementizer") or self.marks.verbal(first, last)):
            return False  # '«...»، وتنظم "دار المرفأ للنشر"'
        return here == there or (opens and here - there == 1)

    def _unmarked(self, k: int) -> int | None:
        """Speech without marks behind a verb of saying and a colon; returns the token after it."""
        view = self.view
        norm = view.norm(k)
        if view.tokens[k].kind != "word" or k in view.quote_of or view.sentence(k).title:
            return None
        verb = speech_verb(view, k)
        bare = norm[1:] if norm[:1] in ("و", "ف") else norm
        spoken = bare in self.rules.participles or bare in self.rules.sayings or norm in self.rules.participles
        came = bare in self.rules.came and view.norm(k + 1) in self.rules.within  # "جاء فيه: ..."
        if not (spoken or came or (verb is not None and verb.plain)):
            return None
        colon = self.unmarked.colon(k)
        if colon is None:
            return None
        cue = self.cues.cue(k, colon)
        if cue is None or cue.voice is None:
            return None
        if verb is not None and verb.form.tense == "imperfect" and self._wished(k):
            return None  # "أن تقول: ...": nobody said it
        bracket = self.unmarked.bracket(colon + 1)
        first, last = bracket if bracket is not None else (colon + 1, self.unmarked.end(colon + 1))
        last = self._trimmed(first, last)
        if self.marks.size(first, last) < 3:
            return None
        self._add(first, last, cue, marked=False)
        return last

    def _trimmed(self, first: int, last: int) -> int:
        """The end of the words without the marks behind them."""
        while last > first and self.view.tokens[last - 1].kind == "punct" and self.view.norm(last - 1) not in _ENDS:
            last -= 1
        return last

    def _wished(self, at: int) -> bool:
        """Whether the imperfect at token ``at`` stands behind أن or in a row that begins there ("أن تخرج وتقول")."""
        view = self.view
        if view.is_function(at - 1, "complementizer"):
            return True
        if not view.norm(at).startswith("و"):
            return False
        before = range(at - 1, max(view.sentence(at).first, at - _ROW), -1)
        return any(view.norm(k - 1) == _THAT and view.norm(k)[:1] == view.norm(at)[1:2] for k in before)

    def _add(self, first: int, last: int, cue: SpeechCue, *, marked: bool) -> None:
        if cue.voice is None:
            return
        if not marked:
            self.speakers.covered.update(range(first, last))
        view, voice = self.view, cue.voice
        span = view.span(first, last)
        at = None if cue.token < 0 else view.span(cue.token, cue.token + 1)
        self.out.append(
            Quotation(
                start=span.start,
                end=span.end,
                speaker=Span(*voice.words),
                mention=voice.mention,
                cue=at,
                kind=voice.kind,
                marked=marked,
            )
        )
        self.cues.last = (last, voice)
        if cue.verb is not None:
            self.cues.feminine = cue.verb.form.feminine
        elif cue.token >= 0:
            self.cues.feminine = cue.form.feminine if cue.form is not None else None

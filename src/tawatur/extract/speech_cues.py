"""What introduces a direct quotation, before or behind it: verbs, participles, "بقوله", "بحسب"."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.noun_phrases import Voice
from tawatur.extract.speakers import OWNERS, Speakers, owned_form
from tawatur.extract.speech_verbs import WHAT, SpeechVerb, speech_verb
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.verbs import Form, Number

_REACH = 60
"""Tokens before a quotation in which what introduces it is looked for."""
_CARRIES = 3
"""Sentences within which whoever was quoted last is still meant."""


_NAMED = 6
"""Tokens behind a verb of asking within which it is said that a name is withheld."""
_WORDS_OF = 14
"""Tokens before a colon in which a noun of saying is looked for."""


def _participle(norm: str) -> Form:
    """The gender and number that a participle shows ("مضيفة")."""
    number: Number = "plural" if norm.endswith("ين") else "singular"
    return Form("", "perfect", 3, number, norm.endswith("ه"), False)


class SpeechCue(NamedTuple):
    """What introduces a quotation: the token (-1: none of its own), its speaker, and how it is read if it is a verb;
    ``according``: a preposition ("بحسب")."""

    token: int
    voice: Voice | None
    verb: SpeechVerb | None
    according: bool = False
    owned: bool = False
    """It says that the words are somebody's own ("على حد تعبيره")."""
    stated: bool = False
    """A preposition with a verb of saying ("حسبما قال X")."""
    form: Form | None = None
    """The gender and number that it shows where it is no verb ("مضيفة")."""


class SpeechCues:
    """Finds cues in one document; ``last`` and ``feminine`` say who was quoted last."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers
        self.view = speakers.view
        self.rules = quotation_rules()
        self.last: tuple[int, Voice] | None = None
        """The token after the last quotation, and who said it."""
        self.feminine: bool | None = None
        """Whether the verb that introduced it is feminine, None where no verb did."""

    def _low(self, mark: int) -> int:
        """The token from which on a cue before the opening mark is looked for: its sentence, and where the mark opens
        a sentence behind a colon, the one before."""
        view = self.view
        number = view.sentence_of[mark]
        low = view.ann.sentences[number].first
        if number and (mark == low and view.norm(mark - 1) == ":"):
            low = view.ann.sentences[number - 1].first
        if self.last is not None:
            low = max(low, self.last[0])
        return max(low, mark - _REACH)

    def before(self, mark: int) -> SpeechCue | None:
        """The last cue before an opening mark; a verb of saying goes before "بحسب", which only names the account."""
        view = self.view
        according = self._asked(mark)
        if according is not None:
            return according
        for k in range(mark - 1, self._low(mark) - 1, -1):
            if k in view.quote_of and not self.speakers.is_theme(view.quote_of[k]):
                break
            if any(match.skip <= 1 for match in self.rules.turns.at(view.tokens, k)) and self._impersonal(k):
                return according  # "يذكر أن": the outlet speaks
            if view.norm(k - 1) == WHAT and view.norm(k - 2) in self.rules.of_what:
                continue  # "رد على ما نشره X"
            cue = self.cue(k, mark)
            asked = cue is not None and cue.voice is None and cue.verb is not None and cue.verb.bears
            if asked and view.is_function(k - 1, "when"):
                continue  # "أكدت X عندما سألها صحافيون: «...»"
            if cue is not None and not cue.according:
                return cue
            according = according or cue
            if view.norm(k) in self.rules.saying_of and k not in view.inside:
                voice = self.speakers.at(k + 1 + (view.norm(k + 1) == "،"), mark)
                if voice is not None and voice.mention is not None:
                    return SpeechCue(k, voice, None)
        return according or self._words_of(mark)

    def _asked(self, mark: int) -> SpeechCue | None:
        """ "ورد على سؤال X: «...؟»": who asks, not who answers."""
        view = self.view
        if view.norm(mark - 1) != ":" or mark + 1 not in view.quotes_at:
            return None
        _, last = self.speakers.quote_tokens(view.quotes_at[mark + 1])
        if view.norm(last - 1) not in ("؟", "?"):
            return None
        for k in range(mark - 2, max(self._low(mark), mark - _WORDS_OF) - 1, -1):
            if view.norm(k) in self.rules.questions:
                voice = self.speakers.at(k + 1, mark)
                return SpeechCue(k, voice, None) if voice is not None else None
        return None

    def _impersonal(self, k: int) -> bool:
        """Whether the phrase there is a verb that nobody is the subject of."""
        return self.view.norm(k)[:1] in ("ي", "و") and speech_verb(self.view, k) is not None

    def _words_of(self, mark: int) -> SpeechCue | None:
        """ "ومن كلمات X: «...»": a noun of saying and whose it is, up to the colon."""
        view = self.view
        if view.norm(mark - 1) != ":":
            return None
        for k in range(mark - 2, max(self._low(mark), mark - _WORDS_OF) - 1, -1):
            if view.norm(k).removeprefix("و") in self.rules.words_of and k not in view.inside:
                voice = self.speakers.at(k + 1, mark)
                return SpeechCue(k, voice, None) if voice is not None else None
            if view.tokens[k].kind == "punct":
                return None
        return None

    def cue(self, k: int, stop: int) -> SpeechCue | None:
        """What at token ``k`` introduces speech, with its speaker."""
        view, norm = self.view, self.view.norm(k)
        bare = norm[1:] if len(norm) > 3 and norm[0] in "وف" else norm
        if view.tokens[k].kind != "word" or k in view.quote_of:
            return None
        if norm in self.rules.participles or bare in self.rules.participles:
            form = _participle(norm)
            return SpeechCue(k, self.carried(k, form), None, form=form)
        if norm in self.rules.bare and view.norm(k - 1) not in self.rules.leading:
            return None  # "ختام القول: ..."
        if norm in self.rules.sayings or bare in self.rules.sayings:
            return SpeechCue(k, self.speakers.relayed(k) or self.carried(k, owned_form(norm)), None)
        if bare in self.rules.contains and stems(view.norm(k + 1)) & self.rules.papers:
            return SpeechCue(k, self.speakers.at(k + 1, stop), None)
        if bare in self.rules.came:
            return self._came(k, stop)
        if norm in self.rules.wording and view.norm(k + 1) == ":":
            return self._worded(k)
        according = self._according(k, stop)
        if according is not None:
            return according
        verb = speech_verb(view, k)
        if verb is not None and self._withholds(k, verb):
            return None
        if verb is not None:
            voice = self.speakers.named(k, stop)
            if voice is None and view.is_function(k - 1, "relative") and not verb.bears:
                said = verb.plain and view.norm(k + 1) in ('"', ":")  # "القانون الذي قال «...»"
                return SpeechCue(k, self.carried(k, verb.form), verb) if said else None  # else of what stands before
            if voice is None and verb.bears:
                return SpeechCue(k, self.carried(k, verb.form, strict=True), verb)
            if voice is None and {view.norm(k + 1), view.norm(k - 1)} & self.rules.honorifics:
                return SpeechCue(k, self.speakers.carried(k, verb.form, person=True), verb)
            return SpeechCue(k, voice or self.carried(k, verb.form), verb)
        if bare in self.rules.relay and view.norm(k + 1) not in self.rules.addressed:
            voice = self.speakers.relayed(stop) or self.speakers.reporter(k, stop)
            return SpeechCue(k, voice, None) if voice is not None else None
        return None

    def _withholds(self, at: int, verb: SpeechVerb) -> bool:
        """Whether a source asks not to be named ("طلب عدم ذكر اسمه"): no words of his."""
        rule = attribution_rules().speech.get(verb.form.lemma)
        words = rule.unless if rule is not None else ()
        return bool(words) and any(self.view.norm(k) in words for k in range(at + 1, at + _NAMED))

    def carried(self, at: int, form: Form | None, *, strict: bool = False) -> Voice | None:
        """Who goes on speaking: as the sentences show, else whoever was quoted last; ``strict``: only who spoke."""
        last = self.last
        if last is None or self.view.sentence_of[at] - self.view.sentence_of[max(0, last[0] - 1)] > _CARRIES:
            return self.speakers.carried(at, form, strict=strict)
        other = form is not None and self.feminine is not None and self.feminine != form.feminine
        if other or not self.speakers.many(last[1], form):
            return self.speakers.carried(at, form, strict=strict)
        goes_on = strict or (form is not None and form.lemma in self.rules.continues)
        return self.speakers.carried(at, form, low=last[0], strict=goes_on) or last[1]

    def _came(self, k: int, stop: int) -> SpeechCue | None:
        """ "وجاء في بيان X", "رسالة من X جاء فيها"."""
        view = self.view
        then = k + 1 + (view.norm(k + 1) in self.rules.adverbs)  # "جاء أيضا في البيان"
        if view.norm(then) not in self.rules.within and view.norm(then) != self.rules.where:
            return None
        if view.norm(then) == self.rules.where:
            at = then + 1 + (view.norm(then + 1) in self.rules.parts)
            names = stems(view.norm(at)) | {view.norm(at).removeprefix("ال")}
            if at >= stop or not names & self.rules.papers:
                return None
            voice = self.speakers.at(at + 1, stop) or self.speakers.at(at, stop)
            return SpeechCue(k, voice, None) if voice is not None else None
        for j in range(k - 1, max(view.sentence(k).first, k - 12) - 1, -1):
            if view.is_function(j, "from") or stems(view.norm(j)) & self.rules.papers:
                voice = self.speakers.sender(j) or self.speakers.at(j + 1, k) or self._of_somebody(j + 1, k)
                if voice is not None:
                    return SpeechCue(k, voice, None)
        voice = self.carried(k, None)
        return SpeechCue(k, voice, None) if voice is not None else None

    def _worded(self, k: int) -> SpeechCue | None:
        """ "بيان أصدرته X أمس فيما يلي نصه:": whose paper it is."""
        view = self.view
        for j in range(k - 1, max(view.sentence(k).first, k - _WORDS_OF) - 1, -1):
            if not stems(view.norm(j)) & self.rules.papers or view.tokens[j].kind != "word":
                continue
            issued = view.norm(j + 1).endswith(("ه", "ها")) and not view.norm(j + 1).startswith("ال")
            owner = j + 1 + issued
            voice = self.speakers.at(owner, k) if issued or owner in view.mention_at else self.speakers.sender(j)
            return SpeechCue(k, voice, None) if voice is not None else None
        return None

    def _of_somebody(self, first: int, stop: int) -> Voice | None:
        """Whose paper it is, behind ل: "تغريدة أخرى لX جاء فيها"."""
        view = self.view
        for k in range(first, stop):
            index = view.mention_at.get(k)
            if index is not None and view.prepositioned(k, view.mention(index).start) == "ل":
                return self.speakers.of_mention(index) if view.mention(index).type == "PERSON" else None
        return None

    def _according(self, k: int, stop: int) -> SpeechCue | None:
        view = self.view
        if not any(match.skip <= 1 for match in self.rules.according.at(view.tokens, k)):
            return None
        at = max(match.last for match in self.rules.according.at(view.tokens, k))
        relayed = view.norm(at) == self.rules.about  # "نقلا عن": whoever stands there speaks himself
        at += relayed
        owner = self._owner(at)
        if owner is not None:
            voice = self.carried(k, owner)  # "على حد تعبيرها"
            return SpeechCue(k, voice, None, according=True, owned=True) if voice is not None else None
        if view.norm(at).startswith("ال") and view.norm(at)[2:] in self.rules.wordings:
            return None  # "حسب التعبير الرسمي": nobody's own
        while at + 1 < stop and stems(view.norm(at)) & self.rules.wordings and at not in view.mention_at:
            if not (at + 1 in view.mention_at or view.norm(at + 1).startswith("ال") or speech_verb(view, at + 1)):
                break
            at += 1
        verb = speech_verb(view, at)
        voice = self.speakers.named(at, stop) if verb is not None else self.speakers.at(at, stop, governed=True)
        if voice is None:
            return None
        return SpeechCue(k, voice, None, according=not relayed, stated=verb is not None and voice.kind != "medium")

    def _owner(self, at: int) -> Form | None:
        """The gender and number of whom the pronoun behind a noun of saying means ("تعبيرها"), None where none is."""
        token = self.view.tokens[min(at, len(self.view.tokens) - 1)]
        word = self.view.text[token.start : token.end]
        for ending, feminine, number in OWNERS:
            known = stems(token.norm) & self.rules.wordings - {token.norm}
            if word.endswith(ending) and (known or self.speakers.owned(at)):
                return Form("", "perfect", 3, number, feminine, False)
        return None

    def after(self, last: int) -> SpeechCue | None:
        """What behind the closing mark says who spoke: "«...»، قال X", "«...»، وفق X"."""
        view = self.view
        at = last
        while at < min(last + 4, len(view.tokens)) and view.tokens[at].kind == "punct":
            at += 1
        if at >= len(view.tokens) or view.sentence(at).title:
            return None
        said = self._as_said(at)
        if said is not None:
            return said
        thus = max((match.last for match in self.rules.thus.at(view.tokens, at)), default=at)
        stop = min(view.sentence(thus).last if thus < len(view.tokens) else at, thus + _REACH)
        if thus >= len(view.tokens):
            return None
        between = view.is_function(at, "preposition") and view.norm(at) in self.rules.ambiguous
        if between and at == last + 1 and thus == at:
            return None  # '«...» بين X وY'
        verb = speech_verb(view, thus, opens=thus > at, pronoun=thus > at)
        if verb is not None and (not verb.joined or thus > at):
            if view.ann.sentences[view.sentence_of[thus]].first == at and thus == at:
                return None
            voice = self.speakers.named(thus, self._next_mark(thus, stop)) or self.carried(last - 1, verb.form)
            if voice is None or (thus == at and view.norm(max(voice.last, thus + 1)) == ":"):
                return None  # '«...»، أجاب X: «...»': the verb speaks of what follows
            return SpeechCue(thus, voice, verb)
        return self._according(thus, self._next_mark(thus, stop)) if thus == at else None

    def _as_said(self, at: int) -> SpeechCue | None:
        """ "«...»، كما قال X": nothing that is said follows."""
        view = self.view
        verb = speech_verb(view, at + 1, opens=True, pronoun=True)
        if verb is None or verb.form.lemma not in attribution_rules().according_verbs.get(view.norm(at), ()):
            return None
        end = view.sentence(at).last
        stop = next((k for k in range(at + 2, end) if self.speakers.stops(k)), end)
        if any(view.is_function(k, "complementizer") or view.norm(k) == ":" for k in range(at + 2, stop)):
            return None  # "كما أكد أن": he said more
        voice = self.speakers.named(at + 1, stop) or self.carried(at, verb.form)
        return SpeechCue(at + 1, voice, verb) if voice is not None else None

    def _next_mark(self, at: int, stop: int) -> int:
        view = self.view
        return next((k for k in range(at + 1, stop) if view.norm(k) == '"' and k + 1 in view.quotes_at), stop)

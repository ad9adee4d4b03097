"""Who says so: cues of attribution, their sources and how far they reach."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.arguments import Clause, Slot, collect, subject_of
from tawatur.extract.posts import Phrase, Posts
from tawatur.extract.view import View
from tawatur.model import Link, LinkKind, Mention, Post, Span
from tawatur.rules.attribution import SpeechRule, attribution_rules
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.verbs import Reading

_WIDE = 40
"""Sentences: a cue whose content spans more is kept apart, so that looking up a token stays cheap."""
_NOUN_SCOPE = frozenset({"say.deny", "say.demand"})
"""Rules whose verbs speak of an event as a noun ("نفى تنفيذ غارات", "دعا إلى عقد قمة")."""


_NAME = 3  # words of a quoted name, at most


class Source(NamedTuple):
    """A source: the mention (None if it is no entity), its words, its kind, and the post in which it spoke."""

    mention: int | None
    words: Span | None
    kind: LinkKind
    post: Post | None = None


class Cue(NamedTuple):
    """One attributing expression at token ``token``; what lies in tokens ``scope`` is said by ``source``."""

    token: int
    first: int
    last: int
    source: Source
    scope: tuple[int, int]
    rank: int
    """0 whole sentence (a medium, a statement cited), 1 verb, 2 inside a verb's content."""
    stance: str
    rule: str
    speech: SpeechRule | None = None
    explicit: bool = True
    """Whether the source stands in the clause (False: carried on from before)."""
    subjects: tuple[int, ...] = ()
    complete: bool = True
    """Whether a clause of what is said follows (أن, a colon, a quotation) rather than a noun."""


class Attribution:
    """All cues of one document, found in one pass."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.posts = Posts(view)
        self.rules = attribution_rules()
        self.cues: list[Cue] = []
        self._here: dict[int, list[Cue]] = {}
        """Sentence → cues whose content reaches into it; those that span many sentences are in ``_wide``."""
        self._wide: list[Cue] = []
        self._speaker: Source | None = None
        self._institution: Source | None = None
        self._medium: Source | None = None
        self._taken: set[int] = set()
        self._later: dict[int, Post] = {}
        """Token of a cue → the post that a later clause names ("جاء ذلك في تغريدة له")."""
        for sentence in view.ann.sentences:
            for token in range(sentence.first, sentence.last):
                self._read(token)

    # -- finding cues ------------------------------------------------------------------------------------------

    def _read(self, token: int) -> None:
        view, norm = self.view, self.view.norm(token)
        bare = norm[1:] if norm[:1] in ("و", "ف") and norm[1:] in self.rules.according else norm
        if bare in self.rules.according:
            self._according(token, self.rules.according[bare])
        elif bare in self.rules.according_verbs and self._as_verb(token, bare):
            return
        elif norm in self.rules.participles or (norm[1:] in self.rules.participles and norm[0] in "وف"):
            self._participle(token)
        elif view.is_function(token, "quoted_word"):
            self._quoted_word(token)
        elif bare in self.posts.rules.closing or norm.removeprefix("و") in self.posts.rules.closing:
            self._closing(token)
        elif view.is_function(token, "came_that") and self._came(token):
            return
        else:
            reading = view.verb(token)
            if reading is None or token in self._taken or (token in view.quote_of and reading.form.person == 1):
                return
            if reading.pronoun and reading.form.lemma in self.rules.carried.verbs and self._of_words(token):
                self._carried(token, reading)
            elif reading.form.lemma in self.rules.relay:
                self._relay(token, reading)
            elif reading.form.lemma in self.rules.speech and not self._led_to(token, reading):
                self._speech(token, reading, self.rules.speech[reading.form.lemma])

    def _led_to(self, token: int, reading: Reading) -> bool:
        """Whether a happening makes somebody do something: "ما دعا السلطات إلى"."""
        rule = self.rules.speech[reading.form.lemma]
        return rule.id == "say.demand" and self.view.norm(token - 1) in ("ما", "مما")

    def _according(self, token: int, rule: str) -> None:
        sentence = self.view.sentence(token)
        at = token + 1
        limit = min(sentence.last, token + 9)
        while at < limit:
            source, last = self._source_at(at)
            if source is None:
                source, last = self._posted_at(at, limit)
            if source is not None:
                source = self._posting(source, self.posts.beside(last, sentence.last))
                rank = 2 if self._behind(token) else 0
                self._add(Cue(token, token, last, source, (sentence.first, sentence.last), rank, "neutral", rule))
                return
            if not self._leads_to_source(at):
                return
            at += 1

    def _behind(self, token: int) -> bool:
        """Whether a preposition names who stands behind a source that the sentence names before it ("نقلا عن")."""
        view = self.view
        if view.norm(token).removeprefix("و") not in self.rules.behind:
            return False
        first = view.sentence(token).first
        return any(cue.token >= first and cue.rank == 1 for cue in self.cues[-4:])

    def _leads_to_source(self, at: int) -> bool:
        """Words that may stand between "بحسب" and the source: ما + verb, بيان, quotation marks, kinds of media."""
        view, norm = self.view, self.view.norm(at)
        if view.tokens[at].kind == "punct":
            return norm in ('"', "(")
        names = stems(norm)
        return (
            bool(names & (self.rules.document_source | self.rules.possessed))
            or view.verb(at) is not None
            or norm in ("ما", "لما", "عن", "الي")
        )

    def _as_verb(self, token: int, word: str) -> bool:
        reading = self.view.verb(token + 1)
        if reading is None or reading.form.lemma not in self.rules.according_verbs[word]:
            return False
        if reading.form.person == 1:
            return False
        sentence = self.view.sentence(token)
        for at in range(token + 2, min(sentence.last, token + 9)):
            source, last = self._source_at(at)
            if source is not None:
                source = self._posting(source, self.posts.beside(last, sentence.last))
                self._taken.add(token + 1)
                self._add(
                    Cue(token, token, last, source, (sentence.first, sentence.last), 0, "neutral", "according.as")
                )
                return True
        return False

    def _source_at(self, at: int) -> tuple[Source | None, int]:
        """The source that begins at a token, and the token after it."""
        view = self.view
        if at in view.mention_at:
            index = view.mention_at[at]
            return self._of_mention(index), view.mention_end[index]
        norms = stems(view.norm(at))
        medium = self._medium_at(at)
        if medium is not None:
            return medium
        governed = view.norm(at - 1) in self.posts.rules.by  # "ما أعلن في حسابه": no source, but where he speaks
        phrase = None if governed else self.posts.at(at, view.sentence(at).last, bare=True)
        if phrase is not None:
            return self._of_post(phrase)
        if norms & self.rules.anonymous and view.tokens[at].kind == "word":
            kind: LinkKind = "reports" if norms & self.rules.reports else "anonymous"
            return Source(None, view.span(at, at + 1), kind, self.posts.of_person(at)), at + 1
        if norms & self.rules.document_source:
            following = at + 1
            if following in view.mention_at:
                return None, at
            if view.norm(at) == "نص" and view.norm(at + 1).startswith("ال"):
                return Source(None, view.span(at, at + 2), "institution"), at + 2
            if view.norm(at).removeprefix("و").removeprefix("ف").startswith("ال"):
                last = self._institution or self._speaker
                if last is not None:
                    return last, at + 1
        return None, at

    def _of_post(self, phrase: Phrase) -> tuple[Source | None, int]:
        """The source that a post makes: its author, who spoke last where a pronoun names him, else the post itself, of
        which nobody says whose it is."""
        post = self.posts.post(phrase)
        if phrase.author is not None:
            last = max(phrase.last, self.view.mention_end.get(phrase.author, 0))
            return self._posting(self._of_mention(phrase.author), post), last
        if phrase.parts[0].owned:
            return None if self._speaker is None else self._posting(self._speaker, post), phrase.last
        return Source(None, post.words, "post", post), phrase.last

    def _posted_at(self, at: int, stop: int) -> tuple[Source | None, int]:
        """The post behind a verb that names nobody: "وفق ما نشر على مواقع التواصل"."""
        if self.view.verb(at - 1) is None:
            return None, at
        phrase = self.posts.at(at, stop)
        return (None, at) if phrase is None or phrase.parts[0].own else self._of_post(phrase)

    @staticmethod
    def _posting(source: Source, post: Post | None) -> Source:
        """The source, speaking in ``post`` where there is one."""
        return source if post is None else source._replace(post=post)

    def _medium_at(self, at: int) -> tuple[Source, int] | None:
        """A medium that no list knows, by the noun before its name, and media without a name."""
        view = self.view
        unnamed = self.rules.media_unnamed.at(view.tokens, at)
        if unnamed:
            return Source(None, view.span(at, unnamed[0].last), "reports"), unnamed[0].last
        if not stems(view.norm(at)) & self.rules.media or view.norm(at).startswith("ال"):
            return None
        last = at + 1
        if view.norm(last) == '"' and last + 1 in view.quotes_at:
            quote = view.ann.quotes[view.quotes_at[last + 1]]
            last = view.token_range(quote.start, quote.end)[1] + (quote.close is not None)
            return Source(None, view.span(at, last), "medium"), last
        return None

    def _of_mention(self, index: int) -> Source:
        mention = self.view.mention(index)
        words = Span(mention.start, mention.end)
        first, last = self.view.token_range(mention.start, mention.end)
        if last - first == 1 and (post := self.posts.of_person(first)) is not None:
            return Source(index, words, "anonymous", post)
        if mention.subtype == "source":
            return Source(index, words, "anonymous")
        if mention.form == "description" and stems(self.view.norm(first)) & self.rules.anonymous:
            return Source(index, words, "anonymous")
        if mention.subtype in ("agency", "outlet"):
            return Source(index, words, "medium")
        return Source(index, words, "institution" if mention.type != "PERSON" else "speaker")

    def _speech(self, token: int, reading: Reading, rule: SpeechRule) -> None:
        view = self.view
        sentence = view.sentence(token)
        if view.norm(token).removeprefix("و") in self.posts.rules.by and self.posts.at(token, sentence.last):
            return  # "عبر حسابه", no verb
        if rule.next and not any(view.norm(token + k) in rule.next for k in range(1, 18)):
            return
        if any(view.norm(token + k) in rule.unless for k in range(1, 6)):
            return  # "قال مسؤول وطلب عدم نشر اسمه"
        clause = collect(view, token, token + 1, nominal=False)
        slots = subject_of(view, token, reading, clause)
        slots = [slot for slot in slots if not slot.prep and not self.posts.names_platform(slot.first)]
        source, last, explicit = self._subject_source(token, slots, clause)
        content = self._content(token, last, sentence.last)
        if rule.that and reading.form.tense == "imperfect" and content is None:
            return
        if source is None and content is not None and view.is_function(token + 1, "back_pronoun"):
            source = self._sentence_speaker(token)  # "أصدرت X بيانا قالت فيه"
            last, explicit = token + 2, False
        if source is None:
            # "وأضاف أن ...": carried on, only where content follows.
            if (
                self._speaker is None
                or content is None
                or reading.form.tense != "perfect"
                or reading.pronoun
                or not self._may_be_one(reading, self._speaker)
                or not (reading.conjunction or view.is_function(token - 1, "clause_break", "verb_opener"))
            ):
                return
            source, last, explicit = self._speaker, token + 1, False
        elif reading.pronoun and (not slots or slots[0].first < token):
            return
        source = self._spoken(source, token, reading, last if explicit else token + 1, content)
        start = content
        behind = content is None and self._ends_quote(token)
        if start is None and not behind and (not rule.statement or rule.id in _NOUN_SCOPE):
            start = max(last, token + 1)
        scope = self._scope(token, start, sentence.first, sentence.last)
        if start is not None and view.is_function(sentence.first, "topic_fronted") and explicit:
            scope = (sentence.first, scope[1])  # "وحول زيارة ... قال": the topic is set first
        first = token
        if slots and slots[0].first < token:
            first = slots[0].first
            last = token + 1
        self._add(
            Cue(
                token,
                first,
                max(last, token + 1) if last - token < 14 else token + 1,
                source,
                scope,
                1,
                rule.stance,
                rule.id,
                rule,
                explicit,
                tuple(slot.mention for slot in slots),
                content is not None,
            )
        )

    def _spoken(self, source: Source, token: int, reading: Reading, last: int, content: int | None) -> Source:
        """The source with the post in which the verb says that it speaks; what is carried on from a post goes on in
        it, unless another paper or an interview is named."""
        lemma = reading.form.lemma
        if source.post is not None and source is not self._speaker:
            return source  # the post or the account is the subject
        post = self.posts.of_verb(token, lemma, last, content)
        if post is not None:
            return source._replace(post=post)
        before, view = self._speaker, self.view
        if before is None or before.post is None:
            return source
        stop = content if content is not None else last
        elsewhere = any(view.is_function(at, "statement_noun") for at in range(token + 1, stop))
        on = source is before or (lemma in self.posts.rules.carries and self._same_named(before, source))
        return source._replace(post=before.post if on and not elsewhere else None)

    def _may_be_one(self, reading: Reading, source: Source) -> bool:
        """Whether a verb without a subject can be of who spoke last: "وأكدوا" is no one's, "وأضافت" no man's."""
        if source.mention is None or self.view.mention(source.mention).type != "PERSON":
            return True
        mention = self.view.mention(source.mention)
        if reading.form.number != "singular":
            return mention.number != "singular" or mention.form == "description"
        title = self.view.norm(self.view.token_range(mention.start, mention.end)[0])
        return not reading.form.feminine or mention.office is None or title.endswith("ه")

    def _subject_source(self, token: int, slots: list[Slot], clause: Clause) -> tuple[Source | None, int, bool]:
        view = self.view
        for at in range(token + 1, min(token + 4, view.sentence(token).last)):
            if at in view.mention_at:
                break
            norms = stems(view.norm(at))
            medium = self._medium_at(at)
            if medium is not None:
                return (*medium, True)
            if at == token + 1 and (posted := self._post_says(at)) is not None:
                return (*posted, True)
            some = at == token + 1 and view.norm(at) in quotation_rules().some and at + 1 < view.sentence(token).last
            if some and view.tokens[at + 1].kind == "word":
                return Source(None, view.span(at, at + 2), "anonymous"), at + 2, True  # "قال أحد الناجين"
            if norms & (self.rules.anonymous | self.rules.document_source):
                source, last = self._source_at(at)
                if source is not None:
                    return source, last, True
                if at + 1 in view.mention_at:
                    index = view.mention_at[at + 1]
                    return self._of_mention(index), view.mention_end[index], True
        if not slots:
            return None, token + 1, False
        index = slots[0].mention
        if view.mention(index).type == "PLACE" and not view.mention(index).country:
            return None, token + 1, False
        return self._of_mention(index), view.mention_end[slots[-1].mention], True

    def _post_says(self, at: int) -> tuple[Source, int] | None:
        """The post or the account that is the subject of a verb ("ذكرت تغريدة للوزير", "قال حساب الوزارة")."""
        phrase = self.posts.at(at, self.view.sentence(at).last, bare=True)
        reading = self.view.verb(at - 1)
        if phrase is None or reading is None or at in self.view.inside:
            return None
        if phrase.author is None and (phrase.parts[0].owned or reading.form.lemma in self.posts.rules.writing):
            return None  # "كتب تغريدة", "نفى تغريدته": what is written or spoken of
        source, last = self._of_post(phrase)
        return None if source is None else (source, last)

    def _content(self, token: int, after: int, stop: int) -> int | None:
        """The token at which what is said begins: behind أن/إن, a colon or an opening quotation mark."""
        view = self.view
        for at in range(max(token + 1, min(after, stop)), min(stop, token + 60)):
            if at in view.inside and at not in view.quote_of:
                continue
            if view.is_function(at, "complementizer") or view.norm(at) == ":":
                return at + 1
            opens = view.tokens[at].kind == "punct" and view.norm(at) == '"' and at + 1 in view.quote_of
            if opens and at - after < 12 and not self._only_name(at + 1):
                return at + 1
            other = view.verb(at)
            if other is not None and other.form.lemma in self.rules.speech and at > token + 1:
                return None
        return None

    def _ends_quote(self, token: int) -> bool:
        """Whether a quotation that is no name ends right before the verb ("«...»، قال X")."""
        view = self.view
        for at in (token - 2, token - 3):
            if at in view.quote_of and not self._only_name(at):
                return all(view.tokens[k].kind == "punct" for k in range(at + 1, token))
        return False

    def _only_name(self, at: int) -> bool:
        """Whether the quotation that begins at a token is a name: a few words without a verb."""
        view = self.view
        quote = view.ann.quotes[view.quote_of[at]]
        first, last = view.token_range(quote.start, quote.end)
        return last - first <= _NAME and not any(view.verb(k) is not None for k in range(first, last))

    def _scope(self, token: int, start: int | None, first: int, stop: int) -> tuple[int, int]:
        view = self.view
        if start is None:
            before = view.quote_of.get(token - 2, view.quote_of.get(token - 3))
            if before is not None:
                quote = view.ann.quotes[before]
                return view.token_range(quote.start, quote.end)
            return (token, token)
        end = stop
        quote_index = view.quote_of.get(min(stop - 1, len(view.tokens) - 1))
        if quote_index is not None and view.quote_of.get(start, quote_index) == quote_index:
            end = max(end, view.token_range(view.ann.quotes[quote_index].start, view.ann.quotes[quote_index].end)[1])
        return (start, end)

    def _relay(self, token: int, reading: Reading) -> None:
        view = self.view
        sentence = view.sentence(token)
        about = next(
            (
                at
                for at in range(token + 1, min(token + 12, sentence.last))
                if view.norm(at) in ("عن", "عنه", "عنها", "عنهم")
            ),
            None,
        )
        if about is None:
            return
        clause = collect(view, token, token + 1, nominal=False)
        slots = [slot for slot in subject_of(view, token, reading, clause) if not slot.prep and slot.first < about]
        source, _, _ = self._subject_source(token, slots, clause)
        outer = source or self._medium or self._institution
        speaker: Source | None = None
        end = about + 1
        if view.norm(about) != "عن":
            speaker = self._speaker
        elif about + 1 in view.mention_at:
            index = view.mention_at[about + 1]
            speaker, end = self._of_mention(index), view.mention_end[index]
        elif stems(view.norm(about + 1)) & self.rules.document_source and about + 2 in view.mention_at:
            index = view.mention_at[about + 2]  # "نقلت الوكالة عن بيان للجيش"
            speaker, end = self._of_mention(index), view.mention_end[index]
        else:
            speaker, end = self._source_at(about + 1)
            end = max(end, about + 1)
        content = self._content(token, end, sentence.last) or end
        scope = self._scope(token, content, sentence.first, sentence.last)
        if outer is not None:
            self._add(Cue(token, token, about + 1, outer, (end, scope[1]), 0, "neutral", "relay"))
        if speaker is not None:
            said = next(
                (at for at in range(end, min(end + 8, sentence.last)) if view.is_function(at, "quoted_word")), None
            )
            first = said if said is not None else about
            self._add(
                Cue(
                    first,
                    first,
                    content if said is not None else end,
                    speaker,
                    scope,
                    1,
                    "neutral",
                    "relay",
                    subjects=self._joined(speaker.mention),
                )
            )

    def _joined(self, mention: int | None) -> tuple[int, ...]:
        """The reference and those joined to it by و."""
        if mention is None:
            return ()
        out = [mention]
        at = self.view.mention_end.get(mention)
        while at is not None and at in self.view.mention_at:
            index = self.view.mention_at[at]
            if not self.view.conjoined(at, self.view.mention(index).start):
                break
            out.append(index)
            at = self.view.mention_end.get(index)
        return tuple(out)

    def _of_words(self, token: int) -> bool:
        """Whether the relative verb speaks of something said ("أقوال نقلتها ...", "في بيان أصدره ...")."""
        window = range(max(self.view.sentence(token).first, token - 4), token)
        return any(stems(self.view.norm(at)) & self.rules.said for at in window)

    def _carried(self, token: int, reading: Reading) -> None:
        view = self.view
        sentence = view.sentence(token)
        clause = collect(view, token, token + 1, nominal=False)
        source = next((self._of_mention(slot.mention) for slot in clause.slots if not slot.prep), None)
        last = token + 1
        if source is not None and source.words is not None:
            last = view.token_range(*source.words)[1]
        else:
            at = token + 1
            while (
                at < min(token + 4, sentence.last)
                and view.tokens[at].kind == "word"
                and at not in view.timex_of
                and not view.is_function(at, "complementizer", "preposition")
            ):
                at += 1
            if at == token + 1:
                return
            source, last = Source(None, view.span(token + 1, at), "medium"), at
        first = sentence.first
        if view.is_function(sentence.first, "came_that"):
            first = view.ann.sentences[0].first  # "جاء ذلك في بيان أصدره ...": all that was told so far
        self._add(Cue(token, token, last, source, (first, sentence.last), 0, "neutral", self.rules.carried.id))

    def _participle(self, token: int) -> None:
        view = self.view
        sentence = view.sentence(token)
        norm = view.norm(token)
        stance = self.rules.participles.get(norm) or self.rules.participles[norm[1:]]
        content = self._content(token, token + 1, min(sentence.last, token + 8))
        source = self._sentence_speaker(token)
        if source is None or (content is None and stance != "view"):
            return
        source = self._posting(source, self.posts.beside(token + 1, content or sentence.last))
        scope = (content or token + 1, sentence.last)
        end = self._scope(token, scope[0], sentence.first, sentence.last)[1]
        self._add(
            Cue(token, token, content or token + 1, source, (scope[0], end), 2, stance, "participle", explicit=False)
        )

    def _quoted_word(self, token: int) -> None:
        if any(cue.token == token for cue in self._near(token)):
            return
        sentence = self.view.sentence(token)
        source = self._sentence_speaker(token)
        content = self._content(token, token + 1, sentence.last)
        if source is not None and content is not None and content - token <= 4:
            self._add(
                Cue(token, token, content, source, (content, sentence.last), 2, "neutral", "quoted", explicit=False)
            )

    def _sentence_speaker(self, token: int) -> Source | None:
        """The last speaker within the sentence, else the first reference of the sentence, else who spoke last."""
        sentence = self.view.sentence(token)
        for cue in reversed(self.cues):
            if cue.token < sentence.first:
                break
            if cue.rank >= 1:
                return cue.source
        for at in range(sentence.first, token):
            if at in self.view.mention_at:
                mention = self.view.mention(self.view.mention_at[at])
                if mention.type != "PLACE" and not self.view.prepositioned(at, mention.start):
                    return self._of_mention(self.view.mention_at[at])
        return self._common_subject(token) or self._speaker

    def _common_subject(self, token: int) -> Source | None:
        """The common noun that is the subject of the verb which opens the sentence of a participle of saying: "تبنى
        الجناح العسكري الهجوم، مؤكدا أن"."""
        first = self.view.sentence(token).first
        reading = self.view.verb(first)
        words = [self.view.norm(at) for at in (first + 1, first + 2)]
        if reading is None or first + 1 >= token or not words[0].startswith("ال"):
            return None
        if reading.form.feminine != self.view.norm(token).endswith("ه") or self.view.verb(first + 1) is not None:
            return None
        last = first + 3 if words[1].startswith("ال") and first + 2 not in self.view.inside else first + 2
        return Source(None, self.view.span(first + 1, last), "anonymous")

    def _add(self, cue: Cue) -> None:
        self.cues.append(cue)
        first = self.view.sentence_of[min(cue.scope[0], cue.token)]
        last = self.view.sentence_of[max(cue.token, min(cue.scope[1], len(self.view.tokens)) - 1)]
        if last - first > _WIDE:
            self._wide.append(cue)
        else:
            for sentence in range(first, last + 1):
                self._here.setdefault(sentence, []).append(cue)
        aside = self.view.is_function(cue.token - 1, "relative") and cue.source.kind == "institution"
        if aside and self._speaker is not None:
            return  # "مطالبا بميثاق الهيئة التي تؤكد": whoever spoke before speaks on
        if cue.source.kind in ("speaker", "anonymous", "reports", "post") and cue.rank >= 1:
            self._speaker = cue.source
        if cue.source.kind == "institution":
            self._institution = cue.source
            if cue.rank >= 1:
                self._speaker = cue.source
        if cue.source.kind == "medium":
            self._medium = cue.source
            if cue.rank >= 1:
                self._speaker = cue.source

    def _closing(self, token: int) -> None:
        """ "وذلك في تغريدة", "جاء ذلك في تغريدة للوزير": the post in which stands what was told before."""
        view, sentence = self.view, self.view.sentence(token)
        came = view.is_function(token - 1, "came_that")
        if not came and not view.norm(token).startswith("و"):
            return
        phrase = self.posts.at(token + 1, sentence.last)
        if phrase is None or self.posts.about(phrase):
            return
        if phrase.author is not None:
            source, last = self._posting(self._of_mention(phrase.author), self.posts.post(phrase)), phrase.last
            first = view.ann.sentences[0].first if came else sentence.first
            self._add(Cue(token, token, last, source, (first, token), 0, "neutral", "post.closing"))
            return
        low = view.ann.sentences[max(0, view.sentence_of[token] - came)].first
        for cue in reversed(self.cues):
            if cue.token < low:
                return
            if cue.rank == 1 and cue.source.post is None:
                self._later[cue.token] = self.posts.post(phrase)
                return

    def _came(self, token: int) -> bool:
        """ "جاء في تغريدة للوزير أن": the post, or its author, says what follows."""
        sentence = self.view.sentence(token)
        phrase = self.posts.at(token + 1, sentence.last)
        content = None if phrase is None else self._content(token, phrase.last, sentence.last)
        if phrase is None or self.posts.about(phrase) or content is None:
            return False
        source, last = self._of_post(phrase)
        if source is not None:
            self._add(Cue(token, token, last, source, (content, sentence.last), 1, "neutral", "post.came"))
        return source is not None

    # -- chains ------------------------------------------------------------------------------------------------

    def link(self, cue: Cue) -> Link:
        """The link of a chain that a cue makes."""
        words = self.view.span(cue.first, max(cue.last, cue.first + 1))
        source = cue.source
        unnamed = source.kind in ("anonymous", "reports") or source.words is None
        written = "anonymous" if unnamed or source.words is None else source.words.of(self.view.text)
        return Link(
            source=written,
            mention=source.mention,
            cue=words,
            kind=source.kind,
            stance=cue.stance,
            rule=cue.rule,
            post=source.post or self._later.get(cue.token),
        )

    def _near(self, token: int) -> list[Cue]:
        return self._here.get(self.view.sentence_of[token], []) + self._wide

    def covering(self, token: int) -> list[Cue]:
        """The cues whose content ``token`` lies in, in the order of the text."""
        return [cue for cue in self._near(token) if cue.scope[0] <= token < cue.scope[1]]

    def relayed(self, token: int) -> list[int]:
        """Whose words a medium or a statement relays at ``token`` ("نقل البيان عن X وY ارتياحهما")."""
        return [index for cue in self.covering(token) if cue.rule == "relay" for index in cue.subjects]

    def chain(self, token: int, *, own: Cue | None = None) -> tuple[Link, ...]:
        """The chain of what stands at ``token``, outermost first; ``own`` is the cue that is itself the event."""
        covering = [cue for cue in self.covering(token) if not cue.first <= token < cue.last]
        covering = [cue for cue in covering if not self._ended(cue, token)]
        if own is not None and own not in covering:
            covering.append(own)
        covering.sort(key=lambda cue: (min(cue.rank, 1), cue.token))
        out: list[Cue] = []
        for cue in covering:
            same = next((k for k, other in enumerate(out) if self._same(other.source, cue.source)), None)
            if same is not None:
                post = cue.source.post or out[same].source.post
                out[same] = cue._replace(source=cue.source._replace(post=post))
            else:
                out.append(cue)
        return tuple(self.link(cue) for cue in out)

    def _ended(self, cue: Cue, token: int) -> bool:
        """Whether another speaker took over, in the same sentence, between a verb's content and ``token``
        ("قال X إن ...، في حين ذكرت Y أن ...")."""
        if cue.rank == 0:
            return False
        for other in self._near(token):
            reaches = other.scope[0] <= token or other.token == token
            if (
                other.rank == 1
                and other.explicit
                and cue.scope[0] < other.token <= token
                and reaches
                and not self._same(cue.source, other.source)
                and not self._inside(cue, other)
                and self._takes_over(other)
            ):
                return True
        return False

    def _inside(self, cue: Cue, other: Cue) -> bool:
        """Whether one speaker quotes the other between the marks that hold his own words."""
        quote = self.view.quote_of.get(other.token)
        spoken = range(cue.scope[0], min(cue.scope[0] + 2, len(self.view.tokens)))
        return quote is not None and any(self.view.quote_of.get(at) == quote for at in spoken)

    def _takes_over(self, cue: Cue) -> bool:
        at = cue.first
        found = self.view.function_at(at - 1) | self.view.function_at(max(0, at - 2))
        return (
            "clause_break" in found
            or self.view.norm(cue.token).startswith("و")
            or self.view.norm(at - 1) in ("،", ",", ".")
        )

    def _same_named(self, one: Source, other: Source) -> bool:
        """Whether the second names who spoke first, shortened perhaps ("وزير الدفاع الكندي" ... "الوزير")."""
        if one.mention is None or other.mention is None:
            return self._same(one, other)
        a, b = self.view.mention(one.mention), self.view.mention(other.mention)
        return _bare_words(self.view, b) <= _bare_words(self.view, a) or self._same(one, other)

    def _same(self, one: Source, other: Source) -> bool:
        if one.mention is not None and other.mention is not None:
            a, b = self.view.mention(one.mention), self.view.mention(other.mention)
            return (
                one.mention == other.mention
                or _head_words(self.view, a) <= _head_words(self.view, b)
                or _head_words(self.view, b) <= _head_words(self.view, a)
            )
        return one._replace(post=None) == other._replace(post=None)


def _bare_words(view: View, mention: Mention) -> frozenset[str]:
    return frozenset(word.removeprefix("ال") for word in _head_words(view, mention))


def _head_words(view: View, mention: Mention) -> frozenset[str]:
    first, last = view.token_range(mention.head[0], mention.head[1])
    return frozenset(view.norm(at) for at in range(first, last))

"""Who goes on speaking where a verb of saying names nobody."""

from __future__ import annotations

from tawatur.extract.arguments import collect, subject_of
from tawatur.extract.noun_phrases import Voice
from tawatur.extract.speech_verbs import WHAT, SpeechVerb, speech_verb, turned_to
from tawatur.extract.view import View
from tawatur.extract.voices import Voices
from tawatur.model import Mention
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.text import normal
from tawatur.rules.verbs import Form, Number

_CONTENT = 40
"""Tokens behind a verb of saying within which what is said begins."""
_SEEN = 200
"""Tokens of a sentence that are looked through for a speaker."""
_NEAR = 1
"""Sentences back within which anybody whom a sentence is about may go on speaking."""
_WITHIN = 10
"""Tokens before a verb within which what makes its clause part of another stands."""
_TITLES = 8
"""Tokens of the titles before a name."""
_BACK = 8
"""Sentences that a speaker is carried over."""

OWNERS: tuple[tuple[str, bool, Number], ...] = (
    ("هم", False, "plural"),
    ("ها", True, "singular"),
    ("ه", False, "singular"),
)
"""Pronouns behind a noun of saying: feminine, number."""


def owned_form(norm: str) -> Form | None:
    """The gender and number that the pronoun of "قوله" shows; "القول" is anybody's."""
    for ending, feminine, number in OWNERS:
        if norm.endswith(ending):
            return Form("", "perfect", 3, number, feminine, False)
    return None


class Speakers(Voices):
    """Finds speakers in one document, those carried over from before included."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._of_sentence: dict[tuple[int, bool | None, str | None, bool], Voice | None] = {}
        self.covered: set[int] = set()
        """Tokens of speech without marks: nobody else speaks there."""

    def carried(
        self, at: int, form: Form | None, *, low: int = 0, strict: bool = False, person: bool = False
    ) -> Voice | None:
        """Who is meant where the verb or participle at token ``at`` names nobody: whoever spoke last in its sentence or
        in those before, else the party that a sentence is about; from token ``low`` on, and only persons where it is
        given; ``strict``: only who spoke, ``person``: only a person."""
        view = self.view
        sentence = view.sentence_of[at]
        for number in range(sentence, max(-1, sentence - _BACK), -1):
            stop = at if number == sentence else view.ann.sentences[number].last
            if stop <= low:
                return None
            near = sentence - number <= _NEAR and (not low or self._anew(number, sentence, low))
            found = self._spoke(number, stop, form, low, near=near)
            if found is None or not (self._party(found) or (found.speaks and form is not None and form.feminine)):
                continue
            if person and (found.mention is None or view.mention(found.mention).type != "PERSON"):
                continue
            if not (low and self._vague(found)) and (found.speaks or not strict):
                return found
        return None

    def _anew(self, number: int, sentence: int, low: int) -> bool:
        """Whether the outlet tells of somebody anew behind token ``low``: in the very sentence, or behind "من جهته"."""
        view = self.view
        first = view.ann.sentences[number].first
        if low > first:
            return False
        turned = turned_to(view, first) > first
        return number == sentence or turned or any(view.is_function(first + k, "speaker_change") for k in range(2))

    def _vague(self, voice: Voice) -> bool:
        return not voice.speaks and (voice.mention is None or self.view.mention(voice.mention).type != "PERSON")

    def _spoke(self, number: int, stop: int, form: Form | None, low: int, *, near: bool) -> Voice | None:
        view = self.view
        sentence = view.ann.sentences[number]
        if sentence.title:
            return None
        if low > sentence.first:
            return self._speech(low, stop, form)[0]
        if stop < sentence.last or low:
            return self._meant(sentence.first, stop, form, near=near)
        key = (number, form and form.feminine, form and form.number, near)
        if key not in self._of_sentence:
            self._of_sentence[key] = self._meant(sentence.first, stop, form, near=near)
        return self._of_sentence[key]

    def _meant(self, first: int, stop: int, form: Form | None, *, near: bool) -> Voice | None:
        """Who spoke between two tokens, else whom they are about; a person whom they open with goes before who spoke in
        a clause within another."""
        said, inner = self._speech(first, stop, form)
        if said is not None and inner:
            return self._opening(first, stop, form) or said
        if said is not None or near:
            return said or self._about(first, stop, form)
        return self._told(first, stop, form) or self._actor(first, stop, form)

    def _speech(self, first: int, stop: int, form: Form | None) -> tuple[Voice | None, bool]:
        """Who spoke last between two tokens, and whether only in a clause within another whose speaker stands
        elsewhere: "X، وفي تصريح له، أشار إلى أن Y دعا"."""
        view = self.view
        inner: Voice | None = None
        elsewhere = False
        for k in range(stop - 1, max(first, stop - _SEEN) - 1, -1):
            if k in view.quote_of or k in self.covered:
                continue
            told = self._own_words(k, form)
            if told is not None and told.last <= stop and self._party(told):
                return told._replace(speaks=True), False
            relayed = self._passed_on(k, stop)
            if relayed is not None and _gender_fits(relayed, form, view.text):
                return relayed._replace(speaks=True), False
            cited = self._cited(k, stop)
            if cited is not None and _gender_fits(cited, form, view.text) and self.many(cited, form):
                return cited._replace(speaks=True), False
            verb = speech_verb(view, k)
            if verb is None or not _agree(verb.form, form) or not (self._says(k) or self._as_said(k, verb)):
                continue
            if view.is_function(k - 1, "relative") and (verb.bears or view.norm(k).endswith("ها")):
                continue  # "الإجراءات التي أعلنها X"
            found = self.named(k, view.sentence(k).last)
            elsewhere = elsewhere or (found is None and not self._embedded(k))
            beside = found is not None and all(view.tokens[j].kind == "punct" for j in range(found.last, stop))
            if found is not None and beside and found.last <= stop and self._party(found) and self.many(found, form):
                return found._replace(speaks=True), False  # "وهو ما شدد عليه X، قائلا"
            party = found is not None and (self._party(found) or (form is not None and form.feminine))
            if found is not None and party and found.last <= stop and self.many(found, form):
                if not (self._embedded(k) or verb.bears):
                    return found._replace(speaks=True), False
                if not self.owned(view.token_range(found.words.start, found.words.end)[0]):  # "أن حكومته ترفض"
                    inner = inner or found._replace(speaks=True)
        return inner, elsewhere

    def _embedded(self, at: int) -> bool:
        """Whether the verb stands in a clause within another ("أن X أكد", "بعدما أكدت X"): who says so speaks on."""
        view = self.view
        if view.norm(at - 1) == WHAT:
            return True  # "ما يردده X من أن"
        if self._apposed(at) is not None:
            return True  # "إن X، مبعوث الأمم المتحدة، يعتقد"
        for k in range(at - 1, max(view.sentence(at).first, at - _WITHIN) - 1, -1):
            if view.tokens[k].kind == "punct":
                return False
            if view.is_function(k, "complementizer", "relative", "when"):
                return True
            if view.is_function(k, "clause_break"):
                return False
        return False

    def _says(self, at: int) -> bool:
        """Whether words follow the verb: "أعلن X أن", not "أعلن X ترشحه"."""
        view = self.view
        ahead = range(at + 1, min(view.sentence(at).last, at + _CONTENT))
        return any(
            view.is_function(k, "complementizer")
            or view.norm(k) == ":"
            or (k in view.quotes_at and not (k == at + 2 and self.is_theme(view.quotes_at[k])))  # 'رأى "المسلحين"'
            for k in ahead
        )

    def _as_said(self, at: int, verb: SpeechVerb) -> bool:
        """Whether what was told before is said to be somebody's: "كما قال X"."""
        return verb.form.lemma in attribution_rules().according_verbs.get(self.view.norm(at - 1), ())

    def _passed_on(self, at: int, stop: int) -> Voice | None:
        """Whose words a verb of relaying gives: "نقلت وكالة عن X أن"."""
        bare = self.view.norm(at).lstrip("وف")
        if bare not in quotation_rules().relay or at in self.view.inside or not self._says(at):
            return None
        voice = self.behind_about(at, stop)
        return voice if voice is not None and voice.mention is not None and voice.last <= stop else None

    def _cited(self, at: int, stop: int) -> Voice | None:
        """The person whom a preposition of attribution names: "بحسب X"."""
        view = self.view
        last = max(
            (match.last for match in quotation_rules().according.at(view.tokens, at) if match.skip <= 1), default=at
        )
        index = view.mention_at.get(last) if last > at else None
        person = index is not None and view.mention(index).type == "PERSON" and view.mention_end[index] <= stop
        return self.of_mention(index) if index is not None and person else None

    def _own_words(self, at: int, form: Form | None) -> Voice | None:
        """Whose words "قوله" gives in "نقلت وكالة عن X قوله", where the verb to come agrees with its pronoun."""
        norm = self.view.norm(at)
        own = owned_form(norm) if norm in quotation_rules().sayings else None
        return self.relayed(at) if own is not None and _agree(own, form) else None

    def relayed(self, at: int) -> Voice | None:
        """The speaker behind عن in "نقلت صحيفة عن X قوله"."""
        view = self.view
        low = max(view.sentence(min(at, len(view.tokens) - 1)).first, at - 30)
        for k in range(at - 1, low - 1, -1):
            if view.norm(k) == quotation_rules().about:
                relays = any(view.norm(j).lstrip("وف") in quotation_rules().relay for j in range(low, k))
                voice = self.at(k + 1, at)
                saying = view.norm(at) in quotation_rules().sayings and owned_form(view.norm(at)) is not None
                beside = saying and voice is not None and voice.last == at and view.norm(at)[0] != "ب"  # "عن X قوله"
                return voice if relays or beside else None
        return None

    def many(self, voice: Voice, form: Form | None) -> bool:
        """Whether the speaker may be several where the form is plural."""
        if form is None:
            return True
        word = voice.words.of(self.view.text).split()[0]
        if form.number == "singular":  # "مسؤولون" are several, "شمعون" is one
            return not (voice.kind != "anonymous" and word.endswith("ون") and self._known(voice))
        some = normal(word) in quotation_rules().some
        if form.number == "dual":
            return some or word.endswith(("ان", "ين", "ا"))
        body = voice.mention is not None and self.view.mention(voice.mention).type == "ORG"  # "المجلس ... وأكدوا"
        return some or body or voice.kind == "anonymous" or word.endswith(("ون", "ين", "ات"))

    def _told(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """The party that a verb of saying has as its subject though no words follow ("نفت X ما تردد")."""
        view = self.view
        for k in range(stop - 1, max(first, stop - _SEEN) - 1, -1):
            verb = speech_verb(view, k)
            if verb is None or k in view.quote_of or k in self.covered or not _agree(verb.form, form):
                continue
            found = None if self._embedded(k) else self.named(k, view.sentence(k).last)
            if found is None or found.mention is None or view.mention(found.mention).type == "COUNTRY":
                continue
            if found.last <= stop and self._party(found) and self.many(found, form):
                return found
        return None

    def _party(self, voice: Voice) -> bool:
        return voice.kind != "medium"

    def _actor(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """The person whom a sentence opens with, as the subject of its verb."""
        view = self.view
        opening = self._opening(first, stop, form)
        if opening is not None:
            return opening
        phrase = self.phrase(first + 1, stop) if view.verb(first) is not None else None
        if phrase is not None and phrase.mention is not None and view.mention(phrase.mention).type == "PERSON":
            return phrase
        return self._described(first, stop, form)

    def _people(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """Several whom no reference names, right behind the verb that opens a sentence: "ورفضت نقابات العمال"."""
        if form is None or form.number != "plural" or self.view.verb(first) is None:
            return None
        voice = self.phrase(first + 1, stop)
        return voice if voice is not None and self._known(voice) and voice.last <= stop else None

    def _doer(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """Whoever stands behind a verbal noun of saying: "تزامن مع إعراب X عن أمله"."""
        view = self.view
        for k in range(stop - 1, max(first, stop - _SEEN) - 1, -1):
            index = view.mention_at.get(k + 1)
            if index is None or view.norm(k).lstrip("وبل") not in quotation_rules().deeds or k in view.quote_of:
                continue
            mention = view.mention(index)
            party = mention.type == "PERSON" or (mention.type == "ORG" and mention.form == "name")
            if party and self._fits(mention, form) and not self.clitic(mention):
                return self.of_mention(index)
        return None

    def _described(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """Somebody's kin or a paper right behind the verb that opens a sentence: "واستهل والد الفقيد حديثه"."""
        view = self.view
        reading = view.verb(first)
        agrees = _agree(reading.form, form) if reading is not None else self._like(first, form)
        if not agrees or first + 1 >= stop or view.is_function(first, "preposition", "topic_fronted", "circumstance"):
            return None
        norm = view.norm(first + 1)
        kin = bool(stems(norm) & quotation_rules().kin) and not norm.startswith("ال")
        paper = norm.startswith("ال") and bool(stems(norm) & quotation_rules().papers)
        end = next((k for k in range(first + 3, stop) if self.owned(k)), stop)  # "استهل والد الفقيد حديثه"
        return self.at(first + 1, end) if kin or paper else None

    def _about(self, first: int, stop: int, form: Form | None) -> Voice | None:
        view = self.view
        verb = speech_verb(view, first)
        bare = verb is not None and verb.joined and view.is_function(first + 1, "complementizer", "preposition")
        if bare and self._says(first) and self.named(first, view.sentence(first).last) is None:
            return None  # "وأشار إلى أن": who speaks stands before
        actor = self._told(first, stop, form) or self._actor(first, stop, form) or self._people(first, stop, form)
        if actor is not None:
            return actor
        for k in range(first, min(stop, first + _SEEN)):
            reading = view.verb(k) if k not in view.quote_of and k not in self.covered else None
            if reading is None or not _agree(reading.form, form) or view.is_function(k - 1, "relative"):
                continue
            clause = collect(view, k, k + 1, nominal=False)
            for slot in subject_of(view, k, reading, clause):
                mention = view.mention(slot.mention)
                known = mention.type == "ORG" and (mention.key or mention.country)
                if mention.type == "PERSON" and not self._fits(mention, form):
                    continue
                if not slot.prep and slot.first < stop and (mention.type == "PERSON" or known):
                    return self.of_mention(slot.mention)
        people = [
            view.mention_at[k]
            for k in range(first, min(stop, first + _SEEN))
            if k in view.mention_at and k not in view.quote_of and k not in self.covered
        ]
        for index in people:
            mention = view.mention(index)
            if mention.type == "PERSON" and self._fits(mention, form) and not self._aside(mention):
                return self.of_mention(index)
        return self._doer(first, stop, form)

    def _aside(self, mention: Mention) -> bool:
        """Whether a preposition governs the reference, or the noun that it completes ("بمتابعة X", "في منزل X")."""
        view = self.view
        first, _ = view.token_range(mention.start, mention.end)
        if self.clitic(mention):
            return True
        held = self._held(first)
        if held < first and view.is_function(held - 1, "preposition"):
            return True
        noun = first - 1
        if noun < 1 or view.tokens[noun].kind != "word" or noun in view.inside or view.norm(noun).startswith("ال"):
            return False
        under = bool((stems(view.norm(noun)) - {view.norm(noun)}) & quotation_rules().under)
        return under or view.is_function(noun - 1, "preposition")

    def _held(self, first: int) -> int:
        """The token at which the titles begin that stand before a name, those with a place of theirs included."""
        view = self.view
        at, held = first, first
        while at > max(0, first - _TITLES) and (at - 1 in view.inside or view.norm(at - 1).startswith(("ال", "ل"))):
            at -= 1
            index = view.mention_at.get(at)
            office = index is not None and view.mention(index).type == "PERSON" and view.mention(index).form != "name"
            if office or (index is None and self.stands(at)):
                held = at
        return held

    def _opening(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """The person who stands right behind the first word of a sentence: the subject of its verb, known or not."""
        view = self.view
        if view.is_function(first, "preposition", "topic_fronted", "circumstance"):
            return None  # "وحول موافقة X": he is no subject
        for k in range(first, min(stop, first + 3)):
            index = view.mention_at.get(k)
            if index is None or k in view.quote_of or k in self.covered:
                continue
            mention = view.mention(index)
            reading = view.verb(first)
            agrees = _agree(reading.form, form) if reading is not None else self._like(first, form)
            subject = k == first + 1 and agrees
            body = mention.type == "ORG" and mention.form == "name" and mention.subtype != "outlet"
            party = mention.type == "PERSON" or (subject and body)
            if not party or not self._fits(mention, form) or self.clitic(mention) or self._adverb(k):
                return None
            whole = self.at(k, stop) if mention.form == "description" else None
            return whole if whole is not None and whole.mention is not None else self.of_mention(index)
        return None

    def _like(self, at: int, form: Form | None) -> bool:
        """Whether an unknown word that opens a sentence may be a verb of the gender of ``form``."""
        bare = self.view.norm(at).lstrip("وف")
        return form is None or form.feminine == (bare.endswith("ت") or bare.startswith("ت"))

    def _fits(self, mention: Mention, form: Form | None) -> bool:
        """Whether a verb of that form may speak of the reference: a man's office has no feminine verb."""
        one = mention.form in ("name", "office") and mention.number != "plural"
        if form is not None and form.number != "singular" and mention.type == "PERSON" and one:
            return False
        if form is None or mention.type != "PERSON":
            return True
        first, _ = self.view.token_range(mention.start, mention.end)
        if self.stands(first) and form.number == "singular":  # "وزيرة العدل X", never behind a verb of a man
            return form.feminine == self.view.text[: self.view.tokens[first].end].endswith("ة")
        if not form.feminine or mention.form == "name":
            return True
        return self.view.text[mention.start : mention.end].split()[0].endswith("ة")


def _gender_fits(voice: Voice, form: Form | None, text: str) -> bool:
    """Whether a verb of that form may speak of a man or a body that nothing but its first word tells the gender of."""
    return form is None or not form.feminine or voice.words.of(text).split()[0].endswith("ة") or voice.kind == "speaker"


def _agree(one: Form, other: Form | None) -> bool:
    return other is None or one.feminine == other.feminine

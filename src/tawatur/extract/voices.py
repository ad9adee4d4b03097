"""Who is named as the subject of a verb of saying."""

from __future__ import annotations

from tawatur.extract.arguments import collect, subject_of
from tawatur.extract.noun_phrases import NAME, PARTY, PLACE, NounPhrases, Voice, verbal_noun
from tawatur.extract.speech_verbs import SpeechVerb, speech_verb
from tawatur.extract.view import COMMAS, View
from tawatur.model import Mention
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.verbs import Form

_BORNE = ("ها", "هم", "هما", "هن")
"""Pronouns that a word like أن bears."""
_FOR = "اما"
_AS_FOR = 24
"""Tokens between "أما" and the verb of "أما X فقال"."""
_AS = "بان"
"""How "بأنه" begins, behind what is described."""
_NOUNS = 10
"""Words of a subject between أن and its verb."""
_SHORT = 4
"""Letters that an imperfect with a pronoun has more than."""
_MARKED = frozenset(('"', ":"))
_RELATED = 3
"""Tokens from "الذي" to a party in its clause."""
_WAS = 14
"""Tokens between "كان" and the verb of "كان X قد قال"."""


class Voices(NounPhrases):
    """Finds who is named as a speaker in one document; what it finds for a token is kept."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._named: dict[tuple[int, int], Voice | None] = {}

    def named(self, at: int, stop: int) -> Voice | None:
        """The subject that the verb at token ``at`` names before token ``stop``, behind it or right before it."""
        if (at, stop) not in self._named:
            self._named[at, stop] = self._find(at, stop)
        return self._named[at, stop]

    def _find(self, at: int, stop: int) -> Voice | None:
        verb = speech_verb(self.view, at, opens=True, pronoun=True)
        if verb is None:
            return None
        if verb.form.lemma in attribution_rules().relay:
            return self.behind_about(at, stop)
        if verb.form.lemma in quotation_rules().writing and at + 1 < stop and self.owned(at + 1):
            return None  # "كتب كلماتها X"
        pronoun = self.view.norm(at - 1).endswith(_BORNE) and self.view.is_function(at - 1, "complementizer")
        if pronoun or self.view.norm(at - 1).removeprefix("و") in quotation_rules().but_he:
            return None  # "فإنها دعت X": the pronoun is the subject
        spoken_of = verb.bears and self.view.norm(at + 1) not in quotation_rules().within  # "X الذي وصفه Y"
        antecedent = None if spoken_of else self._antecedent(at)
        if antecedent is not None or self.view.is_function(at - 1, "relative"):
            behind = None if antecedent is not None else self.phrase(at + 1, stop)
            back = self.view.norm(at + 1) in quotation_rules().addressed  # "التي قال عنها الزميل"
            known = behind is not None and (behind.mention is not None or (back and self._known(behind)))
            return behind if known else antecedent
        apposed = None if verb.joined else self._apposed(at)
        fronted = self._fronted(at, verb.form) or apposed or self._opener(at)
        if fronted is not None:
            return fronted
        behind = self.phrase(at + 1, stop)
        last = self._adjacent(at + 1, stop)
        if behind is not None and self._subject(behind, verb, at, stop):
            behind = self._name_after(behind, stop) or behind
            named = behind.mention is not None and self.view.mention(behind.mention).form == "name"
            paper = behind.kind == "institution" and behind.mention is None  # "تابع البيان أن X"
            return behind if named or paper or last is None or behind.kind == "anonymous" else last
        if last is not None:
            return last
        view = self.view
        reading = view.verb(at)
        if reading is not None:
            clause = collect(self.view, at, at + 1, nominal=False)
            for slot in subject_of(self.view, at, reading, clause):
                party = self.view.mention(slot.mention)
                named = view.norm(slot.first - 1) == '"' and slot.first - 2 > at  # "ضيف «المرفأ»"
                subject = not slot.prep and slot.first < stop and not named and not self._adverb(slot.first)
                subject = subject and not self._plural_object(slot.first)
                body = party.type == "ORG" and slot.first < at and view.norm(slot.first).endswith("ه")
                subject = subject and (verb.form.feminine or not body)  # "عن أولويات الحكومة قال"
                subject = subject and not (view.norm(slot.first - 1) == '"' and slot.first < at)  # "ضد «X»، قال"
                subject = subject and not self._of_its_own(slot.first)
                subject = subject and not self._accused(verb, party, view.mention_end.get(slot.mention, slot.first))
                subject = subject and (slot.first > at or party.type == "PERSON" or not self._related(slot.first))
                if subject and party.type in PARTY and not self.clitic(party):
                    return self.of_mention(slot.mention)
        return (
            self._described_by(at, verb.form)
            or self._was(at)
            or self._before_that(at)
            or self._as_for(at)
            or self._in_statement(at)
            or (None if verb.joined else self._before(at))
        )

    def _of_its_own(self, at: int) -> bool:
        """Whether a verb that refers back stands right before a party: "زيارة يؤديها X"."""
        norm = self.view.norm(at - 1)
        return (
            norm[:1] in ("ي", "ت")
            and norm.endswith(("ها", "ه"))
            and at - 1 not in self.view.inside
            and len(norm) > _SHORT
        )

    def _related(self, at: int) -> bool:
        """Whether a party stands in a relative clause: "العمليات التي تعرضت لها X تؤكد"."""
        low = max(self.view.sentence(at).first, at - _RELATED)
        between = range(low, at)
        return any(self.view.is_function(k, "relative") for k in between) and self.view.tokens[at - 1].kind == "word"

    def _fronted(self, at: int, form: Form) -> Voice | None:
        """The party between أن and the verb: in "أن الجبهة وصفت X" the words behind are its object."""
        view = self.view
        index = view.inside.get(at - 1)
        if index is None or view.mention(index).type not in PARTY:
            return self._fronted_noun(at)
        if self.clitic(view.mention(index)):
            return None
        first, last = view.token_range(view.mention(index).start, view.mention(index).end)
        word = view.text[view.mention(index).start : view.mention(index).end].split()[0]
        agrees = view.mention(index).type != "ORG" or word.endswith("ة") == form.feminine
        was = view.norm(first - 1).lstrip("وف") in quotation_rules().was  # "كان X دعا Y إلى"
        opened = (was or view.is_function(first - 1, "complementizer")) and first - 1 not in view.quote_of
        if opened and last == at and agrees:
            return self.of_mention(index)
        return None if opened else self._fronted_noun(at)

    def _fronted_noun(self, at: int) -> Voice | None:
        """Those between أن and the verb whom no reference names: "أن عائلات الضحايا أكدت"."""
        view = self.view
        for k in range(at - 1, max(view.sentence(at).first, at - _NOUNS) - 1, -1):
            if view.tokens[k].kind != "word" or view.verb(k) is not None:
                return None
            was = view.norm(k - 1).lstrip("وف") in quotation_rules().was
            but = view.norm(k - 1).lstrip("وف") in quotation_rules().but
            if was or but or view.is_function(k - 1, "complementizer"):
                stands = k not in view.quote_of and (self.stands(k) or (was and k in view.mention_at))
                return self.at(k, at) if stands else None
        return None

    def _apposed(self, at: int) -> Voice | None:
        """The party behind أن and before "، زوجة الفقيد، قالت": what stands between the commas only says who it is."""
        view = self.view
        if view.norm(at - 1) not in COMMAS:
            return None
        for k in range(at - 2, max(view.sentence(at).first, at - _AS_FOR) - 1, -1):
            if view.verb(k) is not None or view.is_function(k, "relative", "clause_break") or view.norm(k) == ":":
                return None
            if view.is_function(k, "complementizer"):
                index = view.mention_at.get(k + 1)
                party = index is not None and view.mention(index).type in PARTY and k not in view.quote_of
                party = party and index is not None and view.norm(view.mention_end[index]) in COMMAS
                return self.of_mention(index) if index is not None and party else None
        return None

    def _opener(self, at: int) -> Voice | None:
        """The person whose name opens the sentence, what he is between commas behind it: "X، الطبيب السابق، قال"."""
        view = self.view
        first = view.sentence(at).first
        first += view.norm(first).removeprefix("و") in quotation_rules().was
        index = view.mention_at.get(first)
        if index is None or view.norm(at - 1) not in COMMAS or self.clitic(view.mention(index)):
            return None
        named = view.mention(index).type == "PERSON" and view.mention(index).form == "name"
        end = view.mention_end[index]
        apart = named and view.norm(end) in COMMAS and at - 1 > end
        return self.of_mention(index) if apart and all(view.verb(k) is None for k in range(end, at)) else None

    def _antecedent(self, at: int) -> Voice | None:
        """The party or paper right before "الذي" and the verb: "البيان الذي أشار إلى"."""
        view = self.view
        if not view.is_function(at - 1, "relative"):
            return None
        close = at - 2 if view.norm(at - 2) == "،" else at - 1
        for k in range(close - 1, max(view.sentence(at).first, at - PLACE) - 1, -1):
            if view.tokens[k].kind == "punct" or view.verb(k) is not None or view.is_function(k, "preposition"):
                return None
            index = view.inside.get(k)
            if index is not None:
                end = view.mention_end[index]
                beside = all(view.norm(j).startswith("ال") for j in range(end, close))  # "الرئيس X الأخير الذي قال"
                return self.of_mention(index) if view.mention(index).type in PARTY and beside else None
            if stems(view.norm(k)) & quotation_rules().laws and view.norm(at + 1) in _MARKED:
                return None  # "القانون الذي قال «...»"
            if stems(view.norm(k)) & quotation_rules().papers:
                return Voice(None, view.span(k, close), "institution", close)
            if stems(view.norm(k)) & attribution_rules().anonymous:
                return Voice(None, view.span(k, close), "anonymous", close)
        return None

    def _name_after(self, voice: Voice, stop: int) -> Voice | None:
        """The name between commas behind an office: "قال عضو المكتب، والناطق باسم النقابة، X،"."""
        view = self.view
        if voice.mention is None or view.mention(voice.mention).form == "name":
            return None
        for k in range(voice.last, min(stop, voice.last + _AS_FOR)):
            if view.verb(k) is not None or view.is_function(k, "complementizer", "relative", "clause_break"):
                return None
            index = view.mention_at.get(k)
            if index is None or view.norm(k - 1) not in COMMAS or view.mention(index).type != "PERSON":
                continue
            if view.mention(index).form == "name" and view.norm(view.mention_end[index]) in ("،", ",", ":", '"'):
                return self.of_mention(index)
        return None

    def _known(self, voice: Voice) -> bool:
        """Whether a noun that may speak heads the words."""
        return self.stands(self.view.token_range(voice.words.start, voice.words.end)[0])

    def _described_by(self, at: int, form: Form) -> Voice | None:
        """The indefinite noun right before a verb that says of it what it does: "لافتة تقول", "مسؤول يتابع"."""
        view = self.view
        if form.tense != "imperfect" or at < 2 or view.tokens[at - 1].kind != "word" or at - 1 in view.inside:
            return None
        back = view.norm(at + 1) in quotation_rules().addressed  # "رسالة تقول فيها"
        alone = view.tokens[at - 2].kind == "punct" or view.is_function(at - 2, "preposition") or view.verb(at - 2)
        paper = stems(view.norm(at - 1)) & quotation_rules().papers and view.norm(at - 1).endswith("ا")
        indefinite = not view.norm(at - 1).startswith(("ال", "و", "ف")) and not self.owned(at - 1)
        return self.at(at - 1, at) if (alone or paper) and indefinite and not back and self.stands(at - 1) else None

    def _was(self, at: int) -> Voice | None:
        """The subject between "كان" and "قد" and the verb: "وكان X قد أوضح"."""
        view = self.view
        if not view.is_function(at - 1, "may"):
            return None
        for k in range(at - 2, max(view.sentence(at).first, at - _WAS) - 1, -1):
            if self.stops(k):
                return None
            if view.norm(k).removeprefix("و") in quotation_rules().was:
                return self.at(k + 1, at - 1)
        return None

    def _as_for(self, at: int) -> Voice | None:
        """The subject of "أما X فقال", between the two."""
        view = self.view
        if not view.norm(at).startswith("ف"):
            return None
        for k in range(at - 1, max(view.sentence(at).first, at - _AS_FOR) - 1, -1):
            if view.norm(k).removeprefix("و") == _FOR:
                return self.at(k + 1, at)
        return None

    def _in_statement(self, at: int) -> Voice | None:
        """Whose statement a verb follows that opens no clause of its own: "وفي تصريح لـX قال"."""
        view, rules = self.view, quotation_rules()
        first = view.sentence(at).first
        if view.norm(first).removeprefix("و") not in rules.leading or not stems(view.norm(first + 1)) & rules.objects:
            return None
        for k in range(first + 2, min(at, first + _WAS)):
            index = view.mention_at.get(k)
            if self.stops(k) or view.verb(k) is not None:
                return None
            if index is None or view.mention(index).type != "PERSON":
                continue
            return self.of_mention(index) if view.prepositioned(k, view.mention(index).start) == "ل" else None
        return None

    def _before_that(self, at: int) -> Voice | None:
        """The subject of "سبق لـX أن قال", behind ل."""
        view = self.view
        if not view.is_function(at - 1, "complementizer"):
            return None
        for k in range(at - 2, max(view.sentence(at).first, at - _WAS) - 1, -1):
            if self.stops(k):
                return None
            if view.norm(k) in quotation_rules().before:
                inner = [view.mention_at[j] for j in range(k + 1, at) if j in view.mention_at]
                parties = [index for index in inner if view.mention(index).type in PARTY]
                return self.of_mention(parties[0]) if parties else None
        return None

    def _subject(self, voice: Voice, verb: SpeechVerb, at: int, stop: int) -> bool:
        """Whether what stands right behind a verb is its subject rather than its object."""
        first, _ = self.view.token_range(voice.words.start, voice.words.end)
        if voice.mention is None and voice.kind == "speaker" and self.owned(first):
            return False  # "أعلنت دعمها"
        one_of = self.view.norm(first - 1) in quotation_rules().some  # "قال أحد المسؤولين"
        if (self._plural_object(first) and not one_of) or self._object_noun(first, voice, verb.form):
            return False  # "دعا المسؤولين"
        if voice.mention is not None and self._accused(verb, self.view.mention(voice.mention), voice.last):
            return False
        leads = self.view.norm(voice.last) in (":", '"') or self.view.is_function(voice.last, "complementizer")
        if voice.mention is None and verb.form.lemma in quotation_rules().addressing:
            return False  # "خاطب الشباب بقوله"
        if voice.mention is None and verb.form.lemma in quotation_rules().closing and self._spoken(first):
            return False  # "ختم حديثه قائلا"
        paper = voice.kind == "institution" and not verb.plain
        known = self.stands(first) and not paper
        if voice.mention is None and voice.kind != "anonymous" and not (known or self._goes_on(voice, verb, paper)):
            return False  # "أجاب الدعوة", "أرجع قرار الحظر إلى"
        some = self.view.norm(first) in quotation_rules().some
        tells = verb.form.lemma in quotation_rules().describing or verb.form.lemma in quotation_rules().addressing
        said = some or verb.form.lemma in quotation_rules().intransitive or (verb.plain and leads)
        said = said or (self.view.is_function(voice.last, "complementizer") and not tells)
        if said or voice.mention is not None or self._agrees(voice, verb.form):
            return True
        word = voice.words.of(self.view.text).split()[0]
        fits = word.endswith(("ة", "ات")) == verb.form.feminine or (verb.form.feminine and not word.startswith("ال"))
        if fits and not tells and voice.kind == "speaker" and self.stands(first):
            return True
        colon = any(self.view.norm(k) == ":" for k in range(max(at, stop - 2), min(stop + 1, len(self.view.tokens))))
        opens = at == self.view.sentence(at).first and (colon or not verb.rule.startswith("quote."))
        return opens and fits

    def _accused(self, verb: SpeechVerb, party: Mention, last: int) -> bool:
        """Whether a body is whom the verb speaks of rather than its subject: "واتهم X بأنه"."""
        describes = verb.form.lemma in quotation_rules().describing and verb.joined and not verb.bears
        return describes and party.type != "PERSON" and self.view.norm(last).startswith("ب")

    def _goes_on(self, voice: Voice, verb: SpeechVerb, paper: bool) -> bool:
        """Whether an unknown noun may be who speaks: behind a verb without objects, or before the words themselves; a
        paper is rather what is spoken of ("انتقد حكم المحكمة «...»", "وصف الاتفاق بأنه")."""
        view = self.view
        if verb.form.lemma in quotation_rules().intransitive:
            return True
        for k in range(voice.last, min(view.sentence(voice.last - 1).last, voice.last + _WAS)):
            if view.is_function(k, "complementizer") or view.norm(k) == ":" or k in view.quotes_at:
                return not paper or (k not in view.quotes_at and not view.norm(k).startswith(_AS))
            if self.stops(k) and view.norm(k) not in COMMAS:
                return False
            noun = view.norm(k).endswith("ا") or view.norm(k) in quotation_rules().ambiguous  # "طالبا عدم ذكر اسمه"
            told = view.verb(k) is not None and not noun
            if told or view.is_function(k, "relative", "clause_break"):
                return False
        return False

    def _spoken(self, at: int) -> bool:
        return bool(stems(self.view.norm(at)) & quotation_rules().objects)

    def _adjacent(self, first: int, stop: int) -> Voice | None:
        """The person named right before a colon or mark, however long the adverbials before: "قال في مؤتمر ... X:"."""
        view = self.view
        end = stop
        while end > first and view.tokens[end - 1].kind == "punct":
            end -= 1
        index = view.inside.get(end - 1) if end > first and end < stop + (stop < len(view.tokens)) else None
        if index is None or view.mention(index).type != "PERSON" or self.clitic(view.mention(index)):
            return None
        start, _ = view.token_range(view.mention(index).start, view.mention(index).end)
        broken = start in view.quote_of or any(
            view.is_function(k, "complementizer")
            or (view.verb(k) is not None and not view.is_function(k - 1, "relative"))
            or (self.stops(k) and k != start - 1)
            or (k in view.quote_of and not self.is_name(view.quote_of[k]))
            for k in range(first, start)
        )
        broken = broken or self._governed(start, first)
        introduced = any(view.norm(k) in (":", '"') for k in range(end, min(end + 2, len(view.tokens))))
        return None if broken or start <= first or not introduced else self.of_mention(index)

    def _object_noun(self, at: int, voice: Voice, form: Form) -> bool:
        """Whether the words are what somebody does or asks rather than who: "انتقد تعيين X", "طالب الحكومة"."""
        norm = self.view.norm(at)
        if stems(norm) & (quotation_rules().papers | quotation_rules().people):
            return False
        if at not in self.view.inside and (norm in quotation_rules().abstract or verbal_noun(norm)):
            return True
        body = voice.mention is not None and self.view.mention(voice.mention).type == "ORG"
        word = voice.words.of(self.view.text).split()[0]
        return body and form.number == "singular" and not form.feminine and word.endswith("ة") and word.startswith("ال")

    def _agrees(self, voice: Voice, form: Form) -> bool:
        """Whether a noun that is no known reference may be the subject: definite, and of the verb's gender."""
        if voice.kind != "speaker":
            return True
        words = voice.words.of(self.view.text).split()
        feminine = words[0].endswith(("ة", "ات"))
        return any(word.startswith("ال") for word in words[:2]) and feminine == form.feminine

    def behind_about(self, at: int, stop: int) -> Voice | None:
        """Who stands behind عن in "نقلت صحيفة عن X أن"."""
        about = quotation_rules().about
        for k in range(at + 1, min(stop, at + 14)):
            if self.view.norm(k) == about:
                return self.at(k + 1, stop)
        return None

    def reporter(self, at: int, stop: int) -> Voice | None:
        """Who relays where no source is named: "نقلت وكالة X أن"."""
        view = self.view
        voice = self.phrase(at + 1, stop)
        that = voice is not None and view.is_function(voice.last, "complementizer")
        return voice if that else None

    def _before(self, at: int) -> Voice | None:
        """The noun phrase that opens the clause and ends right before the verb: "أم يوسف تقول"."""
        view = self.view
        first = at
        low = max(view.sentence(at).first, at - NAME)
        while first > low:
            k = first - 1
            if view.tokens[k].kind == "punct" or view.is_function(k, "preposition", "complementizer", "verb_opener"):
                break
            if view.verb(k) is not None or k in view.quote_of or k in view.timex_of:
                break
            first = k
        opens = first == view.sentence(at).first or view.tokens[first - 1].kind == "punct"
        voice = self.at(first, at) if first < at and opens else None
        known = voice is not None and (voice.mention is not None or voice.kind != "speaker" or self._known(voice))
        return voice if known else None

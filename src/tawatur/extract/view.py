"""An annotated document, indexed for reading clauses: which token is a verb, a reference, a time, a quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from tawatur.model import Annotated, Mention, Sentence, Span, Timex
from tawatur.rules.classes import event_classes, function_words
from tawatur.rules.text import parts_paragraphs
from tawatur.rules.verbs import Reading, read_verb, verbs

COMMAS = frozenset((",", "،"))
_YEAR = re.compile(r"^[ \t]{0,4}(?:1[0-9]|20)[0-9]{2}[ \t]{0,2}[-–—:][^\n]*", re.MULTILINE)
"""A line that opens with the year that it tells of."""
_ADJECTIVES = 2
"""Words between what says that a place is one and its name ("العاصمة القطرية X"), at most."""


class View:
    """Token-level indexes over one document. ``mention_at[i]`` is the outermost mention that begins at token ``i``;
    ``inside[i]`` the outermost mention that covers token ``i``; likewise for time expressions."""

    def __init__(self, ann: Annotated) -> None:
        self.ann = ann
        self.text = ann.doc.text
        self.tokens = ann.tokens
        self._starts = [token.start for token in ann.tokens]
        self._chronicle = [line.span() for line in _YEAR.finditer(ann.doc.text)]
        self.mention_at: dict[int, int] = {}
        self.mention_end: dict[int, int] = {}
        self.inside: dict[int, int] = {}
        self.nested: dict[int, list[int]] = {}
        """Index of a mention → indices of those directly inside it."""
        self.states: dict[str, int] = {}
        """Country → its first mention by name."""
        self.homes: dict[str, str] = {}
        """Last word of a person's name → the country that a reference with that name shows."""
        self.weight: Counter[str] = Counter()
        """Country → how many references show it, media left out."""
        for index, mention in enumerate(ann.mentions):
            if mention.within is None:
                self._place(index, mention)
            else:
                self.nested.setdefault(mention.within, []).append(index)
            if mention.country is not None and mention.subtype not in ("agency", "outlet"):
                self.weight[mention.country] += 1
                if mention.type == "PERSON" and mention.form == "name":
                    _, last = self.token_range(*mention.head)
                    self.homes.setdefault(self.norm(last - 1), mention.country)
                if mention.type == "COUNTRY" and mention.key is not None:
                    self.states.setdefault(mention.country, index)
        self.timex_at: dict[int, int] = {}
        self.timex_of: dict[int, int] = {}
        self.timex_tokens: dict[int, tuple[int, int]] = {}
        for index, timex in enumerate(ann.timexes):
            first, last = self.token_range(timex.start, timex.end)
            self.timex_at.setdefault(first, index)
            self.timex_tokens[index] = (first, last)
            for at in range(first, last):
                self.timex_of.setdefault(at, index)
        self.quotes_at: dict[int, int] = {}
        self.quote_of: dict[int, int] = {}
        for index, quote in enumerate(ann.quotes):
            first, last = self.token_range(quote.start, quote.end)
            self.quotes_at.setdefault(first, index)
            for at in range(first, last):
                self.quote_of.setdefault(at, index)
        self.sentence_of: dict[int, int] = {}
        for index, sentence in enumerate(ann.sentences):
            for at in range(sentence.first, sentence.last):
                self.sentence_of[at] = index
        self.verb = lru_cache(maxsize=None)(self._verb)

    def _place(self, index: int, mention: Mention) -> None:
        first, last = self.token_range(mention.start, mention.end)
        if first in self.inside:
            return
        self.mention_at[first] = index
        self.mention_end[index] = last
        for at in range(first, last):
            self.inside.setdefault(at, index)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Tokens that the characters ``start:end`` touch, as a half-open range."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first + 1, bisect_right(self._starts, end - 1))
        return first, last

    def norm(self, index: int) -> str:
        """Folded token, or "" outside the text."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def country_of(self, index: int) -> str | None:
        """The country of a reference, else that of a fuller reference to the same name in the text."""
        mention = self.mention(index)
        if mention.country is not None or mention.form != "name":
            return mention.country
        _, last = self.token_range(*mention.head)
        return self.homes.get(self.norm(last - 1))

    def mention(self, index: int) -> Mention:
        """The reference with that index."""
        return self.ann.mentions[index]

    def timex(self, index: int) -> Timex:
        """The time expression with that index."""
        return self.ann.timexes[index]

    def sentence(self, token: int) -> Sentence:
        """The sentence of a token."""
        return self.ann.sentences[self.sentence_of[token]]

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def is_function(self, index: int, *names: str) -> bool:
        """Whether the token, as it is or without و/ف, is in one of the classes of function words."""
        norm = self.norm(index)
        if not norm:
            return False
        words = function_words()
        found = words.exact(norm)
        if len(norm) > 2 and norm[0] in "وف":
            found |= words.exact(norm[1:])
        return any(name in found for name in names)

    def opens(self, index: int, name: str) -> bool:
        """Whether the token, و/ف allowed, or a phrase that begins at it is in a class of function words."""
        return name in self.function_at(index) or self.is_function(index, name)

    def after_that(self, token: int) -> bool:
        """Whether the verb stands in "بعد أن ...": its subject is that of the main clause, which follows."""
        return self.norm(token - 1) == "ان" and self.is_function(token - 2, "circumstance")

    def function_at(self, index: int) -> frozenset[str]:
        """Names of the function-word classes that begin at a token, phrases included."""
        return function_words().exact_at(self.tokens, index)

    def classes_at(self, index: int) -> dict[str, int]:
        """Word class → index after its last token."""
        return event_classes().at(self.tokens, index)

    def prepositioned(self, first: int, start: int) -> str:
        """The preposition that governs what begins at token ``first`` and character ``start``: a clitic (ب ل ك) or the
        word before; "" if none."""
        token = self.tokens[first]
        if start > token.start:
            clitics = self.text[token.start : start].lstrip("وف")
            if clitics:
                return clitics[-1]
        if first - 1 in self.inside:
            return ""  # the last word of a name ("محمد علي")
        if self.norm(first - 1) == "من" and self.norm(first - 2) in ("كل", "كلا"):
            return self.norm(first - 3) if self.is_function(first - 3, "preposition") else ""  # "بين كل من X وY"
        if self.norm(first - 1) == "جانب" and self.norm(first - 2) == "الي":
            return "الي جانب"
        if self.is_function(first - 1, "preposition") and self.verb(first - 1) is None:
            return self.norm(first - 1).removeprefix("و") if self.norm(first - 1) != "و" else ""
        return self._of_a_place(first)

    def _of_a_place(self, first: int) -> str:
        """The preposition before what says that a place is one: "إلى العاصمة القطرية X", "بمدينة X"; "" if none."""
        at = first - 1
        while at > first - _ADJECTIVES - 1 and self.norm(at).startswith("ال") and not self._place_noun(self.norm(at)):
            at -= 1
        noun = self.norm(at).removeprefix("و")
        if at < 0 or at in self.inside or not noun:
            return ""
        if self._place_noun(noun):
            led = self.is_function(at - 1, "preposition") and self.verb(at - 1) is None
            return self.norm(at - 1).removeprefix("و") if led else ""
        clitic = noun[0] in "بل" and (self._place_noun(noun[1:]) or self._place_noun(noun[2:]))
        return noun[0] if clitic else ""

    @staticmethod
    def _place_noun(norm: str) -> bool:
        return "place_noun" in event_classes().exact(norm.removeprefix("ال"))

    def parted(self, index: int) -> bool:
        """Whether a line or a paragraph begins at the token."""
        return index == 0 or parts_paragraphs(self.text[self.tokens[index - 1].end : self.tokens[index].start])

    def chronicled(self, index: int) -> bool:
        """Whether the line of token ``index`` opens with the year that it tells of ("1980 - X يزور Y")."""
        start = self.tokens[index].start
        line = bisect_right(self._chronicle, (start, len(self.text))) - 1
        return line >= 0 and start < self._chronicle[line][1]

    def conjoined(self, first: int, start: int) -> bool:
        """Whether what begins there carries و."""
        token = self.tokens[first]
        return (start > token.start and self.text[token.start] == "و") or self.norm(first - 1) == "و"

    def _verb(self, index: int) -> Reading | None:
        """The most plausible reading of a token as a verb, or None."""
        if index in self.inside or index in self.timex_of or "no_verb" in function_words().exact(self.norm(index)):
            return None
        readings = read_verb(self.norm(index))
        if not readings:
            return None
        in_quote = index in self.quote_of
        token = self.tokens[index]
        for reading in readings:
            form = reading.form
            if self._has_low_hamza(index, reading):
                continue  # "إشادتهما", "إعلان": a verbal noun
            if reading.pronoun == "ه" and self.text[token.start : token.end].rstrip(
                "\u064b\u064c\u064d\u064e\u064f\u0650\u0652"
            ).endswith("ة"):
                continue
            if form.person == 1 and not in_quote:
                continue
            if self._plausible(index, reading):
                return reading
        return None

    def _after_fronted(self, index: int) -> bool:
        """Whether the reference before the token opens the clause ("أن مصر وقعت"): then the bare form is its verb."""
        mention = self.inside.get(index - 1)
        if mention is None:
            return False
        first, _ = self.token_range(self.mention(mention).start, self.mention(mention).end)
        opens = first <= self.sentence(index).first or self.tokens[first - 1].kind == "punct"
        return opens or self.is_function(first - 1, "verb_opener", "complementizer") or self.norm(first).startswith("و")

    def _has_low_hamza(self, index: int, reading: Reading) -> bool:
        """Whether the stem is written with إ, as no finite verb is ("إعلان", "إشادتهما") but those whose alif carries
        no hamza at all and is often given one ("إلتقى", "إستقبل", "إتفق")."""
        token = self.tokens[index]
        form = reading.form
        extra = form.tense == "perfect" and (form.lemma[2:3] == "ت" or form.lemma[1:3] in ("ست", "نع", "نط"))
        return not extra and self.text[token.start + reading.skip : token.end].startswith("إ")

    def _opens_clause(self, index: int) -> bool:
        sentence = self.sentence(index)
        if index <= sentence.first or self.tokens[index - 1].kind == "punct":
            return True
        return self.is_function(index - 1, "verb_opener") or self.norm(index - 1) in ("و", "ف")

    def _plausible(self, index: int, reading: Reading) -> bool:
        form = reading.form
        if self.is_function(index - 1, "preposition") and not self.is_function(index - 1, "verb_opener"):
            return False
        bare = form.tense == "perfect" and form.number == "singular" and not form.feminine
        if reading.pronoun and verbs()[form.lemma].noun_too:
            return self._opens_clause(index) or bool(reading.conjunction) or form.feminine or form.tense == "imperfect"
        if bare and verbs()[form.lemma].noun_too:
            if self._opens_clause(index) or reading.conjunction:
                return self.norm(index + 1) != "من"
            return self._after_fronted(index)
        return True

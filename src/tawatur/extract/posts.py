"""Posts and tweets: the words by which a text says that a source spoke through one, its platform and its author."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tawatur.extract.view import COMMAS, View
from tawatur.model import Post
from tawatur.rules.classes import stems
from tawatur.rules.posts import post_rules

_NEXT = 4
"""Words between two parts of one phrase ("في تغريدة نشرها أمس على حسابه")."""
_NAME = 4
"""Words between a noun for a site and the platform ("موقع التدوين المصغر «تويتر»")."""
_REACH = 12
"""Words between a verb, or its subject, and a post of the speaker's own ("أعرب عن أسفه في تغريدة")."""
_OBJECT = 4
"""Words between a verb of publishing and the platform ("نشر مقطعا على إنستغرام")."""
_SPREAD = 10
"""Tokens that a phrase may have before the platform."""
_FRONT = 24
"""Tokens before a verb in which a post may be fronted ("وفي تغريدة على تويتر، قال X")."""
_QUOTES = frozenset('"()')
_CLOSING = frozenset('"،,')
_ENCLITICS = ("ه", "ها", "هم", "هما", "ي", "نا")
_WHAT = frozenset(("ما", "مما", "بما", "عما"))
_STOPS = frozenset((":", ".", "؛", ";", "؟", "?", "!"))


class Part(NamedTuple):
    """One noun of a phrase: the token after it, and what it shows."""

    last: int
    sort: str
    """"noun", "account", "platform", "network", "tag"."""
    platform: str | None = None
    own: bool = False
    """Whether it is a post or somebody's own place on a network without any other part."""
    owned: bool = False
    """Whether a pronoun says whose it is ("تغريدته")."""


class Phrase(NamedTuple):
    """Words that name a post: tokens ``first`` to ``last`` (exclusive), its parts, and the author if they name one."""

    first: int
    last: int
    by: str
    """The preposition, "" where there is none."""
    parts: tuple[Part, ...]
    author: int | None
    """Index of a mention."""

    @property
    def platform(self) -> str | None:
        """The platform: as named, else the one that the noun itself shows."""
        shown = [part for part in self.parts if part.platform is not None]
        named = [part for part in shown if part.sort == "platform"]
        return (named or shown)[0].platform if shown else None

    @property
    def sure(self) -> bool:
        """Whether it is a post by itself: a tweet, an own account, or any noun with a platform or network."""
        return any(part.own or part.sort in ("platform", "network", "tag") for part in self.parts)


class Posts:
    """Finds phrases about posts in one document."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.rules = post_rules()

    # -- phrases -----------------------------------------------------------------------------------------------

    def at(self, token: int, stop: int, *, bare: bool = False) -> Phrase | None:
        """The phrase that begins at a token with its preposition; ``bare``: with the noun itself."""
        by, first = ("", token) if bare else self._by(token)
        if first is None:
            return None
        at = first
        while at < stop and at - first < _NEXT and self.view.norm(at) in self.rules.counting:
            at += 1
        part = self._part(at, stop, clitic=by == "ب" and first == token)
        if part is None or (bare and part.sort in ("platform", "tag")):
            return None
        if bare and part.sort == "network" and not stems(self.view.norm(at)) & self.rules.sites:
            return None
        phrase = self._extended(token, by, part, stop)
        return phrase if phrase.sure else None

    def _by(self, token: int) -> tuple[str, int | None]:
        norm = self.view.norm(token).removeprefix("و")
        if norm in self.rules.by:
            return norm, token + 1
        if norm == "من" and self.view.norm(token + 1) in self.rules.by:
            return self.view.norm(token + 1), token + 2
        return ("ب", token) if norm.startswith("ب") and len(norm) > 3 else ("", None)

    def _part(self, at: int, stop: int, *, clitic: bool = False) -> Part | None:
        view = self.view
        while at < stop and view.norm(at) in _QUOTES:
            at += 1
        if at >= stop or view.tokens[at].kind != "word":
            return None
        names = stems(view.norm(at))
        platform = self._platform(at, site=False, clitic=clitic)
        if platform is not None:
            return platform
        if names & self.rules.sites:
            return self._site(at, stop)
        network = [match for match in self.rules.networks.at(view.tokens, at) if clitic or not match.skip]
        if network:
            return Part(network[0].last, "network")
        noun = next((self.rules.nouns[name] for name in sorted(names) if name in self.rules.nouns), None)
        if noun is not None:
            owned = self._owned(at, names & self.rules.nouns.keys())
            return Part(at + 1, "noun", noun.platform, not noun.needs, owned)
        if names & self.rules.accounts and view.norm(at + 1) not in self.rules.not_next:
            own = self._owned(at, names & self.rules.own_accounts)
            return Part(at + 1, "account", None, own, self._owned(at, names & self.rules.accounts))
        if names & self.rules.tags:
            return Part(at + 1, "tag")
        return None

    def _owned(self, at: int, nouns: AbstractSet[str]) -> bool:
        norm = self.view.norm(at)
        bases = [noun[:-1] + "ت" if noun.endswith("ه") else noun for noun in nouns]
        return any(norm.endswith(base + end) for base in bases for end in _ENCLITICS)

    def _platform(self, at: int, *, site: bool, clitic: bool = False) -> Part | None:
        for match in self.rules.names.at(self.view.tokens, at):
            if (site or not match.value[1]) and (clitic or not match.skip):
                return Part(match.last, "platform", match.value[0])
        return None

    def _site(self, at: int, stop: int) -> Part | None:
        """A noun for a site with its platform, or the networks as a whole; any other site is no place for posts."""
        view = self.view
        network: Part | None = None
        k, words = at + 1, 0
        while k < stop and words <= _NAME:
            platform = self._platform(k, site=True)
            if platform is not None:
                return platform
            match = self.rules.networks.at(view.tokens, k)
            if match:
                network = Part(match[0].last, "network")
                k = match[0].last
                continue
            if view.tokens[k].kind == "punct":
                if view.norm(k) not in _QUOTES:
                    break
            elif stems(view.norm(k)) & self.rules.sites:
                break  # "وسائل الإعلام ومواقع ...", "موقع للصور تملكه شبكة ..."
            elif view.verb(k) is not None or view.is_function(k, "complementizer", "preposition", "relative"):
                break
            else:
                words += 1
            k += 1
        return network

    def _extended(self, first: int, by: str, part: Part, stop: int) -> Phrase:
        view = self.view
        parts, last, author = [part], self._closed(first, part.last), None
        k, words = last, 0
        while k < stop and words <= _NEXT:
            author = self._author(k) if author is None and words <= 1 and k >= last else author
            by_here, noun = self._by(k)
            more = None
            if noun is not None:
                more = self._part(noun, stop, clitic=by_here == "ب" and noun == k)
            elif parts[-1].sort == "account" and words <= 1:
                more = self._platform(k + (view.norm(k) in _QUOTES), site=False)
            elif parts[-1].sort == "platform" and k == last and view.norm(k).startswith("و"):
                joined = k + 1 + (view.norm(k + 1) in _QUOTES) if view.norm(k) == "و" else k  # "في تويتر وفيسبوك"
                more = self._platform(joined, site=True, clitic=True) if joined < stop else None
            if more is not None and not (more.sort == "noun" and not more.own):
                parts.append(more)
                k = last = self._closed(first, more.last)
                words = 0
                continue
            if view.norm(k) in _STOPS or view.norm(k) in COMMAS or view.is_function(k, "complementizer"):
                break
            if k in view.timex_of:
                k = view.timex_tokens[view.timex_of[k]][1]
                continue
            verb = view.verb(k)
            if verb is not None:
                if not (verb.pronoun and verb.form.lemma in self.rules.writing):
                    break
                author = view.mention_at.get(k + 1, author) if author is None else author
            if k in view.mention_at:
                k = view.mention_end[view.mention_at[k]]
            else:
                k += 1
            words += view.tokens[k - 1].kind == "word"
        return Phrase(first, last, by, tuple(parts), author)

    def _closed(self, first: int, last: int) -> int:
        """The token after the mark that closes a platform's name, where one opened within the phrase."""
        inside = [self.view.norm(at) for at in range(first, last)]
        mark = self.view.norm(last)
        closes = (mark == '"' and inside.count('"') % 2) or (mark == ")" and "(" in inside and ")" not in inside)
        return last + 1 if closes else last

    def _author(self, at: int) -> int | None:
        """Whose post it is: the reference right behind the noun, as it is or with ل ("تغريدة للوزير")."""
        index = self.view.mention_at.get(at)
        if index is None:
            return None
        mention = self.view.mention(index)
        if mention.type == "PLACE" or self._platform(at, site=True, clitic=True) is not None:
            return None
        return index if self.view.prepositioned(at, mention.start) in ("", "ل") else None

    def post(self, phrase: Phrase) -> Post:
        """The post that a phrase names."""
        return Post(self.view.span(phrase.first, phrase.last), phrase.platform)

    def names_platform(self, at: int) -> bool:
        """Whether what begins at token ``at`` is the platform of a post, and no party ("قال في حسابه في «تويتر»")."""
        if self._platform(at, site=True, clitic=True) is None:
            return False
        sentence = self.view.sentence(at)
        found = (self.at(k, sentence.last) for k in range(max(sentence.first, at - _SPREAD), at + 1))
        return any(phrase is not None and phrase.first <= at < phrase.last for phrase in found)

    # -- posts of a cue ----------------------------------------------------------------------------------------

    def of_verb(self, token: int, lemma: str, last: int, content: int | None) -> Post | None:
        """The post in which a verb of saying at ``token`` speaks; ``last``: the token after its subject."""
        view, sentence = self.view, self.view.sentence(token)
        stop = content if content is not None else sentence.last
        found = self._behind(token, lemma, last, stop) or self._fronted(token) or self._said_in_it(token)
        found = found or (self._closing_quote(content) if content is not None else None)
        if found is not None:
            return self.post(found)
        platform = self.rules.verbs.get(lemma)
        return Post(view.span(token, token + 1), platform) if platform is not None else None

    def _behind(self, token: int, lemma: str, last: int, stop: int, *, commas: bool = True) -> Phrase | None:
        view = self.view
        writes = lemma in self.rules.writing
        k, words = token + 1, 0
        while k < stop and words <= _REACH:
            found = self.at(k, stop) or (self._written(k, stop) if writes and words <= _OBJECT else None)
            if found is not None:
                if found.by and view.norm(k).startswith("و"):
                    return None  # "... وعلى تويتر": what follows is told of another
                if self._holds(found, lemma, words):
                    return found
                words += found.last - k
                k = found.last
                continue
            if k in view.timex_of:
                k = view.timex_tokens[view.timex_of[k]][1]
                continue
            if k in view.mention_at:
                end = view.mention_end[view.mention_at[k]]
                words += end > last
                k = end
                continue
            norm = view.norm(k)
            if not commas and norm in COMMAS:
                return None
            if norm in _STOPS or norm in _WHAT or view.is_function(k, "complementizer", "relative"):
                return None
            if view.tokens[k].kind == "word" and k >= last:
                if view.verb(k) is not None:
                    return None
                words += 1
            k += 1
        return None

    def _written(self, at: int, stop: int) -> Phrase | None:
        """The post as the object of a verb of publishing: "نشر X تغريدة"."""
        found = self.at(at, stop, bare=True)
        return found if found is not None and found.parts[0].sort == "noun" else None

    def about(self, phrase: Phrase) -> bool:
        """Whether a phrase names what is spoken about: "ردا على تغريدة"."""
        return phrase.by == self.rules.upon and phrase.parts[0].sort == "noun"

    def _holds(self, phrase: Phrase, lemma: str, words: int) -> bool:
        """Whether a phrase says how the verb's subject spoke rather than what he spoke of: ``words`` part them."""
        first = phrase.parts[0]
        writes = lemma in self.rules.writing
        if self.about(phrase):
            return False
        if phrase.by == self.rules.upon and lemma in self.rules.upon_verbs and first.sort != "account":
            return False
        if first.sort == "account" and phrase.by == self.rules.upon and len(phrase.parts) == 1 and not writes:
            return self.view.norm(phrase.last) in self.rules.online  # "على حسابه الرسمي", not "at his expense"
        if first.sort == "noun" or first.own:
            return words <= _REACH
        if first.sort == "platform" and phrase.by == self.rules.within and not writes:
            return False
        return words <= (_OBJECT if writes else 0)

    def _fronted(self, token: int) -> Phrase | None:
        """A post that opens the verb's clause: "وفي تغريدة على تويتر، قال X"."""
        view = self.view
        low = max(view.sentence(token).first, token - _FRONT)
        k = token - 1
        while k > low and view.verb(k) is None and view.norm(k) not in _STOPS:
            k -= 1
        for at in range(max(k, low), token):
            opens = at == view.sentence(token).first or view.tokens[at - 1].kind == "punct"
            found = self.at(at, token) if opens else None
            if found is not None and not self.about(found):
                return found
        return None

    def _said_in_it(self, token: int) -> Phrase | None:
        """ "نشر X تغريدة قال فيها إن": the post that the verb points back at."""
        view = self.view
        if not view.is_function(token + 1, "back_pronoun"):
            return None
        for at in range(token - 1, max(view.sentence(token).first, token - _FRONT) - 1, -1):
            if stems(view.norm(at)) & self.rules.nouns.keys() and at not in view.inside:
                found = self.at(at, token, bare=True)
                if found is not None:
                    return found
        return None

    def _closing_quote(self, content: int) -> Phrase | None:
        """The post right behind what is quoted: "قال X: «...» في تغريدة"."""
        view = self.view
        quote = view.quote_of.get(content, view.quote_of.get(content + 1))
        if quote is None:
            return None
        at = view.token_range(view.ann.quotes[quote].start, view.ann.quotes[quote].end)[1]
        while at < len(view.tokens) and view.norm(at) in _CLOSING:
            at += 1
        found = self.at(at, min(len(view.tokens), at + _FRONT)) if at < len(view.tokens) else None
        return found if found is not None and self._holds(found, "", 0) else None

    def beside(self, last: int, stop: int) -> Post | None:
        """The post right behind a source: "كما قال X في تغريدة", "ناشطون على مواقع التواصل"."""
        found = self._behind(last - 1, "", last, stop, commas=False)
        return None if found is None else self.post(found)

    def of_person(self, at: int) -> Post | None:
        """The post of people known only as those who post ("مغردون")."""
        name = next((name for name in sorted(stems(self.view.norm(at))) if name in self.rules.persons), None)
        return None if name is None else Post(self.view.span(at, at + 1), self.rules.persons[name])

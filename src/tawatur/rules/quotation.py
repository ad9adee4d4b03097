"""What introduces direct quotations (resources/events/quotation.yaml and attribution.yaml), compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct, ValidationError, convert, field

from tawatur.model import ResourceError
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import folded, normal
from tawatur.rules.verbs import Form, conjugated, verbs

_ENDINGS = ("ه", "ون", "ين", "ان", "ات", "و", "ي", "تان", "تين")
"""Endings of a noun of people: feminine, sound plurals, duals, and the plural with its owner."""
_OBJECTS = ("هما", "هم", "ها", "ه")
"""Pronouns of whom a verb speaks of."""
_WHOLE = frozenset({"plural", "body", "paper", "sacred", "several"})
"""Groups of speakers.tsv that list every form."""


class QuotationRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs (perfect, imperfect) that introduce quotations; ``plain``: also where the marks are missing."""

    id: str
    plain: bool
    verbs: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]


class _Came(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]
    contains: tuple[str, ...]
    where: str
    within: tuple[str, ...]


class _Relay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verbs: tuple[tuple[str, str], ...]
    about: str


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verbs: tuple[QuotationRule, ...]
    participles: tuple[str, ...]
    ambiguous: tuple[str, ...]
    nouns: tuple[str, ...]
    objects: tuple[str, ...]
    continues: tuple[str, ...]
    themes: tuple[str, ...]
    was: tuple[str, ...]
    never: tuple[str, ...]
    some: tuple[str, ...]
    utter: tuple[str, ...]
    bare: tuple[str, ...]
    leading: tuple[str, ...]
    closing: tuple[str, ...]
    writing: tuple[str, ...]
    abstract: tuple[str, ...]
    intransitive: tuple[str, ...]
    before: tuple[str, ...]
    kin: tuple[str, ...]
    adverbs: tuple[str, ...]
    addressed: tuple[str, ...]
    manner: tuple[str, ...]
    apart: tuple[str, ...]
    people: tuple[str, ...]
    titles: tuple[str, ...]
    works: tuple[str, ...]
    naming: tuple[str, ...]
    sayings: tuple[str, ...]
    wordings: tuple[str, ...]
    according: tuple[str, ...]
    came: _Came
    papers: tuple[str, ...]
    words_of: tuple[str, ...]
    questions: tuple[str, ...]
    clausal: tuple[str, ...]
    saying_of: tuple[str, ...]
    thus: tuple[str, ...]
    relay: _Relay
    turns: tuple[str, ...]
    soon: tuple[str, ...]
    as_if: tuple[str, ...]
    others: tuple[str, ...]
    under: tuple[str, ...]
    addressing: tuple[str, ...]
    parts: tuple[str, ...]
    pointing: tuple[str, ...]
    describing: tuple[str, ...]
    but_he: tuple[str, ...]
    honorifics: tuple[str, ...]
    following: tuple[str, ...]
    but: tuple[str, ...]
    of_what: tuple[str, ...]
    laws: tuple[str, ...]
    elsewhere: tuple[str, ...]
    wording: tuple[str, ...]
    answers: tuple[str, ...]
    deeds: tuple[str, ...]
    if_: tuple[str, ...] = field(name="if")
    nominal: tuple[str, ...]
    that_was: tuple[str, ...]
    while_: tuple[str, ...] = field(name="while")


class QuotationRules(Struct, frozen=True):
    """Indexes by folded word."""

    rules: tuple[QuotationRule, ...]
    verbs: Mapping[str, tuple[str, bool, Form]]
    """Form → (rule, whether it is plain, form)."""
    next: Mapping[str, frozenset[str]]
    """Lemma → words of which one must follow."""
    participles: frozenset[str]
    ambiguous: frozenset[str]
    nouns: frozenset[str]
    """As written: folded, they are prepositions."""
    objects: frozenset[str]
    continues: frozenset[str]
    themes: frozenset[str]
    was: frozenset[str]
    some: frozenset[str]
    utter: frozenset[str]
    """Lemmas."""
    bare: frozenset[str]
    leading: frozenset[str]
    closing: frozenset[str]
    """Lemmas."""
    writing: frozenset[str]
    """Lemmas."""
    abstract: frozenset[str]
    intransitive: frozenset[str]
    """Lemmas."""
    holding: frozenset[str]
    """Lemmas of which the imperfect needs أن."""
    before: frozenset[str]
    kin: frozenset[str]
    adverbs: frozenset[str]
    addressed: frozenset[str]
    manner: frozenset[str]
    apart: frozenset[str]
    people: frozenset[str]
    titles: frozenset[str]
    works: frozenset[str]
    naming: frozenset[str]
    sayings: frozenset[str]
    wordings: frozenset[str]
    according: Phrases[str]
    came: frozenset[str]
    where: str
    within: frozenset[str]
    contains: frozenset[str]
    papers: frozenset[str]
    words_of: frozenset[str]
    questions: frozenset[str]
    clausal: frozenset[str]
    saying_of: frozenset[str]
    thus: Phrases[str]
    relay: frozenset[str]
    about: str
    turns: Phrases[str]
    soon: frozenset[str]
    as_if: frozenset[str]
    others: frozenset[str]
    under: frozenset[str]
    addressing: frozenset[str]
    """Lemmas."""
    parts: frozenset[str]
    pointing: frozenset[str]
    describing: frozenset[str]
    """Lemmas."""
    bearing: Mapping[str, tuple[str, tuple[str, bool, Form]]]
    """Form of a describing verb with a pronoun ("وصفوه") → (the verb without it, its entry in ``verbs``)."""
    but_he: frozenset[str]
    honorifics: frozenset[str]
    following: frozenset[str]
    but: frozenset[str]
    of_what: frozenset[str]
    laws: frozenset[str]
    wording: frozenset[str]
    answers: frozenset[str]
    deeds: frozenset[str]
    if_: frozenset[str]
    nominal: frozenset[str]
    that_was: frozenset[str]
    speaking: frozenset[str]
    """Nouns that stand for whoever speaks, in all their forms without article."""
    while_: Phrases[str]
    elsewhere: Phrases[str]


def _told(perfect: str, imperfect: str) -> Iterator[tuple[str, Form]]:
    """The forms that tell of somebody: the third person without the jussive of hollow verbs ("يجب" is none of أجاب)."""
    for form, entry in conjugated(perfect, imperfect):
        short = entry.tense == "imperfect" and entry.number == "singular" and len(form) < len(normal(imperfect))
        if entry.person == 3 and not short:
            yield form, entry


def _bearing(
    table: Mapping[str, tuple[str, bool, Form]], lemmas: frozenset[str]
) -> dict[str, tuple[str, tuple[str, bool, Form]]]:
    """The verbs of those lemmas with each pronoun of the third person; the alif of a plural falls away before it."""
    out: dict[str, tuple[str, tuple[str, bool, Form]]] = {}
    for form, entry in table.items():
        if entry[2].lemma in lemmas:
            stem = form.removesuffix("ا") if form.endswith("وا") else form
            for pronoun in _OBJECTS:
                out.setdefault(stem + pronoun, (form, entry))
    return out


def _speaking() -> frozenset[str]:
    """The nouns of speakers.tsv, those of single people with the endings that they take."""
    out: set[str] = set()
    for row in read_tsv("events/speakers.tsv"):
        endings = ("", *_ENDINGS) if row["group"] not in _WHOLE else ("",)
        for form in map(normal, row["forms"].split()):
            out.update(form + ending for ending in endings)
    return frozenset(out)


@lru_cache(maxsize=1)
def quotation_rules() -> QuotationRules:
    """The rules, loaded once. Raises ResourceError where the file is malformed."""
    try:
        file = convert(read_yaml("events/quotation.yaml"), _File)
    except ValidationError as error:
        raise ResourceError(f"resources/events/quotation.yaml: {error}") from error
    table: dict[str, tuple[str, bool, Form]] = {}
    for rule in file.verbs:
        for perfect, imperfect in rule.verbs:
            for form, entry in _told(perfect, imperfect):
                table.setdefault(form, (rule.id, rule.plain, entry))
    for lemma, speech in attribution_rules().speech.items():
        for form, entry in _told(lemma, verbs()[lemma].imperfect):
            table.setdefault(form, (speech.id, False, entry))
    for form in map(normal, file.never):
        table.pop(form, None)
    plain = attribution_rules().according
    relay = {form for perfect, imperfect in file.relay.verbs for form, _ in conjugated(perfect, imperfect)}
    return QuotationRules(
        rules=file.verbs,
        verbs=table,
        next={lemma: folded(rule.next) for lemma, rule in attribution_rules().speech.items() if rule.next},
        participles=folded((*file.participles, *attribution_rules().participles)),
        ambiguous=folded(file.ambiguous),
        nouns=frozenset(file.nouns),
        objects=folded(file.objects),
        continues=frozenset(file.continues),
        themes=folded(file.themes),
        was=folded(file.was),
        some=folded(file.some),
        utter=frozenset(file.utter),
        bare=folded(file.bare),
        leading=folded(file.leading),
        closing=frozenset(file.closing),
        writing=frozenset(file.writing),
        abstract=folded(file.abstract),
        intransitive=frozenset(file.intransitive),
        holding=frozenset(lemma for lemma, rule in attribution_rules().speech.items() if rule.that),
        before=folded(file.before),
        kin=folded(file.kin),
        adverbs=folded(file.adverbs),
        addressed=folded(file.addressed),
        manner=folded(file.manner),
        apart=folded(file.apart),
        people=folded(file.people),
        titles=folded(file.titles),
        works=folded(file.works),
        naming=folded(file.naming),
        sayings=folded(file.sayings),
        wordings=folded(file.wordings),
        according=Phrases((words, words) for words in (*file.according, *plain)),
        came=folded(file.came.verbs),
        where=normal(file.came.where),
        within=folded(file.came.within),
        contains=folded(file.came.contains),
        papers=folded(file.papers),
        words_of=folded(file.words_of),
        questions=folded(file.questions),
        clausal=folded(file.clausal),
        saying_of=folded(file.saying_of),
        thus=Phrases((words, words) for words in file.thus),
        relay=frozenset(relay),
        about=normal(file.relay.about),
        turns=Phrases((words, words) for words in file.turns),
        soon=folded(file.soon),
        as_if=folded(file.as_if),
        others=folded(file.others),
        under=folded(file.under),
        addressing=frozenset(file.addressing),
        parts=folded(file.parts),
        pointing=folded(file.pointing),
        describing=frozenset(file.describing),
        bearing=_bearing(table, frozenset(file.describing)),
        but_he=folded(file.but_he),
        honorifics=folded(file.honorifics),
        following=folded(file.following),
        but=folded(file.but),
        of_what=folded(file.of_what),
        laws=folded(file.laws),
        wording=folded(file.wording),
        answers=folded(file.answers),
        deeds=folded(file.deeds),
        if_=folded(file.if_),
        nominal=folded(file.nominal),
        that_was=folded(file.that_was),
        speaking=_speaking() | attribution_rules().anonymous,
        while_=Phrases((words, words) for words in file.while_),
        elsewhere=Phrases((words, words) for words in file.elsewhere),
    )

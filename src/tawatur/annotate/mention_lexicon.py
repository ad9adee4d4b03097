"""The lexicons of roles, organisations and nationalities, inflected and ready to match."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tawatur.annotate.mention_types import Number, State
from tawatur.model import EntityType
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import normal

_ALEF_LAM = "ال"
_NISBA_ENDINGS = ("", "ة", "ا", "ان", "ين", "ون", "تان", "تين", "ات")
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")


class Shape(NamedTuple):
    """One inflected form of a noun."""

    form: str
    state: State
    number: Number
    feminine: bool = False


class Head(NamedTuple):
    """A head noun of an office or organisation in one of its forms, with the fixed words that follow it."""

    id: str
    shape: Shape
    tail: str
    slug: str
    """Office for roles, kind for organisations."""
    kind: str
    """office, generic or source for roles; subtype for organisations."""
    takes: frozenset[str]
    need: str = ""
    weak: bool = False
    bare: bool = False
    country: str | None = None
    unique: bool = False
    governs: bool = False
    """The fixed words take a genitive, whatever the head's state."""

    @property
    def open(self) -> bool:
        """Whether a genitive may still follow."""
        if self.governs:
            return True
        if self.shape.state in ("accusative", "definite", "possessed"):
            return False
        return not (self.definite_tail or self.possessed)

    @property
    def possessed(self) -> bool:
        """Whether the fixed words end with a pronoun ("رئيس أركانه")."""
        return self.tail.endswith(_PRONOUNS[:3])

    @property
    def definite_tail(self) -> bool:
        """Whether the fixed words end with an article, which makes the whole definite."""
        return bool(self.tail) and self.tail.split()[-1].startswith(_ALEF_LAM)


class Rank(NamedTuple):
    """A rank or style of address."""

    id: str
    number: Number
    office: str | None
    country: str | None
    suffix: bool
    alone: bool
    prefix: bool


class Nationality(NamedTuple):
    """An adjective of nationality in one of its forms."""

    country: str
    definite: bool


class Adjective(NamedTuple):
    """Another adjective in one of its forms."""

    definite: bool
    level: bool
    """"رفيع المستوى": agrees with no article."""


class Portfolio(NamedTuple):
    """What a minister or ministry is in charge of."""

    slug: str
    definite: bool
    alone: bool
    country: str | None


class Side(NamedTuple):
    """A party that is referred back to, or a state by its side."""

    id: str
    type: EntityType
    subtype: str
    number: Number
    nation: bool


class Lexicon(NamedTuple):
    """All that the grammar looks words up in."""

    offices: Phrases[Head]
    orgs: Phrases[Head]
    ranks: Phrases[Rank]
    suffixes: Phrases[str]
    nationalities: Phrases[Nationality]
    adjectives: Phrases[Adjective]
    portfolios: Phrases[Portfolio]
    slugs: dict[tuple[str, str], str]
    capitals: dict[str, str]
    sides: Phrases[Side]
    stops: frozenset[str]
    links: dict[str, Phrases[str]]
    eponyms: frozenset[str]
    doubtful: frozenset[str]
    metonymy: dict[str, frozenset[str]]


def _feminine_stem(form: str) -> str:
    return form[:-1] + "ت" if form.endswith("ة") else form + "ت"


def _possessed(form: str) -> Iterator[str]:
    if form.endswith("اء"):
        stems = [form[:-1] + "ؤ", form[:-1] + "ئ", form]
    elif form.endswith("ة"):
        stems = [_feminine_stem(form)]
    else:
        stems = [form]
    for stem in stems:
        for pronoun in _PRONOUNS:
            yield stem + pronoun


def _dual(form: str, feminine: bool) -> Iterator[Shape]:
    stem = _feminine_stem(form) if feminine else form
    for ending in ("ان", "ين"):
        yield Shape(stem + ending, "bare", "dual", feminine)
        yield Shape(_ALEF_LAM + stem + ending, "definite", "dual", feminine)
    for ending in ("ا", "ي"):
        yield Shape(stem + ending, "construct", "dual", feminine)


def _singular(form: str, feminine: bool) -> Iterator[Shape]:
    yield Shape(form, "bare", "singular", feminine)
    yield Shape(_ALEF_LAM + form, "definite", "singular", feminine)
    if not feminine:
        yield Shape(form + "ا", "accusative", "singular", feminine)
    for possessed in _possessed(form):
        yield Shape(possessed, "possessed", "singular", feminine)


def _plural(masc: str, plural: str) -> Iterator[Shape]:
    if plural == "+":
        for ending in ("ون", "ين"):
            yield Shape(masc + ending, "bare", "plural")
            yield Shape(_ALEF_LAM + masc + ending, "definite", "plural")
        for ending in ("و", "ي"):
            yield Shape(masc + ending, "construct", "plural")
            for pronoun in _PRONOUNS:
                yield Shape(masc + ending + pronoun, "possessed", "plural")
    elif plural:
        yield Shape(plural, "bare", "plural")
        yield Shape(_ALEF_LAM + plural, "definite", "plural")
        if not plural.endswith(("ا", "ة", "ء")):
            yield Shape(plural + "ا", "accusative", "plural")
        for form in _possessed(plural):
            yield Shape(form, "possessed", "plural")


def inflect(masc: str, fem: str = "", plural: str = "") -> tuple[Shape, ...]:
    """The forms of a noun in all states and numbers; ``plural`` "+" stands for the sound plural."""
    if not masc:
        return tuple(_plural(masc, plural))
    out = list(_singular(masc, masc.endswith("ة")))
    out += _plural(masc, plural)  # before the dual: "-ين" of a sound plural is read as plural
    out += _dual(masc, masc.endswith("ة"))
    if fem:
        out += _singular(fem, True)
        out += _dual(fem, True)
        stem = fem.removesuffix("ة") + "ات"
        out += [Shape(stem, "bare", "plural", True), Shape(_ALEF_LAM + stem, "definite", "plural", True)]
    return tuple(dict.fromkeys(out))


def _alternatives(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _heads(rows: list[dict[str, str]], slug: str, kind: str) -> Phrases[Head]:
    out: Phrases[Head] = Phrases()
    for row in rows:
        for shape in inflect(row["head"], row.get("fem", ""), row["plural"]):
            for tail in _alternatives(row["tail"]) or [""]:
                governs, tail = tail.endswith("+"), tail.removesuffix("+")
                head = Head(
                    row["id"],
                    shape,
                    tail,
                    row[slug],
                    row[kind],
                    frozenset(row["takes"].split(",")),
                    need=row.get("need", ""),
                    weak=row.get("weak") == "1",
                    bare=row.get("bare") == "1",
                    country=row.get("country") or None,
                    unique=row.get("unique") == "1",
                    governs=governs,
                )
                out.add(f"{shape.form} {tail}", head)
    return out


def _ranks() -> Phrases[Rank]:
    out: Phrases[Rank] = Phrases()
    for row in read_tsv("roles/ranks.tsv"):
        rank = Rank(
            row["id"],
            _number(row["number"]),
            row["office"] or None,
            row["country"] or None,
            row["suffix"] == "1",
            row["alone"] == "1",
            row["prefix"] == "1",
        )
        for form in _alternatives(row["forms"]):
            out.add(form, rank)
    return out


def _number(cell: str) -> Number:
    return "dual" if cell == "dual" else "plural" if cell == "plural" else "singular"


def _sides() -> Phrases[Side]:
    types: dict[str, EntityType] = {"COUNTRY": "COUNTRY", "ORG": "ORG", "PERSON": "PERSON"}
    return Phrases(
        (form, Side(row["id"], types[row["type"]], row["subtype"], _number(row["number"]), row["nation"] == "1"))
        for row in read_tsv("roles/sides.tsv")
        for form in _alternatives(row["forms"])
    )


def _adjective_forms(masc: str, fem: str, plural: str) -> list[str]:
    first, _, rest = masc.partition(" ")
    rest = f" {rest}" if rest else ""
    fem = fem or first + "ة" + rest
    forms = [masc, fem]
    if not rest:
        stem = _feminine_stem(fem)
        forms += [masc + "ا", masc + "ان", masc + "ين", stem + "ان", stem + "ين", masc + "ات"]
    if plural == "+":
        forms += [masc + "ون", masc + "ين", masc + "يا"]
    elif plural:
        forms.append(plural)
    return list(dict.fromkeys(forms))


def _adjectives() -> Phrases[Adjective]:
    out: Phrases[Adjective] = Phrases()
    for row in read_tsv("roles/adjectives.tsv"):
        for form in _adjective_forms(row["masc"], row["fem"], row["plural"]):
            out.add(form, Adjective(False, row["level"] == "1"))
            out.add(_ALEF_LAM + form, Adjective(True, row["level"] == "1"))
    return out


def _with_article(form: str) -> str:
    return " ".join(_ALEF_LAM + word for word in form.split())


def _nationalities() -> Phrases[Nationality]:
    out: Phrases[Nationality] = Phrases()
    seen: set[tuple[str, str]] = set()
    for row in read_tsv("gaz/nationalities.tsv"):
        forms = _alternatives(row["plural"])
        for masc in _alternatives(row["masculine"]):
            if " " in masc:
                forms += [masc, " ".join(word + "ة" for word in masc.split())]
            else:
                forms += [masc + ending for ending in _NISBA_ENDINGS]
        for form in forms:
            if (normal(form), row["iso3"]) not in seen:
                seen.add((normal(form), row["iso3"]))
                out.add(form, Nationality(row["iso3"], False))
                out.add(_with_article(form), Nationality(row["iso3"], True))
    return out


def _without_article(word: str) -> str:
    wa = "و" if word.startswith("و" + _ALEF_LAM) else ""
    return wa + word.removeprefix(wa).removeprefix(_ALEF_LAM)


def _portfolios() -> Phrases[Portfolio]:
    out: Phrases[Portfolio] = Phrases()
    for row in read_tsv("roles/portfolios.tsv"):
        for form in _alternatives(row["forms"]):
            alone, country = row["alone"] == "1", row["country"] or None
            out.add(form, Portfolio(row["slug"], True, alone, country))
            indefinite = " ".join(_without_article(word) for word in form.split())
            if normal(indefinite) != normal(form):
                out.add(indefinite, Portfolio(row["slug"], False, alone, country))
    return out


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicons, read once."""
    words = read_yaml("roles/links.yaml")
    eponyms = frozenset(normal(form) for form in words.pop("eponyms"))
    doubtful = frozenset(normal(form) for form in words.pop("doubtful_nationality"))
    links = {name: Phrases((form, name) for form in forms) for name, forms in words.items()}
    metonymy = {
        name: frozenset(normal(form) for form in forms) for name, forms in read_yaml("roles/metonymy.yaml").items()
    }
    return Lexicon(
        offices=_heads(read_tsv("roles/offices.tsv"), "slug", "kind"),
        orgs=_heads(read_tsv("roles/orgs.tsv"), "kind", "subtype"),
        ranks=_ranks(),
        suffixes=Phrases((row["form"], row["form"]) for row in read_tsv("roles/rank_suffixes.tsv")),
        nationalities=_nationalities(),
        adjectives=_adjectives(),
        portfolios=_portfolios(),
        slugs={(row["head"], row["after"]): row["slug"] for row in read_tsv("roles/slugs.tsv")},
        capitals={
            normal(form): row["iso3"]
            for row in read_tsv("gaz/capitals.tsv")
            for form in _alternatives(row["forms"]) + _alternatives(row["context"])
        },
        sides=_sides(),
        stops=frozenset(normal(row["form"]) for row in read_tsv("roles/stops.tsv")),
        links=links,
        eponyms=eponyms,
        doubtful=doubtful,
        metonymy=metonymy,
    )

"""Words for posts, accounts and platforms (resources/events/posts.yaml), compiled and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, ValidationError, convert

from tawatur.model import ResourceError
from tawatur.rules.load import read_yaml
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import folded, normal
from tawatur.rules.verbs import verbs


class PlatformRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A platform: its names, and those that stand for it only behind a noun for a site."""

    id: str
    ar: str
    en: str
    names: tuple[str, ...]
    behind_site: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


class PostWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one sort. ``needs``: a post only where a platform, an account or a network is named with them."""

    id: str
    words: tuple[str, ...]
    platform: str | None = None
    needs: bool = False
    own: tuple[str, ...] = ()
    online: tuple[str, ...] = ()
    not_next: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    platforms: tuple[PlatformRow, ...]
    nouns: tuple[PostWords, ...]
    accounts: PostWords
    sites: tuple[str, ...]
    networks: PostWords
    tags: PostWords
    persons: PostWords
    by: tuple[str, ...]
    upon: str
    upon_verbs: tuple[str, ...]
    within: str
    writing: tuple[str, ...]
    verbs: dict[str, str]
    counting: tuple[str, ...]
    carries: tuple[str, ...]
    closing: tuple[str, ...]


class PostRules(Struct, frozen=True):
    """Indexes by folded word or by lemma."""

    rules: tuple[PlatformRow | PostWords, ...]
    platforms: Mapping[str, PlatformRow]
    names: Phrases[tuple[str, bool]]
    """Name → (platform, whether it needs a noun for a site before it)."""
    nouns: Mapping[str, PostWords]
    accounts: frozenset[str]
    own_accounts: frozenset[str]
    """Of ``accounts`` those that with a possessive are a place on a network by themselves."""
    online: frozenset[str]
    """Adjectives that show an account to be one on a network."""
    not_next: frozenset[str]
    sites: frozenset[str]
    networks: Phrases[str]
    tags: frozenset[str]
    persons: Mapping[str, str | None]
    by: frozenset[str]
    upon: str
    upon_verbs: frozenset[str]
    within: str
    writing: frozenset[str]
    verbs: Mapping[str, str]
    counting: frozenset[str]
    carries: frozenset[str]
    closing: frozenset[str]


@lru_cache(maxsize=1)
def post_rules() -> PostRules:
    """The rules, loaded once. Raises ResourceError where the file is malformed or names an unknown platform."""
    try:
        file = convert(read_yaml("events/posts.yaml"), _File)
    except ValidationError as error:
        raise ResourceError(f"resources/events/posts.yaml: {error}") from error
    platforms = {row.id: row for row in file.platforms}
    named = {rule.platform for rule in (*file.nouns, file.persons) if rule.platform} | set(file.verbs.values())
    if unknown := sorted(named - set(platforms)):
        raise ResourceError(f"resources/events/posts.yaml: unknown platforms {unknown}")
    if unknown := sorted(set(file.verbs) - set(verbs())):
        raise ResourceError(f"resources/events/posts.yaml: verbs that verbs.tsv lacks: {unknown}")
    return PostRules(
        rules=(*file.platforms, *file.nouns, file.accounts, file.networks, file.tags, file.persons),
        platforms=platforms,
        names=Phrases(
            (name, (row.id, site))
            for row in file.platforms
            for names, site in ((row.names, False), (row.behind_site, True))
            for name in names
        ),
        nouns={normal(word): rule for rule in file.nouns for word in rule.words},
        accounts=folded(file.accounts.words),
        own_accounts=folded(file.accounts.own),
        online=folded(file.accounts.online),
        not_next=folded(file.accounts.not_next),
        sites=folded(file.sites),
        networks=Phrases((words, words) for words in file.networks.words),
        tags=folded(file.tags.words),
        persons={normal(word): file.persons.platform for word in file.persons.words},
        by=folded(file.by),
        upon=normal(file.upon),
        upon_verbs=frozenset(file.upon_verbs),
        within=normal(file.within),
        writing=frozenset(file.writing),
        verbs=file.verbs,
        counting=folded(file.counting),
        carries=frozenset(file.carries),
        closing=folded(file.closing),
    )


def platform_name(platform: str | None, lang: str) -> str | None:
    """What a platform is called in one language ("ar", "en"); None where the platform is unknown."""
    row = post_rules().platforms.get(platform or "")
    return None if row is None else row.ar if lang == "ar" else row.en

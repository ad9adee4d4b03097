"""Word classes: sets of words (and short phrases) that rules speak of by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tawatur.model import ResourceError, Token
from tawatur.rules.load import read_tsv
from tawatur.rules.phrases import Phrases
from tawatur.rules.text import normal, splits

_ENCLITICS = ("هما", "هم", "ها", "هن", "ه", "نا", "كم")


@lru_cache(maxsize=131072)
def stems(norm: str) -> frozenset[str]:
    """Everything a folded token may be without clitics and article: ``وزيارته`` → {وزيارته, زيارته, زياره, ...}."""
    out = set()
    for _, stem in splits(norm):
        bare = [stem]
        if stem.startswith("ال") and len(stem) > 4:
            bare.append(stem[2:])
        for form in bare:
            out.add(form)
            if form.endswith("ا") and len(form) > 3:
                out.add(form[:-1])  # the alif of the indefinite accusative
            for enclitic in _ENCLITICS:
                if form.endswith(enclitic) and len(form) - len(enclitic) >= 2 and not form.startswith("ال"):
                    base = form[: -len(enclitic)]
                    out.add(base)
                    if base.endswith("ت"):
                        out.add(base[:-1] + "ه")
                    if base.endswith(("او", "اي")):
                        out.add(base[:-1] + "ء")  # لقائه, لقاؤه: the seat of the hamza is folded away
    return frozenset(out)


class Classes:
    """The classes of one or several TSV files with columns ``class`` and ``forms``."""

    def __init__(self, *files: str) -> None:
        self._phrases: Phrases[str] = Phrases()
        singles: dict[str, set[str]] = {}
        self._names: set[str] = set()
        for file in files:
            for row in read_tsv(file):
                if row["class"] in self._names:
                    raise ResourceError(f"resources/{file}: class {row['class']} twice")
                self._names.add(row["class"])
                for form in row["forms"].split():
                    if "_" in form:
                        self._phrases.add(form.replace("_", " "), row["class"])
                    else:
                        singles.setdefault(normal(form), set()).add(row["class"])
        self._words: dict[str, frozenset[str]] = {form: frozenset(names) for form, names in singles.items()}
        self._of = lru_cache(maxsize=131072)(self._single)

    @property
    def names(self) -> frozenset[str]:
        """The names of all classes."""
        return frozenset(self._names)

    def _single(self, norm: str) -> frozenset[str]:
        found: set[str] = set()
        for stem in stems(norm):
            found |= self._words.get(stem, frozenset())
        return frozenset(found)

    def of(self, norm: str) -> frozenset[str]:
        """Classes of a folded token, its clitics and article taken off."""
        return self._of(norm)

    def plain(self, norm: str) -> bool:
        """Whether a folded token is a listed form with nothing behind it (conjunction, preposition, article aside)."""
        return any(form in self._words for _, stem in splits(norm) for form in (stem, stem.removeprefix("ال")))

    def exact(self, norm: str) -> frozenset[str]:
        """Classes that list the folded token as it is (function words)."""
        return self._words.get(norm, frozenset())

    def exact_at(self, tokens: Sequence[Token], index: int) -> frozenset[str]:
        """Classes that list the token as it is, or a phrase that begins at it (function words)."""
        phrases = (match.value for match in self._phrases.at(tokens, index) if match.skip <= 1)
        return self.exact(tokens[index].norm).union(phrases)

    def at(self, tokens: Sequence[Token], index: int) -> dict[str, int]:
        """Class → index after its last token, for words and phrases that begin at ``index``."""
        out = dict.fromkeys(self._of(tokens[index].norm), index + 1)
        for match in self._phrases.at(tokens, index):
            out[match.value] = max(out.get(match.value, 0), match.last)
        return out


@lru_cache(maxsize=1)
def event_classes() -> Classes:
    """Nouns of events and of what events are about."""
    return Classes("events/classes.tsv")


@lru_cache(maxsize=1)
def function_words() -> Classes:
    """Function words; use :meth:`Classes.exact` for them."""
    return Classes("events/function.tsv")

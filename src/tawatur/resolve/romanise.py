"""Latin names for what no lexicon knows: a plain, documented romanisation."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.resolve.lexicon import frequent, inflected, name_words
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.text import compounded, normal

_ROOT = "بتثجحخدذرزسشصضطظعغفقكلمنهء"
_ONLY_ARABIC = frozenset("حعصضطظذثقءؤئىة")
_ENDINGS = (("", ""), ("ية", "iyya"), ("ات", "at"), ("ة", "a"), ("يات", "iyyat"), ("ي", "i"))
_CLITICS = (("وال", "wa-al-"), ("بال", "bi-al-"), ("ال", "al-"), ("لل", "lil-"), ("ل", "li-"), ("ب", "bi-"))
_COMMON = 2  # inflected forms that show a common word
_COMPOUND = 6  # letters that "عبدال" and the shortest name behind it have
_FATHER = re.compile(r"\bأبو(?=ال\w{3}|(?!ال)\w{4})")
_LEADS = {"او": "o", "اي": "e"}  # long vowels that begin a foreign name
_SIGNS = re.compile("[\u0640\u064b-\u0652\u0670]")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    return {row["letter"]: (row["latin"], row["kind"]) for row in read_tsv("resolve/romanise.tsv")}


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return dict(read_yaml("resolve/english.yaml")["parts"])


def by_letter(word: str) -> str:
    """One word, letter by letter; the article apart."""
    prefix = ""
    if word.startswith("ال") and len(word) > 4:
        prefix, word = "al-", word[2:]
    out: list[str] = []
    last = ""
    for at, char in enumerate(word):
        latin, kind = _table().get(char, ("", "c"))
        after = _table().get(word[at + 1 : at + 2], ("", "c"))[1]
        if char in "وي" and (at == 0 or (after == "v" and last == "c")):
            latin, kind = ("w" if char == "و" else "y"), "c"
        if kind == "c" and last == "c" and latin and len(out) == 1:
            out.append("a")
        out.append(latin)
        last = kind if latin or kind == "c" else last
    return prefix + "".join(out).capitalize()


@lru_cache(maxsize=1)
def _written() -> dict[str, str]:
    return {normal(row["word"]): row["latin"] for row in read_tsv("resolve/romanised.tsv")}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    slots = dict(zip("فعلن", "1234", strict=True))
    found = []
    for row in read_tsv("resolve/patterns.tsv"):
        form = ""
        for at, char in enumerate(row["pattern"]):
            slot = slots.get(char) if char != "ن" or "ل" in row["pattern"][:at] else None
            weak = "وي" if at == 0 else "و" if row["pattern"][at - 1] == "ا" else ""
            form += f"(?P<r{slot}>[{_ROOT}{weak}])" if slot else char
        found.append((re.compile(form), row["latin"]))
    return tuple(found)


def _letter(char: str) -> str:
    return {"و": "w", "ي": "y"}.get(char) or _table().get(char, ("", "c"))[0]


def vowelled(stem: str) -> str | None:
    """A word without its article, with the vowels of its pattern, in small letters; None where no pattern fits."""
    for ending, latin in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            for pattern, shape in _patterns():
                if not (fit := pattern.fullmatch(stem.removesuffix(ending))):
                    continue
                roots = {name[1:]: _letter(char) for name, char in fit.groupdict().items()}
                return "".join(roots.get(char, "" if char.isdigit() else char) for char in shape) + latin
    return None


def _stem(stem: str, *, annexed: bool) -> str:
    known = _known().get(stem) or _written().get(normal(stem))
    latin = known or (vowelled(stem) or _filled(stem)).capitalize()
    return f"{latin}t" if annexed and stem.endswith("ة") and latin.endswith("a") else latin


def _either(word: str, *, annexed: bool) -> str:
    """A word of a descriptive name: as it stands in Latin letters, a known name, of the language, or foreign."""
    if word.isascii():
        return word
    folded, article = normal(word), word.startswith(("ال", "وال", "لل", "بال"))
    arabic = article or bool(set(word) & _ONLY_ARABIC) or folded in _written() or word in _known()
    if folded in _families():
        return _families()[folded]
    if not arabic and vowelled(word) is None and (inflected(folded) or 0) < _COMMON:
        known = name_words().get(folded)
        return known or (_arabic(word, annexed=annexed) if frequent(folded) >= 0 else _foreign(word))
    return _arabic(word, annexed=annexed)


def _arabic(word: str, *, annexed: bool = False) -> str:
    """A word of the language: its article and proclitics apart, the vowels of its pattern, else those of its letters;
    ``annexed``: a genitive follows, before which ta marbuta is heard."""
    if normal(word) in _written() or word in _known():
        return _stem(word, annexed=annexed)
    for written, latin in _CLITICS:
        stem = word.removeprefix(written)
        if stem != word and len(stem) >= 3 and _cut(word, written, stem):
            return latin + _stem(stem, annexed=False)
    return _stem(word, annexed=annexed)


def _cut(word: str, written: str, stem: str) -> bool:
    """Whether the letters before a stem are proclitics: news has the stem with its article, oftener than the word."""
    if written in ("ال", "لل"):
        return True
    if written in ("ل", "ب"):
        return normal(stem) in _written()
    whole, rest = frequent(normal(word)), frequent("ال" + normal(stem))
    return rest > whole


def _filled(stem: str, vowel: str = "a", *, foreign: bool = False) -> str:
    """Letter by letter, with ``vowel`` where three consonants meet, and where two begin or end a word."""
    for ending, latin in (("ئية", "iyya"), ("ية", "iyya")):
        if stem.endswith(ending) and len(stem) > len(ending) + 1:
            return _filled(stem.removesuffix(ending), vowel, foreign=foreign) + latin
    out: list[str] = []
    kinds = ""
    for at, char in enumerate(stem):
        latin, kind = _table().get(char, ("", "c"))
        after = _table().get(stem[at + 1 : at + 2], ("", "c"))[1]
        if char in "وي" and (at == 0 or (after == "v" and kinds[-1:] == "c")):
            latin, kind = ("w" if char == "و" else "y"), "c"
        final = at == len(stem) - 1
        cluster = foreign and kinds == "c" and char in "لر" and stem[0] in "بتجدسفكغشپ"
        cluster = cluster or (foreign and kinds.endswith("vcc") and out[-2][-1:] in "nrlms" and char in "تدسكب")
        heavy = len(kinds) == 1 or kinds.endswith("cc") or (final and len(stem) > 3 and not foreign)
        if kind == "c" and kinds[-1:] == "c" and not cluster and heavy:
            inside = foreign and kinds.endswith("vcc") and out[-1] in "nlr" and out[-2][-1:] not in "nlr"
            out.insert(len(out) - inside, vowel)
            kinds = f"{kinds[:-1]}vc" if inside else f"{kinds}v"
        if foreign:
            latin = {"و": "o", "غ": "g"}.get(char, latin) if kind == "v" or char == "غ" else latin
        out.append(latin)
        kinds += kind
    return "".join(out)


def _foreign(word: str) -> str:
    """A name of another language by its letters: "كوتشاف" → "Kochaf"."""
    lead = _LEADS.get(normal(word[:2])) if len(word) > 3 and word[0] != "آ" else None
    if lead:
        return (lead + _foreign(word[2:])).capitalize()
    shown = word.replace("تش", "چ")
    if shown.endswith("نج") and len(shown) > 3:
        return f"{_filled(shown[:-1], 'e', foreign=True)}g".capitalize()
    last = shown[-2:]
    ends = len(shown) > 3 and len(last) == 2 and all(_table().get(char, ("", "c"))[1] == "c" for char in last)
    if ends and last[1] in "نلرم" and last[0] not in "نلرم":
        return (_filled(shown[:-1], "e", foreign=True) + "e" + _table()[last[1]][0]).capitalize()
    return _filled(shown, "e", foreign=True).capitalize()


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, str]:
    return {normal(word): number for word, number in read_yaml("resolve/english.yaml")["ordinals"].items()}


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    rows = read_tsv("resolve/family_names.tsv")
    return {normal(form): row["latin"] for row in rows for form in row["forms"].split("|")}


def romanise(name: str) -> str:
    """``name`` in Latin letters, words separated by spaces: "مديرية الجبل" → "Mudiriyyat al-Jabal".

    Source of the method: the ALA-LC table without diacritics, ain and hamza; vowels that are not written by list
    (romanised.tsv) or by the pattern of the word (patterns.tsv), else "a" where consonants need one; the article "al-",
    with a conjunction "wa-al-", with a preposition "lil-"; ta marbuta "a", before a genitive "at"; -iyya.
    """
    words = _bare(name).split()
    annexed = (after.startswith("ال") for after in (*words[1:], ""))
    return " ".join(_either(word, annexed=genitive) for word, genitive in zip(words, annexed, strict=True))


def romanise_person(name: str) -> str:
    """A person's name in Latin letters: each word as it is written in most of the names that the gazetteer knows
    ("غانتس" → "Gantz"), the number of a monarch as one ("الثاني" → "II"), a word without a letter that only Arabic has
    and without an Arabic pattern as a foreign name, other words romanised."""
    words = compounded(_bare(name)).split()
    return " ".join(_part(word, first=not at) for at, word in enumerate(words))


def _bare(name: str) -> str:
    """Without vowel signs and tatweel, "أبو" apart from the name behind it."""
    return _FATHER.sub("أبو ", _SIGNS.sub("", name))


def _part(word: str, *, first: bool) -> str:
    if word.isascii():
        return word
    folded = normal(word)
    if not first and folded in _ordinals():
        return _ordinals()[folded]
    if word in _known():
        return _known()[word]
    for known in (_families(), name_words()):
        if folded in known:
            return known[folded]
    if folded.startswith("ال") and folded[2:] in name_words():
        return f"al-{name_words()[folded[2:]]}"
    if word.startswith("عبدال") and len(word) > _COMPOUND:
        return f"Abdul{_part(word.removeprefix('عبدال'), first=False).lower()}"
    if folded.startswith("ال") or set(word) & _ONLY_ARABIC or vowelled(word):
        return _arabic(word)
    return _foreign(word)

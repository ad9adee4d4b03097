"""English names: descriptive names word for word, romanisation of the rest. Invented or everyday bodies and persons."""

from __future__ import annotations

import pytest

from tawatur.resolve.compose import compose
from tawatur.resolve.english import name_en
from tawatur.resolve.romanise import romanise, romanise_person
from tawatur.rules.load import read_tsv


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وزارة الصحة", "Ministry of Health"),
        ("وزارة المياه والكهرباء", "Ministry of Water and Electricity"),
        ("وزارة النقل النرويجية", "Norwegian Ministry of Transport"),
        ("المديرية العامة للسجون", "General Directorate of Prisons"),
        ("مديرية الاستخبارات العسكرية", "Directorate of Military Intelligence"),
        ("القيادة العامة للقوات المسلحة", "General Command of the Armed Forces"),
        ("القوات الجوية الملكية الهولندية", "Dutch Royal Air Force"),
        ("المعهد الوطني الكيني لبحوث الزراعة", "Kenyan National Institute for Research of Agriculture"),
        ("مجلس التنسيق الأردني القطري", "Jordanian-Qatari Coordination Council"),
        ("مكتب رئيس الوزراء", "Office of the Prime Minister"),
        ("لجنة الانتخابات المركزية", "Central Elections Committee"),
        ("شرطة لندن", "police of London"),
        ("الشرطة القضائية البلجيكية", "Belgian judicial police"),
        ("شركة نرويجية", "Norwegian company"),
        ("الاتحاد الكيني لكرة السلة", "Kenyan Basketball Federation"),
        ("نقابة الصحفيين", "Syndicate of Journalists"),
        ("جامعة الملك سعود", "King Saud University"),
        ("جامعة الأمير سلمان", "Prince Salman University"),
        ("مستشفى الملك فهد التخصصي", "King Fahad Specialist Hospital"),
        ("نادي الأمل", "al-Amal Club"),
        ("جمعية الثقافة والفنون بالرياض", "Culture and Arts Association in Riyadh"),
        ("إدارة النادي", "Management of the Club"),
        ("إدارة الرئيس الكيني", "Administration of the Kenyan President"),
        ("الحكومة", "government"),
    ],
)
def test_names_of_bodies_are_translated(arabic: str, english: str) -> None:
    assert compose(arabic, "ORG") == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("مصدر في وزارة الدفاع", "source in the Ministry of Defense"),
        ("مصدر أمني نرويجي", "Norwegian security source"),
        ("مصدر في الخارجية الهولندية", "source in the Dutch Foreign Ministry"),
        ("المتحدث باسم الجيش الكيني", "spokesperson for the Kenyan army"),
        ("رئيس الوزراء النرويجي", "Norwegian prime minister"),
        ("وزير خارجية كينيا", "foreign minister of Kenya"),
        ("نائب وزير الخارجية الدنماركي", "Danish deputy foreign minister"),
        ("رئيس المجلس البلدي", "head of the Municipal Council"),
        ("رئيس النرويج", "president of Norway"),
        ("مستشار الرئيس الكيني", "adviser to the Kenyan president"),
        ("السفير الكيني في لبنان", "Kenyan ambassador to Lebanon"),
        ("الأمين العام للأمم المتحدة", "secretary-general of the United Nations"),
        ("عضو مجلس الشورى", "member of the Shura Council"),
        ("مسؤول كبير في البرلمان", "senior official in the parliament"),
    ],
)
def test_descriptions_of_persons_are_translated(arabic: str, english: str) -> None:
    assert compose(arabic, "PERSON") == english


@pytest.mark.parametrize(
    ("arabic", "kind"),
    [
        ("وزارة الزقزقة", "ORG"),  # a word that the table lacks
        ("الشباب", "ORG"),  # a club or a movement, no youth
        ("الاتحاد", "ORG"),  # a union, a federation, a club
        ("وزارة التعليم السريعون", "ORG"),
        ("قوات صالح", "ORG"),
        ("لجنة الأمن الصغيرة", "ORG"),
        ("لجنة الفنون الوطنية", "ORG"),  # may belong to either noun
        ("وزارة الصحة للمرور", "ORG"),  # what the ministry does for something, no part of its name
        ("الوزارة الكبيرة", "ORG"),  # "senior" is said of persons only
        ("نقابة الأشراف", "ORG"),  # no "إشراف"
        ("شركة بتلك المكانة", "ORG"),
        ("المجلس البلدي لمدينة", "ORG"),  # cut off
        ("مركز الأمير", "ORG"),  # cut off
        ("وزير", "ORG"),
        ("وزارة الصحة", "PERSON"),
        ("", "ORG"),
        ("و", "ORG"),
        ("في", "PERSON"),
        ("ال", "PLACE"),
    ],
)
def test_what_is_not_sure_is_not_translated(arabic: str, kind: str) -> None:
    assert compose(arabic, kind) is None


def test_a_long_name_is_not_read() -> None:
    assert compose("وزارة " * 50_000, "ORG") is None
    assert compose("و" * 190, "ORG") is None


@pytest.mark.parametrize("row", read_tsv("resolve/patterns.tsv"), ids=lambda row: row["pattern"])
def test_vowels_follow_the_pattern(row: dict[str, str]) -> None:
    assert row["examples"]
    for example in row["examples"].split("|"):
        word, latin = example.split("=")
        assert romanise(word) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("القيادة العامة للقوات المسلحة", "al-Qiyada al-Amma lil-Quwwat al-Musallaha"),
        ("وزارة الصحة والسكان", "Wizarat al-Sihha wa-al-Sukkan"),
        ("الشؤون العقارية", "al-Shuun al-Aqariyya"),
        ("حي الزقزقوم", "Hayy al-Zaqzaqum"),
        ("شركة ABC", "Sharika ABC"),
        ("والي", "Wali"),  # no conjunction
    ],
)
def test_names_of_bodies_and_places_are_romanised(name: str, latin: str) -> None:
    assert romanise(name) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("لابيد", "Lapid"),
        ("بلينكن", "Blinken"),
        ("غرافنبرغ", "Grafenberg"),
        ("كوتشاف", "Kochaf"),
        ("ران", "Ran"),
        ("عبدالزقزقوم", "Abdulzaqzaqum"),
        ("أبوالزقزقوم", "Abu al-Zaqzaqum"),
        ("Jane Roe", "Jane Roe"),
    ],
)
def test_names_of_persons_are_romanised(name: str, latin: str) -> None:
    assert romanise_person(name) == latin


def test_the_rest_of_the_name_decides_before_the_office() -> None:
    def person(name_ar: str, office: str, country: str) -> str | None:
        return name_en("PERSON", name_ar=name_ar, forms=(name_ar,), key=None, country=country, office=office)

    assert person("رئيس الوزراء النرويجي", "head_of_government", "NOR") == "Norwegian prime minister"
    assert person("الرئيس", "head_of_state", "NOR") == "head of state of Norway"
    assert person("زقزقوم القوم", "head_of_state", "NOR") == "head of state of Norway"


def test_embassies_and_agencies() -> None:
    def body(name_ar: str, key: str | None, subtype: str, country: str | None = None) -> str | None:
        return name_en("ORG", name_ar=name_ar, forms=(name_ar,), key=key, country=country, subtype=subtype)

    assert body("السفارة", "org:USA:embassy", "embassy", "USA") == "Embassy of the United States"
    assert body("السفارة", "org:USA:embassy:NOR", "embassy") == "Embassy of the United States in Norway"
    assert body("وكالة الخدمات", None, "agency") == "Services Agency"
    assert body("وكالة زقزقوم للأنباء", None, "agency") == "Zaqzaqum News Agency"


def test_each_word_has_one_row_of_a_kind() -> None:
    seen: set[tuple[str, str]] = set()
    adjectives = {"adj", "head", "open", "nation", "human"}
    nouns = {"body", "force", "brand", "proper", "place", "person", "title", "prefix", "field", "thing", "sport"}
    for row in read_tsv("resolve/english_words.tsv"):
        assert row["kind"] in adjectives | nouns
        assert row["agr"] in ("", "m", "f", "p")
        assert row["join"] in ("", "of", "for", "to", "in", "attr", "same")
        assert row["li"] in ("", "of", "for", "to", "in", "-")
        for form in row["form"].split("|"):
            key = (form, "adjective" if row["kind"] in adjectives else "noun")
            assert key not in seen
            seen.add(key)

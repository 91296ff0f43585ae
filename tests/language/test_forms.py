"""The forms of a word have a key in common; other words have none in common with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.language.asking import Asked, asked_of
from rapport.language.finding import Text, kept_of
from rapport.language.forms import key_of, keys_of
from rapport.language.guessing import Language, languages_of
from rapport.web.search import rarest

TOGETHER = {
    Language.ENGLISH: (
        "woman women",
        "child children",
        "person people persons",
        "take took taken taking",
        "arrest arrests arrested arresting",
        "organise organisation organizations organizing",
        "labour labor",
        "labelled labeled label",
        "centre centers",
        "crisis crises",
    ),
    Language.FRENCH: (
        "journal journaux",
        "travail travaux",
        "loi lois",
        "détenu détenus détention",
        "arrêtée arrêtées arrestation",
        "œuvre oeuvres ŒUVRE",
        "égalité égalités",
    ),
    Language.SPANISH: (
        "juez jueces",
        "mujer mujeres",
        "detención detenciones DETENCION detuvo",
        "bloqueo bloquear bloquearon",
        "información informaciones",
        "niños niño",
    ),
    Language.RUSSIAN: (
        "журналистка журналистки журналисток",
        "беженец беженцев",
        "человек людей",
        "ребёнок ребенка дети",
        "законы закон законом",
    ),
    Language.ARABIC: (
        "صحفي صحفيون الصحفيين وللصحفيين صحفية",
        "امرأة نساء النساء المرأة",
        "طفل الأطفال أطفالهم",
        "حق حقوق وحقوقهم",
        "شركة الشركات شركتها للشركات بشركات",
        "مدافع المدافعون والمدافعين مدافعة",
        "حساب حسابًا الحسابات وحساباتهم",
        "احتجاج احتجاجًا الاحتجاجات",
    ),
}
APART = {
    Language.ENGLISH: ("university universal", "people peoples", "news new", "police policy"),
    Language.RUSSIAN: ("судья суд", "мир мирный", "карта картина"),
    Language.ARABIC: ("صحفي صحف", "كاتب كتاب", "دولة دولار"),
}


@pytest.mark.parametrize(
    ("tongue", "forms"), [(tongue, one) for tongue, lines in TOGETHER.items() for one in lines]
)
def test_forms_of_a_word_are_kept_under_one_key(tongue: Language, forms: str) -> None:
    assert len({key_of(form, tongue) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("tongue", "words"), [(tongue, one) for tongue, lines in APART.items() for one in lines]
)
def test_other_words_are_kept_under_others(tongue: Language, words: str) -> None:
    assert len({key_of(word, tongue) for word in words.split()}) == 2


@pytest.mark.parametrize(
    ("tongue", "typed", "written"),
    [
        (Language.FRENCH, "egalites", "égalité"),
        (Language.FRENCH, "arretees", "arrêtée"),
        (Language.FRENCH, "premieres", "première"),
        (Language.SPANISH, "detenciones", "detención"),
        (Language.SPANISH, "companias", "compañía"),
        (Language.RUSSIAN, "ребенок", "ребёнка"),
        (Language.ARABIC, "وزارات", "لوزارة"),
        (Language.ARABIC, "الوزارة", "وزارة"),
        (Language.ARABIC, "اسبوع", "أسابيعهم"),
    ],
)
def test_whatever_is_left_out_or_joined_other_forms_are_found_too(
    tongue: Language, typed: str, written: str
) -> None:
    assert key_of(written, tongue) in keys_of(typed)


def test_a_word_is_asked_for_in_each_language_of_its_script() -> None:
    assert {key[:2] for key in keys_of("actions")} == {"en", "fr", "es"}
    assert {key[:2] for key in keys_of("законы")} == {"ru"}
    assert {key[:2] for key in keys_of("القوانين")} == {"ar"}
    assert keys_of("2021") == keys_of("人") == set()


def test_what_a_query_asks_for() -> None:
    asked = asked_of('women "human rights" 12/2021 人权')

    assert [one.phrase for one in asked] == [
        ("human", "rights"),
        ("women",),
        ("12", "2021"),
        ("人", "权"),
    ]
    assert [bool(one.keys) for one in asked] == [False, True, False, False]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("l’accès", "acces"),
        ("l'accès", "acces"),
        ("jusqu’ici", "ici"),
        ("company’s", "company"),
        ("workers'", "workers"),
        ("(arrests),", "arrests"),
    ],
)
def test_what_an_apostrophe_leaves_alone_is_not_asked_for(query: str, word: str) -> None:
    (asked,) = asked_of(query)

    assert asked == Asked((word,), frozenset(keys_of(word)) | asked.keys)
    assert asked.keys


def test_a_name_with_an_apostrophe_stays_whole() -> None:
    assert asked_of("O’Brien") == [Asked(("o", "brien"))]


def test_a_hyphen_joins_or_parts() -> None:
    (asked,) = asked_of("e-mails")

    assert Text("An e-mail was sent.").has(asked)
    assert Text("Her emails were read.").has(asked)
    assert Text("Mail by E class.").has(asked)
    assert not Text("The mail was read.").has(asked)
    assert Text("E-mails were read.").has(asked_of("email")[0])
    assert not Text("E-mails were read.").has(asked_of('"emails"')[0])


def test_words_of_a_passage_are_kept_with_keys_and_weights() -> None:
    kept = kept_of("The arrests of the women and the arrest in 2021 by 人权", 2)

    assert kept["arrests", "en:arrest"] == kept["arrest", "en:arrest"] == 2
    assert kept["the", "en:the"] == 6
    assert kept["women", "en:woman"] == 2
    assert kept["2021", ""] == kept["人", ""] == kept["人权", ""] == 2


def test_a_passage_that_may_be_in_several_languages_is_kept_in_all() -> None:
    assert languages_of("Defensores detenidos") == [
        Language.ENGLISH,
        Language.FRENCH,
        Language.SPANISH,
    ]
    assert languages_of("The name of the company was in the letter") == [Language.ENGLISH]
    assert {key[:2] for _, key in kept_of("Defensores")} == {"en", "es", "fr"}


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    text = "They ARRESTED her; the arrests went on."

    places = Text(text).places(asked_of("arrest")[0])

    assert [text[first:after] for first, after in places] == ["ARRESTED", "arrests"]


@pytest.mark.parametrize(
    "word", ["हिन्दी", "বাংলাদেশ", "தமிழ்", "שָׁלוֹם", "น้ำ", "ру\u0483сь", "ال\u0615رحيم"]
)
def test_a_word_of_any_script_is_kept_as_it_is_asked_for(word: str) -> None:
    text = f"The company wrote {word} in its answer."
    kept = {one for one, _ in kept_of(text)}

    (asked,) = asked_of(word)

    assert rarest(asked.phrase) <= kept
    assert Text(text).has(asked)
    ((first, after),) = Text(text).places(asked)
    assert word.startswith(text[first:after])


@given(st.text(alphabet="abé-’'\"“ و ف بلاًالتهي ن أ ж人1２/\u00ad\u0301\u200f", max_size=40))
def test_every_word_that_is_typed_as_it_is_written_is_found(text: str) -> None:
    kept = {word for word, _ in kept_of(text)}

    assert all(Text(text).has(one) for one in asked_of(text) if one.keys)
    assert {
        word for one in asked_of(text) if one.keys and not one.parts for word in one.phrase
    } <= kept
    for one in asked_of(text):
        assert all(0 <= first < after <= len(text) for first, after in Text(text).places(one))

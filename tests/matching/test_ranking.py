"""Facts in six languages lead to mandates; a country only where it is named; with words."""

from __future__ import annotations

import pytest

from rapport.language.guessing import Language
from rapport.matching import lexicon
from rapport.matching.countries import FILE as COUNTRIES
from rapport.matching.learned import packaged_weights
from rapport.matching.selectors import suggested_mandates
from rapport.matching.subjects import packaged_subjects

SUBJECTS = {one.slug: one for one in packaged_subjects()}
OF_COUNTRIES = {slug for slug, one in SUBJECTS.items() if one.country}
TAKEN = {
    "en": "Unidentified men took the student to an unknown place; her whereabouts are unknown.",
    "fr": "L’étudiante a été enlevée par des hommes non identifiés; elle est portée disparue.",
    "es": "La estudiante fue secuestrada por hombres no identificados; su paradero se ignora.",
    "ru": "Студентка похищена неизвестными, её местонахождение неизвестно.",
    "ar": "اختطاف الطالبة على يد مجهولين وهي الآن في مكان مجهول ومصيرها مجهول.",
    "zh": "这名学生被不明身份人员绑架，至今下落不明。",
}
SILENCED = {
    "en": "The platform closed the account of a journalist after she posted an article.",
    "fr": "La plateforme a fermé le compte d’une journaliste après un article.",
    "es": "La plataforma cerró la cuenta de una periodista después de publicar un artículo.",
    "ru": "Платформа удалила аккаунт журналистки после публикации статьи.",
    "ar": "قامت المنصة بإغلاق حساب صحفية بعد نشر مقال.",
    "zh": "该平台封锁了一名记者的账号，因为她发表了文章。",
}


def first(text: str, count: int = 5) -> list[str]:
    return [one.slug for one in suggested_mandates(text)][:count]


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_who_was_taken_and_not_found_concerns_disappearances(text: str) -> None:
    assert "wgeid" in first(text, 2)


@pytest.mark.parametrize("text", SILENCED.values(), ids=SILENCED)
def test_a_closed_account_of_a_journalist_concerns_expression(text: str) -> None:
    assert "freedex" in first(text, 2)


def test_the_words_that_decided_are_shown_as_the_text_has_them() -> None:
    best = suggested_mandates("Her Whereabouts remain unknown since the night of her arrest.")[
        0
    ]

    assert best.slug == "wgeid"
    assert "whereabouts unknown" in best.reasons


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Arrested in Iran", "iran"),
        ("Korea (Democratic People's Republic of)", None),
        ("the Democratic People's Republic of Korea", "dprk"),
        ("journaliste malienne arrêtée par la police", "mali"),
        ("El periodista fue detenido por la policía en Malí", "mali"),
        ("El periodista fue muy mal tratado por la policía", None),
        ("une bombe de gaz lacrymogène est tombée sur les dames", None),
        ("в Иране задержан журналист", "iran"),
        ("журналист в России задержан", "russia"),
        ("اعتقال صحفي في إيران", "iran"),
        ("وضع مالي صعب", None),
        ("记者在缅甸被捕", "myanmar"),
        ("the Republic of Korea and the African Union", None),
    ],
)
def test_a_country_mandate_is_suggested_where_its_country_is_named(
    text: str, slug: str | None
) -> None:
    suggested = {one.slug for one in suggested_mandates(text)} & OF_COUNTRIES

    assert suggested == ({slug} if slug else set())


def test_a_named_country_is_among_the_first_five() -> None:
    assert "belarus" in first("A lawyer was arrested and beaten in Minsk; her trial is closed.")


def test_the_same_text_is_ranked_the_same() -> None:
    assert suggested_mandates(SILENCED["en"]) == suggested_mandates(SILENCED["en"])


def test_mandates_that_ended_are_suggested_only_when_asked_for() -> None:
    text = "Women were trafficked and recruited into slavery."

    assert "slavery-trafficking" in first(text)
    assert not {"slavery", "trafficking"} & set(first(text, 60))
    ended = {one.slug for one in suggested_mandates(text, in_force=False)}
    assert {"slavery", "trafficking"} <= ended


@pytest.mark.parametrize("text", ["", "   ", "…", "\x00", "\ud800", "🙂", "12 34"])
def test_a_text_without_words_concerns_nobody(text: str) -> None:
    assert suggested_mandates(text) == []


def test_a_huge_text_is_ranked_by_its_beginning() -> None:
    huge = TAKEN["en"] + " and so on" * 500_000

    assert first(huge, 1) == ["wgeid"]


@pytest.mark.parametrize(
    "text", ["Der Journalist wurde verhaftet.", "기자가 체포되었다", "ประชาชน"]
)
def test_a_text_in_another_language_is_no_trouble(text: str) -> None:
    assert isinstance(suggested_mandates(text), list)


def test_the_lexicon_names_mandates_that_exist_and_has_words_in_every_language() -> None:
    named = {slug for concern in lexicon.concerns().values() for slug in concern}
    named |= lexicon.usual().keys() | lexicon.read(COUNTRIES).keys()
    named |= {slug for said in packaged_weights().words.values() for slug in said}

    assert named <= SUBJECTS.keys()
    for file in (*lexicon.FACTS, COUNTRIES):
        for name, entry in lexicon.read(file).items():
            assert {*Language} <= entry.keys(), name


def test_every_mandate_is_spoken_for_by_the_lexicon_or_by_its_country() -> None:
    spoken_for = {slug for concern in lexicon.concerns().values() for slug in concern}

    assert spoken_for | lexicon.read(COUNTRIES).keys() == SUBJECTS.keys()

"""Words are compared by their stems, in six languages, and keep their places in the text."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.language.analyser import stems_in, words_in
from rapport.language.guessing import Language, language_of

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
SENTENCES = {
    Language.ENGLISH: "The journalist was arrested by the police and her account was closed.",
    Language.FRENCH: "La journaliste a été arrêtée par la police et son compte est fermé.",
    Language.SPANISH: "La periodista fue detenida por la policía y su cuenta se cerró.",
    Language.RUSSIAN: "Журналистка была задержана, её аккаунт закрыт.",
    Language.ARABIC: "اعتقلت الشرطة الصحفية وأغلق حسابها.",
    Language.CHINESE: "记者被警察逮捕，账号被封。",
}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["text"][:20])
def test_a_text_has_these_stems(vector: dict[str, Any]) -> None:
    assert stems_in(vector["text"], Language(vector["language"])) == vector["stems"]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_the_language_of_a_sentence_is_guessed(language: Language, sentence: str) -> None:
    assert language_of(sentence) is language


def test_a_text_of_which_nothing_tells_the_language_is_english() -> None:
    assert language_of("") is Language.ENGLISH
    assert language_of("12/2021 …") is Language.ENGLISH


def test_a_name_in_latin_letters_does_not_make_a_chinese_sentence_english() -> None:
    assert language_of("记者在Facebook上发帖后被捕，账号被封") is Language.CHINESE


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_accents_in_one_sign_or_two_give_the_same_stems(
    language: Language, sentence: str
) -> None:
    apart = unicodedata.normalize("NFD", sentence)

    assert stems_in(apart, language) == stems_in(sentence, language)


@given(st.text(max_size=200), st.sampled_from(Language))
def test_words_stand_where_they_say_and_in_order(text: str, language: Language) -> None:
    words = words_in(text, language)

    assert all(0 <= word.start < word.end <= len(text) and word.stem for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))

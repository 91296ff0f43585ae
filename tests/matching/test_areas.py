"""Issue areas are ranked with reasons, in six languages, and follow what people decided."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import Any

import pytest

from rapport.language.guessing import Language
from rapport.matching.area_ranking import AreaRanker
from rapport.matching.areas import AreasUnusable, areas_from, packaged_areas
from rapport.matching.experience import Confirmed, Experience
from rapport.matching.lexicon import read
from rapport.matching.selectors import suggested_areas

LABELLED = Path(__file__).parents[2] / "bench" / "areas"
ACCOUNT = "Why was the account of the tenants’ group suspended, and its posts removed?"
SIMILAR = (
    "How many accounts were suspended, and who reviewed the appeals against removed posts?"
)
WATER = "How much groundwater does the data centre draw?"


def rows(name: str) -> list[list[str]]:
    """The labelled texts of a file: area, language, text."""
    lines = (LABELLED / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines]


def first_of(ranker: AreaRanker, text: str) -> str:
    """The area that is suggested first."""
    return ranker.ranked(text, first=1)[0].slug


def taught(*decisions: tuple[str, str]) -> AreaRanker:
    """A ranker that knows of decisions: text and area."""
    plain = AreaRanker(packaged_areas())
    return AreaRanker(
        packaged_areas(),
        Experience(Confirmed(area, plain.terms_of(text), text) for text, area in decisions),
    )


@pytest.mark.parametrize(("name", "least"), [("tuning.tsv", 0.95), ("held_out.tsv", 0.95)])
def test_labelled_questions_in_six_languages_get_their_area(name: str, least: float) -> None:
    labelled = rows(name)
    assert {language for _, language, _ in labelled} == {*Language}

    hits = [suggested_areas(text, first=1)[:1] for _, _, text in labelled]
    right = [
        hit[0].slug == area for hit, (area, _, _) in zip(hits, labelled, strict=True) if hit
    ]

    assert sum(right) / len(labelled) >= least


def test_the_words_that_decided_are_shown_as_the_text_has_them() -> None:
    best = suggested_areas("Which court orders led to spyware on her telephone?", first=1)[0]

    assert best.slug == "surveillance"
    assert "spyware" in best.reasons


def test_a_word_is_not_shown_beside_the_phrase_it_stands_in() -> None:
    best = suggested_areas("Why was the account suspended and its posts removed?", first=1)[0]

    assert "account suspended" in best.reasons
    assert "suspended" not in best.reasons


def test_a_text_about_nothing_gets_no_area() -> None:
    assert suggested_areas("") == []
    assert suggested_areas("—") == []


def test_a_few_corrections_change_what_is_suggested_for_the_same_kind_of_text() -> None:
    assert first_of(taught(), SIMILAR) == "content-moderation"

    ranker = taught(
        (ACCOUNT, "defenders"), (ACCOUNT.replace("tenants’", "nurses’"), "defenders")
    )

    best = ranker.ranked(SIMILAR, first=1)[0]
    assert best.slug == "defenders"
    assert best.learned is not None
    assert best.learned.times == 2
    assert first_of(ranker, WATER) == "data-centres"


def test_a_correction_in_one_language_is_followed_in_another() -> None:
    arabic = "يرجى توضيح أسباب حذف المنشورات وتعليق حسابات النشطاء."
    assert first_of(taught(), arabic) == "content-moderation"

    ranker = taught((ACCOUNT, "defenders"), (SIMILAR, "defenders"))

    assert first_of(ranker, arabic) == "defenders"


def test_a_label_that_is_no_longer_an_area_says_nothing() -> None:
    ranker = taught((ACCOUNT, "gone"), (ACCOUNT, "gone"))

    assert "gone" not in {one.slug for one in ranker.ranked(ACCOUNT)}


def test_a_text_takes_less_than_twenty_milliseconds() -> None:
    ranker = taught(*((text, area) for area, _, text in rows("tuning.tsv")))
    texts = [text for _, _, text in rows("held_out.tsv")]
    for text in texts:
        ranker.ranked(text)  # the first text of a language loads its words

    began = time.process_time()
    for text in texts:
        ranker.ranked(text)

    assert (time.process_time() - began) / len(texts) < 0.02


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda one: one.pop("fr"), "journalists: not one part for each"),
        (lambda one: one["fr"].pop("words"), "journalists, fr: not title, description"),
        (lambda one: one["ar"].update(title=" "), "journalists, ar: its title is missing"),
        (
            lambda one: one["en"].update(description="x" * 601),
            "its description is missing or too",
        ),
        (lambda one: one["en"].update(title="Child safety"), "more than one area is called"),
    ],
)
def test_a_file_of_areas_that_is_not_whole_is_refused_with_the_place(
    spoil: Any, said: str
) -> None:
    entries = copy.deepcopy({**read("areas-1.toml")})
    spoil(entries["journalists"])

    with pytest.raises(AreasUnusable, match=said):
        areas_from(entries)


def test_a_slug_with_capitals_is_refused() -> None:
    entries = {"Journalists": read("areas-1.toml")["journalists"]}

    with pytest.raises(AreasUnusable, match="Journalists"):
        areas_from(entries)

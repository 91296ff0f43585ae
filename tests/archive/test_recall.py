"""Of what is meant, the search finds no less than was measured (docs/reference/search.md)."""

from __future__ import annotations

from bench import search
from tests.archive.conftest import Archive

from rapport.archive import services

RECALL = {"ar": 0.96, "zh": 0.88, "en": 0.97, "fr": 0.97, "ru": 0.90, "es": 0.95}
PRECISION = {"ar": 1.0, "zh": 0.97, "en": 0.92, "fr": 0.80, "ru": 1.0, "es": 0.86}


def test_recall_and_precision_are_not_below_what_was_measured(archive: Archive) -> None:
    services.load_file(archive.act(), file=search.records(), name="letters.jsonl")

    tallies = search.measured()

    missed = {language: one.missed for language, one in tallies.items()}
    assert {name for name, least in RECALL.items() if tallies[name].recall < least} == set(), (
        missed
    )
    below = {name for name, least in PRECISION.items() if tallies[name].precision < least}
    assert below == set()


def test_the_set_is_as_large_as_is_said_and_whole() -> None:
    letters = {row["id"] for row in search.rows_of("letters.jsonl")}
    asked = search.rows_of("asked.jsonl")

    assert len(letters) >= 150
    assert len(asked) >= 120
    assert {row["language"] for row in asked} == set(search.LANGUAGES)
    assert all(row["relevant"] and letters.issuperset(row["relevant"]) for row in asked)

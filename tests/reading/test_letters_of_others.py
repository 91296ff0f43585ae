"""What the reader finds in the letters of the half that it had not met does not become less."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from bench.reading import Figures, measure

OTHERS: Final = Path(__file__).parent / "letters" / "others"
SCANS: Final = (
    "e05-scan-company",
    "e18-scan-urgent",
    "f03-numerisation",
    "r05-mision-espanol",
    "s02-llamamiento-escaneado",
)
"""Left out: what they give depends on the Tesseract of the machine."""

FLOORS: Final = {
    "looks": (35, 2),
    "reference": (24, 0),
    "type": (25, 0),
    "date": (25, 0),
    "person": (15, 0),
    "entity": (16, 0),
    "period_days": (17, 0),
    "subject": (25, 0),
    "interim_measures": (17, 0),
    "publication": (22, 0),
    "annex": (11, 0),
    "mandates": (92, 0),
    "resolutions": (88, 0),
    "also_written_to": (24, 0),
    "questions": (108, 0),
    "holders": (21, 0),
    "reply: reference": (4, 0),
    "reply: letter_date": (4, 0),
    "reply: date": (4, 0),
    "reply: entity": (4, 0),
    "reply: answers": (16, 2),
}
"""Field → right at least, wrong at most; docs/reference/reading.md has them with the scans."""


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(OTHERS, without=SCANS)


@pytest.mark.parametrize("field", FLOORS)
def test_figures_do_not_fall(field: str, figures: Figures) -> None:
    right, wrong = FLOORS[field]

    assert figures.tallies[field].right >= right, figures.failures
    assert figures.tallies[field].wrong <= wrong, figures.failures


LATER: Final = {
    "entity": 18,
    "period_days": 25,
    "questions": 75,
    "subject": 26,
    "publication": 28,
}
"""Right at least in the two parts made later, and nothing wrong."""


@pytest.fixture(scope="module")
def later() -> Figures:
    figures = measure(OTHERS.parent / "later")
    figures.add(measure(OTHERS.parent / "last"))
    return figures


@pytest.mark.parametrize("field", LATER)
def test_figures_of_later_letters_do_not_fall(field: str, later: Figures) -> None:
    assert later.tallies[field].right >= LATER[field], later.failures
    assert later.tallies[field].wrong == 0, later.failures


def test_passages_of_later_letters_are_the_same_word_for_word(later: Figures) -> None:
    assert later.passages == later.exact > 0, later.failures


def test_every_field_measured_has_a_floor(figures: Figures) -> None:
    assert set(figures.tallies) == set(FLOORS)

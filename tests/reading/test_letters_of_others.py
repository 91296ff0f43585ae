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
    "entity": (7, 0),
    "period_days": (17, 2),
    "subject": (24, 0),
    "interim_measures": (17, 0),
    "publication": (22, 0),
    "annex": (11, 0),
    "mandates": (92, 0),
    "resolutions": (88, 0),
    "also_written_to": (23, 0),
    "questions": (105, 3),
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


def test_every_field_measured_has_a_floor(figures: Figures) -> None:
    assert set(figures.tallies) == set(FLOORS)

"""Whatever process dies on a letter's way, wherever: nothing is lost, nothing comes twice."""

from __future__ import annotations

from itertools import count

import pytest
from tests.journeys import power
from tests.journeys.dying import POINTS

from rapport.demo.stage import Stage

numbers = count(101)


@pytest.mark.parametrize("point", POINTS)
def test_a_letter_survives_when_the_power_fails(sides: Stage, point: str) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    power.cut(sides, point, reference)

    office, desk = power.settled(sides, reference)

    assert office["letters"] == desk["letters"] == 1
    assert office["office.letter_transmitted"] == 1
    assert office["exchange.received"] == 1
    assert desk["desk.letter_arrived"] == 1
    assert office["posted"] == office["receipts"] == desk["taken in"]

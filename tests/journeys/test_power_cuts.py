"""Whatever process dies on a letter's way, wherever: nothing is lost, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.journeys import power, stage
from tests.journeys.dying import POINTS

from rapport.demo.stage import Stage

numbers = count(101)


@pytest.fixture(scope="module")
def two_sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office and a desk, web server and worker of each a process of its own."""
    folder: Path = tmp_path_factory.mktemp("power") / "stage"
    with stage.built(folder, (power.OFFICE, power.DESK)) as sides:
        sides.start(only=("web", "worker"))
        yield sides


@pytest.mark.parametrize("point", POINTS)
def test_a_letter_survives_when_the_power_fails(two_sides: Stage, point: str) -> None:
    reference = f"UA OTH {next(numbers)}/2099"
    power.cut(two_sides, point, reference)

    office, desk = power.settled(two_sides, reference)

    assert office["letters"] == desk["letters"] == 1
    assert office["office.letter_transmitted"] == 1
    assert office["exchange.received"] == 1
    assert desk["desk.letter_arrived"] == 1
    assert office["posted"] == office["receipts"] == desk["taken in"]

"""The power fails before every single statement of a letter's way, on either side."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.journeys import power, stage

from rapport.demo.stage import Stage

MOST_STEPS = 400
numbers = count(1001)


@pytest.fixture(scope="module")
def two_sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office and a desk, web server and worker of each a process of its own."""
    folder: Path = tmp_path_factory.mktemp("soak") / "stage"
    with stage.built(folder, (power.OFFICE, power.DESK)) as sides:
        sides.start(only=("web", "worker"))
        yield sides


@pytest.mark.parametrize("process", ["worker", "web"])
def test_a_letter_survives_a_power_cut_before_every_statement(
    two_sides: Stage, process: str
) -> None:
    began = time.monotonic()
    for step in range(1, MOST_STEPS + 1):
        reference = f"UA OTH {next(numbers)}/2099"
        died = power.cut_at_step(two_sides, process, step, reference)

        office, desk = power.settled(two_sides, reference)

        where = f"{process}, step {step}"
        assert office["letters"] == desk["letters"] == 1, where
        assert office["office.letter_transmitted"] == 1, where
        assert office["exchange.received"] == 1, where
        assert desk["desk.letter_arrived"] == 1, where
        assert office["posted"] == office["receipts"] == desk["taken in"], where
        if not died:
            break
    else:
        pytest.fail(f"{MOST_STEPS} steps are not enough to get a letter through")
    minutes = (time.monotonic() - began) / 60
    said = f"{process}: {step - 1} power cuts in {minutes:.1f} min, nothing lost"
    sys.stderr.write(said + "\n")

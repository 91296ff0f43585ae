"""The power fails before every single statement of a letter's way, on either side."""

from __future__ import annotations

import sys
import time
from itertools import count

import pytest
from tests.journeys import power

from rapport.demo.stage import Stage

MOST_STEPS = 400
numbers = count(1001)


@pytest.mark.parametrize("process", ["worker", "web"])
def test_a_letter_survives_a_power_cut_before_every_statement(
    sides: Stage, process: str
) -> None:
    began = time.monotonic()
    for step in range(1, MOST_STEPS + 1):
        reference = f"UA OTH {next(numbers)}/2099"
        died = power.cut_at_step(sides, process, step, reference)

        office, desk = power.settled(sides, reference)

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

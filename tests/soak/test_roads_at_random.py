"""Many whole matters, over roads whose fates are drawn by lot; each run says its seed."""

from __future__ import annotations

import os
import random
import sys
from itertools import count

import pytest
from tests.journeys import roads
from tests.journeys.power import DESK, OFFICE
from tests.journeys.proxy import FATES, bad_road

from rapport.demo.stage import Stage

MATTERS = 25
numbers = count(3001)


@pytest.mark.parametrize("road", ["push", "pull"])
def test_nothing_is_lost_or_doubled_whatever_the_road_does(sides: Stage, road: str) -> None:
    seed = int(os.environ.get("RAPPORT_SEED", "0")) or random.randrange(1, 10**6)
    sys.stderr.write(f"{road}: RAPPORT_SEED={seed}\n")
    lot = random.Random(seed)
    there, back = (lot.choices(FATES, k=997) for _ in range(2))
    with (
        bad_road(sides.port_of(DESK), there) as outwards,
        bad_road(sides.port_of(OFFICE), back) as inwards,
    ):
        roads.choose(sides, OFFICE, road, outwards.url)
        roads.choose(sides, DESK, "push", inwards.url, collect=road == "pull")
        for _ in range(MATTERS):
            reference = f"UA OTH {next(numbers)}/2099"
            roads.check_once(*roads.a_matter(sides, reference))
        sys.stderr.write(f"{road}: {dict(outwards.met + inwards.met)}\n")

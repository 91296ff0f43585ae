"""An office and a desk for the journeys that need no more: built once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys import stage
from tests.journeys.power import DESK, OFFICE

from rapport.demo.stage import Stage


@pytest.fixture(scope="package")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """An office and a desk, web server and worker of each a process of its own.

    Whoever uses them leaves them running, on the roads that their cards name.
    """
    folder: Path = tmp_path_factory.mktemp("sides") / "stage"
    with stage.built(folder, (OFFICE, DESK)) as built:
        built.start(only=("web", "worker"))
        yield built

"""With a key that does not open what is kept, nothing is served and nothing is kept."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.conftest import Place

from rapport.protocol.sealing import OpeningKey


@pytest.fixture
def elsewhere(places: Callable[[str], Place], tmp_path: Path) -> Place:
    """A desk with files, told of another key than that they were sealed for."""
    place = places("elsewhere")
    place.did("init", "desk")
    place.inside("fill")
    other = tmp_path / "other.key"
    other.write_text(OpeningKey.generate().to_text())
    return place.with_settings(RAPPORT_FILES_KEY_FILE=str(other))


def test_nothing_is_begun_with_another_key(elsewhere: Place) -> None:
    for command in ("web", "worker", "serve", "check"):
        refused = elsewhere.run(command)

        assert refused.returncode == 1, command
        assert "[documents.files_key_missing]" in refused.stderr, command


def test_one_damaged_file_stops_nobody(places: Callable[[str], Place]) -> None:
    place = places("damaged-newest")
    place.did("init", "desk")
    place.inside("fill")
    for path in (place.home / "files").glob("??/*"):
        path.write_bytes(b"other bytes")

    status = place.die("rapport.documents.services", "sweep", "worker")

    assert status == -signal.SIGKILL  # it had begun its work

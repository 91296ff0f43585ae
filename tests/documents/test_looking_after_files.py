"""`rapport files` as who runs it at night meets it: a wrong key, none, a stranger, no files."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.documents.conftest import Place

from rapport.documents import commands
from rapport.protocol.sealing import OpeningKey


@pytest.fixture(scope="module")
def place(places: Callable[[str], Place]) -> Place:
    """A desk with files."""
    made = places("looked-after")
    made.did("init", "desk")
    made.inside("fill")
    return made


@pytest.fixture
def key(place: Place) -> Path:
    """Its key file, which is put back afterwards."""
    return place.home / "keys" / "files.key"


def test_a_wrong_key_is_told_and_not_called_damage(
    place: Place, key: Path, tmp_path: Path
) -> None:
    right = key.read_text()
    key.write_text(OpeningKey.generate().to_text())
    looked = place.run("files", "check")
    sealed = place.run("files", "reseal")
    saved = place.run("backup", str(tmp_path))
    key.write_text(right)

    assert (looked.returncode, sealed.returncode, saved.returncode) == (1, 1, 1)
    assert looked.stderr.startswith("0 of 3 stored files were opened.\nSealed for a key that")
    assert "\nMissing or damaged" not in looked.stderr + sealed.stderr
    assert "Not saved, as it cannot be opened" in saved.stderr
    assert place.did("files", "check") == ""


def test_without_a_key_one_sentence_is_enough(place: Place, key: Path, tmp_path: Path) -> None:
    right = key.read_text()
    key.unlink()
    for command in (("files", "check"), ("files", "reseal", "--new-key"), ("backup",)):
        said = place.run(
            *command, *([str(tmp_path / "no.zip")] if command[0] == "backup" else [])
        )
        assert said.returncode == 1
        assert said.stderr.count("\n") == 1
        assert "[documents.files_key_missing]" in said.stderr
        assert str(place.home) not in said.stderr
        assert not key.exists()
    key.write_text(right)


def test_nobody_else_seals_files_that_the_side_could_not_read_then(
    tmp_path: Path,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.RAPPORT_HOME = tmp_path
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    status = commands._reseal(Namespace(new_key=True))

    assert status == 2
    assert "Run this as the user who owns" in capsys.readouterr().err
    assert not (tmp_path / "keys").exists()

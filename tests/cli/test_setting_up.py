"""`rapport init` makes an installation, or nothing at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def init(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Make an installation in a process of its own, on SQLite: only its beginning matters."""
    kept = {name: value for name, value in os.environ.items() if "RAPPORT_" not in name}
    return subprocess.run(
        [sys.executable, "-m", "rapport.cli", "init", *arguments],
        env=kept | {"RAPPORT_HOME": str(home)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("desk", "--unit=no-such-company"), "--unit no-such-company: the directory lists no"),
        (("desk", "--unit=aple"), "Near to it: apple"),
        (("desk", "--unit=demo-quillmoor"), "the directory lists no such company"),
        (("desk", "--unit=Not a slug", "--unlisted"), "a short name is small letters"),
        (("office", "--unit=apple"), "the side office has none"),
        (("archive", "--unit=freedex"), "the side archive has none"),
    ],
)
def test_a_unit_that_is_none_is_refused_and_nothing_is_made(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = init(tmp_path / "desk", *arguments)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize(
    ("arguments", "demonstration"),
    [
        (("desk", "--unit=apple"), "no"),
        (("desk", "--unit=quillmoor", "--unlisted"), "no"),
        (("desk", "--unit=demo-quillmoor"), "yes"),
    ],
)
def test_a_desk_is_made_for_a_company_that_is_listed_or_will_be(
    tmp_path: Path, arguments: tuple[str, ...], demonstration: str
) -> None:
    done = init(tmp_path / "desk", *arguments, RAPPORT_DEMO=demonstration)

    assert done.returncode == 0, done.stderr
    settings = (tmp_path / "desk" / "settings.env").read_text(encoding="utf-8")
    assert f"RAPPORT_UNIT={arguments[1].partition('=')[2]}" in settings.splitlines()


def test_whoever_reads_may_leave_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "rapport.cli", "suggest", "mandates", "-"],
            input='{"id": "a", "text": "An account was closed."}\n',
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "RAPPORT_HOME": str(tmp_path)},
        )

    assert (done.returncode, done.stderr) == (1, "")

"""While servers for tests are installed nothing is started, and no policy of ours stays."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def do() -> ModuleType:
    """The script that sets up."""
    spec = importlib.util.spec_from_file_location("setting_up", ROOT / "do.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_is_started_meanwhile_and_no_policy_stays(
    do: ModuleType, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"

    def interrupted() -> None:
        with do.nothing_starts(("postfix",), policy):
            assert subprocess.call([policy, "postfix", "start"]) == 101
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert not list(tmp_path.glob("policy-rc.d*"))


def test_what_an_interrupted_run_left_behind_is_taken_away(
    do: ModuleType, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_bytes(do.POLICY)

    with do.nothing_starts(("postfix",), policy):
        assert policy.exists()

    assert not policy.exists()


@pytest.mark.parametrize(("status", "goes_on"), [(101, True), (0, False)])
def test_a_policy_of_somebody_else_stays_and_has_to_say_no(
    do: ModuleType, tmp_path: Path, status: int, goes_on: bool
) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text(f"#!/bin/sh\nexit {status}\n")
    policy.chmod(0o755)
    installed = False

    try:
        with do.nothing_starts(("postfix",), policy):
            installed = True
    except SystemExit:
        pass

    assert installed is goes_on
    assert policy.read_text().endswith(f"exit {status}\n")

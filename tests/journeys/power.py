"""Cut one process's power at a point of a letter's way, and see what is left of the letter."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import Final

from tests.journeys.dying import POINTS

from rapport.demo.stage import Stage

SECONDS: Final = 40.0
OFFICE, DESK = "office", "desk-b"
DYING = "tests.journeys.dying"
DOING = "tests.journeys.doing"


def do(stage: Stage, key: str, *what: str) -> str:
    """Do something inside an installation, in a process of its own; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", DOING, *what],
        env=environment(stage, key),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(stage: Stage, key: str) -> dict[str, str]:
    """Return the environment of an installation's process."""
    settings = {"DJANGO_SETTINGS_MODULE": "rapport.config.settings"}
    return {**stage.environment(key), **settings}


def cut(stage: Stage, name: str, reference: str) -> None:
    """Transmit a letter, and let the process of a point die there while it is on its way."""
    died, said = _send_with(stage, POINTS[name].process, name, reference)
    assert died, f"it never got there: {said}"


def cut_at_step(stage: Stage, process: str, step: int, reference: str) -> bool:
    """Transmit a letter, let a process die before so many statements; whether it got so far."""
    return _send_with(stage, process, str(step), reference)[0]


def _send_with(stage: Stage, process: str, point: str, reference: str) -> tuple[bool, str]:
    key = OFFICE if process == "worker" else DESK
    stage.stop(f"{key}:{process}")
    do(stage, OFFICE, "transmit", reference)
    dying = subprocess.Popen(
        [sys.executable, "-m", DYING, point, process],
        env=environment(stage, key),
        stderr=subprocess.PIPE,
    )
    _watch(stage, dying, reference)
    _, said = dying.communicate()
    stage.start(key, only=(process,))
    return dying.returncode == -signal.SIGKILL, said.decode()


def _watch(stage: Stage, dying: subprocess.Popen[bytes], reference: str) -> None:
    """Wait until the process is dead; end it when the letter arrived without, or in time."""
    end = time.monotonic() + SECONDS
    while dying.poll() is None and time.monotonic() < end:
        try:
            dying.wait(1.0)
        except subprocess.TimeoutExpired:
            if _is_here(stage, reference):
                break
    if dying.poll() is None:
        dying.terminate()


def _is_here(stage: Stage, reference: str) -> bool:
    return bool(json.loads(do(stage, OFFICE, "count", reference)).get("exchange.received"))


def settled(stage: Stage, reference: str) -> tuple[dict[str, int], dict[str, int]]:
    """Wait until the office has its receipt; return what office and desk have counted."""
    end = time.monotonic() + SECONDS
    while True:
        office = json.loads(do(stage, OFFICE, "count", reference))
        if office.get("exchange.received") and not office["jobs open"]:
            return office, json.loads(do(stage, DESK, "count", reference))
        assert time.monotonic() < end, f"it did not arrive: {office}"
        time.sleep(0.3)

"""Cut the power of one process at one point of a letter's way, and see what is left of the letter."""

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
    point = POINTS[name]
    key = OFFICE if point.process == "worker" else DESK
    stage.stop(f"{key}:{point.process}")
    do(stage, OFFICE, "transmit", reference)
    dying = subprocess.Popen(
        [sys.executable, "-m", DYING, name, point.process],
        env=environment(stage, key),
        stderr=subprocess.PIPE,
    )
    try:
        _, said = dying.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        dying.terminate()
        _, said = dying.communicate()
    assert dying.returncode == -signal.SIGKILL, f"it never got there: {said.decode()}"
    stage.start(key, only=(point.process,))


def settled(stage: Stage, reference: str) -> tuple[dict[str, int], dict[str, int]]:
    """Wait until the office has its receipt; return what the office and the desk have counted."""
    end = time.monotonic() + SECONDS
    while True:
        office = json.loads(do(stage, OFFICE, "count", reference))
        if office.get("exchange.received") and not office["jobs open"]:
            return office, json.loads(do(stage, DESK, "count", reference))
        assert time.monotonic() < end, f"it did not arrive: {office}"
        time.sleep(0.3)

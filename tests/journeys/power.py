"""Cut one process's power at a point of a letter's way, and see what is left of the letter."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.journeys.dying import POINTS

from rapport.demo.stage import Stage

SECONDS: Final = 40.0
KILLED: Final = str(-signal.SIGKILL)
A_MOMENT: Final = 0.05
OFFICE, DESK = "office", "desk-b"
DOING = "tests.journeys.doing"


def do(stage: Stage, key: str, *what: str) -> str:
    """Do something inside an installation, in a process of its own; return what it said."""
    door = stage.folder / f"{key}.door"
    hand = stage.running.get(f"{key}:hand")
    if hand is None or hand.poll() is not None:
        door.unlink(missing_ok=True)
        hand = stage.running[f"{key}:hand"] = _hand(stage, key, door)
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(door))
        with caller.makefile("rwb") as line:
            line.write(json.dumps(what).encode() + b"\n")
            line.flush()
            done = json.loads(line.readline() or b'{"trouble": "it has ended"}')
    assert "trouble" not in done, done["trouble"]
    return str(done["said"])


def _hand(stage: Stage, key: str, door: Path) -> subprocess.Popen[bytes]:
    """Start the process that does things in an installation; wait until it can be called."""
    with (stage.folder / f"{key}.hand.log").open("ab") as log:
        hand = subprocess.Popen(
            [sys.executable, "-m", DOING, str(door)],
            env=environment(stage, key),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    while not door.exists():
        assert hand.poll() is None, f"it did not start: {stage.folder}/{key}.hand.log"
        time.sleep(A_MOMENT)
    return hand


def environment(stage: Stage, key: str) -> dict[str, str]:
    """Return the environment of an installation's process."""
    settings = {"DJANGO_SETTINGS_MODULE": "rapport.config.settings"}
    return {**stage.environment(key), **settings}


def cut(stage: Stage, name: str, reference: str) -> None:
    """Transmit a letter, and let the process of a point die there while it is on its way."""
    died = _send_with(stage, POINTS[name].process, name, reference)
    assert died, "it never got there"


def cut_at_step(stage: Stage, process: str, step: int, reference: str) -> bool:
    """Transmit a letter, let a process die before so many statements; whether it got so far."""
    return _send_with(stage, process, str(step), reference)


def _send_with(stage: Stage, process: str, point: str, reference: str) -> bool:
    key = OFFICE if process == "worker" else DESK
    return die(
        stage,
        f"{key}:{process}",
        point,
        during=lambda: do(stage, OFFICE, "transmit", reference),
        is_over=lambda: _is_here(stage, reference),
    )


def die(
    stage: Stage,
    name: str,
    point: str,
    *,
    during: Callable[[], object],
    is_over: Callable[[], bool],
) -> bool:
    """Put one that dies at a point in a process's place, then start the process again.

    Say whether it died there; it is ended when what is to happen is over without. One that
    found nothing to do is started again: what another held when it died was not free yet.
    """
    key, _, process = name.partition(":")
    stage.stop(name)
    during()
    dying = do(stage, key, "die", point, process)
    end = time.monotonic() + SECONDS
    ends_itself = process == "worker" and point.isdecimal()
    while (how := do(stage, key, "ended", dying)) != KILLED:
        if (how or not ends_itself) and is_over():
            break
        assert time.monotonic() < end, f"{name} neither died at {point} nor came to an end"
        if how:
            dying = do(stage, key, "die", point, process)
        time.sleep(A_MOMENT)
    if not how:
        do(stage, key, "ended", dying, "now")
    stage.start(key, only=(process,))
    return how == KILLED


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
        do(stage, OFFICE, "hurry")
        time.sleep(A_MOMENT)

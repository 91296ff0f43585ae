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
    process = POINTS[name].process
    die_at_point(stage, _of(process), name, during=lambda: _transmit(stage, reference))


def cut_at_step(stage: Stage, process: str, step: int, reference: str) -> bool:
    """Transmit a letter, let a process die before so many statements; whether it got so far."""
    return die_at_step(
        stage,
        _of(process),
        step,
        during=lambda: _transmit(stage, reference),
        is_over=lambda: _is_here(stage, reference),
    )


def _of(process: str) -> str:
    """Return the installation's process that a letter on its way passes through."""
    return f"{OFFICE if process == 'worker' else DESK}:{process}"


def _transmit(stage: Stage, reference: str) -> None:
    do(stage, OFFICE, "transmit", reference)


def die_at_point(stage: Stage, name: str, point: str, *, during: Callable[[], object]) -> None:
    """Let a process die at a point that it certainly gets to, then start it again.

    That its work has shown is no reason to end it: the point may lie just behind what shows.
    """
    _die(stage, name, point, during=during, is_over=lambda _: False)


def die_at_step(
    stage: Stage,
    name: str,
    step: int,
    *,
    during: Callable[[], object],
    is_over: Callable[[], bool],
) -> bool:
    """Let a process die before so many statements, then start it again; whether it died.

    A worker ends when it finds nothing to do, a web server never: it is ended when what is to
    happen is over without.
    """
    waits_for_end = name.endswith(":worker")
    return _die(
        stage,
        name,
        str(step),
        during=during,
        is_over=lambda how: bool(how or not waits_for_end) and is_over(),
    )


def _die(
    stage: Stage,
    name: str,
    point: str,
    *,
    during: Callable[[], object],
    is_over: Callable[[str], bool],
) -> bool:
    """Put one that dies in a process's place; one that found nothing to do is started again.

    What another held when it died was not free yet.
    """
    key, _, process = name.partition(":")
    stage.stop(name)
    during()
    dying = do(stage, key, "die", point, process)
    end = time.monotonic() + SECONDS
    while (how := do(stage, key, "ended", dying)) != KILLED:
        if is_over(how):
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

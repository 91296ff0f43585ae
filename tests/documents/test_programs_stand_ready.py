"""A program stands ready and forks for each order: quick, and as apart as a fresh one."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path

import pytest
from tests.documents import papers
from tests.protocol.making import AT

from rapport.documents import rules, selectors, services
from rapport.documents.services import programs

PROGRAM = """
import json, os, pathlib, signal, sys, time
from rapport.documents import forked

do_first, orders = forked._done, []

def done(*order):
    status = do_first(*order)
    forked.IDLE_SECONDS = float(os.environ.get("TEST_IDLE_SECONDS", forked.IDLE_SECONDS))
    return status

forked._done = done

def tell(path):
    new = pathlib.Path(path.decode() + ".new")
    new.write_text(str(os.getpid()))
    new.rename(path.decode())

def do_one():
    wanted = os.environ.get("TEST_SAYS_NO")
    if wanted:
        return int(wanted)
    order = sys.stdin.buffer.read()
    orders.append(order)
    if order == b"die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == b"fail":
        raise RuntimeError("the secret")
    if order == b"hang":
        time.sleep(600)
    if order == b"take all":
        os.kill(os.getppid(), signal.SIGKILL)
    if order.startswith(b"stay"):
        os.kill(os.getppid(), signal.SIGKILL)
        tell(order.split()[1])
        time.sleep(600)
    if order.startswith(b"get away"):
        if os.fork() == 0:
            os.setsid()
            tell(order.split()[2])
            time.sleep(600)
        return 0
    if order == b"say half":
        sys.stdout.write("half")
        os.close(1)
        return 0
    sys.stdout.write(json.dumps({
        "me": os.getpid(), "ready": os.getppid(), "orders": len(orders), "bytes": len(order),
        "descriptors": len(os.listdir("/proc/self/fd")),
    }))
    return 0

sys.exit(forked.stand_ready(do_one))
"""


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """A program of ours that tells of itself."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="ascii")
    return (sys.executable, str(path))


def asked(program: tuple[str, ...], order: bytes, **more: str) -> dict[str, int]:
    """Have an order done that goes well."""
    environment = {**selectors.renderer_environment(), **more}
    status, said = programs.run(program, order, environment=environment, seconds=60)
    assert status == 0
    told: dict[str, int] = json.loads(said)
    return told


def test_each_order_has_a_process_of_its_own_that_knows_no_other(
    program: tuple[str, ...],
) -> None:
    first, second, third = (asked(program, order) for order in (b"one", b"two", b"three"))

    assert first["ready"] == second["ready"] == third["ready"]
    assert len({first["me"], second["me"], third["me"], first["ready"], os.getpid()}) == 5
    assert (first["orders"], second["orders"], third["orders"]) == (1, 1, 1)
    assert first["descriptors"] == third["descriptors"]


def test_what_stands_ready_has_no_byte_of_an_order_in_its_memory(
    program: tuple[str, ...],
) -> None:
    marked = b"What Lucinde said in 2099. " * 1000

    ready = asked(program, marked)["ready"]

    assert b"dumps" in memory_of(ready)
    assert b"What Lucinde said" not in memory_of(ready)


def memory_of(number: int) -> bytes:
    """Return what a process of ours has written into its memory."""
    found = []
    with Path(f"/proc/{number}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{number}/maps").read_text(encoding="utf-8").splitlines():
            where, may, *_ = line.split()
            if may.startswith("rw"):
                start, end = (int(one, 16) for one in where.split("-"))
                memory.seek(start)
                found.append(memory.read(end - start))
    return b"".join(found)


@pytest.mark.parametrize(("order", "status"), [(b"die", -signal.SIGSEGV), (b"fail", 1)])
def test_an_order_that_kills_its_process_stops_no_other(
    program: tuple[str, ...], order: bytes, status: int
) -> None:
    before = asked(program, b"one")

    died = programs.run(
        program, order, environment=selectors.renderer_environment(), seconds=60
    )

    assert died == (status, b"")
    assert asked(program, b"two")["ready"] == before["ready"]


def test_an_order_that_takes_too_long_is_stopped_with_its_process(
    program: tuple[str, ...],
) -> None:
    before = asked(program, b"one")

    with pytest.raises(programs.TookTooLong):
        programs.run(
            program, b"hang", environment=selectors.renderer_environment(), seconds=0.3
        )

    # It was raised, so nobody holds the other end any more: the order's process has ended too.
    assert asked(program, b"two")["ready"] != before["ready"]


def over_once(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an order's time be over once a file is there, however slowly it comes to that."""

    class Timer(threading.Timer):
        def run(self) -> None:
            end = time.monotonic() + self.interval
            while not there.exists() and time.monotonic() < end:
                if self.finished.wait(0.01):
                    return
            self.function()

    monkeypatch.setattr(threading, "Timer", Timer)


def test_one_that_got_away_is_not_waited_for(
    program: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(program, b"one")
    away = tmp_path / "away"
    over_once(away, monkeypatch)

    with pytest.raises(programs.TookTooLong):
        programs.run(
            program,
            f"get away {away}".encode(),
            environment=selectors.renderer_environment(),
            seconds=60,
        )

    os.kill(int(away.read_text(encoding="ascii")), signal.SIGKILL)


def test_what_is_left_of_one_that_was_killed_is_stopped_too(
    program: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "left"
    over_once(left, monkeypatch)

    with pytest.raises(programs.TookTooLong):
        programs.run(
            program,
            f"stay {left}".encode(),
            environment=selectors.renderer_environment(),
            seconds=60,
        )

    assert ends_by_itself(int(left.read_text(encoding="ascii")))


def test_an_answer_that_was_not_said_to_its_end_is_a_failure(program: tuple[str, ...]) -> None:
    status, _ = programs.run(
        program, b"say half", environment=selectors.renderer_environment(), seconds=60
    )

    assert status == 1


def test_one_that_went_meanwhile_is_followed_by_another(program: tuple[str, ...]) -> None:
    before = asked(program, b"one")
    os.kill(before["ready"], signal.SIGKILL)

    assert asked(program, b"two")["ready"] != before["ready"]


def test_one_that_has_nothing_to_do_goes_by_itself(program: tuple[str, ...]) -> None:
    ready = asked(program, b"one", TEST_IDLE_SECONDS="0.1")["ready"]

    assert ends_by_itself(ready)
    assert asked(program, b"two", TEST_IDLE_SECONDS="0.1")["ready"] != ready


def test_it_goes_with_the_process_that_asks(program: tuple[str, ...]) -> None:
    told, telling = os.pipe()
    asking = os.fork()
    if asking == 0:
        try:
            os.write(telling, str(asked(program, b"one")["ready"]).encode())
        finally:
            os._exit(0)
    os.close(telling)
    with os.fdopen(told) as pipe:
        ready = int(pipe.read())

    os.waitpid(asking, 0)

    assert ends_by_itself(ready)


def ends_by_itself(number: int) -> bool:
    """Whether a process ends within a minute, without being stopped."""
    try:
        process = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], 60)[0])
    finally:
        os.close(process)


def test_one_that_ends_under_an_order_is_told_by_its_status(program: tuple[str, ...]) -> None:
    status, _ = programs.run(
        program, b"take all", environment=selectors.renderer_environment(), seconds=60
    )

    assert status == -signal.SIGKILL
    assert asked(program, b"two")["orders"] == 1


def test_several_may_ask_at_once(program: tuple[str, ...]) -> None:
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda size: asked(program, b"x" * size), range(1, 13)))

    assert [one["bytes"] for one in told] == list(range(1, 13))


def test_orders_may_be_large_and_need_not_be_read(program: tuple[str, ...]) -> None:
    large = b"x" * 5_000_000

    told = asked(program, large)
    refused = programs.run(
        program,
        large,
        environment={**selectors.renderer_environment(), "TEST_SAYS_NO": "3"},
        seconds=60,
    )

    assert told["bytes"] == len(large)
    assert refused == (3, b"")


def test_a_page_has_the_bytes_that_a_fresh_renderer_gives_it() -> None:
    html = services.letter_html(papers.letter("ar"))
    order = {
        "html": html,
        "title": "A",
        "language": rules.LANGUAGE_TAGS["ar"],
        "made_at": AT.astimezone(UTC).isoformat(timespec="seconds"),
    }

    after_others = [
        services.render_pdf(page, title="A", language="ar", made_at=AT).pdf
        for page in (services.letter_html(papers.letter("zh")), html, html)
    ]
    fresh = subprocess.run(
        [*selectors.RENDERER],
        input=json.dumps(order, ensure_ascii=False).encode(),
        capture_output=True,
        env=selectors.renderer_environment(),
        check=True,
    ).stdout

    assert after_others[1] == after_others[2] == fresh.partition(b"\n")[2]

"""The stage: build the demonstration's installations, run their processes, move their clock.

The same processes as anywhere else, each with its own home and database; nothing is shared
between them but the clock's file and the packages they send each other over loopback.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from rapport.demo import cast

READY_SECONDS: Final = 60.0
GRACE_SECONDS: Final = 10.0
AT_ONCE: Final = 2
RAPPORT: Final = (sys.executable, "-m", "rapport.cli")


class StageTrouble(Exception):
    """The demonstration could not be set up or kept running; the sentence says why."""


@dataclass
class Stage:
    """A folder with one home an installation, the ports they answer on, and their processes."""

    folder: Path
    port: int
    places: tuple[str, ...] = tuple(one.key for one in cast.INSTALLATIONS)
    database_urls: dict[str, str] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def clock(self) -> Path:
        """The file with the seconds that the demonstration's clock is off the machine's."""
        return self.folder / "clock"

    def port_of(self, key: str) -> int:
        """Return the port of an installation: those after the start page's."""
        return self.port + 1 + self.places.index(key)

    def url_of(self, key: str) -> str:
        """Return the address people open; each side has a host name of its own."""
        return f"http://{cast.installation(key).host}:{self.port_of(key)}"

    def home_of(self, key: str) -> Path:
        """Return the home of an installation."""
        return self.folder / key

    def environment(self, key: str) -> dict[str, str]:
        """Return the environment in which an installation's commands run."""
        kept = {name: value for name, value in os.environ.items() if "RAPPORT_" not in name}
        own = {
            "RAPPORT_HOME": str(self.home_of(key)),
            "RAPPORT_DEMO": "yes",
            "RAPPORT_CLOCK": str(self.clock),
            "RAPPORT_HOSTS": cast.installation(key).host,
            "PYTHONUNBUFFERED": "1",
        }
        if key in self.database_urls:
            own["RAPPORT_DATABASE_URL"] = self.database_urls[key]
        return kept | own

    def run(self, key: str, *arguments: str) -> str:
        """Run a command of an installation and return what it printed. Raises StageTrouble."""
        done = subprocess.run(
            [*RAPPORT, *arguments],
            env=self.environment(key),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StageTrouble(f"{key}: rapport {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def is_built(self) -> bool:
        """Whether the installations were built to the end."""
        return (self.folder / "built").exists()

    def build(self) -> None:
        """Make every installation with directory and people; make them known to each other."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "cards").mkdir(parents=True, mode=0o700)
        self.folder.chmod(0o700)
        self.clock.write_text("0", encoding="ascii")
        self._each(self._init, self.places)
        self._each(self._meet, self.places)

    def finish(self) -> None:
        """Say that the demonstration is complete, so that a later start uses it as it is."""
        (self.folder / "built").write_text(str(self.port), encoding="ascii")

    def _each(self, do: object, keys: Iterable[str]) -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(do, keys))  # type: ignore[arg-type]

    def _init(self, key: str) -> None:
        place = cast.installation(key)
        self.run(
            key,
            "init",
            place.side,
            f"--name={place.name}",
            f"--unit={place.unit}",
            f"--url={self.url_of(key)}",
            f"--port={self.port_of(key)}",
        )
        self.run(key, "stage", "settle", key, f"--cards={self.folder / 'cards'}")

    def _meet(self, key: str) -> None:
        self.run(key, "stage", "meet", key, f"--cards={self.folder / 'cards'}")

    def start(self, *keys: str, only: Sequence[str] = ("serve",)) -> None:
        """Start installations' processes, all without a key, and wait until they answer."""
        for key in keys or self.places:
            for what in only:
                self.running[f"{key}:{what}"] = self._begin(key, what)
        for key in keys or self.places:
            if {"serve", "web"} & set(only):
                self._wait_for(key)

    def _begin(self, key: str, what: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{key}.{what}.log").open("ab") as log:
            return subprocess.Popen(
                [*RAPPORT, what],
                env=self.environment(key),
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    def _wait_for(self, key: str) -> None:
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end and not self._has_ended(key):
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{self.port_of(key)}/health", timeout=2
                ):
                    return
            except urllib.error.HTTPError as answer:
                if answer.code == HTTPStatus.SERVICE_UNAVAILABLE:
                    return  # it answers, if only to say that something is late
                time.sleep(0.1)
            except OSError:
                time.sleep(0.1)
        raise StageTrouble(f"{key} does not answer; its log is in {self.folder}")

    def _has_ended(self, key: str) -> bool:
        mine = (process for name, process in self.running.items() if name.startswith(f"{key}:"))
        return any(process.poll() is not None for process in mine)

    def stop(self, *keys: str, kill: bool = False) -> None:
        """Stop installations' processes, all without a key; with kill, at once and for good."""
        wanted = [
            name
            for name in self.running
            if not keys or name.partition(":")[0] in keys or name in keys
        ]
        for name in wanted:
            process = self.running[name]
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL if kill else signal.SIGTERM)
        for name in wanted:
            process = self.running.pop(name)
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def set_clock(self, off: timedelta) -> None:
        """Set the demonstration's clock to so far from the machine's, for all sides at once."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(str(int(off.total_seconds())), encoding="ascii")
        fresh.replace(self.clock)

    def clock_off(self) -> timedelta:
        """Return how far the demonstration's clock is from the machine's."""
        return timedelta(seconds=int(self.clock.read_text(encoding="ascii")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def free_ports(first: int, how_many: int) -> int:
    """Return the first port from which so many ports in a row are free on loopback.

    Raises StageTrouble when there is no such row in the next thousand.
    """
    for start in range(first, min(first + 1000, 65_000), how_many):
        if all(is_free(port) for port in range(start, start + how_many)):
            return start
    raise StageTrouble(f"No {how_many} free ports in a row were found from {first} on.")


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True

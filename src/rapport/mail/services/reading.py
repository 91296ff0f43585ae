"""Have messages read by a process of its own, which may die of any of them."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final, cast

from django.conf import settings

from rapport.documents.selectors import renderer_environment
from rapport.mail.rules import Heading, Quarantine, Recipient

PARSER: Final = (sys.executable, "-m", "rapport.mail.parse")
SECONDS: Final = 60.0
"""For one message. The process bounds itself to less; this is for one that hangs."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a message."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a message says; in trouble nothing of it but perhaps the heading."""

    trouble: Quarantine | None = None
    heading: Heading = field(default_factory=Heading)
    text: str = ""
    is_cut: bool = False
    files: tuple[File, ...] = ()
    results: tuple[str, ...] = ()
    dkim: tuple[dict[str, str], ...] = ()
    received: tuple[str, ...] = ()
    exchangers: dict[str, list[str]] = field(default_factory=dict)


class Reader:
    """A process that reads one message after the other; a new one for each that it died of."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, raw: bytes) -> Read:
        """Return what a message says. Never raises for what is in the message."""
        process = self._running()
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        try:
            return _exchanged(process, raw)
        except (OSError, EOFError, ValueError):  # it died, or was killed
            self.stop()
            return Read(trouble=Quarantine.UNREADABLE)
        finally:
            timer.cancel()

    def stop(self) -> None:
        """Let the process go."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    cast("IO[bytes]", pipe).close()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            asked = settings.RAPPORT_MAIL_DNS
            self._process = subprocess.Popen(
                [*PARSER, *(["--dns", asked] if asked else [])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=renderer_environment(),
            )
        return self._process


@contextlib.contextmanager
def reader() -> Iterator[Reader]:
    """Start a reader when the first message comes, and end it."""
    one = Reader()
    try:
        yield one
    finally:
        one.stop()


def _exchanged(process: subprocess.Popen[bytes], raw: bytes) -> Read:
    to, back = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    to.write(len(raw).to_bytes(8, "big") + raw)
    to.flush()
    found = json.loads(_exactly(back, int.from_bytes(_exactly(back, 8), "big")))
    files = tuple(
        File(one["name"], one["media_type"], _exactly(back, one["size"]))
        for one in found["files"]
    )
    return Read(
        trouble=Quarantine(found["trouble"]) if found["trouble"] else None,
        heading=_heading(found["heading"]),
        text=found["text"],
        is_cut=found["cut"],
        files=files,
        results=tuple(found["results"]),
        dkim=tuple(found["dkim"]),
        received=tuple(found["received"]),
        exchangers=found["exchangers"],
    )


def _exactly(source: IO[bytes], size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise EOFError
    return data


def _heading(said: dict[str, Any]) -> Heading:
    reported = tuple(Recipient(**one) for one in said.pop("reported", ()))
    for name in ("to", "answers", "attached"):
        said[name] = tuple(said.get(name, ()))
    return Heading(**said, reported=reported)

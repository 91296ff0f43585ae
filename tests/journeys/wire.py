"""A bad line to a mail server: nobody can read what passes on it, so it cuts by number.

Each connection meets the next fate of a list. Our own side speaks TLS through it; what is
counted are bytes, out to the server and back.
"""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Final

PIECE: Final = 4_096
EARLY: Final = 300
"""So many bytes pass before anybody has signed in."""

WITHIN: Final = 20_000
"""So many pass in the middle of a message with a PDF, and of nothing else."""

SILENCE_SECONDS: Final = 0.4
PATIENCE_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a connection, by the bytes that went out or came back."""

    name: str
    out: int | None = None
    """Cut once so many went out."""
    back: int | None = None
    """Cut once so many came back."""
    answer: int | None = None
    """Once so many went out, cut instead of passing on the server's next word."""
    swallows: int | None = None
    """Of what goes out only so much arrives; the line is cut when there is silence."""
    slow: bool = False
    twice: bool = False


THROUGH: Final = Fate("through")
OUT: Final = (
    Fate("cut before DATA", out=EARLY),
    Fate("slow", slow=True),
    Fate("twice", twice=True),
)
"""After these it is known by itself whether the message was taken."""

DOUBTFUL: Final = (
    Fate("cut before the answer", answer=WITHIN),
    Fate("end lost", swallows=WITHIN),
    Fate("cut within DATA", out=WITHIN),
)
"""After these nobody knows: the last byte was on its way. Only after the first it arrived."""

IN: Final = (
    Fate("cut before the sign-in", back=EARLY),
    Fate("cut within a message", back=WITHIN),
    Fate("slow", slow=True),
    Fate("twice", twice=True),
)


class Line:
    """Listens on a port of its own and passes connections on to another, each by its fate."""

    def __init__(self, port: int) -> None:
        self.to = ("127.0.0.1", port)
        self.met: Counter[str] = Counter()
        self.fates: Iterator[Fate] = itertools.repeat(THROUGH)
        self.passing: set[socket.socket] = set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self._open, daemon=True).start()

    def meets(self, *fates: Fate, then: Iterable[Fate] = ()) -> None:
        """Let the next connections meet these fates, and later ones get through.

        Those that are open end: what is to meet a fate is not carried past it.
        """
        self.fates = itertools.chain(fates, then, itertools.repeat(THROUGH))
        _cut(*self.passing.copy())

    def _open(self) -> None:
        with suppress(OSError):  # it was closed
            while True:
                caller, _ = self.door.accept()
                fate = next(self.fates)
                self.met[fate.name] += 1
                threading.Thread(target=self._pass, args=(caller, fate), daemon=True).start()

    def _pass(self, caller: socket.socket, fate: Fate) -> None:
        gone = [0]
        with ExitStack() as ends, suppress(OSError):
            ends.enter_context(caller)
            ends.callback(self.passing.discard, caller)
            self.passing.add(caller)
            server = ends.enter_context(socket.create_connection(self.to))
            also = [socket.create_connection(self.to)] if fate.twice else []
            for end in also:
                ends.enter_context(end)
            back = threading.Thread(target=_back, args=(server, caller, fate, gone))
            back.start()
            _out(caller, [server, *also], fate, gone)
            _cut(caller, server)
            back.join(PATIENCE_SECONDS)


def _out(
    caller: socket.socket, servers: list[socket.socket], fate: Fate, gone: list[int]
) -> None:
    """Pass on what goes out, until the line is closed or to be cut."""
    caller.settimeout(PATIENCE_SECONDS)
    with suppress(OSError):
        while data := caller.recv(PIECE):
            gone[0] += len(data)
            if fate.swallows is not None and gone[0] > fate.swallows:
                caller.settimeout(SILENCE_SECONDS)
                continue
            for end in servers:
                end.sendall(data)
            if fate.out is not None and gone[0] > fate.out:
                return
            time.sleep(0.005 if fate.slow else 0)


def _back(server: socket.socket, caller: socket.socket, fate: Fate, gone: list[int]) -> None:
    """Pass on what comes back, until the line is closed or to be cut."""
    came = 0
    with suppress(OSError):
        while data := server.recv(PIECE):
            if fate.answer is not None and gone[0] > fate.answer:
                break
            came += len(data)
            caller.sendall(data)
            if fate.back is not None and came > fate.back:
                break
            time.sleep(0.005 if fate.slow else 0)
    _cut(caller, server)


def _cut(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def bad_lines(*ports: int) -> Iterator[list[Line]]:
    """Open a bad line to each port."""
    lines = [Line(port) for port in ports]
    try:
        yield lines
    finally:
        for line in lines:
            line.door.close()


def until(is_there: Callable[[], bool], what: object) -> None:
    """Wait for something."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_there():
        assert time.monotonic() < end, f"it did not come: {what}"
        time.sleep(0.05)

"""A bad road: a proxy of our own that cuts, slows, doubles and reorders what passes through it.

It knows enough of HTTP to see where a request ends. Each request meets the next fate of a list.
"""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

FATES: Final = (
    "cut in the request",
    "late",
    "cut before the answer",
    "twice",
    "cut in the answer",
    "slow",
    "through",
)
PATIENCE_SECONDS: Final = 30.0
PIECE: Final = 16_384


class Road:
    """Listens on a port of its own and passes requests on to another, each by its fate."""

    def __init__(self, port: int, fates: Iterable[str]) -> None:
        self.to = ("127.0.0.1", port)
        self.fates = iter(fates)
        self.met: Counter[str] = Counter()
        self.late: list[bytes] = []
        self.lock = threading.Lock()
        self.door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._open, daemon=True).start()

    @property
    def url(self) -> str:
        """Where to send what shall meet these fates."""
        return f"http://127.0.0.1:{self.door.getsockname()[1]}"

    def _open(self) -> None:
        with suppress(OSError):  # it was closed
            while True:
                caller, _ = self.door.accept()
                threading.Thread(target=self._pass, args=(caller,), daemon=True).start()

    def _pass(self, caller: socket.socket) -> None:
        with caller, suppress(OSError):
            caller.settimeout(PATIENCE_SECONDS)
            request = _request(caller)
            with self.lock:
                fate = next(self.fates)
                self.met[fate] += 1
                overtaken, self.late = self.late, []
            answer = self._meet(fate, request)
            for index in range(0, len(answer), PIECE):
                caller.sendall(answer[index : index + PIECE])
                time.sleep(0.05 if fate == "slow" else 0)
            for old in overtaken:  # only now what was sent before
                self._ask(old)

    def _meet(self, fate: str, request: bytes) -> bytes:
        if fate == "cut in the request":
            self._ask(request[: len(request) // 2], whole=False)
            return b""
        if fate == "late":
            with self.lock:
                self.late.append(request)
            return b""
        if fate == "twice":
            other = threading.Thread(target=self._ask, args=(request,))
            other.start()
            answer = self._ask(request)
            other.join()
            return answer
        answer = self._ask(request, slowly=fate == "slow")
        if fate == "cut before the answer":
            return b""
        return answer[: len(answer) * 2 // 3] if fate == "cut in the answer" else answer

    def _ask(self, request: bytes, *, whole: bool = True, slowly: bool = False) -> bytes:
        with socket.create_connection(self.to, PATIENCE_SECONDS) as end:
            for index in range(0, len(request), PIECE):
                end.sendall(request[index : index + PIECE])
                time.sleep(0.05 if slowly else 0)
            if not whole:
                return b""
            return _answer(end)


def _request(caller: socket.socket) -> bytes:
    """Read one request: its head, and as much as it says."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(caller)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = dict(
        line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line
    )
    length = int(lines.get(b"content-length", b"0"))
    while len(body) < length:
        body += _more(caller)
    lines[b"connection"] = b"close"
    first = head.split(b"\r\n")[0]
    named = (name + b": " + value for name, value in lines.items())
    return b"\r\n".join([first, *named]) + b"\r\n\r\n" + body


def _more(caller: socket.socket) -> bytes:
    data = caller.recv(65_536)
    if not data:
        raise ConnectionError("the caller has gone")
    return data


def _answer(end: socket.socket) -> bytes:
    data = b""
    while piece := end.recv(65_536):
        data += piece
    return data


@contextmanager
def bad_road(port: int, fates: Iterable[str] = FATES) -> Iterator[Road]:
    """Open a bad road to a port; its fates come round again and again."""
    road = Road(port, itertools.cycle(fates))
    try:
        yield road
    finally:
        road.door.close()

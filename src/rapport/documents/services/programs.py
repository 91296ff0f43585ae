"""Have our programs do orders: one stands ready for each, and forks for what it is asked."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Final

from rapport.documents.forked import STAND_READY

PIECE_BYTES: Final = 1024 * 1024
_idle: dict[tuple[object, ...], list[Program]] = {}


class TookTooLong(Exception):
    """A program was stopped because its time was over."""


class Ended(Exception):
    """A program was not there any more; its own exit status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Program:
    """A process of ours that stands ready, with all that it is told of this one."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [*command, STAND_READY],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )

    @property
    def is_there(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def run(self, order: bytes, seconds: float) -> tuple[int, bytes]:
        """Return the exit status of the process forked for an order, and what it wrote.

        Raises TookTooLong, and Ended where the program itself has ended.
        """
        is_over = threading.Event()
        ours, theirs = socket.socketpair()

        def stop() -> None:
            is_over.set()
            with contextlib.suppress(OSError):  # nor is one waited for that got away
                ours.shutdown(socket.SHUT_RDWR)
            self.stop()

        timer = threading.Timer(seconds, stop)
        with ours, theirs:
            timer.start()
            try:
                said = self._exchanged(order, ours, theirs)
                status = self._orders.recv(4)
            except OSError:  # it has ended
                said, status = b"", b""
            finally:
                timer.cancel()
        if is_over.is_set():
            raise TookTooLong
        if not status:
            self.stop()
            raise Ended(self._process.wait())
        return int.from_bytes(status, "big", signed=True), said

    def _exchanged(self, order: bytes, ours: socket.socket, theirs: socket.socket) -> bytes:
        with theirs:
            socket.send_fds(self._orders, [b"1"], [theirs.fileno()])
        with contextlib.suppress(OSError):  # it need not read all, to say no
            ours.sendall(order)
            ours.shutdown(socket.SHUT_WR)
        pieces = []
        with contextlib.suppress(ConnectionResetError):
            while piece := ours.recv(PIECE_BYTES):
                pieces.append(piece)
        return b"".join(pieces)

    def stop(self) -> None:
        """Let it go, and what it forked, also what is left of one that ended itself.

        Until it is waited for nobody else has its number.
        """
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._orders.close()


def run(
    command: Sequence[str], order: bytes, *, environment: Mapping[str, str], seconds: float
) -> tuple[int, bytes]:
    """Have an order done by a program that stands ready, or by one that is started now.

    Returns the exit status of the process that did it, and what it wrote. Several threads may
    ask at once: each has a program to itself, and one of them is kept. Raises TookTooLong.
    """
    kept = _idle.setdefault((*command, *sorted(environment.items())), [])
    program = _taken(kept)
    if program is not None:
        with contextlib.suppress(Ended):  # it had waited long enough and went: start another
            return _asked(program, kept, order, seconds)
    try:
        return _asked(Program(command, environment), kept, order, seconds)
    except Ended as ended:
        return ended.status, b""


def _asked(
    program: Program, kept: list[Program], order: bytes, seconds: float
) -> tuple[int, bytes]:
    try:
        answer = program.run(order, seconds)
    except BaseException:
        program.stop()
        raise
    if kept:
        program.stop()
    else:
        kept.append(program)
    return answer


def _taken(kept: list[Program]) -> Program | None:
    while kept:
        with contextlib.suppress(IndexError):  # another thread was faster
            program = kept.pop()
            if program.is_there:
                return program
            program.stop()
    return None


@atexit.register
def _stop_all() -> None:
    for kept in _idle.values():
        while kept:
            kept.pop().stop()


os.register_at_fork(after_in_child=_idle.clear)  # they answer to the process that started them

"""Ask ClamAV about bytes: clamd's INSTREAM (clamd(8)), over a socket of this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from rapport.documents.rules import Answer, answer_of

SECONDS: Final = 180.0
"""So long clamd may be silent; over one large file it broods longer than over many letters."""

LONGEST_ANSWER: Final = 4096


def scan(url: str, pieces: Iterator[bytes]) -> Answer | None:
    """Return what clamd says of the bytes; None when it did not answer to the end."""
    try:
        with _connected(url) as line:
            _send(line, pieces)
            return answer_of(_read(line))
    except OSError:
        return None


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)


def _send(line: socket.socket, pieces: Iterator[bytes]) -> None:
    """Send everything, unless clamd has heard enough; then it has said why."""
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))


def _read(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        if not (more := line.recv(LONGEST_ANSWER)):
            break  # it went away: half an answer is none
        said += more
    return said

"""A private clamd with a database of one signature of ours, and one that dies half-way.

Debian's package clamav-daemon, never its system service; nothing is fetched. The signature is
of the EICAR test file, a harmless text that every scanner calls a virus.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

CLAMD = "/usr/sbin/clamd"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""In two pieces, so that no scanner takes this file for it."""

NAME = "Invented.Eicar.Test"
STREAM_MB = 2


def missing() -> str:
    """Say what this machine lacks, or return an empty text."""
    return (
        ""
        if os.access(CLAMD, os.X_OK)
        else f"{CLAMD} is missing: apt-get install clamav-daemon"
    )


@contextlib.contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run clamd until the end of the block; yield its address. May be run there once more."""
    database = folder / "database"
    database.mkdir(exist_ok=True)
    (database / "own.ndb").write_text(f"{NAME}:0:*:{EICAR.hex()}\n")
    place = folder / "clamd.ctl"
    (folder / "clamd.conf").write_text(f"""
Foreground yes
LocalSocket {place}
FixStaleSocket yes
DatabaseDirectory {database}
TemporaryDirectory {folder}
StreamMaxLength {STREAM_MB}M
LogFile {folder}/clamd.log
""")
    server = subprocess.Popen(
        [CLAMD, "--config-file", str(folder / "clamd.conf")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(server, place, folder)
        yield f"unix://{place}"
    finally:
        server.terminate()
        server.wait(20)


def _wait(server: subprocess.Popen[bytes], place: Path, folder: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(place))
            line.sendall(b"zPING\0")
            if line.recv(16) == b"PONG\0":
                return
        time.sleep(0.05)
    raise AssertionError(f"clamd did not start: {(folder / 'clamd.log').read_text()[-500:]}")


@contextlib.contextmanager
def dying(answer: bytes = b"") -> Iterator[str]:
    """Listen as a clamd that takes some bytes, says this, and is gone."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    line, _ = door.accept()
                    with line:
                        line.recv(4096)
                        line.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)

"""An IMAP server that makes its mailbox up, and may fail at single messages."""

from __future__ import annotations

import re
import socketserver
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.mail.servers import certificates
from tests.together import serving

MESSAGES = 200_000
FIRST = 4_000_000_000 - MESSAGES
"""The numbers are as long as the protocol allows, as in a mailbox that is old."""


@dataclass
class Folder:
    """A mailbox that its server makes up: its numbers, and what was asked."""

    port: int
    uids: range | list[int] = field(default_factory=lambda: range(FIRST, FIRST + MESSAGES))
    asked: list[str] = field(default_factory=list)
    longest_line: int = 0
    withheld: set[int] = field(default_factory=set)
    """Of these nothing comes, with an OK all the same."""
    refused: set[int] = field(default_factory=set)
    """Of these the server says no."""
    breaking: set[int] = field(default_factory=set)
    """At these the line breaks, in the middle of the message."""
    odd: dict[int, bytes] = field(default_factory=dict)
    """Of these the server says something else than their size and day."""
    validity: int = 7

    def within(self, first: int, last: int) -> list[int]:
        """The numbers in a range, as a server finds them."""
        if isinstance(self.uids, range):
            return list(range(max(first, self.uids[0]), min(last, self.uids[-1]) + 1))
        return [one for one in self.uids if first <= one <= last]


@pytest.fixture
def long_mailbox(
    mail_on: Any, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Folder]:
    """An IMAP server over TLS, with as much of the protocol as a reader needs (RFC 3501)."""

    class Talk(socketserver.StreamRequestHandler):
        disable_nagle_algorithm = True  # its answers come in pieces
        word = "OK"
        is_over = False

        def setup(self) -> None:
            self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def _line(self, line: str) -> None:
            folder.longest_line = max(folder.longest_line, len(line))
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self._line("* OK ready")
            while said := self.rfile.readline().decode().strip():
                tag, _, command = said.partition(" ")
                folder.asked.append(command)
                for pattern, answer in answers:
                    if found := re.fullmatch(pattern, command, re.IGNORECASE):
                        answer(self, *found.groups())
                        break
                if self.is_over:
                    return
                self._line(f"{tag} {self.word} done")
                self.word = "OK"
                if command == "LOGOUT":
                    return

        def capability(self) -> None:
            self._line("* CAPABILITY IMAP4rev1")

        def examine(self) -> None:
            self._line(f"* {len(folder.uids)} EXISTS")
            self._line(f"* OK [UIDVALIDITY {folder.validity}] counted")
            self._line(f"* OK [UIDNEXT {folder.uids[-1] + 1 if folder.uids else 1}] next")

        def search(self, first: str) -> None:
            found = folder.within(int(first), 2**32)
            self._line(f"* SEARCH {' '.join(map(str, found))}")

        def numbers(self, first: str, last: str) -> None:
            for uid in folder.within(int(first), int(last)):
                self._line(f"* {uid % 1000 + 1} FETCH (UID {uid})")

        def one(self, uid: str) -> None:
            self.numbers(uid, uid)

        def highest(self) -> None:
            self._line(f"* {len(folder.uids)} FETCH (UID {folder.uids[-1]})")

        def size(self, uid: str) -> None:
            if not folder.within(int(uid), int(uid)):
                return
            if said := folder.odd.get(int(uid)):
                self.wfile.write(b"* 1 FETCH (UID %d %b)\r\n" % (int(uid), said))
                return
            day = 'INTERNALDATE " 2-Mar-2099 08:00:00 +0100"'
            self._line(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(body(uid))} {day})")

        def whole(self, uid: str) -> None:
            raw = body(uid)
            if int(uid) in folder.refused:
                self.word = "NO [SERVERBUG]"
            if int(uid) in folder.withheld | folder.refused:
                return
            self._line(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}")
            if int(uid) in folder.breaking:
                self.wfile.write(raw[:10])
                self.is_over = True
                return
            self.wfile.write(raw)
            self._line(")")

        def finish(self) -> None:
            with self.request, suppress(OSError):  # whoever asked may be gone
                super().finish()

    answers: tuple[tuple[str, Callable[..., None]], ...] = (
        (r"CAPABILITY", Talk.capability),
        (r"EXAMINE .*", Talk.examine),
        (r"UID SEARCH UID (\d+):\*", Talk.search),
        (r"UID FETCH (\d+):(\d+) \(UID\)", Talk.numbers),
        (r"UID FETCH \* \(UID\)", Talk.highest),
        (r"UID FETCH (\d+) \(UID\)", Talk.one),
        (r"UID FETCH (\d+) \(UID RFC822\.SIZE INTERNALDATE\)", Talk.size),
        (r"UID FETCH (\d+) \(UID BODY\.PEEK\[\]\)", Talk.whole),
    )

    def body(uid: str) -> bytes:
        return f"From: a@quillmoor.example\r\nSubject: {uid}\r\n\r\nx\r\n".encode()

    authority = certificates(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as listening:
        listening.daemon_threads = True
        folder = Folder(listening.server_address[1])
        mail_on.RAPPORT_MAIL_IN = {**mail_on.RAPPORT_MAIL_IN, "port": folder.port}
        serving(listening)
        yield folder
        listening.shutdown()

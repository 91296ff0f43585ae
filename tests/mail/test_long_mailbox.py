"""A mailbox with very many messages is read: no line of an answer grows with it."""

from __future__ import annotations

import imaplib
import os
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

from rapport.mail import services
from rapport.mail.models import Inbound, Mailbox

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
                self._line(f"{tag} OK done")
                if command == "LOGOUT":
                    return

        def capability(self) -> None:
            self._line("* CAPABILITY IMAP4rev1")

        def examine(self) -> None:
            self._line(f"* {len(folder.uids)} EXISTS")
            self._line("* OK [UIDVALIDITY 7] counted")
            self._line(f"* OK [UIDNEXT {folder.uids[-1] + 1 if folder.uids else 1}] next")

        def search(self, first: str) -> None:
            found = folder.within(int(first), 2**32)
            self._line(f"* SEARCH {' '.join(map(str, found))}")

        def numbers(self, first: str, last: str) -> None:
            for uid in folder.within(int(first), int(last)):
                self._line(f"* {uid % 1000 + 1} FETCH (UID {uid})")

        def highest(self) -> None:
            self._line(f"* {len(folder.uids)} FETCH (UID {folder.uids[-1]})")

        def size(self, uid: str) -> None:
            self._line(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(body(uid))})")

        def whole(self, uid: str) -> None:
            raw = body(uid)
            if int(uid) in folder.withheld:
                return
            self._line(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}")
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
        (r"UID FETCH (\d+) \(UID RFC822\.SIZE\)", Talk.size),
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


def trusting() -> ssl.SSLContext:
    """How a test trusts the server."""
    return ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])


def test_a_mailbox_of_two_hundred_thousand_messages_is_read_in_rounds(
    long_mailbox: Folder,
) -> None:
    first = services.collect(most=3)
    second = services.collect(most=3)

    assert (first.taken, first.trouble, second.taken, second.trouble) == (3, "", 3, "")
    subjects = Inbound.objects.order_by("id").values_list("subject", flat=True)
    assert list(subjects) == [str(uid) for uid in range(FIRST, FIRST + 6)]
    assert long_mailbox.longest_line < 200


def test_a_search_for_all_of_them_is_what_the_library_refuses(long_mailbox: Folder) -> None:
    server = imaplib.IMAP4_SSL("localhost", long_mailbox.port, ssl_context=trusting())
    server.login("a", "b")
    server.select("INBOX", readonly=True)

    with pytest.raises(imaplib.IMAP4.error, match="got more than"):
        server.uid("SEARCH", "UID 1:*")
    server.shutdown()


def test_what_is_new_at_the_end_is_found_at_once(long_mailbox: Folder) -> None:
    everything, last = long_mailbox.uids, long_mailbox.uids[-1]
    long_mailbox.uids = [last]
    services.collect()
    long_mailbox.uids = everything
    Mailbox.objects.update(last_uid=last - 2)
    long_mailbox.asked.clear()

    assert services.collect().taken == 1, "the last one was there before"
    ranges = [one for one in long_mailbox.asked if ":" in one]
    assert ranges == [f"UID FETCH {last - 1}:{last} (UID)"]


def test_between_numbers_far_apart_the_ranges_widen(long_mailbox: Folder) -> None:
    long_mailbox.uids = [1, 2, 700, 5_000_000, 5_000_001]

    assert services.collect().taken == 5
    assert len([one for one in long_mailbox.asked if ":" in one]) < 20


def test_an_empty_mailbox_is_asked_for_nothing(long_mailbox: Folder) -> None:
    long_mailbox.uids = []

    assert services.collect() == services.collect()
    assert not [one for one in long_mailbox.asked if "FETCH" in one]


def test_a_message_of_which_the_server_gives_nothing_is_not_passed_over(
    long_mailbox: Folder,
) -> None:
    long_mailbox.uids, long_mailbox.withheld = [1, 2, 3], {2}
    first = services.collect()
    assert (first.taken, first.trouble) == (1, "ServerSaysNo")

    long_mailbox.withheld = set()

    assert services.collect().taken == 2

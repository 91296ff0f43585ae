"""Mail that is on: towards servers of our own, or towards the real ones."""

from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.mail import servers
from tests.mail.folders import long_mailbox  # noqa: F401  a fixture
from tests.mail.servers import Servers
from tests.together import serving

from rapport.foundation import clock
from rapport.foundation.acts import Act, Actor, Door
from rapport.mail import services
from rapport.mail.models import Outbound

COMPANY = servers.COMPANY
Running = tuple[Servers, Path]


def act(name: str = "Mina Okonjo") -> Act:
    """An act of somebody, now."""
    return Act(Actor(str(uuid4()), name), clock.now(), Door.PAGE)


@pytest.fixture
def mail_on(settings: Any) -> Any:
    """Settings under which mail is on; the servers are nobody's."""
    settings.RAPPORT_DEMO = False
    settings.RAPPORT_NAME = "Office of Special Procedures"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.RAPPORT_MAIL_ADDRESS = servers.OFFICE
    settings.RAPPORT_MAIL_SERVER_NAME = "mail.office.example"
    settings.RAPPORT_MAIL_DNS = "127.0.0.1:9"
    settings.RAPPORT_MAIL_IN = {
        "host": "localhost",
        "port": 9,
        "user": servers.OFFICE,
        "password": servers.PASSWORD,
        "folder": "INBOX",
    }
    return settings


@dataclass
class Scripted:
    """A mail server that does what it is told, and keeps what it took."""

    port: int
    answers: dict[str, str] = field(default_factory=dict)
    once: dict[str, str] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """The lines that were said to it."""

    def says_once(self, word: str, answer: str) -> None:
        """Let it answer a command so the next time, and then as usual."""
        self.once[word] = answer

    def says(self, word: str, answer: str) -> None:
        """Let it answer a command so; an empty answer closes the connection."""
        self.answers[word] = answer


@pytest.fixture
def server(mail_on: Any) -> Iterator[Scripted]:
    """A scripted mail server on this machine, to which mail goes."""

    class Talk(socketserver.StreamRequestHandler):
        disable_nagle_algorithm = True  # its answers come in pieces

        def handle(self) -> None:
            self.wfile.write(b"220 scripted\r\n")
            while line := self.rfile.readline():
                word = line.split()[0].decode().upper() if line.split() else ""
                scripted.said.append(line.decode().strip())
                if not self._said(word, {"EHLO": "250 scripted", "DATA": "354 go on"}):
                    return
                if word == "DATA" and scripted.answers.get("DATA", "354")[:3] == "354":
                    scripted.taken.append(self._body())
                    if not self._said(".", {}):
                        return
                if word == "QUIT":
                    return

        def _said(self, word: str, usual: dict[str, str]) -> bool:
            usually = scripted.answers.get(word, usual.get(word, "250 2.0.0 done"))
            answer = scripted.once.pop(word, usually)
            if answer:
                self.wfile.write(f"{answer}\r\n".encode())
            return bool(answer)

        def _body(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                lines.append(line[1:] if line.startswith(b".") else line)
            return b"".join(lines)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as listening:
        listening.daemon_threads = True
        scripted = Scripted(listening.server_address[1])
        mail_on.EMAIL_PORT = scripted.port
        serving(listening)
        yield scripted
        listening.shutdown()


@pytest.fixture
def post(db: None) -> Callable[..., Outbound]:
    """Post a message about a matter to a company."""
    from django.db import transaction

    def one(matter: UUID | None = None, to: str = COMPANY, **changes: Any) -> Outbound:
        said: dict[str, Any] = {
            "subject": "Letter AL OTH 14/2099",
            "text": "Dear Sir or Madam,\n\n.A line that begins with a dot.\n",
            "files": [services.Attachment("letter.pdf", "application/pdf", b"%PDF-1.7 x")],
        }
        with transaction.atomic():
            return services.post_mail(act(), matter=matter or uuid4(), to=to, **said | changes)

    return one


@pytest.fixture(scope="module")
def both_servers() -> Iterator[Running]:
    """Postfix and Dovecot for the tests of a file, in a folder with a short name."""
    if lacking := servers.missing():
        pytest.fail(lacking)
    folder = Path(f"/tmp/rapport-mail-{uuid4().hex[:8]}")
    folder.mkdir()
    try:
        with servers.running(folder) as ports:
            yield ports, folder
    finally:
        servers.remove(folder)


@pytest.fixture
def real(mail_on: Any, both_servers: Running, monkeypatch: pytest.MonkeyPatch) -> Servers:
    """Postfix and Dovecot with empty mailboxes, to which mail goes, over TLS."""
    ports, folder = both_servers
    servers.empty(folder)
    monkeypatch.setenv("SSL_CERT_FILE", str(ports.authority))
    mail_on.EMAIL_HOST, mail_on.EMAIL_PORT = "localhost", ports.smtp
    mail_on.EMAIL_USE_TLS = True
    mail_on.EMAIL_HOST_USER = servers.OFFICE
    mail_on.EMAIL_HOST_PASSWORD = servers.PASSWORD
    mail_on.RAPPORT_MAIL_IN = {**mail_on.RAPPORT_MAIL_IN, "port": ports.imap}
    return ports

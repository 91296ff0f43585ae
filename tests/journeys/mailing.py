"""A matter by e-mail between an office and a company's own mail account, over bad lines."""

from __future__ import annotations

import imaplib
import json
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import uuid4

from tests.journeys import stage as stages
from tests.journeys.power import DESK, OFFICE, do
from tests.journeys.wire import Line, bad_lines, until
from tests.mail import servers
from tests.mail.servers import COMPANY, PASSWORD, Servers

from rapport.demo.stage import Stage

DEMONSTRATION: Final = ("RAPPORT_DEMO", "RAPPORT_CLOCK")
Counts = dict[str, Any]


@dataclass
class ByMail(Stage):
    """A stage whose office is no demonstration any more once it is told of its mail servers."""

    mail: dict[str, str] = field(default_factory=dict)

    def environment(self, key: str) -> dict[str, str]:
        """Return the environment in which an installation's commands run."""
        found = super().environment(key)
        if key != OFFICE or not self.mail:
            return found
        return {n: v for n, v in found.items() if n not in DEMONSTRATION} | self.mail


@dataclass(frozen=True, slots=True)
class Post:
    """An office with its mail servers behind two bad lines."""

    stage: ByMail
    servers: Servers
    out: Line
    back: Line

    def do(self, *what: str) -> str:
        """Do something at the office."""
        return do(self.stage, OFFICE, *what)

    def counts(self, reference: str) -> Counts:
        """What the office has counted about a letter by mail."""
        found: Counts = json.loads(self.do("count_mail", reference))
        return found

    def until(self, reference: str, **there: Any) -> Counts:
        """Wait until the counts are these, and let the office try again meanwhile."""
        found: Counts = {}

        def is_there() -> bool:
            self.do("hurry")
            found.update(self.counts(reference))
            return all(found.get(name) == value for name, value in there.items())

        until(is_there, (reference, there, found, self.out.met, self.back.met))
        return found

    def until_one_of(self, reference: str, *states: str) -> str:
        """Wait until what became of a letter is one of these; say which."""

        def is_there() -> bool:
            self.do("hurry")
            return self.counts(reference)["state"] in states

        until(is_there, (reference, states, self.out.met))
        return str(self.counts(reference)["state"])

    def is_there_after_all(self, reference: str) -> bool:
        """Say whether the company has a letter once the server has no more to bring."""
        until(lambda: not servers.on_the_way(self.servers), f"rest of {reference}")
        return bool(self.at_the_company(reference))

    def send(self, reference: str, to: str = COMPANY) -> None:
        """Transmit a letter by mail, to be handed over by the worker."""
        self.do("transmit_by_mail", reference, to)

    def at_the_company(self, reference: str) -> list[EmailMessage]:
        """Return the messages in the company's mailbox that bear a reference."""
        with imaplib.IMAP4_SSL("localhost", self.servers.imap, ssl_context=self._tls()) as box:
            box.login(COMPANY, PASSWORD)
            box.select("INBOX", readonly=True)
            _, found = box.uid("FETCH", "1:*", "(BODY.PEEK[])")
        raw = [one[1] for one in found if isinstance(one, tuple)]
        read = [message_from_bytes(one, policy=policy.default) for one in raw]
        return [one for one in read if reference in str(one["Subject"])]  # type: ignore[misc]

    def arrives(self, reference: str) -> EmailMessage:
        """Wait until the company has a letter, and return it."""
        until(lambda: bool(self.at_the_company(reference)), reference)
        return self.at_the_company(reference)[-1]

    def answer(self, letter: EmailMessage, text: str) -> None:
        """Let the company answer from its own account, with a PDF as large as the letter's."""
        (pdf,) = (one for one in letter.iter_attachments() if one.get_filename())
        self.write(letter["From"], f"Re: {letter['Subject']}", text, pdf.get_content())

    def brings(self, letter: EmailMessage, text: str) -> None:
        """Let the company answer, and wait until the office's server can hand that out."""
        before = self._held_by(servers.OFFICE)
        self.answer(letter, text)
        until(lambda: self._held_by(servers.OFFICE) > before, f"answer to {letter['Subject']}")

    def _held_by(self, who: str) -> int:
        """How many messages lie in somebody's mailbox."""
        with imaplib.IMAP4_SSL("localhost", self.servers.imap, ssl_context=self._tls()) as box:
            box.login(who, PASSWORD)
            _, (held,) = box.select("INBOX", readonly=True)
        return int(held or b"0")

    def write(self, to: str, subject: str, text: str, pdf: bytes) -> None:
        """Let the company write to the office from its own account, with a PDF."""
        answer = EmailMessage()
        answer["From"], answer["To"] = f"Noor Halsted <{COMPANY}>", to
        answer["Subject"], answer["Message-ID"] = subject, f"<{uuid4()}@quillmoor.example>"
        answer.set_content(text)
        answer.add_attachment(pdf, maintype="application", subtype="pdf", filename="reply.pdf")
        with smtplib.SMTP("localhost", self.servers.smtp) as server:
            server.starttls(context=self._tls())
            server.login(COMPANY, PASSWORD)
            server.send_message(answer, from_addr=COMPANY)

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.servers.authority)


@contextmanager
def running(folder: Path) -> Iterator[Post]:
    """Run an office with Postfix and Dovecot behind bad lines, and the desk of Hollinbrake."""
    if lacking := servers.missing():
        raise AssertionError(lacking)
    short = Path(f"/tmp/rapport-mail-{uuid4().hex[:8]}")  # Postfix's sockets want a short name
    short.mkdir()
    try:
        with (
            stages.built(folder, (OFFICE, DESK), ByMail) as built,
            servers.running(short) as ports,
            bad_lines(ports.smtp, ports.imap) as (out, back),
        ):
            assert isinstance(built, ByMail)
            built.stop(OFFICE)
            built.mail = _settings(ports, out, back)
            do(built, OFFICE, "tell_nobody")
            built.start(only=("web", "worker"))
            yield Post(built, ports, out, back)
    finally:
        servers.remove(short)


def _settings(ports: Servers, out: Line, back: Line) -> dict[str, str]:
    who = f"{quote(servers.OFFICE, safe='')}:{quote(PASSWORD)}@localhost"
    return {
        "RAPPORT_MAIL_URL": f"smtp+tls://{who}:{out.port}",
        "RAPPORT_MAIL_IN_URL": f"imaps://{who}:{back.port}/INBOX",
        "RAPPORT_MAIL_ADDRESS": servers.OFFICE,
        "RAPPORT_MAIL_DNS": "127.0.0.1:9",
        "SSL_CERT_FILE": str(ports.authority),
    }

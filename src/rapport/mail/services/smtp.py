"""Speak to our mail server (RFC 5321), and tell a yes from a no and both from not knowing."""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from rapport.mail.rules import Fate, fate_of_code

OK: Final = 250
WILL_FORWARD: Final = 251
GO_ON: Final = 354
NOT_SO: Final = frozenset({501, 504, 555})
"""Answers to what was said with a command, not to the message (RFC 5321, 4.2.2)."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a try ended, and what the server said last."""

    fate: Fate
    words: str


def send(*, sender: str, to: str, body: bytes, envelope: str = "") -> Said:
    """Hand a message over. A connection that breaks before the last line means: not sent.

    With an id for the envelope the server is asked to report what becomes of the message, also
    that it was delivered, where it offers that; the report brings back the heading alone.
    """
    try:
        server = _connected()
    except (OSError, smtplib.SMTPException) as trouble:
        return Said(Fate.LATER, _words(trouble))
    try:
        return _told(server, sender, to, body, envelope)
    except (OSError, smtplib.SMTPException) as trouble:
        return Said(Fate.LATER, _words(trouble))
    finally:
        _part(server)


def greet() -> str:
    """Sign in at our mail server and leave; return what went wrong, or an empty text."""
    try:
        _part(_connected())
    except (OSError, smtplib.SMTPException) as trouble:
        return _words(trouble)
    return ""


def ask_whether_taken(*, sender: str, to: str) -> Said:
    """Ask our mail server whether it takes mail to an address; nothing is sent."""
    try:
        server = _connected()
    except (OSError, smtplib.SMTPException) as trouble:
        return Said(Fate.LATER, _words(trouble))
    try:
        code, words = _addressed(server, sender, to, "")
    except (OSError, smtplib.SMTPException) as trouble:
        return Said(Fate.LATER, _words(trouble))
    finally:
        _part(server)
    return Said(fate_of_code(code), _line(code, words))


def _connected() -> smtplib.SMTP:
    host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
    context = ssl.create_default_context()
    if settings.EMAIL_USE_SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=settings.EMAIL_TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=settings.EMAIL_TIMEOUT)
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=context)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException):
        _part(server)
        raise
    return server


def _told(server: smtplib.SMTP, sender: str, to: str, body: bytes, envelope: str) -> Said:
    code, words = _addressed(server, sender, to, envelope)
    if code in {OK, WILL_FORWARD}:
        code, words = server.docmd("DATA")
    if code != GO_ON:
        fate = fate_of_code(code)
        return Said(fate if fate is Fate.REFUSED else Fate.LATER, _line(code, words))
    said_before = _line(code, words)
    server.send(_dotted(body))
    try:  # from here on the server may have taken the message
        server.send(b".\r\n")
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException) as trouble:
        return Said(Fate.IN_DOUBT, f"{said_before} – {_words(trouble)}")
    return Said(fate_of_code(code), _line(code, words))


def _addressed(server: smtplib.SMTP, sender: str, to: str, envelope: str) -> tuple[int, bytes]:
    """Say from whom and to whom; ask for reports (RFC 3461) where the server offers them.

    A server that offers them and does not take the question gets the message without it.
    """
    asks = bool(envelope) and server.has_extn("dsn")
    with_mail = ["RET=HDRS", f"ENVID={xtext(envelope)}"] if asks else []
    with_rcpt = ["NOTIFY=SUCCESS,FAILURE,DELAY", f"ORCPT=rfc822;{xtext(to)}"] if asks else []
    code, words = server.mail(sender, with_mail)
    if code == OK:
        code, words = server.rcpt(to, with_rcpt)
    if asks and code in NOT_SO:
        server.rset()
        return _addressed(server, sender, to, "")
    return code, words


def xtext(text: str) -> str:
    """Write signs that would end a parameter by their numbers (RFC 3461, 4)."""
    return "".join(
        one if "!" <= one <= "~" and one not in "+=" else f"+{ord(one):02X}" for one in text
    )


def _dotted(body: bytes) -> bytes:
    """Double the dots at the beginnings of lines (RFC 5321, 4.5.2); end with a whole line."""
    body = re.sub(rb"\r?\n|\r", b"\r\n", body)
    body = re.sub(rb"(?m)^\.", b"..", body)
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _part(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _line(code: int, words: bytes) -> str:
    return f"{code} {_printable(words.decode('utf-8', 'replace'))}"


def _words(trouble: Exception) -> str:
    if isinstance(trouble, smtplib.SMTPResponseException):
        error = trouble.smtp_error
        return _line(
            trouble.smtp_code, error if isinstance(error, bytes) else str(error).encode()
        )
    return _printable(f"{type(trouble).__name__}: {trouble}")


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()

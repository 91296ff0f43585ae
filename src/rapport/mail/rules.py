"""What a message is and what became of it: pure.

A message that left is *handed over* only when the server has said yes to all of it. Until then
it waits; when the connection broke after the last byte, nobody knows, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Final

TOKEN_BYTES: Final = 16
TOKEN: Final = re.compile(r"^[a-z2-7]{26}$")
EML: Final = "message/rfc822"
LARGEST_BYTES: Final = 40 * 1024 * 1024
"""A longer message stays at the server; its beginning is kept, and a person is told."""

BEGINNING_BYTES: Final = 64 * 1024
EVERY: Final = timedelta(minutes=1)
"""How often the mailbox is looked into."""

LONGEST_READ: Final = 300_000
"""Of the text of a file, so many signs are kept; the file stays as it came."""

LONGEST_ADDRESS: Final = 254
"""Of an address so many signs are kept (RFC 5321, 4.5.3.1.3)."""

SHOWN_BYTES: Final = 500
"""Of what a server says, so much is kept."""


class State(StrEnum):
    """What became of a message that was posted."""

    QUEUED = "queued"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    IN_DOUBT = "in_doubt"
    REFUSED = "refused"
    BOUNCED = "bounced"


class Purpose(StrEnum):
    """What a message is to its matter."""

    LETTER = "letter"
    WITHDRAWAL = "withdrawal"


class Kind(StrEnum):
    """What a message that came is."""

    ANSWER = "answer"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    UNREADABLE = "unreadable"


class Road(StrEnum):
    """How an answer came that is filed here."""

    EMAIL = "email"
    UPLOAD = "upload"
    POST = "post"


class Quarantine(StrEnum):
    """Why a message that came belongs to no matter by itself."""

    NO_MATTER = "no_matter"
    OLD_ADDRESS = "old_address"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    UNREADABLE = "unreadable"


class Outcome(StrEnum):
    """What a person did with a message that came."""

    FILED = "filed"
    PUT_ASIDE = "put_aside"


class Signed(StrEnum):
    """What a DKIM signature says of the message."""

    PASS = "pass"  # noqa: S105  a verdict
    FAIL = "fail"
    PARTLY = "partly"
    UNKNOWN = "unknown"


class Fate(StrEnum):
    """How one try to hand a message over ended."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


def fate_of_code(code: int) -> Fate:
    """Say what a server's answer means (RFC 5321, 4.2.1); one that is no answer is a doubt."""
    if 200 <= code < 300:
        return Fate.ACCEPTED
    if 400 <= code < 500:
        return Fate.LATER
    return Fate.REFUSED if 500 <= code < 600 else Fate.IN_DOUBT


def is_safe(*, host: str, encrypted: bool) -> bool:
    """Whether a letter may go this way: over TLS, or without leaving this machine."""
    if encrypted:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def address_with(base: str, token: str) -> str:
    """Put a matter's token into our address: letters+TOKEN@office.example."""
    local, _, domain = base.rpartition("@")
    return f"{local}+{token}@{domain}"


def is_plain_address(address: str) -> bool:
    """Whether any mail server takes an address as it stands: in ASCII, nothing unseen."""
    return len(address) <= LONGEST_ADDRESS and address.isascii() and address.isprintable()


def tokens_in(addresses: Collection[str], base: str) -> list[str]:
    """Return the tokens in addresses of ours, in order, each once."""
    local, _, domain = base.lower().rpartition("@")
    found: dict[str, None] = {}
    for address in addresses:
        name, _, host = address.lower().rpartition("@")
        start, plus, token = name.partition("+")
        if plus and start == local and host == domain and TOKEN.match(token):
            found[token] = None
    return list(found)


# What came


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """What a delivery report says of one recipient (RFC 3464, 2.3)."""

    address: str
    action: str
    status: str
    diagnostic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a message says of itself; nothing of it is proven."""

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    date: str = ""
    auto_submitted: str = ""
    precedence: str = ""
    automatic: bool = False
    null_sender: bool = False
    to: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    reported: tuple[Recipient, ...] = ()
    reported_id: str = ""


SUBJECTS_OF_MACHINES: Final = (
    "automatic reply", "auto-reply", "autoreply", "auto reply", "out of office",
    "out of the office", "automatische antwort", "abwesenheitsnotiz", "réponse automatique",
    "absence du bureau", "respuesta automática", "fuera de la oficina", "автоответ",
    "автоматический ответ", "自动回复", "自動回覆", "رد تلقائي", "الرد التلقائي",
)  # fmt: skip


def kind_of(heading: Heading) -> Kind:
    """Say what a message is.

    A report on a delivery by its machine-readable part (RFC 3464); an automatic answer by its
    mark (RFC 3834), by the marks that came before that one, or by its subject. Anything else
    was written by somebody.
    """
    if heading.reported:
        actions = {one.action for one in heading.reported}
        if "failed" in actions:
            return Kind.BOUNCE
        return Kind.DELAYED if "delayed" in actions else Kind.DELIVERED
    mark = heading.auto_submitted.partition(";")[0].strip().lower()
    if mark not in {"", "no"} or heading.automatic or heading.null_sender:
        return Kind.AUTO_REPLY
    if heading.precedence.strip().lower() in {"auto_reply", "bulk", "junk", "list"}:
        return Kind.AUTO_REPLY
    subject = heading.subject.strip().lower()
    if any(subject.startswith(words) for words in SUBJECTS_OF_MACHINES):
        return Kind.AUTO_REPLY
    return Kind.ANSWER


def same_domain(sender: str, written_to: str) -> bool:
    """Whether an answer comes from the domain that was written to, or from one under it."""
    ours = written_to.lower().rpartition("@")[2]
    _, at, theirs = sender.lower().rpartition("@")
    return bool(ours and at) and (theirs == ours or theirs.endswith(f".{ours}"))


def trusted_results(lines: Collection[str], server: str) -> str:
    """Return what our own server found of a sender (RFC 8601): the topmost line in its name.

    A line in another's name, or below it, may have been written by the sender.
    """
    for line in lines:
        name = line.split(";", 1)[0].split()
        if server and name and name[0].lower() == server.lower():
            return line.strip()
    return ""


def signed_by(signatures: Collection[Mapping[str, str]], sender: str) -> str:
    """Return the domain whose signature holds and is the sender's own, or an empty text."""
    for one in signatures:
        if one["verdict"] == Signed.PASS and same_domain(sender, f"@{one['domain']}"):
            return one["domain"]
    return ""

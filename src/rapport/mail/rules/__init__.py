"""What a message is and what became of it: pure.

A message that left is *handed over* only when the server has said yes to all of it. Until then
it waits; when the connection broke after the last byte, nobody knows, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Final

from rapport.mail.rules.senders import (
    Finding,
    Likeness,
    Result,
    Signed,
    Trust,
    checked_domains,
    domain_of,
    findings,
    is_from_own_server,
    likeness,
    other_address_in,
    same_domain,
    signed_by,
    trust_in_report,
    trusted_results,
)
from rapport.mail.rules.signs import shown, shown_name
from rapport.mail.rules.withheld import (
    MET_AGAIN,
    REFUSALS_IN_A_ROW,
    TOLD_AFTER,
    Ending,
    wait_after,
)

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

LONG_WAIT: Final = timedelta(hours=1)
LONGER_WAIT: Final = timedelta(days=1)
"""A message that waits for the mail server for so long is told to whoever runs Rapport."""

AT_ONCE: Final = timedelta(hours=1)
"""A machine answers within so long that somebody is away; later, a person may have."""

AWAY_SIGNS: Final = 1_000
"""So many signs, quoted lines left out, say at most that somebody is away."""


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


class Delivery(StrEnum):
    """How far a message came, as a report says of which it is proven who wrote it."""

    RELAYED = "relayed"
    DELIVERED = "delivered"


class Kind(StrEnum):
    """What a message that came is."""

    ANSWER = "answer"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    UNREADABLE = "unreadable"
    MARKED_AUTOMATIC = "marked_automatic"


REPORTS: Final = frozenset({Kind.BOUNCE, Kind.DELAYED, Kind.DELIVERED})
TO_BE_FILED: Final = (Kind.ANSWER, Kind.MARKED_AUTOMATIC)
"""A person files these, or puts them aside; until then no silence counts."""


class Road(StrEnum):
    """How an answer came that is filed here."""

    EMAIL = "email"
    UPLOAD = "upload"
    POST = "post"


class Quarantine(StrEnum):
    """Why a message that came belongs to no matter by itself."""

    NO_MATTER = "no_matter"
    OLD_ADDRESS = "old_address"
    CONTRADICTS = "contradicts"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    UNREADABLE = "unreadable"


class Outcome(StrEnum):
    """What a person did with a message that came."""

    FILED = "filed"
    PUT_ASIDE = "put_aside"
    ACKNOWLEDGES = "acknowledges"
    TAKEN_BACK = "taken_back"


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
    attached: tuple[str, ...] = ()
    envelope: str = ""


_DELIVERIES: Final = {
    "delivered": Delivery.DELIVERED,
    "relayed": Delivery.RELAYED,
    "expanded": Delivery.RELAYED,
}
"""What reports call a message that did not come back (RFC 3464, 2.3.3); one that was handed on
to several from the company's own address is handed on."""

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
        return _kind_of_report({one.action for one in heading.reported})
    mark = heading.auto_submitted.partition(";")[0].strip().lower()
    if mark not in {"", "no"} or heading.automatic or heading.null_sender:
        return Kind.AUTO_REPLY
    if heading.precedence.strip().lower() in {"auto_reply", "bulk", "junk", "list"}:
        return Kind.AUTO_REPLY
    subject = heading.subject.strip().lower()
    if any(subject.startswith(words) for words in SUBJECTS_OF_MACHINES):
        return Kind.AUTO_REPLY
    return Kind.ANSWER


def _kind_of_report(actions: Collection[str]) -> Kind:
    """Say what a report tells; one in words of its own is some machine's, and no report."""
    if "failed" in actions:
        return Kind.BOUNCE
    if "delayed" in actions:
        return Kind.DELAYED
    return Kind.DELIVERED if set(actions) <= set(_DELIVERIES) else Kind.AUTO_REPLY


def delivery_in(reported: Collection[Recipient], to: str) -> Delivery | None:
    """Return how far a report says that a message to an address came; None: nothing of it."""
    found = {
        _DELIVERIES.get(one.action) for one in reported if one.address.lower() == to.lower()
    }
    if len(found) != 1:
        return None
    return found.pop()


def is_believed(trust: Trust) -> bool:
    """Whether a report that a message was delivered counts: a server on its way wrote it."""
    return trust in {Trust.OWN_SERVER, Trust.COMPANY, Trust.EXCHANGER}


def may_be_reply(*, text: str, files: int, after: timedelta | None) -> bool:
    """Whether a message that is marked as a machine's may be an answer all the same.

    Systems that keep tickets mark what people wrote. It may be one with a file, with more
    words than say that somebody is away, or longer after what it answers; unknown is long.
    """
    own = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    return bool(files) or len(own.strip()) > AWAY_SIGNS or after is None or after > AT_ONCE


def ids_in_order(heading: Heading) -> Sequence[str]:
    """Return the Message-IDs that say which message one belongs to, the surest first.

    A report gives back the message it is about. An answer names the one it answers, then those
    before; a message that it brings along comes last.
    """
    is_report = kind_of(heading) in REPORTS
    order = (heading.attached, heading.answers) if is_report else (
        heading.answers, heading.attached,
    )  # fmt: skip
    return list(dict.fromkeys([*order[0], *order[1]]))


__all__ = [
    "AT_ONCE",
    "AWAY_SIGNS",
    "BEGINNING_BYTES",
    "EML",
    "EVERY",
    "LARGEST_BYTES",
    "LONGER_WAIT",
    "LONGEST_ADDRESS",
    "LONGEST_READ",
    "LONG_WAIT",
    "MET_AGAIN",
    "REFUSALS_IN_A_ROW",
    "REPORTS",
    "SHOWN_BYTES",
    "SUBJECTS_OF_MACHINES",
    "TOKEN",
    "TOKEN_BYTES",
    "TOLD_AFTER",
    "TO_BE_FILED",
    "Delivery",
    "Ending",
    "Fate",
    "Finding",
    "Heading",
    "Kind",
    "Likeness",
    "Outcome",
    "Purpose",
    "Quarantine",
    "Recipient",
    "Result",
    "Road",
    "Signed",
    "State",
    "Trust",
    "address_with",
    "checked_domains",
    "delivery_in",
    "domain_of",
    "fate_of_code",
    "findings",
    "ids_in_order",
    "is_believed",
    "is_from_own_server",
    "is_plain_address",
    "is_safe",
    "kind_of",
    "likeness",
    "may_be_reply",
    "other_address_in",
    "same_domain",
    "shown",
    "shown_name",
    "signed_by",
    "tokens_in",
    "trust_in_report",
    "trusted_results",
    "wait_after",
]

"""Read messages written by others: `python -m rapport.mail.parse [--dns HOST:PORT]`.

A process of its own, with bounds on time and memory. Reads messages from stdin, each after its
length (8 bytes, big-endian), until there is none; answers each with the length of an object in
JSON, that object, and the bytes of the attachments it lists, one after the other. Nothing is
shown as HTML, nothing is fetched. DNS is asked for the keys of DKIM signatures and, of a report
that somebody signed, which servers take in mail for the domain that it is about.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any, Final

from rapport.mail.rules.signs import shown, shown_name

CPU_SECONDS: Final = 20
DNS_SECONDS: Final = 5.0
MEMORY_BYTES: Final = 1024**3
MOST_PARTS: Final = 300
MOST_DEPTH: Final = 30
MOST_RECIPIENTS: Final = 200
MOST_ATTACHED: Final = 20
MOST_TRACES: Final = 3
MOST_DOMAINS: Final = 2
LONGEST_TEXT: Final = 500_000
LONGEST_LINE: Final = 998
RECIPIENT_FIELDS: Final = (
    "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc", "resent-to",
)  # fmt: skip
YEARS: Final = range(1970, 3000)
"""A date of any other is none; the last of all has no day in another zone."""

MACHINE_FIELDS: Final = ("x-autoreply", "x-autorespond", "x-auto-response-from")
MESSAGE_ID: Final = re.compile(r"<[^<>\s]{3,250}>")
COMPAT: Final = policy.compat32


class TooManyParts(Exception):
    """More parts than any letter has."""


class TooDeep(Exception):
    """Parts within parts within parts."""


def main() -> None:
    """Answer one message after the other, until stdin ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resolver = sys.argv[2] if sys.argv[1:2] == ["--dns"] else ""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while len(size := source.read(8)) == 8:
        _give_time()
        found, files = read(source.read(int.from_bytes(size, "big")), resolver)
        said = json.dumps(found).encode()
        answers.write(len(said).to_bytes(8, "big") + said)
        for data in files:
            answers.write(data)
        answers.flush()


def _give_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def read(raw: bytes, resolver: str = "") -> tuple[dict[str, Any], list[bytes]]:
    """Return what a message says, in plain values, and its attachments' bytes.

    `trouble` is empty, or says why the parts could not be read; the heading is there all the
    same where it can be read.
    """
    found: dict[str, Any] = {"trouble": "", "heading": {}, "text": "", "cut": False}
    found |= {"files": [], "results": [], "dkim": [], "received": [], "exchangers": {}}
    files: list[bytes] = []
    try:
        message = message_from_bytes(raw, policy=COMPAT)
        found["heading"] = _heading(message)
        found["results"] = [_line(one) for one in _all(message, "authentication-results")[:20]]
        found["received"] = _traces(message)
        found["dkim"] = _signatures(raw, resolver)
        _parts(message, found, files)
        found["exchangers"] = _exchangers(found, resolver)
    except TooManyParts:
        found["trouble"] = "too_many_parts"
    except (TooDeep, RecursionError):
        found["trouble"] = "too_deep"
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, MemoryError):
        found["trouble"] = "unreadable"
    if found["trouble"]:
        found["text"], found["files"], files = "", [], []
    elif not any(found["heading"].get(name) for name in ("sender", "to", "message_id")):
        found["trouble"] = "unreadable"
    return found, files


# The heading


def _heading(message: Message) -> dict[str, Any]:
    name, sender = parseaddr(_first(message, "from"))
    fields = [value for field in RECIPIENT_FIELDS for value in _all(message, field)]
    to = [address for _, address in getaddresses(fields[:50]) if "@" in address]
    answered = MESSAGE_ID.findall(_first(message, "in-reply-to"))[:10]
    before = MESSAGE_ID.findall(_first(message, "references"))[-50:]
    return {
        "message_id": "".join(MESSAGE_ID.findall(_first(message, "message-id"))[:1]),
        "sender": _line(sender)[:254],
        "sender_name": _line(name)[:200],
        "subject": _line(_first(message, "subject"))[:500],
        "date": _date(_first(message, "date")),
        "auto_submitted": _line(_first(message, "auto-submitted"))[:100],
        "precedence": _line(_first(message, "precedence"))[:100],
        "automatic": any(_all(message, field) for field in MACHINE_FIELDS),
        "null_sender": _first(message, "return-path").strip() == "<>",
        "to": [_line(one)[:254] for one in to[:MOST_RECIPIENTS]],
        "answers": list(dict.fromkeys([*answered, *reversed(before)])),
        "attached": [],
        "envelope": "",
    }


def _all(message: Message, name: str) -> list[str]:
    return [_decoded(str(value)) for value in message.get_all(name, [])]


def _first(message: Message, name: str) -> str:
    return next(iter(_all(message, name)), "")


def _decoded(value: str) -> str:
    value = value.replace("\r", "").replace("\n", "")[:20_000]
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        return clean(value)
    return clean("".join(_text(one, charset) for one, charset in pieces))


def _text(piece: bytes | str, charset: str | None) -> str:
    return piece if isinstance(piece, str) else decoded(piece, charset or "utf-8")


def decoded(data: bytes, charset: str) -> str:
    """Read bytes in the charset that they claim; in UTF-8 or Latin-1 where that is none."""
    for one in (charset, "utf-8"):
        try:
            return data.decode(one)
        except (LookupError, ValueError, TypeError):
            continue
    return data.decode("latin-1")


def clean(text: str) -> str:
    """Take out what no text has and no database keeps: halves of signs, control signs."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)


def _line(text: str) -> str:
    return shown(" ".join(clean(text).split()))


def _traces(message: Message) -> list[str]:
    """Return the traces that servers left on top, the last server's first, in small letters."""
    lines = [str(value)[:2_000] for value in message.get_all("received", [])[:MOST_TRACES]]
    return [_line(one).lower() for one in lines]


def _date(text: str) -> str:
    try:
        at = parsedate_to_datetime(text)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return at.astimezone(UTC).isoformat() if at.year in YEARS else ""
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return ""


# The parts


def _parts(message: Message, found: dict[str, Any], files: list[bytes]) -> None:
    plain: list[str] = []
    rich: list[str] = []
    for count, part in enumerate(_leaves(message, 0), 1):
        if count > MOST_PARTS:
            raise TooManyParts
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            found["heading"]["reported"] = _report(part)
            found["heading"]["envelope"] = _envelope(part)
        elif kind in {"message/rfc822", "text/rfc822-headers", "message/global-headers"}:
            _returned(part, found["heading"])
        is_text = kind in {"text/plain", "text/html"} and not _name_of(part)
        if is_text and part.get_content_disposition() != "attachment":
            text = decoded(_bytes_of(part), part.get_content_charset() or "utf-8")
            (plain if kind == "text/plain" else rich).append(clean(text))
        else:
            data = _bytes_of(part)
            name = _name_of(part) or f"part-{count}"
            found["files"].append({"name": name, "media_type": kind[:120], "size": len(data)})
            files.append(data)
    text = "\n\n".join(plain).strip() or "\n\n".join(map(words_of, rich)).strip()
    found["text"], found["cut"] = text[:LONGEST_TEXT], len(text) > LONGEST_TEXT


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that are no multipart. A message within a message stays unopened."""
    if depth > MOST_DEPTH:
        raise TooDeep
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _bytes_of(part: Message) -> bytes:
    if part.is_multipart():  # a message within this one, or a report: as it stands there
        inner = part.get_payload()
        return b"\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _name_of(part: Message) -> str:
    name = part.get_filename()
    return shown_name(_line(_decoded(str(name))))[:200] if name else ""


def _report(part: Message) -> list[dict[str, str]]:
    """Return what a report says of each recipient (RFC 3464): the groups after the first."""
    groups = part.get_payload() if part.is_multipart() else []
    recipients = []
    for group in groups if isinstance(groups, list) else []:
        if not isinstance(group, Message) or not group.get("action"):
            continue
        address = _first(group, "original-recipient") or _first(group, "final-recipient")
        recipients.append(
            {
                "address": _line(address.partition(";")[2])[:254],
                "action": _line(_first(group, "action")).lower()[:40],
                "status": _line(_first(group, "status"))[:40],
                "diagnostic": _line(_first(group, "diagnostic-code"))[:LONGEST_LINE],
            }
        )
    return recipients[:MOST_RECIPIENTS]


def _envelope(part: Message) -> str:
    """Return the id of the envelope that a report is about (RFC 3464, 2.2.1)."""
    groups = part.get_payload() if part.is_multipart() else []
    first = groups[0] if isinstance(groups, list) and groups else None
    named = _first(first, "original-envelope-id") if isinstance(first, Message) else ""
    return _line(named)[:100]


def _returned(part: Message, heading: dict[str, Any]) -> None:
    """Note which message is given back or brought along: its id."""
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        returned = _first(inner[0], "message-id")
    else:
        returned = _first(message_from_bytes(_bytes_of(part), policy=COMPAT), "message-id")
    if len(heading["attached"]) < MOST_ATTACHED:
        heading["attached"] += MESSAGE_ID.findall(returned)[:1]


class Words(HTMLParser):
    """Takes the words out of HTML, and nothing else: no image, no link, no script."""

    SILENT: Final = frozenset({"script", "style", "head", "title", "template"})
    BREAKS: Final = frozenset(
        {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote", "pre"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Break the line at a block; hear nothing until a silent element ends."""
        if tag in self.SILENT and not self._silent and tag != "head":
            self._silent = tag
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Hear again after a silent element; break the line after a block."""
        if tag == self._silent:
            self._silent = ""
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def words_of(html: str) -> str:
    """Return the words of a page of HTML, line by line."""
    words = Words()
    words.feed(html)
    words.close()
    lines = [line.strip() for line in "".join(words.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", clean("\n".join(lines))).strip()


# The signatures


def _signatures(raw: bytes, resolver: str) -> list[dict[str, str]]:
    if b"dkim-signature" not in raw[:200_000].lower():
        return []
    from rapport.mail import dkim  # noqa: PLC0415  few messages need cryptography

    return [
        {"domain": _line(one.domain), "selector": _line(one.selector), "verdict": one.verdict}
        for one in dkim.verify(raw, lambda name: key_record(name, resolver))
    ]


def _exchangers(found: dict[str, Any], resolver: str) -> dict[str, list[str]]:
    """Ask which servers take in mail for what a report is about, where that can prove it."""
    signed = found["results"] or any(one["verdict"] == "pass" for one in found["dkim"])
    addresses = [one["address"] for one in found["heading"].get("reported", ())]
    domains = [one.rpartition("@")[2].lower() for one in addresses if "@" in one]
    asked = list(dict.fromkeys(domains))[:MOST_DOMAINS] if signed else []
    return {domain: exchangers_of(domain, resolver) for domain in asked}


def exchangers_of(domain: str, resolver: str = "") -> list[str]:
    """Return the names of the servers that take in mail for a domain; none when unknown."""
    rows = _asked(domain, "MX", resolver)
    names = [_line(str(row.exchange)).lower().rstrip(".") for row in rows or ()]
    return sorted(names)[:10]


def key_record(name: str, resolver: str = "") -> bytes | None:
    """Return the TXT record of a name; b"" when there is none, None when nobody can say."""
    rows = _asked(name, "TXT", resolver)
    if rows is None:
        return None
    return b"".join(rows[0].strings)[:5_000] if rows else b""


def _asked(name: str, kind: str, resolver: str) -> list[Any] | None:
    """Ask the domain name system; none is an empty list, None when nobody can say."""
    try:
        from dns import exception  # noqa: PLC0415  an extra: it may be missing
        from dns import resolver as asking  # noqa: PLC0415
    except ImportError:
        return None
    asked = asking.Resolver(configure=not resolver)
    if resolver:
        host, _, port = resolver.rpartition(":")
        asked.nameservers, asked.port = [host], int(port)
    try:
        return list(asked.resolve(name, kind, lifetime=DNS_SECONDS, search=False))
    except (asking.NXDOMAIN, asking.NoAnswer):
        return []
    except (exception.DNSException, OSError, UnicodeError):
        return None


if __name__ == "__main__":
    main()

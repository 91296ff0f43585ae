"""Messages that nobody should send: malformed, oversized, nested, mis-encoded. Always the same.

Handmade ones, each for a thing that has gone wrong somewhere, and many from a small grammar
whose choices a seeded generator makes.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from random import Random

SEED = 2099
FROM_GRAMMAR = 1_000

CHARSETS = (
    "utf-8", "utf-16", "utf-7", "koi8-r", "iso-2022-jp", "gb18030", "x-unknown", "cp65001",
    "", "us-ascii", "utf-8\\x00", "../../etc/passwd", "rot13", "zlib", "idna", "unicode_escape",
)  # fmt: skip
TRANSFERS = ("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "binary", "b64", "")
KINDS = (
    "text/plain", "text/html", "application/pdf", "message/rfc822", "multipart/mixed",
    "multipart/alternative", "multipart/report", "message/delivery-status", "image/svg+xml",
    "text", "/", "text/plain/plain", "multipart/mixed;;;;", "message/partial",
    "message/external-body", "application/ms-tnef", "TEXT/PLAIN",
)  # fmt: skip
WORDS = (
    "AL OTH 14/2099", "ответ", "答复", "رد", "=?utf-8?b?w6k=?=", "=?utf-8?q?=ZZ=E9?=", "\x00",
    "=?x?y?z?=", "=?utf-8?b?A?=", "a" * 3_000, "\udce9", "\u202eevil", "\x1b[31m", "\r", "%s%n",
    "<script>alert(1)</script>", "=?iso-2022-jp?b?GyRC?=", "\ufffe",
)  # fmt: skip
FIELDS = (
    "From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
    "Auto-Submitted", "Delivered-To", "Return-Path", "Content-Disposition", "MIME-Version",
    "Authentication-Results", "DKIM-Signature", "Received", "X-Autoreply", "Resent-To",
)  # fmt: skip
DATES = (
    "Fri, 27 Nov 2026 07:00:00 +0000", "Fri, 99 Nov 2026 07:00:00 +0000", "yesterday", "",
    "Mon, 1 Jan 0001 00:00:00 +2359", "Fri, 31 Dec 9999 23:59:59 -9999", "0", "-1",
    "Fri, 27 Nov 2026 07:00:00 +999999999999",
)  # fmt: skip

HEAD = b"From: a@quillmoor.example\r\nTo: letters@office.example\r\nSubject: x\r\n"


def messages() -> Iterator[tuple[str, bytes]]:
    """Yield each message with a name for it."""
    yield from handmade()
    chance = Random(SEED)
    for number in range(FROM_GRAMMAR):
        yield f"grammar-{number}", _message(chance)


def handmade() -> Iterator[tuple[str, bytes]]:
    """Yield those that were thought of."""
    yield from _headings()
    yield from _bodies()


def _headings() -> Iterator[tuple[str, bytes]]:
    head = HEAD
    yield "empty", b""
    yield "one byte", b"\x00"
    yield "a line feed", b"\n"
    yield "no header", b"\r\n\r\nHello"
    yield "no body", head
    yield "no end of header", head.rstrip()
    yield "binary", bytes(range(256)) * 200
    yield "zeros", b"\x00" * 100_000
    yield "header of one line, long", b"Subject: " + b"x" * 2_000_000 + b"\r\n\r\n"
    yield "many headers", b"X-A: b\r\n" * 50_000 + b"\r\n"
    yield "many recipients", b"To: " + b"a@b.example, " * 20_000 + b"\r\n\r\nx"
    yield "many references", head + b"References: " + b"<a@b> " * 50_000 + b"\r\n\r\nx"
    yield "comments in an address", b"From: " + b"(" * 20_000 + b"\r\n\r\nx"
    yield "folded for ever", b"Subject: x\r\n" + b" y\r\n" * 50_000 + b"\r\n"
    yield "bare returns", head.replace(b"\r\n", b"\r") + b"\rHello"


def _bodies() -> Iterator[tuple[str, bytes]]:
    head = HEAD
    yield "a boundary in a boundary", _nested(60)
    yield "deeper", _nested(2_000)
    yield "messages in messages", _messages_in(400)
    yield "many parts", _many_parts(5_000)
    yield "no last boundary", _many_parts(3)[:-10]
    yield "boundary missing", head + b"Content-Type: multipart/mixed\r\n\r\nHello"
    yield "boundary empty", head + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n--'
    long = b"b" * 5_000
    yield (
        "boundary long",
        head + b"Content-Type: multipart/mixed; boundary=" + long + b"\r\n\r\n",
    )
    yield "base64 cut", _encoded(head, b"base64", b"SGVsbG8gd29yb")
    yield "base64 of nothing", _encoded(head, b"base64", b"!!!!" * 1_000)
    yield "quoted cut", _encoded(head, b"quoted-printable", b"caf=E")
    yield "quoted wrong", _encoded(head, b"quoted-printable", b"=ZZ=\r\n=" * 1_000)
    uu = b"begin 644 ../../x\r\n#!!\r\nend"
    yield "uuencode", _encoded(head, b"x-uuencode", uu)
    yield "uuencode without end", _encoded(head, b"x-uuencode", uu[:20])
    name = b'Content-Disposition: attachment; filename="../../../etc/passwd\x00.pdf"\r\n'
    yield "a name that climbs", head + name + b"\r\nx"
    continued = b"".join(b" filename*%d*=%%ff;" % one for one in range(300))
    yield (
        "a name in pieces",
        head + b"Content-Disposition: attachment;" + continued + b"\r\n\r\nx",
    )
    yield (
        "a name in an odd charset",
        head + (b"Content-Disposition: attachment; filename*=x-none'zz'%ff%fe\r\n\r\nx"),
    )
    html = b"<div>" * 100_000
    yield "html that nests", head + b"Content-Type: text/html\r\n\r\n" + html
    yield "html that never ends", head + b"Content-Type: text/html\r\n\r\n<!--" + b"<!" * 50_000
    entities = b"&" * 100_000 + b"&#99999999999;&#x110000;&#0;&#xD800;"
    yield "entities", head + b"Content-Type: text/html\r\n\r\n" + entities
    yield (
        "a report of nothing",
        head
        + (
            b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
            b"Content-Type: message/delivery-status\r\n\r\n\r\n\r\n\r\n--b--"
        ),
    )
    report = b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.0.0\r\n\r\n"
    yield "a report of many", head + (
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: x\r\n\r\n"
        + report * 3_000 + b"--b--"
    )  # fmt: skip
    for line in (
        b"v=1; a=rsa-sha256; b=; bh=; d=; h=; s=",
        b"v=1" * 9_000,
        b";" * 9_000,
        b"l=-1",
    ):
        yield (
            f"a signature {line[:12]!r}",
            b"DKIM-Signature: " + line + b"\r\n" + head + b"\r\nx",
        )
    yield "a reply to itself", head + b"In-Reply-To: <a@a>\r\nMessage-ID: <a@a>\r\n\r\nx"
    yield "halves of signs", head + b"\r\n" + b"\xed\xa0\x80\xed\xb0\x80\xff\xfe" * 1_000
    yield "eight bits in a header", "From: é@ü.example\r\nSubject: 回复\r\n\r\nx".encode()
    yield "latin in a header", "From: é@ü.example\r\nSubject: é\r\n\r\nx".encode("latin-1")


def _encoded(head: bytes, transfer: bytes, body: bytes) -> bytes:
    kind = b"Content-Type: text/plain; charset=utf-8\r\n"
    return head + kind + b"Content-Transfer-Encoding: " + transfer + b"\r\n\r\n" + body


def _nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (one, one)
        for one in range(depth)
    )
    return b"From: a@quillmoor.example\r\n" + opened + b"\r\nx"


def _messages_in(depth: int) -> bytes:
    return b"From: a@quillmoor.example\r\nContent-Type: message/rfc822\r\n\r\n" * depth + b"x"


def _many_parts(count: int) -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    head = b"From: a@quillmoor.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return head + part * count + b"--b--\r\n"


def _message(chance: Random) -> bytes:
    lines = [_field(chance) for _ in range(chance.randint(0, 14))]
    raw = "".join(lines) + _part(chance, chance.randint(0, 6))
    data = bytearray(raw.encode("utf-8", "surrogateescape"))
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.2:
        del data[chance.randrange(len(data)) :]
    return bytes(data)


def _field(chance: Random) -> str:
    name = chance.choice(FIELDS)
    value = {
        "Date": chance.choice(DATES),
        "Return-Path": chance.choice(("<>", "<a@b>", "")),
        "Content-Disposition": f'attachment; filename="{chance.choice(WORDS)}"',
    }.get(name) or " ".join(chance.choices((*WORDS, "<a@b.example>", ",", "\n "), k=3))
    ending = chance.choice(("\r\n", "\r\n", "\r\n", "\n", "\r"))
    return f"{name}{chance.choice((':', ': ', ' :', ''))}{value}{ending}"


def _part(chance: Random, depth: int) -> str:
    kind, charset = chance.choice(KINDS), chance.choice(CHARSETS)
    transfer = chance.choice(TRANSFERS)
    boundary = chance.choice(("b", "b b", "=_b", "", "'"))
    head = f'Content-Type: {kind}; charset="{charset}"; boundary="{boundary}"\r\n'
    head += f"Content-Transfer-Encoding: {transfer}\r\n\r\n"
    if kind.lower().startswith(("multipart", "message")) and depth:
        parts = [_part(chance, depth - 1) for _ in range(chance.randint(0, 3))]
        inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
        return head + inside + (f"--{boundary}--\r\n" if chance.random() < 0.8 else "")
    text = " ".join(chance.choices(WORDS, k=chance.randint(0, 20)))
    if transfer == "base64":
        text = base64.b64encode(text.encode("utf-8", "surrogateescape")).decode()
    return head + text

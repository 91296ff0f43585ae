"""Signatures on messages, by the message that RFC 8463 prints with its keys."""

from __future__ import annotations

import base64
import json
import socketserver
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.together import serving

from rapport.documents.selectors import renderer_environment
from rapport.mail import dkim, rules
from rapport.mail.services.reading import PARSER

RECORDS = {
    "brisbane._domainkey.football.example.com": (
        b"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
    ),
    "test._domainkey.football.example.com": (
        b"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk"
        b"08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHv"
        b"qMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
    ),
}
MESSAGE = b"""DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""


def verdicts(message: bytes, records: dict[str, bytes] | None = None) -> list[str]:
    known = RECORDS if records is None else records
    return [one.verdict for one in dkim.verify(message, lambda name: known.get(name, b""))]


def test_the_message_of_the_standard_is_verified_with_both_kinds_of_key() -> None:
    assert verdicts(MESSAGE) == ["pass", "pass"]


def test_what_the_relaxed_form_allows_changes_nothing() -> None:
    changed = MESSAGE.replace(b"Subject: Is dinner", b"subject:   Is \t dinner")
    changed = changed.replace(b"lost the", b"lost  \t the").replace(b"Joe.\n", b"Joe.  \n\n\n")

    assert verdicts(changed) == ["pass", "pass"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"We lost", b"We won"),
        (b"Is dinner", b"Was dinner"),
        (b"<joe@football", b"<jane@football"),
        (b"d=football.example.com; i", b"d=example.com; i"),
        (b"h=from : to", b"h=sender : to"),
        (b"v=1", b"v=2"),
        (b"=relaxed/relaxed", b"=loose/loose"),
        (b"a=", b"a=x"),
    ],
)
def test_any_other_change_is_seen(before: bytes, after: bytes) -> None:
    assert before in MESSAGE
    assert verdicts(MESSAGE.replace(before, after)) == ["fail", "fail"]


def test_a_field_put_above_the_one_that_was_signed_is_seen() -> None:
    """The lower one is signed, the upper one is shown."""
    assert verdicts(b"Message-ID: <other@x>\n" + MESSAGE) == ["partly", "partly"]
    assert verdicts(b"List-Id: <other>\n" + MESSAGE) == ["pass", "pass"]


def test_a_key_that_was_taken_back_or_is_not_there_verifies_nothing() -> None:
    name = "brisbane._domainkey.football.example.com"

    assert verdicts(MESSAGE, {name: b"v=DKIM1; k=ed25519; p="}) == ["fail", "fail"]
    assert [one.verdict for one in dkim.verify(MESSAGE, lambda name: None)] == ["unknown"] * 2


def test_a_signature_of_a_part_says_that_it_is_of_a_part() -> None:
    """Whoever adds to a message behind the signed part leaves the signature valid."""
    key = generate_private_key(65537, 2048)
    body = b"Hello.\r\n"
    digest = base64.b64encode(sha256(body).digest()).decode()
    head = f"v=1; a=rsa-sha256; d=q.example; s=one; h=from; l={len(body)}; bh={digest}; b="
    signed = f"From: a@q.example\r\nDKIM-Signature: {head}".encode()
    signature = base64.b64encode(key.sign(signed, PKCS1v15(), SHA256()))
    message = b"DKIM-Signature: " + head.encode() + signature + b"\r\nFrom: a@q.example\r\n\r\n"
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    records = {"one._domainkey.q.example": b"p=" + base64.b64encode(public)}

    assert verdicts(message + body + b"And more.\r\n", records) == ["partly"]


MX = bytes.fromhex("000f")


@pytest.fixture
def resolver() -> Iterator[str]:
    """A name server that knows the two keys, and one server that takes in mail."""

    class Answer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked, to = self.request
            labels, at = [], 12
            while asked[at]:
                labels.append(asked[at + 1 : at + 1 + asked[at]])
                at += 1 + asked[at]
            kind = asked[at + 1 : at + 3]
            if kind == MX:
                data = bytes.fromhex("000a") + b"\x02in\x03big\x07example\x00"
            else:
                text = RECORDS[b".".join(labels).decode()]
                pieces = [text[place : place + 200] for place in range(0, len(text), 200)]
                data = b"".join(bytes([len(one)]) + one for one in pieces)
            question = asked[12 : at + 5]
            head = asked[:2] + bytes.fromhex("85800001000100000000")
            size = len(data).to_bytes(2, "big")
            to.sendto(
                head
                + question
                + bytes.fromhex("c00c")
                + kind
                + bytes.fromhex("00010000003c")
                + size
                + data,
                self.client_address,
            )

    with socketserver.UDPServer(("127.0.0.1", 0), Answer) as server:
        serving(server)
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def read_with(resolver: str, message: bytes) -> dict[str, Any]:
    """What the process that reads says of a message without files."""
    done = subprocess.run(
        [*PARSER, "--dns", resolver],
        input=len(message).to_bytes(8, "big") + message,
        capture_output=True,
        env=renderer_environment(),
        timeout=60,
        check=True,
    )
    size = int.from_bytes(done.stdout[:8], "big")
    found: dict[str, Any] = json.loads(done.stdout[8 : 8 + size])
    return found


def test_who_takes_in_mail_is_asked_of_a_report_that_somebody_vouches_for(
    resolver: str,
) -> None:
    report = (
        b"From: MAILER-DAEMON@in.big.example\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        b"Final-Recipient: rfc822; rights@Quillmoor.example\r\nAction: failed\r\n\r\n--b--\r\n"
    )
    found = b"Authentication-Results: mail.office.example; dkim=pass header.d=big.example\r\n"

    assert read_with(resolver, report)["exchangers"] == {}
    assert read_with(resolver, found + report)["exchangers"] == {
        "quillmoor.example": ["in.big.example"]
    }


def test_the_process_that_reads_asks_the_name_server_for_the_keys(resolver: str) -> None:
    found = read_with(resolver, MESSAGE)

    assert [one["verdict"] for one in found["dkim"]] == ["pass", "pass"]
    assert rules.signed_by(found["dkim"], found["heading"]["sender"]) == "football.example.com"
    assert rules.signed_by(found["dkim"], "joe@foot-ball.example.com") == ""

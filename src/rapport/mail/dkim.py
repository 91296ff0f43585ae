"""Verify DKIM signatures on the raw bytes of a message (RFC 6376, RFC 8301, RFC 8463).

Only verifying: Rapport's own mail is signed by the server that sends it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

MOST_SIGNATURES: Final = 5
LEAST_RSA_BITS: Final = 1024
NEEDED: Final = ("v", "a", "b", "bh", "d", "h", "s")
ONCE: Final = frozenset(
    {b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"in-reply-to"}
    | {b"references", b"reply-to", b"content-type", b"mime-version"}
)
"""Fields that stand once in a message (RFC 5322, 3.6); who adds one shows another message."""

FORMS: Final = frozenset({"simple", "relaxed"})
KeyOf = Callable[[str], bytes | None]
"""Asks for the TXT record of a name: its bytes, b"" when there is none, None when unknown."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature's domain and selector, and whether it holds: pass, fail, partly, unknown."""

    domain: str
    selector: str
    verdict: str


def verify(raw: bytes, key_of: KeyOf) -> list[Signature]:
    """Verify each signature of a message; none is an empty list."""
    fields, body = _split(re.sub(rb"\r?\n", b"\r\n", raw))
    signed = [field for field in fields if _name(field) == b"dkim-signature"]
    return [_one(field, fields, body, key_of) for field in signed[:MOST_SIGNATURES]]


def _split(raw: bytes) -> tuple[list[bytes], bytes]:
    head, _, body = raw.partition(b"\r\n\r\n")
    fields: list[bytes] = []
    for line in head.split(b"\r\n"):
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1] += b"\r\n" + line
        else:
            fields.append(line)
    return fields, body


def _name(field: bytes) -> bytes:
    return field.partition(b":")[0].strip().lower()


def _tags(text: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in text.decode("ascii", "replace").split(";"):
        name, equals, value = one.partition("=")
        if equals:
            found.setdefault(name.strip(), re.sub(r"\s+", "", value))
    return found


def _one(field: bytes, fields: Sequence[bytes], body: bytes, key_of: KeyOf) -> Signature:
    tags = _tags(field.partition(b":")[2])
    domain, selector = tags.get("d", "")[:253].lower(), tags.get("s", "")[:253]
    try:
        verdict = _verdict(tags, field, fields, body, key_of)
    except (ValueError, binascii.Error, UnicodeError, UnsupportedAlgorithm):
        verdict = "fail"
    return Signature(domain, selector, verdict)


def _verdict(
    tags: Mapping[str, str], field: bytes, fields: Sequence[bytes], body: bytes, key_of: KeyOf
) -> str:
    head_form, _, body_form = tags.get("c", "simple/simple").partition("/")
    if not _is_whole(tags) or not {head_form, body_form or "simple"} <= FORMS:
        return "fail"
    body = _body(body, relaxed=body_form == "relaxed")
    if "l" in tags:
        body = body[: int(tags["l"])]
    if sha256(body).digest() != base64.b64decode(tags["bh"]):
        return "fail"
    record = key_of(f"{tags['s']}._domainkey.{tags['d']}")
    if record is None:
        return "unknown"
    names = tags["h"].lower().split(":")
    hashed = _header(field, fields, names, relaxed=head_form == "relaxed")
    if not _holds(tags["a"], _tags(record), base64.b64decode(tags["b"]), hashed):
        return "fail"
    return "partly" if "l" in tags or _is_topped(fields, names) else "pass"


def _is_topped(fields: Sequence[bytes], names: Sequence[str]) -> bool:
    """Whether a field that was signed stands above once more: the upper one is shown."""
    there = Counter(map(_name, fields))
    signed = Counter(name.strip().encode("ascii", "replace") for name in names)
    return any(there[name] > times for name, times in signed.items() if name in ONCE)


def _is_whole(tags: Mapping[str, str]) -> bool:
    """Whether a signature has what it needs, signs the sender and speaks for its domain."""
    if any(not tags.get(name) for name in NEEDED) or tags["v"] != "1":
        return False
    agent = tags.get("i", f"@{tags['d']}").lower().rpartition("@")[2]
    names = tags["h"].lower().split(":")
    return "from" in names and f".{agent}".endswith(f".{tags['d'].lower()}")


def _body(body: bytes, *, relaxed: bool) -> bytes:
    """Bring a body into its canonical form (RFC 6376, 3.4.3 and 3.4.4)."""
    if relaxed:
        body = re.sub(rb"[ \t]+(?=\r\n|\Z)", b"", re.sub(rb"[ \t]+", b" ", body))
    body = body.rstrip(b"\r\n")
    return body + b"\r\n" if body or not relaxed else b""


def _field(field: bytes, *, relaxed: bool) -> bytes:
    """Bring a header field into its canonical form (RFC 6376, 3.4.1 and 3.4.2)."""
    if not relaxed:
        return field
    name, _, value = field.partition(b":")
    value = re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip(b" \t")
    return name.strip().lower() + b":" + value


def _header(
    own: bytes, fields: Sequence[bytes], names: Sequence[str], *, relaxed: bool
) -> bytes:
    """Return what was signed: the named fields, each from the lowest; the signature less b."""
    left: dict[bytes, list[bytes]] = {}
    for field in fields:
        left.setdefault(_name(field), []).append(field)
    chosen = [
        _field(left[name].pop(), relaxed=relaxed) + b"\r\n"
        for name in (one.encode("ascii", "replace") for one in names)
        if left.get(name)
    ]
    name, _, value = own.partition(b":")
    emptied = name + b":" + re.sub(rb"(^|;)(\s*b\s*=)[^;]*", rb"\1\2", value, count=1)
    return b"".join(chosen) + _field(emptied, relaxed=relaxed)


def _holds(algorithm: str, record: Mapping[str, str], signature: bytes, hashed: bytes) -> bool:
    """Whether a signature is that of the key in a record (RFC 6376, 3.6.1)."""
    kind = record.get("k", "rsa")
    hashes = record.get("h", "sha256").split(":")
    if record.get("v", "DKIM1") != "DKIM1" or not record.get("p") or "sha256" not in hashes:
        return False
    if algorithm != f"{kind}-sha256":
        return False
    bytes_of_key = base64.b64decode(record["p"])
    try:
        if kind == "ed25519":
            key = Ed25519PublicKey.from_public_bytes(bytes_of_key)
            key.verify(signature, sha256(hashed).digest())
            return True
        known = load_der_public_key(bytes_of_key)
        if not isinstance(known, RSAPublicKey) or known.key_size < LEAST_RSA_BITS:
            return False
        known.verify(signature, hashed, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True

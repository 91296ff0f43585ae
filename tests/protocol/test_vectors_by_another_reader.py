"""The vectors read with other code than ours: what the pages say is enough to check them.

No code of `rapport` runs here: zipfile, struct, hashlib, cryptography, the command `age`.
"""

from __future__ import annotations

import io
import json
import re
import struct
import subprocess
import zipfile
import zlib
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PROTOCOL: Final = Path(__file__).parents[2] / "docs" / "reference" / "protocol"
FOLDER: Final = PROTOCOL / "vectors"
INDEX: Final[dict[str, Any]] = json.loads((FOLDER / "index.json").read_bytes())
SIDES: Final = {one["side"]: one for one in INDEX["installations"]}
KEYS: Final = {one["id"]: one["signing_key"] for one in INDEX["installations"]}
KINDS: Final = {
    path.name.split(".")[0]: int(path.name.split(".")[1])
    for path in (PROTOCOL / "schema").iterdir()
    if not path.name.startswith(("manifest.", "card."))
}
LEFT_OUT: Final = {
    name: field["default"]
    for name, field in json.loads((PROTOCOL / "schema" / "card.2.json").read_bytes())[
        "properties"
    ].items()
    if "default" in field
}
NOBODY: Final = "00000000-0000-0000-0000-000000000000"
PACKAGES: Final = [
    entry for entry in INDEX["packages"] if entry["expected"] != "package.document_invalid"
]


class Refused(Exception):
    """A code of docs/reference/protocol/delivery.md."""


def one_form(members: dict[str, bytes]) -> bytes:
    """Write a ZIP from the page that describes it, without a library for ZIP."""
    body, directory = b"", b""
    for name, data in sorted(members.items()):
        sizes = struct.pack("<LLLHH", zlib.crc32(data), len(data), len(data), len(name), 0)
        head = struct.pack("<HHHHH", 20, 0, 0, 0, 0x21) + sizes
        at = struct.pack("<HHHLL", 0, 0, 0, 0x01800000, len(body))
        directory += b"PK\x01\x02" + struct.pack("<H", 0x0314) + head + at + name.encode()
        body += b"PK\x03\x04" + head + name.encode() + data
    count = len(members)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def read(data: bytes, me: str, *, by_hand: bool) -> None:
    """Check a package up to its kind, in the order of the page. Raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, EOFError) as trouble:
        raise Refused("package.malformed") from trouble
    if len(members) > 102:
        raise Refused("package.too_large")
    if one_form(members) != data or not {"manifest.json", "manifest.sig"} <= set(members):
        raise Refused("package.malformed")
    listed = members.pop("manifest.json")
    signature = members.pop("manifest.sig")
    manifest = manifest_of(listed)
    if manifest["sender"] not in KEYS:
        raise Refused("package.sender_unknown")
    if not verifies(KEYS[manifest["sender"]], signature, b"rapport-package-v1\x00" + listed):
        raise Refused("package.signature_wrong")
    is_open = by_hand and manifest["kind"] == "letter" and manifest["number"] == 0
    if manifest["recipient"] != me and not (is_open and manifest["recipient"] == NOBODY):
        raise Refused("package.not_for_us")
    if sorted(part["name"] for part in manifest["parts"]) != sorted(members):
        raise Refused("package.malformed")
    for part in manifest["parts"]:
        own = members[part["name"]]
        if len(own) != part["size"] or sha256(own).hexdigest() != part["sha256"]:
            raise Refused("package.part_altered")
    if manifest["version"] > KINDS.get(manifest["kind"], 0):
        raise Refused("package.kind_unknown")
    if f"{manifest['kind']}.json" not in members:
        raise Refused("package.malformed")


def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object whose names are all different. Raises ValueError."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("two fields of one name")
    return dict(pairs)


def no_number(word: str) -> None:
    """Refuse NaN and Infinity, which Python reads and RFC 8259 does not have."""
    raise ValueError(word)


def manifest_of(listed: bytes) -> dict[str, Any]:
    """Read a manifest. Raises Refused."""
    try:
        manifest: dict[str, Any] = json.loads(
            listed, object_pairs_hook=each_once, parse_constant=no_number
        )
        for name in ("package", "sender", "recipient", "matter"):
            manifest[name] = str(UUID(manifest[name]))
        named = all(
            re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", part["name"])
            for part in manifest["parts"]
        )
        zoned = re.search(r"(Z|[+-]\d\d:\d\d)$", manifest["made_at"])
    except ValueError as trouble:
        raise Refused("package.malformed") from trouble
    if manifest["protocol"] != 1 or manifest["number"] < 0 or not named or not zoned:
        raise Refused("package.malformed")
    return manifest


def verifies(key: str, signature: bytes, data: bytes) -> bool:
    """Whether a signature is the key's over these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(key)).verify(signature, data)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("vector", PACKAGES, ids=[one["file"] for one in PACKAGES])
def test_packages(vector: dict[str, Any]) -> None:
    reader = SIDES[vector["reader"]]["id"]
    try:
        read((FOLDER / vector["file"]).read_bytes(), reader, by_hand=vector["by_hand"])
        found = "taken"
    except Refused as refused:
        found = str(refused)

    assert found == vector["expected"]


def canonical(fields: dict[str, Any]) -> bytes:
    """Return a card's fields as they are signed."""
    said = {
        name: value
        for name, value in (LEFT_OUT | fields).items()
        if name not in {"signature", "previous_signature"}
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


@pytest.mark.parametrize(
    "vector", INDEX["cards"], ids=[entry["file"] for entry in INDEX["cards"]]
)
def test_signatures_of_cards(vector: dict[str, str]) -> None:
    if vector["file"].endswith(("no-json.json", "capital-id.json")):
        return  # nothing to sign; signed as it is spelled, and not as the form is
    card = json.loads((FOLDER / vector["file"]).read_bytes())

    right = verifies(
        card["signing_key"],
        b64decode(card["signature"]),
        b"rapport-card-v2\x00" + canonical(card),
    )

    of_the_signature = {"cards/refused/changed.json", "cards/refused/no-domain.json"}
    assert right is (vector["file"] not in of_the_signature)


def test_rotations() -> None:
    for rotation in INDEX["rotations"]:
        known, later = (
            json.loads((FOLDER / rotation[which]).read_bytes()) for which in ("known", "later")
        )
        follows = later["previous_key"] == known["signing_key"] and verifies(
            known["signing_key"],
            b64decode(later["previous_signature"]),
            b"rapport-card-rotation-v2\x00" + canonical(later),
        )
        assert follows is rotation["follows"]


def test_codes() -> None:
    for entry in INDEX["codes"]:
        lines = sorted(f"{signing} {sealing}\n".encode() for signing, sealing in entry["pairs"])
        digest = sha256(b"rapport-verification-v1\x00" + b"".join(lines)).digest()
        digits = str(int.from_bytes(digest) % 10**30).zfill(30)
        assert entry["code"] == " ".join(re.findall(".{5}", digits))


@pytest.mark.parametrize(
    "vector", INDEX["sealed"], ids=[entry["file"] for entry in INDEX["sealed"]]
)
def test_seals_with_the_age_command(vector: dict[str, str], tmp_path: Path) -> None:
    """It opens some that a Rapport refuses: for a passphrase, for many, with a long header."""
    stricter = {"passphrase.age", "too-many-keys.age", "long-header.age"}
    (tmp_path / "key").write_text(SIDES["desk"]["encryption_secret"], encoding="ascii")

    opened = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", FOLDER / vector["file"]],
        capture_output=True,
        check=False,
    )

    taken = vector["expected"] == "taken" or Path(vector["file"]).name in stricter
    assert (opened.returncode == 0) is taken
    if vector["expected"] == "taken":
        assert opened.stdout == (FOLDER / vector["inside"]).read_bytes()

"""Packages of the vectors: as they should be, and put together by hand where they are not."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from rapport.protocol import package as packages
from rapport.protocol.kinds import Document
from rapport.protocol.kinds.ways import WAYS
from rapport.protocol.package import MANIFEST, SIGNATURE, Heading, Part
from rapport.protocol.signing import SigningKey
from rapport.protocol.vectors import cast
from rapport.protocol.vectors.examples import EXAMPLES

PACKAGE: Final = UUID("9ac4a9e0-0000-4000-8000-000000000001")
ANSWERS: Final = frozenset({"receipt", "rejection"})


def ends(kind: str) -> tuple[cast.Installation, cast.Installation]:
    """Return who sends a kind and who gets it, in these vectors."""
    sender, recipient = WAYS[kind].ways[0]
    if sender not in cast.SIDES:
        return cast.DESK, cast.OFFICE
    return cast.SIDES[sender], cast.SIDES[recipient]


def whole(kind: str, files: Sequence[Part] = (), document: Document | None = None) -> bytes:
    """Return the package of a kind's example, as its sender makes it."""
    sender, recipient = ends(kind)
    answer = kind in ANSWERS
    place = sorted(EXAMPLES).index(kind)
    heading = Heading(
        package=UUID(int=PACKAGE.int + 0x100 + place),
        sender=sender.id,
        recipient=recipient.id,
        number=0 if answer else 1,
        matter=PACKAGE if answer else cast.LETTER,
        answers=PACKAGE if answer else None,
        made_at=cast.AT,
    )
    return packages.build(heading, document or EXAMPLES[kind], files, sender.signing)


def document_of(kind: str, **changes: Any) -> bytes:
    """Return the JSON of a kind's example, with fields changed or added; None takes one out."""
    fields = {**EXAMPLES[kind].model_dump(mode="json"), **changes}
    return json.dumps({name: one for name, one in fields.items() if one is not None}).encode()


def manifest(members: Mapping[str, bytes], **changes: Any) -> dict[str, Any]:
    """Return a manifest that lists these parts, from the office to the desk, changed."""
    facts: dict[str, Any] = {
        "protocol": 1,
        "package": str(PACKAGE),
        "kind": "letter",
        "version": 1,
        "sender": str(cast.OFFICE.id),
        "recipient": str(cast.DESK.id),
        "number": 1,
        "matter": str(cast.LETTER),
        "answers": None,
        "made_at": "2099-03-02T09:00:00Z",
        "parts": [
            {
                "name": name,
                "media_type": "application/json",
                "size": len(data),
                "sha256": sha256(data).hexdigest(),
            }
            for name, data in sorted(members.items())
        ],
    }
    return {**facts, **changes}


def signed(
    members: Mapping[str, bytes],
    listed: Mapping[str, Any] | bytes | None = None,
    *,
    key: SigningKey = cast.OFFICE.signing,
    domain: bytes = packages.DOMAIN,
) -> dict[str, bytes]:
    """Return members with a manifest of any content and its signature."""
    if not isinstance(listed, bytes):
        listed = json.dumps(manifest(members) if listed is None else listed).encode()
    return {**members, MANIFEST: listed, SIGNATURE: key.sign(domain=domain, data=listed)}


def zipped(
    members: Sequence[tuple[str, bytes]],
    how: int = zipfile.ZIP_STORED,
    *,
    year: int = 1980,
    comment: bytes = b"",
) -> bytes:
    """Return a ZIP of entries in this order; the second of two with one name as well."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        archive.comment = comment
        for name, data in members:
            entry = zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            archive.NameToInfo.pop(name, None)  # it warns of a name that it knows
            archive.writestr(entry, data, how)
    return file.getvalue()

"""All vectors as files, with `index.json`, which says what a reader has to find in each."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final

from rapport.protocol.package import peek
from rapport.protocol.vectors import cast, contacts, taken
from rapport.protocol.vectors.examples import EXAMPLES
from rapport.protocol.vectors.refused import refused
from rapport.protocol.vectors.taken import Vector

ABOUT: Final = (
    "Test vectors of the Rapport protocol. Every key in here is public: never use one. How to "
    "run them: docs/reference/protocol/vectors.md."
)


def written() -> dict[str, bytes]:
    """Return every file by its path in the folder; the same bytes each time."""
    files: dict[str, bytes] = {}
    index: dict[str, Any] = {
        "format": "rapport-vectors",
        "version": 1,
        "about": ABOUT,
        "installations": [_installation(one) for one in cast.SIDES.values()],
    }
    for name, suffix, vectors in (
        ("packages", "rapport", [*taken.packages_taken(), *refused()]),
        ("pdfs", "pdf", [*taken.pdfs()]),
        ("sealed", "age", [*taken.seals()]),
        ("cards", "json", [*contacts.contact_cards(), contacts.forged()]),
    ):
        index[name] = list(_entries(files, name, suffix, vectors))
    for entry in index["packages"]:
        entry["reader"] = _reader(files[entry["file"]], entry["expected"])
        entry["by_hand"] = entry["file"].endswith(f"taken/{taken.NOBODYS}.rapport")
    for entry in index["pdfs"]:
        entry["reader"] = "desk"
    for entry in index["sealed"]:
        entry["reader"] = "desk"
        if entry["expected"] == "taken":
            entry["inside"] = "packages/taken/letter.rapport"
    index["rotations"] = [
        {"known": _card(known), "later": _card(later), "follows": follows}
        for known, later, follows in (
            *contacts.followings(),
            ("office", "office-forged", False),
        )
    ]
    index["takings"] = [
        {"known": [_card(one), _card(two)], "later": _card(later), "taken": is_taken}
        for one, two, later, is_taken in contacts.takings()
    ]
    index["codes"] = list(contacts.codes())
    files["index.json"] = _json(index)
    files |= {
        f"documents/{kind}.json": _json(document.model_dump(mode="json"))
        for kind, document in EXAMPLES.items()
    }
    return dict(sorted(files.items()))


def _entries(
    files: dict[str, bytes], folder: str, suffix: str, vectors: Iterable[Vector]
) -> Iterable[dict[str, Any]]:
    for name, code, about, data in vectors:
        path = f"{folder}/{'refused' if code else 'taken'}/{name}.{suffix}"
        files[path] = data
        yield {
            "file": path,
            "about": about,
            "expected": code or "taken",
            "sha256": sha256(data).hexdigest(),
        }


def _installation(one: cast.Installation) -> dict[str, str]:
    return {
        "id": str(one.id),
        "side": one.side,
        "card": _card(one.side),
        "signing_seed": one.signing.to_text(),
        "signing_key": one.signing.verify_key().to_text(),
        "encryption_secret": one.opening_key.to_text(),
        "encryption_secret_bytes": b64encode(one.opening).decode(),
        "encryption_key": one.opening_key.sealing_key().to_text(),
    }


def _card(name: str) -> str:
    return f"cards/taken/{name}.json"


def _reader(data: bytes, expected: str) -> str:
    """Return who reads a package: its recipient, or the desk where it names nobody we know."""
    if expected != "taken":
        return cast.DESK.side
    sides = {one.id: one.side for one in cast.SIDES.values()}
    return sides.get(peek(data)[0].recipient, cast.DESK.side)


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()

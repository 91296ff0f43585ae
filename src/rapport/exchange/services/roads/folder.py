"""Write packages into a folder and read them from one: for those who carry files by hand.

In the folder stands one folder for each installation, `to-ID`, so that one stick can serve
several, and carry the answers back. Every file has its name only once it is whole and on the
disk; what was read is moved into `taken` or `refused`, after it was answered. Killed at any
point, the same command again goes on. Format: docs/reference/protocol/roads.md.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import F

from rapport.documents import services as documents
from rapport.exchange import rules, selectors
from rapport.exchange.errors import NoFolder
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.rules import Road
from rapport.exchange.services.answers import Answered
from rapport.exchange.services.incoming import receive
from rapport.exchange.services.keys import opening_keys, own_id, own_key
from rapport.foundation.acts import Act
from rapport.foundation.disk import sync_folder
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.errors import PackageRefused as UnreadablePackage
from rapport.protocol.kinds import Rejection
from rapport.protocol.sealing import SealingKey

ENDING: Final = ".rapport"
TAKEN: Final = "taken"
REFUSED: Final = "refused"
ANSWER: Final = "answer-"


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one file: the words for a refusal, or none."""

    file: Path
    refusal: str = ""


def write(act: Act, *, folder: Path, again: bool = False) -> list[Path]:
    """Write what waits for contacts on this road; with again also what was written before.

    Raises NoFolder.
    """
    written = []
    for contact in selectors.contacts().filter(road=Road.FOLDER, revoked_at=None):
        if selectors.why_not_reach(contact) is None:
            written += _write_for(act, contact, folder, again=again)
    return written


def _write_for(act: Act, contact: Contact, folder: Path, *, again: bool) -> list[Path]:
    rows = selectors.ready_for(contact)
    written = []
    for row in rows if again else rows.filter(handed_at=None):
        path = _place(folder, contact.public_id) / f"{row.package}{ENDING}"
        key = SealingKey.from_text(contact.encryption_key)
        _put(path, sealing.seal(documents.read(row.body), [key]))
        Outgoing.objects.filter(pk=row.pk).update(tries=F("tries") + 1, handed_at=act.at)
        written.append(path)
    return written


def read(*, places: Iterable[Path]) -> list[Carried]:
    """Take in packages and answers from files and folders, and write our answers beside them.

    Of a folder the files for us are read, those in `to-OURID` and loose ones. Raises NoFolder.
    """
    files = [(file, place) for place in places for file in _files(place)]
    return [_take(file, place) for file, place in sorted(files, key=_in_their_order)]


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    try:
        inside = [*place.iterdir()]
        ours = place / f"to-{own_id()}"
        inside += [*ours.iterdir()] if ours.is_dir() else []
    except OSError as trouble:
        raise NoFolder(place=place, reason=trouble.strerror or "") from trouble
    found = (one for one in inside if one.suffix == ENDING)
    return [one for one in found if one.is_file() and not one.is_symlink()]


def _in_their_order(found: tuple[Path, Path]) -> tuple[str, int, str]:
    """Sort by sender and number, so that a matter's packages come in their order."""
    file, _ = found
    try:
        opened = sealing.open_sealed(_bytes(file), opening_keys())
        manifest, _members = packages.peek(opened)
    except UnreadablePackage:
        return "", 0, file.name
    return str(manifest.sender), manifest.number, file.name


def _take(file: Path, place: Path) -> Carried:
    """Take one file in, write the answer, and only then put the file out of the way."""
    answered = receive(_bytes(file))
    refusal = "" if answered.taken else _reason(answered)
    if answered.body and selectors.find_contact(answered.to):
        folder = place if place.is_dir() else file.parent
        name = f"{ANSWER}{file.stem.removeprefix(ANSWER)}{ENDING}"
        _put(_place(folder, answered.to) / name, answered.sealed())
    _put_away(file, refusal)
    return Carried(file, refusal)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(rules.LARGEST_BYTES + 1)
    except OSError as trouble:
        raise NoFolder(place=file, reason=trouble.strerror or "") from trouble


def _reason(answered: Answered) -> str:
    """Return what our own rejection says, for whoever stands before the folder."""
    key = own_key().verify_key()
    document = packages.read(answered.body, key_of=lambda _sender: key, me=None).document
    return f"{document.reason} [{document.code}]" if isinstance(document, Rejection) else ""


def _put_away(file: Path, refusal: str) -> None:
    folder = file.parent / (REFUSED if refusal else TAKEN)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if refusal:
            _put(folder / f"{file.stem}.txt", f"{refusal}\n".encode())
        file.replace(folder / file.name)
        sync_folder(folder)
    except OSError as trouble:
        raise NoFolder(place=folder, reason=trouble.strerror or "") from trouble


def _place(folder: Path, recipient: UUID) -> Path:
    place = folder / f"to-{recipient}"
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as trouble:
        raise NoFolder(place=place, reason=trouble.strerror or "") from trouble
    return place


def _put(path: Path, data: bytes) -> None:
    """Give a file its name once it is whole and on the disk."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        sync_folder(path.parent)
    except OSError as trouble:
        raise NoFolder(place=path, reason=trouble.strerror or "") from trouble

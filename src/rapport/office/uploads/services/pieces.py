"""Take files in, piece by piece.

What is here of a file is what was sealed, brought to the disk and then noted in its row. What
lies behind that, of a process that was killed, is cut off before the next piece is written.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from rapport.documents.errors import FileDamaged
from rapport.foundation.acts import Act
from rapport.office.uploads import errors, rules, selectors
from rapport.office.uploads.models import Code, Delivery, Upload
from rapport.office.uploads.services import segments
from rapport.office.uploads.services.clearing import clear_later
from rapport.web.downloads import safe_name

AT_ONCE: Final = 64 * 1024
SECONDS: Final = 60.0
"""After so long a piece ends where it is: who sends slowly holds no door open for ever."""

SPARE_BYTES: Final = 256 * rules.MB
"""So much of the disk is left for everything else."""


class Source(Protocol):
    """Where the bytes of a piece come from."""

    def read(self, size: int, /) -> bytes:
        """Return as many bytes, fewer at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that follow what is here: where they begin, how many are announced, a checksum."""

    at: int
    length: int
    source: Source
    checksum: tuple[str, bytes] | None = None


@transaction.atomic
def begin_upload(act: Act, *, code: UUID, name: str, size: int) -> Upload:
    """Begin a file about the letter of a code; a size of 0 is a whole file.

    Raises CodeNeeded, FileTooLarge, TooManyFiles, LetterFull, NoRoom.
    """
    opened = _locked(code, act)
    others = selectors.sizes_about(opened.matter)
    if refusal := rules.why_not_begin(size, others, selectors.limits()):
        raise refusal
    selectors.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    _need_room(size)
    delivery = selectors.find_open(opened.matter)
    if delivery is None:
        delivery = Delivery.objects.create(
            matter=opened.matter, begun_at=act.at, moved_at=act.at
        )
        clear_later(delivery)
    last = Upload.objects.filter(delivery=delivery).aggregate(last=Max("number"))["last"] or 0
    return Upload.objects.create(
        delivery=delivery,
        number=last + 1,
        name=safe_name(name)[: rules.LONGEST_NAME],
        size=size,
        sha256="" if size else hashlib.sha256().hexdigest(),
    )


def _need_room(size: int) -> None:
    """Raise NoRoom where so many bytes more would leave too little for everything else."""
    if shutil.disk_usage(selectors.folder()).free < size + SPARE_BYTES:
        raise errors.NoRoom


def _locked(code: UUID, act: Act) -> Code:
    """Return a code that holds, its row locked: files of a letter are counted one by one."""
    selectors.get_code(code, act.at)
    found = Code.objects.select_for_update().get(public_id=code)
    return selectors.get_code(found.public_id, act.at)


def add_piece(act: Act, *, code: UUID, upload: UUID, piece: Piece) -> Upload:
    """Write the next piece of a file; with the last one it is hashed.

    A piece that is cut off on its way is kept as far as it came; one with a wrong checksum, or
    for which there is no room, not at all. Raises CodeNeeded, UploadNotFound, InUse,
    PieceElsewhere, PieceTooLong, PieceDamaged, NoRoom.
    """
    matter = selectors.get_code(code, act.at).matter
    with alone(matter):
        row = _settled(selectors.get_upload(matter, upload))
        if refusal := rules.why_not_add(
            here=row.here, at=piece.at, length=piece.length, size=row.size
        ):
            raise refusal
        _need_room(piece.length)  # others may have filled the disk since it began
        came = _write(selectors.folder_of(row), piece)
        with transaction.atomic():
            row = selectors.get_upload(matter, upload, lock=True)
            row.here += came
            row.save(update_fields=["here"])
            Delivery.objects.filter(pk=row.delivery_id).update(moved_at=act.at)
        return _hashed(row)


def finish(act: Act, *, code: UUID, upload: UUID) -> Upload:
    """Return how much of a file is here; hash one that is all here and was not hashed.

    Whoever was killed between the last piece and the hash left it so. Raises CodeNeeded,
    UploadNotFound.
    """
    matter = selectors.get_code(code, act.at).matter
    row = selectors.get_upload(matter, upload)
    try:
        with alone(matter):
            return _hashed(_settled(row))
    except errors.InUse:
        return row


def remove_upload(act: Act, *, code: UUID, upload: UUID) -> None:
    """Take a file away that was not sent off. Raises CodeNeeded, UploadNotFound, InUse."""
    matter = selectors.get_code(code, act.at).matter
    with alone(matter):
        row = selectors.get_upload(matter, upload)
        row.delete()
        segments.remove(selectors.folder_of(row))


@contextmanager
def alone(matter: UUID) -> Iterator[None]:
    """Be the only one who writes files about a letter. Raises InUse."""
    folder = selectors.folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / f"{matter}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise errors.InUse from None
        os.utime(handle)  # it is of today: nobody sweeps it away
        yield
    finally:
        os.close(handle)


def _settled(row: Upload) -> Upload:
    """Say no more of a file than is on the disk: a restored backup has no pieces."""
    found = segments.end(selectors.folder_of(row))
    if found < row.here:
        row.here, row.sha256 = found, ""
        row.save(update_fields=["here", "sha256"])
    return row


def _hashed(row: Upload) -> Upload:
    """Hash a file that is all here; one that cannot be opened any more is not here at all."""
    if row.here < row.size or row.sha256:
        return row
    found = hashlib.sha256()
    try:
        for data in segments.read(selectors.folder_of(row)):
            found.update(data)
        row.sha256 = found.hexdigest()
    except FileDamaged:
        return forgotten(row)
    row.save(update_fields=["here", "sha256"])
    return row


def forgotten(row: Upload) -> Upload:
    """Take away what is here of a file and cannot be opened: it is asked for again."""
    segments.remove(selectors.folder_of(row))
    row.here, row.sha256 = 0, ""
    row.save(update_fields=["here", "sha256"])
    return row


def _write(folder: Path, piece: Piece) -> int:
    """Write a piece where it belongs; return how many bytes of it are on the disk."""
    segments.cut(folder, piece.at)
    try:
        return _copy(piece, folder)
    except OSError as trouble:
        segments.cut(folder, piece.at)
        if trouble.errno in rules.FULL:
            raise errors.NoRoom from trouble
        raise
    except errors.PieceDamaged:
        segments.cut(folder, piece.at)
        raise


def _copy(piece: Piece, folder: Path) -> int:
    came, until = 0, time.monotonic() + SECONDS
    found = hashlib.new(piece.checksum[0]) if piece.checksum else None
    is_cut = False
    while came < piece.length and not is_cut:
        wanted = min(segments.LARGEST, piece.length - came)
        data = _read(piece.source, wanted, until)
        is_cut = len(data) < wanted
        if data:
            segments.write(folder, piece.at + came, data)
        came += len(data)
        if found:
            found.update(data)
    is_whole = came == piece.length
    if piece.checksum and found and not (is_whole and _is(found.digest(), piece)):
        raise errors.PieceDamaged
    return came


def _is(digest: bytes, piece: Piece) -> bool:
    return piece.checksum is not None and hmac.compare_digest(digest, piece.checksum[1])


def _read(source: Source, size: int, until: float) -> bytes:
    """Return the next bytes, fewer when the line is cut or the time is over."""
    data = bytearray()
    while len(data) < size and time.monotonic() < until:
        try:
            more = source.read(min(AT_ONCE, size - len(data)))
        except Exception:  # a cut has many names; what came before it is kept
            break
        if not more:
            break
        data += more
    return bytes(data)

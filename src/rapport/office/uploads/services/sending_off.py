"""Send a delivery off: its files become an answer, which waits where those by e-mail do."""

from __future__ import annotations

import json
import mimetypes
from uuid import UUID

from django.db import transaction

from rapport.documents import services as documents
from rapport.documents.errors import FileDamaged
from rapport.documents.models import StoredFile
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.mail import services as mails
from rapport.mail.rules import Road
from rapport.office.uploads import errors, rules, selectors
from rapport.office.uploads.models import Code, Delivery, Upload
from rapport.office.uploads.services import segments
from rapport.office.uploads.services.pieces import alone, finish, forgotten


def send_off(act: Act, *, code: UUID, sender: str = "", text: str = "") -> Delivery:
    """Hand all files that are here to the office as one answer; none of them changes any more.

    The files are kept before, outside of the transaction: whoever is killed in between sends
    off once more. Raises CodeNeeded, NothingThere, NotWhole, InUse, NoRoom. Records
    MailArrived.
    """
    opened = selectors.get_code(code, act.at)
    delivery = selectors.find_open(opened.matter)
    for one in selectors.uploads_of(delivery):
        finish(act, code=code, upload=one.public_id)
    with alone(opened.matter):
        uploads = _whole(delivery)
        if delivery is None or not uploads:
            raise errors.NothingThere
        files = [(one.name, _kept(one)) for one in uploads]
        closed = _close(act, opened, delivery, uploads, files, sender=sender, text=text)
    for one in uploads:
        segments.remove(selectors.folder_of(one))
    return closed


def _whole(delivery: Delivery | None) -> list[Upload]:
    """Return the files of a delivery. Raises NotWhole for one that is not all here."""
    uploads = selectors.uploads_of(delivery)
    if lacking := next((one for one in uploads if not one.is_whole), None):
        raise errors.NotWhole(name=lacking.name)
    return uploads


def _kept(upload: Upload) -> StoredFile:
    """Keep a file's bytes with the installation's files. Raises NotWhole, NoRoom."""
    kind = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    pieces = segments.read(selectors.folder_of(upload))
    try:
        return documents.keep_pieces(pieces, media_type=kind, name=upload.name)
    except FileDamaged as trouble:
        forgotten(upload)
        raise errors.NotWhole(name=upload.name) from trouble
    except OSError as trouble:
        if trouble.errno in rules.FULL:
            raise errors.NoRoom from trouble
        raise


@transaction.atomic
def _close(
    act: Act,
    code: Code,
    delivery: Delivery,
    uploads: list[Upload],
    files: list[tuple[str, StoredFile]],
    *,
    sender: str,
    text: str,
) -> Delivery:
    Code.objects.select_for_update().get(pk=code.pk)
    selectors.get_code(code.public_id, clock.now())  # the letter was not withdrawn meanwhile
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.closed_at:
        raise errors.NothingThere
    for begun in _whole(row)[len(uploads) :]:  # in another window, while these were kept
        raise errors.NotWhole(name=begun.name)
    for one, (_name, file) in zip(uploads, files, strict=True):
        if one.sha256 != file.sha256:
            raise errors.NotWhole(name=one.name)
    message = mails.take_in_files(
        act,
        road=Road.UPLOAD,
        matter=code.matter,
        raw=_list(act, code, delivery, uploads),
        media_type="application/json",
        files=files,
        sender=sender,
        text=text[: rules.LONGEST_WORDS],
    )
    row.closed_at, row.message = act.at, message.public_id
    row.save(update_fields=["closed_at", "message"])
    return row


def _list(act: Act, code: Code, delivery: Delivery, uploads: list[Upload]) -> bytes:
    """Write the list of what came, as the receipt shows it."""
    told = {
        "delivery": str(delivery.public_id),
        "reference": code.reference,
        "sent_off_at": act.at.isoformat(),
        "files": [
            {"name": one.name, "size": one.size, "sha256": one.sha256} for one in uploads
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()

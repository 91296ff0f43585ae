"""Check files that came with a message, get their text out, so that a person can file it.

By the worker, once for each file: a file of a stranger may take two minutes to be refused.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.documents.selectors import why_not_trust
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal.services import enqueue, still_at_work, work
from rapport.mail import rules, selectors
from rapport.mail.models import Inbound, InboundFile
from rapport.reading import services as reading
from rapport.reading.text import ReadFile


def have_files_read(message: Inbound) -> None:
    """Ask for the text of a message's files, in the caller's transaction."""
    key = f"read:{message.public_id}"
    enqueue("mail.read_files", key=key, message=str(message.public_id))


@work(
    "mail.read_files",
    what=gettext_noop(
        "Look into the files of an e-mail that came: check them for viruses, and read them."
    ),
    own_transactions=True,
)
def read_files(act: Act, *, message: str) -> None:
    """Check each file for viruses; keep what it says, or the code of why it says nothing.

    A file with a finding is never opened. One that nobody has checked is: the reader is a
    process of its own, with bounds, and a letter does not wait for a scanner.
    """
    for one in selectors.files_of(selectors.get_inbound(UUID(message))):
        still_at_work()
        if one.read_at:
            continue
        documents.check(one.file)
        read, trouble = _read(one.file)
        InboundFile.objects.filter(pk=one.pk, read_at=None).update(
            read_at=act.at, read=read, trouble=trouble
        )


def _read(file: StoredFile) -> tuple[dict[str, Any], str]:
    try:
        if refusal := why_not_trust(file) or reading.why_not_size(file.size):
            raise refusal
        return _bounded(reading.text_of(documents.read(file))), ""
    except Refusal as refusal:
        return {"facts": refusal.facts}, refusal.code


def _bounded(read: ReadFile) -> dict[str, Any]:
    """Return what a file holds as JSON: no zero bytes, and no more than a person files."""
    told = asdict(read)
    left = rules.LONGEST_READ
    for text in told["texts"]:
        pages = []
        for page in text["pages"]:
            lines = [line.replace("\0", "")[:left] for line in page] if left > 0 else []
            left -= sum(len(line) + 1 for line in lines)
            pages.append(lines)
        text["pages"] = pages
        text["name"] = rules.shown_name(text["name"].replace("\0", ""))
    told["headers"] = {}
    return told

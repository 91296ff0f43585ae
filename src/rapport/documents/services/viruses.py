"""Have files of strangers checked for viruses, and keep what was found.

A file of which nothing is kept was not checked; that is said, and never that it is clean.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from django.conf import settings

from rapport.documents.errors import FileDamaged
from rapport.documents.models import StoredFile, VirusCheck
from rapport.documents.rules import Answer, Verdict
from rapport.documents.services import clamd
from rapport.documents.services.files import pieces
from rapport.foundation import clock

log = logging.getLogger("rapport.documents")
ASK_AGAIN_SECONDS: Final = 60.0
MB: Final = 1024 * 1024
_not_before: list[float] = []


def check(file: StoredFile) -> VirusCheck:
    """Have a file checked now; without a scanner that answers it waits for one.

    Takes as long as the scanner needs, so outside of a transaction. What an earlier check
    said stays while nobody answers.
    """
    row, _ = VirusCheck.objects.get_or_create(
        sha256=file.sha256, defaults={"asked_at": clock.machine_now()}
    )
    _ask(row, file)
    return row


def check_later(file: StoredFile) -> None:
    """Have a file checked by the worker, once the caller's transaction is over."""
    VirusCheck.objects.get_or_create(
        sha256=file.sha256, defaults={"asked_at": clock.machine_now()}
    )


def check_when_due() -> bool:
    """Check one file that waits, if there is a scanner; say whether there was one to check.

    A scanner that does not answer is asked again after a minute. A file that is damaged lets
    all others go first.
    """
    if not settings.RAPPORT_CLAMD_URL or (_not_before and time.monotonic() < _not_before[0]):
        return False
    row = VirusCheck.objects.filter(verdict=Verdict.WAITING).order_by("asked_at", "id").first()
    if row is None:
        return False
    file = StoredFile.objects.filter(sha256=row.sha256).order_by("id")[0]
    _not_before[:] = [] if _ask(row, file) else [time.monotonic() + ASK_AGAIN_SECONDS]
    return not _not_before


def _ask(row: VirusCheck, file: StoredFile) -> bool:
    try:
        answer = _answer(file)
    except FileDamaged:
        row.asked_at = clock.machine_now()
        row.save(update_fields=["asked_at"])
        log.warning("a file that was to be checked for viruses is damaged: %s", file.public_id)
        return False
    if answer is None:
        return False
    row.verdict, row.finding = answer.verdict, answer.finding
    row.checked_at = clock.machine_now()
    row.save(update_fields=["verdict", "finding", "checked_at"])
    return True


def _answer(file: StoredFile) -> Answer | None:
    if not settings.RAPPORT_CLAMD_URL:
        return None
    if file.size > settings.RAPPORT_CLAMD_MB * MB:
        return Answer(Verdict.TOO_LARGE)
    return clamd.scan(settings.RAPPORT_CLAMD_URL, pieces(file))

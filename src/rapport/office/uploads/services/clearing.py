"""Remove what was begun and never sent off, and pieces that are not needed any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, record, work
from rapport.office.uploads import rules, selectors
from rapport.office.uploads.events import UploadRemoved
from rapport.office.uploads.models import Delivery, Upload
from rapport.office.uploads.services import segments

OLD: Final = timedelta(days=1)


def clear_later(delivery: Delivery) -> None:
    """Ask for a look at a delivery when its time is over, in the caller's transaction."""
    at = rules.removed_at(delivery.moved_at)
    key = f"upload:{delivery.public_id}:{at.isoformat()}"
    enqueue("office_uploads.clear", key=key, run_at=at, delivery=str(delivery.public_id))


@work(
    "office_uploads.clear",
    what=gettext_noop("Remove uploaded files that nobody has sent off."),
    own_transactions=True,
)
def clear(act: Act, *, delivery: str) -> None:
    """Remove a delivery that nobody has sent off for seven days; look again later if it moved.

    Then take away whatever lies in the folder and belongs to no delivery that is open. Records
    UploadRemoved.
    """
    with transaction.atomic():
        found = Delivery.objects.select_for_update().filter(public_id=UUID(delivery))
        row = found.filter(closed_at=None).first()
        if row and rules.removed_at(row.moved_at) > act.at:
            clear_later(row)
        elif row:
            gone, _ = Upload.objects.filter(delivery=row).delete()
            row.delete()
            record(act, UploadRemoved(matter=str(row.matter), files=gone))
    sweep()


def sweep() -> None:
    """Take away files of the folder that no open delivery has, unless they are of today."""
    before = (clock.machine_now() - OLD).timestamp()
    for path in selectors.folder().glob("*"):
        if path.stat().st_mtime < before and not selectors.is_still_needed(path.name):
            segments.remove(path) if path.is_dir() else path.unlink(missing_ok=True)

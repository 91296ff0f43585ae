"""Import by page in two steps: keep a checked file, then make the changes that were shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from rapport.directory import rules, selectors
from rapport.directory.errors import ChangesOutdated
from rapport.directory.models import Upload
from rapport.directory.services.comparing import Change, LongTerm, digest_of
from rapport.directory.services.loading import Counts, changes_of_file, import_directory
from rapport.foundation.acts import Act


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a kept file would change, what to look at, and the digest that confirms this."""

    changes: tuple[Change, ...]
    warnings: tuple[LongTerm, ...]
    digest: str

    def of(self, kind: str) -> tuple[Change, ...]:
        """Return the changes to records of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def compared(act: Act, *, upload_id: UUID) -> Comparison:
    """Return what a kept file would change. Writes nothing.

    Raises NotTheAdministrator, UploadUnknown, DirectoryInvalid.
    """
    upload = selectors.get_upload(act, upload_id)
    changes, warnings = changes_of_file(act, data=bytes(upload.body), name=upload.name)
    return Comparison(tuple(changes), warnings, digest_of(changes))


@transaction.atomic
def keep_upload(act: Act, *, data: bytes, name: str) -> Upload:
    """Check a file and keep it until its changes are confirmed, for a day at most.

    Raises NotTheAdministrator, FileUnreadable, DirectoryInvalid; then nothing is kept.
    """
    changes_of_file(act, data=data, name=name)
    Upload.objects.filter(uploaded_at__lt=act.at - rules.UPLOAD_LIFE).delete()
    return Upload.objects.create(uploaded_at=act.at, name=name[:200], body=data)


@transaction.atomic
def confirm_upload(act: Act, *, upload_id: UUID, digest: str) -> Counts:
    """Make the changes of a kept file, if they still are those that were shown.

    Raises NotTheAdministrator, UploadUnknown, ChangesOutdated, DirectoryInvalid. Records
    DirectoryLoaded when something changed.
    """
    upload = selectors.get_upload(act, upload_id)
    data = bytes(upload.body)
    changes, _warnings = changes_of_file(act, data=data, name=upload.name)
    if digest_of(changes) != digest:
        raise ChangesOutdated
    counts = import_directory(act, data=data, name=upload.name)
    upload.delete()
    return counts

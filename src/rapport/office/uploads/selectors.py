"""Questions to the uploads. Whoever has a code asks with it; an office, by its letter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from rapport.office.uploads import errors, rules
from rapport.office.uploads.models import Code, Delivery, Upload


def limits() -> rules.Limits:
    """Return what this installation takes about one letter."""
    return rules.Limits(settings.RAPPORT_UPLOAD_FILE_MB, settings.RAPPORT_UPLOAD_LETTER_MB)


def page_address() -> str:
    """Return the address of the page, the same for all letters."""
    return f"{settings.RAPPORT_URL}/upload"


def folder() -> Path:
    """Return where pieces are kept until they are sent off."""
    home: Path = settings.RAPPORT_HOME
    return home / "uploads"


def folder_of(upload: Upload) -> Path:
    """Return where the pieces of a file are kept."""
    return folder() / upload.public_id.hex


def find_typed(typed: str, at: datetime) -> Code | None:
    """Return the code that somebody typed, None when it opens nothing at that instant."""
    kept = rules.hash_of(typed)
    return _open(at).filter(code_hash=kept).first() if kept else None


def get_code(code: UUID, at: datetime) -> Code:
    """Return a code that still holds. Raises CodeNeeded."""
    found = _open(at).filter(public_id=code).first()
    if found is None:
        raise errors.CodeNeeded
    return found


def newest_code(matter: UUID, at: datetime) -> Code | None:
    """Return the code that opens the page for a letter at an instant, or None."""
    return _open(at).filter(matter=matter).order_by("-id").first()


def _open(at: datetime) -> QuerySet[Code]:
    return Code.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def find_open(matter: UUID) -> Delivery | None:
    """Return the delivery that is being sent about a letter, or None."""
    return Delivery.objects.filter(matter=matter, closed_at=None).first()


def sent_off(matter: UUID) -> list[Delivery]:
    """Return the deliveries about a letter that were sent off, the newest first."""
    rows = Delivery.objects.filter(matter=matter).exclude(closed_at=None)
    return list(rows.prefetch_related("uploads").order_by("-closed_at", "-id"))


def get_sent_off(matter: UUID, delivery: UUID) -> Delivery:
    """Return a delivery that was sent off about a letter. Raises UploadNotFound."""
    rows = Delivery.objects.filter(matter=matter, public_id=delivery)
    found = rows.exclude(closed_at=None).first()
    if found is None:
        raise errors.UploadNotFound
    return found


def uploads_of(delivery: Delivery | None) -> list[Upload]:
    """Return the files of a delivery, in order."""
    if delivery is None:
        return []
    return list(Upload.objects.filter(delivery=delivery).order_by("number"))


def sizes_about(matter: UUID) -> list[int]:
    """Return the size of every file about a letter, whole or not."""
    return list(Upload.objects.filter(delivery__matter=matter).values_list("size", flat=True))


def get_upload(matter: UUID, upload: UUID, *, lock: bool = False) -> Upload:
    """Return a file that is being sent about a letter. Raises UploadNotFound."""
    rows = Upload.objects.filter(delivery__matter=matter, delivery__closed_at=None)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.select_related("delivery").filter(public_id=upload).first()
    if found is None:
        raise errors.UploadNotFound
    return found


def is_still_needed(name: str) -> bool:
    """Whether what lies in the folder under this name belongs to a delivery that is open."""
    try:
        upload = UUID(name)
    except ValueError:
        return False
    return Upload.objects.filter(public_id=upload, delivery__closed_at=None).exists()

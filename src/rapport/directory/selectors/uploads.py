"""Questions about files that wait for their changes to be confirmed."""

from __future__ import annotations

from uuid import UUID

from rapport.directory import rules
from rapport.directory.errors import UploadUnknown
from rapport.directory.models import Country, Upload
from rapport.foundation.acts import Act


def get_upload(act: Act, upload_id: UUID) -> Upload:
    """Return a file that still waits. Raises NotTheAdministrator, UploadUnknown."""
    if refusal := rules.why_not_import(act.actor):
        raise refusal
    fresh = Upload.objects.filter(uploaded_at__gte=act.at - rules.UPLOAD_LIFE)
    found = fresh.filter(public_id=upload_id).first()
    if found is None:
        raise UploadUnknown
    return found


def lock() -> None:
    """Let nobody else load until the transaction ends: hold the first row of the directory."""
    Country.objects.order_by("pk").select_for_update().first()

"""Make an upload code for a letter, end it, and let in whoever types it."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.office.uploads import errors, rules, selectors
from rapport.office.uploads.events import UploadCodeMade
from rapport.office.uploads.models import Code


def make_code(
    act: Act, *, matter: UUID, reference: str, ends_at: datetime | None = None
) -> str:
    """Return a new code for a letter, in the caller's transaction; it is never shown again.

    One that it had before opens nothing from now on. Records UploadCodeMade.
    """
    end_codes(act, matter=matter)
    code = rules.code_of(secrets.randbits(5 * rules.SIGNS))
    Code.objects.create(
        matter=matter,
        reference=reference,
        code_hash=str(rules.hash_of(code)),
        made_at=act.at,
        ends_at=ends_at,
    )
    record(act, UploadCodeMade(matter=str(matter)))
    return code


def end_codes(act: Act, *, matter: UUID, at: datetime | None = None) -> None:
    """Let a letter's code open nothing from now, or from an instant on."""
    at = at or act.at
    still = Code.objects.filter(matter=matter).filter(Q(ends_at=None) | Q(ends_at__gt=at))
    still.update(ends_at=at)


def enter(act: Act, *, typed: str) -> Code:
    """Return the code that was typed. Raises CodeOpensNothing, whatever is wrong with it."""
    found = selectors.find_typed(typed, act.at)
    if found is None:
        raise errors.CodeOpensNothing
    return found

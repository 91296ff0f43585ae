"""An address of its own for each matter; another one when it has leaked."""

from __future__ import annotations

import secrets
from base64 import b32encode
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.mail import rules
from rapport.mail.events import MailAddressChanged
from rapport.mail.models import Address


def address_for(act: Act, matter: UUID) -> Address:
    """Return a matter's address, made on first use, in the caller's transaction."""
    found = Address.objects.filter(matter=matter, retired_at=None).first()
    return found or _made(act, matter)


@transaction.atomic
def change_address(act: Act, *, matter: UUID) -> str:
    """Give a matter another address; the old one is kept, and leads into quarantine.

    Returns the new address. Records MailAddressChanged.
    """
    used = Address.objects.select_for_update().filter(matter=matter, retired_at=None)
    for address in used:
        address.retired_at = act.at
        address.save(update_fields=["retired_at"])
    made = _made(act, matter)
    record(act, MailAddressChanged(matter=str(matter)))
    return rules.address_with(settings.RAPPORT_MAIL_ADDRESS, made.token)


def _made(act: Act, matter: UUID) -> Address:
    token = b32encode(secrets.token_bytes(rules.TOKEN_BYTES)).decode().rstrip("=").lower()
    return Address.objects.create(matter=matter, token=token, made_at=act.at)

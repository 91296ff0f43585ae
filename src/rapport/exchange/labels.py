"""The words people see for other installations and what was recorded about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from rapport.exchange import events

SIDES: Final[Mapping[str, Any]] = {
    "office": _("Office"),
    "desk": _("Desk"),
    "archive": _("Archive"),
}

EVENTS: Final[Mapping[str, Any]] = {
    events.ContactAdded.name: _("contact card taken for the first time"),
    events.ContactChanged.name: _("newer contact card taken"),
    events.ContactVerified.name: _("keys compared by telephone"),
    events.ContactKeysRevoked.name: _("keys revoked"),
}

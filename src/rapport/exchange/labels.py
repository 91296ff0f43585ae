"""The words people see for other installations and what was recorded about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from rapport.exchange import events
from rapport.exchange.rules import KeptState, Road
from rapport.web import labels

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
    events.RoadChanged.name: _("road of packages chosen"),
    events.ResendAsked.name: _("asked to send packages again"),
    events.ResendGiven.name: _("they asked for packages again; these are sent"),
    events.ResendAnswered.name: _("they said which packages will not come"),
    events.RefusedAgain.name: _("a package that they asked for again was not taken"),
}

ROADS: Final[Mapping[Road, Any]] = {
    Road.PUSH: _("We bring them packages at their address"),
    Road.PULL: _("They fetch packages from us"),
    Road.FOLDER: _("Somebody carries files by hand"),
}
labels.register(dict(ROADS.items()))
labels.register(
    {
        KeptState.WAITING: _("Waits for a person"),
        KeptState.TAKEN: _("Taken in"),
        KeptState.PUT_ASIDE: _("Put aside"),
    }
)

WHY_KEPT: Final[Mapping[str, Any]] = {
    "package.sender_unknown": _("Whoever sent it is not known here."),
    "package.not_sealed": _("It did not come sealed."),
    "package.malformed": _("This is not a package as Rapport makes them."),
    "package.too_large": _("It is larger than a package may be."),
    "package.part_altered": _("A part of it was changed after it was signed."),
    "package.kind_unknown": _("It is of a kind that this release does not know."),
    "package.document_invalid": _("What it says does not fit its kind."),
}
"""Why it was kept aside, where the refusal's sentence needs facts or speaks to the sender."""

HELPS_KEPT: Final[Mapping[str, Any]] = {
    "package.sender_unknown": _(
        "Find out who it is. Take their contact card, compare the keys by telephone, then try "
        "again."
    ),
    "package.signature_wrong": _(
        "They may have new keys: take their contact card again, compare the keys by telephone, "
        "then try again. If it does not fit then, put it aside."
    ),
    "package.not_for_us": _("Tell whoever sent it that it went to the wrong place."),
    "package.not_sealed": _("Tell whoever sent it that packages are taken sealed only."),
    "package.kind_unknown": _(
        "Bring Rapport up to date, then ask whoever sent it to send it as new."
    ),
}
HELPS_ELSE: Final = _("Ask whoever sent it, if you know who it is, to send it anew.")

"""The words people see for other installations and what was recorded about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from rapport.exchange import events
from rapport.exchange.rules import Road
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

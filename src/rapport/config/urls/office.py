"""The addresses and the menu of an office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from rapport.config.urls import common
from rapport.office.seats import Seat

_READERS = frozenset({Seat.SECRETARIAT, Seat.MEMBER})
_ADMINISTRATOR = frozenset({Seat.ADMINISTRATOR})
MENU = [
    (_("Today"), "office_today:today", None),
    (_("Cases"), "office_cases:cases", _READERS),
    (_("Letters"), "office_communications:letters", _READERS),
    (_("Suggestions"), "office_communications:learned", _ADMINISTRATOR),
    (_("People"), "accounts:people", _ADMINISTRATOR),
    (_("Contacts"), "contacts:contacts", _ADMINISTRATOR),
    (_("Work"), "journal:given_up", _ADMINISTRATOR),
    (_("Mandates"), "directory:mandates", None),
    (_("Companies"), "directory:companies", None),
]
CONFIDENTIAL = _("Confidential: United Nations only")
handler400 = "rapport.web.failures.handler400"
handler403 = "rapport.web.failures.handler403"
handler404 = "rapport.web.failures.handler404"
handler500 = "rapport.web.failures.handler500"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rapport.office.today.urls")),
    path("cases/", include("rapport.office.cases.urls")),
    path("", include("rapport.office.communications.urls")),
    path("", include("rapport.office.publishing.urls")),
    path("", include("rapport.office.uploads.urls")),
    *common.urlpatterns,
]

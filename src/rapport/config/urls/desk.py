"""The addresses and the menu of a desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from rapport.config.urls import common
from rapport.desk.seats import SEES_ALL, Seat

MENU = [
    (_("Today"), "desk_today:today", None),
    (_("Letters"), "desk_today:letters", SEES_ALL | {Seat.OWNER}),
    (_("Issue areas"), "desk_areas:areas", frozenset({Seat.LEAD})),
    (_("People"), "accounts:people", frozenset({Seat.ADMINISTRATOR})),
    (_("Contacts"), "contacts:contacts", frozenset({Seat.ADMINISTRATOR})),
    (_("Work"), "journal:given_up", frozenset({Seat.ADMINISTRATOR})),
    (_("Mandates"), "directory:mandates", None),
    (_("Companies"), "directory:companies", None),
]
CONFIDENTIAL = _("Confidential: this company only")
handler400 = "rapport.web.failures.handler400"
handler403 = "rapport.web.failures.handler403"
handler404 = "rapport.web.failures.handler404"
handler500 = "rapport.web.failures.handler500"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rapport.desk.today.urls")),
    path("", include("rapport.desk.inbox.urls")),
    path("", include("rapport.desk.table.urls")),
    path("", include("rapport.desk.areas.urls")),
    path("", include("rapport.desk.routing.urls")),
    path("", include("rapport.desk.replies.urls")),
    path("", include("rapport.desk.api.urls")),
    *common.urlpatterns,
]

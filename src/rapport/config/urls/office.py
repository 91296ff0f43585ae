"""The addresses and the menu of an office."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from rapport.config.urls import common

MENU = [
    (_("Today"), "office_today:today"),
    (_("Cases"), "office_cases:cases"),
    (_("Letters"), "office_communications:letters"),
    (_("Mandates"), "directory:mandates"),
    (_("Companies"), "directory:companies"),
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
    *common.urlpatterns,
]

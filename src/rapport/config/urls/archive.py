"""The addresses and the menu of an archive."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from rapport.accounts.rules import ADMINISTRATOR
from rapport.config.urls import common

MENU = [
    (_("Search"), "archive:home", None),
    (_("Letters"), "archive:letters", None),
    (_("Mandates"), "directory:mandates", None),
    (_("Companies"), "directory:companies", None),
    (_("People"), "accounts:people", frozenset({ADMINISTRATOR})),
    (_("Contacts"), "contacts:contacts", frozenset({ADMINISTRATOR})),
    (_("Work"), "journal:given_up", frozenset({ADMINISTRATOR})),
]
CONFIDENTIAL = ""
handler400 = "rapport.web.failures.handler400"
handler403 = "rapport.web.failures.handler403"
handler404 = "rapport.web.failures.handler404"
handler500 = "rapport.web.failures.handler500"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rapport.archive.urls")),
    *common.urlpatterns,
]

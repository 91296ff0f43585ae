"""The addresses and the menu of an archive."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from rapport.config.urls import common

MENU = [
    (_("Search"), "archive:home"),
    (_("Letters"), "archive:letters"),
    (_("Mandates"), "directory:mandates"),
    (_("Companies"), "directory:companies"),
]
CONFIDENTIAL = ""

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rapport.archive.urls")),
    *common.urlpatterns,
]

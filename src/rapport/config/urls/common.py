"""Addresses that every side has: sign-in, directory, exchange, work, health, and so on."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from rapport.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rapport.accounts.urls")),
    path("", include("rapport.web.urls")),
    path("directory/", include("rapport.directory.urls")),
    path("exchange/", include("rapport.exchange.urls")),
    path("given-up/", include("rapport.journal.urls")),
    path("contacts/", include("rapport.exchange.contact_urls")),
    path("health", health.health, name="health"),
]

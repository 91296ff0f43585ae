"""Register the room with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room's tables and words."""

    name = "rapport.office.publishing"
    label = "office_publishing"

    def ready(self) -> None:
        """Give the codes their words, and make known the work that is queued by name."""
        from rapport.office.publishing import labels, services  # noqa: F401, PLC0415  they register

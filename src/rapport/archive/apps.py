"""Register the archive with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The public record's tables and words."""

    name = "rapport.archive"
    label = "archive"

    def ready(self) -> None:
        """Give the codes their words."""
        from rapport.archive import labels  # noqa: F401, PLC0415  it registers them

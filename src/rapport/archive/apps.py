"""Register the archive with Django."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The public record's tables."""

    name = "rapport.archive"
    label = "archive"

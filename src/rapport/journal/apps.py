"""Register the journal with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal's tables."""

    name = "rapport.journal"
    label = "journal"

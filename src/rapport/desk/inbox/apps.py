"""Register the inbox with Django."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """The letters' tables."""

    name = "rapport.desk.inbox"
    label = "desk_inbox"

    def ready(self) -> None:
        """Make the words for codes and events known."""
        from rapport.desk.inbox import labels  # noqa: F401, PLC0415  it registers itself

"""Register the letters with Django."""

from django.apps import AppConfig


class CommunicationsConfig(AppConfig):
    """The tables of letters and replies, and the work that sends letters."""

    name = "rapport.office.communications"
    label = "office_communications"

    def ready(self) -> None:
        """Make the words for codes and events known, and the work that is queued by name."""
        from rapport.office.communications import labels, services  # noqa: F401, PLC0415  they register

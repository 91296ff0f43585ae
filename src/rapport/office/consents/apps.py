"""Register the room with Django."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """The room's tables."""

    name = "rapport.office.consents"
    label = "office_consents"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.office.consents import labels  # noqa: F401, PLC0415  it registers itself

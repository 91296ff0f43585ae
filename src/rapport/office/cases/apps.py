"""Register the room with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The room's tables."""

    name = "rapport.office.cases"
    label = "office_cases"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.office.cases import labels  # noqa: F401, PLC0415  it registers itself

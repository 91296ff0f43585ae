"""Register the table of functions with Django."""

from django.apps import AppConfig


class TableConfig(AppConfig):
    """The draft, the published versions and their copies."""

    name = "rapport.desk.table"
    label = "desk_table"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.desk.table import labels  # noqa: F401, PLC0415  it registers itself

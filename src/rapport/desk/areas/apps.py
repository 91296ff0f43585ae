"""Register the issue areas with Django."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """The tables of areas, responsibilities, absences and decisions."""

    name = "rapport.desk.areas"
    label = "desk_areas"

    def ready(self) -> None:
        """Make the words for events known."""
        from rapport.desk.areas import labels  # noqa: F401, PLC0415  it registers itself

"""Register the desk's Today with Django."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Pages without tables."""

    name = "rapport.desk.today"
    label = "desk_today"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.desk.today import labels  # noqa: F401, PLC0415  it registers itself

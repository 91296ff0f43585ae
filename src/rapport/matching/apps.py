"""Register the matching with Django: it has words and a template, and no tables."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Words of the map of themes, and how an area of it is shown."""

    name = "rapport.matching"
    label = "matching"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.matching import labels  # noqa: F401, PLC0415  it registers itself

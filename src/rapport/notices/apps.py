"""Register the notices with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people were told, and the work that writes to them."""

    name = "rapport.notices"
    label = "notices"

    def ready(self) -> None:
        """Make the work that is queued by name known."""
        from rapport.notices import services  # noqa: F401, PLC0415  it registers its work

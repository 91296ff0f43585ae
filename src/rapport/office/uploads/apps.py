"""Register the uploads with Django."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """The tables of uploads, and the work that clears up after them."""

    name = "rapport.office.uploads"
    label = "office_uploads"

    def ready(self) -> None:
        """Make the work known that is queued by name."""
        from rapport.office.uploads import services  # noqa: F401, PLC0415  it registers

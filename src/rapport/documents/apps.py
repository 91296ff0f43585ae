"""Register the documents with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The tables of stored files and of what a check for viruses said of them."""

    name = "rapport.documents"
    label = "documents"

    def ready(self) -> None:
        """Register the words for what a check said."""
        from rapport.documents import labels  # noqa: F401, PLC0415

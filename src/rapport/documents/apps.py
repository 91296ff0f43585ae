"""Register the documents with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The stored files' table."""

    name = "rapport.documents"
    label = "documents"

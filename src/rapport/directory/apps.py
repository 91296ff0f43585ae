"""Register the directory with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The directory's tables and pages."""

    name = "rapport.directory"
    label = "directory"

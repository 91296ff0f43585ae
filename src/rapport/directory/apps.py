"""Register the directory with Django, and its codes with the words people see for them."""

from django.apps import AppConfig

from rapport.directory import labels  # noqa: F401  registers by being imported


class DirectoryConfig(AppConfig):
    """The directory's tables and pages."""

    name = "rapport.directory"
    label = "directory"

"""Register the interface for programs with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The table of what was done under which idempotency key."""

    name = "rapport.desk.api"
    label = "desk_api"

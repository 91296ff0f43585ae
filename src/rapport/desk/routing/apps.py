"""Register the routing with Django."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """The assignments' table."""

    name = "rapport.desk.routing"
    label = "desk_routing"

    def ready(self) -> None:
        """Make the words for codes and events known."""
        from rapport.desk.routing import labels  # noqa: F401, PLC0415  it registers itself

"""Register the replies with Django."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """The tables of answers and replies, and the work that sends them."""

    name = "rapport.desk.replies"
    label = "desk_replies"

    def ready(self) -> None:
        """Make the words for codes and events known, and the work that is queued by name."""
        from rapport.desk.replies import labels, services  # noqa: F401, PLC0415  they register

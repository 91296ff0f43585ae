"""Register the mail with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The tables of the mail, and the work that hands messages over."""

    name = "rapport.mail"
    label = "mail"

    def ready(self) -> None:
        """Make the words for codes known, and the work that is queued by name."""
        from rapport.mail import labels, services  # noqa: F401, PLC0415  they register

"""Register the exchange with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The outbox and the inbox."""

    name = "rapport.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.exchange import labels  # noqa: F401, PLC0415  it registers

"""Register the exchange with Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The outbox and the inbox."""

    name = "rapport.exchange"
    label = "exchange"

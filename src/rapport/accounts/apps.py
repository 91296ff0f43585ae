"""Register the accounts with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and their seats."""

    name = "rapport.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make the words for codes known."""
        from rapport.accounts import labels  # noqa: F401, PLC0415  it registers itself

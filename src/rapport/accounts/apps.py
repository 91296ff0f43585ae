"""Register the accounts with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and their seats."""

    name = "rapport.accounts"
    label = "accounts"

"""Register the demonstration's pages with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The start page's template; no tables."""

    name = "rapport.demo"
    label = "demo"

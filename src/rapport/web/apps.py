"""Register the common pages with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, styles and template tags; no tables."""

    name = "rapport.web"
    label = "web"

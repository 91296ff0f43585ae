"""Register the common pages with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, styles and template tags; no tables."""

    name = "rapport.web"
    label = "web"

    def ready(self) -> None:
        """Register the labels of what is said about a letter."""
        from rapport.web import matters  # noqa: F401, PLC0415

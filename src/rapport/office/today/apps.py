"""Register the room with Django."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """A page without tables."""

    name = "rapport.office.today"
    label = "office_today"

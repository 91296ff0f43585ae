"""Register the room with Django."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """The room's tables."""

    name = "rapport.office.today"
    label = "office_today"

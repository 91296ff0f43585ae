"""Register the desk's Today with Django."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Pages without tables."""

    name = "rapport.desk.today"
    label = "desk_today"

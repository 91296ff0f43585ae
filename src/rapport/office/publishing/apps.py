"""Register the room with Django."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room's tables."""

    name = "rapport.office.publishing"
    label = "office_publishing"

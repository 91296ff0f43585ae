"""Wire the side that this installation runs, once all rooms are there."""

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    """Comes last among the apps; has no tables."""

    name = "rapport.config"
    label = "config"

    def ready(self) -> None:
        """Wire the side; a process of all sides (tests, checks) wires one at a time itself."""
        from rapport.config import wiring  # noqa: PLC0415  rooms' models exist only from here on

        if settings.RAPPORT_SIDE != "all":
            wiring.wire(settings.RAPPORT_SIDE)

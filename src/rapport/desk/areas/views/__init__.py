"""Doors of the issue areas: wordings, owners, absences, other catalogues, what is learned."""

from rapport.desk.areas.views.areas import (
    absences,
    area,
    areas,
    end_absence,
    end_responsibility,
    forget,
    new,
    responsibilities,
    switch,
)
from rapport.desk.areas.views.themes import take_packaged, themes

__all__ = [
    "absences",
    "area",
    "areas",
    "end_absence",
    "end_responsibility",
    "forget",
    "new",
    "responsibilities",
    "switch",
    "take_packaged",
    "themes",
]

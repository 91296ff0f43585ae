"""Commands on issue areas: wordings, who answers for them, absences, what is learned."""

from rapport.desk.areas.services.deciding import (
    forget_decision,
    forget_decisions,
    note_decision,
)
from rapport.desk.areas.services.people import (
    end_absence,
    end_responsibility,
    give_responsibility,
    note_absence,
)
from rapport.desk.areas.services.wording import add_area, load_areas, switch_area, word_area

__all__ = [
    "add_area",
    "end_absence",
    "end_responsibility",
    "forget_decision",
    "forget_decisions",
    "give_responsibility",
    "load_areas",
    "note_absence",
    "note_decision",
    "switch_area",
    "word_area",
]

"""Commands on issue areas: wordings, other catalogues, who answers, who is away, learning."""

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
from rapport.desk.areas.services.theming import (
    load_themes,
    map_themes,
    take_packaged_themes,
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
    "load_themes",
    "map_themes",
    "note_absence",
    "note_decision",
    "switch_area",
    "take_packaged_themes",
    "word_area",
]

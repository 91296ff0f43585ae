"""Questions to the issue areas. The actor comes first; the lead alone sees them."""

from rapport.desk.areas.selectors.areas import (
    absences,
    areas_in_words,
    areas_visible_to,
    countries_by_name,
    decided_of,
    decisions_kept,
    find_area,
    find_decision,
    find_responsibility,
    get_absence,
    get_area,
    get_responsibility,
    issue_owners,
    lock_areas,
    responsibilities_visible_to,
)
from rapport.desk.areas.selectors.suggesting import (
    LetterSuggestions,
    Suggested,
    area_by_owner,
    suggestions_for,
)
from rapport.desk.areas.selectors.theming import (
    ThemesOfArea,
    changes_since,
    lines_of,
    themes_of,
    themes_visible_to,
)

__all__ = [
    "LetterSuggestions",
    "Suggested",
    "ThemesOfArea",
    "absences",
    "area_by_owner",
    "areas_in_words",
    "areas_visible_to",
    "changes_since",
    "countries_by_name",
    "decided_of",
    "decisions_kept",
    "find_area",
    "find_decision",
    "find_responsibility",
    "get_absence",
    "get_area",
    "get_responsibility",
    "issue_owners",
    "lines_of",
    "lock_areas",
    "responsibilities_visible_to",
    "suggestions_for",
    "themes_of",
    "themes_visible_to",
]

"""What the issue areas tell. The matter is the area, the person who is away, or the letter."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AreasLoaded(Event):
    """Areas that come with Rapport were added or renewed."""

    name = "desk.areas_loaded"

    added: int
    renewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAdded(Event):
    """The desk added an area of its own."""

    name = "desk.area_added"

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWorded(Event):
    """An area's title, description or words changed, in one language."""

    name = "desk.area_worded"

    language: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSwitched(Event):
    """An area was switched on or off."""

    name = "desk.area_switched"

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesMapped(Event):
    """The desk said how an area stands to other catalogues, or took the packaged lines.

    The release is the packaged version that it was made from, 0 without one.
    """

    name = "desk.themes_mapped"

    version: int
    release: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesLoaded(Event):
    """Lines to other catalogues that come with Rapport were added to areas."""

    name = "desk.themes_loaded"

    release: int
    areas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityGiven(Event):
    """Somebody answers for an area from now on."""

    name = "desk.responsibility_given"

    owner: str
    deputy: str
    product: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityEnded(Event):
    """Somebody no longer answers for an area."""

    name = "desk.responsibility_ended"

    owner: str
    product: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceNoted(Event):
    """A person will be away."""

    name = "desk.absence_noted"

    from_on: str
    until_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceEnded(Event):
    """An absence was taken back."""

    name = "desk.absence_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChosen(Event):
    """A question was put under an area."""

    name = "desk.area_chosen"

    question: int
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsForgotten(Event):
    """What suggestions had learned was forgotten."""

    name = "desk.decisions_forgotten"

    decisions: int

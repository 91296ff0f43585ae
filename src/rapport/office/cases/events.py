"""What the cases tell. The matter is the case's public id."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    """A case was opened for a mandate."""

    name = "office.case_opened"

    mandate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdited(Event):
    """A case's title, summary or countries were changed."""

    name = "office.case_edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShared(Event):
    """Another mandate sees a case from now on."""

    name = "office.case_shared"

    mandate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Event):
    """A case is not worked on any more."""

    name = "office.case_closed"

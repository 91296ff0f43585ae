"""What the consents tell. The matter is the case's public id; no name is told."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntered(Event):
    """A person was entered in a case."""

    name = "office.person_entered"

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEdited(Event):
    """What is kept of a person was changed."""

    name = "office.person_edited"

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecorded(Event):
    """A person's answer was recorded; a later no takes back an earlier yes."""

    name = "office.consent_recorded"

    person: int
    purpose: str
    answer: bool
    recipient: str

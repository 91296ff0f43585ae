"""What publishing tells. The matter is the letter's public id."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVersionConfirmed(Event):
    """A person confirmed the public version of letter and replies; it goes to the archive."""

    name = "office.public_version_confirmed"

    version: int
    replies: int
    names_withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationHandedOver(Event):
    """The signed package with a public version is on its way to the archive."""

    name = "office.publication_handed_over"

    version: int
    package: str
    with_pdf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationReceived(Event):
    """The archive's signed receipt is here: letter and reply are public."""

    name = "office.publication_received"

    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRefused(Event):
    """The archive did not take a public version, and said why."""

    name = "office.publication_refused"

    version: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationStopped(Event):
    """A public version was stopped on its way: by now it would say something else."""

    name = "office.publication_stopped"

    version: int

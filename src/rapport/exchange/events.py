"""What the exchange tells: who became known, and the fate of what was posted."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(Event):
    """Another installation became known by its card, or its card was brought up to date."""

    name = "exchange.contact_added"

    side: str
    new_key: bool  # it took the place of another key


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePosted(Event):
    """A package was signed and put into the outbox."""

    name = "exchange.posted"

    package: str
    kind: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReceived(Event):
    """The other side's signed receipt for our package is here."""

    name = "exchange.received"

    package: str
    kind: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRefused(Event):
    """The other side's signed rejection of our package is here."""

    name = "exchange.refused"

    package: str
    kind: str
    by: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageArrived(Event):
    """A package came in, was checked and handled, and is kept."""

    name = "exchange.arrived"

    package: str
    kind: str
    sender: str

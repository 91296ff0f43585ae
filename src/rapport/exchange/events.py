"""What the exchange tells: the fate of what was posted; who is known, by which keys."""

from dataclasses import dataclass

from rapport.foundation.events import Event


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHandedIn(Event):
    """A person handed in a file, and what it held was taken in."""

    name = "exchange.handed_in"

    package: str
    kind: str
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(Event):
    """Another installation was made known by its card; the matter is its id."""

    name = "exchange.contact_added"

    contact: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Event):
    """A newer card of a known installation was taken; the matter is its id."""

    name = "exchange.contact_changed"

    contact: str
    number: int
    new_keys: bool
    signed_by_known_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactVerified(Event):
    """Two people have compared the code of both installations' keys; the matter is its id."""

    name = "exchange.contact_verified"

    contact: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactKeysRevoked(Event):
    """Nothing more is sent to an installation or taken from it; the matter is its id."""

    name = "exchange.contact_revoked"

    contact: str
    by_their_card: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysRotated(Event):
    """An installation made itself new keys; the matter is its own id."""

    name = "exchange.keys_rotated"

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadChanged(Event):
    """An administrator chose how packages pass to and from a contact; the matter is its id."""

    name = "exchange.road_changed"

    contact: str
    road: str
    we_collect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendAsked(Event):
    """A contact was asked to send all packages above a number again; the matter is its id."""

    name = "exchange.resend_asked"

    contact: str
    since: int
    after_restore: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendGiven(Event):
    """A contact asked for packages again, and gets them; the matter is its id."""

    name = "exchange.resend_given"

    contact: str
    since: int
    packages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResendAnswered(Event):
    """A contact said what will not come, and what it holds of ours; the matter is its id."""

    name = "exchange.resend_answered"

    contact: str
    void: int
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedAgain(Event):
    """What a contact once received and asked for again, it refused; the matter is its id."""

    name = "exchange.refused_again"

    contact: str
    package: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTaken(Event):
    """What was kept aside was taken in after all; the matter is its number.

    `refused` is the code of our own no, where its kind was not taken then.
    """

    name = "exchange.kept_taken"

    code: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPutAside(Event):
    """Somebody said that nothing is to be done about what was kept aside; it stays."""

    name = "exchange.kept_put_aside"

    code: str

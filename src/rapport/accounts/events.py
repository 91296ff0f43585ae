"""What the accounts tell: each event's matter is a person's (or an invitation's) public id."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited(Event):
    """Somebody was asked to join; the matter is the invitation."""

    name = "accounts.person_invited"

    seats: str  # "lead" or "mandate_member@slug", separated by spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted(Event):
    """An invited person came; the matter is the invitation."""

    name = "accounts.invitation_accepted"

    person: str  # public id


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationWithdrawn(Event):
    """An invitation was taken back; the matter is the invitation."""

    name = "accounts.invitation_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Event):
    """A person can now sign in."""

    name = "accounts.person_added"

    seats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsChanged(Event):
    """A person's seats are others than before."""

    name = "accounts.posts_changed"

    seats_before: str
    seats: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRemoved(Event):
    """A person's access has ended; what they did stays theirs."""

    name = "accounts.person_removed"

    seats_before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRenamed(Event):
    """A person is known by another name from now on."""

    name = "accounts.person_renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesChosen(Event):
    """A person chose how often they are told by e-mail that something waits."""

    name = "accounts.notices_chosen"

    notices: str  # "at_once", "daily", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(Event):
    """A person's links go to another address from now on."""

    name = "accounts.email_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigninLinkMade(Event):
    """A one-time link was made for a person."""

    name = "accounts.signin_link_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    """A person signed in."""

    name = "accounts.signed_in"

    by: str  # "link", "passkey", "link and code", …


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(Event):
    """Sessions of a person were ended."""

    name = "accounts.sessions_ended"

    how_many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorAdded(Event):
    """A person can now prove themselves in one more way."""

    name = "accounts.factor_added"

    kind: str  # "webauthn", "totp", "recovery_codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorRemoved(Event):
    """A person gave up one way to prove themselves."""

    name = "accounts.factor_removed"

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsReset(Event):
    """Somebody else took away all of a person's second factors, because they were lost."""

    name = "accounts.factors_reset"

    how_many: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramKeyMade(Event):
    """A person let a program act for them."""

    name = "accounts.key_made"

    key: str  # public id
    scopes: str  # separated by spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramKeysEnded(Event):
    """Keys of a person no longer work."""

    name = "accounts.keys_ended"

    how_many: int

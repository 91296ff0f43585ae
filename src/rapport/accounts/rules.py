"""Who may manage people, which seats can be held together, how long links and sessions live."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from rapport.accounts import errors
from rapport.foundation.acts import SYSTEM, Actor, Post
from rapport.foundation.errors import Refusal

ADMINISTRATOR: Final = "administrator"
"""The one seat that every side has: people and seats, no content."""

MAY: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(
    (
        "invite",
        "withdraw_invitation",
        "change_posts",
        "remove_person",
        "reset_factors",
        "change_email",
    ),
    frozenset({ADMINISTRATOR}),
)
"""Commands on other people and the seats that may give them, on every side."""

LINK_LIFE: Final = timedelta(minutes=15)
LINKS_KEPT: Final = timedelta(days=30)
"""How long the hash of a link is kept after its time, so that its use can be looked into."""

INVITATION_LIFE: Final = timedelta(days=14)
LONGEST_NAME: Final = 120


class Notices(StrEnum):
    """How often a person is told by e-mail that something waits for them."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SeatInfo:
    """What the accounts know of a side's seat: its words, and if it is held in a mandate."""

    label: Any  # a lazy translation
    does: Any = ""  # one sentence: what the seat is for
    needs_unit: bool = False
    notices: Notices = Notices.NONE  # until its holder chooses; NONE where no work waits


def manages_people(actor: Actor) -> bool:
    """Say whether the actor manages people: administrators do, and the command line."""
    return actor == SYSTEM or ADMINISTRATOR in actor.seats


def why_not_manage_people(actor: Actor) -> Refusal | None:
    """Say why the actor may not invite people, see them all, or reset what they have lost."""
    return None if manages_people(actor) else errors.NotTheAdministrator()


def why_not_make_link(actor: Actor) -> Refusal | None:
    """Say why the actor may not have a sign-in link made: only the installation itself may.

    A link lets in whoever holds it; an administrator who could make one could be anybody.
    """
    return None if actor == SYSTEM else errors.NotTheAdministrator()


def why_not_reset_factors(actor: Actor, person: str) -> Refusal | None:
    """Say why the actor may not take away a person's lost second factors; nobody their own."""
    if refusal := why_not_manage_people(actor):
        return refusal
    return errors.NotYourself() if actor.id == person else None


def why_not_change_email(actor: Actor, person: str) -> Refusal | None:
    """Say why the actor may not send a person's links elsewhere; nobody their own."""
    return why_not_reset_factors(actor, person)


def why_not_remove_factor(how_many: int) -> Refusal | None:
    """Say why a person may not give up one of so many second factors."""
    return None if how_many > 1 else errors.LastFactor()


def why_not_hold(posts: Collection[Post], seats: Mapping[str, SeatInfo]) -> Refusal | None:
    """Say what is wrong with a person's future posts; the seats are those of this side."""
    if not posts:
        return errors.SeatMissing()
    for post in posts:
        if post.seat not in seats:
            return errors.SeatUnknown(seat=post.seat)
        if seats[post.seat].needs_unit and not post.unit:
            return errors.UnitMissing()
    if {ADMINISTRATOR} < {post.seat for post in posts}:
        return errors.AdministratorAlone()
    return None


def why_not_change_posts(
    actor: Actor, *, person: str, is_active: bool, other_administrators: int,
    before: Collection[Post], after: Collection[Post],
) -> Refusal | None:  # fmt: skip
    """Say why the actor may not give a person (by public id) other posts, or none at all."""
    if refusal := why_not_manage_people(actor):
        return refusal
    if actor.id == person:
        return errors.NotYourself()
    if not is_active:
        return errors.PersonHasLeft()
    loses = Post(ADMINISTRATOR) in before and Post(ADMINISTRATOR) not in after
    if loses and other_administrators == 0:
        return errors.LastAdministrator()
    return None


def usual_notices(posts: Collection[Post], seats: Mapping[str, SeatInfo]) -> Notices:
    """Return how often somebody with these posts is told until they choose: the most often.

    NONE means that no work waits for any of their seats, so that there is nothing to choose.
    """
    found = {seats[post.seat].notices for post in posts if post.seat in seats}
    return next((one for one in Notices if one in found), Notices.NONE)


def notices_for(
    chosen: Notices | str, posts: Collection[Post], seats: Mapping[str, SeatInfo]
) -> Notices:
    """Return how often a person is told, with what they chose or without."""
    usual = usual_notices(posts, seats)
    return usual if usual is Notices.NONE or not chosen else Notices(chosen)


KEY_LIVES: Final = (7, 30, 90, 365)
"""For how many days a key for a program may be made."""

MOST_KEYS: Final = 10
LONGEST_KEY_NAME: Final = 80


def why_not_make_key(
    *, name: str, scopes: Collection[str], days: int, known: Collection[str], in_use: int
) -> Refusal | None:
    """Say why a key for a program is not made; `known` are the scopes of this side."""
    if not name.strip() or len(name.strip()) > LONGEST_KEY_NAME:
        return errors.KeyNameMissing()
    if not scopes or set(scopes) - set(known):
        return errors.KeyScopesMissing()
    if days not in KEY_LIVES:
        return errors.KeyLifeUnusable()
    return errors.TooManyKeys(most=MOST_KEYS) if in_use >= MOST_KEYS else None


def why_not_use_key(
    *, expires_at: datetime, ended_at: datetime | None, is_active: bool, at: datetime
) -> Refusal | None:
    """Say why a key opens nothing; one answer for all reasons."""
    if ended_at is None and at < expires_at and is_active:
        return None
    return errors.KeyUnusable()


def why_not_in_scope(scopes: Collection[str], scope: str) -> Refusal | None:
    """Say why a key may not do what this scope stands for."""
    return None if scope in scopes else errors.ScopeMissing(scope=scope)


def why_not_speak_for(actor: Actor, person: str) -> Refusal | None:
    """Say why the actor may not act for a person: they may for themself, and administrators."""
    if actor.id == person or manages_people(actor):
        return None
    return errors.PersonNotFound()


def why_not_use_link(
    *, used_at: datetime | None, expires_at: datetime, is_active: bool, at: datetime
) -> Refusal | None:
    """Say why a one-time link opens nothing; one answer for all reasons."""
    if used_at is None and at < expires_at and is_active:
        return None
    return errors.LinkNotUsable()


def why_not_accept(
    *, accepted_at: datetime | None, withdrawn_at: datetime | None, expires_at: datetime,
    at: datetime,
) -> Refusal | None:  # fmt: skip
    """Say why an invitation can no longer be accepted."""
    if accepted_at is None and withdrawn_at is None and at < expires_at:
        return None
    return errors.InvitationNotOpen()


def normal_email(text: str) -> str:
    """Return an address in the one form in which it is kept and compared: NFC, lower case.

    Raises EmailUnusable for what cannot be an address.
    """
    lowered = unicodedata.normalize("NFC", text).strip().lower()
    address = unicodedata.normalize("NFC", lowered)
    local, at, domain = address.rpartition("@")
    spaced = any(character.isspace() or ord(character) < 32 for character in address)
    if not (local and at and domain.strip(".")) or spaced or len(address) > 254:
        raise errors.EmailUnusable
    return address


def usable_name(text: str) -> str:
    """Return a name without doubled spaces. Raises NameMissing when nothing is left."""
    name = " ".join(text.split())[:LONGEST_NAME]
    if not name:
        raise errors.NameMissing
    return name


BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_kind(user_agent: str) -> str:
    """Return "Firefox, Linux" for a browser's own words; empty when they say nothing known."""
    kinds = [
        next((name for mark, name in known if mark in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(kind for kind in kinds if kind)


def told(posts: Collection[Post]) -> str:
    """Write posts as one text for the journal: "lead mandate_member@some-mandate"."""
    return " ".join(
        sorted(f"{post.seat}@{post.unit}" if post.unit else post.seat for post in posts)
    )

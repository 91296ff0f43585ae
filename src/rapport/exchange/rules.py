"""Where packages may be sent and to whom, and how much a stranger may leave with us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from rapport.exchange.errors import (
    AddressNotSecure,
    AddressUnusable,
    CardExpired,
    ContactRevoked,
    ContactUnverified,
    KeptForGood,
    KeptSettled,
    KeyMissing,
    NotTheAdministrator,
    RequestStale,
)
from rapport.foundation.acts import SYSTEM, Actor
from rapport.foundation.errors import Refusal
from rapport.protocol import sealing

ADMINISTRATOR: Final = "administrator"
MAY: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(
    (
        "add_contact",
        "verify_contact",
        "revoke_contact",
        "set_road",
        "ask_since",
        "take_kept",
        "put_kept_aside",
    ),
    frozenset({ADMINISTRATOR}),
)
"""Commands on contacts, and the seats that may give them, on every side."""

LARGEST_BYTES: Final = sealing.LARGEST_SEALED
LARGEST_REQUEST: Final = 64 * 1024
"""A request to fetch is small; what is cut off here cannot be opened, and is refused."""

KEPT_ASIDE_MOST: Final = 1_000
TIMEOUT_SECONDS: Final = 20.0
MEDIA_TYPE: Final = "application/vnd.rapport.package+zip"
CARD_TYPE: Final = "application/json"
DOOR_PATH: Final = "/exchange/v1/packages"
COLLECT_PATH: Final = "/exchange/v1/collect"
CARD_PATH: Final = "/exchange/v1/card"

MENDABLE: Final = frozenset(
    {
        # Keys and cards can be put right.
        "package.not_for_us",
        "package.sender_unknown",
        "package.not_sealed",
        "package.sealed_for_another",
        "package.seal_damaged",
        # Said of bytes that nobody proved to be ours: they were changed on the way, or another
        # sent them under our name. What we posted is good, and is sent again.
        "package.malformed",
        "package.part_altered",
        "package.signature_wrong",
        "package.too_large",
    }
)
"""Rejections that are no answer to what was posted, or none once something is mended."""

CALLED_OFF: Final = "exchange.called_off"
"""The refusal code of a package that we stopped sending."""

WHOLE_SECOND: Final = timedelta(seconds=1)
"""A card says the second in which it was made; what was made within it may be older."""

COLLECT_EVERY: Final = timedelta(minutes=1)
COLLECT_MOST: Final = 100
"""So many packages are fetched in one round; the next round goes on."""

FRESH: Final = timedelta(hours=1)
"""A request to fetch counts for so long, forwards and backwards: clocks differ."""

GAP_PATIENCE: Final = timedelta(hours=1)
"""A number that is missing for so long is asked for; most come by themselves before."""

GAP_LATE: Final = timedelta(hours=3)
"""A number that is missing for so long is a broken promise."""


class Road(StrEnum):
    """How our packages get to a contact: a choice of the administrator."""

    PUSH = "push"
    PULL = "pull"
    FOLDER = "folder"


class KeptState(StrEnum):
    """What became of something that was kept aside."""

    WAITING = "waiting"
    TAKEN = "taken"
    PUT_ASIDE = "put_aside"


TAKEN_LATER: Final = frozenset({"package.sender_unknown", "package.signature_wrong"})
"""Why things are kept aside that are taken once a card or key is put right here.

Others the sender counts as refused, and would not hear that they were taken.
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of a row that are not here, and since when later ones are."""

    first: int
    last: int
    since: datetime


def without(gaps: Iterable[Gap], skipped: Iterable[tuple[int, int]]) -> list[Gap]:
    """Return the gaps less the numbers that will never come."""
    left = list(gaps)
    for first, last in skipped:
        parts = (
            piece
            for gap in left
            for piece in (
                Gap(gap.first, min(gap.last, first - 1), gap.since),
                Gap(max(gap.first, last + 1), gap.last, gap.since),
            )
        )
        left = sorted({one for one in parts if one.first <= one.last}, key=lambda g: g.first)
    return left


def spans_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return sorted numbers as spans, first and last of each."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans


def first_after_restore(last_number: int, at: datetime) -> int:
    """Return where a row goes on after a restore: above all that may have been used.

    The seconds since 1970: more than one package a second for all those years nobody sends, and
    the next restore, from the same backup, goes on above this one.
    """
    return max(last_number + 1, int(at.timestamp()))


def why_not_answer_request(made_at: datetime, now: datetime) -> Refusal | None:
    """Say why a request to fetch is too old, or of tomorrow."""
    return (
        RequestStale(made_at=f"{made_at:%Y-%m-%d %H:%M} UTC")
        if abs(now - made_at) > FRESH
        else None
    )


def why_not_manage_contacts(actor: Actor) -> Refusal | None:
    """Say why the actor may not see and change contacts: administrators, the command line."""
    allowed = actor == SYSTEM or ADMINISTRATOR in actor.seats
    return None if allowed else NotTheAdministrator()


def why_not_settle_kept(actor: Actor, state: KeptState) -> Refusal | None:
    """Say why the actor may not settle what was kept aside; None while it waits."""
    if refusal := why_not_manage_contacts(actor):
        return refusal
    return None if state is KeptState.WAITING else KeptSettled()


def why_not_take_kept(actor: Actor, state: KeptState, code: str) -> Refusal | None:
    """Say why the actor may not have it tried again, which was kept for a reason."""
    if refusal := why_not_settle_kept(actor, state):
        return refusal
    return None if code in TAKEN_LATER else KeptForGood()


def why_not_address(url: str) -> Refusal | None:
    """Say what is wrong with an address; None for https, and for http on this machine."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError:
        return AddressUnusable(url=url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_fine:
        return AddressUnusable(url=url)
    if parts.username is not None or any(not "!" <= sign <= "~" for sign in url):
        return AddressUnusable(url=url)
    if parts.scheme == "http" and not is_loopback(url):
        return AddressNotSecure(url=url)
    return None


def is_loopback(url: str) -> bool:
    """Whether an address is a number of this machine; names are not looked up: they change."""
    try:
        return ip_address(urlsplit(url).hostname or "").is_loopback
    except ValueError:
        return False


def is_to_be_renewed(expires_at: datetime | None, *, days: int, at: datetime) -> bool:
    """Say whether a card of ours is to be made anew: its end is near, or is not as is wished.

    `days` is for how long our cards are to hold, 0 for no end. A third of it is left to those
    who have to fetch it.
    """
    if expires_at is None or not days:
        return (expires_at is None) != (days == 0)
    left = expires_at - at
    return left < timedelta(days=days) / 3 or left > timedelta(days=days)


def why_not_send(
    *,
    name: str,
    url: str,
    encryption_key: str,
    is_verified: bool,
    is_revoked: bool,
    has_expired: bool,
    road: Road = Road.PUSH,
) -> Refusal | None:
    """Say what stands in the way of sending to a contact; None when nothing does.

    Sealed or not at all: there is no other way for whoever has no key. Whoever fetches, or has
    files carried, may be anywhere, whatever address their card shows: their keys are compared.
    """
    if is_revoked:
        return ContactRevoked(name=name)
    if not encryption_key:
        return KeyMissing(name=name)
    if has_expired:
        return CardExpired(name=name)
    if road is Road.PUSH and (refusal := why_not_address(url)):
        return refusal
    if not is_verified and not (road is Road.PUSH and is_loopback(url)):
        return ContactUnverified(name=name)
    return None

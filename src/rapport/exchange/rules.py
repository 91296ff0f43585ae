"""Where packages may be sent and to whom, and how much a stranger may leave with us."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from rapport.exchange.errors import (
    AddressNotSecure,
    AddressUnusable,
    ContactRevoked,
    ContactUnverified,
    KeyMissing,
    NotTheAdministrator,
)
from rapport.foundation.acts import SYSTEM, Actor
from rapport.foundation.errors import Refusal
from rapport.protocol import sealing

ADMINISTRATOR: Final = "administrator"
MAY: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(
    ("add_contact", "verify_contact", "revoke_contact"), frozenset({ADMINISTRATOR})
)
"""Commands on contacts, and the seats that may give them, on every side."""

LARGEST_BYTES: Final = sealing.LARGEST_SEALED
KEPT_ASIDE_MOST: Final = 1_000
TIMEOUT_SECONDS: Final = 20.0
MEDIA_TYPE: Final = "application/vnd.rapport.package+zip"
CARD_TYPE: Final = "application/json"
DOOR_PATH: Final = "/exchange/v1/packages"
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


def why_not_manage_contacts(actor: Actor) -> Refusal | None:
    """Say why the actor may not see and change contacts: administrators, the command line."""
    allowed = actor == SYSTEM or ADMINISTRATOR in actor.seats
    return None if allowed else NotTheAdministrator()


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


def why_not_send(
    *, name: str, url: str, encryption_key: str, is_verified: bool, is_revoked: bool
) -> Refusal | None:
    """Say what stands in the way of sending to a contact; None when nothing does.

    Sealed or not at all: there is no other way for whoever has no key.
    """
    if is_revoked:
        return ContactRevoked(name=name)
    if not encryption_key:
        return KeyMissing(name=name)
    if refusal := why_not_address(url):
        return refusal
    if not is_verified and not is_loopback(url):
        return ContactUnverified(name=name)
    return None

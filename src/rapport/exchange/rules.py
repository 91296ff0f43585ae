"""Where packages may be sent, and how much a stranger may leave with us."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from rapport.exchange.errors import AddressNotLoopback, AddressUnusable
from rapport.foundation.errors import Refusal

LARGEST_BYTES: Final = 32 * 1024 * 1024
KEPT_ASIDE_MOST: Final = 1_000
TIMEOUT_SECONDS: Final = 20.0
MEDIA_TYPE: Final = "application/vnd.rapport.package+zip"
DOOR_PATH: Final = "/exchange/v1/packages"


def why_not_address(url: str) -> Refusal | None:
    """Say what stands in the way of sending to an address; None when nothing does.

    Packages are signed but not yet sealed, so they go to loopback addresses only.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        return AddressUnusable(url=url)
    try:
        loopback = ip_address(parts.hostname).is_loopback
    except ValueError:
        loopback = False  # names are not looked up: what they answer may change
    return None if loopback else AddressNotLoopback(url=url)

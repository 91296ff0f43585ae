"""How often something may be asked in a minute, counted for all processes in the database."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from rapport.foundation import clock

A_MINUTE = 60


def is_within(what: str, most: int) -> bool:
    """Count one more in this minute of the machine's clock; say whether it is within `most`."""
    minute = int(clock.machine_now().timestamp()) // A_MINUTE
    key = f"rate:{what}:{minute}"
    cache.add(key, 0, timeout=2 * A_MINUTE)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines: a new minute
        return True


def caller(request: HttpRequest) -> str:
    """Return a name for the address that asks, as the last proxy that we know has seen it.

    The address itself is not kept: whoever reads the counts learns nobody's.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    is_told = proxies and len(seen) >= proxies
    address = seen[-proxies] if is_told else request.META.get("REMOTE_ADDR", "")
    return salted_hmac("rapport.web.rates", address).hexdigest()[:20]

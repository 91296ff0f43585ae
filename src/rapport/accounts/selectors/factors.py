"""Questions about second factors, which django-allauth keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.crypto import salted_hmac

from rapport.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its person sees it; the handle stands for it in addresses."""

    handle: str
    name: str
    made_at: datetime
    used_at: datetime | None
    authenticator: Authenticator


def _factors_of(person: Person) -> Any:
    return (
        Authenticator.objects.filter(user=person.pk)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .order_by("created_at", "pk")
    )


def has_second_factor(person: Person) -> bool:
    """Say whether a person has a passkey or an app; recovery codes alone do not count."""
    return bool(_factors_of(person).exists())


def how_many_factors(person: Person) -> int:
    """Count the passkeys and apps of a person; recovery codes do not count."""
    return int(_factors_of(person).count())


def passkeys_of(person: Person) -> list[Passkey]:
    """Return a person's passkeys, oldest first."""
    return [
        Passkey(
            handle=salted_hmac("rapport.accounts.passkey", str(one.pk)).hexdigest()[:16],
            name=one.wrap().name,
            made_at=one.created_at,
            used_at=one.last_used_at,
            authenticator=one,
        )
        for one in _factors_of(person).filter(type=Authenticator.Type.WEBAUTHN)
    ]


def app_of(person: Person) -> Authenticator | None:
    """Return a person's authenticator app."""
    found: Authenticator | None = (
        _factors_of(person).filter(type=Authenticator.Type.TOTP).first()
    )
    return found


def has_app(person: Person) -> bool:
    """Say whether a person has an authenticator app."""
    return app_of(person) is not None


def codes_left(person: Person) -> int | None:
    """Count the recovery codes a person has left; None before any were made."""
    kept = Authenticator.objects.filter(
        user=person.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return None if kept is None else len(kept.wrap().get_unused_codes())

"""Questions about the keys by which programs act for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from rapport.accounts import rules
from rapport.accounts.errors import KeyNotFound, KeyUnusable
from rapport.accounts.models import Person, ProgramKey
from rapport.accounts.tokens import hash_of
from rapport.foundation import clock
from rapport.foundation.acts import Actor


def scopes() -> Mapping[str, Any]:
    """Return what programs may be let do on this side, with the words for it."""
    found: Mapping[str, Any] = settings.RAPPORT_SCOPES
    return found


def keys_of(actor: Actor) -> QuerySet[ProgramKey]:
    """Return one's own keys that were not ended, the newest first."""
    return ProgramKey.objects.filter(person=UUID(actor.id), ended_at=None)


def keys_in_use(person: Person) -> QuerySet[ProgramKey]:
    """Return a person's keys that work now."""
    return ProgramKey.objects.filter(
        person=person, ended_at=None, expires_at__gt=clock.machine_now()
    )


def own_key(actor: Actor, key_id: UUID, *, lock: bool = False) -> ProgramKey:
    """Return one of one's own keys. Raises KeyNotFound."""
    rows = keys_of(actor).select_for_update() if lock else keys_of(actor)
    found = rows.filter(public_id=key_id).first()
    if found is None:
        raise KeyNotFound
    return found


def usable_key(text: str) -> ProgramKey:
    """Return the key that a program shows, with its person. Raises KeyUnusable."""
    rows = ProgramKey.objects.select_related("person")
    key = rows.filter(key_hash=hash_of(text)).first()
    if key is None:
        raise KeyUnusable
    if refusal := rules.why_not_use_key(
        expires_at=key.expires_at,
        ended_at=key.ended_at,
        is_active=key.person.is_active,
        at=clock.machine_now(),
    ):
        raise refusal
    return key

"""Make and end the keys by which programs act for people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from rapport.accounts import rules, selectors
from rapport.accounts.events import ProgramKeyMade, ProgramKeysEnded
from rapport.accounts.models import Person, ProgramKey
from rapport.accounts.tokens import hash_of, new_token
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.journal.services import record

MARK: Final = "rapport_"
"""How keys begin, so that scanners for leaked secrets know one."""


@transaction.atomic
def make_key(
    act: Act, *, name: str, scopes: Collection[str], days: int
) -> tuple[ProgramKey, str]:
    """Let a program act for the actor; return the key's row and its text, shown this once.

    Raises KeyNameMissing, KeyScopesMissing, KeyLifeUnusable, TooManyKeys. Records
    ProgramKeyMade.
    """
    person = selectors.person(act.actor, UUID(act.actor.id), lock=True)
    if refusal := rules.why_not_make_key(
        name=name,
        scopes=scopes,
        days=days,
        known=selectors.scopes(),
        in_use=selectors.keys_in_use(person).count(),
    ):
        raise refusal
    text, now = MARK + new_token(), clock.machine_now()
    key = ProgramKey.objects.create(
        person=person,
        name=name.strip(),
        scopes=sorted(set(scopes)),
        key_hash=hash_of(text),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    told = " ".join(key.scopes)
    record(act, ProgramKeyMade(matter=act.actor.id, key=str(key.public_id), scopes=told))
    return key, text


@transaction.atomic
def end_key(act: Act, *, key_id: UUID) -> None:
    """End one of one's own keys. Raises KeyNotFound. Records ProgramKeysEnded."""
    key = selectors.own_key(act.actor, key_id, lock=True)
    key.ended_at = clock.machine_now()
    key.save(update_fields=["ended_at"])
    record(act, ProgramKeysEnded(matter=act.actor.id, how_many=1))


def end_all_keys(act: Act, person: Person) -> None:
    """End a person's keys, in the caller's transaction. Records ProgramKeysEnded if any."""
    ended = selectors.keys_in_use(person).update(ended_at=clock.machine_now())
    if ended:
        record(act, ProgramKeysEnded(matter=str(person.public_id), how_many=ended))


def see_key(key: ProgramKey) -> None:
    """Note on which day a key was last used."""
    today = clock.machine_now().date()
    if key.used_on != today:
        ProgramKey.objects.filter(pk=key.pk).update(used_on=today)

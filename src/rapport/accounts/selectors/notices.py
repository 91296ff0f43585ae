"""Questions about messages that say that something waits: whether, to whom, how often."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings

from rapport.accounts import rules
from rapport.accounts.models import Person, PostHeld
from rapport.accounts.rules import Notices
from rapport.accounts.selectors.people import posts_of, seats
from rapport.foundation.acts import Actor, Post


def sends_mail() -> bool:
    """Whether a mail server is named; a demonstration has none."""
    is_named = bool(settings.EMAIL_HOST) and "smtp" in settings.EMAIL_BACKEND
    return is_named and not settings.RAPPORT_DEMO


def notices_of(person: Person) -> Notices:
    """Return how often a person is told: as they chose, else as is usual for their seats."""
    return rules.notices_for(person.notices, posts_of(person), seats())


def has_work(person: Person) -> bool:
    """Whether work can wait for one of the seats that a person holds."""
    return rules.usual_notices(posts_of(person), seats()) is not Notices.NONE


def people_to_tell() -> Iterator[tuple[Actor, Notices]]:
    """Yield everybody here who wants to be told that something waits, and how often."""
    posts: dict[UUID, set[Post]] = {}
    for held in PostHeld.objects.filter(ended_at=None, person__is_active=True):
        posts.setdefault(held.person_id, set()).add(Post(held.seat, held.unit))
    for person in Person.objects.filter(pk__in=posts).order_by("name", "public_id"):
        own = frozenset(posts[person.pk])
        chosen = rules.notices_for(person.notices, own, seats())
        if chosen is not Notices.NONE:
            yield Actor(str(person.public_id), person.name, own), chosen

"""Questions about people and their seats."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from rapport.accounts import rules
from rapport.accounts.errors import PersonHasLeft, PersonNotFound
from rapport.accounts.models import Person, PostHeld
from rapport.accounts.rules import SeatInfo
from rapport.foundation.acts import NOBODY, Act, Actor, Post
from rapport.journal.models import Entry
from rapport.journal.selectors import entries_about


def seats() -> Mapping[str, SeatInfo]:
    """Return the seats of this side, by their text."""
    found: Mapping[str, SeatInfo] = settings.RAPPORT_SEATS
    return found


def actor_of(person: Person) -> Actor:
    """Return a person as an actor, with the posts open now; one who has left holds none."""
    posts = posts_of(person) if person.is_active else frozenset()
    return Actor(id=str(person.public_id), name=person.name, posts=posts)


def posts_of(person: Person) -> frozenset[Post]:
    """Return the posts that a person holds now."""
    held = PostHeld.objects.filter(person=person, ended_at=None)
    return frozenset(Post(seat, unit) for seat, unit in held.values_list("seat", "unit"))


def person(actor: Actor, public_id: UUID, *, lock: bool = False) -> Person:
    """Return one person, still here or gone: colleagues may know of each other.

    Raises PersonNotFound, to somebody signed out in any case.
    """
    rows = Person.objects.select_for_update() if lock else Person.objects.all()
    found = None if actor == NOBODY else rows.filter(public_id=public_id).first()
    if found is None:
        raise PersonNotFound
    return found


def author_of(act: Act) -> Person:
    """Return the person who acts. Raises PersonNotFound where a program does."""
    return person(act.actor, UUID(act.actor.id))


def find_active_person(public_id: UUID) -> Person | None:
    """Return a person if they are still here; for work that writes to them."""
    return Person.objects.filter(public_id=public_id, is_active=True).first()


def active_person(actor: Actor, public_id: UUID, *, lock: bool = False) -> Person:
    """Return one person who is still here. Raises PersonNotFound, PersonHasLeft."""
    found = person(actor, public_id, lock=lock)
    if not found.is_active:
        raise PersonHasLeft
    return found


def find_person_by_email(email: str) -> Person | None:
    """Return the active person of an address; for doors that ask to prove it is theirs."""
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).first()


def people(actor: Actor) -> QuerySet[Person]:
    """Return all people, also those who left. Raises NotTheAdministrator."""
    if refusal := rules.why_not_manage_people(actor):
        raise refusal
    return Person.objects.order_by("name", "public_id")


def people_with(seat: str, unit: str = "") -> QuerySet[Person]:
    """Return active people who hold a seat now; with a unit, in that unit alone."""
    held = PostHeld.objects.filter(seat=seat)
    return _holding(held.filter(unit=unit) if unit else held)


def people_with_any(seats: Collection[str]) -> QuerySet[Person]:
    """Return active people who hold at least one of the seats now, each once."""
    return _holding(PostHeld.objects.filter(seat__in=seats))


def _holding(posts: QuerySet[PostHeld]) -> QuerySet[Person]:
    held = posts.filter(ended_at=None).values("person")
    return Person.objects.filter(is_active=True, pk__in=held).order_by("name", "public_id")


def names_by_unit(seat: str) -> dict[str, list[str]]:
    """Return the names of active people who hold a seat now, by unit; one query."""
    held = PostHeld.objects.filter(seat=seat, ended_at=None, person__is_active=True)
    found: dict[str, list[str]] = {}
    for unit, name in held.order_by("person__name").values_list("unit", "person__name"):
        found.setdefault(unit, []).append(name)
    return found


def lock_administrators() -> None:
    """Hold the rows of all who can manage people until the transaction ends, in one order."""
    list(people_with(rules.ADMINISTRATOR).order_by("pk").select_for_update())


def other_administrators(than: Person) -> int:
    """Count the other active people who could manage people if this one could not."""
    return people_with(rules.ADMINISTRATOR).exclude(pk=than.pk).count()


def history_of(actor: Actor, public_id: UUID) -> QuerySet[Entry]:
    """Return what was recorded about a person's access, latest first; for administrators.

    Raises NotTheAdministrator.
    """
    if refusal := rules.why_not_manage_people(actor):
        raise refusal
    return entries_about(str(public_id)).filter(name__startswith="accounts.").reverse()

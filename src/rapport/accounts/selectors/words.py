"""People, posts and invitations as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from rapport.accounts.models import Invitation, Person, PostHeld
from rapport.accounts.rules import SeatInfo
from rapport.accounts.selectors.entrance import open_invitations
from rapport.accounts.selectors.people import people, posts_of, seats
from rapport.directory import selectors as directory
from rapport.foundation import clock
from rapport.foundation.acts import Actor, Post


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post in words: the seat, and the mandate it is held in."""

    seat: SeatInfo
    unit: str


@dataclass(frozen=True, slots=True)
class PersonInWords:
    """A person with the words for their posts."""

    person: Person
    posts: list[HeldPost]


@dataclass(frozen=True, slots=True)
class InvitationInWords:
    """An invitation with the words for its posts, and whether its time is over."""

    invitation: Invitation
    posts: list[HeldPost]
    has_run_out: bool


def units() -> list[tuple[str, str]]:
    """Return the mandates in force in which a seat can be held: slug and title, by title.

    Empty on a side none of whose seats belongs to a mandate.
    """
    if not any(seat.needs_unit for seat in seats().values()):
        return []
    language = get_language() or "en"
    titles = [
        (mandate.slug, directory.title_of(mandate, language))
        for mandate in directory.active_mandates()
    ]
    return sorted(titles, key=lambda title: title[1].casefold())


def in_words(posts: Iterable[Post]) -> list[HeldPost]:
    """Put posts in words; a seat that this release no longer knows keeps its code."""
    known, names = seats(), dict(units())
    return [
        HeldPost(known.get(post.seat, SeatInfo(post.seat)), names.get(post.unit, post.unit))
        for post in sorted(posts, key=lambda post: (post.seat, post.unit))
    ]


def posts_in_words(person: Person) -> list[HeldPost]:
    """Return the posts a person holds now, in words."""
    return in_words(posts_of(person))


def people_in_words(actor: Actor) -> list[PersonInWords]:
    """Return all people with their posts; for administrators. Raises NotTheAdministrator."""
    held: dict[UUID, list[Post]] = {}
    everybody = list(people(actor))
    for post in PostHeld.objects.filter(ended_at=None).order_by("given_at", "id"):
        held.setdefault(post.person_id, []).append(Post(post.seat, post.unit))
    known, names = seats(), dict(units())
    return [
        PersonInWords(
            person=one,
            posts=[
                HeldPost(
                    known.get(post.seat, SeatInfo(post.seat)), names.get(post.unit, post.unit)
                )
                for post in held.get(one.pk, [])
            ],
        )
        for one in everybody
    ]


def invitations_in_words(actor: Actor) -> list[InvitationInWords]:
    """Return invitations that wait, with their words. Raises NotTheAdministrator."""
    now = clock.machine_now()
    return [
        InvitationInWords(
            invitation=one,
            posts=in_words(Post(seat, unit) for seat, unit in one.posts),
            has_run_out=one.expires_at <= now,
        )
        for one in open_invitations(actor)
    ]

"""Give people their seats, change them, and end access."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from rapport.accounts import rules, selectors
from rapport.accounts.errors import EmailTaken
from rapport.accounts.events import (
    EmailChanged,
    InvitationWithdrawn,
    NoticesChosen,
    PersonAdded,
    PersonRemoved,
    PersonRenamed,
    PostsChanged,
)
from rapport.accounts.models import Invitation, Person, PostHeld
from rapport.accounts.rules import Notices
from rapport.accounts.services.keys import end_all_keys
from rapport.accounts.services.sessions import end_all_sessions
from rapport.accounts.services.signin import close_links
from rapport.foundation import clock
from rapport.foundation.acts import Act, Post
from rapport.journal.services import enqueue, record


@transaction.atomic
def add_person(
    act: Act, *, name: str, email: str, posts: Collection[Post], language: str = "en"
) -> Person:
    """Add a person with their seats, without an invitation: for the command line.

    Raises NotTheAdministrator, EmailUnusable, NameMissing, EmailTaken, and what why_not_hold
    says. Records PersonAdded.
    """
    check_new(act, email, posts)
    return let_join(act, name, email, posts, language)


def check_new(act: Act, email: str, posts: Collection[Post]) -> None:
    """Raise what stands in the way of a new person with these posts."""
    if refusal := rules.why_not_manage_people(act.actor):
        raise refusal
    if refusal := rules.why_not_hold(posts, selectors.seats()):
        raise refusal
    if selectors.find_person_by_email(rules.normal_email(email)):
        raise EmailTaken


def let_join(act: Act, name: str, email: str, posts: Collection[Post], language: str) -> Person:
    """Add a person, or take one back who had left: an address is one person's for ever."""
    address = rules.normal_email(email)
    person = Person.objects.select_for_update().filter(email=address).first()
    if person is None:
        person = Person(email=address, added_at=act.at)
    elif person.is_active:
        raise EmailTaken
    person.name, person.language, person.is_active = rules.usable_name(name), language, True
    _save(person)
    _hold(act, person, posts)
    record(act, PersonAdded(matter=str(person.public_id), seats=rules.told(posts)))
    return person


def _save(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as taken:
        raise EmailTaken from taken


def _hold(act: Act, person: Person, posts: Collection[Post]) -> frozenset[Post]:
    """End the posts that are not among these, open those that are new; return those before."""
    before = selectors.posts_of(person)
    for post in sorted(before - set(posts), key=str):
        PostHeld.objects.filter(
            person=person, seat=post.seat, unit=post.unit, ended_at=None
        ).update(ended_at=act.at)
    for post in sorted(set(posts) - before, key=str):
        PostHeld.objects.create(
            person=person, seat=str(post.seat), unit=post.unit, given_at=act.at
        )
    return before


@transaction.atomic
def change_posts(act: Act, *, person_id: UUID, posts: Collection[Post]) -> Person:
    """Give a person exactly these seats. Their sessions end, so that every page asks anew.

    Of somebody who no longer manages people, the invitations that wait are withdrawn. Raises
    PersonNotFound, NotTheAdministrator, NotYourself, PersonHasLeft, LastAdministrator, and what
    why_not_hold says. Records PostsChanged, and InvitationWithdrawn for each.
    """
    person = _person_to_change(act, person_id, posts)
    if refusal := rules.why_not_hold(posts, selectors.seats()):
        raise refusal

    before = _hold(act, person, posts)
    if before != frozenset(posts):
        end_all_sessions(person)
        told = PostsChanged(
            matter=str(person_id), seats_before=rules.told(before), seats=rules.told(posts)
        )
        record(act, told)
        if Post(rules.ADMINISTRATOR) not in posts:
            _withdraw_invitations_by(act, person)
    return person


@transaction.atomic
def remove_person(act: Act, *, person_id: UUID) -> Person:
    """End a person's access: seats, sessions, links, keys, factors, invitations they wrote.

    Their deeds keep their name. Raises PersonNotFound, NotTheAdministrator, NotYourself,
    PersonHasLeft, LastAdministrator. Records PersonRemoved, ProgramKeysEnded if any, and
    InvitationWithdrawn for each.
    """
    person = _person_to_change(act, person_id, ())

    before = _hold(act, person, ())
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_all_sessions(person)
    close_links(person)
    end_all_keys(act, person)
    Authenticator.objects.filter(user=person.pk).delete()
    record(act, PersonRemoved(matter=str(person_id), seats_before=rules.told(before)))
    _withdraw_invitations_by(act, person)
    return person


def _withdraw_invitations_by(act: Act, person: Person) -> None:
    """Let nobody in whom somebody invited who may no longer invite: it could be themself."""
    written = Invitation.objects.filter(invited_by=person, accepted_at=None, withdrawn_at=None)
    for invitation in written.select_for_update().order_by("id"):
        invitation.withdrawn_at = clock.machine_now()
        invitation.save(update_fields=["withdrawn_at"])
        record(act, InvitationWithdrawn(matter=str(invitation.public_id)))


def _person_to_change(act: Act, person_id: UUID, posts: Collection[Post]) -> Person:
    if refusal := rules.why_not_manage_people(act.actor):
        raise refusal
    selectors.lock_administrators()  # two who remove each other would leave none
    person = selectors.person(act.actor, person_id, lock=True)
    refusal = rules.why_not_change_posts(
        act.actor,
        person=str(person_id),
        is_active=person.is_active,
        other_administrators=selectors.other_administrators(person),
        before=selectors.posts_of(person),
        after=posts,
    )
    if refusal:
        raise refusal
    return person


@transaction.atomic
def rename_person(
    act: Act, *, person_id: UUID, name: str, language: str | None = None
) -> Person:
    """Change the name others see, and the language of pages and mails.

    Raises PersonNotFound, NameMissing. Records PersonRenamed when the name is another one.
    """
    if refusal := rules.why_not_speak_for(act.actor, str(person_id)):
        raise refusal
    person = selectors.person(act.actor, person_id, lock=True)
    before, person.name = person.name, rules.usable_name(name)
    person.language = language or person.language
    person.save(update_fields=["name", "language"])
    if before != person.name:
        record(act, PersonRenamed(matter=str(person_id)))
    return person


@transaction.atomic
def choose_notices(act: Act, *, notices: Notices) -> Person:
    """Choose how often one is told by e-mail that something waits; each for themself.

    Raises PersonNotFound. Records NoticesChosen.
    """
    person = selectors.person(act.actor, UUID(act.actor.id), lock=True)
    person.notices = notices
    person.save(update_fields=["notices"])
    record(act, NoticesChosen(matter=act.actor.id, notices=notices.value))
    return person


@transaction.atomic
def change_email(act: Act, *, person_id: UUID, email: str) -> Person:
    """Have a person's links go to another address; open links end, and the old address is told.

    Raises NotTheAdministrator, NotYourself, PersonNotFound, PersonHasLeft, EmailUnusable,
    EmailTaken. Records EmailChanged.
    """
    if refusal := rules.why_not_change_email(act.actor, str(person_id)):
        raise refusal
    person = selectors.active_person(act.actor, person_id, lock=True)
    before, person.email = person.email, rules.normal_email(email)
    if before == person.email:
        return person
    _save(person)
    close_links(person)
    record(act, EmailChanged(matter=str(person_id)))
    enqueue("accounts.mail_notice", person_id=str(person_id), notice="email_changed", to=before)
    return person

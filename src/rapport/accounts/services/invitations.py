"""Invite people, and let in those who accept."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from rapport.accounts import rules, selectors
from rapport.accounts.events import InvitationAccepted, InvitationWithdrawn, PersonInvited
from rapport.accounts.models import Invitation, Person
from rapport.accounts.services.mail import write
from rapport.accounts.services.people import check_new, let_join
from rapport.accounts.tokens import hash_of, new_token
from rapport.foundation import clock
from rapport.foundation.acts import Act, Post
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, record, work


@transaction.atomic
def invite(
    act: Act, *, name: str, email: str, posts: Sequence[Post], language: str = "en"
) -> Invitation:
    """Ask somebody to join with these seats; a mail with a link goes to them.

    A second invitation to the same address takes the place of the first. Raises
    NotTheAdministrator, EmailUnusable, NameMissing, EmailTaken, and what why_not_hold says.
    Records PersonInvited.
    """
    check_new(act, email, posts)
    address = rules.normal_email(email)
    for earlier in selectors.open_invitations(act.actor).filter(email=address):
        _withdraw(act, earlier)
    made_at = clock.machine_now()
    invitation = Invitation.objects.create(
        name=rules.usable_name(name),
        email=address,
        language=language,
        posts=[[str(post.seat), post.unit] for post in posts],
        invited_by=Person.objects.filter(pk=act.actor.id).first() if _is_id(act) else None,
        made_at=made_at,
        expires_at=made_at + rules.INVITATION_LIFE,
    )
    record(act, PersonInvited(matter=str(invitation.public_id), seats=rules.told(posts)))
    enqueue("accounts.mail_invitation", invitation_id=str(invitation.public_id))
    return invitation


def _is_id(act: Act) -> bool:
    try:
        return bool(UUID(act.actor.id))
    except ValueError:
        return False


def posts_offered(invitation: Invitation) -> list[Post]:
    """Return the posts that come with an invitation."""
    return [Post(seat, unit) for seat, unit in invitation.posts]


@transaction.atomic
def withdraw_invitation(act: Act, *, invitation_id: UUID) -> None:
    """Take an invitation back; its link opens nothing any more.

    Raises NotTheAdministrator. An invitation no longer open stays as it is. Records
    InvitationWithdrawn.
    """
    for invitation in selectors.open_invitations(act.actor).filter(public_id=invitation_id):
        _withdraw(act, invitation)


def _withdraw(act: Act, invitation: Invitation) -> None:
    invitation.withdrawn_at = clock.machine_now()
    invitation.save(update_fields=["withdrawn_at"])
    record(act, InvitationWithdrawn(matter=str(invitation.public_id)))


@transaction.atomic
def accept_invitation(act: Act, *, token: str) -> Person:
    """Let an invited person in: the person and their seats come to be.

    Raises InvitationNotOpen, EmailTaken. Records PersonAdded and InvitationAccepted.
    """
    invitation = selectors.invitation_of(token, lock=True)
    person = let_join(
        act, invitation.name, invitation.email, posts_offered(invitation), invitation.language
    )
    invitation.accepted_at = clock.machine_now()
    invitation.save(update_fields=["accepted_at"])
    matter = str(invitation.public_id)
    record(act, InvitationAccepted(matter=matter, person=str(person.public_id)))
    return person


@transaction.atomic
def make_invitation_link(act: Act, *, invitation_id: UUID) -> str:
    """Make the link of an open invitation and return its path; an earlier one stops working.

    Raises NotTheAdministrator, InvitationNotOpen.
    """
    invitation = selectors.open_invitation(act.actor, invitation_id)
    token = new_token()
    invitation.token_hash = hash_of(token)
    invitation.save(update_fields=["token_hash"])
    return reverse("accounts:invitation", args=[token])


@work(
    "accounts.mail_invitation",
    what=gettext_noop("Write to somebody who was invited."),
    own_transactions=True,
)
def mail_invitation(act: Act, *, invitation_id: str) -> None:
    """Write to an invited person; says nothing when the invitation is open no more."""
    invitation = selectors.find_open_invitation(UUID(invitation_id))
    if invitation is None:
        return
    path = make_invitation_link(act, invitation_id=invitation.public_id)
    by = invitation.invited_by.name if invitation.invited_by else ""
    write(
        invitation.email,
        invitation.language,
        "invitation",
        {"name": invitation.name, "by": by, "path": path, "until": invitation.expires_at},
    )

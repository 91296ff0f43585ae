"""Questions about the ways in: invitations, one-time links, open sessions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from rapport.accounts import rules
from rapport.accounts.errors import InvitationNotOpen, LinkNotUsable
from rapport.accounts.models import Invitation, OpenSession, SigninLink
from rapport.accounts.tokens import hash_of
from rapport.foundation import clock
from rapport.foundation.acts import Actor


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return invitations that wait for their person. Raises NotTheAdministrator."""
    if refusal := rules.why_not_manage_people(actor):
        raise refusal
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None).order_by(
        "made_at", "id"
    )


def find_open_invitation(public_id: UUID) -> Invitation | None:
    """Return one invitation if it still waits for its person; for the work that mails it."""
    return (
        Invitation.objects.select_related("invited_by")
        .filter(
            public_id=public_id,
            accepted_at=None,
            withdrawn_at=None,
            expires_at__gt=clock.machine_now(),
        )
        .first()
    )


def find_invitation_by_email(actor: Actor, email: str) -> Invitation | None:
    """Return the invitation that waits at an address. Raises NotTheAdministrator."""
    now = clock.machine_now()
    waiting = open_invitations(actor).filter(email=email.strip().lower(), expires_at__gt=now)
    return waiting.last()


def open_invitation(actor: Actor, public_id: UUID) -> Invitation:
    """Return one invitation that waits. Raises NotTheAdministrator, InvitationNotOpen."""
    if refusal := rules.why_not_manage_people(actor):
        raise refusal
    found = find_open_invitation(public_id)
    if found is None:
        raise InvitationNotOpen
    return found


def invitation_of(token: str, *, lock: bool = False) -> Invitation:
    """Return the open invitation of a token. Raises InvitationNotOpen."""
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    found = rows.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise InvitationNotOpen
    refusal = rules.why_not_accept(
        accepted_at=found.accepted_at,
        withdrawn_at=found.withdrawn_at,
        expires_at=found.expires_at,
        at=clock.machine_now(),
    )
    if refusal:
        raise refusal
    return found


def link_of(token: str, *, lock: bool = False) -> SigninLink:
    """Return the usable link of a token, with its person. Raises LinkNotUsable."""
    rows = SigninLink.objects.select_related("person")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(token_hash=hash_of(token)).first()
    if found is None:
        raise LinkNotUsable
    refusal = rules.why_not_use_link(
        used_at=found.used_at,
        expires_at=found.expires_at,
        is_active=found.person.is_active,
        at=clock.machine_now(),
    )
    if refusal:
        raise refusal
    return found


def sessions_of(actor: Actor, public_id: UUID) -> QuerySet[OpenSession]:
    """Return where a person is signed in, last seen first; for themself and administrators.

    Raises PersonNotFound.
    """
    if refusal := rules.why_not_speak_for(actor, str(public_id)):
        raise refusal
    return OpenSession.objects.filter(person=public_id).order_by("-seen_at", "id")

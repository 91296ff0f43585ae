"""Let people in by one-time links.

A link's token is shown once, to whom it is for; the database keeps its hash, and a link that is
mailed is made only when the mail is written, so that no queue holds a token either.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from rapport.accounts import rules, selectors
from rapport.accounts.events import SigninLinkMade
from rapport.accounts.models import Person, SigninLink
from rapport.accounts.services.mail import write
from rapport.accounts.tokens import hash_of, new_token
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, record, work


@transaction.atomic
def make_signin_link(act: Act, *, person_id: UUID) -> str:
    """Make a link that signs a person in once, within 15 minutes; return its path.

    For the command line and for the mail to the person: a link is never shown to anybody else.
    Raises NotTheAdministrator unless the system itself asks, PersonNotFound. Records
    SigninLinkMade.
    """
    if refusal := rules.why_not_make_link(act.actor):
        raise refusal
    person = selectors.active_person(act.actor, person_id)
    token = new_token()
    made_at = clock.machine_now()
    SigninLink.objects.create(
        token_hash=hash_of(token),
        person=person,
        made_at=made_at,
        expires_at=made_at + rules.LINK_LIFE,
    )
    record(act, SigninLinkMade(matter=str(person_id)))
    return reverse("accounts:link", args=[token])


@transaction.atomic
def ask_for_link(act: Act, *, email: str) -> None:
    """Have a sign-in link mailed to an address, if somebody here has it.

    Does the same, and says the same, whether or not the address is known.
    """
    person = selectors.find_person_by_email(email)
    enqueue("accounts.mail_signin_link", person_id=str(person.public_id) if person else "")


@work(
    "accounts.mail_signin_link",
    what=gettext_noop(
        "Write the e-mail with a link to sign in. Tried again, it makes a new link."
    ),
    own_transactions=True,
)
def mail_signin_link(act: Act, *, person_id: str) -> None:
    """Make a link and mail it; an empty id is an address that nobody here has."""
    person = selectors.find_active_person(UUID(person_id)) if person_id else None
    if person is None:
        return
    path = make_signin_link(act, person_id=person.public_id)
    write(person.email, person.language, "signin_link", {"name": person.name, "path": path})


@transaction.atomic
def use_signin_link(act: Act, *, token: str) -> Person:
    """Take a link's one use and return whom it lets in. Raises LinkNotUsable."""
    link = selectors.link_of(token, lock=True)
    link.used_at = clock.machine_now()
    link.save(update_fields=["used_at"])
    return link.person


def close_links(person: Person) -> None:
    """Have no open link of a person work any more."""
    SigninLink.objects.filter(person=person, used_at=None).update(used_at=clock.machine_now())

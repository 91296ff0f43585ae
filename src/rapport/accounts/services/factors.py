"""Note what becomes of second factors, tell their person, and reset what was lost."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from rapport.accounts import rules, selectors
from rapport.accounts.events import FactorAdded, FactorRemoved, FactorsReset
from rapport.accounts.services.keys import end_all_keys
from rapport.accounts.services.mail import write
from rapport.accounts.services.sessions import end_all_sessions
from rapport.accounts.services.signin import close_links
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, record, work


@transaction.atomic
def note_factor_added(act: Act, *, kind: str) -> None:
    """Note that the actor has a new passkey, app or set of codes, and tell them by mail.

    Records FactorAdded.
    """
    record(act, FactorAdded(matter=act.actor.id, kind=kind))
    enqueue("accounts.mail_notice", person_id=act.actor.id, notice="factor_added")


@transaction.atomic
def note_factor_removed(act: Act, *, kind: str) -> None:
    """Note that the actor gave up a passkey or app, and tell them. Records FactorRemoved."""
    record(act, FactorRemoved(matter=act.actor.id, kind=kind))
    enqueue("accounts.mail_notice", person_id=act.actor.id, notice="factor_removed")


@transaction.atomic
def reset_factors(act: Act, *, person_id: UUID) -> int:
    """Take away all second factors of a person who has lost them; return how many there were.

    They are signed out everywhere, their keys for programs end, and they are told by mail; at
    their next sign-in they set up new ones. Raises NotTheAdministrator, NotYourself,
    PersonNotFound. Records FactorsReset, ProgramKeysEnded if any.
    """
    if refusal := rules.why_not_reset_factors(act.actor, str(person_id)):
        raise refusal
    person = selectors.person(act.actor, person_id, lock=True)
    how_many: int = Authenticator.objects.filter(user=person.pk).delete()[0]
    end_all_sessions(person)
    close_links(person)
    end_all_keys(act, person)
    record(act, FactorsReset(matter=str(person_id), how_many=how_many))
    enqueue("accounts.mail_notice", person_id=str(person_id), notice="factors_reset")
    return how_many


@work(
    "accounts.mail_notice",
    what=gettext_noop("Tell a person by e-mail that the way they sign in has changed."),
    own_transactions=True,
)
def mail_notice(act: Act, *, person_id: str, notice: str, to: str = "") -> None:
    """Tell a person what has changed about how they sign in; `to` is an address they had."""
    person = selectors.find_active_person(UUID(person_id))
    if person is not None:
        write(
            to or person.email,
            person.language,
            "notice",
            {"name": person.name, "notice": notice},
        )

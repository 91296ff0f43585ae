"""List the browsers in which people are signed in, and end their sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from rapport.accounts import rules, selectors
from rapport.accounts.events import SessionsEnded, SignedIn
from rapport.accounts.models import OpenSession, Person, SigninLink
from rapport.accounts.services.signin import close_links
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, record, work

FORGET: Final = "accounts.forget_what_has_run_out"


@transaction.atomic
def begin_session(act: Act, *, session_key: str, browser: str, by: str) -> OpenSession:
    """Note that the actor has signed in, in which browser, and how. Records SignedIn."""
    person = selectors.author_of(act)
    now = clock.machine_now()
    session = OpenSession.objects.create(
        person=person, session_key=session_key, browser=browser[:120], began_at=now, seen_at=now
    )
    record(act, SignedIn(matter=act.actor.id, by=by))
    enqueue(FORGET, key=f"{FORGET}:{now:%Y-%m-%d}")  # once a day, with its first sign-in
    return session


def find_or_list_session(person: Person, session_key: str, *, browser: str) -> OpenSession:
    """Return the entry of a session in use; one that is not in the list yet is put there."""
    now = clock.machine_now()
    session, _made = OpenSession.objects.get_or_create(
        session_key=session_key,
        defaults={"person": person, "browser": browser, "began_at": now, "seen_at": now},
    )
    return session


def see_session(session: OpenSession, now: datetime) -> None:
    """Note that a session is in use; the caller does so once a minute at most."""
    OpenSession.objects.filter(pk=session.pk).update(seen_at=now)


def close_session(session_key: str) -> None:
    """Forget one session and what its browser holds: signed out, or idle for too long."""
    OpenSession.objects.filter(session_key=session_key).delete()
    Session.objects.filter(session_key=session_key).delete()


@transaction.atomic
def end_session(act: Act, *, person_id: UUID, session_id: UUID) -> None:
    """End one session of a person. Raises PersonNotFound. Records SessionsEnded."""
    chosen = selectors.sessions_of(act.actor, person_id).filter(public_id=session_id).first()
    if chosen is not None:
        close_session(chosen.session_key)
        record(act, SessionsEnded(matter=str(person_id), how_many=1))


@transaction.atomic
def end_sessions(act: Act, *, person_id: UUID) -> int:
    """Sign a person out everywhere, and void their open links; return how many sessions ended.

    Raises PersonNotFound. Records SessionsEnded.
    """
    if refusal := rules.why_not_speak_for(act.actor, str(person_id)):
        raise refusal
    person = selectors.person(act.actor, person_id, lock=True)
    ended = end_all_sessions(person)
    close_links(person)
    record(act, SessionsEnded(matter=str(person_id), how_many=ended))
    return ended


def end_all_sessions(person: Person) -> int:
    """End them twice: delete what is listed, and void by a new round what is not."""
    keys = list(OpenSession.objects.filter(person=person).values_list("session_key", flat=True))
    for key in keys:
        close_session(key)
    Person.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    return len(keys)


@work(FORGET, what=gettext_noop("Delete links and sessions that have run out."))
def forget_what_has_run_out(act: Act) -> None:
    """Delete links a month after their time, and sessions that have ended by themselves."""
    now = clock.machine_now()
    SigninLink.objects.filter(expires_at__lt=now - rules.LINKS_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    living = Session.objects.values("session_key")
    OpenSession.objects.exclude(session_key__in=living).delete()

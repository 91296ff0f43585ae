"""Write a notice: the same words for everything that waits, in the reader's language.

What the server may have taken is not sent again: a notice that is lost harms nothing, Today
says what waits.
"""

from __future__ import annotations

import logging
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.accounts.rules import Notices
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import TryLater, work
from rapport.mail import services as mail
from rapport.mail.rules import Fate
from rapport.notices import rules
from rapport.notices.models import Told

log = logging.getLogger("rapport.notices")


@work(
    "notices.write",
    what=gettext_noop("Tell a person by e-mail that something waits."),
    own_transactions=True,
    max_attempts=10_000,
)
def write(act: Act, *, person_id: str, asked_at: str) -> None:
    """Hand a notice to the mail server once; TryLater while the server says neither yes nor no.

    Dropped after a day, once its reader has looked, and when a newer one was decided on.
    """
    person = accounts.find_active_person(UUID(person_id))
    if person is None or not _begun(act, person, datetime.fromisoformat(asked_at)):
        return
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    said = mail.send(sender=sender, to=person.email, body=_written(act, person))
    Told.objects.filter(person=person).update(is_leaving=False)
    if said.fate is Fate.LATER:
        raise TryLater
    if said.fate is not Fate.ACCEPTED:
        log.info("a notice was not taken: %s", said.fate.value)


def _begun(act: Act, person: Person, asked_at: datetime) -> bool:
    """Note that the server is spoken to now; no when the notice is not worth it any more.

    A try that was begun before and never ended may have reached the server: it was the last.
    """
    if not accounts.sends_mail() or accounts.notices_of(person) is Notices.NONE:
        return False
    with transaction.atomic():
        row = Told.objects.select_for_update().filter(person=person).first()
        if row is None or not rules.is_worth_writing(
            asked_at=asked_at, told_at=row.told_at, seen_at=row.seen_at, at=act.at
        ):
            return False
        was_leaving, row.is_leaving = row.is_leaving, not row.is_leaving
        row.save(update_fields=["is_leaving"])
    return not was_leaving


def _written(act: Act, person: Person) -> bytes:
    message = EmailMessage(policy=SMTP)
    sender = settings.DEFAULT_FROM_EMAIL
    message["From"] = sender
    message["To"] = person.email
    with translation.override(person.language):
        message["Subject"] = _("Something waits for you")
        text = render_to_string("notices/notice.txt", {"url": f"{settings.RAPPORT_URL}/"})
    message["Date"] = format_datetime(act.at)
    message["Message-ID"] = f"<{uuid4()}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    # RFC 3834, 5; the other two for servers that do not know it. No program is to answer.
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(text, cte="quoted-printable")
    return message.as_bytes()

"""Say which promise is failing, in words, without a secret: for people and for monitors."""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from rapport.exchange import rules as roads
from rapport.exchange import selectors as exchange
from rapport.foundation import clock
from rapport.journal import selectors as journal
from rapport.mail import rules as mail_rules
from rapport.mail import selectors as mail
from rapport.web.requests import public

LATE_SECONDS = 120
GETTING_LATE = "Work waits for longer than two minutes: is the worker running?"
GIVEN_UP = "Work was given up and waits for a person."
UNDELIVERED = "A package has not been received yet after many tries."
MISSING = "A package of another side is missing: its number was passed over hours ago."
MAIL_WAITS = "An e-mail waits for the mail server for more than an hour."
MAIL_WAITS_FOR_A_DAY = "An e-mail waits for the mail server for more than a day."
MAILBOX_UNREAD = "The mailbox for answers has not been read for fifteen minutes."
WITHHELD = "The mail server does not hand out a message in the mailbox for answers."
NO_DATABASE = "The database does not answer."
MANY_TRIES = 5
UNREAD_AFTER = timedelta(minutes=15)


@public
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every promise is kept, else 503 and the failing promises."""
    try:
        connection.ensure_connection()
        failing = _failing()
    except DatabaseError:
        failing = [NO_DATABASE]
    return JsonResponse(
        {"well": not failing, "failing": failing}, status=503 if failing else 200
    )


def _failing() -> list[str]:
    now = clock.now()
    for_a_day = mail.waiting_since(now - mail_rules.LONGER_WAIT) > 0
    checks = {
        GETTING_LATE: journal.overdue_jobs(LATE_SECONDS) > 0,
        GIVEN_UP: journal.given_up().exists(),
        UNDELIVERED: any(one.tries >= MANY_TRIES for one in exchange.undelivered()),
        MISSING: exchange.has_gap_older_than(now - roads.GAP_LATE),
        MAIL_WAITS: not for_a_day and mail.waiting_since(now - mail_rules.LONG_WAIT) > 0,
        MAIL_WAITS_FOR_A_DAY: for_a_day,
        WITHHELD: mail.withheld(is_told=True).exists(),
        MAILBOX_UNREAD: mail.is_unread_since(now - UNREAD_AFTER),
    }
    return [sentence for sentence, fails in checks.items() if fails]

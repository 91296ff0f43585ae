"""Messages that the server lists and does not hand out: noted, asked for again, given up.

A note is written together with the place up to which the mailbox was read, so that a message
is either still ahead or noted; one that comes at last is known by its bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.services import record
from rapport.mail import errors, rules, selectors
from rapport.mail.events import MailWithheld, WithheldEnded
from rapport.mail.models import Mailbox, Withheld
from rapport.mail.rules import Ending

log = logging.getLogger("rapport.mail")


@dataclass(frozen=True, slots=True)
class Known:
    """What the server says of a message without handing it out."""

    size: int | None = None
    came_at: datetime | None = None


def pass_over(box: Mailbox, uid: int, known: Known, trouble: str) -> None:
    """Note a message that was not handed out, and go on behind it. Records MailWithheld.

    Also one whose note had ended because the mailbox was numbered anew, or the message was
    gone: numbers come back, where a mailbox is put back as it was. What a person has given up
    stays so.
    """
    act = Act(SYSTEM, clock.now(), Door.SCHEDULE)
    facts = {
        "size": known.size,
        "came_at": known.came_at,
        "noted_at": act.at,
        "next_at": clock.machine_now() + rules.wait_after(1),
        "trouble": trouble[:200],
    }
    anew = {**facts, "tries": 1, "ending": "", "ended_at": None, "ended_by": ""}
    with transaction.atomic():
        row, is_new = Withheld.objects.get_or_create(
            mailbox=box, validity=box.validity, uid=uid, defaults=facts
        )
        if not is_new and row.ending in rules.MET_AGAIN:
            mine = Withheld.objects.filter(pk=row.pk, ending=row.ending)
            is_new = mine.update(**anew) == 1
        box.last_uid = uid
        box.save(update_fields=["validity", "last_uid"])
        if is_new:
            told = MailWithheld(matter=str(row.public_id), uid=uid, validity=box.validity)
            record(act, told)
    log.warning("message %d of the mailbox is not handed out: %s", uid, trouble)


def due(box: Mailbox, *, everything: bool, most: int) -> list[Withheld]:
    """Return the messages to be asked for again now, the longest due first."""
    rows = Withheld.objects.filter(mailbox=box, validity=box.validity, ending="")
    rows = rows if everything else rows.filter(next_at__lte=clock.machine_now())
    return list(rows.order_by("next_at", "id")[:most])


def begin(row: Withheld) -> bool:
    """Count a try before it is made, also one that ends everything; False if another does."""
    tries = row.tries + 1
    later = clock.machine_now() + rules.wait_after(tries)
    mine = Withheld.objects.filter(pk=row.pk, tries=row.tries, ending="")
    return mine.update(tries=tries, next_at=later) == 1


def note_again(row: Withheld, known: Known, trouble: str) -> None:
    """Keep what a further try said."""
    Withheld.objects.filter(pk=row.pk).update(
        trouble=trouble[:200],
        size=row.size if known.size is None else known.size,
        came_at=known.came_at or row.came_at,
    )


def end(rows: Iterable[Withheld], ending: Ending, act: Act | None = None) -> None:
    """Ask for some messages no more; they ended by themselves, or by somebody's act.

    Records WithheldEnded for each.
    """
    by = act or Act(SYSTEM, clock.now(), Door.SCHEDULE)
    for one in rows:
        with transaction.atomic():
            ended = Withheld.objects.filter(pk=one.pk, ending="").update(
                ending=ending, ended_at=by.at, ended_by=by.actor.name[:200]
            )
            if not ended:
                continue
            told = WithheldEnded(
                matter=str(one.public_id),
                uid=one.uid,
                validity=one.validity,
                ending=ending.value,
            )
            record(by, told)


def count_anew(box: Mailbox, validity: int) -> None:
    """Begin at the beginning of a mailbox that is numbered anew, also with what was withheld.

    What was noted under the old numbers is met again under its new one. Records WithheldEnded.
    """
    with transaction.atomic():
        end(Withheld.objects.filter(mailbox=box, ending=""), Ending.COUNTED_ANEW)
        box.validity, box.last_uid = validity, 0
        box.save(update_fields=["validity", "last_uid"])


@transaction.atomic
def give_up(act: Act, *, withheld: UUID) -> None:
    """Ask no more for a message that is not handed out, as a person said.

    Raises MessageNotFound, NotWithheld. Records WithheldEnded.
    """
    row = _open(withheld)
    end([row], Ending.GIVEN_UP, act)


@transaction.atomic
def ask_soon(act: Act, *, withheld: UUID) -> None:
    """Have a message that is not handed out asked for again at the next look.

    Raises MessageNotFound, NotWithheld.
    """
    row = _open(withheld)
    row.next_at = clock.machine_now()
    row.save(update_fields=["next_at"])


def _open(withheld: UUID) -> Withheld:
    row = selectors.get_withheld(withheld, lock=True)
    if row.ending:
        raise errors.NotWithheld
    return row

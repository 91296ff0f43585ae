"""Look what is new for whom, and decide on notices. What waits, the side's Today says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.accounts.rules import Notices
from rapport.foundation import clock
from rapport.foundation.acts import Act, Actor, Door, geneva_date
from rapport.journal import selectors as journal
from rapport.journal.services import enqueue
from rapport.notices import rules
from rapport.notices.models import Round, Told
from rapport.notices.rules import Waits

log = logging.getLogger("rapport.notices")

WhatWaits = Callable[[Act], Iterable[Waits]]
"""What waits for whoever acts."""

ROUND: Final = "people"
_served: list[WhatWaits] = []


def serve(what_waits: WhatWaits | None) -> None:
    """Take over what a side's Today knows, in this process; None where nothing waits."""
    _served[:] = [what_waits] if what_waits else []


def note_seen(act: Act, waiting: Iterable[Waits]) -> None:
    """Note what the actor sees on Today now: they are not told of it any more.

    Where nobody is told of anything, nothing is noted, nor asked for.
    """
    if not accounts.sends_mail():
        return
    marks = sorted(rules.mark_of(act.actor.id, one) for one in waiting)
    Told.objects.update_or_create(
        person_id=UUID(act.actor.id), defaults={"seen": marks, "seen_at": act.at}
    )


def tell_when_due() -> None:
    """Look what is new, if nobody did within the last minutes; for the worker."""
    if not (_served and accounts.sends_mail()):
        return
    now = clock.now()
    due = Round.objects.filter(name=ROUND, next_at__lte=now)
    if not due.exists():
        if Round.objects.filter(name=ROUND).exists():
            return
        Round.objects.get_or_create(name=ROUND, defaults={"next_at": now})
    if due.update(next_at=now + rules.EVERY) == 1:  # else another worker does
        tell(now)


def tell(at: datetime) -> int:
    """Decide on a notice for each person for whom something new waits; return how many.

    What goes wrong with one person keeps nobody else's from leaving.
    """
    decided = 0
    for actor, choice in accounts.people_to_tell():
        try:
            decided += _tell(actor, choice, at)
        except Exception as trouble:
            log.warning("a look failed: %s", type(trouble).__name__, exc_info=True)
    return decided


def _tell(actor: Actor, choice: Notices, at: datetime) -> bool:
    known = Told.objects.filter(person_id=UUID(actor.id)).first()
    if not rules.is_due(choice, known.daily_on if known else None, at):
        return False
    waiting = {
        rules.mark_of(actor.id, one): one
        for what_waits in _served
        for one in what_waits(Act(actor, at, Door.SCHEDULE))
    }
    own = _own(actor, choice, waiting.values(), at)
    with transaction.atomic():
        row, _ = Told.objects.select_for_update().get_or_create(person_id=UUID(actor.id))
        if not rules.is_due(choice, row.daily_on, at):
            return False  # another worker was here meanwhile
        before = _facts(row)
        seen = {mark for mark, one in waiting.items() if mark in row.seen or one in own}
        new = rules.news(choice, waiting, seen=seen, told=row.told)
        rests = rules.must_rest(told_at=row.told_at, seen_at=row.seen_at, at=at)
        row.seen, row.told = sorted(seen), sorted(set(row.told) & set(waiting))
        if choice is Notices.DAILY:
            row.daily_on = geneva_date(at)
        is_told = bool(new) and not rests
        if is_told:
            row.told, row.told_at = sorted(waiting), at
            enqueue("notices.write", person_id=actor.id, asked_at=at.isoformat())
        if _facts(row) != before:
            row.save(update_fields=["seen", "told", "told_at", "daily_on"])
    return is_told


def _own(actor: Actor, choice: Notices, waiting: Collection[Waits], at: datetime) -> set[Waits]:
    """Return what waits since the actor themself did something about it."""
    since = rules.own_since(choice, at)
    last = journal.last_acts({one.matter for one in waiting}, since)
    return {one for one in waiting if last.get(one.matter) == actor.id}


def _facts(row: Told) -> tuple[object, ...]:
    return row.seen, row.told, row.told_at, row.daily_on

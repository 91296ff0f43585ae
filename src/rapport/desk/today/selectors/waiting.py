"""What waits for a person, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from rapport.desk.inbox import rules as inbox_rules
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.rules.handed import HandedState
from rapport.desk.replies import selectors as replies
from rapport.desk.routing.rules import TargetDate
from rapport.desk.seats import sees_letters
from rapport.desk.today import rules
from rapport.desk.today.rules import Deed, Urgency
from rapport.desk.today.selectors.facts import LetterRow, rows_of
from rapport.foundation.acts import Act, Actor
from rapport.notices.rules import Waits

OPEN_AT_MOST: Final = 200
"""So many open letters, those due first, are looked at for Today; it says when more are."""

_ORDER: Final = list(Urgency)
_DEEDS: Final = list(Deed)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: the letter, the deed, the questions it is about, and how soon."""

    row: LetterRow
    deed: Deed
    numbers: tuple[int, ...]
    urgency: Urgency
    due: TargetDate | None

    @property
    def names(self) -> list[str]:
        """Who has the questions it is about, each once; without any, who has the letter."""
        found = [one for one in self.row.facts.questions if one.number in self.numbers]
        names = [one.owner_name for one in found if one.owner]
        return list(dict.fromkeys(names)) if self.numbers else self.row.owners


def open_rows(act: Act) -> tuple[list[LetterRow], int]:
    """Return the open letters that the actor may see, those due first, and how many there are.

    No more than OPEN_AT_MOST are looked at.
    """
    visible = inbox.letters_visible_to(act.actor).order_by("reply_due_on", "id")
    still_open = replies.without_full_reply(visible)
    rows = rows_of(act.actor, still_open[:OPEN_AT_MOST], act.at)
    return rows, len(rows) if len(rows) < OPEN_AT_MOST else still_open.count()


def everything_for(act: Act, shown: Sequence[LetterRow]) -> list[Waiting]:
    """Return what waits for the actor: open letters, and others that are not settled."""
    return waits_for(act.actor, [*shown, *_others(act, shown)], act.today)


def _others(act: Act, shown: Sequence[LetterRow]) -> list[LetterRow]:
    """Return letters that are not open any more, but not settled either.

    The office asks something about them, or a reply has not left.
    """
    visible = inbox.letters_visible_to(act.actor)
    asked = Q(pk__in=inbox.open_messages(visible).values("letter"))
    if held_up := replies.held_up():
        rows = replies.replies_visible_to(act.actor).filter(public_id__in=held_up)
        asked |= Q(pk__in=rows.values("letter"))
    others = visible.filter(asked).exclude(pk__in=[row.letter.pk for row in shown])
    return rows_of(act.actor, others.order_by("id")[:OPEN_AT_MOST], act.at)


def what_waits(act: Act) -> list[Waits]:
    """Return what waits for the actor as notices know it."""
    if not sees_letters(act.actor):
        return []
    rows, _ = open_rows(act)
    return as_waits(act.actor, everything_for(act, rows))


def as_waits(actor: Actor, waiting: Iterable[Waiting]) -> list[Waits]:
    """Return rows of Today, and files that wait to be confirmed, as notices know them.

    What becomes more urgent, or is about other questions or messages, waits anew.
    """
    found = []
    for one in waiting:
        about = [message.pk for message in one.row.asked] if one.deed is Deed.ANSWER else []
        matter = str(one.row.letter.public_id)
        found += [
            Waits(f"{one.deed} {one.urgency} {number}", matter)
            for number in one.numbers or about or [0]
        ]
    if inbox_rules.why_not_hand_in(actor) is None:
        files = inbox.handed_in(actor, HandedState.WAITING)
        found += [Waits("file", str(file.public_id)) for file in files]
    return found


def waits_for(actor: Actor, rows: Iterable[LetterRow], today: date) -> list[Waiting]:
    """Return what waits for the actor: the late first, then by due date and deed."""
    found = [one for row in rows for one in _of_letter(actor, row, today)]
    return sorted(
        found,
        key=lambda one: (
            _ORDER.index(one.urgency),
            one.row.letter.reply_due_on,
            one.row.letter.pk,
            _DEEDS.index(one.deed),
        ),
    )


def _of_letter(actor: Actor, row: LetterRow, today: date) -> Iterator[Waiting]:
    deeds = rules.deeds_for(actor, row.facts)
    if not deeds and rules.watches(actor, row.facts, today):
        deeds = {Deed.WATCH: ()}
    for deed, numbers in deeds.items():
        yield Waiting(
            row=row,
            deed=deed,
            numbers=numbers,
            urgency=rules.urgency(row.facts, deed, today),
            due=rules.target_of(row.facts, deed),
        )

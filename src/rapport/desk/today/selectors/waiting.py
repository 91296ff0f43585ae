"""What waits for a person, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapport.desk.routing.rules import TargetDate
from rapport.desk.today import rules
from rapport.desk.today.rules import Deed, Urgency
from rapport.desk.today.selectors.facts import LetterRow
from rapport.foundation.acts import Actor

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

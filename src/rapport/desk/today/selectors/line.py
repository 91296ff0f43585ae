"""The 60-day line of a letter: what both sides did, and the desk's own dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapport.desk.routing.rules import Target
from rapport.desk.today.labels import TARGETS_IN_SHORT
from rapport.desk.today.selectors.facts import LetterRow
from rapport.foundation.acts import geneva_date
from rapport.protocol import deadlines
from rapport.web import labels, line60


def line_of(row: LetterRow, today: date) -> line60.Line60:
    """Return the drawing of a letter's days."""
    return line60.draw(
        reference=row.letter.reference,
        sent_on=row.letter.sent_on,
        due_on=row.letter.reply_due_on,
        today=today,
        facts=list(_facts(row)),
        targets=list(_targets(row)),
        replied_on=row.replied_on,
    )


def mini_of(row: LetterRow, today: date) -> Any:
    """Return the small drawing for a list."""
    return line60.mini(
        row.letter.sent_on, row.letter.reply_due_on, today, replied_on=row.replied_on
    )


def _facts(row: LetterRow) -> Iterator[line60.Fact]:
    letter = row.letter
    yield line60.Fact(
        letter.sent_on, "office", _("Letter sent"), _("Letter dated and sent: day 0")
    )
    yield line60.Fact(letter.arrived_on, "desk", _("Arrived"), _("Arrived at this desk"))
    if letter.acknowledged_at:
        on = geneva_date(letter.acknowledged_at)
        yield line60.Fact(on, "desk", _("Taken on"), _("Read by the lead and taken on"))
    if row.confirmed_at:
        on = geneva_date(row.confirmed_at)
        yield line60.Fact(
            on, "desk", _("Acknowledged"), _("Receipt acknowledged to the office")
        )
    if letter.withdrawn_at:
        on = geneva_date(letter.withdrawn_at)
        yield line60.Fact(on, "office", _("Withdrawn"), _("The office withdrew the letter"))
    for reply in row.replies:
        if reply.sent_on and reply != row.held_up_reply:
            said = labels.label(reply.kind)
            told = _("%(reply)s, sent as a person recorded") % {"reply": said}
            yield line60.Fact(reply.sent_on, "desk", said, told if reply.sent_way else said)
        if reply.refused_at:
            on = geneva_date(reply.refused_at)
            yield line60.Fact(
                on, "office", _("Reply not taken"), _("The office did not take the reply")
            )


def _targets(row: LetterRow) -> Iterator[line60.Target]:
    for one in row.facts.targets:
        if one.target is Target.LOGGED:
            continue  # met by the arrival itself, which the line shows
        day = deadlines.day_number(row.letter.sent_on, one.due_on)
        short = f"{TARGETS_IN_SHORT[one.target.value]} {day}"
        words = f"{labels.label(one.target)}: {labels.label(one.standing)}"
        yield line60.Target(one.due_on, short, words, one.standing.value)

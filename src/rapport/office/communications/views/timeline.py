"""What happened to a letter, as entries of a timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.safestring import SafeString

from rapport.journal import selectors as journal
from rapport.office.communications import rules
from rapport.office.communications.labels import TOLD
from rapport.office.communications.models import Letter
from rapport.office.communications.templatetags.office_letters import crossed_out, told
from rapport.web.matters import Shown

BY_THE_DESK: Final = frozenset(
    {"exchange.received", "exchange.refused", "office.reply_received"}
)
"""Events that tell what the other side did."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: an instant, the side that acted, a sentence that says who."""

    at: datetime
    side: str
    text: SafeString
    who: str = ""


def timeline(
    letter: Letter, titles: Mapping[str, str], shown: Sequence[Shown] = ()
) -> list[Told]:
    """Return what happened to a letter that the actor may see, and was said, oldest first."""
    entries = list(journal.entries_about(str(letter.public_id)).filter(name__in=TOLD))
    kept = sorted(entries, key=lambda one: one.pk)  # as they were recorded
    places = rules.struck_out([(one.name, one.values) for one in kept])
    struck = {kept[place].pk for place in places}
    happened = [
        Told(
            entry.at,
            "desk" if entry.name in BY_THE_DESK else "office",
            crossed_out(told(entry, titles)) if entry.pk in struck else told(entry, titles),
        )
        for entry in entries
    ]
    said = [Told(one.at, one.side, one.headline, one.who) for one in shown]
    return sorted([*happened, *said], key=lambda one: one.at)

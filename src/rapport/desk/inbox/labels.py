"""The words people see for the inbox's codes, and one sentence for each event of a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.desk.inbox.rules.handed import DayZero, HandedState, Sure
from rapport.desk.inbox.rules.joining import Fate
from rapport.protocol.kinds import LetterType
from rapport.web import labels

labels.register(
    {
        LetterType.ALLEGATION: _("Allegation letter"),
        LetterType.URGENT: _("Urgent appeal"),
        LetterType.OTHER: _("Other letter"),
    }
)

labels.register(
    {
        HandedState.WAITING: _("Waits to be confirmed"),
        HandedState.CONFIRMED: _("Confirmed"),
        HandedState.SET_ASIDE: _("Set aside"),
        HandedState.WITH_LETTER: _("With the files of a letter"),
    }
)
labels.register(
    {
        Fate.SAME: _("The same words"),
        Fate.REWORDED: _("Other words"),
        Fate.ADDED: _("Only in the package"),
        Fate.DROPPED: _("Only in the file"),
        Fate.NO_PLACE: _("Only in the file, and people have worked on it"),
        Fate.WORKED_TWICE: _("People have worked on both"),
    }
)
labels.register(
    {
        DayZero.LETTER_DATE: _("The date that stands on the letter"),
        DayZero.EMAIL_DATE: _("The date of the e-mail with which it came"),
        DayZero.TOLD: _("The mandates told us that they sent it on this day"),
        DayZero.RECEIVED: _("The day it reached us, because the day of sending is not known"),
    }
)
labels.register(
    {
        Sure.SURE: _("Sure"),
        Sure.LIKELY: _("Likely"),
        Sure.UNSURE: _("Unsure: compare it"),
        Sure.MISSING: _("Not found in the file"),
    }
)

told: Final[dict[str, str | Promise]] = {}


def tell(sentences: Mapping[str, str | Promise]) -> None:
    """Add the sentences in which events of these names are told; {who} is the actor."""
    told.update(sentences)


tell(
    {
        "desk.letter_arrived": _(
            "The letter arrived from {sender}, with {questions} questions."
        ),
        "desk.file_kept": _("{who} handed in the file in which the letter came."),
        "desk.letter_confirmed": _(
            "{who} confirmed what was read in the file, with {questions} questions, on day "
            "{day}."
        ),
        "desk.file_put_with_letter": _(
            "{who} put a file that was handed in with the files of this letter."
        ),
        "desk.letters_joined": _(
            "{who} said that the letter handed in and the signed package of {sender} are one "
            "letter. It is one since."
        ),
        "desk.letter_acknowledged": _("{who} read the letter and took it on, on day {day}."),
        "exchange.handed_in": _("{who} took it in from a file that came by hand."),
        "exchange.posted": _("Handed over: a signed package for {to} is on its way."),
        "exchange.received": _("Received: the signed receipt of {by} is here."),
        "exchange.refused": _("Not taken by {by}: {reason}"),
    }
)

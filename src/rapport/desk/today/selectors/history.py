"""What happened with a letter, as far as the actor may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from rapport.desk.inbox import labels
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter
from rapport.desk.replies import rules
from rapport.desk.replies.events import NoteWritten
from rapport.foundation.acts import Actor
from rapport.journal import selectors as journal
from rapport.journal.models import Entry
from rapport.web import matters
from rapport.web.templatetags.rapport import bdi

OF_THE_OFFICE = frozenset({"desk.letter_arrived", "exchange.received", "exchange.refused"})
"""What another side did, and we were told of."""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a timeline: when, whose side, and what, with who did it in the words."""

    at: datetime
    side: str
    text: SafeString
    who: str = ""


def history_of(actor: Actor, letter: Letter) -> list[Told]:
    """Return the steps of a letter that the actor may see, the oldest first.

    Of a question those alone learn who may open it; of a sealed note, those who read notes.
    """
    own = inbox.questions_visible_to(actor).filter(letter=letter)
    numbers = set(own.values_list("number", flat=True))
    told = []
    handed = inbox.handed_of(letter)
    elsewhere = [str(one) for one in (handed and handed.public_id, letter.matter) if one]
    for entry in journal.entries_about(*inbox.ids_of(letter), *elsewhere):
        about = entry.values.get("question")
        sealed = entry.name == NoteWritten.name and not rules.reads_notes(actor)
        if entry.name not in labels.told or sealed or (about and about not in numbers):
            continue
        side = "office" if entry.name in OF_THE_OFFICE else "desk"
        told.append(Told(at=entry.at, side=side, text=_words(entry)))
    told += [
        Told(
            at=one.at,
            side="desk" if one.is_ours else "office",
            text=matters.headline(inbox.message_document(one)),
            who=one.by.name if one.by else "",
        )
        for one in inbox.messages_of(letter)
    ]
    return sorted(told, key=lambda one: one.at)


def _words(entry: Entry) -> SafeString:
    facts = {name: bdi(str(value)) for name, value in entry.values.items()}
    sentence = str(labels.told[entry.name])
    return format_html(sentence, **{**facts, "who": bdi(entry.actor_name)})

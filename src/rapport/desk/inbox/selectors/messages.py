"""Questions about what was said of a letter after it came. Ask only for visible letters."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rapport.desk.inbox.models import Letter, Message
from rapport.desk.inbox.selectors.letters import get_letter
from rapport.exchange.models import Contact
from rapport.foundation.acts import Actor
from rapport.protocol.errors import MessageNotFound
from rapport.protocol.kinds import AboutLetter
from rapport.protocol.matters import ANSWERED_BY, MatterKind, read

CLARIFIED = [kind for kind, by in ANSWERED_BY.items() if by is MatterKind.CLARIFICATION]


def messages_of(letter: Letter) -> list[Message]:
    """Return what was said of a letter by either side, the oldest first."""
    rows = Message.objects.filter(letter=letter).select_related("by")
    return list(rows.order_by("at", "id"))


def message_document(message: Message) -> AboutLetter:
    """Return a message as it was sent."""
    return read(message.kind, message.document)


def get_message(actor: Actor, letter_id: UUID, message_id: UUID) -> Message:
    """Return one message about a letter. Raises LetterNotFound, MessageNotFound."""
    letter = get_letter(actor, letter_id)
    found = find_message(letter, message_id)
    if found is None:
        raise MessageNotFound
    return found


def find_message(letter: Letter, message_id: UUID) -> Message | None:
    """Return the message of an id, or None."""
    return Message.objects.filter(letter=letter, message=message_id).first()


def latest_message(letter: Letter, kind: MatterKind, *, ours: bool) -> Message | None:
    """Return the latest message of a kind about a letter, or None."""
    rows = Message.objects.filter(letter=letter, kind=kind, is_ours=ours)
    return rows.order_by("at", "id").last()


def first_messages(letters: Iterable[Letter], kind: MatterKind) -> dict[int, Message]:
    """Return the first message of a kind about each of several letters, by its row."""
    rows = Message.objects.filter(letter__in=letters, kind=kind).order_by("-at", "-id")
    return {row.letter_id: row for row in rows}


def is_answered(message: Message) -> bool:
    """Tell whether a message was answered."""
    return Message.objects.filter(answers=message).exists()


def open_messages(letters: QuerySet[Letter] | Iterable[Letter]) -> QuerySet[Message]:
    """Return what the office asked about letters and nobody has answered, the oldest first."""
    answered = Message.objects.filter(answers=OuterRef("pk"))
    rows = Message.objects.filter(
        ~Exists(answered), letter__in=letters, is_ours=False, kind__in=CLARIFIED, answers=None
    )
    return rows.order_by("at", "id")


def asks_something(message: Message) -> bool:
    """Tell whether a message of the office is one that can be answered."""
    return not message.is_ours and message.kind in CLARIFIED and message.answers_id is None


def find_letter_of(sender: Contact, letter: UUID) -> Letter | None:
    """Return an office's letter by the office's id, locked, or None; for the handler."""
    rows = Letter.objects.select_for_update().filter(sender=sender, letter=letter)
    # What is joined while we wait for the lock has the office's id in another row from then on.
    return rows.first() or rows.first()

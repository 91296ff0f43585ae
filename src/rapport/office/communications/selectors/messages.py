"""Questions about what was said of a letter after it left. Ask only for visible letters."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.foundation.acts import Actor
from rapport.office.communications.models import Letter, Message, Reply
from rapport.office.communications.rules import State
from rapport.office.communications.selectors.letters import get_letter, letters_visible_to
from rapport.office.seats import mandates_of, sees_all
from rapport.protocol.errors import MessageNotFound
from rapport.protocol.kinds import AboutLetter, ReplyKind
from rapport.protocol.matters import ANSWERED_BY, MatterKind, read


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
    found.letter = letter
    return found


def find_message(letter: Letter, message_id: UUID) -> Message | None:
    """Return the message of an id, or None."""
    return Message.objects.filter(letter=letter, message=message_id).first()


def latest_message(letter: Letter, kind: MatterKind, *, ours: bool) -> Message | None:
    """Return the latest message of a kind about a letter, or None."""
    rows = Message.objects.filter(letter=letter, kind=kind, is_ours=ours)
    return rows.order_by("at", "id").last()


def is_answered(message: Message) -> bool:
    """Tell whether a message was answered."""
    return Message.objects.filter(answers=message).exists()


def to_be_looked_at(actor: Actor) -> QuerySet[Message]:
    """Return what companies said that asks something of the actor, the oldest first.

    Questions and requests for more time that nobody has answered, and letters that are said to
    be for somebody else, as long as they are open and not replied to: a refusal may say that
    they are for somebody else. A question is answered after that too.
    """
    answered = Message.objects.filter(answers=OuterRef("pk"))
    replies = Reply.standing.filter(letter=OuterRef("letter"))
    replied = Exists(replies.filter(kind=ReplyKind.SUBSTANTIVE))
    refused = Exists(replies.filter(kind=ReplyKind.REFUSAL))
    still_open = Q(letter__state=State.TRANSMITTED) & ~Q(replied)
    wanted = (
        Q(kind=MatterKind.CLARIFICATION, answers=None)
        | Q(kind=MatterKind.EXTENSION_REQUEST) & still_open & ~Q(refused)
        | Q(kind=MatterKind.REDIRECT) & still_open
    )
    rows = Message.objects.filter(wanted, ~Exists(answered), is_ours=False)
    if not sees_all(actor):
        theirs = letters_visible_to(actor).filter(mandate__in=mandates_of(actor))
        rows = rows.filter(letter__in=theirs)
    return rows.select_related("letter").order_by("at", "id")


def asks_something(message: Message) -> bool:
    """Tell whether a message of the company is one that can be answered."""
    return not message.is_ours and message.kind in ANSWERED_BY and message.answers_id is None

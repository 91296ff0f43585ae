"""Say something about a letter to the company that got it, and take in what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from pydantic import ValidationError

from rapport.accounts import selectors as accounts
from rapport.exchange import selectors as exchange
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming, post
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.office.cases import selectors as cases
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.events import MessageArrived, MessageSent
from rapport.office.communications.models import Letter, Message
from rapport.office.consents import selectors as consents
from rapport.office.consents.rules import Audience
from rapport.office.consents.selectors import Renderer
from rapport.protocol import kinds, matters
from rapport.protocol.errors import (
    AnswersNothing,
    MatterChanged,
    MatterLetterUnknown,
    SaidAlready,
)
from rapport.protocol.kinds import AboutLetter
from rapport.protocol.matters import MatterKind


@transaction.atomic
def answer_extension(
    act: Act,
    *,
    letter_id: UUID,
    message_id: UUID,
    granted: bool,
    until: date | None = None,
    words: str = "",
) -> Message:
    """Grant a company more time, or do not. The letter's dates stay as they are.

    Raises LetterNotFound, MessageNotFound, NotTheirLetter, LetterIsWithdrawn, AlreadyAnswered,
    LastDayMissing, DayTooEarly, WordsTooLong, MarksBroken, NamesTypedFree, and what keeps us
    from sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "answer_extension")
    asked = _asked(act, letter, message_id, MatterKind.EXTENSION_ANSWER)
    if refusal := rules.why_not_grant(
        granted=granted,
        until=until,
        reply_due_on=letter.reply_due_on or act.today,
        today=act.today,
    ):
        raise refusal
    fields = {
        "in_answer_to": asked.message,
        "granted": granted,
        "until": until if granted else None,
        "words": for_company(letter, words, needed=False),
    }
    return tell(act, letter, kinds.ExtensionAnswer, fields, answers=asked)


@transaction.atomic
def send_clarification(
    act: Act, *, letter_id: UUID, text: str, question: int | None = None
) -> Message:
    """Ask a company something about a letter to it, or about its answer to a question.

    Raises LetterNotFound, NotTheirLetter, WrongState, LetterOnItsWay, WordsMissing,
    WordsTooLong, MarksBroken, NamesTypedFree, SaidAlready, and what keeps us from sending.
    Records MessageSent.
    """
    letter = _letter(act, letter_id, "send_clarification")
    if question is not None:
        selectors.get_question(letter, question)
    fields = {"text": for_company(letter, text), "question": question}
    return tell(act, letter, kinds.Clarification, fields)


@transaction.atomic
def answer_message(act: Act, *, letter_id: UUID, message_id: UUID, text: str) -> Message:
    """Answer what a company asked about a letter to it.

    Raises LetterNotFound, MessageNotFound, NotTheirLetter, AlreadyAnswered, WordsMissing,
    WordsTooLong, MarksBroken, NamesTypedFree, and what keeps us from sending. Records
    MessageSent.
    """
    letter = _letter(act, letter_id, "answer_message")
    asked = _asked(act, letter, message_id, MatterKind.CLARIFICATION)
    fields = {"text": for_company(letter, text), "in_answer_to": asked.message}
    return tell(act, letter, kinds.Clarification, fields, answers=asked)


@transaction.atomic
def send_follow_up(
    act: Act,
    *,
    letter_id: UUID,
    questions: Sequence[str],
    answer_by: date,
    words: str = "",
    reply_id: UUID | None = None,
) -> Message:
    """Ask a company further questions on a letter or a reply, with a date of their own.

    Raises LetterNotFound, NotTheirLetter, WrongState, LetterOnItsWay, LetterIsWithdrawn,
    FollowUpWithoutQuestions, DayTooEarly, WordsTooLong, MarksBroken, NamesTypedFree,
    SaidAlready, and what keeps us from sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "send_follow_up")
    reply = selectors.get_reply(act.actor, letter_id, reply_id) if reply_id else None
    if refusal := rules.why_not_further_questions(questions) or rules.why_not_day(
        answer_by, after=act.today
    ):
        raise refusal
    fields = {
        "reply": reply.reply if reply else None,
        "answer_by": answer_by,
        "words": for_company(letter, words, needed=False),
        "questions": [
            {"number": number, "text": for_company(letter, text)}
            for number, text in enumerate(questions, 1)
        ],
    }
    return tell(act, letter, kinds.FollowUp, fields)


def for_company(letter: Letter, text: str, *, needed: bool = True) -> str:
    """Return a text with its marks as the company reads it.

    A name typed free does not leave, nor a mark that cannot be read. Raises WordsMissing,
    WordsTooLong, MarksBroken, NamesTypedFree.
    """
    case = letter.case.public_id
    if refusal := rules.why_not_marked_words(
        text,
        needed=needed,
        broken_marks=consents.broken_marks(text, case=case),
        free_names=len(consents.names_typed_free(text, case=case)),
    ):
        raise refusal
    persons = consents.persons_of(case)
    renderer = Renderer(persons, Audience.ADDRESSEE, letter.company, letter.language)
    return renderer.render(text.strip()).text


def tell(
    act: Act,
    letter: Letter,
    kind: type[AboutLetter],
    fields: dict[str, Any],
    *,
    answers: Message | None = None,
) -> Message:
    """Post a document about a locked letter to its company, and keep it.

    The rule has been asked, and each text went through for_company. Raises SaidAlready,
    LetterOverlong, and what keeps us from sending. Records MessageSent.
    """
    if letter.recipient is None:
        raise ValueError("a letter that has left has its recipient")
    if refusal := exchange.why_not_reach(letter.recipient):
        raise refusal
    document = _document(act, letter, kind, fields)
    latest = selectors.latest_message(letter, MatterKind(kind.KIND), ours=True)
    if latest and matters.says_the_same(document, selectors.message_document(latest)):
        raise SaidAlready
    package = post(
        act,
        to=letter.recipient.public_id,
        matter=letter.public_id,
        document=document,
        answers=answers.package if answers else None,
    )
    message = Message.objects.create(
        letter=letter,
        kind=MatterKind(kind.KIND),
        is_ours=True,
        message=document.message,
        answers=answers,
        package=package,
        at=act.at,
        by=accounts.author_of(act),
        document=document.model_dump_json(),
    )
    sent = MessageSent(
        matter=str(letter.public_id),
        kind=kind.KIND,
        message=str(document.message),
        package=str(package),
    )
    record(act, sent)
    return message


def _document(
    act: Act, letter: Letter, kind: type[AboutLetter], fields: dict[str, Any]
) -> AboutLetter:
    about = {
        "message": uuid4(),
        "letter": letter.public_id,
        "reference": letter.reference,
        "language": letter.language,
        "dated_on": act.today,
        "sent_at": act.at,
        "demonstration": letter.demonstration,
    }
    try:
        return kind.model_validate(about | fields)
    except ValidationError as trouble:  # each text was short enough with its marks
        raise errors.LetterOverlong from trouble


def receive_message(act: Act, incoming: Incoming) -> None:
    """Keep what a company says about a letter that went to it.

    Runs in the transaction that keeps the package. The same message again changes nothing.
    Raises MatterLetterUnknown, MatterReferenceDiffers, MatterDateInFuture, AnswersNothing,
    MatterChanged. Records MessageArrived.
    """
    document = incoming.document
    if not isinstance(document, AboutLetter):
        raise TypeError("the exchange hands over by kind")
    letter = selectors.find_sent_to(incoming.sender, document.letter)
    if letter is None:
        raise MatterLetterUnknown(letter=document.letter)
    if refusal := matters.why_not_take(
        document, reference=letter.reference, at=incoming.arrived_at
    ):
        raise refusal
    body = document.model_dump_json()
    if known := selectors.find_message(letter, document.message):
        if known.document != body:
            raise MatterChanged
        return
    if letter.recipient is None:
        note_taker(letter, incoming.sender, incoming.arrived_at)
    Message.objects.create(
        letter=letter,
        kind=MatterKind(document.KIND),
        is_ours=False,
        message=document.message,
        answers=_answered(letter, document),
        package=incoming.package,
        at=incoming.arrived_at,
        document=body,
    )
    arrived = MessageArrived(
        matter=str(letter.public_id),
        kind=document.KIND,
        message=str(document.message),
        package=str(incoming.package),
    )
    record(act, arrived)


def note_taker(letter: Letter, desk: Contact, at: datetime) -> None:
    """Note on a locked letter by mail that the company's desk has taken it in.

    From then on what is said about it goes to that desk.
    """
    letter.recipient, letter.received_at = desk, at
    letter.save(update_fields=["recipient", "received_at"])


def _answered(letter: Letter, document: AboutLetter) -> Message | None:
    """Return our message that a document answers. Raises AnswersNothing for another's."""
    asked = matters.answered_message(document)
    if asked is None:
        return None
    found = selectors.find_message(letter, UUID(str(asked)))
    if found is None:
        raise AnswersNothing
    if refusal := matters.why_not_answers(
        document,
        found.kind,
        is_ours=found.is_ours,
        is_answer=found.answers_id is not None,
    ):
        raise refusal
    return found


def lock_letter(act: Act, letter_id: UUID) -> Letter:
    """Return a letter about which its company is told something, locked. Raises LetterNotFound.

    Who received it is locked first: so does a package that comes from there.
    """
    seen = selectors.get_letter(act.actor, letter_id)
    if seen.recipient:
        exchange.get_contact(seen.recipient.public_id, lock=True)
    return selectors.get_letter(act.actor, letter_id, lock=True)


def _letter(act: Act, letter_id: UUID, command: str) -> Letter:
    letter = lock_letter(act, letter_id)
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    if refusal := rules.why_not_say(
        act.actor,
        command,
        state=letter.state,
        mandate=letter.mandate,
        received_at=letter.received_at,
        withdrawn_at=letter.withdrawn_at,
        by_mail=bool(letter.mail_to),
        by_post=bool(letter.post_to),
    ):
        raise refusal
    return letter


def _asked(act: Act, letter: Letter, message_id: UUID, answer: MatterKind) -> Message:
    asked = selectors.get_message(act.actor, letter.public_id, message_id)
    if refusal := rules.why_not_answer_message(
        asked.kind,
        answer,
        is_ours=asked.is_ours,
        is_answer=asked.answers_id is not None,
        is_answered=selectors.is_answered(asked),
    ):
        raise refusal
    return asked

"""Say something about a letter to the office that wrote it, and take in what it says."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import errors, rules, selectors
from rapport.desk.inbox.events import MessageArrived, MessageSent
from rapport.desk.inbox.models import Letter, Message
from rapport.directory import selectors as directory
from rapport.exchange import selectors as exchange
from rapport.exchange.services import Incoming, post
from rapport.foundation.acts import Act, geneva_date
from rapport.journal.services import record
from rapport.protocol import kinds, matters
from rapport.protocol.errors import (
    AnswersNothing,
    MatterChanged,
    MatterLetterUnknown,
    SaidAlready,
)
from rapport.protocol.kinds import AboutLetter
from rapport.protocol.matters import MatterKind
from rapport.web.text import one_line


@transaction.atomic
def send_acknowledgement(
    act: Act,
    *,
    letter_id: UUID,
    function: str,
    person: str = "",
    tells_opened: bool = False,
    words: str = "",
) -> Message:
    """Tell the office that its letter is here, and which function answers for it.

    A person is named only if the lead writes a name; who took the letter on, and when, only if
    they say so. Raises LetterNotFound, NotTheLead, LetterIsWithdrawn, FunctionMissing,
    WordsTooLong, SaidAlready, and what keeps us from sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "send_acknowledgement")
    if not one_line(function):
        raise errors.FunctionMissing
    _check(words, needed=False)
    opener, opened_at = letter.acknowledged_by, letter.acknowledged_at
    tells_opened = tells_opened and opener is not None and opened_at is not None
    fields = {
        "received_on": letter.arrived_on,
        "function": one_line(function)[:500],
        "person": one_line(person)[:500],
        "opened_by": opener.name if opener and tells_opened else "",
        "opened_on": geneva_date(opened_at) if opened_at and tells_opened else None,
        "words": words.strip(),
    }
    return _send(act, letter, kinds.Acknowledgement, fields)


@transaction.atomic
def request_extension(
    act: Act, *, letter_id: UUID, until: date, reason: str, interim: str = ""
) -> Message:
    """Ask the office for more time. The 60 days go on, and nothing else moves.

    Raises LetterNotFound, NotTheLead, LetterIsWithdrawn, DayTooEarly, WordsMissing,
    WordsTooLong, SaidAlready, and what keeps us from sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "request_extension")
    if refusal := rules.why_not_until(until, reply_due_on=letter.reply_due_on, today=act.today):
        raise refusal
    _check(reason)
    _check(interim, needed=False)
    fields = {"until": until, "reason": reason.strip(), "interim": interim.strip()}
    return _send(act, letter, kinds.ExtensionRequest, fields)


@transaction.atomic
def send_clarification(
    act: Act, *, letter_id: UUID, text: str, question: int | None = None
) -> Message:
    """Ask the office something about its letter, or about one of the letter's questions.

    Raises LetterNotFound, NotTheLead, WordsMissing, WordsTooLong, SaidAlready, and what keeps
    us from sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "send_clarification")
    _check(text)
    if question is not None:
        selectors.get_question(act.actor, letter_id, question)
    fields = {"text": text.strip(), "question": question}
    return _send(act, letter, kinds.Clarification, fields)


@transaction.atomic
def answer_message(act: Act, *, letter_id: UUID, message_id: UUID, text: str) -> Message:
    """Answer a clarification that the office asked for, or its further questions.

    Raises LetterNotFound, MessageNotFound, NotTheLead, AlreadyAnswered, WordsMissing,
    WordsTooLong, and what keeps us from sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "answer_message")
    asked = selectors.get_message(act.actor, letter_id, message_id)
    if refusal := rules.why_not_answer_message(
        asked.kind,
        is_ours=asked.is_ours,
        is_answer=asked.answers_id is not None,
        is_answered=selectors.is_answered(asked),
    ):
        raise refusal
    _check(text)
    fields = {"text": text.strip(), "in_answer_to": asked.message}
    return _send(act, letter, kinds.Clarification, fields, answers=asked)


@transaction.atomic
def redirect_letter(act: Act, *, letter_id: UUID, reason: str, name: str = "") -> Message:
    """Tell the office that a letter is not for this company, and perhaps for whom it is.

    Nothing is forwarded, and both clocks go on. Raises LetterNotFound, NotTheLead,
    LetterIsWithdrawn, AlreadyRedirected, WordsMissing, WordsTooLong, and what keeps us from
    sending. Records MessageSent.
    """
    letter = _letter(act, letter_id, "redirect_letter")
    before = selectors.latest_message(letter, MatterKind.REDIRECT, ours=True)
    if refusal := rules.why_not_redirect(is_redirected=before is not None, reason=reason):
        raise refusal
    rather = one_line(name)[:500]
    fields = {
        "reason": reason.strip(),
        "rather": {"name": rather, "slug": _slug_of(rather)} if rather else None,
    }
    return _send(act, letter, kinds.Redirect, fields)


def receive_message(act: Act, incoming: Incoming) -> None:
    """Keep what the office says about a letter that is here.

    Runs in the transaction that keeps the package. The same message again changes nothing.
    Raises MatterLetterUnknown, MatterReferenceDiffers, MatterDateInFuture, AnswersNothing,
    MatterChanged. Records MessageArrived.
    """
    document = incoming.document
    if not isinstance(document, AboutLetter):
        raise TypeError("the exchange hands over by kind")
    letter = selectors.find_letter_of(incoming.sender, document.letter)
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
    message = Message.objects.create(
        letter=letter,
        kind=MatterKind(document.KIND),
        is_ours=False,
        message=document.message,
        answers=_answered(letter, document),
        package=incoming.package,
        at=incoming.arrived_at,
        document=body,
    )
    if message.kind is MatterKind.WITHDRAWAL and letter.withdrawn_at is None:
        letter.withdrawn_at = incoming.arrived_at
        letter.save(update_fields=["withdrawn_at"])
    arrived = MessageArrived(
        matter=str(letter.public_id),
        kind=document.KIND,
        message=str(document.message),
        package=str(incoming.package),
    )
    record(act, arrived)


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


def _letter(act: Act, letter_id: UUID, command: str) -> Letter:
    seen = selectors.get_letter(act.actor, letter_id)
    if seen.sender:  # first who wrote, then the letter: so does a package that comes from there
        exchange.get_contact(seen.sender.public_id, lock=True)
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_say(
        act.actor, command, withdrawn_at=letter.withdrawn_at
    ) or selectors.why_not_reach(letter):
        raise refusal
    return letter


def _check(text: str, *, needed: bool = True) -> None:
    if refusal := matters.why_not_words(text, needed=needed):
        raise refusal


def _slug_of(name: str) -> str | None:
    """Return the slug of the company that the directory lists under a name, or None."""
    listed = {company.name.casefold(): company.slug for company in directory.companies()}
    return listed.get(name.casefold())


def _send(
    act: Act,
    letter: Letter,
    kind: type[AboutLetter],
    fields: dict[str, Any],
    *,
    answers: Message | None = None,
) -> Message:
    document = kind.model_validate(
        {
            "message": uuid4(),
            "letter": letter.letter,
            "reference": letter.reference,
            "language": letter.language,
            "dated_on": act.today,
            "sent_at": act.at,
            "demonstration": letter.demonstration,
            **fields,
        }
    )
    if letter.sender is None or letter.matter is None:
        raise errors.CameOutside
    latest = selectors.latest_message(letter, MatterKind(kind.KIND), ours=True)
    if latest and matters.says_the_same(document, selectors.message_document(latest)):
        raise SaidAlready
    package = post(
        act,
        to=letter.sender.public_id,
        matter=letter.matter,
        document=document,
        answers=answers.package if answers else letter.package,
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

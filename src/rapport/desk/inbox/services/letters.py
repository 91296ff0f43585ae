"""Take letters in, by package or by hand; acknowledge them."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.desk.inbox import errors, rules, selectors
from rapport.desk.inbox.events import LetterAcknowledged, LetterArrived
from rapport.desk.inbox.models import Letter, LetterFile, Question
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.services import HandedIn, Incoming
from rapport.foundation.acts import Act, geneva_date
from rapport.journal.services import record
from rapport.protocol import deadlines, kinds


def receive_letter(act: Act, incoming: Incoming) -> None:
    """Keep a letter that arrived: document, questions and files as they came.

    Runs in the transaction that keeps the package. The same letter in a second package changes
    nothing. Raises NotAnOffice, NotForThisCompany, NoQuestions, DateInFuture, DueDateWrong,
    PublicFromWrong, ReferenceUnreadable, ReferenceUsed, LetterChanged. Records LetterArrived.
    """
    document = incoming.document
    assert isinstance(document, kinds.Letter)  # the exchange hands over by kind
    if refusal := rules.why_not_receive(
        document,
        sender_side=incoming.sender.side,
        company=settings.RAPPORT_UNIT,
        company_name=settings.RAPPORT_NAME,
        at=incoming.arrived_at,
    ):
        raise refusal
    reference = rules.normal_reference(document)
    body = document.model_dump_json()
    if known := selectors.find_by_sender(incoming.sender, document.letter):
        if known.document != body:
            raise errors.LetterChanged
        return
    if other := selectors.find_by_reference(incoming.sender, reference):
        raise errors.ReferenceUsed(reference=reference, sent_on=other.sent_on)
    _keep(act, incoming, document, reference, body)


def _keep(
    act: Act, incoming: Incoming, document: kinds.Letter, reference: str, body: str
) -> None:
    letter = Letter.objects.create(
        sender=incoming.sender,
        letter=document.letter,
        package=incoming.package,
        matter=incoming.matter,
        type=document.type,
        reference=reference,
        language=document.language,
        subject=document.subject,
        dated_on=document.dated_on,
        sent_at=document.sent_at,
        sent_on=geneva_date(document.sent_at),
        arrived_at=incoming.arrived_at,
        arrived_on=geneva_date(incoming.arrived_at),
        reply_period_days=document.reply_period_days,
        reply_due_on=document.reply_due_on,
        public_from=document.public_from,
        document=body,
        demonstration=document.demonstration,
    )
    Question.objects.bulk_create(
        Question(letter=letter, number=question.number, text=question.text)
        for question in document.questions
    )
    for part in incoming.files.values():
        kept = documents.keep(part.data, media_type=part.media_type, name=part.name)
        LetterFile.objects.create(letter=letter, file=kept, name=part.name)
    record(
        act,
        LetterArrived(
            matter=str(letter.public_id),
            sender=incoming.sender.name,
            questions=len(document.questions),
            days_lost=rules.days_lost(letter.sent_on, letter.arrived_on),
        ),
    )


def hand_in_file(act: Act, *, data: bytes) -> HandedIn:
    """Take in a letter from a file, or a receipt: the same as when it comes by itself.

    Raises NotToHandIn and what `exchange.hand_in` raises. Records FileHandedIn, LetterArrived.
    """
    if refusal := rules.why_not_hand_in(act.actor):
        raise refusal
    return exchange.hand_in(act, data=data)


@transaction.atomic
def acknowledge_letter(act: Act, *, letter_id: UUID) -> Letter:
    """Say, as the lead, that a letter was read and is taken on. Inside the desk only.

    Raises LetterNotFound, NotTheLead, AlreadyAcknowledged. Records LetterAcknowledged.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_acknowledge(letter.acknowledged_at, act.actor):
        raise refusal

    letter.acknowledged_at = act.at
    letter.acknowledged_by = accounts.author_of(act)
    letter.save(update_fields=["acknowledged_at", "acknowledged_by"])

    day = deadlines.day_number(letter.sent_on, act.today)
    record(act, LetterAcknowledged(matter=str(letter.public_id), day=day))
    return letter


def give_question(question: Question, owner: Person | None) -> None:
    """Set who answers a locked question now; only `routing` calls it, with its own record."""
    question.owner = owner
    question.save(update_fields=["owner"])

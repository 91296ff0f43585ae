"""Take letters in that come in packages; acknowledge letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.accounts.models import Person
from rapport.desk.inbox import errors, rules, selectors
from rapport.desk.inbox.events import LetterAcknowledged, LetterArrived
from rapport.desk.inbox.models import Letter, LetterFile, Question
from rapport.desk.inbox.schemas import HandedLetter
from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.exchange.services import Incoming
from rapport.foundation.acts import Act, geneva_date
from rapport.journal.services import record
from rapport.protocol import deadlines, kinds
from rapport.protocol.attached import Told, files_told


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
    files = [
        (documents.keep(part.data, media_type=part.media_type, name=part.name), part.name)
        for part in incoming.files.values()
    ]
    letter = keep_letter(
        document,
        files,
        sender=incoming.sender,
        letter=document.letter,
        package=incoming.package,
        matter=incoming.matter,
        reference=reference,
        sent_at=document.sent_at,
        sent_on=geneva_date(document.sent_at),
        arrived_at=incoming.arrived_at,
        reply_due_on=document.reply_due_on,
        public_from=document.public_from,
        document=body,
        demonstration=document.demonstration,
    )
    record(
        act,
        LetterArrived(
            matter=str(letter.public_id),
            sender=incoming.sender.name,
            questions=len(document.questions),
            days_lost=rules.days_lost(letter.sent_on, letter.arrived_on),
        ),
    )


def keep_letter(
    told: kinds.Letter | HandedLetter,
    files: Iterable[tuple[StoredFile, str]],
    *,
    arrived_at: datetime,
    **columns: Any,
) -> Letter:
    """Keep a letter, whichever way it came: what it says, its questions, its files by name."""
    letter = Letter.objects.create(
        type=told.type,
        language=told.language,
        subject=told.subject,
        dated_on=told.dated_on,
        arrived_at=arrived_at,
        arrived_on=geneva_date(arrived_at),
        reply_period_days=told.reply_period_days,
        **columns,
    )
    Question.objects.bulk_create(
        Question(letter=letter, number=question.number, text=question.text)
        for question in told.questions
    )
    titles = files_told(told)
    LetterFile.objects.bulk_create(
        LetterFile(
            letter=letter,
            file=file,
            name=name,
            title=titles.get(name, Told()).name,
            handed=letter.handed,
        )
        for file, name in files
    )
    return letter


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

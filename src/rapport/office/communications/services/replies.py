"""Take replies in; say how far each answer answers its question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.exchange import services as exchange
from rapport.exchange.services import HandedIn, Incoming
from rapport.foundation.acts import Act, geneva_date
from rapport.journal.services import record
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.events import AnswerAssessed, ReplyReceived
from rapport.office.communications.models import Assessment, Letter, Reply, ReplyFile
from rapport.office.communications.rules import Verdict
from rapport.office.communications.services.telling import note_taker
from rapport.protocol import kinds
from rapport.protocol.attached import Told, files_told
from rapport.protocol.deadlines import days_left
from rapport.protocol.kinds import Stance


def receive_reply(act: Act, incoming: Incoming) -> None:
    """Keep a reply that arrived, document and files as they came; late or after closing too.

    Runs in the transaction that keeps the package. The same reply in a second package changes
    nothing. Raises ReplyToUnknownLetter, ReplyReferenceDiffers, ReplyQuestionUnknown,
    ReplyAnswersTwice, ReplyDateInFuture, ReplyChanged. Records ReplyReceived.
    """
    document = incoming.document
    if not isinstance(document, kinds.Reply):
        raise TypeError("the exchange hands over by kind")
    letter = selectors.find_sent_to(incoming.sender, document.letter)
    if letter is None:
        raise errors.ReplyToUnknownLetter(letter=document.letter)
    if refusal := rules.why_not_receive(
        document,
        reference=letter.reference,
        questions=len(selectors.questions_of(letter)),
        at=incoming.arrived_at,
    ):
        raise refusal
    body = document.model_dump_json()
    if known := selectors.find_reply(letter, document.reply):
        if known.document != body:
            raise errors.ReplyChanged
        return
    if letter.recipient is None:
        note_taker(letter, incoming.sender, incoming.arrived_at)
    told = files_told(document)
    reply = keep_reply(
        act, letter, document, at=incoming.arrived_at, package=incoming.package, body=body
    )
    for part in incoming.files.values():
        about = told.get(part.name, Told())
        ReplyFile.objects.create(
            reply=reply,
            file=documents.keep(part.data, media_type=part.media_type, name=part.name),
            name=part.name,
            title=about.name or part.name,
            question=about.question,
        )


def hand_in_file(act: Act, *, data: bytes) -> HandedIn:
    """Take in a reply from a file, or a receipt: the same as when it comes by itself.

    Raises NotToHandIn and what `exchange.hand_in` raises. Records FileHandedIn, ReplyReceived.
    """
    if refusal := rules.why_not_hand_in(act.actor):
        raise refusal
    return exchange.hand_in(act, data=data)


def keep_reply(
    act: Act,
    letter: Letter,
    document: kinds.Reply,
    *,
    at: datetime,
    package: UUID | None = None,
    mail: UUID | None = None,
    body: str = "",
    files: Sequence[tuple[str, StoredFile]] = (),
) -> Reply:
    """Keep a reply that came in a package or by mail, in the caller's transaction.

    Records ReplyReceived.
    """
    received_on = geneva_date(at)
    reply = Reply.objects.create(
        letter=letter,
        number=selectors.last_number(letter) + 1,
        reply=document.reply,
        package=package,
        mail=mail,
        kind=document.kind,
        wish=document.wish,
        dated_on=document.dated_on,
        sent_at=document.sent_at,
        received_at=at,
        received_on=received_on,
        kept_at=max(act.at, at),
        answers=len(document.answers),
        document=body or document.model_dump_json(),
    )
    for number, (title, file) in enumerate(files, 1):
        ReplyFile.objects.create(reply=reply, file=file, name=f"file-{number}", title=title)
    declined = sum(answer.stance is Stance.DECLINED for answer in document.answers)
    due_on = letter.reply_due_on or received_on  # it has left, so there is a date
    record(
        act,
        ReplyReceived(
            matter=str(letter.public_id),
            reply=str(reply.public_id),
            kind=document.kind.value,
            answered=len(document.answers) - declined,
            declined=declined,
            days_left=days_left(due_on, received_on),
        ),
    )
    return reply


@transaction.atomic
def assess_answer(
    act: Act, *, letter_id: UUID, reply_id: UUID, number: int, verdict: Verdict, note: str
) -> Assessment:
    """Say how far the answer to a question answers it.

    It is added to what was said before; the latest counts.

    Raises LetterNotFound, NotASignatory, WrongState, TextTooLong, ReplyStruck. Records
    AnswerAssessed.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_assess(
        act.actor, state=letter.state, signing=selectors.signatories_of(letter)
    ) or rules.why_not_length(note):
        raise refusal
    reply = selectors.get_reply(act.actor, letter_id, reply_id)
    if reply.struck_at:
        raise errors.ReplyStruck
    assessment = Assessment.objects.create(
        reply=reply,
        question=selectors.get_question(letter, number),
        verdict=verdict,
        note=note.strip(),
        by=accounts.author_of(act),
        at=act.at,
    )
    record(
        act,
        AnswerAssessed(
            matter=str(letter_id), reply=str(reply_id), question=number, verdict=verdict.value
        ),
    )
    return assessment

"""Write answers, talk about them, put files to them, and have counsel read them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Question
from rapport.desk.replies import rules, selectors
from rapport.desk.replies.errors import AnswerMovedOn
from rapport.desk.replies.events import (
    AnswerChecked,
    AnswerSaved,
    CommentAdded,
    FileAttached,
    FileTakenAway,
)
from rapport.desk.replies.models import AnswerVersion, Attachment, Comment, LegalCheck
from rapport.documents import services as documents
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.protocol.kinds import Stance


@transaction.atomic
def save_answer(
    act: Act,
    *,
    letter_id: UUID,
    number: int,
    stance: Stance,
    text: str,
    finished: bool,
    based_on: int,
) -> AnswerVersion:
    """Save the answer to a question as a new version; the same again changes nothing.

    based_on is the version the writer started from, 0 for none. Raises LetterNotFound,
    NotYourQuestion, AnswerEmpty, AnswerTooLong, AnswerMovedOn. Records AnswerSaved.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    if refusal := _why_not_write(act, question) or rules.why_not_this_answer(stance, text):
        raise refusal
    latest = selectors.find_latest(question)
    text = text.replace("\r\n", "\n").strip()
    if latest and (latest.stance, latest.text, latest.is_finished) == (stance, text, finished):
        return latest
    if latest and latest.number != based_on:
        raise AnswerMovedOn(name=latest.by.name, version=latest.number)

    version = AnswerVersion.objects.create(
        question=question,
        number=latest.number + 1 if latest else 1,
        stance=stance,
        text=text,
        is_finished=finished,
        by=accounts.author_of(act),
        at=act.at,
    )
    record(
        act,
        AnswerSaved(
            matter=str(letter_id), question=number, version=version.number, finished=finished
        ),
    )
    return version


@transaction.atomic
def add_comment(act: Act, *, letter_id: UUID, number: int, text: str) -> Comment:
    """Say something about a question, to those who can open it. Never sent.

    Raises LetterNotFound, NotAllowed, TextMissing. Records CommentAdded.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    if refusal := rules.why_not_comment(act.actor) or rules.why_not_this_text(text):
        raise refusal
    comment = Comment.objects.create(
        question=question, text=text.strip(), by=accounts.author_of(act), at=act.at
    )
    record(act, CommentAdded(matter=str(letter_id), question=number))
    return comment


@transaction.atomic
def record_legal_check(act: Act, *, letter_id: UUID, number: int, version: int) -> None:
    """Say, as counsel, that one has read a version. It holds for this version alone.

    Raises LetterNotFound, NotCounsel, NothingToRead, AnswerMovedOn. Records AnswerChecked.
    """
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    latest = selectors.find_latest(question)
    if refusal := rules.why_not_check(
        act.actor, number=number, version=latest.number if latest else None
    ):
        raise refusal
    assert latest is not None  # the rule has refused otherwise
    if latest.number != version:
        raise AnswerMovedOn(name=latest.by.name, version=latest.number)
    _, new = LegalCheck.objects.get_or_create(
        version=latest, by=accounts.author_of(act), defaults={"at": act.at}
    )
    if new:
        record(act, AnswerChecked(matter=str(letter_id), question=number, version=version))


@transaction.atomic
def attach_file(
    act: Act,
    *,
    letter_id: UUID,
    number: int,
    name: str,
    media_type: str,
    data: bytes,
    goes_with_reply: bool,
) -> Attachment:
    """Put a file to a question: to go with the reply, or as evidence for the desk alone.

    Raises LetterNotFound, NotYourQuestion, FileUnusable, FilesTooMany. Records FileAttached.
    """
    inbox.get_letter(act.actor, letter_id, lock=True)  # the total is of all its questions
    question = inbox.get_question(act.actor, letter_id, number, lock=True)
    others = Attachment.objects.filter(
        question__letter=question.letter_id, goes_with_reply=True, taken_away_at=None
    )
    already = (others.aggregate(bytes=Sum("file__size"))["bytes"] or 0) * goes_with_reply
    if refusal := _why_not_write(act, question) or rules.why_not_attach(
        name, len(data), already=already
    ):
        raise refusal
    attachment = Attachment.objects.create(
        question=question,
        file=documents.keep(data, media_type=media_type[:120], name=name[:200]),
        name=name[:200],
        goes_with_reply=goes_with_reply,
        by=accounts.author_of(act),
        at=act.at,
    )
    record(
        act,
        FileAttached(matter=str(letter_id), question=number, goes_with_reply=goes_with_reply),
    )
    return attachment


@transaction.atomic
def take_away_file(act: Act, *, attachment_id: UUID) -> Attachment:
    """Take a file away from a question. What has left with a reply stays in that reply.

    Raises ReplyNotFound, NotYourQuestion. Records FileTakenAway.
    """
    attachment = selectors.get_attachment(act.actor, attachment_id, lock=True)
    question = attachment.question
    if refusal := _why_not_write(act, question):
        raise refusal
    attachment.taken_away_at = act.at
    attachment.save(update_fields=["taken_away_at"])
    letter_id = str(question.letter.public_id)
    record(act, FileTakenAway(matter=letter_id, question=question.number))
    return attachment


def _why_not_write(act: Act, question: Question) -> Exception | None:
    owner = str(question.owner_id) if question.owner_id else None
    return rules.why_not_write(act.actor, number=question.number, owner=owner)

"""Questions about replies: which the actor may know of, and what one carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.errors import NoPackage
from rapport.desk.inbox.models import Letter
from rapport.desk.replies.errors import ReplyNotFound
from rapport.desk.replies.models import (
    AnswerVersion,
    Attachment,
    Comment,
    Reply,
    ReplyStep,
)
from rapport.desk.replies.rules import Content, Move, State
from rapport.desk.replies.selectors.answers import latest_of, note_counts
from rapport.desk.seats import SEES_ALL
from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.exchange import selectors as exchange
from rapport.exchange.errors import NoAnswer
from rapport.foundation.acts import Actor
from rapport.journal import selectors as journal
from rapport.protocol.kinds import ReplyKind


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """How much stays in the desk when a reply leaves."""

    comments: int
    notes: int
    files: int
    versions: int


def replies_visible_to(actor: Actor) -> QuerySet[Reply]:
    """Return the replies the actor may know of; the only way to replies for any door.

    Those who see all letters see all; an owner sees what has left for letters with a question
    of theirs, since a reply in the making holds the drafts of others.
    """
    if actor.seats & SEES_ALL:
        return Reply.objects.all()
    theirs = inbox.letters_visible_to(actor)
    return Reply.objects.filter(letter__in=theirs, state=State.SENT)


def get_reply(actor: Actor, reply_id: UUID, *, lock: bool = False) -> Reply:
    """Return one reply with its letter. Raises ReplyNotFound."""
    rows = replies_visible_to(actor).select_related("letter__sender", "begun_by", "pdf")
    rows = rows.filter(public_id=reply_id)
    if not lock:
        found = rows.first()
    else:
        rows = rows.select_for_update(of=("self",))
        # While the lock was waited for, the reply's letter may have been joined to another.
        found = rows.first() or rows.first()
    if found is None:
        raise ReplyNotFound
    return found


def get_sent_reply(actor: Actor, reply_id: UUID) -> Reply:
    """Return one reply that was submitted. Raises ReplyNotFound."""
    found = get_reply(actor, reply_id)
    if found.state is not State.SENT:
        raise ReplyNotFound
    return found


def find_open_reply(letter: Letter) -> Reply | None:
    """Return the reply to a letter that is being prepared, or None."""
    return Reply.objects.filter(letter=letter).exclude(state=State.SENT).first()


def answers_of(reply: Reply) -> list[AnswerVersion]:
    """Return the answers a reply carries, in the order of their questions.

    While it is drafted these are the finished versions as they are now; from the asking for
    approval on, those that were asked about.
    """
    if reply.state is State.DRAFTING:
        latest = latest_of([reply.letter]).values()
        return sorted(
            (version for version in latest if version.is_finished),
            key=lambda version: version.question.number,
        )
    fixed = AnswerVersion.objects.filter(
        pk__in=reply.answers.filter(round=reply.round).values("version")
    )
    return list(fixed.select_related("question", "by").order_by("question__number"))


def files_of(reply: Reply) -> list[Attachment]:
    """Return the files a reply carries: those of the answers it carries that go with it."""
    rows = Attachment.objects.select_related("file", "question")
    if reply.state is State.DRAFTING:
        carried = [version.question_id for version in answers_of(reply)]
        rows = rows.filter(question__in=carried, goes_with_reply=True, taken_away_at=None)
    else:
        rows = rows.filter(pk__in=reply.files.filter(round=reply.round).values("attachment"))
    return list(rows.order_by("question__number", "at", "id"))


def get_sent_file(actor: Actor, reply_id: UUID, attachment_id: UUID) -> Attachment:
    """Return a file that a reply carries, also one taken away since. Raises ReplyNotFound."""
    carried = files_of(get_reply(actor, reply_id))
    for attachment in carried:
        if attachment.public_id == attachment_id:
            return attachment
    raise ReplyNotFound


def is_on_paper(reply: Reply) -> bool:
    """Tell whether a reply left, or is to leave, by a person's own means.

    One that is open goes as its letter came; one that left stays as it left.
    """
    if reply.state is State.SENT:
        return bool(reply.sent_way)
    return inbox.came_outside(reply.letter)


def package_of(reply: Reply) -> bytes:
    """Return the signed package that a reply left in.

    Raises ReplyNotFound before it has; NoPackage where it leaves or left on paper.
    """
    if is_on_paper(reply):
        raise NoPackage
    row = exchange.outgoing_body(reply.package) if reply.package else None
    if row is None:
        raise ReplyNotFound
    return documents.read(row.body)


def answer_to(reply: Reply) -> StoredFile:
    """Return the office's signed answer to a reply's package. Raises NoAnswer without one."""
    matter = reply.letter.matter
    if reply.package is None or matter is None:
        raise NoAnswer
    return exchange.signed_answer(matter, reply.package)


def left_behind(actor: Actor, reply: Reply) -> LeftBehind:
    """Count what a reply leaves in the desk, as far as the actor may know of it."""
    questions = inbox.questions_of([reply.letter])
    carried = {attachment.pk for attachment in files_of(reply)}
    files = Attachment.objects.filter(question__in=questions, taken_away_at=None)
    return LeftBehind(
        comments=Comment.objects.filter(question__in=questions).count(),
        notes=len(note_counts(actor, reply.letter)),
        files=files.exclude(pk__in=carried).count(),
        versions=AnswerVersion.objects.filter(question__in=questions).count()
        - len(answers_of(reply)),
    )


def content_of(reply: Reply) -> Content:
    """Return what a reply would carry, as the rules ask about it."""
    carried = answers_of(reply)
    answered = {version.question.number for version in carried}
    numbers = inbox.questions_of([reply.letter]).values_list("number", flat=True)
    return Content(
        kind=reply.kind,
        stances=tuple(version.stance for version in carried),
        unanswered=tuple(number for number in numbers if number not in answered),
        opening=reply.opening,
        entity=reply.entity,
        signed_by=reply.signed_by,
        wish=reply.wish or None,
    )


def steps_of(reply: Reply) -> QuerySet[ReplyStep]:
    """Return the steps of a reply, the first first."""
    return ReplyStep.objects.filter(reply=reply).select_related("by").order_by("at", "id")


def asked_by(reply: Reply) -> str:
    """Return the public id of who last asked for a reply to be signed off; empty for nobody."""
    step = ReplyStep.objects.filter(reply=reply, move=Move.ASK).order_by("at", "id").last()
    return str(step.by_id) if step else ""


def approved_at(reply: Reply) -> datetime | None:
    """Return when a reply was last signed off, or None."""
    steps = ReplyStep.objects.filter(reply=reply, move=Move.APPROVE).order_by("at", "id")
    step = steps.last()
    return step.at if step else None


def held_up() -> dict[UUID, datetime]:
    """Return since when the making of replies is given up, by reply: these have not left."""
    return journal.given_up_for("reply", "desk_replies.dispatch")


def find_submitted(reply_id: UUID, *, lock: bool = False) -> Reply | None:
    """Return a reply that was submitted, or None; for the work that lets it leave."""
    rows = Reply.objects.filter(public_id=reply_id, state=State.SENT)
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.select_related("letter__sender", "pdf").first()


def find_by_package(package: UUID) -> Reply | None:
    """Return the locked reply that left in a package, or None; for the receipt's reaction."""
    return Reply.objects.select_for_update().filter(package=package).first()


def around_of(reply: Reply) -> dict[str, object]:
    """Return what stands around the answers, as a form shows it."""
    interim = reply.kind is ReplyKind.INTERIM
    return {
        "kind": (ReplyKind.INTERIM if interim else ReplyKind.SUBSTANTIVE).value,
        "opening": reply.opening,
        "entity": reply.entity,
        "signed_by": reply.signed_by,
        "language": reply.language,
        "wish": reply.wish.value if reply.wish else "",
    }

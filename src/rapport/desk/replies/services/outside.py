"""Replies to letters that came outside Rapport: on paper, and sent by a person's own means."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rapport.desk.inbox import selectors as inbox
from rapport.desk.replies import rules, selectors
from rapport.desk.replies.errors import ReplyNotFound
from rapport.desk.replies.events import ReplySentOutside
from rapport.desk.replies.models import Reply
from rapport.desk.replies.rules import Move, State
from rapport.desk.replies.services.dispatch import PDF_NAME
from rapport.desk.replies.services.messages import page_of, paper_document
from rapport.desk.replies.services.replies import move_reply
from rapport.documents import services as documents
from rapport.foundation.acts import Act, geneva_date
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import enqueue, record, work
from rapport.protocol.deadlines import days_left
from rapport.protocol.kinds import Stance
from rapport.web.text import one_line

LONGEST_WAY = 500


@transaction.atomic
def record_reply_sent(act: Act, *, reply_id: UUID, sent_on: date, way: str) -> Reply:
    """Record that a person sent an approved reply by their own means: on which day, and how.

    For letters that came outside Rapport alone. It counts as sent by the word of whoever
    records it; nothing here proves delivery. Raises ReplyNotFound, NotTheLead, SendItFromHere,
    WrongState, SentWayMissing, SentDateWrong. Records ReplySentOutside.
    """
    reply = selectors.get_reply(act.actor, reply_id, lock=True)
    approved_at = selectors.approved_at(reply)
    if refusal := rules.why_not_record_sent(
        reply.state, act.actor, came_outside=inbox.came_outside(reply.letter)
    ) or rules.why_not_sent_on(
        sent_on, way, approved_on=geneva_date(approved_at or act.at), today=act.today
    ):
        raise refusal

    content = selectors.content_of(reply)
    reply.kind = rules.kind_as_sent(reply.kind, content.stances)
    reply.document = _paper(reply, approved_at or act.at)
    reply.sent_at, reply.sent_on, reply.sent_way = act.at, sent_on, one_line(way)[:LONGEST_WAY]
    fields = ("kind", "document", "sent_at", "sent_on", "sent_way")
    move_reply(act, reply, Move.SUBMIT, also=fields)
    enqueue("desk_replies.keep_page", key=f"paper:{reply_id}", reply=str(reply_id))
    declined = content.stances.count(Stance.DECLINED)
    record(
        act,
        ReplySentOutside(
            matter=str(reply.letter.public_id),
            reply=str(reply_id),
            kind=reply.kind.value,
            answered=len(content.stances) - declined,
            declined=declined,
            open=len(content.unanswered),
            days_left=days_left(reply.letter.reply_due_on, sent_on),
        ),
    )
    return reply


@work(
    "desk_replies.keep_page",
    what=gettext_noop("Make the PDF of a reply that a person sent by their own means."),
    own_transactions=True,
)
def keep_page(act: Act, *, reply: str) -> None:
    """Keep the PDF of a reply that a person sent; without a renderer, say why there is none."""
    row = selectors.find_submitted(UUID(reply))
    if row is None or row.pdf or not row.sent_way:
        return
    pdf = documents.keep_pdf(
        page_of(row),
        name=PDF_NAME,
        title=row.letter.reference,
        language=row.language,
        made_at=selectors.approved_at(row) or act.at,
    )
    row.pdf, row.pdf_trouble = pdf.file, pdf.trouble
    row.save(update_fields=["pdf", "pdf_trouble"])


def paper_of(reply: Reply) -> tuple[str, datetime]:
    """Return the page of a reply that was signed off, and when; to be printed and sent.

    Raises ReplyNotFound before the approval, and for what leaves or left in a package.
    """
    approved_at = selectors.approved_at(reply)
    is_final = reply.state in (State.APPROVED, State.SENT)
    if not selectors.is_on_paper(reply) or not is_final or approved_at is None:
        raise ReplyNotFound
    if reply.state is State.APPROVED:
        reply.kind = rules.kind_as_sent(reply.kind, selectors.content_of(reply).stances)
        reply.document = _paper(reply, approved_at)  # not saved: it is fixed when it is sent
    return page_of(reply), approved_at


def paper_pdf(reply: Reply) -> bytes:
    """Return a reply that was signed off as a PDF, without a package in it.

    Runs a process of its own, so never call this inside a transaction. Raises ReplyNotFound,
    RendererMissing, RenderFailed.
    """
    if reply.pdf:
        return documents.read(reply.pdf)
    page, approved_at = paper_of(reply)
    made = documents.render_pdf(
        page, title=reply.letter.reference, language=reply.language, made_at=approved_at
    )
    return made.pdf


def _paper(reply: Reply, at: datetime) -> str:
    return paper_document(reply, selectors.answers_of(reply), at=at).model_dump_json()

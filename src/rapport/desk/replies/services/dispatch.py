"""Let a submitted reply leave: its PDF first, outside a transaction, then the package."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.desk.replies import selectors
from rapport.desk.replies.events import ReplyHandedOver
from rapport.desk.replies.models import Reply
from rapport.desk.replies.services.messages import page_of, parts_of
from rapport.documents import services as documents
from rapport.documents.services import KeptPdf
from rapport.exchange.services import post
from rapport.foundation.acts import Act
from rapport.foundation.errors import gettext_noop
from rapport.journal.services import record, work
from rapport.protocol import kinds

PDF_NAME = "reply.pdf"


@work(
    "desk_replies.dispatch",
    what=gettext_noop(
        "Make the PDF of a reply, and hand its signed package over. Until then the reply has "
        "not left."
    ),
    own_transactions=True,
)
def dispatch(act: Act, *, reply: str) -> None:
    """Make a submitted reply's PDF and post its package; a reply that was posted stays so.

    Without a renderer it leaves all the same, and says why it has no PDF. Records
    ReplyHandedOver.
    """
    waiting = selectors.find_submitted(UUID(reply))
    if waiting is None or waiting.package:
        return
    pdf = _keep_pdf(waiting)
    with transaction.atomic():
        row = selectors.find_submitted(UUID(reply), lock=True)
        if row is None or row.package:
            return
        sender, matter = row.letter.sender, row.letter.matter
        if sender is None or matter is None:
            raise TypeError("a reply to a letter from a file is not submitted")
        files = [*pdf.parts(), *parts_of(selectors.files_of(row))]
        row.package = post(
            act,
            to=sender.public_id,
            matter=matter,
            document=kinds.Reply.model_validate_json(row.document),
            files=files,
            answers=row.letter.package,
        )
        row.pdf, row.pdf_trouble = pdf.file, pdf.trouble
        row.save(update_fields=["package", "pdf", "pdf_trouble"])
        record(
            act,
            ReplyHandedOver(
                matter=str(row.letter.public_id),
                reply=reply,
                package=str(row.package),
                with_pdf=pdf.file is not None,
            ),
        )


def _keep_pdf(reply: Reply) -> KeptPdf:
    assert reply.sent_at is not None  # submitted
    return documents.keep_pdf(
        page_of(reply),
        name=PDF_NAME,
        title=reply.letter.reference,
        language=reply.language,
        made_at=reply.sent_at,
    )


@transaction.atomic
def keep_answer_to_package(act: Act, *, package: UUID, reason: str | None) -> None:
    """Note that the office's signed answer to a reply's package came; a reason means no."""
    reply = selectors.find_by_package(package)
    if reply is None or reply.received_at or reply.refused_at:
        return
    if reason is None:
        reply.received_at = act.at
    else:
        reply.refused_at, reply.refusal_reason = act.at, reason
    reply.save(update_fields=["received_at", "refused_at", "refusal_reason"])

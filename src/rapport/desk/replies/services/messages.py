"""A reply as the office reads it: the protocol's document, its files, its page.

Made from answers, files and what stands around them; from nothing else. Comments, notes, checks
and earlier versions are not imported here, so they cannot leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

from rapport.desk.inbox import selectors as inbox
from rapport.desk.replies.models import AnswerVersion, Attachment, Reply
from rapport.desk.replies.schemas import PaperReply
from rapport.desk.replies.selectors.replies import is_on_paper
from rapport.documents import services as documents
from rapport.foundation.acts import geneva_date
from rapport.protocol import kinds
from rapport.protocol.package import Part

KNOWN_SUFFIXES: Final = frozenset(
    {".csv", ".docx", ".jpg", ".jpeg", ".ods", ".odt", ".pdf", ".png", ".txt", ".xlsx"}
)


def reply_document(
    reply: Reply,
    answers: Sequence[AnswerVersion],
    files: Sequence[Attachment],
    *,
    at: datetime,
) -> kinds.Reply:
    """Return a reply as the document that leaves. Its files are named beside their parts."""
    listed = [
        {
            "part": part_name(place, file.name),
            "name": file.name,
            "question": file.question.number,
        }
        for place, file in enumerate(files, 1)
    ]
    fields: dict[str, Any] = {
        "reply": reply.public_id,
        "letter": reply.letter.letter,
        "reference": reply.letter.reference,
        "kind": reply.kind,
        "language": reply.language,
        "dated_on": geneva_date(at),
        "sent_at": at,
        "entity": reply.entity,
        "signed_by": reply.signed_by,
        "opening": reply.opening,
        "answers": [
            {"number": answer.question.number, "stance": answer.stance, "text": answer.text}
            for answer in answers
        ],
        "wish": reply.wish,
        "demonstration": reply.letter.demonstration,
        "files": listed,
    }
    return kinds.Reply.model_validate(fields)


def paper_document(
    reply: Reply, answers: Sequence[AnswerVersion], *, at: datetime
) -> PaperReply:
    """Return a reply to a letter that came outside Rapport, as it is put on paper.

    The instant is that of its approval: what was signed off is what a person sends.
    """
    fields: dict[str, Any] = {
        "reference": reply.letter.reference,
        "kind": reply.kind,
        "language": reply.language,
        "dated_on": geneva_date(at),
        "entity": reply.entity,
        "signed_by": reply.signed_by,
        "opening": reply.opening,
        "answers": [
            {"number": answer.question.number, "stance": answer.stance, "text": answer.text}
            for answer in answers
        ],
        "wish": reply.wish,
        "demonstration": reply.letter.demonstration,
    }
    return PaperReply.model_validate(fields)


def part_name(place: int, name: str) -> str:
    """Return the name of a file's part: its place, and its suffix if that is a known one."""
    suffix = PurePath(name).suffix.lower()
    return f"file-{place}{suffix if suffix in KNOWN_SUFFIXES else ''}"


def parts_of(files: Sequence[Attachment]) -> list[Part]:
    """Return the files of a reply as parts of its package, in the order of the document."""
    return [
        Part(part_name(place, file.name), file.file.media_type, documents.read(file.file))
        for place, file in enumerate(files, 1)
    ]


def page_of(reply: Reply) -> str:
    """Return a submitted reply as the page its PDF is made from, in its language."""
    letter = reply.letter
    if not is_on_paper(reply):
        document = kinds.Reply.model_validate_json(reply.document)
        return documents.reply_html(document, inbox.document_of(letter).questions)
    before = inbox.before_joining(letter)  # it answered the words that were known then
    asked = before.document.questions if before else inbox.document_of(letter).questions
    return documents.reply_html(PaperReply.model_validate_json(reply.document), asked)

"""The public version on paper: letter and replies as PDF, the same words withheld."""

from __future__ import annotations

from typing import Any, Final

from rapport.documents import services as documents
from rapport.office.communications import selectors as letters
from rapport.office.publishing.models import Publication
from rapport.protocol import kinds
from rapport.protocol.package import Part

PDF: Final = "application/pdf"


def papers_of(publication: Publication) -> list[Part]:
    """Return the PDFs that go with a public version. Raises RendererMissing, RenderFailed.

    A reply that is withheld has none. Who signed a reply is not said: the company has.
    """
    public = kinds.Publication.model_validate_json(publication.document)
    parts = [_letter(publication, public)]
    said = {one.reply: one for one in _replies(publication)}
    for number, reply in enumerate(public.replies, 1):
        if not reply.withheld:
            parts.append(_reply(number, reply, said[reply.reply], public))
    return parts


def _replies(publication: Publication) -> list[kinds.Reply]:
    return [letters.reply_document(row) for row in letters.replies_of(publication.letter)]


def _letter(publication: Publication, public: kinds.Publication) -> Part:
    sent = letters.document_of(publication.letter)
    paper = sent.model_copy(
        update={
            "subject": public.subject,
            "addressee": public.addressee,
            "parts": public.parts,
            "questions": public.questions,
        }
    )
    html = documents.letter_html(paper)
    return _part("letter.pdf", html, f"{public.reference} – {public.subject}", paper)


def _reply(
    number: int, reply: kinds.PublicReply, said: kinds.Reply, public: kinds.Publication
) -> Part:
    paper = said.model_copy(
        update={
            "opening": reply.opening,
            "answers": [
                kinds.Answer(number=one.number, stance=one.stance, text=one.text)
                for one in reply.answers
            ],
            "signed_by": said.entity,
        }
    )
    html = documents.reply_html(paper, public.questions)
    return _part(f"reply-{number}.pdf", html, f"{public.reference} – {said.entity}", paper)


def _part(name: str, html: str, title: str, paper: Any) -> Part:
    data = documents.render_pdf(
        html, title=title, language=paper.language, made_at=paper.sent_at
    )
    return Part(name, PDF, data)

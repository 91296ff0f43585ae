"""The public version on paper: letter and replies as PDF, the same words withheld."""

from __future__ import annotations

from typing import Final

from rapport.documents import services as documents
from rapport.office.communications import selectors as letters
from rapport.office.publishing.models import Publication
from rapport.protocol import kinds
from rapport.protocol.package import Part

PDF: Final = "application/pdf"
Page = tuple[str, str, kinds.Letter | kinds.Reply]


def papers_of(publication: Publication) -> list[Part]:
    """Return the PDFs that go with a public version. Raises RendererMissing, RenderFailed."""
    return [_part(*page) for page in pages_of(publication)]


def pages_of(publication: Publication) -> list[Page]:
    """Return the pages of a public version: the part's name, its HTML, what it shows.

    A reply that is withheld has none. Who signed a reply is not said: the company has. Nothing
    stands there that the public version does not say.
    """
    public = kinds.Publication.model_validate_json(publication.document)
    pages = [_letter(publication, public)]
    said = {one.reply: one for one in _replies(publication)}
    for number, reply in enumerate(public.replies, 1):
        if not reply.withheld:
            pages.append(_reply(number, reply, said[reply.reply], public))
    return pages


def _replies(publication: Publication) -> list[kinds.Reply]:
    return [letters.reply_document(row) for row in letters.replies_of(publication.letter)]


def _letter(publication: Publication, public: kinds.Publication) -> Page:
    sent = letters.document_of(publication.letter)
    paper = sent.model_copy(
        update={
            "subject": public.subject,
            "addressee": public.addressee,
            "also_written_to": [],  # nobody has read it in the public version
            "parts": public.parts,
            "questions": public.questions,
        }
    )
    return "letter.pdf", documents.letter_html(paper), paper


def _reply(
    number: int, reply: kinds.PublicReply, said: kinds.Reply, public: kinds.Publication
) -> Page:
    paper = said.model_copy(
        update={
            "opening": reply.opening,
            "answers": [
                kinds.Answer(number=one.number, stance=one.stance, text=one.text)
                for one in reply.answers
            ],
            "entity": reply.entity,
            "signed_by": reply.entity,
        }
    )
    return f"reply-{number}.pdf", documents.reply_html(paper, public.questions), paper


def _part(name: str, html: str, paper: kinds.Letter | kinds.Reply) -> Part:
    about = paper.subject if isinstance(paper, kinds.Letter) else paper.entity
    printed = documents.render_pdf(
        html,
        title=f"{paper.reference} – {about}",
        language=paper.language,
        made_at=paper.sent_at,
    )
    return printed.part(name)

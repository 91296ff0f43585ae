"""Take in what an office publishes."""

from __future__ import annotations

from typing import Final

from django.conf import settings

from rapport.archive import errors, rules, selectors
from rapport.archive.events import LetterPublished
from rapport.archive.models import Letter, Paper, RecordFile, Signatory, Version
from rapport.archive.rules import AddresseeKind, Origin
from rapport.archive.services.indexing import index
from rapport.documents import services as documents
from rapport.exchange.services import Incoming
from rapport.foundation.acts import Act, geneva_date
from rapport.journal.services import record
from rapport.protocol import references
from rapport.protocol.kinds import Publication, ReplyKind

PDF_TYPE: Final = "application/pdf"


def receive_publication(act: Act, incoming: Incoming) -> None:
    """Put a letter and its replies into the record as an office published them.

    Runs in the transaction that keeps the package, whose signature was checked. The same text
    in a second package changes nothing; a higher version takes the place of an earlier one,
    which is kept; what a file had said about the letter gives way, under the same address.
    Raises NotAnOffice, DemonstrationLetter, PublishedInFuture, DatesOutOfOrder,
    AnswerWithoutQuestion, WithheldReplyHasText, NotYourRecord, VersionNotNewer,
    ReferenceTaken. Records LetterPublished.
    """
    document = incoming.document
    assert isinstance(document, Publication)
    if refusal := rules.why_not_take(
        document,
        sender_side=incoming.sender.side,
        today=geneva_date(incoming.arrived_at),
        demonstration=settings.RAPPORT_DEMO,
    ):
        raise refusal
    body = document.model_dump_json()
    letter = _place(incoming, document, body)
    if letter.version == document.version:
        return  # with the same text, or it had been refused
    _fill(letter, incoming, document)
    _sign(letter, document)
    _keep_papers(letter, incoming)
    Version.objects.create(
        letter=letter,
        number=document.version,
        package=incoming.package,
        document=body,
        taken_at=incoming.arrived_at,
    )
    index([letter])
    record(
        act,
        LetterPublished(
            matter=letter.slug,
            reference=document.reference,
            version=document.version,
            replies=len(document.replies),
        ),
    )


def _place(incoming: Incoming, document: Publication, body: str) -> Letter:
    """Return the row that a publication fills: its own, a file's, or a fresh one."""
    known = selectors.find_record(document.record)
    if known:
        if refusal := rules.why_not_replace(
            same_sender=known.publisher_id == incoming.sender.pk,
            known_version=known.version,
            version=document.version,
            same_text=selectors.text_of(known) == body,
        ):
            raise refusal
        return known
    slug = references.slug_of(document.reference)
    other = selectors.find_letter(slug, lock=True)
    if other and other.origin is Origin.PUBLISHED:
        raise errors.ReferenceTaken(reference=document.reference)
    return other or Letter(slug=slug, taken_at=incoming.arrived_at)


def _fill(letter: Letter, incoming: Incoming, document: Publication) -> None:
    letter.record, letter.origin = document.record, Origin.PUBLISHED
    letter.type, letter.joint = document.type, len(document.signatories) > 1
    letter.reference, letter.language = document.reference, document.language
    letter.subject = document.subject
    letter.addressee_kind = AddresseeKind.COMPANY
    letter.addressee, letter.company = document.addressee.name, document.addressee.slug
    letter.country = ""
    letter.sent, letter.sent_on = document.dated_on.isoformat(), document.dated_on
    letter.year = document.dated_on.year
    letter.reply_due_on, letter.public_on = document.reply_due_on, document.published_on
    letter.replied = rules.replied(document.replies)
    full = [r.received_on for r in document.replies if r.kind is not ReplyKind.INTERIM]
    letter.replied_on = min(full, default=None)
    letter.names_withheld = document.names_withheld
    letter.demonstration = document.demonstration
    letter.version, letter.publisher = document.version, incoming.sender
    letter.summary = letter.note = letter.code_source = letter.source = letter.source_url = ""
    letter.as_of = None
    letter.changed_at = incoming.arrived_at
    letter.save()


def _keep_papers(letter: Letter, incoming: Incoming) -> None:
    Paper.objects.filter(letter=letter).delete()
    RecordFile.objects.filter(letter=letter).delete()  # what a public source gave
    for part in incoming.files.values():
        is_pdf = part.media_type == PDF_TYPE and part.data.startswith(b"%PDF-")
        if is_pdf and rules.is_paper(part.name):
            kept = documents.keep(part.data, media_type=PDF_TYPE, name=part.name)
            Paper.objects.create(letter=letter, name=part.name, file=kept)


def _sign(letter: Letter, document: Publication) -> None:
    Signatory.objects.filter(letter=letter).delete()
    once = {one.mandate: one for one in reversed(document.signatories)}
    Signatory.objects.bulk_create(
        Signatory(
            letter=letter,
            place=place,
            mandate=one.mandate,
            title=one.title,
            holder=one.holder,
            resolution=one.resolution,
        )
        for place, one in enumerate(reversed(list(once.values())), 1)
    )

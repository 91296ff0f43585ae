"""A letter as the company reads it: the protocol's document, rendered for this addressee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from rapport.directory import selectors as directory
from rapport.documents import services as documents
from rapport.documents.services import KeptPdf
from rapport.foundation.acts import geneva_date
from rapport.foundation.marking import unmarked
from rapport.office.communications import errors, labels, rules, selectors
from rapport.office.communications.models import Letter, LetterFile
from rapport.office.communications.rules import PartName, Sending
from rapport.office.consents import selectors as consents
from rapport.office.consents.rules import Audience
from rapport.office.consents.selectors import Renderer, Withheld
from rapport.protocol import kinds
from rapport.protocol.package import Part

HOLDERS_NAMED = 10
PDF_NAME = "letter.pdf"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter as it would leave, and what its addressee does not read."""

    document: kinds.Letter
    withheld: tuple[Withheld, ...]


def prepare(letter: Letter, sending: Sending, *, at: datetime, demonstration: bool) -> Prepared:
    """Return a letter as it would leave at an instant. Raises MarkUnknown, LetterOverlong."""
    persons = consents.persons_of(letter.case.public_id)
    renderer = Renderer(persons, Audience.ADDRESSEE, letter.company, letter.language)
    signatories = [
        _signatory(mandate, letter, sending.dated_on) for mandate in _signing(letter)
    ]
    texts = {name: part.text for name, part in selectors.parts_of(letter).items()}
    texts[PartName.CAPACITY] = labels.capacity(signatories, letter.language)
    listed = [name for name in rules.PARTS if texts[name].strip() or name is PartName.QUESTIONS]
    sent_on = geneva_date(at)
    company = directory.find_company(letter.company)
    fields: dict[str, Any] = {
        "letter": letter.public_id,
        "type": letter.type,
        "reference": str(rules.normal_reference(sending.reference, letter.type)),
        "language": letter.language,
        "subject": renderer.render(letter.subject).text,
        "dated_on": sending.dated_on,
        "sent_at": at,
        "reply_period_days": sending.reply_period_days,
        "reply_due_on": rules.due_on(sent_on, sending.reply_period_days),
        "public_from": rules.public_from(
            sending.public_from, sent_at=at, period_days=sending.reply_period_days
        ),
        "signatories": signatories,
        "addressee": {
            "name": letter.company_name,
            "slug": letter.company,
            "attention": renderer.hide_names(unmarked(letter.attention)).text,
            "country": company.hq_country.alpha3 if company and company.hq_country else "",
        },
        "also_written_to": [
            renderer.hide_names(unmarked(one)).text for one in letter.also_written_to
        ],
        "parts": [
            {"name": name.value, "text": renderer.render(texts[name]).text} for name in listed
        ],
        "questions": [
            {"number": question.number, "text": renderer.render(question.text).text}
            for question in selectors.questions_of(letter)
        ],
        "demonstration": demonstration,
        "files": [
            {"part": _part_name(place), "name": renderer.hide_in_file_name(file.name).text}
            for place, file in enumerate(selectors.files_of(letter), 1)
        ],
    }
    try:
        document = kinds.Letter.model_validate(fields)
    except ValidationError as trouble:  # each was short enough when it was saved, with marks
        raise errors.LetterOverlong from trouble
    return Prepared(document, tuple(renderer.withheld))


def file_parts(files: Sequence[LetterFile]) -> list[Part]:
    """Return the files of a letter as parts of its package, in the order of the document."""
    return [
        Part(_part_name(place), file.file.media_type, documents.read(file.file))
        for place, file in enumerate(files, 1)
    ]


def _part_name(place: int) -> str:
    return f"file-{place}"


def _signing(letter: Letter) -> list[str]:
    return selectors.signatories_of(letter)


def _signatory(slug: str, letter: Letter, day: date) -> kinds.Signatory:
    mandate = directory.get_mandate(slug)
    return kinds.Signatory(
        mandate=slug,
        title=directory.title_of(mandate, letter.language),
        holder=", ".join(directory.holders_on(slug, day)[:HOLDERS_NAMED])[:500],
        resolution=mandate.resolution[:80],
    )


def keep_letter_pdf(letter: Letter) -> KeptPdf:
    """Set a letter that has left as PDF and keep it, never inside a transaction."""
    document = selectors.document_of(letter)
    return documents.keep_pdf(
        documents.letter_html(document),
        name=PDF_NAME,
        title=f"{document.reference} – {document.subject}",
        language=document.language,
        made_at=document.sent_at,
    )

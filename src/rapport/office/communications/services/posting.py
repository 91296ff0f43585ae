"""Letters on paper: what is printed, and what a person records of its way."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.documents import selectors as papers
from rapport.documents import services as documents
from rapport.documents.errors import RendererMissing
from rapport.documents.models import StoredFile
from rapport.documents.services import Sheet
from rapport.exchange.services import sign_open
from rapport.foundation.acts import Act, geneva_date
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal.services import TryLater, enqueue, record, work
from rapport.office.cases import selectors as cases
from rapport.office.communications import errors, labels, rules, selectors
from rapport.office.communications.events import (
    LetterCameBack,
    LetterDelivered,
    LetterPosted,
    LetterPrinted,
    LetterResent,
)
from rapport.office.communications.models import Letter, LetterFile, Posting
from rapport.office.communications.rules import OnPaper, Way
from rapport.office.communications.services.messages import file_parts, keep_letter_pdf
from rapport.office.communications.services.telling import for_company
from rapport.office.uploads.services import end_codes
from rapport.protocol.errors import LetterIsWithdrawn
from rapport.reading import services as reading
from rapport.reading.errors import TooManyPages, TooMuchWork
from rapport.reading.services import Piece

PDF = "application/pdf"
PRINTED_NAME = "print.pdf"
PROOF_NAME = "proof"
LARGEST_PROOF_BYTES = 10 * 1024 * 1024
SHEETS = 2


def why_not_post_to(address: str, return_to: str) -> Refusal | None:
    """Say why a letter cannot go on paper from one address to another."""
    if not papers.renderer_is_ready():
        return RendererMissing(packages=papers.PACKAGES)
    return rules.why_not_address(address) or rules.why_not_address(return_to)


def post_letter(act: Act, letter: Letter, *, return_to: str) -> Posting:
    """Have a letter printed to its confirmed address, in the caller's transaction."""
    return _begin(act, letter, OnPaper.LETTER, return_to)


def post_withdrawal(act: Act, letter: Letter, reason: str) -> Posting:
    """Have the word printed that a letter is withdrawn, to the address to which it went."""
    newest = selectors.latest_posting(letter)
    if newest is None:
        raise ValueError("a letter on paper has been printed once")
    return _begin(act, letter, OnPaper.WITHDRAWAL, newest.return_to, reason)


def tell_withdrawn(act: Act, letter: Letter) -> None:
    """Have the word printed for a company to which the letter had left, as we hear now.

    In the caller's transaction; once, where that word waits already or has gone there.
    """
    if selectors.find_withdrawal_word(letter):
        return
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    post_withdrawal(act, letter, for_company(letter, letter.withdrawal_reason))


def _begin(
    act: Act, letter: Letter, purpose: OnPaper, return_to: str, words: str = ""
) -> Posting:
    posting = Posting.objects.create(
        letter=letter,
        purpose=purpose,
        code=rules.code_of(secrets.randbits(rules.RANDOM_BITS)),
        to=letter.post_to,
        return_to="\n".join(rules.address_lines(return_to)),
        words=words,
        made_at=act.at,
        made_by=accounts.author_of(act),
    )
    key = f"print:{posting.public_id}"
    enqueue("office_communications.print", key=key, posting=str(posting.public_id))
    return posting


@work(
    "office_communications.print",
    what=gettext_noop(
        "Make the pages of a letter that are printed. Until then it cannot be posted."
    ),
    own_transactions=True,
)
def print_posting(act: Act, *, posting: str) -> None:
    """Make the pages that are printed; what was made stays so. Records LetterPrinted.

    Of a letter's first posting the letter itself is set and signed before.
    """
    waiting = selectors.find_posting(UUID(posting))
    if waiting is None or waiting.printed_id:
        return
    letter = waiting.letter
    if waiting.purpose is OnPaper.LETTER and letter.package is None:
        _sign(act, letter)
        letter.refresh_from_db()
    data, pages, left_out = _pages(act, waiting)
    with transaction.atomic():
        row = selectors.find_posting(waiting.public_id, lock=True)
        if row is None or row.printed_id:
            return
        row.printed = documents.keep(data, media_type=PDF, name=PRINTED_NAME)
        row.pages, row.left_out = pages, left_out
        row.save(update_fields=["printed", "pages", "left_out"])
        printed = LetterPrinted(
            matter=str(letter.public_id),
            posting=posting,
            purpose=row.purpose.value,
            pages=pages,
        )
        record(act, printed)


def _sign(act: Act, letter: Letter) -> None:
    """Set a letter as PDF and sign it as a package to nobody. Raises TryLater without PDF."""
    pdf = keep_letter_pdf(letter)
    with transaction.atomic():
        row = selectors.find_waiting(letter.public_id, lock=True)
        if row is None or row.package:
            return
        row.pdf, row.pdf_trouble = pdf.file, pdf.trouble
        if pdf.file:
            files = [*pdf.parts(), *file_parts(list(selectors.files_of(row)))]
            document = selectors.document_of(row)
            row.package = sign_open(
                act, matter=row.public_id, unit=row.company, document=document, files=files
            ).package
        row.save(update_fields=["package", "pdf", "pdf_trouble"])
    if pdf.file is None:
        raise TryLater


def _pages(act: Act, posting: Posting) -> tuple[bytes, int, list[str]]:
    """Return what is printed, its number of pages, and the files that are not among them."""
    letter = posting.letter
    if posting.purpose is OnPaper.WITHDRAWAL:
        data = _set(act, documents.withdrawal_sheet(_sheet(act, posting)), posting)
        _, counts = reading.put_together([Piece(data)])
        return data, counts[0], []
    files = list(selectors.files_of(letter))
    try:
        return _with_sheets(act, posting, files)
    except (TooManyPages, TooMuchWork):  # whoever posts it prints the annexes by themselves
        return _with_sheets(act, posting, [], [one.name for one in files])


def _with_sheets(
    act: Act, posting: Posting, files: Sequence[LetterFile], apart: Sequence[str] = ()
) -> tuple[bytes, int, list[str]]:
    """Return the letter with these annexes between its sheets, as `_pages` does."""
    pdf = posting.letter.pdf
    if pdf is None:
        raise TryLater
    annexes = [documents.read(one.file) for one in files]
    body, counts = reading.put_together([Piece(documents.read(pdf)), *map(Piece, annexes)])
    left_out = [one.name for one, count in zip(files, counts[1:], strict=True) if not count]
    left_out += apart
    pages = sum(counts) + SHEETS
    while True:  # an address of many lines may need a second page
        sheet = _sheet(act, posting, pages=pages, left_out=left_out)
        first, last = (
            _set(act, made(sheet), posting)
            for made in (documents.address_sheet, documents.answer_sheet)
        )
        data, counts = reading.put_together([Piece(first), Piece(body), Piece(last)])
        if sum(counts) <= pages:
            return data, sum(counts), left_out
        pages = sum(counts)


def _set(act: Act, html: str, posting: Posting) -> bytes:
    """Set a sheet as PDF."""
    return documents.render_pdf(
        html,
        title=posting.letter.reference,
        language=posting.letter.language,
        made_at=posting.made_at,
    ).pdf


def _sheet(
    act: Act, posting: Posting, *, pages: int = 0, left_out: list[str] | None = None
) -> Sheet:
    document = selectors.document_of(posting.letter)
    withdrawn = posting.purpose is OnPaper.WITHDRAWAL
    return Sheet(
        language=document.language,
        demonstration=document.demonstration,
        sender=settings.RAPPORT_NAME,
        reference=document.reference,
        dated_on=geneva_date(posting.made_at),
        company=document.addressee.name,
        attention=document.addressee.attention or "",
        to=posting.to.splitlines(),
        return_to=posting.return_to.splitlines(),
        barcode=rules.in_barcode(posting.code),
        code=rules.on_paper(posting.code),
        pages=pages,
        left_out=left_out or [],
        reply_due_on=document.reply_due_on,
        words=labels.withdrawal_text(document, posting.words) if withdrawn else "",
    )


# What a person records


@transaction.atomic
def record_posting(
    act: Act,
    *,
    letter_id: UUID,
    posting_id: UUID,
    posted_on: date,
    way: Way,
    carrier: str = "",
    tracking: str = "",
) -> Posting:
    """Record when and how paper left; a wrong record is struck out, never changed.

    A letter that had left before it was withdrawn is recorded all the same, and the word that
    it is withdrawn is printed then.
    Raises LetterNotFound, PostingNotFound, NotTheSecretariat, RecordedAlready,
    LetterIsWithdrawn, DayImpossible, and what `for_company` raises of the reason for which it
    was withdrawn. Records LetterPosted.
    """
    posting = _posting(act, letter_id, posting_id, "record_posting")
    if posting.printed_id is None:
        raise errors.PostingNotFound
    if refusal := rules.why_not_record_posting(selectors.course_of(posting)):
        raise refusal
    withdrawn_at = posting.letter.withdrawn_at if posting.purpose is OnPaper.LETTER else None
    if withdrawn_at and posted_on > geneva_date(withdrawn_at):
        raise LetterIsWithdrawn
    first = geneva_date(posting.made_at)
    if refusal := rules.why_not_day_recorded(posted_on, first=first, last=act.today):
        raise refusal
    posting.posted_on, posting.way = posted_on, way
    posting.carrier, posting.tracking = carrier.strip(), tracking.strip()
    posting.posted_by = accounts.author_of(act)
    posting.save(update_fields=["posted_on", "way", "carrier", "tracking", "posted_by"])
    if _is_newest(posting):
        posting.letter.posted_on = posted_on
        posting.letter.save(update_fields=["posted_on"])
    if withdrawn_at and not posting.letter.received_at:
        tell_withdrawn(act, posting.letter)
    event = LetterPosted(
        matter=str(letter_id),
        posting=str(posting_id),
        purpose=posting.purpose.value,
        way=way.value,
        posted_on=str(posted_on),
    )
    record(act, event)
    return posting


@transaction.atomic
def record_delivery(
    act: Act,
    *,
    letter_id: UUID,
    posting_id: UUID,
    delivered_on: date,
    taken_by: str = "",
    proof: bytes | None = None,
) -> Posting:
    """Record that somebody at the company took paper, with a scan of the proof if there is one.

    From then on silence counts. Raises LetterNotFound, PostingNotFound, NotTheSecretariat,
    NotPosted, RecordedAlready, DayImpossible. Records LetterDelivered.
    """
    posting = _posting(act, letter_id, posting_id, "record_delivery")
    if refusal := rules.why_not_record_delivery(selectors.course_of(posting)):
        raise refusal
    if refusal := _why_not_since(act, posting, delivered_on):
        raise refusal
    posting.delivered_on, posting.taken_by = delivered_on, taken_by.strip()
    posting.proof = _keep_proof(proof)
    posting.delivered_by = accounts.author_of(act)
    posting.save(update_fields=["delivered_on", "taken_by", "proof", "delivered_by"])
    if _is_newest(posting):
        posting.letter.accepted_at = rules.instant_of(delivered_on, at=act.at)
        posting.letter.save(update_fields=["accepted_at"])
    event = LetterDelivered(
        matter=str(letter_id),
        posting=str(posting_id),
        purpose=posting.purpose.value,
        delivered_on=str(delivered_on),
    )
    record(act, event)
    return posting


@transaction.atomic
def record_return(
    act: Act, *, letter_id: UUID, posting_id: UUID, returned_on: date, reason: str = ""
) -> Posting:
    """Record that paper came back to the office: the company has not got it.

    Raises LetterNotFound, PostingNotFound, NotTheSecretariat, NotPosted, RecordedAlready,
    DayImpossible. Records LetterCameBack.
    """
    posting = _posting(act, letter_id, posting_id, "record_return")
    if refusal := rules.why_not_record_return(selectors.course_of(posting)):
        raise refusal
    if refusal := _why_not_since(act, posting, returned_on):
        raise refusal
    posting.returned_on, posting.return_reason = returned_on, reason.strip()
    posting.returned_by = accounts.author_of(act)
    posting.save(update_fields=["returned_on", "return_reason", "returned_by"])
    if _is_newest(posting):
        posting.letter.bounced_at = rules.instant_of(returned_on, at=act.at)
        posting.letter.save(update_fields=["bounced_at"])
    event = LetterCameBack(
        matter=str(letter_id),
        posting=str(posting_id),
        purpose=posting.purpose.value,
        returned_on=str(returned_on),
    )
    record(act, event)
    return posting


@transaction.atomic
def post_again(act: Act, *, letter_id: UUID, address: str, return_to: str) -> Letter:
    """Have a letter that came back, also one by e-mail, printed to a corrected address.

    Its days run on; an upload code that stood in the e-mail opens nothing any more. Raises
    LetterNotFound, NotTheSecretariat, NotCameBack, AddressUnusable, RendererMissing. Records
    LetterResent.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_handle_mail(act.actor, "post_again"):
        raise refusal
    if not letter.bounced_at or letter.received_at or letter.withdrawn_at:
        raise errors.NotCameBack
    if refusal := why_not_post_to(address, return_to):
        raise refusal
    letter.post_to, letter.mail_to = "\n".join(rules.address_lines(address)), ""
    letter.posted_on = letter.accepted_at = letter.bounced_at = None
    letter.save(update_fields=["post_to", "mail_to", "posted_on", "accepted_at", "bounced_at"])
    end_codes(act, matter=letter_id)  # nobody knows who has read it
    post_letter(act, letter, return_to=return_to)
    record(act, LetterResent(matter=str(letter_id)))
    return letter


def _posting(act: Act, letter_id: UUID, posting_id: UUID, command: str) -> Posting:
    posting = selectors.get_posting(act.actor, letter_id, posting_id, lock=True)
    if refusal := rules.why_not_handle_mail(act.actor, command):
        raise refusal
    return posting


def _why_not_since(act: Act, posting: Posting, day: date) -> Refusal | None:
    first = posting.delivered_on or posting.posted_on or act.today
    return rules.why_not_day_recorded(day, first=first, last=act.today)


def _is_newest(posting: Posting) -> bool:
    newest = selectors.latest_posting(posting.letter)
    return posting == newest


def _keep_proof(proof: bytes | None) -> StoredFile | None:
    if proof is None:
        return None
    if not 0 < len(proof) <= LARGEST_PROOF_BYTES:
        raise errors.FileUnusable(name=PROOF_NAME, most=LARGEST_PROOF_BYTES // 1024**2)
    kept = documents.keep(proof, media_type=kind_of(proof), name=PROOF_NAME)
    documents.check_later(kept)  # it may come from a carrier
    return kept


def kind_of(data: bytes) -> str:
    """Return the media type of a scan, by its first bytes and not by what a browser says."""
    return PDF if data.startswith(b"%PDF-") else "application/octet-stream"

"""Questions about letters on paper, and about scans of what came on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.documents.selectors import why_not_trust
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.communications import errors, rules
from rapport.office.communications.models import (
    Letter,
    Posting,
    Scan,
    ScanFile,
    ScanPart,
    StruckRecord,
)
from rapport.office.communications.rules import OnPaper, Recorded, ScanOutcome
from rapport.office.communications.selectors.letters import (
    find_by_typed_reference,
    get_letter,
    letters_visible_to,
)


def postings_of(letter: Letter) -> QuerySet[Posting]:
    """Return what went, or is to go, on paper about a letter, in order."""
    rows = Posting.objects.filter(letter=letter).select_related("printed", "proof")
    rows = rows.select_related("made_by", "posted_by", "delivered_by", "returned_by")
    return rows.order_by("made_at", "id")


def get_posting(
    actor: Actor, letter_id: UUID, posting_id: UUID, *, lock: bool = False
) -> Posting:
    """Return one of them, with its letter. Raises LetterNotFound, PostingNotFound."""
    letter = get_letter(actor, letter_id, lock=lock)
    rows = Posting.objects.select_related("printed", "proof")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(letter=letter, public_id=posting_id).first()
    if found is None:
        raise errors.PostingNotFound
    found.letter = letter
    return found


def find_posting(posting_id: UUID, *, lock: bool = False) -> Posting | None:
    """Return a posting with its letter, for the work that prints it, or None."""
    rows = Posting.objects.select_related("letter", "letter__pdf")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(public_id=posting_id).first()


def latest_posting(letter: Letter, purpose: OnPaper = OnPaper.LETTER) -> Posting | None:
    """Return the newest posting of a letter, or None."""
    return postings_of(letter).filter(purpose=purpose).last()


def to_be_posted(actor: Actor) -> QuerySet[Posting]:
    """Return what nobody has recorded as posted, oldest first; no letter that is withdrawn.

    Nor the word that one is, where the letter is known not to have left after all; nor a
    letter to an address that was corrected since.
    """
    newer = Posting.objects.filter(
        letter=OuterRef("letter"), purpose=OnPaper.LETTER, pk__gt=OuterRef("pk")
    )
    rows = Posting.objects.filter(letter__in=letters_visible_to(actor), posted_on=None)
    rows = rows.exclude(Q(purpose=OnPaper.LETTER) & Exists(newer))
    rows = rows.exclude(purpose=OnPaper.LETTER, letter__withdrawn_at__isnull=False)
    rows = rows.exclude(purpose=OnPaper.WITHDRAWAL, letter__posted_on=None)
    return rows.select_related("letter").order_by("made_at", "id")


def find_withdrawal_word(letter: Letter) -> Posting | None:
    """Return the word of a letter's withdrawal to its address, but one that came back."""
    rows = postings_of(letter).filter(purpose=OnPaper.WITHDRAWAL, returned_on=None)
    return rows.filter(to=letter.post_to).first()


def course_of(posting: Posting) -> rules.Course:
    """Say where a posting stands."""
    return rules.course(
        posted_on=posting.posted_on,
        delivered_on=posting.delivered_on,
        returned_on=posting.returned_on,
    )


def days_recorded(posting: Posting) -> dict[Recorded, date | None]:
    """Return the days that are on record of a posting."""
    return {
        Recorded.POSTED: posting.posted_on,
        Recorded.DELIVERED: posting.delivered_on,
        Recorded.RETURNED: posting.returned_on,
    }


def struck_of(letter: Letter) -> QuerySet[StruckRecord]:
    """Return the records about a letter on paper that were struck out, in order."""
    rows = StruckRecord.objects.filter(letter=letter)
    rows = rows.select_related("recorded_by", "struck_by", "part", "proof")
    return rows.order_by("struck_at", "id")


def get_struck(posting: Posting, struck_id: UUID) -> StruckRecord:
    """Return a record of a posting that was struck out. Raises PostingNotFound."""
    rows = StruckRecord.objects.filter(posting=posting, public_id=struck_id)
    found = rows.select_related("proof").first()
    if found is None:
        raise errors.PostingNotFound
    return found


def usual_return_address() -> str:
    """Return the address for answers that was typed last; empty before the first."""
    latest = Posting.objects.order_by("made_at", "id").last()
    return latest.return_to if latest else ""


def returned_from(company: str) -> QuerySet[Posting]:
    """Return what came back from a company by post, newest first."""
    rows = Posting.objects.filter(letter__company=company, returned_on__isnull=False)
    return rows.order_by("-returned_on", "-id")


def find_letter_typed(text: str) -> Letter | None:
    """Return the letter under a reference or a code as somebody typed it, or None."""
    code = rules.read_code(text)
    found = find_by_code(code) if code else None
    return found.letter if found else find_by_typed_reference(text)


def find_by_code(code: str) -> Posting | None:
    """Return what bears a code on paper, with its letter, or None."""
    return Posting.objects.filter(code=code).select_related("letter").first()


# Scans


def scans_waiting() -> QuerySet[ScanPart]:
    """Return the parts of scans of which nobody has said where they belong, oldest first.

    For the secretariat: what is in a scan is known once somebody has looked.
    """
    rows = ScanPart.objects.filter(outcome="").select_related("scan", "posting__letter")
    return rows.order_by("id")


def can_be_drawn(part: ScanPart) -> bool:
    """Tell whether the pages of a part of a scan can be shown: a PDF with no finding in it."""
    return part.file.media_type == "application/pdf" and why_not_trust_part(part) is None


def scans_put_aside() -> QuerySet[ScanPart]:
    """Return the parts of scans that somebody has put aside, the latest first."""
    rows = ScanPart.objects.filter(outcome=ScanOutcome.PUT_ASIDE).select_related("scan")
    return rows.order_by("-settled_at", "-id")


def letters_with_scans() -> QuerySet[Letter]:
    """Return the letters whose mark is on a scan that nobody has placed: perhaps a reply."""
    waiting = ScanPart.objects.filter(outcome="", posting__isnull=False).order_by()
    return Letter.objects.filter(pk__in=waiting.values("posting__letter"))


def scans_unread() -> QuerySet[Scan]:
    """Return the scans whose pages nobody has looked at yet, oldest first."""
    return Scan.objects.filter(read_at=None).order_by("id")


def find_scan(scan_id: UUID, *, lock: bool = False) -> Scan | None:
    """Return a scan for the work that looks at it, or None."""
    rows = Scan.objects.select_for_update() if lock else Scan.objects
    return rows.filter(public_id=scan_id).first()


def files_of_scan(scan: Scan) -> QuerySet[ScanFile]:
    """Return the files of a scan, as they were handed in."""
    return ScanFile.objects.filter(scan=scan).select_related("file").order_by("number")


def get_scan_file(scan_id: UUID, number: int) -> ScanFile:
    """Return a file of a scan. Raises ScanNotFound."""
    rows = ScanFile.objects.filter(scan__public_id=scan_id, number=number)
    found = rows.select_related("file").first()
    if found is None:
        raise errors.ScanNotFound
    return found


def get_scan_part(part_id: UUID, *, lock: bool = False) -> ScanPart:
    """Return a part of a scan. Raises ScanNotFound."""
    rows = ScanPart.objects.select_related(
        "scan", "file", "sheet", "answer", "posting__letter", "letter"
    )
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=part_id).first()
    if found is None:
        raise errors.ScanNotFound
    return found


def why_not_trust_part(part: ScanPart) -> Refusal | None:
    """Say that a check for viruses has found something in what a part was cut from.

    Pages that were cut out have other bytes than the file in which something was found.
    """
    files = [one.file for one in files_of_scan(part.scan)]
    own = [one for one in files if one.sha256 == part.file.sha256]
    found = (why_not_trust(one) for one in own or files)
    return next((one for one in found if one), None)


def struck_as(message: UUID) -> StruckRecord | None:
    """Return the record that a scan was put to a letter as this message, if struck out."""
    rows = StruckRecord.objects.filter(message=message)
    return rows.select_related("struck_by", "part").first()


def struck_placings(part: ScanPart) -> QuerySet[StruckRecord]:
    """Return with which letters a part was by mistake, in order."""
    rows = StruckRecord.objects.filter(part=part).select_related("letter", "struck_by")
    return rows.order_by("struck_at", "id")


def parts_kept_as(message: UUID, *, lock: bool = False) -> list[ScanPart]:
    """Return the parts of scans that are kept as one message: the same pages, in order."""
    rows = ScanPart.objects.select_related("letter", "settled_by")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    return list(rows.filter(message=message).order_by("id"))


def part_kept_as(message: UUID) -> ScanPart | None:
    """Return the part of a scan that is, or was by mistake, kept as a message, or None."""
    struck = StruckRecord.objects.filter(message=message).values("part")
    rows = ScanPart.objects.filter(Q(message=message) | Q(pk__in=struck))
    return rows.select_related("scan", "file").first()


def scans_of(messages: Sequence[UUID]) -> dict[UUID, ScanPart]:
    """Return the scans that are kept as these answers."""
    rows = ScanPart.objects.filter(message__in=messages)
    rows = rows.select_related("scan", "settled_by", "file")
    return {row.message: row for row in rows if row.message}

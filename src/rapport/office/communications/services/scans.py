"""Scans of what came on paper: handed in, divided at each sheet, put to letters by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.documents import services as documents
from rapport.documents.models import StoredFile
from rapport.documents.selectors import why_not_trust
from rapport.documents.services.files import printable
from rapport.foundation.acts import Act, geneva_date
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal.services import enqueue, record, still_at_work, work
from rapport.mail import services as mails
from rapport.mail.rules import Road
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.events import ScanHandedIn, ScanPlaced, ScanPutAside
from rapport.office.communications.models import Letter, Scan, ScanFile, ScanPart
from rapport.office.communications.rules import ScanOutcome
from rapport.office.communications.services.posting import PDF, kind_of
from rapport.reading import services as reading
from rapport.reading.services import Codes, Piece

SHEET_NAME = "answer-sheet.pdf"
SHEET_AND_ANSWER = 2
_SETTLED = ["outcome", "settled_at", "settled_by"]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as somebody hands it in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Found:
    """Pages that belong together, before they are kept."""

    code: str
    data: bytes
    media_type: str
    name: str
    pages: int


@transaction.atomic
def hand_in_scan(act: Act, *, files: Sequence[Handed], reached_on: date) -> Scan:
    """Keep scanned paper that reached the office on a day; work looks for codes on its pages.

    Raises NotTheSecretariat, ScanUnusable, DayImpossible. Records ScanHandedIn.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "hand_in_scan"):
        raise refusal
    if refusal := rules.why_not_scan([len(one.data) for one in files]):
        raise refusal
    if refusal := rules.why_not_day_recorded(reached_on, first=date.min, last=act.today):
        raise refusal
    scan = Scan.objects.create(
        reached_on=reached_on, handed_in_at=act.at, handed_in_by=accounts.author_of(act)
    )
    for number, one in enumerate(files, 1):
        file = documents.keep(one.data, media_type=kind_of(one.data), name=f"scan-{number}")
        name = printable(one.name)[:200] or f"scan-{number}"
        ScanFile.objects.create(scan=scan, number=number, name=name, file=file)
    key = f"scan:{scan.public_id}"
    enqueue("office_communications.read_scan", key=key, scan=str(scan.public_id))
    record(act, ScanHandedIn(matter=str(scan.public_id), files=len(files)))
    return scan


@work(
    "office_communications.read_scan",
    what=gettext_noop(
        "Look for our codes on the pages of a scan. Until then its pages wait to be filed."
    ),
    own_transactions=True,
)
def read_scan(act: Act, *, scan: str) -> None:
    """Look for our codes on a scan's pages, and divide it at each sheet that bears one.

    A file that cannot be opened, or in which a check for viruses has found something, is a part
    by itself: a person sees it. Once for each scan.
    """
    waiting = selectors.find_scan(UUID(scan))
    if waiting is None or waiting.read_at:
        return
    files = list(selectors.files_of_scan(waiting))
    bodies = [documents.read(one.file) for one in files]
    looked = [_looked_at(one, body) for one, body in zip(files, bodies, strict=True)]
    parts = [(part, _apart(part)) for part in _parts(files, bodies, looked)]
    with transaction.atomic():
        row = selectors.find_scan(UUID(scan), lock=True)
        if row is None or row.read_at:
            return
        for file, found in zip(files, looked, strict=True):
            if isinstance(found, Refusal):
                file.trouble, file.facts = found.code, found.facts
                file.save(update_fields=["trouble", "facts"])
        for number, (part, apart) in enumerate(parts, 1):
            _keep_part(row, number, part, apart)
        row.read_at = act.at
        row.looked = all(one.looked for one in looked if isinstance(one, Codes))
        row.save(update_fields=["read_at", "looked"])


def _looked_at(file: ScanFile, body: bytes) -> Codes | Refusal:
    """Check a file for viruses, then look at its pages; each may take two minutes."""
    still_at_work()
    documents.check(file.file)
    try:
        if refusal := why_not_trust(file.file):
            raise refusal
        return reading.codes_on(body)
    except Refusal as refusal:
        return refusal


def _parts(
    files: Sequence[ScanFile], bodies: Sequence[bytes], looked: Sequence[Codes | Refusal]
) -> list[_Found]:
    """Return the parts of a scan in the order of their pages."""
    places: list[tuple[int, int]] = []
    pages: list[tuple[int, bool, list[str]]] = []
    for at, found in enumerate(looked):
        if isinstance(found, Refusal):
            places.append((at, 0))
            pages.append((at, False, []))
            continue
        for page, texts in enumerate(found.pages):
            codes = [code for code in map(rules.read_code, texts) if code]
            places.append((at, page))
            pages.append((at, found.is_picture, codes))
    parts: list[_Found] = []
    for code, numbers in rules.divided(pages):
        parts.extend(_cut(code, [places[one] for one in numbers], files, bodies, looked))
    return parts


def _cut(
    code: str,
    places: Sequence[tuple[int, int]],
    files: Sequence[ScanFile],
    bodies: Sequence[bytes],
    looked: Sequence[Codes | Refusal],
) -> list[_Found]:
    """Return pages as one PDF; a whole PDF, and what cannot be cut, as it was handed in."""
    first = places[0][0]
    involved = list(dict.fromkeys(at for at, _ in places))
    found = looked[first]
    if isinstance(found, Refusal):
        return [_as_it_came(code, files[first], bodies[first], 0)]
    whole = len(involved) == 1 and len(places) == len(found.pages)
    if whole and not found.is_picture:
        return [_as_it_came(code, files[first], bodies[first], len(places))]
    pieces = []
    for at in involved:
        pages = [page for file, page in places if file == at]
        pieces.append(Piece(bodies[at], pages[0], pages[-1] + 1))
    try:
        data, counts = reading.put_together(pieces)
    except Refusal:
        counts = []
    if sum(counts) != len(places):  # never lose a page: what cannot be cut stays whole
        return [_as_it_came(code, files[at], bodies[at], 0) for at in involved]
    return [_Found(code, data, PDF, _name_of(files[first]), len(places))]


def _as_it_came(code: str, file: ScanFile, body: bytes, pages: int) -> _Found:
    return _Found(code, body, file.file.media_type, file.name, pages)


def _name_of(file: ScanFile) -> str:
    """Return a file's name as that of a PDF."""
    stem = file.name.rpartition(".")[0] or file.name
    return f"{stem[:190]}.pdf"


def _apart(part: _Found) -> tuple[bytes, bytes] | None:
    """Return the sheet and the answer after it, each as a PDF; None without both."""
    still_at_work()
    if not part.code or part.pages < SHEET_AND_ANSWER:
        return None
    try:
        sheet, _ = reading.put_together([Piece(part.data, 0, 1)])
        answer, _ = reading.put_together([Piece(part.data, 1)])
    except Refusal:
        return None
    return sheet, answer


def _keep_part(
    scan: Scan, number: int, part: _Found, apart: tuple[bytes, bytes] | None
) -> None:
    posting = selectors.find_by_code(part.code) if part.code else None
    ScanPart.objects.create(
        scan=scan,
        number=number,
        file=documents.keep(part.data, media_type=part.media_type, name=f"part-{number}"),
        sheet=apart and documents.keep(apart[0], media_type=PDF, name=f"sheet-{number}"),
        answer=apart and documents.keep(apart[1], media_type=PDF, name=f"answer-{number}"),
        name=part.name,
        pages=part.pages,
        code=part.code,
        posting=posting,
    )


@transaction.atomic
def place_scan(act: Act, *, part_id: UUID, letter: str, reached_on: date) -> Letter:
    """Put pages of a scan to the letter under a reference or a code, as a person has confirmed.

    From then on they wait to be filed as an answer by e-mail does; it arrived on the day on
    which the paper reached the office. Raises ScanNotFound, NotTheSecretariat, ScanSettled,
    LetterNotNamed, DayImpossible. Records ScanPlaced.
    """
    part = _part(act, part_id, "place_scan")
    found = selectors.find_letter_typed(letter)
    if found is None or found.sent_on is None:
        raise errors.LetterNotNamed(typed=letter.strip()[:80] or "–")
    if refusal := rules.why_not_day_recorded(
        reached_on,
        first=found.sent_on,
        last=min(act.today, geneva_date(part.scan.handed_in_at)),
    ):
        raise refusal
    message = mails.take_in_files(
        act,
        road=Road.POST,
        matter=found.public_id,
        raw=documents.read(part.file),
        media_type=part.file.media_type,
        files=_files(part),
        sender=found.company_name,
        arrived_at=rules.instant_of(reached_on, at=act.at),
    )
    _settle(act, part, ScanOutcome.PLACED)
    part.letter, part.message, part.reached_on = found, message.public_id, reached_on
    part.save(update_fields=["letter", "message", "reached_on", *_SETTLED])
    event = ScanPlaced(
        matter=str(found.public_id),
        part=str(part_id),
        message=str(message.public_id),
        by_code=part.posting is not None and part.posting.letter_id == found.pk,
        reached_on=str(reached_on),
    )
    record(act, event)
    return found


def _files(part: ScanPart) -> list[tuple[str, StoredFile]]:
    """Return what is read and filed: the answer before our own sheet, where they are apart."""
    if part.answer and part.sheet:
        return [(part.name, part.answer), (SHEET_NAME, part.sheet)]
    return [(part.name, part.file)]


@transaction.atomic
def put_scan_aside(act: Act, *, part_id: UUID) -> None:
    """Say that pages of a scan belong to no letter. They are kept.

    Raises ScanNotFound, NotTheSecretariat, ScanSettled. Records ScanPutAside.
    """
    part = _part(act, part_id, "put_scan_aside")
    _settle(act, part, ScanOutcome.PUT_ASIDE)
    part.save(update_fields=_SETTLED)
    record(act, ScanPutAside(matter=str(part.scan.public_id), part=str(part_id)))


def _settle(act: Act, part: ScanPart, outcome: ScanOutcome) -> None:
    part.outcome, part.settled_at = outcome, act.at
    part.settled_by = accounts.author_of(act)


def _part(act: Act, part_id: UUID, command: str) -> ScanPart:
    if refusal := rules.why_not_handle_mail(act.actor, command):
        raise refusal
    part = selectors.get_scan_part(part_id, lock=True)
    if part.outcome:
        raise errors.ScanSettled
    return part

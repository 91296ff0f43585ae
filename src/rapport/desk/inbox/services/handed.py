"""Take in files that people hand in; make letters of those that are no package.

A package is taken in as if it had come by itself. Any other file is kept, and read in a
process of its own; nothing follows from what was read before a person confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import errors, rules, selectors
from rapport.desk.inbox.events import FileKept, FileSetAside, LetterConfirmed
from rapport.desk.inbox.models import HandedFile, Letter
from rapport.desk.inbox.rules.handed import Confirmed, HandedState
from rapport.desk.inbox.schemas import HandedAddressee, HandedLetter
from rapport.desk.inbox.services.letters import keep_letter
from rapport.documents import services as documents
from rapport.exchange import services as exchange
from rapport.exchange.services import HandedIn
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.journal.services import record
from rapport.protocol import deadlines, pdf
from rapport.protocol.errors import NotAPdf, PdfEncrypted, PdfWithoutPackage
from rapport.protocol.kinds import LetterPart, Question, Signatory
from rapport.reading import services as reading
from rapport.reading.letter import read_letter
from rapport.web.text import one_line

NO_PACKAGE: Final = (NotAPdf, PdfEncrypted, PdfWithoutPackage)
"""What the exchange says of a file that is no package and carries none."""

LONGEST_TEXT: Final = 200_000
LONGEST_LINE: Final = 500
LONGEST_PASSAGE: Final = 20_000
ORIGINAL: Final = "original"
SUFFIXES: Final = frozenset({".pdf", ".docx", ".eml", ".txt"})


def hand_in_file(act: Act, *, data: bytes, name: str = "") -> HandedIn | HandedFile:
    """Take in a file: a package or receipt as when it comes by itself, any other to be read.

    The same bytes again change nothing, unless nothing could be read in them before. Runs a
    process of its own, so never call this inside a transaction. Raises NotToHandIn and what
    `exchange.hand_in` raises of packages; a file that cannot be read is kept, with the reason.
    Records FileHandedIn and LetterArrived, or FileKept.
    """
    if refusal := rules.why_not_hand_in(act.actor):
        raise refusal
    try:
        return exchange.hand_in(act, data=data)
    except NO_PACKAGE:
        return _keep_to_read(act, data, name)


def _keep_to_read(act: Act, data: bytes, name: str) -> HandedFile:
    digest = sha256(data).hexdigest()
    known = selectors.find_handed(digest)
    if known and (known.read is not None or known.state is not HandedState.WAITING):
        return known
    media_type = pdf.PAGE_TYPE if pdf.is_pdf(data) else "application/octet-stream"
    file = known.file if known else documents.keep(data, media_type=media_type, name=name[:200])
    read, refusal = _read(data)
    told = {
        "read": read,
        "refusal_code": refusal.code if refusal else "",
        "refusal_facts": {
            key: str(fact) for key, fact in (refusal.facts if refusal else {}).items()
        },
    }
    with transaction.atomic():
        row, is_new = HandedFile.objects.get_or_create(
            sha256=digest,
            defaults={
                "file": file,
                "handed_by": accounts.author_of(act),
                "handed_at": act.at,
                **told,
            },
        )
        if not is_new:
            row = _read_again(row, told)
        else:
            pages = len(read["texts"][read["document"]]["pages"]) if read else 0
            kept = FileKept(matter=str(row.public_id), pages=pages, refusal=row.refusal_code)
            record(act, kept)
    return row


def _read_again(row: HandedFile, told: dict[str, Any]) -> HandedFile:
    """Keep what a second try read, when the first read nothing."""
    row = HandedFile.objects.select_for_update().select_related("file").get(pk=row.pk)
    if row.read is None and row.state is HandedState.WAITING:
        for name, value in told.items():
            setattr(row, name, value)
        row.save(update_fields=list(told))
    return row


def _read(data: bytes) -> tuple[dict[str, Any] | None, Refusal | None]:
    """Return what stands in a file, or why nothing could be read."""
    try:
        file = reading.text_of(data)
    except Refusal as refusal:
        return None, refusal
    letter, document = read_letter(file), 0
    for place, text in enumerate(file.texts):
        if text.name == letter.name:
            document = place
            break
    return {
        "kind": file.kind.value,
        "letter": letter.told(),
        "document": document,
        "texts": [
            {
                "name": text.name,
                "pages": [list(page) for page in text.pages],
                "notes": [note.value for note in text.notes],
            }
            for text in file.texts
        ],
        "headers": file.headers,
        "left_out": [list(one) for one in file.left_out],
    }, None


@transaction.atomic
def confirm_letter(act: Act, *, handed_id: UUID, letter: Confirmed) -> Letter:
    """Make a letter of a file, as the lead confirmed it; its clock runs from day 0.

    What was read stays beside it. Raises HandedNotFound, NotTheLead, HandedConfirmed, what
    `rules.why_not_this_letter` says, ReferenceUnreadable, HandedReferenceUsed. Records
    LetterConfirmed.
    """
    row = selectors.get_handed(act.actor, handed_id, lock=True)
    if refusal := rules.why_not_confirm(act.actor, row.state) or rules.why_not_this_letter(
        letter, today=act.today
    ):
        raise refusal
    told = _document(row, letter)
    if other := selectors.find_same_reference(told.reference):
        raise errors.HandedReferenceUsed(reference=told.reference, sent_on=other.sent_on)
    kept = _kept(row, told)
    row.day_zero, row.corrected = letter.day_zero, rules.corrected(row.read, letter)
    decide(act, row, HandedState.CONFIRMED, also=("day_zero", "corrected"))
    record(
        act,
        LetterConfirmed(
            matter=str(kept.public_id),
            file=str(row.public_id),
            questions=len(told.questions),
            day=deadlines.day_number(told.sent_on, act.today),
            corrected=", ".join(row.corrected),
        ),
    )
    return kept


def _kept(row: HandedFile, told: HandedLetter) -> Letter:
    due_on = deadlines.reply_due_on(told.sent_on, timedelta(days=told.reply_period_days))
    try:
        with transaction.atomic():
            return keep_letter(
                told,
                [(row.file, name_of(row))],
                handed=row,
                reference=told.reference,
                sent_on=told.sent_on,
                arrived_at=row.handed_at,
                reply_due_on=due_on,
                public_from=deadlines.public_from(due_on),
                document=told.model_dump_json(),
                demonstration=settings.RAPPORT_DEMO,
            )
    except IntegrityError as trouble:  # two files under one reference in the same moment
        if other := selectors.find_same_reference(told.reference):
            raise errors.HandedReferenceUsed(
                reference=told.reference, sent_on=other.sent_on
            ) from trouble
        raise


@transaction.atomic
def set_file_aside(act: Act, *, handed_id: UUID, reason: str) -> HandedFile:
    """Say that a file is no letter to be answered here, and why; it stays, and can be opened.

    Raises HandedNotFound, NotTheLead, HandedConfirmed, HandedSetAside, HandedReasonMissing.
    Records FileSetAside.
    """
    row = selectors.get_handed(act.actor, handed_id, lock=True)
    if refusal := rules.why_not_set_aside(act.actor, row.state, reason):
        raise refusal
    row.reason = reason.strip()
    decide(act, row, HandedState.SET_ASIDE, also=("reason",))
    record(act, FileSetAside(matter=str(row.public_id)))
    return row


def decide(act: Act, row: HandedFile, state: HandedState, *, also: Sequence[str] = ()) -> None:
    """Say who decided on a locked file, and when; only commands on files do."""
    row.state = state
    row.decided_by, row.decided_at = accounts.author_of(act), act.at
    row.save(update_fields=["state", "decided_by", "decided_at", *also])


def _document(row: HandedFile, letter: Confirmed) -> HandedLetter:
    if letter.type is None or letter.dated_on is None or letter.sent_on is None:
        raise TypeError("the rules ask before")
    whole = selectors.text_of(row)[:LONGEST_TEXT]
    return HandedLetter(
        type=letter.type,
        reference=rules.reference_as_kept(one_line(letter.reference), letter.type),
        language=letter.language,
        subject=one_line(letter.subject)[:LONGEST_LINE],
        dated_on=letter.dated_on,
        sent_on=letter.sent_on,
        day_zero=letter.day_zero,
        reply_period_days=letter.period_days or 0,
        signatories=[
            Signatory(
                mandate=one.mandate,
                title=one_line(one.title)[:LONGEST_LINE],
                holder=one_line(one.holder)[:LONGEST_LINE],
                resolution=one_line(one.resolution)[:80],
            )
            for one in letter.mandates
        ],
        addressee=HandedAddressee(
            name=one_line(letter.entity)[:LONGEST_LINE],
            attention=one_line(letter.person)[:LONGEST_LINE],
        ),
        also_written_to=[one_line(one)[:LONGEST_LINE] for one in letter.also_written_to],
        questions=[
            Question(number=number, text=_plain(text))
            for number, text in enumerate(letter.questions, 1)
        ],
        parts=[LetterPart(name="information", text=whole)] if whole else [],
        interim_measures=_plain(letter.interim_measures)[:LONGEST_PASSAGE],
        publication=_plain(letter.publication)[:LONGEST_PASSAGE],
        annex=one_line(letter.annex)[:LONGEST_LINE],
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def name_of(row: HandedFile) -> str:
    """Return the name under which the file stands with the letter; never its own."""
    suffix = PurePath(row.file.name).suffix.lower()
    return f"{ORIGINAL}{suffix if suffix in SUFFIXES else ''}"

"""Take back what was done by mistake: replies, scans, records of letters on paper.

A record is never changed: as it stood it is kept apart, with who struck it out, when and why.
From then on it counts for nothing; what is right is recorded anew.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.journal.services import record as tell
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.rules import Outcome
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.events import (
    RecordStruck,
    ReplyTakenBack,
    ScanReopened,
    ScanTakenBack,
)
from rapport.office.communications.models import (
    Letter,
    Posting,
    Reply,
    ScanPart,
    StruckRecord,
)
from rapport.office.communications.rules import OnPaper, Recorded, ScanOutcome
from rapport.office.communications.services.posting import tell_withdrawn

LONGEST_REASON: Final = 500
_AS_IT_STOOD: Final = {
    Recorded.POSTED: ("way", "carrier", "tracking"),
    Recorded.DELIVERED: ("taken_by", "proof"),
    Recorded.RETURNED: ("return_reason",),
}
_DAY: Final = {
    Recorded.POSTED: ("posted_on", "posted_by"),
    Recorded.DELIVERED: ("delivered_on", "delivered_by"),
    Recorded.RETURNED: ("returned_on", "returned_by"),
}
_OF_THE_LETTER: Final = {
    Recorded.POSTED: "posted_on",
    Recorded.DELIVERED: "accepted_at",
    Recorded.RETURNED: "bounced_at",
}
"""What a letter's clocks and its standing take from its newest posting."""


@transaction.atomic
def strike_record(
    act: Act,
    *,
    letter_id: UUID,
    posting_id: UUID,
    record: Recorded,
    seen: date | None,
    because: str,
) -> StruckRecord:
    """Strike out what was recorded of a posting; from then on it counts for nothing.

    `seen` is the day that the record says, as whoever strikes it out has read. The company of
    a letter that was withdrawn while it seemed to have come back is told after all.
    Raises LetterNotFound, PostingNotFound, NotTheSecretariat, NothingToStrike, LaterStands,
    ReasonMissing, and what `for_company` raises of the reason for which the letter was
    withdrawn. Records RecordStruck.
    """
    posting = selectors.get_posting(act.actor, letter_id, posting_id, lock=True)
    if refusal := rules.why_not_handle_mail(act.actor, "strike_record"):
        raise refusal
    days = selectors.days_recorded(posting)
    if refusal := rules.why_not_strike(record, seen=seen, days=days):
        raise refusal
    if not because.strip():
        raise errors.ReasonMissing
    struck = _kept(act, posting, record, because)
    _clear(posting, record)
    if posting == selectors.latest_posting(posting.letter):
        setattr(posting.letter, _OF_THE_LETTER[record], None)
        posting.letter.save(update_fields=[_OF_THE_LETTER[record]])
    letter = posting.letter
    is_there = record is Recorded.RETURNED and posting.purpose is OnPaper.LETTER
    if is_there and letter.withdrawn_at and not letter.received_at and not letter.bounced_at:
        tell_withdrawn(act, letter)
    told = RecordStruck(matter=str(letter_id), posting=str(posting_id), record=record.value)
    tell(act, told)
    return struck


def _kept(act: Act, posting: Posting, record: Recorded, because: str) -> StruckRecord:
    day, who = _DAY[record]
    return StruckRecord.objects.create(
        letter=posting.letter,
        posting=posting,
        record=record,
        day=getattr(posting, day),
        recorded_by=getattr(posting, who),
        struck_at=act.at,
        struck_by=accounts.author_of(act),
        because=because.strip()[:LONGEST_REASON],
        **{name: getattr(posting, name) for name in _AS_IT_STOOD[record]},
    )


def _clear(posting: Posting, record: Recorded) -> None:
    fields = [*_DAY[record], *_AS_IT_STOOD[record]]
    for name in fields:
        is_text = name in {"way", "carrier", "tracking", "taken_by", "return_reason"}
        setattr(posting, name, "" if is_text else None)
    posting.save(update_fields=fields)


@transaction.atomic
def take_scan_back(act: Act, *, part_id: UUID, seen: UUID | None, because: str) -> Letter:
    """Take pages of a scan back from a letter to which they do not belong.

    `seen` is the message as which whoever takes them back has seen them with that letter. They
    wait among the scans again, also where the same pages were handed in twice; what was kept
    of them stays with the letter, struck out. Return that letter.
    Raises ScanNotFound, NotTheSecretariat, ScanNotPlaced, NothingToStrike, ScanFiled,
    ReasonMissing. Records ScanTakenBack.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "take_scan_back"):
        raise refusal
    first = selectors.get_scan_part(part_id)
    if first.message:  # in one order, also when another takes back the same pages
        selectors.parts_kept_as(first.message, lock=True)
    part = selectors.get_scan_part(part_id, lock=True)
    letter, message = part.letter, part.message
    if letter is None or message is None:
        raise errors.ScanNotPlaced
    if message != seen:  # another put them to another letter meanwhile
        raise errors.NothingToStrike
    if mail.get_inbound(message).outcome is Outcome.FILED:
        raise errors.ScanFiled
    if not because.strip():
        raise errors.ReasonMissing
    mails.take_back(act, message=message)
    for one in selectors.parts_kept_as(message, lock=True):
        _strike_placing(act, one, because)
    told = ScanTakenBack(matter=str(letter.public_id), part=str(part_id), message=str(message))
    tell(act, told)
    return letter


def why_not_take_reply_back(act: Act, reply: Reply) -> Refusal | None:
    """Say why the actor may not take a reply back."""
    return rules.why_not_take_back(
        act.actor, is_signed=reply.mail is None, is_struck=reply.struck_at is not None
    )


@transaction.atomic
def take_reply_back(act: Act, *, letter_id: UUID, reply_id: UUID, because: str) -> Reply:
    """Take back a reply that somebody filed by mistake, or split wrongly.

    It stays with the letter, struck, with its assessments, and counts for nothing. What it was
    filed from waits again: to be filed anew, put to another letter, or put aside. What is
    public of it stays so until somebody publishes the letter anew.
    Raises LetterNotFound, NotTheSecretariat, ReplyIsSigned, ReplyStruck, ReasonMissing. Records
    ReplyTakenBack.
    """
    selectors.get_letter(act.actor, letter_id, lock=True)
    reply = selectors.get_reply(act.actor, letter_id, reply_id)
    if refusal := why_not_take_reply_back(act, reply):
        raise refusal
    if not because.strip():
        raise errors.ReasonMissing
    reply.struck_at, reply.struck_by = act.at, accounts.author_of(act)
    reply.because = because.strip()[:LONGEST_REASON]
    reply.save(update_fields=["struck_at", "struck_by", "because"])
    assert reply.mail is not None
    tell(
        act,
        ReplyTakenBack(matter=str(letter_id), reply=str(reply_id), message=str(reply.mail)),
    )
    mails.reopen(act, message=reply.mail)
    return reply


@transaction.atomic
def reopen_scan(act: Act, *, part_id: UUID) -> None:
    """Have pages of a scan looked at again that were put aside by mistake.

    Raises ScanNotFound, NotTheSecretariat, ScanNotAside. Records ScanReopened.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "reopen_scan"):
        raise refusal
    part = selectors.get_scan_part(part_id, lock=True)
    if part.outcome is not ScanOutcome.PUT_ASIDE:
        raise errors.ScanNotAside
    part.outcome, part.settled_at, part.settled_by = "", None, None
    part.save(update_fields=["outcome", "settled_at", "settled_by"])
    tell(act, ScanReopened(matter=str(part.scan.public_id), part=str(part_id)))


def _strike_placing(act: Act, part: ScanPart, because: str) -> None:
    if part.letter is None or part.reached_on is None:
        raise errors.ScanNotPlaced
    StruckRecord.objects.create(
        letter=part.letter,
        record=Recorded.PLACED,
        part=part,
        message=part.message,
        day=part.reached_on,
        recorded_by=part.settled_by,
        struck_at=act.at,
        struck_by=accounts.author_of(act),
        because=because.strip()[:LONGEST_REASON],
    )
    part.outcome, part.letter, part.message = "", None, None
    part.reached_on = part.settled_at = part.settled_by = None
    part.save(
        update_fields=[
            "outcome", "letter", "message", "reached_on", "settled_at", "settled_by",
        ]
    )  # fmt: skip

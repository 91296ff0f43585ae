"""What people do about e-mail that did not arrive, or of which that is only said."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.errors import MessageNotFound
from rapport.mail.rules import Purpose
from rapport.office.cases import selectors as cases
from rapport.office.communications import errors, selectors
from rapport.office.communications.events import WithdrawalResent
from rapport.office.communications.models import Letter
from rapport.office.communications.services.mailing import (
    keep_fate,
    mail_withdrawal,
    message_about,
    sent_by_mail,
)
from rapport.office.communications.services.telling import for_company

LONGEST_REASON = 500


@transaction.atomic
def disbelieve_report(act: Act, *, letter_id: UUID, message_id: UUID, reason: str) -> None:
    """Say that a report that a letter came back is not believed, and why.

    The report stays with the letter, which counts as accepted by the mail server again, never
    as delivered; a report that comes later counts. Raises LetterNotFound, NotTheSecretariat,
    NotSentByMail, MessageNotFound, ReasonMissing, NotAReport, DisbelievedAlready.
    """
    letter = sent_by_mail(act, letter_id, "disbelieve_report")
    message_about(letter, message_id)
    if not reason.strip():
        raise errors.ReasonMissing
    mails.disbelieve(act, report=message_id, reason=reason.strip()[:LONGEST_REASON])
    keep_fate(act, matter=letter_id)


@transaction.atomic
def resend_withdrawal(act: Act, *, letter_id: UUID, address: str) -> Letter:
    """Send the word that a letter is withdrawn to a corrected address, after it came back.

    Also when it was never sent, because the letter seemed not to have arrived.
    Raises LetterNotFound, NotTheSecretariat, NotSentByMail, NotToldAnew, what `for_company`
    raises of the reason, and what is wrong with the address. Records WithdrawalResent.
    """
    letter = sent_by_mail(act, letter_id, "resend_withdrawal")
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    lost = mail.last_posted(letter_id, Purpose.WITHDRAWAL)
    untold = selectors.withdrawn_untold(act.actor).filter(pk=letter.pk).exists()
    if not untold and (lost is None or lost.state not in mail.ENDED):
        raise errors.NotToldAnew
    words = for_company(letter, letter.withdrawal_reason)
    mail_withdrawal(act, letter, words, to=address, replaces=lost)
    record(act, WithdrawalResent(matter=str(letter_id)))
    return letter


@transaction.atomic
def let_mail_go(act: Act, *, letter_id: UUID, message_id: UUID) -> None:
    """Say that the company knows by another way what an e-mail to it did not bring.

    Raises LetterNotFound, NotTheSecretariat, NotSentByMail, MessageNotFound, NotEnded.
    """
    sent_by_mail(act, letter_id, "let_mail_go")
    row = mail.get_outbound(message_id)
    if row.matter != letter_id or row.purpose is not Purpose.WITHDRAWAL:
        raise MessageNotFound
    mails.let_go(act, message=message_id)

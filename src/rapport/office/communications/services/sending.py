"""Clear and send letters, keep what became of them; withdraw what stays, close what left."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from rapport.documents import selectors as papers
from rapport.documents.errors import RendererMissing
from rapport.exchange.services import post, sign_open
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal, gettext_noop
from rapport.journal.services import TryLater, enqueue, record, work
from rapport.mail import selectors as mail
from rapport.office.cases import selectors as cases
from rapport.office.communications import errors, rules, selectors
from rapport.office.communications.events import (
    LetterCleared,
    LetterClosed,
    LetterHandedOver,
    LetterTransmitted,
    LetterWithdrawn,
)
from rapport.office.communications.models import Letter, Signature
from rapport.office.communications.rules import Move, Sending
from rapport.office.communications.services.joining import move
from rapport.office.communications.services.learning import note_decisions
from rapport.office.communications.services.mailing import (
    mail_letter,
    mail_withdrawal,
    why_not_mail_to,
)
from rapport.office.communications.services.messages import (
    file_parts,
    keep_letter_pdf,
    prepare,
)
from rapport.office.communications.services.posting import (
    post_letter,
    post_withdrawal,
    why_not_post_to,
)
from rapport.office.communications.services.telling import (
    for_company,
    lock_letter,
    note_taker,
    tell,
)
from rapport.office.communications.services.uploading import close_uploads
from rapport.protocol import kinds


@transaction.atomic
def clear_letter(act: Act, *, letter_id: UUID) -> Letter:
    """Say, as the secretariat, that nothing stands in a letter's way.

    Raises LetterNotFound, NotTheSecretariat, WrongState, and what the letter lacks. Records
    LetterCleared.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_clear(
        act.actor, state=letter.state, content=selectors.content_of(letter)
    ):
        raise refusal
    move(letter, Move.CLEAR)
    record(act, LetterCleared(matter=str(letter_id)))
    return letter


@transaction.atomic
def transmit_letter(act: Act, *, letter_id: UUID, sending: Sending) -> Letter:
    """Send a cleared letter under the reference that the United Nations gave it, day 0 today.

    Its content is fixed here, in this transaction; a job makes the PDF and posts the package,
    or makes the pages that are printed.
    Raises LetterNotFound, NotTheSecretariat, WrongState, AnswersOpen, ReferenceUsed and what
    else is wrong with reference, date and period. Records LetterTransmitted.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    if refusal := _why_not_transmit(act, letter, sending):
        raise refusal
    prepared = prepare(letter, sending, at=act.at, demonstration=settings.RAPPORT_DEMO)
    _fix(act, letter, prepared.document, sending)
    _keep_signatories(letter, prepared.document)
    note_decisions(act, letter)
    if letter.post_to:
        post_letter(act, letter, return_to=sending.return_to)
    else:
        key = f"letter:{letter_id}"
        enqueue("office_communications.dispatch", key=key, letter=str(letter_id))
    record(
        act,
        LetterTransmitted(
            matter=str(letter_id),
            reference=letter.reference,
            mandates=len(prepared.document.signatories),
            questions=len(prepared.document.questions),
            reply_due_on=str(letter.reply_due_on),
        ),
    )
    return letter


def why_not_send(act: Act, letter: Letter, sending: Sending) -> Refusal | None:
    """Say what is wrong with the reference, date and period that were typed, or None."""
    period_text = selectors.parts_of(letter)[rules.PartName.REPLY_PERIOD].text
    if refusal := rules.why_not_send(
        sending,
        type=letter.type,
        period_text=period_text,
        today=act.today,
        demonstration=settings.RAPPORT_DEMO,
    ):
        return refusal
    reference = str(rules.normal_reference(sending.reference, letter.type))
    other = selectors.find_by_reference(reference)
    if other and other.pk != letter.pk:
        return errors.ReferenceUsed(reference=reference, sent_on=selectors.sent_on_of(other))
    if selectors.find_desk(letter.company):
        return None
    if sending.post_to.strip():
        return _why_not_on_paper(letter, sending)
    return _why_not_by_mail(letter, sending)


def _why_not_on_paper(letter: Letter, sending: Sending) -> Refusal | None:
    """Say why a letter cannot go on paper: what a desk of the company takes never does."""
    if not selectors.goes_on_paper(letter.company):
        return errors.CompanyUnreachable(company=letter.company_name)
    return why_not_post_to(sending.post_to, sending.return_to)


def _why_not_by_mail(letter: Letter, sending: Sending) -> Refusal | None:
    """Say why a letter cannot go by e-mail; there the PDF is the letter."""
    if not papers.renderer_is_ready():
        return RendererMissing(packages=papers.PACKAGES)
    return why_not_mail_to(letter, sending.mail_to.strip())


def _why_not_transmit(act: Act, letter: Letter, sending: Sending) -> Refusal | None:
    return rules.why_not_transmit(
        act.actor,
        state=letter.state,
        content=selectors.content_of(letter),
        asked=selectors.asked_count(letter),
        without_asked=sending.without_asked,
    ) or why_not_send(act, letter, sending)


def _fix(act: Act, letter: Letter, document: kinds.Letter, sending: Sending) -> None:
    letter.reference = document.reference
    letter.recipient = selectors.find_desk(letter.company)
    if letter.recipient is None:
        letter.post_to = "\n".join(rules.address_lines(sending.post_to))
        letter.mail_to = "" if letter.post_to else sending.mail_to.strip()
    letter.dated_on, letter.sent_at, letter.sent_on = document.dated_on, act.at, act.today
    letter.reply_period_days = document.reply_period_days
    letter.reply_due_on, letter.public_from = document.reply_due_on, document.public_from
    letter.document = document.model_dump_json()
    letter.demonstration = document.demonstration
    letter.state = rules.LIFE[letter.state, Move.TRANSMIT]
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError as trouble:  # two letters under one reference in the same moment
        if other := selectors.find_by_reference(letter.reference):
            sent_on = selectors.sent_on_of(other)
            raise errors.ReferenceUsed(reference=letter.reference, sent_on=sent_on) from trouble
        raise


def _keep_signatories(letter: Letter, document: kinds.Letter) -> None:
    for one in document.signatories:
        Signature.objects.filter(letter=letter, mandate=one.mandate).update(
            title=one.title, holder=one.holder, resolution=one.resolution
        )


@work(
    "office_communications.dispatch",
    what=gettext_noop(
        "Make the PDF of a letter, and hand the letter over. Until then it has not left."
    ),
    own_transactions=True,
)
def dispatch(act: Act, *, letter: str) -> None:
    """Make a sent letter's PDF and post its package; a letter that was posted stays so.

    Without a renderer it leaves all the same, and says why it has no PDF. Records
    LetterHandedOver.
    """
    waiting = selectors.find_waiting(UUID(letter))
    if waiting is None or waiting.package:
        return
    if waiting.mail_to:
        _dispatch_by_mail(act, waiting)
        return
    pdf = keep_letter_pdf(waiting)
    with transaction.atomic():
        row = selectors.find_waiting(UUID(letter), lock=True)
        if row is None or row.package or row.recipient is None:
            return
        files = [*pdf.parts(), *file_parts(list(selectors.files_of(row)))]
        row.package = post(
            act,
            to=row.recipient.public_id,
            matter=row.public_id,
            document=selectors.document_of(row),
            files=files,
        )
        row.pdf, row.pdf_trouble = pdf.file, pdf.trouble
        row.save(update_fields=["package", "pdf", "pdf_trouble"])
        handed_over = LetterHandedOver(
            matter=letter, package=str(row.package), with_pdf=pdf.file is not None
        )
        record(act, handed_over)


def _dispatch_by_mail(act: Act, waiting: Letter) -> None:
    """Make the PDF with its package and post the message that carries it.

    Without the PDF nothing leaves.
    """
    if mail.sent_about(waiting.public_id):
        return
    pdf = keep_letter_pdf(waiting)
    with transaction.atomic():
        row = selectors.find_waiting(waiting.public_id, lock=True)
        if row is None or mail.sent_about(row.public_id):
            return
        row.pdf, row.pdf_trouble = pdf.file, pdf.trouble
        if pdf.file:
            files = [*pdf.parts(), *file_parts(list(selectors.files_of(row)))]
            document = selectors.document_of(row)
            row.package = sign_open(
                act, matter=row.public_id, unit=row.company, document=document, files=files
            ).package
            mail_letter(act, row, decided_at=row.sent_at or act.at)
        row.save(update_fields=["package", "pdf", "pdf_trouble"])
    if pdf.file is None:
        raise TryLater


@transaction.atomic
def keep_answer_to_package(act: Act, *, package: UUID, reason: str | None) -> None:
    """Note on a letter that the desk's signed answer to its package came; a reason means no.

    Of a letter by mail or on paper: that a desk which the company has by now took it in from
    its PDF.
    """
    letter = selectors.find_by_package(package)
    if letter is None or letter.received_at or letter.refused_at:
        return
    if letter.mail_to or letter.post_to:
        if reason is None and not letter.recipient and (taker := selectors.taker_of(letter)):
            note_taker(letter, taker, act.at)
        return
    if reason is None:
        letter.received_at = act.at
    else:
        letter.refused_at, letter.refusal_reason = act.at, reason
    letter.save(update_fields=["received_at", "refused_at", "refusal_reason"])


@transaction.atomic
def withdraw_letter(act: Act, *, letter_id: UUID, reason: str) -> Letter:
    """Decide that a letter will not be sent, and say why; or take back one that has left.

    What has left cannot be called back: the company is told that nothing is expected any more,
    by a short e-mail or on paper if the letter went so; unless its desk did not take the
    letter, the e-mail or paper came back, or was never posted. A reply is taken after that too.

    Raises
    ------
    LetterNotFound, NotTheirLetter, WrongState, LetterIsWithdrawn, LetterOnItsWay, MailUnderway,
    ReasonMissing; for what the company reads NamesTypedFree, MarksBroken, WordsTooLong, and
    what keeps us from sending. Records LetterWithdrawn.

    """
    letter = lock_letter(act, letter_id)
    cases.get_case(act.actor, letter.case.public_id, lock=True)  # no consent changes meanwhile
    if refusal := why_not_withdraw(act, letter, reason):
        raise refusal
    if arrival_of(letter).tells_company:
        words = for_company(letter, reason)
        if letter.received_at:
            tell(act, letter, kinds.Withdrawal, {"reason": words})
        elif letter.post_to:
            post_withdrawal(act, letter, words)
        else:
            mail_withdrawal(act, letter, words)
    move(letter, Move.WITHDRAW)
    letter.withdrawn_at, letter.withdrawal_reason = act.at, reason.strip()
    if letter.sent_at:
        letter.closed_at = letter.closed_at or act.at
    letter.save(update_fields=["withdrawn_at", "withdrawal_reason", "closed_at"])
    close_uploads(act, letter)
    record(act, LetterWithdrawn(matter=str(letter_id)))
    return letter


def why_not_withdraw(act: Act, letter: Letter, reason: str) -> Refusal | None:
    """Say why the actor may not withdraw a letter with a reason, or None."""
    return rules.why_not_withdraw(
        act.actor,
        state=letter.state,
        mandate=letter.mandate,
        reason=reason,
        arrival=arrival_of(letter),
    )


def arrival_of(letter: Letter) -> rules.Arrival:
    """Return what is known of a letter at the company."""
    return rules.Arrival(
        received_at=letter.received_at,
        refused_at=letter.refused_at,
        withdrawn_at=letter.withdrawn_at,
        by_mail=bool(letter.mail_to),
        accepted_at=letter.accepted_at,
        bounced_at=letter.bounced_at,
        by_post=bool(letter.post_to),
        posted_on=letter.posted_on,
    )


@transaction.atomic
def close_letter(act: Act, *, letter_id: UUID) -> Letter:
    """Say that nothing more is expected on a letter. A reply is taken after that too.

    Raises LetterNotFound, NotTheirLetter, WrongState. Records LetterClosed.
    """
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_close(act.actor, state=letter.state, mandate=letter.mandate):
        raise refusal
    move(letter, Move.CLOSE)
    letter.closed_at = act.at
    letter.save(update_fields=["closed_at"])
    close_uploads(act, letter)
    record(act, LetterClosed(matter=str(letter_id)))
    return letter

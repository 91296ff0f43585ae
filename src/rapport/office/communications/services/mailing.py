"""Letters by e-mail, to companies without a desk; their answers, filed by a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from pydantic import ValidationError

from rapport.documents import services as documents
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.journal.services import record
from rapport.mail import selectors as mail
from rapport.mail import services as mails
from rapport.mail.errors import MessageNotFound, MessageTooLarge, NotSettled
from rapport.mail.models import Inbound, Outbound
from rapport.mail.rules import Outcome, Purpose
from rapport.office.communications import errors, labels, rules, selectors
from rapport.office.communications.events import LetterResent
from rapport.office.communications.models import Letter, LetterFile, Reply
from rapport.office.communications.rules import Filing
from rapport.office.communications.services.replies import keep_reply
from rapport.office.communications.services.uploading import new_code
from rapport.office.uploads.selectors import page_address
from rapport.protocol import kinds, pdf
from rapport.protocol.errors import LetterIsWithdrawn

MOST_BYTES = 6 * 1024 * 1024
"""Of files that go with a letter by e-mail: twice, in its PDF too, and a third more each."""


def why_not_mail_to(letter: Letter, address: str) -> Refusal | None:
    """Say why a letter cannot go to an address by e-mail; its PDF is made later."""
    size = sum(file.file.size for file in selectors.files_of(letter))
    if size > MOST_BYTES:
        return MessageTooLarge(size=-(-size // 1024**2), most=MOST_BYTES // 1024**2)
    return mail.why_not_on() or mails.why_not_to(address)


def mail_letter(act: Act, letter: Letter, *, decided_at: datetime) -> None:
    """Write the message that carries a letter, to the address that was confirmed for it.

    Its PDF carries the signed package, its words a new upload code. Decided on when the letter
    was transmitted, or sent again. In the caller's transaction. Raises what `post_mail` raises.
    """
    document = selectors.document_of(letter)
    newest = mail.last_posted(letter.public_id, Purpose.LETTER)
    mails.post_mail(
        act,
        matter=letter.public_id,
        to=letter.mail_to,
        subject=labels.mail_subject(document),
        text=labels.mail_text(
            document, upload_page=page_address(), upload_code=new_code(act, letter)
        ),
        files=[
            mails.Attachment(
                "letter.pdf", "application/pdf", pdf.embed(selectors.package_of(letter))
            ),
            *(_attachment(place, one) for place, one in enumerate(_files(letter), 1)),
        ],
        replaces=newest,
        decided_at=decided_at,
    )


def mail_withdrawal(
    act: Act, letter: Letter, reason: str, *, to: str = "", replaces: Outbound | None = None
) -> None:
    """Write the short message that tells a company that its letter is withdrawn, and why.

    To the address to which the letter went, or to a corrected one. In the caller's transaction.
    Raises what `post_mail` raises.
    """
    document = selectors.document_of(letter)
    mails.post_mail(
        act,
        matter=letter.public_id,
        to=to or letter.mail_to,
        subject=labels.mail_subject(document),
        text=labels.withdrawal_text(document, reason),
        replaces=replaces,
        purpose=Purpose.WITHDRAWAL,
    )


def _files(letter: Letter) -> list[LetterFile]:
    return list(selectors.files_of(letter))


def _attachment(place: int, one: LetterFile) -> mails.Attachment:
    ending = one.name.rpartition(".")[2].lower()
    name = (
        f"annex-{place}.{ending}" if ending.isalnum() and ending.isascii() else f"annex-{place}"
    )
    return mails.Attachment(name, one.file.media_type, documents.read(one.file))


@transaction.atomic
def resend_letter(act: Act, *, letter_id: UUID, address: str) -> Letter:
    """Send a letter that came back or was not taken to a corrected address; the days run on.

    Raises LetterNotFound, NotTheSecretariat, NotSentByMail, LetterIsWithdrawn, StillOnItsWay,
    and what is wrong with the address. Records LetterResent.
    """
    letter = sent_by_mail(act, letter_id, "resend_letter")
    if letter.withdrawn_at:
        raise LetterIsWithdrawn
    if not letter.bounced_at or letter.received_at or mail.waiting_for(letter_id):
        raise errors.StillOnItsWay
    if refusal := why_not_mail_to(letter, address):
        raise refusal
    letter.mail_to, letter.bounced_at, letter.accepted_at = address, None, None
    letter.save(update_fields=["mail_to", "bounced_at", "accepted_at"])
    if letter.package is None:
        raise errors.StillOnItsWay
    mail_letter(act, letter, decided_at=act.at)
    record(act, LetterResent(matter=str(letter_id)))
    return letter


@transaction.atomic
def settle_doubt(act: Act, *, letter_id: UUID, message_id: UUID, arrived: bool) -> None:
    """Say that a message in doubt arrived, or have it sent once more; no withdrawn letter is.

    Raises LetterNotFound, NotTheSecretariat, NotSentByMail, MessageNotFound, NotInDoubt,
    LetterIsWithdrawn.
    """
    letter = sent_by_mail(act, letter_id, "settle_doubt")
    row = mail.get_outbound(message_id)
    if row.matter != letter_id:
        raise MessageNotFound
    if letter.withdrawn_at and row.purpose is Purpose.LETTER and not arrived:
        raise LetterIsWithdrawn
    mails.settle_doubt(act, message=message_id, arrived=arrived)


@transaction.atomic
def change_mail_address(act: Act, *, letter_id: UUID) -> str:
    """Give a letter another address for answers; what comes to the old one is looked at.

    Raises LetterNotFound, NotTheSecretariat, NotSentByMail.
    """
    sent_by_mail(act, letter_id, "change_mail_address")
    return mails.change_address(act, matter=letter_id)


@transaction.atomic
def file_mail(act: Act, *, letter_id: UUID, message_id: UUID, filing: Filing) -> Reply:
    """File a message as the company's reply, as a person has split it against the questions.

    From then on it is a reply like one that came in a package; it came when the message came,
    or the last of several that are filed as one. The letter may have gone as a package: a
    company answers by the road that it likes.
    Raises LetterNotFound, NotTheSecretariat, MessageNotFound, AlreadySettled,
    NothingToFile, TextTooLong and what `why_not_receive` says. Records ReplyReceived.
    """
    letter = _handled(act, letter_id, "file_mail")
    message = _assigned(letter, message_id)
    if refusal := rules.why_not_file(filing):
        raise refusal
    others = [_assigned(letter, one) for one in dict.fromkeys(filing.together)]
    whole = [message, *(one for one in others if one != message)]
    at = max(one.arrived_at for one in whole)
    document = _document(letter, message, filing)
    questions = len(selectors.questions_of(letter))
    if refusal := rules.why_not_receive(
        document, reference=letter.reference, questions=questions, at=at
    ):
        raise refusal
    files = [(one.name, one.file) for each in whole for one in mail.files_of(each)]
    mails.settle(act, message=message_id, outcome=Outcome.FILED)
    for one in whole[1:]:
        mails.settle(act, message=one.public_id, outcome=Outcome.FILED, together_with=message)
    return keep_reply(act, letter, document, at=at, mail=message_id, files=files)


@transaction.atomic
def put_mail_aside(act: Act, *, letter_id: UUID, message_id: UUID) -> None:
    """Say that a message about a letter is no reply. It stays with the letter.

    Raises LetterNotFound, NotTheSecretariat, MessageNotFound, AlreadySettled.
    """
    letter = _handled(act, letter_id, "put_mail_aside")
    _assigned(letter, message_id)
    mails.settle(act, message=message_id, outcome=Outcome.PUT_ASIDE)


@transaction.atomic
def record_receipt(act: Act, *, letter_id: UUID, message_id: UUID, on: date, by: str) -> None:
    """Record that a message acknowledges receipt: the letter is there, and no clock stops.

    It is no reply. Raises LetterNotFound, NotTheSecretariat, MessageNotFound, AlreadySettled,
    ReceiptDayWrong. Records MailAcknowledges.
    """
    letter = _handled(act, letter_id, "record_receipt")
    _assigned(letter, message_id)
    sent_on = letter.sent_on or act.today
    if refusal := rules.why_not_receipt_on(on, sent_on=sent_on, today=act.today):
        raise refusal
    mails.acknowledge(act, message=message_id, on=on, by=by.strip())


@transaction.atomic
def reopen_mail(act: Act, *, letter_id: UUID, message_id: UUID) -> None:
    """Have a message about a letter looked at again that was put aside by mistake.

    Also one that was taken for an acknowledgement of receipt. One that was filed waits again
    once its reply is taken back. Raises LetterNotFound, NotTheSecretariat, MessageNotFound,
    NotSettled. Records MailReopened.
    """
    letter = _handled(act, letter_id, "reopen_mail")
    if _assigned(letter, message_id).outcome not in rules.MAY_REOPEN:
        raise NotSettled
    mails.reopen(act, message=message_id)


@transaction.atomic
def reopen_quarantined(act: Act, *, message_id: UUID) -> None:
    """Have a message in quarantine looked at again that was put aside by mistake.

    Raises NotTheSecretariat, MessageNotFound, NotSettled. Records MailReopened.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "reopen_mail"):
        raise refusal
    if not mail.get_inbound(message_id, lock=True).quarantine:
        raise MessageNotFound
    mails.reopen(act, message=message_id)


@transaction.atomic
def move_mail(act: Act, *, letter_id: UUID, message_id: UUID, reference: str) -> Letter:
    """Put an e-mail that waits at a letter to another letter, that it is about; return that.

    Raises LetterNotFound, NotTheSecretariat, MessageNotFound, NoSuchLetter, AlreadySettled,
    NotToMove. Records MailMoved, MailAssigned.
    """
    letter = _handled(act, letter_id, "move_mail")
    _assigned(letter, message_id)
    other = selectors.find_by_typed_reference(reference)
    if other is None:
        raise errors.NoSuchLetter(reference=reference.strip()[:80] or "–")
    mails.move(act, message=message_id, matter=other.public_id)
    return other


@transaction.atomic
def assign_mail(act: Act, *, message_id: UUID, reference: str) -> Letter | None:
    """Say to which letter a message in quarantine belongs; an empty reference: to none.

    Raises NotTheSecretariat, MessageNotFound, AlreadySettled, NoSuchLetter.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "assign_mail"):
        raise refusal
    if not reference.strip():
        if not mail.get_inbound(message_id, lock=True).quarantine:
            raise MessageNotFound
        mails.settle(act, message=message_id, outcome=Outcome.PUT_ASIDE)
        return None
    known = selectors.find_by_typed_reference(reference)
    if known is None:
        raise errors.NoSuchLetter(reference=reference.strip()[:80])
    mails.assign(act, message=message_id, matter=known.public_id)
    return known


def give_mail_up(act: Act, *, message_id: UUID) -> None:
    """Ask no more for a message that the mail server does not hand out.

    Raises NotTheSecretariat, MessageNotFound, NotWithheld.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "give_mail_up"):
        raise refusal
    mails.give_up(act, withheld=message_id)


def ask_for_mail(act: Act, *, message_id: UUID) -> None:
    """Have a message that the mail server does not hand out asked for again at once.

    Raises NotTheSecretariat, MessageNotFound, NotWithheld.
    """
    if refusal := rules.why_not_handle_mail(act.actor, "ask_for_mail"):
        raise refusal
    mails.ask_soon(act, withheld=message_id)


def message_about(letter: Letter, message_id: UUID) -> Inbound:
    """Return a message that came about a letter. Raises MessageNotFound."""
    message = mail.get_inbound(message_id)
    if message.matter != letter.public_id:
        raise MessageNotFound
    return message


@transaction.atomic
def keep_fate(act: Act, *, matter: UUID) -> None:
    """Note on a letter what became of the newest message that carries it."""
    letter = selectors.mailed_letter(matter, lock=True)
    newest = mail.last_posted(matter, Purpose.LETTER)
    if letter is None or newest is None:
        return
    letter.accepted_at, letter.bounced_at = newest.handed_over_at, newest.ended_at
    letter.save(update_fields=["accepted_at", "bounced_at"])


def _handled(act: Act, letter_id: UUID, command: str) -> Letter:
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_handle_mail(act.actor, command):
        raise refusal
    return letter


def _assigned(letter: Letter, message_id: UUID) -> Inbound:
    """Return a message about a letter; one in quarantine is first assigned to it."""
    message = message_about(letter, message_id)
    if message.quarantine:
        raise MessageNotFound
    return message


def sent_by_mail(act: Act, letter_id: UUID, command: str) -> Letter:
    """Return a letter that went by e-mail, locked, for a command of the secretariat.

    Raises LetterNotFound, NotTheSecretariat, NotSentByMail.
    """
    letter = _handled(act, letter_id, command)
    if not letter.mail_to:
        raise errors.NotSentByMail
    return letter


def _document(letter: Letter, message: Inbound, filing: Filing) -> kinds.Reply:
    try:
        return kinds.Reply.model_validate(
            {
                "reply": uuid4(),
                "letter": letter.public_id,
                "reference": letter.reference,
                "kind": filing.kind,
                "language": letter.language,
                "dated_on": filing.dated_on,
                "sent_at": min(message.said_at or message.arrived_at, message.arrived_at),
                "entity": letter.company_name[:500],
                "signed_by": filing.signed_by.strip() or message.sender or "–",
                "opening": filing.opening.strip(),
                "answers": [
                    {"number": number, "stance": stance, "text": text.strip()}
                    for number, (stance, text) in sorted(filing.answers.items())
                ],
                "wish": filing.wish,
                "demonstration": letter.demonstration,
            }
        )
    except ValidationError as trouble:
        raise errors.ReplyOverlong from trouble

"""What an office promises about its letters: rows that `office` adds to its table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from tests.permissions.table import Ask, Page
from tests.protocol.making import OPENING

from rapport.accounts.models import Person
from rapport.accounts.selectors import actor_of
from rapport.demo.cast import HOLLINBRAKE, QUILLMOOR
from rapport.documents import services as documents
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation import clock
from rapport.foundation.acts import Act, Actor, Door
from rapport.foundation.errors import Refusal
from rapport.office.communications import rules, services
from rapport.office.communications.models import (
    Letter,
    LetterFile,
    Posting,
    Reply,
    ScanPart,
)
from rapport.office.communications.rules import (
    Content,
    PartName,
    PublicFrom,
    Sending,
    SignatureState,
    State,
)
from rapport.protocol import kinds
from rapport.protocol.kinds import LetterType, Stance
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey

MANDATE: Final = "demo-open-assembly"
OFFICERS: Final = frozenset({"secretariat", "mandate_member"})
SECRETARIAT: Final = frozenset({"secretariat"})
MEMBER: Final = frozenset({"mandate_member"})
RUNNING: Final = frozenset({"secretariat", "administrator"})
TODAY: Final = date(2026, 3, 2)
NOT_MADE: Final = frozenset({404})
"""What is answered where no package was made yet: the stage sends nothing."""

NOT_MAILED: Final = frozenset({409})
"""What is answered about a letter that did not go by e-mail."""

COMPLETE: Final = Content(
    subject="Accounts",
    empty_parts=(),
    questions=1,
    free_names=0,
    broken_marks=(),
    company="Quillmoor Social",
    company_is_reached=True,
)


def _write(command: str) -> Ask:
    def ask(actor: Actor) -> Refusal | None:
        return rules.why_not_write(actor, command, state=State.DRAFT, mandate=MANDATE)

    return ask


def _answer(command: str) -> Ask:
    def ask(actor: Actor) -> Refusal | None:
        return rules.why_not_answer(
            actor,
            command,
            state=State.CIRCULATING,
            mandate=MANDATE,
            signs=SignatureState.ASKED,
        )

    return ask


def _mail(command: str) -> Ask:
    return lambda actor: rules.why_not_handle_mail(actor, command)


MAIL: Final = (
    "resend_letter",
    "settle_doubt",
    "disbelieve_report",
    "resend_withdrawal",
    "let_mail_go",
    "change_mail_address",
    "renew_upload_code",
    "take_out_infected",
    "file_mail",
    "put_mail_aside",
    "record_receipt",
    "reopen_mail",
    "move_mail",
    "assign_mail",
    "give_mail_up",
    "ask_for_mail",
    "record_posting",
    "record_delivery",
    "record_return",
    "post_again",
    "hand_in_scan",
    "place_scan",
    "put_scan_aside",
    "reopen_scan",
    "strike_record",
    "take_scan_back",
)
SAYING: Final = ("answer_extension", "send_clarification", "answer_message", "send_follow_up")


def _say(command: str) -> Ask:
    def ask(actor: Actor) -> Refusal | None:
        return rules.why_not_say(
            actor,
            command,
            state=State.TRANSMITTED,
            mandate=MANDATE,
            received_at=datetime(2026, 3, 2, tzinfo=UTC),
            withdrawn_at=None,
        )

    return ask


RULES: Final[Mapping[str, Ask]] = {
    "hand_in_file": rules.why_not_hand_in,
    "forget_learned": rules.why_not_forget_learned,
    "draft_letter": lambda actor: rules.why_not_draft(
        actor, mandate=MANDATE, case_is_open=True
    ),
    "edit_letter": _write("edit_letter"),
    "save_part": _write("save_part"),
    "save_questions": _write("save_questions"),
    "attach_file": _write("attach_file"),
    "take_away_file": _write("take_away_file"),
    "circulate_letter": lambda actor: rules.why_not_circulate(
        actor, state=State.DRAFT, mandate=MANDATE, content=COMPLETE
    ),
    "ask_to_join": lambda actor: rules.why_not_ask(
        actor,
        state=State.DRAFT,
        mandate=MANDATE,
        is_in_force=True,
        signs=None,
        due_on=TODAY,
        today=TODAY,
    ),
    "join_letter": _answer("join_letter"),
    "decline_to_join": _answer("decline_to_join"),
    "return_to_draft": lambda actor: rules.why_not_return(
        actor, state=State.CIRCULATING, mandate=MANDATE
    ),
    "clear_letter": lambda actor: rules.why_not_clear(
        actor, state=State.CIRCULATING, content=COMPLETE
    ),
    "transmit_letter": lambda actor: rules.why_not_transmit(
        actor, state=State.CLEARED, content=COMPLETE, asked=0, without_asked=False
    ),
    **{command: _mail(command) for command in MAIL},
    "take_reply_back": lambda actor: rules.why_not_take_back(
        actor, is_signed=False, is_struck=False
    ),
    "withdraw_letter": lambda actor: rules.why_not_withdraw(
        actor, state=State.DRAFT, mandate=MANDATE, reason="The matter was settled."
    ),
    **{command: _say(command) for command in SAYING},
    "close_letter": lambda actor: rules.why_not_close(
        actor, state=State.TRANSMITTED, mandate=MANDATE
    ),
    "assess_answer": lambda actor: rules.why_not_assess(
        actor, state=State.TRANSMITTED, signing=(MANDATE,)
    ),
}

_DRAFT: Final = {"letter_id": "draft"}
_LETTER: Final = "letters/<uuid:letter_id>"
_MAILED: Final = f"{_LETTER}/mail/<uuid:message_id>"
_QUARANTINED: Final = "mail/quarantine/<uuid:message_id>"
_WITHHELD: Final = "mail/withheld/<uuid:message_id>"
_NONE: Final = {"message_id": "nothing"}
_POSTED: Final = f"{_LETTER}/post/<uuid:posting_id>"
_PART: Final = "scans/parts/<uuid:part_id>"
_PAPER: Final = {"letter_id": "paper"}
_REPLY: Final = f"{_LETTER}/replies/<uuid:reply_id>"
_QUESTION: Final = f"{_LETTER}/questions/<int:number>"
_MESSAGE: Final = f"{_LETTER}/messages/<uuid:message_id>"
_MANDATE: Final = f"{_LETTER}/joining/<slug:mandate>"

PAGES: Final[tuple[Page, ...]] = (
    Page("letters", get=OFFICERS),
    Page("letters/take-in", get=OFFICERS, post=OFFICERS),
    Page("letters/learned", get=RUNNING),
    Page("letters/learned/forget", post=RUNNING),
    Page("cases/<uuid:case_id>/letters/new", get=OFFICERS, post=OFFICERS),
    Page(_LETTER, get=OFFICERS, closed=404),
    # what it says
    Page(f"{_LETTER}/heading", get=OFFICERS, post=OFFICERS, facts=_DRAFT),
    Page(
        f"{_LETTER}/parts/<slug:name>",
        get=OFFICERS,
        post=OFFICERS,
        facts={**_DRAFT, "name": "part"},
    ),
    Page(f"{_LETTER}/persons/<int:number>/marks", post=OFFICERS, facts=_DRAFT),
    Page(f"{_LETTER}/questions/new", get=OFFICERS, post=OFFICERS, facts=_DRAFT),
    Page(_QUESTION, get=OFFICERS, post=OFFICERS, facts=_DRAFT),
    Page(f"{_QUESTION}/move", post=OFFICERS, facts=_DRAFT),
    Page(f"{_QUESTION}/remove", post=OFFICERS, facts=_DRAFT),
    Page(f"{_LETTER}/files/attach", get=OFFICERS, post=OFFICERS, facts=_DRAFT),
    Page(f"{_LETTER}/files/<uuid:file_id>", get=OFFICERS, facts=_DRAFT, closed=404),
    Page(f"{_LETTER}/files/<uuid:file_id>/take-away", post=OFFICERS, facts=_DRAFT),
    # who signs: the table's member is of the mandate that leads, so none of its own is asked
    Page(f"{_LETTER}/joining/ask", get=OFFICERS, post=OFFICERS, facts=_DRAFT),
    Page(f"{_MANDATE}/join", get=MEMBER, post=MEMBER, facts=_DRAFT),
    Page(f"{_MANDATE}/decline", get=MEMBER, post=MEMBER, facts=_DRAFT),
    Page(f"{_LETTER}/circulate", post=OFFICERS, facts=_DRAFT),
    Page(f"{_LETTER}/return", post=OFFICERS, facts=_DRAFT),
    # how it leaves
    Page(f"{_LETTER}/clear", post=SECRETARIAT, facts=_DRAFT),
    Page(f"{_LETTER}/transmit", get=SECRETARIAT, post=SECRETARIAT, facts=_DRAFT),
    Page(f"{_LETTER}/withdraw", get=OFFICERS, post=OFFICERS, facts=_DRAFT),
    Page(f"{_LETTER}/close", get=OFFICERS, post=OFFICERS),
    Page(f"{_LETTER}/letter.pdf", get=OFFICERS, opens=NOT_MADE),
    Page(f"{_LETTER}/letter.docx", get=OFFICERS),
    Page(f"{_LETTER}/letter.html", get=OFFICERS),
    Page(f"{_LETTER}/letter.rapport", get=OFFICERS, opens=NOT_MADE),
    Page(
        f"{_LETTER}/delivery/<uuid:package>/answer.rapport",
        get=OFFICERS,
        facts={"package": "nothing"},
        opens=NOT_MADE,
    ),
    # by e-mail: the stage sends none
    Page(f"{_LETTER}/mail/resend", get=SECRETARIAT, post=SECRETARIAT),
    Page(f"{_LETTER}/mail/resend-withdrawal", get=SECRETARIAT, post=SECRETARIAT),
    Page(f"{_LETTER}/mail/address", post=SECRETARIAT),
    Page(f"{_LETTER}/upload-code", post=SECRETARIAT, opens=NOT_MAILED),
    Page(_MAILED, get=OFFICERS, post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(f"{_MAILED}/aside", post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(
        f"{_MAILED}/receipt",
        get=SECRETARIAT,
        post=SECRETARIAT,
        facts=_NONE,
        opens=NOT_MADE,
    ),
    Page(f"{_MAILED}/reopen", post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(f"{_MAILED}/move", get=SECRETARIAT, post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(
        f"{_MAILED}/not-believed",
        get=SECRETARIAT,
        post=SECRETARIAT,
        facts=_NONE,
        opens=NOT_MADE,
    ),
    Page(f"{_MAILED}/told", post=SECRETARIAT, facts=_NONE, opens=NOT_MAILED),
    Page(f"{_MAILED}/settle", post=SECRETARIAT, facts=_NONE, opens=NOT_MAILED),
    Page(f"{_MAILED}/message.eml", get=OFFICERS, facts=_NONE, opens=NOT_MADE),
    Page(f"{_MAILED}/files/<int:number>", get=OFFICERS, facts=_NONE, opens=NOT_MADE),
    Page(f"{_MAILED}/files/<int:number>/take", post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page("mail/quarantine", get=SECRETARIAT),
    Page(_QUARANTINED, get=SECRETARIAT, post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(f"{_QUARANTINED}/reopen", post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(f"{_QUARANTINED}/message.eml", get=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(f"{_WITHHELD}/ask", post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    Page(f"{_WITHHELD}/give-up", post=SECRETARIAT, facts=_NONE, opens=NOT_MADE),
    # on paper: the stage has printed a letter and taken in a scan
    Page(f"{_LETTER}/post/again", get=SECRETARIAT, post=SECRETARIAT, facts=_PAPER),
    Page(f"{_POSTED}/print.pdf", get=OFFICERS, facts=_PAPER),
    Page(f"{_POSTED}/posted", get=SECRETARIAT, post=SECRETARIAT, facts=_PAPER),
    Page(f"{_POSTED}/delivered", get=SECRETARIAT, post=SECRETARIAT, facts=_PAPER),
    Page(f"{_POSTED}/returned", get=SECRETARIAT, post=SECRETARIAT, facts=_PAPER),
    Page(f"{_POSTED}/proof", get=OFFICERS, facts=_PAPER, opens=NOT_MADE),
    Page(
        f"{_POSTED}/strike/<slug:record>",
        get=SECRETARIAT,
        post=SECRETARIAT,
        facts={**_PAPER, "record": "fact"},
        opens=NOT_MAILED,
    ),
    Page(
        f"{_POSTED}/struck/<uuid:struck_id>",
        get=OFFICERS,
        facts={**_PAPER, "struck_id": "nothing"},
        opens=NOT_MADE,
    ),
    Page("scans", get=SECRETARIAT, post=SECRETARIAT),
    Page(_PART, get=SECRETARIAT, post=SECRETARIAT),
    Page(f"{_PART}/aside", post=SECRETARIAT),
    Page(
        f"{_PART}/pages/<int:number>.png",
        get=SECRETARIAT,
        facts={"number>.png": "page_png"},
        opens=frozenset({422}),  # it cannot be opened
    ),
    Page(f"{_PART}/reopen", post=SECRETARIAT, opens=NOT_MAILED),
    Page(f"{_PART}/take-back", get=SECRETARIAT, post=SECRETARIAT, opens=NOT_MAILED),
    Page(f"{_PART}/pages", get=SECRETARIAT),
    Page("scans/<uuid:scan_id>/files/<int:number>", get=SECRETARIAT),
    # what is said about it
    Page(f"{_LETTER}/messages/ask", get=OFFICERS, post=OFFICERS),
    Page(f"{_LETTER}/messages/follow-up", get=OFFICERS, post=OFFICERS),
    Page(f"{_MESSAGE}/answer", get=OFFICERS, post=OFFICERS),
    Page(
        f"{_MESSAGE}/more-time",
        get=OFFICERS,
        post=OFFICERS,
        facts={"message_id": "extension"},
    ),
    # what came back
    Page(_REPLY, get=OFFICERS, closed=404),
    Page(f"{_REPLY}/reply.pdf", get=OFFICERS, opens=NOT_MADE),
    Page(f"{_REPLY}/reply.docx", get=OFFICERS),
    Page(f"{_REPLY}/reply.html", get=OFFICERS),
    Page(f"{_REPLY}/reply.rapport", get=OFFICERS, opens=NOT_MADE),
    Page(f"{_REPLY}/receipt.rapport", get=OFFICERS, opens=NOT_MADE),
    Page(f"{_REPLY}/files/<str:name>", get=OFFICERS, facts={"name": "file_name"}, closed=404),
    Page(f"{_REPLY}/files/<str:name>/take", post=SECRETARIAT, facts={"name": "file_name"}),
    Page(f"{_REPLY}/take-back", get=SECRETARIAT, post=SECRETARIAT, opens=NOT_MAILED),
    Page(f"{_REPLY}/questions/<int:number>", get=OFFICERS, post=OFFICERS),
)


def stage(people: Mapping[str, Person], facts: dict[str, object]) -> None:
    """Put a draft, a letter that left and its reply on the stage; name them in the facts."""
    act = Act(actor_of(people["secretariat"]), clock.now(), Door.PAGE)
    desk = Contact.objects.create(
        public_id=uuid4(),
        side="desk",
        name="Quillmoor Social",
        unit=QUILLMOOR,
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    draft = _letter(act, facts)
    file = services.attach_file(
        act, letter_id=draft.public_id, name="annex.txt", media_type="text/plain", data=b"A"
    )
    sent = _send(act, _letter(act, facts))
    reply = _reply(sent, desk)
    Letter.objects.filter(pk=sent.pk).update(received_at=act.at)
    facts |= _on_paper(act, facts)
    facts |= {
        "draft": draft.public_id,
        "part": PartName.CONCERN.value,
        "mandate": MANDATE,
        "file_id": LetterFile.objects.get(pk=file.pk).public_id,
        "letter_id": sent.public_id,
        "reply_id": reply.public_id,
        "file_name": "reply.pdf",
        "message_id": _said(sent, desk, kinds.Clarification, text="Which service?"),
        "extension": _said(
            sent,
            desk,
            kinds.ExtensionRequest,
            until=act.today + timedelta(days=90),
            reason="Two regions.",
        ),
    }


def _on_paper(act: Act, facts: dict[str, object]) -> dict[str, object]:
    """Put a printed letter on the stage, and a scan that nobody has placed."""
    letter = _send(act, _letter(act, facts, HOLLINBRAKE), "AL OTH 15/2099", post_to="Vellanta")
    printed = documents.keep(b"%PDF-1.7", media_type="application/pdf", name="print.pdf")
    Posting.objects.filter(letter=letter).update(printed=printed, pages=1)
    handed = services.Handed("scan.pdf", b"%PDF-1.7")
    scan = services.hand_in_scan(act, files=[handed], reached_on=act.today)
    part = ScanPart.objects.create(scan=scan, number=1, file=printed, name="scan.pdf", pages=1)
    return {
        "paper": letter.public_id,
        "posting_id": Posting.objects.get(letter=letter).public_id,
        "fact": "posted",
        "scan_id": scan.public_id,
        "part_id": part.public_id,
        "page_png": "1.png",
    }


def _said(letter: Letter, desk: Contact, kind: type[kinds.AboutLetter], **said: object) -> UUID:
    """Let the company say something about a letter."""
    at = letter.sent_at
    assert at
    document = kind.model_validate(
        {
            "message": uuid4(),
            "letter": letter.public_id,
            "reference": letter.reference,
            "language": "en",
            "dated_on": letter.sent_on,
            "sent_at": at,
            **said,
        }
    )
    incoming = Incoming(
        package=uuid4(),
        sender=desk,
        kind=kind.KIND,
        matter=letter.public_id,
        answers=None,
        document=document,
        files={},
        arrived_at=at,
    )
    sender = Actor(str(desk.public_id), desk.name)
    services.receive_message(Act(sender, at, Door.PACKAGE), incoming)
    return document.message


def _letter(act: Act, facts: dict[str, object], company: str = QUILLMOOR) -> Letter:
    letter = services.draft_letter(
        act,
        case_id=facts["case_id"],  # type: ignore[arg-type]
        type=LetterType.ALLEGATION,
        company=company,
        subject="Accounts in Vellanta",
        language="en",
    )
    for name in (PartName.INFORMATION, PartName.CONCERN, PartName.LAW):
        services.save_part(act, letter_id=letter.public_id, name=name, text="–", based_on=0)
    services.save_questions(act, letter_id=letter.public_id, texts=["What?"], based_on=0)
    return letter


def _send(
    act: Act, letter: Letter, reference: str = "AL OTH 14/2099", *, post_to: str = ""
) -> Letter:
    services.circulate_letter(act, letter_id=letter.public_id)
    services.clear_letter(act, letter_id=letter.public_id)
    services.transmit_letter(
        act,
        letter_id=letter.public_id,
        sending=Sending(
            reference=reference,
            dated_on=act.today,
            reply_period_days=60,
            public_from=PublicFrom.AFTER_PERIOD,
            post_to=post_to,
            return_to=post_to,
        ),
    )
    letter.refresh_from_db()
    return letter


def _reply(letter: Letter, desk: Contact) -> Reply:
    assert letter.sent_at
    document = kinds.Reply(
        reply=uuid4(),
        letter=letter.public_id,
        reference=letter.reference,
        kind=kinds.ReplyKind.SUBSTANTIVE,
        language="en",
        dated_on=letter.sent_on,
        sent_at=letter.sent_at,
        entity="Quillmoor Social",
        signed_by="Noor Halsted",
        answers=[kinds.Answer(number=1, stance=Stance.ANSWERED, text="This.")],
    )
    incoming = Incoming(
        package=uuid4(),
        sender=desk,
        kind="reply",
        matter=letter.public_id,
        answers=None,
        document=document,
        files={"reply.pdf": Part("reply.pdf", "application/pdf", b"%PDF-1.7")},
        arrived_at=letter.sent_at,
    )
    sender = Actor(str(desk.public_id), desk.name)
    services.receive_reply(Act(sender, letter.sent_at, Door.PACKAGE), incoming)
    return Reply.objects.get(letter=letter)

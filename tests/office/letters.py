"""Letters of the cast on every step of their way, for the tests of the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.office.conftest import Office
from tests.protocol.making import OPENING

from rapport.demo.cast import ENTERPRISE, QUILLMOOR
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation.acts import Act, Actor, Door, geneva_date
from rapport.journal.services import work_off
from rapport.office.cases.models import Case
from rapport.office.communications import services
from rapport.office.communications.models import Letter, Reply
from rapport.office.communications.rules import PartName, PublicFrom, Sending
from rapport.protocol import kinds
from rapport.protocol.kinds import LetterType, Stance
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey

DESK_KEY = SigningKey.generate()
QUESTIONS = (
    "Please provide any additional information and any comment on the above allegations.",
    "Please explain which human rights due diligence was carried out, and in which languages.",
    "Please indicate which remedy was provided to the persons concerned.",
)
TEXTS = {
    PartName.INFORMATION: "According to the information received, accounts were suspended.",
    PartName.CONCERN: "Without prejudging the accuracy of these allegations, we are concerned.",
    PartName.LAW: "The Guiding Principles on Business and Human Rights apply.",
}


def quillmoor() -> Contact:
    """The desk of Quillmoor, known to the office; nobody listens there."""
    found, _ = Contact.objects.get_or_create(
        unit=QUILLMOOR,
        side="desk",
        defaults={
            "public_id": uuid4(),
            "name": "Quillmoor Social",
            "url": "http://127.0.0.1:9",
            "signing_key": DESK_KEY.verify_key().to_text(),
            "encryption_key": OPENING.sealing_key().to_text(),
        },
    )
    return found


def draft(
    office: Office, case: Case | None = None, *, by: str = "mina", **changes: Any
) -> Letter:
    """A letter that was begun, with the usual words of its usual parts."""
    said: dict[str, Any] = {
        "type": LetterType.ALLEGATION,
        "company": QUILLMOOR,
        "subject": "Accounts of tenants’ rights defenders in Vellanta, allegedly suspended",
        "language": "en",
        "attention": "Human rights team",
    }
    case = case or office.case()
    return services.draft_letter(office.act(by), case_id=case.public_id, **(said | changes))


def written(
    office: Office,
    case: Case | None = None,
    *,
    by: str = "mina",
    texts: dict[PartName, str] | None = None,
    questions: Sequence[str] = QUESTIONS,
    **changes: Any,
) -> Letter:
    """A letter with all its parts and questions, to a company whose desk is known."""
    quillmoor()
    letter = draft(office, case, by=by, **changes)
    act = office.act(by)
    for name, text in (TEXTS | (texts or {})).items():
        services.save_part(act, letter_id=letter.public_id, name=name, text=text, based_on=0)
    services.save_questions(act, letter_id=letter.public_id, texts=questions, based_on=0)
    letter.refresh_from_db()
    return letter


def ask(office: Office, letter: Letter, mandate: str = ENTERPRISE, *, days: int = 3) -> None:
    """Ask a mandate to join, until some days from now."""
    act = office.act("mina")
    services.ask_to_join(
        act,
        letter_id=letter.public_id,
        mandate=mandate,
        due_on=act.today + timedelta(days=days),
    )


def circulating(office: Office, **changes: Any) -> Letter:
    """A letter whose text is fixed; the Working Group is asked to join."""
    letter = written(office, **changes)
    ask(office, letter)
    services.circulate_letter(office.act("mina"), letter_id=letter.public_id)
    letter.refresh_from_db()
    return letter


def cleared(office: Office, *, joined: bool = True, **changes: Any) -> Letter:
    """A letter that may leave; the Working Group has joined it."""
    letter = circulating(office, **changes)
    if joined:
        services.join_letter(
            office.act("jonas"), letter_id=letter.public_id, mandate=ENTERPRISE
        )
    services.clear_letter(office.act("mina"), letter_id=letter.public_id)
    letter.refresh_from_db()
    return letter


def sending(reference: str = "AL OTH 14/2099", **changes: Any) -> Sending:
    """What the secretariat types when a letter leaves on 2 March 2026."""
    said: dict[str, Any] = {
        "reference": reference,
        "dated_on": date(2026, 3, 2),
        "reply_period_days": 60,
        "public_from": PublicFrom.AFTER_PERIOD,
        "without_asked": False,
    }
    return Sending(**(said | changes))


def transmitted(office: Office, reference: str = "AL OTH 14/2099", **changes: Any) -> Letter:
    """A letter that left on 2 March 2026; its package waits for the desk, without a PDF."""
    letter = cleared(office, **changes)
    services.transmit_letter(
        office.act("mina"), letter_id=letter.public_id, sending=sending(reference)
    )
    letter.refresh_from_db()
    return letter


def delivered(office: Office, reference: str = "AL OTH 14/2099", **changes: Any) -> Letter:
    """A letter whose receipt came from the desk."""
    letter = transmitted(office, reference, **changes)
    Letter.objects.filter(pk=letter.pk).update(received_at=letter.sent_at + timedelta(hours=2))
    letter.refresh_from_db()
    return letter


def posted(office: Office, reference: str = "AL OTH 14/2099", **changes: Any) -> Letter:
    """A letter whose package was made and is being delivered."""
    letter = transmitted(office, reference, **changes)
    work_off()
    letter.refresh_from_db()
    return letter


def reply_document(letter: Letter, /, **changes: Any) -> kinds.Reply:
    """Quillmoor's reply to a letter, in good order but for the changes."""
    sent_at = changes.get("sent_at") or letter.sent_at + timedelta(days=30)
    fields: dict[str, Any] = {
        "reply": uuid4(),
        "letter": letter.public_id,
        "reference": letter.reference,
        "kind": "substantive",
        "language": "en",
        "dated_on": geneva_date(sent_at),
        "sent_at": sent_at,
        "entity": "Quillmoor Social",
        "signed_by": "Noor Halsted, human rights lead",
        "opening": "Thank you for your letter.",
        "answers": [
            {
                "number": 1,
                "stance": Stance.ANSWERED,
                "text": "Fourteen accounts were looked at.",
            },
            {
                "number": 2,
                "stance": Stance.PARTLY,
                "text": "An assessment was made in English.",
            },
            {"number": 3, "stance": Stance.DECLINED, "text": "An appeal is before a court."},
        ],
        "demonstration": True,
    }
    return kinds.Reply.model_validate(fields | changes)


def arrives(
    office: Office,
    document: kinds.Reply,
    *,
    files: Sequence[Part] = (),
    sender: Contact | None = None,
    on: Any = None,
) -> None:
    """Let a reply arrive, as the exchange hands it over: on the day it was sent."""
    contact = sender or quillmoor()
    at = on or document.sent_at
    incoming = Incoming(
        package=uuid4(),
        sender=contact,
        kind=document.KIND,
        matter=document.letter,
        answers=None,
        document=document,
        files={part.name: part for part in files},
        arrived_at=at,
    )
    services.receive_reply(
        Act(Actor(str(contact.public_id), contact.name), at, Door.PACKAGE), incoming
    )


def replied(office: Office, reference: str = "AL OTH 14/2099", **changes: Any) -> Reply:
    """A letter's full reply, come on day 30."""
    letter = delivered(office, reference)
    arrives(office, reply_document(letter, **changes))
    return Reply.objects.get(letter=letter)

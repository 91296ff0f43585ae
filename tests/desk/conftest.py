"""Quillmoor's desk: its people, letters of an invented office, and the way a reply goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.desk.pages import Browser
from tests.protocol.making import OPENING

from rapport.accounts import services as accounts
from rapport.accounts.models import Person
from rapport.accounts.selectors import actor_of
from rapport.desk.inbox.models import Letter, Question
from rapport.desk.inbox.services import receive_letter, receive_message
from rapport.desk.replies import services as replies
from rapport.desk.replies.models import Reply
from rapport.desk.routing import services as routing
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation import clock
from rapport.foundation.acts import GENEVA, SYSTEM, Act, Actor, Door, Post
from rapport.journal.models import Entry
from rapport.protocol import deadlines, kinds
from rapport.protocol.kinds import PublicWish, Stance
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey

OFFICE_KEY = SigningKey.generate()
QUESTIONS = (
    "Please provide any additional information and any comment on the above allegations.",
    "Please explain which human rights due diligence was carried out, and in which languages.",
    "Please indicate which remedy was provided to the persons concerned.",
)
CAST = {
    "noor": ("Noor Halsted", "lead"),
    "odile": ("Odile Kestane", "owner"),
    "bram": ("Bram Teale", "owner"),
    "tomas": ("Tomas Verrin", "counsel"),
    "petra": ("Petra Lindqvane", "approver"),
    "lioba": ("Lioba Arkwright", "sponsor"),
    "sunniva": ("Sunniva Okafor-Lund", "administrator"),
}


def midday(day: date | str) -> datetime:
    """Noon in Geneva on a date."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(day, time(12), tzinfo=GENEVA).astimezone(UTC)


def letter_document(**changes: Any) -> kinds.Letter:
    """A letter of the invented office, in good order but for the changes."""
    sent_at: datetime = changes.pop("sent_at", midday("2026-03-02"))
    sent_on = sent_at.astimezone(GENEVA).date()
    days = changes.get("reply_period_days", 60)
    due_on = deadlines.reply_due_on(sent_on, timedelta(days=days))
    questions: Sequence[str] = changes.pop("questions", QUESTIONS)
    fields: dict[str, Any] = {
        "letter": uuid4(),
        "type": "AL",
        "reference": "AL OTH 14/2099",
        "language": "en",
        "subject": "Accounts of tenants’ rights defenders in Vellanta, allegedly suspended",
        "dated_on": sent_on,
        "sent_at": sent_at,
        "reply_period_days": days,
        "reply_due_on": due_on,
        "public_from": deadlines.public_from(due_on),
        "signatories": [
            {
                "mandate": "demo-open-assembly",
                "title": "Special Rapporteur on open assembly online",
                "holder": "Ilse Marrowby",
                "resolution": "DEMO/1",
            },
            {
                "mandate": "demo-wg-enterprise",
                "title": "Working Group on enterprise and dignity",
            },
        ],
        "addressee": {"name": "Quillmoor Social", "slug": "demo-quillmoor"},
        "parts": [{"name": "allegations", "text": "According to the information received…"}],
        "questions": [
            {"number": number, "text": text} for number, text in enumerate(questions, 1)
        ],
        "demonstration": True,
    }
    return kinds.Letter.model_validate(fields | changes)


@dataclass
class Desk:
    """A desk in motion: its people by first name, and what happens there."""

    office: Contact
    people: Mapping[str, Person]
    office_key: SigningKey = OFFICE_KEY
    today: datetime = field(default_factory=lambda: midday("2026-03-04"))

    def act(self, who: str, on: str | None = None) -> Act:
        """An act of one of the cast."""
        at = midday(on) if on else self.today
        return Act(actor_of(self.people[who]), at, Door.PAGE)

    def incoming(
        self,
        document: kinds.Document,
        *,
        files: Sequence[Part] = (),
        package: UUID | None = None,
        arrived_at: datetime | None = None,
        sender: Contact | None = None,
    ) -> Incoming:
        """A package as the exchange hands it over."""
        return Incoming(
            package=package or uuid4(),
            sender=sender or self.office,
            kind=document.KIND,
            matter=getattr(document, "letter", uuid4()),
            answers=None,
            document=document,
            files={part.name: part for part in files},
            arrived_at=arrived_at or self.today,
        )

    def receive(self, document: kinds.Document, **how: Any) -> None:
        """Let a package arrive."""
        incoming = self.incoming(document, **how)
        act = Act(
            Actor(str(incoming.sender.public_id), incoming.sender.name),
            incoming.arrived_at,
            Door.PACKAGE,
        )
        take = receive_letter if isinstance(document, kinds.Letter) else receive_message
        with transaction.atomic():
            take(act, incoming)

    def letter(self, *, arrived_on: str = "2026-03-04", **changes: Any) -> Letter:
        """A letter that arrived."""
        document = letter_document(**changes)
        self.receive(document, arrived_at=midday(arrived_on))
        return Letter.objects.get(letter=document.letter)

    def says(
        self, letter: Letter, kind: type[kinds.AboutLetter], *, on: str = "", **said: Any
    ) -> UUID:
        """What the office says about a letter; its id."""
        at = midday(on) if on else self.today
        about = {
            "message": uuid4(),
            "letter": letter.letter,
            "reference": letter.reference,
            "language": "en",
            "dated_on": at.astimezone(GENEVA).date(),
            "sent_at": at,
        }
        document = kind.model_validate(about | said)
        self.receive(document, arrived_at=at)
        return document.message

    def owned_letter(self, owners: Mapping[int, str] | None = None, **changes: Any) -> Letter:
        """A letter whose questions have owners: Odile the first two, Bram the third."""
        letter = self.letter(**changes)
        numbers = Question.objects.filter(letter=letter).values_list("number", flat=True)
        given = owners or {number: "odile" if number < 3 else "bram" for number in numbers}
        routing.name_owners(
            self.act("noor"),
            letter_id=letter.public_id,
            owners={number: self.people[who].public_id for number, who in given.items()},
        )
        return letter

    def answer(self, letter: Letter, number: int, text: str = "", **how: Any) -> None:
        """The owner's finished answer to a question."""
        question = Question.objects.get(letter=letter, number=number)
        owner = next(k for k, p in self.people.items() if p.pk == question.owner_id)
        latest = question.versions.order_by("number").last()
        replies.save_answer(
            self.act(how.pop("by", owner), how.pop("on", None)),
            letter_id=letter.public_id,
            number=number,
            stance=how.get("stance", Stance.ANSWERED),
            text=text or f"The facts on question {number}.",
            finished=how.get("finished", True),
            based_on=latest.number if latest else 0,
        )

    def answered_letter(self, **changes: Any) -> Letter:
        """A letter with a finished answer to every question."""
        letter = self.owned_letter(**changes)
        for number in Question.objects.filter(letter=letter).values_list("number", flat=True):
            self.answer(letter, number)
        return letter

    def reply(self, letter: Letter, *, interim: bool = False, **around: Any) -> Reply:
        """A reply in the making, with everything around the answers."""
        reply = replies.begin_reply(
            self.act("noor"), letter_id=letter.public_id, interim=interim
        )
        said = {
            "interim": interim,
            "language": "en",
            "entity": "Quillmoor Social",
            "signed_by": "Noor Halsted, human rights lead",
            "opening": "Thank you for your letter.",
            "wish": PublicWish.PUBLIC,
        }
        replies.edit_reply(self.act("noor"), reply_id=reply.public_id, **(said | around))
        return reply

    def approved_reply(self, letter: Letter, **how: Any) -> Reply:
        """A reply that the approver signed off."""
        reply = self.reply(letter, **how)
        replies.ask_approval(self.act("noor"), reply_id=reply.public_id)
        replies.approve_reply(self.act("petra"), reply_id=reply.public_id)
        return reply

    def told(self) -> list[str]:
        """The names of the events in the journal, in order."""
        return list(Entry.objects.order_by("id").values_list("name", flat=True))


@pytest.fixture
def desk(db: None, settings: Any, play: Callable[[str], None]) -> Iterator[Desk]:
    """Quillmoor's desk, with an office that is known to it."""
    play("desk")
    settings.RAPPORT_DEMO = True
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.RAPPORT_UNIT = "demo-quillmoor"
    settings.RAPPORT_NAME = "Quillmoor Social"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    system = Act(SYSTEM, clock.now(), Door.COMMAND)
    people = {
        key: accounts.add_person(
            system, name=name, email=f"{key}@quillmoor.invalid", posts=(Post(seat),)
        )
        for key, (name, seat) in CAST.items()
    }
    office = Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=OFFICE_KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    return Desk(office, people)


@pytest.fixture
def on_day(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Let the pages' clock stand at noon of a day."""
    offset = tmp_path / "clock"

    def stand(day: str) -> None:
        ahead = midday(day) - clock.machine_now()
        offset.write_text(str(int(ahead.total_seconds())), encoding="ascii")
        clock.follow(offset)

    yield stand
    clock.follow(None)


@pytest.fixture
def at(desk: Desk) -> Callable[[str], Browser]:
    """Sit one of the cast down before the desk's pages."""

    def sit(who: str) -> Browser:
        return Browser(desk.people[who])

    return sit

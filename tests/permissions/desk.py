"""What a desk promises: the lead leads, owners see their own, notes stay with two seats.

An administrator sees no letter: every door to one is closed to them before it is looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from tests.permissions.table import ANYBODY, SIGNED_IN, Ask, Page
from tests.protocol.making import OPENING

from rapport.accounts.models import Person
from rapport.accounts.selectors import actor_of
from rapport.desk import seats
from rapport.desk.areas import rules as area_rules
from rapport.desk.areas import services as areas
from rapport.desk.areas.services.wording import Wording
from rapport.desk.inbox import rules as inbox_rules
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox import services as inbox_services
from rapport.desk.inbox.models import HandedFile, Letter
from rapport.desk.inbox.rules import Confirmed, DayZero, HandedState, Signing
from rapport.desk.inbox.services import receive_letter, receive_message
from rapport.desk.replies import rules, services
from rapport.desk.replies.rules import Content, State
from rapport.desk.routing import rules as routing_rules
from rapport.desk.routing import services as routing
from rapport.desk.table import rules as table_rules
from rapport.desk.table import services as table
from rapport.desk.table.models import Version
from rapport.desk.table.rules import Row
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door, geneva_date
from rapport.foundation.errors import Refusal
from rapport.protocol import deadlines, kinds
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey

SEATS: Final = tuple(seat.value for seat in seats.Seat)
MAY: Final = seats.MAY
READERS: Final = frozenset({"lead", "owner", "counsel", "approver", "sponsor"})
LEAD: Final = frozenset({"lead"})
SEES_ALL: Final = READERS - {"owner"}
OWNER: Final = frozenset({"owner"})
WRITERS: Final = frozenset({"lead", "owner"})
COUNSEL: Final = frozenset({"counsel"})
APPROVER: Final = frozenset({"approver"})
TALKERS: Final = frozenset({"lead", "owner", "counsel", "approver"})

WHOLE: Final = Content(
    kind=ReplyKind.SUBSTANTIVE,
    stances=(Stance.ANSWERED,),
    unanswered=(),
    opening="",
    entity="Quillmoor Social",
    signed_by="Noor Halsted",
    wish=PublicWish.PUBLIC,
)


def _give_away(actor: Actor) -> Refusal | None:
    return routing_rules.why_not_give_away(actor, number=1, owner=actor.id, reason="On leave.")


def _write(actor: Actor) -> Refusal | None:
    return rules.why_not_write(actor, number=1, owner=actor.id)


def _say(command: str) -> Ask:
    return lambda actor: inbox_rules.why_not_say(actor, command, withdrawn_at=None)


RULES: Final[Mapping[str, Ask]] = {
    "hand_in_file": inbox_rules.why_not_hand_in,
    "confirm_letter": lambda actor: inbox_rules.why_not_confirm(actor, HandedState.WAITING),
    "set_file_aside": lambda actor: inbox_rules.why_not_set_aside(
        actor, HandedState.WAITING, "Spam."
    ),
    "put_file_with_letter": lambda actor: inbox_rules.why_not_put_with(
        actor, HandedState.WAITING
    ),
    "join_letters": lambda actor: inbox_rules.why_not_join(
        actor, is_joined=False, is_one_of_each=True, are_alike=True
    ),
    "acknowledge_letter": lambda actor: inbox_rules.why_not_acknowledge(None, actor),
    **{
        command: _say(command)
        for command in (
            "send_acknowledgement",
            "request_extension",
            "send_clarification",
            "answer_message",
            "redirect_letter",
        )
    },
    "name_owners": routing_rules.why_not_name_owners,
    "change_areas": area_rules.why_not_change_areas,
    "publish_table": table_rules.why_not_publish_tables,
    "acknowledge_question": lambda actor: routing_rules.why_not_take_on(
        actor, number=1, owner=actor.id, acknowledged_at=None
    ),
    "hand_over_question": _give_away,
    "return_question": _give_away,
    "save_answer": _write,
    "attach_file": _write,
    "take_away_file": _write,
    "add_comment": rules.why_not_comment,
    "write_note": rules.why_not_write_note,
    "record_legal_check": lambda actor: rules.why_not_check(actor, number=1, version=1),
    "begin_reply": lambda actor: rules.why_not_begin(actor, ()),
    "edit_reply": lambda actor: rules.why_not_edit(State.DRAFTING, actor),
    "ask_approval": lambda actor: rules.why_not_ask(State.DRAFTING, WHOLE, actor),
    "take_back_reply": lambda actor: rules.why_not_take_back(State.IN_APPROVAL, actor),
    "approve_reply": lambda actor: rules.why_not_approve(State.IN_APPROVAL, "", actor),
    "return_reply": lambda actor: rules.why_not_return(State.IN_APPROVAL, "Why?", actor),
    "submit_reply": lambda actor: rules.why_not_submit(State.APPROVED, WHOLE, actor),
    "record_reply_sent": lambda actor: rules.why_not_record_sent(
        State.APPROVED, actor, came_outside=True
    ),
}

LETTER: Final = "letters/<uuid:letter_id>"
FILE: Final = "letters/take-in/<uuid:handed_id>"
QUESTION: Final = f"{LETTER}/questions/<int:number>"
AREA: Final = "areas/<uuid:area_id>"
REPLY: Final = "replies/<uuid:reply_id>"
SENT: Final = {"reply_id": "sent"}
TWICE: Final = {"letter_id": "from_file", "other_id": "letter_id"}
NOT_PACKED: Final = frozenset({404})
"""On the stage nothing came or went as a package: who may, finds none."""

BY_KEY: Final = frozenset({401})
"""For programs: whoever asks without a key is told to bring one (tests/desk/test_api.py)."""
API: Final = "api/v1/letters/<letter_id>"

PAGES: Final[tuple[Page, ...]] = (
    Page("api/v1/", get=ANYBODY, post=ANYBODY, opens=frozenset({404})),
    Page("api/v1/openapi.json", get=ANYBODY),
    Page("api/v1/letters", get=ANYBODY, opens=BY_KEY),
    Page(API, get=ANYBODY, opens=BY_KEY),
    Page(f"{API}/files/<name>", get=ANYBODY, opens=BY_KEY),
    Page(f"{API}/acknowledgement", post=ANYBODY, opens=BY_KEY),
    Page(f"{API}/questions/<number>/acknowledgement", post=ANYBODY, opens=BY_KEY),
    Page(f"{API}/questions/<number>/answer", opens=BY_KEY),
    Page(
        "api/v1/<path:rest>",
        get=ANYBODY,
        post=ANYBODY,
        facts={"rest": "name"},
        opens=frozenset({404}),
    ),
    Page("", get=SIGNED_IN),
    Page("letters", get=SIGNED_IN),
    Page("letters/take-in", get=SEES_ALL, post=SEES_ALL),
    Page(FILE, get=SEES_ALL, post=LEAD),
    Page(f"{FILE}/set-aside", get=LEAD, post=LEAD),
    Page(f"{FILE}/original", get=SEES_ALL),
    Page(
        f"{FILE}/pages/<int:number>.png",
        get=SEES_ALL,
        facts={"number>.png": "page_png"},
        opens=frozenset({422}),  # it is no PDF
    ),
    Page(f"{FILE}/with/<uuid:letter_id>", post=LEAD),
    Page(LETTER, get=READERS),
    Page(f"{LETTER}/acknowledge", post=LEAD),
    Page(f"{LETTER}/letter.pdf", get=READERS, opens=NOT_PACKED),
    Page(f"{LETTER}/letter.docx", get=READERS),
    Page(f"{LETTER}/letter.html", get=READERS),
    Page(f"{LETTER}/letter.rapport", get=READERS, opens=NOT_PACKED),
    Page(f"{LETTER}/receipt.rapport", get=READERS, opens=NOT_PACKED),
    Page(f"{LETTER}/files/<str:name>", get=READERS),
    Page(f"{LETTER}/acknowledgement", get=LEAD, post=LEAD),
    Page(f"{LETTER}/more-time", get=LEAD, post=LEAD),
    Page(f"{LETTER}/ask", get=LEAD, post=LEAD),
    Page(f"{LETTER}/not-for-us", get=LEAD, post=LEAD),
    Page(f"{LETTER}/messages/<uuid:message_id>/answer", get=LEAD, post=LEAD),
    Page(f"{LETTER}/owners", get=LEAD, post=LEAD),
    Page("areas", get=LEAD),
    Page("areas/new", get=LEAD, post=LEAD),
    Page("areas/forget", post=LEAD),
    Page("areas/absences", post=LEAD),
    Page("areas/absences/<uuid:absence_id>/end", post=LEAD),
    Page("areas/responsibilities/<uuid:responsibility_id>/end", post=LEAD),
    Page(AREA, get=LEAD, post=LEAD),
    Page(f"{AREA}/switch", post=LEAD),
    Page(f"{AREA}/themes", get=LEAD, post=LEAD),
    Page(f"{AREA}/themes/packaged", post=LEAD),
    Page(f"{AREA}/responsibilities", post=LEAD),
    Page("areas/table", get=LEAD, post=LEAD),
    Page("areas/table/publish", get=LEAD, post=LEAD),
    Page("areas/table/withdraw", get=LEAD, post=LEAD),
    Page("areas/table/send", post=LEAD),
    Page("areas/table/versions/<uuid:version_id>", get=LEAD),
    Page("who-answers", get=ANYBODY),
    Page("exchange/v1/routing-table.rapport", get=ANYBODY),
    Page(f"{QUESTION}/take-on", post=OWNER),
    Page(f"{QUESTION}/hand-over", get=OWNER, post=OWNER),
    Page(f"{QUESTION}/return", get=OWNER, post=OWNER),
    Page(QUESTION, get=READERS, post=WRITERS),
    Page(f"{QUESTION}/versions", get=READERS),
    Page(f"{QUESTION}/comments", post=TALKERS),
    Page(f"{QUESTION}/note", post=COUNSEL),
    Page(f"{QUESTION}/read", post=COUNSEL),
    Page(f"{QUESTION}/files", post=WRITERS),
    Page("attachments/<uuid:attachment_id>", get=READERS),
    Page("attachments/<uuid:attachment_id>/take-away", get=WRITERS, post=WRITERS),
    Page(f"{LETTER}/reply", get=LEAD, post=LEAD),
    Page(f"{LETTER}/join/<uuid:other_id>", get=LEAD, post=LEAD, facts=TWICE),
    Page(REPLY, get=READERS, facts=SENT),
    Page(f"{REPLY}/edit", get=LEAD, post=LEAD),
    Page(f"{REPLY}/approval", post=LEAD),
    Page(f"{REPLY}/take-back", post=LEAD),
    Page(f"{REPLY}/approve", post=APPROVER),
    Page(f"{REPLY}/return", get=APPROVER, post=APPROVER),
    Page(f"{REPLY}/send", get=LEAD, post=LEAD),
    Page(f"{REPLY}/sent", get=LEAD, post=LEAD),
    Page(f"{REPLY}/reply.pdf", get=READERS, facts=SENT, opens=NOT_PACKED),
    Page(f"{REPLY}/reply.docx", get=READERS, facts=SENT),
    Page(f"{REPLY}/reply.html", get=READERS, facts=SENT),
    Page(f"{REPLY}/reply.rapport", get=READERS, facts=SENT, opens=NOT_PACKED),
    Page(f"{REPLY}/answer.rapport", get=READERS, facts=SENT, opens=frozenset({404})),
    Page(f"{REPLY}/files/<uuid:attachment_id>", get=READERS, facts=SENT),
)


def stage(people: Mapping[str, Person]) -> dict[str, object]:
    """A letter with the owner's one question; an interim reply that left, another asked for."""
    settings.RAPPORT_UNIT = "demo-quillmoor"
    settings.RAPPORT_NAME = "Quillmoor Social"
    letter_id = _letter()
    question = _question(letter_id)
    acts = {
        seat: Act(actor_of(person), clock.now(), Door.PAGE) for seat, person in people.items()
    }
    routing.name_owners(
        acts["lead"], letter_id=letter_id, owners={1: people["owner"].public_id}
    )
    area = areas.add_area(acts["lead"], wording=Wording(language="en", title="Tenancies"))
    owner = people["owner"].public_id
    answers = areas.give_responsibility(acts["lead"], area_id=area.public_id, owner_id=owner)
    today = acts["lead"].today
    absence = areas.note_absence(acts["lead"], person_id=owner, from_on=today, until_on=today)
    version = _published(acts["lead"])
    attachment = services.attach_file(
        acts["owner"],
        letter_id=letter_id,
        number=1,
        name="register.csv",
        media_type="text/csv",
        data=b"9\n",
        goes_with_reply=True,
    )
    services.save_answer(
        acts["owner"],
        letter_id=letter_id,
        number=1,
        stance=Stance.ANSWERED,
        text="Nine requests came.",
        finished=True,
        based_on=0,
    )
    sent = _asked(acts, letter_id)
    services.approve_reply(acts["approver"], reply_id=sent)
    services.submit_reply(acts["lead"], reply_id=sent)
    handed = inbox_services.hand_in_file(acts["lead"], data=b"To whom it may concern.")
    return {
        "from_file": _from_file(acts["lead"]),
        "handed_id": handed.public_id if isinstance(handed, HandedFile) else None,
        "letter_id": letter_id,
        "area_id": area.public_id,
        "responsibility_id": answers.public_id,
        "absence_id": absence.public_id,
        "version_id": version.public_id,
        "number": 1,
        "page_png": "1.png",
        "name": "annex.txt",
        "attachment_id": attachment.public_id,
        "sent": sent,
        "reply_id": _asked(acts, letter_id),
        "message_id": question,
    }


def _published(lead: Act) -> Version:
    """Publish who answers for what."""
    row = Row(topic="content-moderation", function="Trust & Safety")
    draft = table.save_table(lead, rows=[row], fallback="Human Rights Team", based_on=0)
    return table.publish_table(
        lead, valid_from=lead.today, based_on=draft.version, language="en"
    )


def _question(letter_id: UUID) -> UUID:
    """Let the office ask something about its letter."""
    letter = Letter.objects.select_related("sender").get(public_id=letter_id)
    at = clock.now()
    document = kinds.Clarification(
        message=uuid4(),
        letter=letter.letter,
        reference=letter.reference,
        language="en",
        dated_on=geneva_date(at),
        sent_at=at,
        text="Which service is meant?",
    )
    incoming = Incoming(
        package=uuid4(),
        sender=letter.sender,
        kind="clarification",
        matter=letter.matter,
        answers=None,
        document=document,
        files={},
        arrived_at=at,
    )
    with transaction.atomic():
        receive_message(Act(SYSTEM, at, Door.PACKAGE), incoming)
    return document.message


def _from_file(lead: Act) -> UUID:
    """A letter that came as a file, of which no package is here."""
    row = inbox_services.hand_in_file(lead, data=b"REFERENCE: AL OTH 15/2099")
    assert isinstance(row, HandedFile)
    letter = Confirmed(
        reference="AL OTH 15/2099",
        type=kinds.LetterType.ALLEGATION,
        language="en",
        subject="Accounts, allegedly closed",
        dated_on=lead.today,
        sent_on=lead.today,
        day_zero=DayZero.LETTER_DATE,
        period_days=60,
        mandates=[Signing(mandate="demo-open-assembly", title="Special Rapporteur")],
        questions=["How many requests came?"],
    )
    made = inbox_services.confirm_letter(lead, handed_id=row.public_id, letter=letter)
    return made.public_id


def _asked(acts: Mapping[str, Act], letter_id: UUID) -> UUID:
    lead = acts["lead"]
    reply = services.begin_reply(lead, letter_id=letter_id, interim=True)
    services.edit_reply(
        lead,
        reply_id=reply.public_id,
        interim=True,
        language="en",
        entity="Quillmoor Social",
        signed_by="Noor Halsted",
        opening="",
        wish=PublicWish.PUBLIC,
    )
    services.ask_approval(lead, reply_id=reply.public_id)
    return reply.public_id


def _letter() -> UUID:
    office = Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    at = clock.now()
    document = _document(at)
    incoming = Incoming(
        package=uuid4(),
        sender=office,
        kind="letter",
        matter=uuid4(),
        answers=None,
        document=document,
        files={"annex.txt": Part("annex.txt", "text/plain", b"annex")},
        arrived_at=at,
    )
    with transaction.atomic():
        receive_letter(Act(SYSTEM, at, Door.PACKAGE), incoming)
    found = inbox.find_by_sender(office, document.letter)
    assert found is not None
    return found.public_id


def _document(sent_at: datetime) -> kinds.Letter:
    sent_on = geneva_date(sent_at)
    due_on = deadlines.reply_due_on(sent_on, timedelta(days=60))
    return kinds.Letter.model_validate(
        {
            "letter": uuid4(),
            "type": "AL",
            "reference": "AL OTH 14/2099",
            "language": "en",
            "subject": "Accounts in Vellanta, allegedly suspended",
            "dated_on": sent_on,
            "sent_at": sent_at,
            "reply_period_days": 60,
            "reply_due_on": due_on,
            "public_from": deadlines.public_from(due_on),
            "signatories": [
                {
                    "mandate": "demo-open-assembly",
                    "title": "Special Rapporteur on open assembly online",
                }
            ],
            "addressee": {"name": "Quillmoor Social", "slug": "demo-quillmoor"},
            "questions": [{"number": 1, "text": "How many requests came?"}],
            "demonstration": True,
        }
    )

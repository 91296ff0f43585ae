"""An example of each kind that is about no single letter. Nobody in them exists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from rapport.protocol.kinds import (
    AgendaItem,
    Attribution,
    CallForInput,
    ContactCard,
    ContributedAnswer,
    Contribution,
    DialogueInvitation,
    DialogueNote,
    Document,
    Flag,
    FlagAnswer,
    FlagOutcome,
    FreeAnswer,
    FreeQuestion,
    ItemKind,
    KeptItem,
    KeptState,
    Mandate,
    NotedPoint,
    Outcome,
    Participant,
    PreservationAnswer,
    PreservationItem,
    PreservationRequest,
    Preview,
    PreviewLevel,
    PreviewPurpose,
    Publicity,
    Question,
    Receipt,
    Rejection,
    Route,
    RoutingTable,
    Severity,
    Stance,
    Treatment,
    Weight,
)
from rapport.protocol.kinds import Involvement as Seen
from rapport.protocol.vectors import cast

MANDATES: Final = [
    Mandate(mandate="freedex", title="Special Rapporteur on freedom of opinion and expression")
]
DIALOGUE: Final = UUID("d1a10900-0000-4000-8000-000000000001")
GROUP: Final = "Human rights defenders who use the service"
SEVERITY: Final = Severity(
    scale=Weight(level=4, reason="Accounts are lost for good.", affected_group=GROUP),
    scope=Weight(level=2, reason="About forty accounts are known.", affected_group=GROUP),
    irremediability=Weight(
        level=3, reason="Archives cannot be brought back.", affected_group=GROUP
    ),
    likelihood=5,
    irremediable_by=date(2099, 9, 30),
)
THERE: Final = [
    Participant(function="Special Rapporteur", entity="freedex"),
    Participant(function="Head of human rights", entity="Quillmoor Social"),
]


def message(number: int, days: int) -> dict[str, Any]:
    """Return what a message says of itself, so many days after the first."""
    return {
        "message": UUID(f"3e55a900-0000-4000-8000-{number:012}"),
        "language": "en",
        "dated_on": date(2099, 3, 2) + timedelta(days),
        "sent_at": cast.AT + timedelta(days),
        "demonstration": True,
    }


EXAMPLES: Final[tuple[Document, ...]] = (
    Preview(
        **message(1, 0),
        purpose=PreviewPurpose.FACTS,
        level=PreviewLevel.PRODUCT,
        mandates=MANDATES,
        planned="AL",
        theme="Suspension of accounts",
        product="Quillmoor Social, mobile application",
        facts="Since January 2099 the rules of the product allow suspension without notice.",
        text="Is this the version of the rules that is in force?",
        participants=[THERE[1]],
        expires_on=date(2099, 3, 31),
    ),
    FreeQuestion(
        **message(2, 1),
        mandates=MANDATES,
        subject="Transparency report",
        concerning="Transparency report 2098",
        text="Which requests by States does the report not count?",
        answer_by=date(2099, 4, 1),
    ),
    FreeAnswer(
        **message(3, 12),
        in_answer_to=message(2, 1)["message"],
        stance=Stance.ANSWERED,
        text="Requests under a secrecy order are not counted.",
    ),
    Flag(
        **message(4, 20),
        mandates=MANDATES,
        subject="Alleged campaign of false reports",
        what="It is alleged that organised false reports lead to suspensions.",
        since=date(2099, 2, 1),
        product="Quillmoor Social",
        severity=SEVERITY,
        involvement=Seen.CONTRIBUTE,
        done_so_far="Automatic suspensions on reports are off since 1 March 2099.",
        asked="We ask for the view of the mandate on our measures.",
    ),
    FlagAnswer(
        **message(5, 30),
        in_answer_to=message(4, 20)["message"],
        outcome=FlagOutcome.TAKEN_UP,
        words="We will ask for a meeting.",
        involvement=Seen.NOT_ASSESSED,
    ),
    CallForInput(
        **message(6, 30),
        issued_by=MANDATES,
        title="Call for input: appeals against decisions on content",
        report="Report on appeals",
        presented_to="Human Rights Council, session 112",
        symbol="A/HRC/112/99",
        published_on=date(2099, 4, 1),
        closes_at=datetime(2099, 6, 1, 16, 0, tzinfo=UTC),
        addressees=["Digital technology companies"],
        background="The report looks at how people can appeal.",
        questions=[Question(number=1, text="How can people appeal?")],
        word_limit=2500,
        formats=["DOCX", "PDF"],
        languages=["en", "fr", "es"],
        treatment=Treatment.PUBLIC_UNLESS_ASKED,
    ),
    Contribution(
        **message(7, 60),
        call=message(6, 30)["message"],
        entity="Quillmoor Social",
        signed_by="Head of human rights",
        answers=[
            ContributedAnswer(
                number=1, text="Within 30 days, by a form.", publicity=Publicity.PUBLIC
            )
        ],
    ),
    DialogueInvitation(
        **message(8, 40),
        dialogue=DIALOGUE,
        title="Dialogue on suspensions",
        begins_at=datetime(2099, 5, 20, 12, 0, tzinfo=UTC),
        ends_at=datetime(2099, 5, 20, 13, 30, tzinfo=UTC),
        place="Palais des Nations, Geneva",
        attribution=Attribution.NOT_ATTRIBUTED,
        agenda=[AgendaItem(number=1, text="Notice before suspension", minutes=60)],
        participants=THERE,
        questions=[Question(number=1, text="Who decides on an appeal?")],
        answer_by=date(2099, 5, 1),
    ),
    DialogueNote(
        **message(9, 80),
        dialogue=DIALOGUE,
        held_on=date(2099, 5, 20),
        attribution=Attribution.NOT_ATTRIBUTED,
        participants=THERE,
        points=[NotedPoint(number=1, text="Notice before suspension was discussed.")],
        outcomes=[
            Outcome(
                number=1,
                text="The draft of the new rules is shared.",
                owner="Quillmoor Social, Head of human rights",
                due_on=date(2099, 6, 15),
            )
        ],
    ),
    PreservationRequest(
        **message(10, 5),
        letter=cast.LETTER,
        requested_by="Office of the mandate",
        reason="It is alleged that posts which threaten defenders are being deleted.",
        items=[
            PreservationItem(
                number=1,
                kind=ItemKind.CONTENT,
                platform="Quillmoor Social",
                identifier="https://social.example/posts/2099",
            ),
            PreservationItem(
                number=2,
                kind=ItemKind.DATA_CLASS,
                platform="Quillmoor Social",
                identifier="Records of reports against the twelve accounts",
                from_at=datetime(2099, 1, 1, tzinfo=UTC),
                until_at=datetime(2099, 3, 1, tzinfo=UTC),
            ),
        ],
        keep_from=date(2099, 3, 7),
        keep_until=date(2099, 6, 5),
    ),
    PreservationAnswer(
        **message(11, 7),
        in_answer_to=message(10, 5)["message"],
        items=[
            KeptItem(number=1, state=KeptState.KEPT, kept_until=date(2099, 6, 5)),
            KeptItem(number=2, state=KeptState.GONE, reason="Deleted after 30 days by rule."),
        ],
    ),
    RoutingTable(
        **message(12, 8),
        entity="Quillmoor Social",
        valid_from=date(2099, 4, 1),
        fallback="Head of human rights",
        routes=[Route(topic="suspension", function="Head of trust and safety")],
    ),
    ContactCard(card=cast.DESK.card()),
    Receipt(package=UUID("9ac4a9e0-0000-4000-8000-000000000001"), received_at=cast.AT),
    Rejection(
        package=UUID("9ac4a9e0-0000-4000-8000-000000000001"),
        rejected_at=cast.AT,
        code="package.kind_not_served",
        reason="This installation does not take packages of the kind flag.",
    ),
)

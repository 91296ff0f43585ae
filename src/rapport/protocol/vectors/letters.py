"""An example of each kind that is about one letter. Nobody in them exists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from rapport.protocol.kinds import (
    Acknowledgement,
    Addressee,
    Answer,
    Clarification,
    Commitment,
    CommitmentState,
    CommitmentUpdate,
    Correction,
    Document,
    ExtensionAnswer,
    ExtensionRequest,
    FollowUp,
    Letter,
    LetterPart,
    LetterType,
    NotedReply,
    PublicAnswer,
    Publication,
    PublicationNotice,
    PublicReply,
    Question,
    RatherTo,
    Redirect,
    Remains,
    Reply,
    ReplyKind,
    Signatory,
    Stance,
    TakeDown,
    TakeDownReason,
    Withdrawal,
)
from rapport.protocol.vectors import cast

REFERENCE: Final = "AL OTH 12/2099"
SENT_ON: Final = date(2099, 3, 2)
REPLIED_ON: Final = date(2099, 4, 20)
DUE_ON: Final = date(2099, 5, 1)
QUESTIONS: Final = [
    Question(number=1, text="Please provide any additional information and comments."),
    Question(number=2, text="Please say how accounts are reviewed before suspension."),
]
SIGNATORIES: Final = [
    Signatory(
        mandate="freedex",
        title="Special Rapporteur on freedom of opinion and expression",
        holder="A. Example",
        resolution="52/9",
    )
]
ADDRESSEE: Final = Addressee(
    name="Quillmoor Social", slug="demo-quillmoor", attention="Head of human rights"
)
PARTS: Final = [
    LetterPart(
        name="information",
        text="It is alleged that on 10 February 2099 the accounts of [Person A] and of eleven "
        "other defenders were suspended without notice.",
    )
]


def about(number: int, days: int) -> dict[str, Any]:
    """Return what a message about the letter says of itself, so many days after it was sent."""
    return {
        "message": UUID(int=cast.LETTER.int + number),
        "letter": cast.LETTER,
        "reference": REFERENCE,
        "language": "en",
        "dated_on": SENT_ON + timedelta(days),
        "sent_at": cast.AT + timedelta(days),
        "demonstration": True,
    }


LETTER: Final = Letter(
    letter=cast.LETTER,
    type=LetterType.ALLEGATION,
    reference=REFERENCE,
    language="en",
    subject="Alleged suspension of accounts",
    dated_on=SENT_ON,
    sent_at=cast.AT,
    reply_period_days=60,
    reply_due_on=DUE_ON,
    public_from=datetime(2099, 5, 1, 22, 0, tzinfo=UTC),
    signatories=SIGNATORIES,
    addressee=ADDRESSEE,
    parts=PARTS,
    questions=QUESTIONS,
    demonstration=True,
)
REPLY: Final = Reply(
    reply=cast.REPLY,
    letter=cast.LETTER,
    reference=REFERENCE,
    kind=ReplyKind.SUBSTANTIVE,
    language="en",
    dated_on=REPLIED_ON,
    sent_at=datetime(2099, 4, 20, 14, 30, tzinfo=UTC),
    entity="Quillmoor Social",
    signed_by="Head of human rights",
    opening="We thank the mandate for its letter.",
    answers=[
        Answer(number=1, stance=Stance.NOTHING_TO_ADD),
        Answer(number=2, stance=Stance.ANSWERED, text="Two people review each account."),
    ],
    demonstration=True,
)
PUBLICATION: Final = Publication(
    record=cast.RECORD,
    version=1,
    type=LetterType.ALLEGATION,
    reference=REFERENCE,
    language="en",
    subject="Alleged suspension of accounts",
    dated_on=SENT_ON,
    reply_due_on=DUE_ON,
    published_on=date(2099, 5, 4),
    signatories=SIGNATORIES,
    addressee=ADDRESSEE,
    parts=PARTS,
    questions=QUESTIONS,
    replies=[
        PublicReply(
            reply=cast.REPLY,
            kind=ReplyKind.SUBSTANTIVE,
            received_on=REPLIED_ON,
            entity="Quillmoor Social",
            opening=REPLY.opening,
            answers=[
                PublicAnswer(number=1, stance=Stance.NOTHING_TO_ADD),
                PublicAnswer(number=2, stance=Stance.ANSWERED, text=REPLY.answers[1].text),
            ],
        )
    ],
    names_withheld=12,
    demonstration=True,
)
EXAMPLES: Final[tuple[Document, ...]] = (
    LETTER,
    Acknowledgement(**about(1, 1), received_on=SENT_ON, function="Head of human rights"),
    ExtensionRequest(
        **about(2, 40),
        until=date(2099, 5, 15),
        reason="Records have to be fetched from two regions.",
        interim="The twelve accounts were opened again on 3 March 2099.",
    ),
    ExtensionAnswer(
        **about(3, 42),
        in_answer_to=about(2, 40)["message"],
        granted=True,
        until=date(2099, 5, 15),
    ),
    Clarification(**about(4, 10), question=2, text="Does question 2 mean appeals as well?"),
    Redirect(
        **about(5, 2),
        rather=RatherTo(name="Quillmoor Payments"),
        reason="The service in question is run by a company of its own.",
    ),
    REPLY,
    FollowUp(
        **about(6, 65),
        reply=cast.REPLY,
        answer_by=date(2099, 6, 1),
        words="We thank you for your reply.",
        questions=[Question(number=1, text="Since when do two people review?")],
    ),
    Withdrawal(**about(7, 3), reason="The letter was sent twice."),
    PublicationNotice(
        **about(8, 59),
        public_on=date(2099, 5, 4),
        names_withheld=12,
        shown_as=["Person A"],
        replies=[NotedReply(reply=cast.REPLY)],
    ),
    CommitmentUpdate(
        message=about(9, 90)["message"],
        letter=cast.LETTER,
        reference=REFERENCE,
        reply=cast.REPLY,
        language="en",
        dated_on=date(2099, 5, 31),
        sent_at=datetime(2099, 5, 31, 8, 0, tzinfo=UTC),
        commitments=[
            Commitment(
                number=1,
                text="People are told before an account is suspended.",
                owner="Head of trust and safety",
                due_on=date(2099, 6, 30),
                state=CommitmentState.OPEN,
                public=True,
            ),
            Commitment(
                number=2,
                text="The twelve accounts are reviewed again.",
                owner="Head of appeals",
                due_on=date(2099, 5, 15),
                state=CommitmentState.DONE,
                done_on=date(2099, 5, 12),
                proof="Notices to the holders.",
            ),
        ],
        demonstration=True,
    ),
    PUBLICATION,
    Correction(
        record=cast.RECORD,
        corrected_on=date(2099, 6, 10),
        what="The date of the suspensions was wrong: it was 11 February 2099.",
        publication=PUBLICATION.model_copy(
            update={
                "version": 2,
                "published_on": date(2099, 6, 10),
                "parts": [
                    PARTS[0].model_copy(
                        update={"text": PARTS[0].text.replace("10 February", "11 February")}
                    )
                ],
            }
        ),
    ),
    TakeDown(
        record=cast.RECORD,
        version=2,
        taken_down_on=date(2099, 7, 1),
        reason=TakeDownReason.SAFETY,
        remains=Remains.NOTICE,
        words="This letter is not shown at present.",
        demonstration=True,
    ),
)

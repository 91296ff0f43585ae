"""The words people see for how things stand, and for what waits for them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.desk.seats import Seat
from rapport.desk.today.rules import Deed, LetterState, QuestionState, Urgency
from rapport.web import labels

Words = str | Promise

# One call an enum: members of two that are written alike would be one key.
labels.register(
    {
        Seat.LEAD: _("human rights lead"),
        Seat.OWNER: _("issue owner"),
        Seat.COUNSEL: _("counsel"),
        Seat.APPROVER: _("approver"),
        Seat.SPONSOR: _("sponsor"),
        Seat.ADMINISTRATOR: _("administrator"),
    }
)
labels.register(
    {
        QuestionState.NO_OWNER: _("No owner yet"),
        QuestionState.GIVEN: _("Given, not taken on yet"),
        QuestionState.TAKEN_ON: _("Taken on"),
        QuestionState.DRAFTING: _("Drafting"),
        QuestionState.FINISHED: _("Finished"),
        QuestionState.READ: _("Finished, counsel has read it"),
        QuestionState.DECLINED: _("Declined, with reason"),
    }
)
labels.register(
    {
        LetterState.ARRIVED: _("Arrived"),
        LetterState.TAKEN_ON: _("Taken on"),
        LetterState.IN_WORK: _("Drafting"),
        LetterState.ANSWERED: _("Answers finished"),
        LetterState.IN_APPROVAL: _("With the approver"),
        LetterState.APPROVED: _("Signed off"),
        LetterState.HELD_UP: _("It has not left"),
        LetterState.HANDED_OVER: _("Handed over"),
        LetterState.SENT: _("Sent"),
        LetterState.SENT_BY_WORD: _("Sent, as a person recorded"),
        LetterState.NOT_TAKEN: _("Not taken by the office"),
        LetterState.WITHDRAWN: _("Withdrawn by the office"),
    }
)
labels.register(
    {
        Urgency.LATE: _("Late"),
        Urgency.SOON: _("Soon"),
        Urgency.LATER: _("Later"),
    }
)
labels.register(
    {
        Deed.ASK_ADMINISTRATOR: _(
            "The reply has not left: Rapport tried many times and gave up."
        ),
        Deed.ANSWER: _("The office asks something about this letter. Answer it."),
        Deed.ACKNOWLEDGE: _("Read the letter and take it on."),
        Deed.CONFIRM: _("Acknowledge receipt to the office."),
        Deed.NAME_OWNERS: _("Name an owner for questions: {numbers}."),
        Deed.CHASE: _("There is no draft yet for questions: {numbers}. With {names}."),
        Deed.BEGIN_REPLY: _("Every question is answered. Prepare the reply."),
        Deed.REWORK: _("The reply was returned. Read why, change it and ask again."),
        Deed.COMPLETE: _("The reply is being prepared. Check it and ask for approval."),
        Deed.SEND: _("The reply is signed off. Send it."),
        Deed.SEND_AGAIN: _("The office did not take the reply. Read why, and prepare another."),
        Deed.TAKE_ON: _("You were given questions: {numbers}. Take them on, or say why not."),
        Deed.WRITE: _("Write the answer to questions: {numbers}."),
        Deed.FINISH: _("Finish the answer to questions: {numbers}."),
        Deed.READ: _("Read, as counsel, the answers to questions: {numbers}."),
        Deed.APPROVE: _("Sign the reply off, or return it with a reason."),
        Deed.WATCH: _("No reply has left yet. It is with {names}."),
    }
)

BUTTONS: Final[dict[Deed, Words]] = {
    Deed.ASK_ADMINISTRATOR: _("See what to do"),
    Deed.ANSWER: _("Read and answer"),
    Deed.ACKNOWLEDGE: _("Open the letter"),
    Deed.CONFIRM: _("Acknowledge receipt"),
    Deed.NAME_OWNERS: _("Name owners"),
    Deed.CHASE: _("Open the question"),
    Deed.BEGIN_REPLY: _("Prepare the reply"),
    Deed.REWORK: _("Open the reply"),
    Deed.COMPLETE: _("Open the reply"),
    Deed.SEND: _("Read and send"),
    Deed.SEND_AGAIN: _("Open the letter"),
    Deed.TAKE_ON: _("Open the question"),
    Deed.WRITE: _("Write the answer"),
    Deed.FINISH: _("Work on the answer"),
    Deed.READ: _("Read the answer"),
    Deed.APPROVE: _("Read the reply"),
    Deed.WATCH: _("Open the letter"),
}

CONSEQUENCES: Final[dict[Deed, Words]] = {
    Deed.ASK_ADMINISTRATOR: _(
        "Nothing was lost. Ask an administrator to have it tried again, on the page Work."
    ),
    Deed.ANSWER: _("The office waits. The period for the reply goes on meanwhile."),
    Deed.ACKNOWLEDGE: _("The clock runs whether or not the letter was read."),
    Deed.CONFIRM: _("Until then the office does not know who answers for the letter."),
    Deed.NAME_OWNERS: _("Without a decision they stay with you, and nobody writes."),
    Deed.CHASE: _("If nothing comes, counsel reads an incomplete draft."),
    Deed.BEGIN_REPLY: _("Nothing leaves until the reply is prepared, signed off and sent."),
    Deed.REWORK: _("Nothing leaves until it is signed off."),
    Deed.COMPLETE: _("The approver sees it once you ask."),
    Deed.SEND: _("It stays here until you send it."),
    Deed.SEND_AGAIN: _("For the office there is no reply yet."),
    Deed.TAKE_ON: _("The human rights lead sees that you have not taken them on."),
    Deed.WRITE: _("Without it the reply goes without these answers, or does not go."),
    Deed.FINISH: _("Only a finished answer may go into the reply."),
    Deed.READ: _("A change to an answer asks you again."),
    Deed.APPROVE: _("The reply cannot leave without you."),
    Deed.WATCH: _("A reply that is late may still be sent, and the record says when it came."),
}

TARGETS_IN_SHORT: Final[dict[str, Words]] = {
    "logged": _("Logged"),
    "acknowledged": _("Taken on"),
    "owners": _("Owners"),
    "facts": _("Facts"),
    "draft": _("Draft"),
    "legal": _("Counsel"),
    "sign_off": _("Sign-off"),
    "send": _("Send"),
}
"""For the line, where a label has few words."""

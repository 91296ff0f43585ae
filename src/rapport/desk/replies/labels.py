"""The words people see for the replies' codes, and their sentences in timelines."""

from django.utils.translation import gettext_lazy as _

from rapport.desk.inbox.labels import tell
from rapport.desk.replies.rules import Move, State
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.web import labels

labels.register(
    {
        State.DRAFTING: _("Being prepared"),
        State.IN_APPROVAL: _("With the approver"),
        State.APPROVED: _("Signed off"),
        State.SENT: _("Handed over"),
        Move.ASK: _("Asked for approval"),
        Move.RETURN: _("Returned"),
        Move.APPROVE: _("Signed off"),
        Move.SUBMIT: _("Handed over"),
        Stance.ANSWERED: _("Answers the whole question"),
        Stance.PARTLY: _("Answers part of it"),
        Stance.NOTHING_TO_ADD: _("Has nothing to add"),
        Stance.DECLINED: _("Declines, with this reason"),
        ReplyKind.SUBSTANTIVE: _("Full reply"),
        ReplyKind.INTERIM: _("Interim reply"),
        ReplyKind.REFUSAL: _("Refusal: every question is declined"),
        PublicWish.PUBLIC: _("The reply may be public"),
        PublicWish.WITHHOLD: _("The company asks that the reply be withheld"),
    }
)
tell(
    {
        "desk.answer_saved": _(
            "{who} saved version {version} of the answer to question {question}."
        ),
        "desk.comment_added": _("{who} commented on question {question}."),
        "desk.note_written": _("{who} wrote a sealed note on question {question}."),
        "desk.answer_checked": _(
            "{who} has read, as counsel, version {version} of the answer to question "
            "{question}."
        ),
        "desk.file_attached": _("{who} put a file to question {question}."),
        "desk.file_taken_away": _("{who} took a file away from question {question}."),
        "desk.reply_begun": _("{who} began to prepare a reply."),
        "desk.approval_asked": _("{who} asked for the reply to be signed off."),
        "desk.reply_taken_back": _("{who} took the reply back from approval."),
        "desk.reply_returned": _("{who} returned the reply, with a reason."),
        "desk.reply_approved": _("{who} signed the reply off."),
        "desk.reply_submitted": _("{who} gave the reply to the outbox. Its text is fixed now."),
        "desk.reply_sent_outside": _(
            "{who} recorded that the reply was sent by their own means."
        ),
        "desk.reply_handed_over": _("The reply was signed as a package for the office."),
    }
)

"""What the replies tell. The matter is the letter's public id; no text of anybody is told."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSaved(Event):
    """A version of an answer was saved."""

    name = "desk.answer_saved"

    question: int
    version: int
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAdded(Event):
    """Somebody commented on a question."""

    name = "desk.comment_added"

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Event):
    """Counsel wrote a privileged note; told to those alone who may read it."""

    name = "desk.note_written"

    question: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChecked(Event):
    """Counsel has read a version of an answer."""

    name = "desk.answer_checked"

    question: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAttached(Event):
    """A file was put to a question."""

    name = "desk.file_attached"

    question: int
    goes_with_reply: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTakenAway(Event):
    """A file was taken away from a question."""

    name = "desk.file_taken_away"

    question: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyBegun(Event):
    """A reply to a letter is being prepared."""

    name = "desk.reply_begun"

    reply: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked(Event):
    """A reply, with these versions of its answers, waits for approval."""

    name = "desk.approval_asked"

    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTakenBack(Event):
    """The lead took a reply back from approval."""

    name = "desk.reply_taken_back"

    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReturned(Event):
    """An approver returned a reply."""

    name = "desk.reply_returned"

    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyApproved(Event):
    """An approver signed a reply off."""

    name = "desk.reply_approved"

    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySubmitted(Event):
    """A reply was given to the outbox, its content fixed."""

    name = "desk.reply_submitted"

    reply: str
    kind: str
    answered: int
    declined: int
    open: int
    days_left: int  # negative when it left late


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyHandedOver(Event):
    """The signed package with a reply is on its way to the office."""

    name = "desk.reply_handed_over"

    reply: str
    package: str
    with_pdf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentOutside(Event):
    """A person recorded that they sent a reply by their own means. Delivery is not proved."""

    name = "desk.reply_sent_outside"

    reply: str
    kind: str
    answered: int
    declined: int
    open: int
    days_left: int  # counted to the day of sending; negative when it left late

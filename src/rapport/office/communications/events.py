"""What the letters tell. The matter is the letter's public id; no text of anybody is told."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDrafted(Event):
    """A letter was begun in a case."""

    name = "office.letter_drafted"

    case: str
    mandate: str
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEdited(Event):
    """Type, addressee, language, subject or period were changed."""

    name = "office.letter_edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSaved(Event):
    """A version of a part was saved."""

    name = "office.part_saved"

    part: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsSaved(Event):
    """The numbered questions were changed."""

    name = "office.questions_saved"

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksPut(Event):
    """A name typed free was replaced by the mark of its person."""

    name = "office.marks_put"

    person: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFileAttached(Event):
    """A file was put to a letter."""

    name = "office.file_attached"

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFileTakenAway(Event):
    """A file was taken away from a letter."""

    name = "office.file_taken_away"

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningAsked(Event):
    """A mandate was asked to sign too, until a Geneva date."""

    name = "office.joining_asked"

    mandate: str
    due_on: str
    again: bool  # its earlier yes was to another text


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateJoined(Event):
    """A mandate signs the letter as it stands."""

    name = "office.mandate_joined"

    mandate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateDeclined(Event):
    """A mandate does not sign, with a reason that stays with the letter."""

    name = "office.mandate_declined"

    mandate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedForgotten(Event):
    """What suggestions had learned was forgotten. The matter is the installation."""

    name = "office.learned_forgotten"

    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCirculated(Event):
    """The text was fixed and given to the mandates that are asked, and to the secretariat."""

    name = "office.letter_circulated"

    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturned(Event):
    """The letter went back to draft."""

    name = "office.letter_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCleared(Event):
    """The secretariat has found nothing in the way."""

    name = "office.letter_cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTransmitted(Event):
    """A letter was given to the outbox, its content fixed; its clock runs."""

    name = "office.letter_transmitted"

    reference: str
    mandates: int
    questions: int
    reply_due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHandedOver(Event):
    """The signed package with a letter is on its way to the company."""

    name = "office.letter_handed_over"

    package: str
    with_pdf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithdrawn(Event):
    """A letter will not be sent."""

    name = "office.letter_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterClosed(Event):
    """Nothing more is expected on a letter."""

    name = "office.letter_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceived(Event):
    """A reply arrived, was checked and is kept."""

    name = "office.reply_received"

    reply: str
    kind: str
    answered: int
    declined: int
    days_left: int  # negative when it came late


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAssessed(Event):
    """Somebody said how far an answer answers its question."""

    name = "office.answer_assessed"

    reply: str
    question: int
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterResent(Event):
    """A letter that came back goes to a corrected address; its period runs on."""

    name = "office.letter_resent"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalResent(Event):
    """The word that a letter is withdrawn came back and goes to a corrected address."""

    name = "office.withdrawal_resent"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPrinted(Event):
    """What is to be printed of a letter on paper, or of its withdrawal, is ready."""

    name = "office.letter_printed"

    posting: str
    purpose: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPosted(Event):
    """Somebody recorded when and how paper left, by a Geneva date."""

    name = "office.letter_posted"

    posting: str
    purpose: str
    way: str
    posted_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDelivered(Event):
    """Somebody recorded when the company took paper."""

    name = "office.letter_delivered"

    posting: str
    purpose: str
    delivered_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCameBack(Event):
    """Somebody recorded that paper came back."""

    name = "office.letter_came_back"

    posting: str
    purpose: str
    returned_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStruck(Event):
    """Somebody struck out a wrong record of posting, delivery or return; it counts no more."""

    name = "office.record_struck"

    posting: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTakenBack(Event):
    """Somebody took back a reply that was filed by mistake, or wrongly; it counts no more."""

    name = "office.reply_taken_back"

    reply: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanReopened(Event):
    """Somebody said that pages were put aside by mistake. The matter is the scan."""

    name = "office.scan_reopened"

    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTakenBack(Event):
    """Somebody took pages of a scan back from a letter to which they do not belong."""

    name = "office.scan_taken_back"

    part: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanHandedIn(Event):
    """Scanned paper was handed in. The matter is the scan."""

    name = "office.scan_handed_in"

    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPlaced(Event):
    """Somebody said that pages of a scan belong to a letter."""

    name = "office.scan_placed"

    part: str
    message: str
    by_code: bool  # as the code on its sheet says
    reached_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPutAside(Event):
    """Somebody said that pages of a scan belong to no letter. The matter is the scan."""

    name = "office.scan_put_aside"

    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """Something about a letter left for the company."""

    name = "office.message_sent"

    kind: str
    message: str
    package: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageArrived(Event):
    """Something about a letter arrived from the company, and is kept."""

    name = "office.message_arrived"

    kind: str
    message: str
    package: str

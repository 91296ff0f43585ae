"""The shape of what people write on a letter's way; never whether it may be done."""

from rapport.office.communications.forms.drafting import (
    EditHeadingForm,
    FileForm,
    HeadingForm,
    MoveForm,
    PartForm,
    QuestionForm,
    RemoveForm,
)
from rapport.office.communications.forms.joining import AskForm, DeclineForm
from rapport.office.communications.forms.lists import FilterForm
from rapport.office.communications.forms.mailing import (
    AssignForm,
    DisbeliefForm,
    FilingForm,
    OtherLetterForm,
    ReceiptForm,
    ResendForm,
)
from rapport.office.communications.forms.posting import (
    DeliveredForm,
    PostAgainForm,
    PostedForm,
    ReturnedForm,
    StrikeForm,
    TakeBackForm,
    WrongForm,
)
from rapport.office.communications.forms.replies import AssessForm
from rapport.office.communications.forms.scans import PlaceForm, ScanForm
from rapport.office.communications.forms.sending import SendingForm, WithdrawForm
from rapport.office.communications.forms.talking import FollowUpForm, TalkForm, TimeForm

__all__ = [
    "AskForm",
    "AssessForm",
    "AssignForm",
    "DeclineForm",
    "DeliveredForm",
    "DisbeliefForm",
    "EditHeadingForm",
    "FileForm",
    "FilingForm",
    "FilterForm",
    "FollowUpForm",
    "HeadingForm",
    "MoveForm",
    "OtherLetterForm",
    "PartForm",
    "PlaceForm",
    "PostAgainForm",
    "PostedForm",
    "QuestionForm",
    "ReceiptForm",
    "RemoveForm",
    "ResendForm",
    "ReturnedForm",
    "ScanForm",
    "SendingForm",
    "StrikeForm",
    "TakeBackForm",
    "TalkForm",
    "TimeForm",
    "WithdrawForm",
    "WrongForm",
]

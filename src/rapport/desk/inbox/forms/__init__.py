"""The shape of what the lead confirms of a letter, and writes about it."""

from rapport.desk.inbox.forms.handed import AsideForm, HandInForm, LetterForm
from rapport.desk.inbox.forms.messages import (
    AcknowledgementForm,
    AnswerForm,
    ExtensionForm,
    QuestionForm,
    RedirectForm,
)

__all__ = [
    "AcknowledgementForm",
    "AnswerForm",
    "AsideForm",
    "ExtensionForm",
    "HandInForm",
    "LetterForm",
    "QuestionForm",
    "RedirectForm",
]

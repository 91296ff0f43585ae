"""What is said about a letter: more time, clarifications, further questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications.forms.fields import day_field, long_text, offer


class TimeForm(forms.Form):
    """Whether more time is granted, and until when."""

    about: ClassVar = {
        "office.last_day_missing": "until",
        "matter.day_too_early": "until",
        "matter.words_too_long": "words",
        "office.names_typed_free": "words",
        "office.marks_broken": "words",
    }

    granted = forms.ChoiceField(
        label=_("Is more time granted?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, until the day below")), ("no", _("No"))],
    )
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("It stands beside the due date, which does not move."),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label=_("Words to the company"),
        help_text=_("They may stay empty."),
        required=False,
        widget=long_text(4),
    )

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {**self.cleaned_data, "granted": self.cleaned_data["granted"] == "yes"}


class TalkForm(forms.Form):
    """A question to the company, or the answer to one of its questions."""

    about: ClassVar = {
        "matter.words_missing": "text",
        "matter.words_too_long": "text",
        "office.names_typed_free": "text",
        "office.marks_broken": "text",
    }

    question = forms.TypedChoiceField(
        label=_("What is it about?"), required=False, coerce=int, empty_value=None
    )
    text = forms.CharField(label=_("Text"), required=False, widget=long_text(8))

    def __init__(self, *args: Any, numbers: Sequence[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if numbers is None:
            del self.fields["question"]
            return
        listed = [(str(n), _("Question %(number)s") % {"number": n}) for n in numbers]
        offer(self, "question", [("", _("The letter or the reply as a whole")), *listed])


class FollowUpForm(forms.Form):
    """Further questions, and until when they are to be answered."""

    about: ClassVar = {
        "office.follow_up_without_questions": "questions",
        "matter.words_too_long": "questions",
        "office.names_typed_free": "questions",
        "office.marks_broken": "questions",
        "matter.day_too_early": "answer_by",
    }

    reply = forms.ChoiceField(label=_("What are they about?"), required=False)
    questions = forms.CharField(
        label=_("Questions"),
        help_text=_("A blank line parts two questions. They are numbered when they leave."),
        required=False,
        widget=long_text(8),
    )
    answer_by = day_field(_("Answer by"), _("A day of its own; the 60 days are not touched."))
    words = forms.CharField(
        label=_("Words before the questions"),
        help_text=_("They may stay empty."),
        required=False,
        widget=long_text(3),
    )

    def __init__(self, *args: Any, replies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reply", [("", _("The letter")), *replies])

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        said = self.cleaned_data
        pieces = re.split(r"\n\s*\n", said["questions"].replace("\r\n", "\n"))
        return {
            "questions": [piece.strip() for piece in pieces if piece.strip()],
            "answer_by": said["answer_by"],
            "words": said["words"],
            "reply_id": UUID(said["reply"]) if said["reply"] else None,
        }

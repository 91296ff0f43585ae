"""The shape of what the lead writes to the office about a letter; never whether it may be."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def _line(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


def _words(label: Any, help_text: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, widget=_long(rows))


class AcknowledgementForm(forms.Form):
    """That the letter is here, and who answers for it."""

    about: ClassVar = {
        "letter.function_missing": "function",
        "matter.words_too_long": "words",
    }

    function = _line(
        _("Function that answers for this letter"),
        _("Such as “Head of human rights”. The mandates read it."),
    )
    person = _line(
        _("Name of the responsible person"),
        _("Only if that person agrees. It may stay empty."),
    )
    tells_opened = forms.BooleanField(
        label=_("Also say who opened the letter here, and when"),
        help_text=_("The name of whoever took the letter on, and the date."),
        required=False,
    )
    words = _words(_("Words to the mandates"), _("They may stay empty."), 3)

    def __init__(self, *args: Any, was_opened: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_opened:
            del self.fields["tells_opened"]


class ExtensionForm(forms.Form):
    """Until when more time is asked for, and why."""

    about: ClassVar = {
        "matter.day_too_early": "until",
        "matter.words_missing": "reason",
    }

    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("The day on which you expect to send the full reply."),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    reason = _words(_("Reason"), _("What takes the time: which facts, which places."))
    interim = _words(
        _("Interim statement"),
        _("What can be said already. It may stay empty; an interim reply says more."),
    )


class QuestionForm(forms.Form):
    """A question to the office."""

    about: ClassVar = {"matter.words_missing": "text", "matter.words_too_long": "text"}

    question = forms.TypedChoiceField(
        label=_("What is it about?"), required=False, coerce=int, empty_value=None
    )
    text = _words(_("Your question"), _("It leaves as you write it here."), 6)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = ("", _("The letter as a whole"))
        listed = [(str(n), _("Question %(number)s") % {"number": n}) for n in numbers]
        self.fields["question"].choices = [whole, *listed]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to what the office asked."""

    about: ClassVar = {"matter.words_missing": "text", "matter.words_too_long": "text"}

    text = _words(_("Your answer"), _("It leaves as you write it here."), 8)


class RedirectForm(forms.Form):
    """That the letter is not for this company, and for whom it may be."""

    about: ClassVar = {"matter.words_missing": "reason", "matter.words_too_long": "reason"}

    name = _line(
        _("For whom is it?"),
        _("The name of the company or body, as you know it. It may stay empty."),
    )
    reason = _words(_("Reason"), _("Why it is not for this company."))

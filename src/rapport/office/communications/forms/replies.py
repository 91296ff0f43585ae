"""How far an answer answers its question."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications.forms.fields import long_text
from rapport.office.communications.rules import Verdict
from rapport.web import labels


class AssessForm(forms.Form):
    """How far an answer answers its question, in words."""

    about: ClassVar = {"office.text_too_long": "note"}

    verdict = forms.ChoiceField(
        label=_("How far does the answer answer the question?"),
        help_text=_("It stays inside the office, and is no finding about the company."),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in Verdict],
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What is still open, or what to ask next. It may stay empty."),
        required=False,
        widget=long_text(4),
    )

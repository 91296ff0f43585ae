"""The shape of what a company types and sends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.uploads import rules


class CodeForm(forms.Form):
    """The upload code of a letter."""

    code = forms.CharField(
        label=_("Upload code"),
        help_text=_("Twenty letters and digits, as they stand in the e-mail with the letter."),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )


class OneFileForm(forms.Form):
    """A file that is sent without pieces."""

    file = forms.FileField(label=_("File"), max_length=300, allow_empty_file=True)


class SendOffForm(forms.Form):
    """What goes with the files when they are sent off."""

    sender = forms.CharField(
        label=_("Who sends this (name and function)"),
        required=False,
        max_length=200,
    )
    text = forms.CharField(
        label=_("Words to go with the files"),
        help_text=_("You can answer the questions here too, under their numbers."),
        required=False,
        max_length=rules.LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

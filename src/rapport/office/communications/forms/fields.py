"""Fields that several forms have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications import errors
from rapport.web.refusals import sentence


def long_text(rows: int, **attributes: str) -> forms.Textarea:
    """Return a field for text of several lines, in any direction."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attributes})


def day_field(label: Any, help_text: Any) -> forms.DateField:
    """Return a field for a Geneva date."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )


def reason_field(help_text: Any) -> forms.CharField:
    """Return a field for why somebody does something."""
    return forms.CharField(
        label=_("Reason"),
        help_text=help_text,
        max_length=5_000,
        required=False,
        widget=long_text(4),
    )


def address_field(label: Any, help_text: Any) -> forms.EmailField:
    """Return a field for an e-mail address."""
    return forms.EmailField(
        label=label,
        help_text=help_text,
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


def same_address(form: forms.Form) -> dict[str, Any]:
    """Refuse an address that was typed in two ways."""
    said = form.cleaned_data
    if said.get("mail_to", "") != said.get("mail_again", "") and "mail_to" in said:
        form.add_error("mail_again", sentence(errors.AddressesDiffer()))
    return said


def offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Let a field offer choices that are known only with the request."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def place_field(label: Any, help_text: Any) -> forms.CharField:
    """Return a field for an address on paper, in lines."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=2_000, required=False, widget=long_text(5)
    )


def line_field(label: Any, help_text: Any, most: int = 200) -> forms.CharField:
    """Return a field for one line that may stay empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class FilesInput(forms.FileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files in the order in which they were chosen; each as one alone is."""
        if isinstance(data, list | tuple) and data:
            return [super(FilesField, self).clean(one, initial) for one in data]
        return [super().clean(data, initial)]

"""The shape of what an administrator hands in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """A file of the format rapport-directory."""

    file = forms.FileField(
        label=_("Directory file"),
        help_text=_("JSON of the format rapport-directory, at most 4 MB."),
        allow_empty_file=True,  # the room says that it is empty, in its own words
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

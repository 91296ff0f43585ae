"""What is typed on the way to publishing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.publishing import rules


class WordsForm(forms.Form):
    """Words that must go, besides the names that no consent covers."""

    also = forms.CharField(
        label=_("Words that must go too"),
        help_text=_(
            "One on each line, as they stand in the text: part of a name, a nickname, a place. "
            "The public reads ▮▮▮ instead."
        ),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def words(self) -> list[str]:
        """Return the words, each once."""
        return rules.clean_words(self.cleaned_data.get("also", ""))


class ConfirmForm(WordsForm):
    """The same, and the fingerprint of the version that was read."""

    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

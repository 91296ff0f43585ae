"""What is typed on the way to publishing."""

from __future__ import annotations

from typing import ClassVar

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


class NoticeForm(WordsForm):
    """On which day letter and replies become public, and what is said to the company."""

    about: ClassVar = {
        "publishing.too_early_to_announce": "public_on",
        "publishing.announced_past": "public_on",
        "publishing.words_not_found": "also",
        "publishing.words_too_short": "also",
        "matter.words_too_long": "said",
        "office.names_typed_free": "said",
        "office.marks_broken": "said",
    }

    public_on = forms.DateField(
        label=_("On which day?"),
        help_text=_("A person publishes; nothing is made public by this notice."),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    said = forms.CharField(
        label=_("Words to the company"),
        help_text=_("They may stay empty."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    field_order = ("public_on", "said", "also")


class ConfirmForm(WordsForm):
    """The same, and the fingerprint of the version that was read."""

    read = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

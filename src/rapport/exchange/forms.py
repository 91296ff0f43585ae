"""The shape of what people hand in: files with letters and replies, contact cards, a road."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.exchange.labels import ROADS


class HandInForm(forms.Form):
    """A file that holds a letter or a reply, or the answer to one."""

    file = forms.FileField(
        label=_("PDF, package or receipt"),
        help_text=_("Drop the file here, or choose it. At most 32 MB."),
        max_length=200,
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.rapport,.age,application/pdf", "class": "is-drop"}
        ),
    )


class CardForm(forms.Form):
    """A card as a file, or the address where it is."""

    file = forms.FileField(
        label=_("Contact card as a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    url = forms.CharField(
        label=_("Or their address"),
        help_text=_("The card is fetched from there. For example https://desk.example"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr"}),
    )
    as_new = forms.BooleanField(
        label=_("They told us by telephone that their keys are new"),
        help_text=_("Only then: the card counts, and the keys have to be compared again."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = self.cleaned_data
        if not given.get("file") and not given.get("url", "").strip():
            raise forms.ValidationError(_("Choose a file or write an address."))
        return given


class RoadForm(forms.Form):
    """How packages pass to and from a contact."""

    road = forms.ChoiceField(
        label=_("How our packages get to them"),
        choices=[(road.value, words) for road, words in ROADS.items()],
        widget=forms.RadioSelect,
    )
    we_collect = forms.BooleanField(
        label=_("We fetch from their address what they have for us"),
        help_text=_("For when they cannot reach us: we are behind a firewall."),
        required=False,
    )

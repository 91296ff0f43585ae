"""Letters on paper: where they go, and what a person records of their way."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications.forms.fields import (
    day_field,
    line_field,
    long_text,
    place_field,
)
from rapport.office.communications.rules import Way
from rapport.web import labels


class PostAgainForm(forms.Form):
    """To which address a letter is printed again that came back."""

    about: ClassVar = {"office.address_unusable": "post_to"}

    post_to = place_field(
        _("Corrected address"), _("Ask the company by another way, as by telephone.")
    )
    return_to = place_field(
        _("Where answers on paper are to come"),
        _("Our address, and a fax number if there is one. It is offered again next time."),
    )


class PostedForm(forms.Form):
    """When and how paper left."""

    about: ClassVar = {"office.day_impossible": "posted_on"}

    posted_on = day_field(_("Day on which it left"), _("As on the receipt of the carrier."))
    way = forms.ChoiceField(
        label=_("How did it go?"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in Way],
        initial=Way.POST.value,
    )
    carrier = line_field(_("Carrier, or fax number"), _("It may stay empty."))
    tracking = line_field(
        _("Tracking number, or what the fax machine reported"), _("It may stay empty.")
    )

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {**self.cleaned_data, "way": Way(self.cleaned_data["way"])}


class DeliveredForm(forms.Form):
    """When somebody at the company took paper."""

    about: ClassVar = {"office.day_impossible": "delivered_on", "office.file_unusable": "proof"}

    delivered_on = day_field(_("Day of delivery"), _("As the carrier or the company says."))
    taken_by = line_field(_("Signed for by"), _("A name or a function. It may stay empty."))
    proof = forms.FileField(
        label=_("Proof"),
        help_text=_("A scan of the receipt, if there is one; at most 10 MB."),
        required=False,
        max_length=200,
    )

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        file = self.cleaned_data["proof"]
        return {**self.cleaned_data, "proof": file.read() if file else None}


class ReturnedForm(forms.Form):
    """When and why paper came back."""

    about: ClassVar = {"office.day_impossible": "returned_on"}

    returned_on = day_field(_("Day on which it came back"), _("As it reached the office."))
    reason = line_field(_("Why"), _("Such as “moved away”, as it stands on the cover."), 500)

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        return dict(self.cleaned_data)


class WrongForm(forms.Form):
    """Why something that was recorded counts no more."""

    about: ClassVar = {"office.reason_missing": "because"}

    because = forms.CharField(
        label=_("Why is it wrong?"),
        help_text=_("It stays with the record, inside the office."),
        max_length=500,
        required=False,
        widget=long_text(4),
    )


class StrikeForm(WrongForm):
    """Why a record is struck out; and which it is, by the day that it says."""

    seen = forms.DateField(widget=forms.HiddenInput, required=False)


class TakeBackForm(WrongForm):
    """Why pages are taken back from a letter; and as which message they were seen there."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)

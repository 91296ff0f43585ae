"""Letters by e-mail: corrected addresses, and answers that are filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications.forms.fields import (
    address_field,
    day_field,
    long_text,
    same_address,
)
from rapport.office.communications.rules import Filing, Proposal
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.web import labels


class ResendForm(forms.Form):
    """To which address a letter goes that came back."""

    about: ClassVar = {
        "mail.address_invalid": "mail_to",
        "mail.own_address": "mail_to",
        "office.addresses_differ": "mail_again",
    }

    mail_to = address_field(
        _("Corrected e-mail address"), _("Ask the company by another way, as by telephone.")
    )
    mail_again = address_field(
        _("The same address again"), _("Type it, do not copy it: a wrong address is read too.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an address that was typed in two ways."""
        return same_address(self)


class DisbeliefForm(forms.Form):
    """Why a report that a letter came back is not believed."""

    about: ClassVar = {"office.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Such as: the company said by telephone that it has the letter. It stays with the "
            "report, inside the office."
        ),
        max_length=500,
        required=False,
        widget=long_text(4),
    )


class AssignForm(forms.Form):
    """To which letter a message belongs."""

    about: ClassVar = {"office.no_such_letter": "reference"}

    reference = forms.CharField(
        label=_("Reference of the letter"),
        help_text=_("Leave it empty to put the message aside: it belongs to no letter."),
        max_length=80,
        required=False,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "class": "is-short", "autocomplete": "off"}
        ),
    )


class OtherLetterForm(forms.Form):
    """Which letter a message is about, that came about another."""

    about: ClassVar = {"office.no_such_letter": "reference"}

    reference = forms.CharField(
        label=_("Reference of the letter that it is about"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "class": "is-short", "autocomplete": "off"}
        ),
    )


class ReceiptForm(forms.Form):
    """What a message says that acknowledges receipt of a letter."""

    about: ClassVar = {"office.receipt_day_wrong": "on"}

    on = day_field(
        _("Day on which the company acknowledges receipt"), _("As the message says.")
    )
    by = forms.CharField(
        label=_("Who says so at the company"),
        help_text=_("If the message names somebody, or an office."),
        max_length=200,
        required=False,
    )


class FilingForm(forms.Form):
    """A message as a reply: what somebody has split against the questions."""

    about: ClassVar = {"office.nothing_to_file": "opening", "reply.date_in_future": "dated_on"}

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=lambda: [(one.value, labels.label(one)) for one in ReplyKind],
        widget=forms.RadioSelect,
    )
    wish = forms.ChoiceField(
        label=_("What the company says about publication"),
        choices=lambda: [(one.value, labels.label(one)) for one in PublicWish],
        widget=forms.RadioSelect,
    )
    dated_on = day_field(_("Date of the reply"), _("As it stands on the reply."))
    signed_by = forms.CharField(label=_("Signed by"), max_length=300, required=False)
    opening = forms.CharField(label=_("Opening"), required=False, widget=long_text(6))

    def __init__(
        self,
        *args: Any,
        proposed: Proposal,
        questions: Sequence[tuple[int, str]],
        together: Sequence[UUID] = (),
        **kwargs: Any,
    ) -> None:
        answers = proposed.split.answers
        kwargs["initial"] = {
            "kind": ReplyKind.SUBSTANTIVE.value,
            "wish": PublicWish.PUBLIC.value,
            "opening": proposed.split.opening,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.numbers = [number for number, _text in questions]
        self.together = together
        for number, text in questions:
            self.fields[f"stance_{number}"] = forms.ChoiceField(
                label=_("Question %(number)s") % {"number": number},
                help_text=text,
                choices=[
                    ("", _("Says nothing to this question")),
                    *((one.value, labels.label(one)) for one in Stance),
                ],
                initial=Stance.ANSWERED.value if number in answers else "",
                required=False,
            )
            self.fields[f"answer_{number}"] = forms.CharField(
                label=_("Answer to question %(number)s") % {"number": number},
                help_text=_read_where(proposed.places.get(number, ())),
                initial=answers.get(number, ""),
                required=False,
                widget=long_text(6),
            )

    def filing(self) -> Filing:
        """Return what the command takes."""
        said = self.cleaned_data
        return Filing(
            kind=ReplyKind(said["kind"]),
            wish=PublicWish(said["wish"]),
            dated_on=said["dated_on"],
            signed_by=said["signed_by"],
            opening=said["opening"],
            answers={
                number: (Stance(said[f"stance_{number}"]), said[f"answer_{number}"])
                for number in self.numbers
                if said[f"stance_{number}"]
            },
            together=self.together,
        )


def _read_where(places: Sequence[tuple[str, tuple[int, int] | None]]) -> str:
    """Say in which texts the words for a question were read, and where in a file."""
    if not places:
        return str(_("Nothing was found for this question."))
    said = []
    for name, place in places:
        if place is None:
            said.append(name or str(_("the message")))
            continue
        facts = {"file": name, "page": place[0], "line": place[1]}
        said.append(str(_("%(file)s, page %(page)s, line %(line)s") % facts))
    return str(_("Read in: %(places)s") % {"places": "; ".join(said)})

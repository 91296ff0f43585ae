"""How a letter leaves, and how it is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications.forms.fields import (
    address_field,
    day_field,
    place_field,
    reason_field,
    same_address,
)
from rapport.office.communications.forms.joining import DeclineForm
from rapport.office.communications.rules import PublicFrom, Sending
from rapport.protocol.kinds import LetterType
from rapport.web import labels


class WithdrawForm(DeclineForm):
    """Why a letter will not be sent, or is taken back."""

    about: ClassVar = {
        "office.reason_missing": "reason",
        "matter.words_too_long": "reason",
        "office.names_typed_free": "reason",
        "office.marks_broken": "reason",
    }

    reason = reason_field(_("It stays with the letter, inside the office."))

    def __init__(self, *args: Any, tells_company: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tells_company:
            self.fields["reason"].help_text = _("The company reads it.")


class SendingForm(forms.Form):
    """What the secretariat types when a letter leaves."""

    about: ClassVar = {
        "office.reference_unreadable": "reference",
        "office.reference_of_another_type": "reference",
        "office.reference_used": "reference",
        "office.reference_not_invented": "reference",
        "office.date_in_future": "dated_on",
        "office.period_unusable": "reply_period_days",
        "office.period_differs": "reply_period_days",
        "office.too_early_for_this_type": "public_from",
        "office.answers_open": "without_asked",
        "mail.address_invalid": "mail_to",
        "mail.own_address": "mail_to",
        "office.addresses_differ": "mail_again",
        "office.address_unusable": "post_to",
    }

    reference = forms.CharField(
        label=_("Official reference"),
        help_text=_(
            "As the United Nations gave it, such as AL OTH 12/2021. Rapport gives none."
        ),
        max_length=80,
        required=False,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "class": "is-short", "autocomplete": "off"}
        ),
    )
    dated_on = day_field(
        _("Date of the letter"), _("As it stands on the letter: today or earlier.")
    )
    reply_period_days = forms.IntegerField(
        label=_("Days for the reply"),
        help_text=_("As the letter’s own words state it. Day 0 is today in Geneva."),
        widget=forms.NumberInput(attrs={"class": "is-short", "dir": "ltr"}),
        error_messages={"invalid": _("Write a whole number of days, as the letter states it.")},
    )
    public_from = forms.ChoiceField(
        label=_("From when may letter and reply be public?"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in PublicFrom],
        initial=PublicFrom.AFTER_PERIOD.value,
    )
    without_asked = forms.BooleanField(
        label=_("Send it without the mandates that have not answered"), required=False
    )
    way = forms.ChoiceField(
        label=_("How does it go?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("mail", _("By e-mail")),
            ("paper", _("Printed: by post, by courier, by fax or by hand")),
        ],
        initial="mail",
    )
    mail_to = address_field(
        _("E-mail address of the company"),
        _("As the company itself gives it; Rapport takes none from its directory."),
    )
    mail_again = address_field(
        _("The same address again"), _("Type it, do not copy it: a wrong address is read too.")
    )
    post_to = place_field(
        _("Address on paper"),
        _("Street, town, country; or a fax number. The company’s name is put before it."),
    )
    return_to = place_field(
        _("Where answers on paper are to come"),
        _("Our address, and a fax number if there is one. It is offered again next time."),
    )

    def __init__(
        self,
        *args: Any,
        type: LetterType,
        asked: int,
        today: date,
        days: int,
        by_mail: bool,
        on_paper: bool = False,
        return_to: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "dated_on": today,
            "reply_period_days": days,
            "return_to": return_to,
        }
        super().__init__(*args, **kwargs)
        self.on_paper = on_paper
        if not (by_mail and on_paper):
            del self.fields["way"]
        if not on_paper:
            del self.fields["post_to"], self.fields["return_to"]
        if not by_mail:
            del self.fields["mail_to"], self.fields["mail_again"]
        if not asked:
            del self.fields["without_asked"]
        if type is not LetterType.OTHER:
            del self.fields["public_from"]  # only comments on laws may be public earlier

    def clean(self) -> dict[str, Any]:
        """Refuse an address that was typed in two ways, or none of the way that was chosen."""
        said = same_address(self)
        if self._goes_on_paper() and not said.get("post_to", "").strip():
            self.add_error("post_to", _("Write where the letter goes."))
        return said

    def _goes_on_paper(self) -> bool:
        way = self.cleaned_data.get("way", "paper") or "mail"
        return self.on_paper and way == "paper"

    def sending(self) -> Sending:
        """Return what the command takes."""
        said = self.cleaned_data
        paper = self._goes_on_paper()
        return Sending(
            reference=said["reference"],
            dated_on=said["dated_on"],
            reply_period_days=said["reply_period_days"],
            public_from=PublicFrom(said.get("public_from", PublicFrom.AFTER_PERIOD)),
            without_asked=said.get("without_asked", False),
            mail_to="" if paper else said.get("mail_to", ""),
            post_to=said["post_to"] if paper else "",
            return_to=said["return_to"] if paper else "",
        )

"""Who is asked to sign a letter, and a no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.directory.models import Mandate
from rapport.office.communications.forms.fields import day_field, offer, reason_field


class AskForm(forms.Form):
    """Which mandate is asked to join, and until when."""

    about: ClassVar = {
        "office.deadline_past": "due_on",
        "office.mandate_not_in_force": "mandate",
        "office.already_signs": "mandate",
    }

    mandate = forms.ChoiceField(
        label=_("Mandate"),
        help_text=_("From then on its members see the case and its letters."),
    )
    due_on = day_field(
        _("Answer until"), _("The last day, in Geneva. An answer after it still counts.")
    )

    def __init__(self, *args: Any, mandates: Iterable[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(mandate.slug, mandate.short_name) for mandate in mandates]
        offer(self, "mandate", [("", _("Choose a mandate")), *listed])


class DeclineForm(forms.Form):
    """Why a mandate does not join."""

    about: ClassVar = {"office.reason_missing": "reason"}
    reason = reason_field(
        _("It stays with the letter, inside the office. The company never reads it.")
    )

"""Which letters a list shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.office.communications.forms.fields import offer


class FilterForm(forms.Form):
    """Which letters a list shows."""

    state = forms.ChoiceField(label=_("State"), required=False)
    mine = forms.BooleanField(label=_("Only what I began or my mandates sign"), required=False)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, states: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", [("", _("All states")), *states])

"""The shape of the table: a function for each row offered, one new row, the fallback."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.desk.table.errors import FunctionMissing
from rapport.desk.table.rules import LONGEST_FUNCTION, LONGEST_PRODUCT, Row
from rapport.web.refusals import sentence


class TableForm(forms.Form):
    """Two texts a row: its function, the one instead. Left empty, a row is not published."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    fallback = forms.CharField(
        label=_("The function for all that no row names"),
        help_text=_("For example: Human Rights Team, Legal."),
        max_length=LONGEST_FUNCTION,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    new_topic = forms.ChoiceField(label=_("Area"), required=False)
    new_product = forms.CharField(
        label=_("Product"),
        help_text=_("In Latin letters, as letters name it. Left empty: every product."),
        max_length=LONGEST_PRODUCT,
        required=False,
    )
    new_country = forms.ChoiceField(label=_("Country"), required=False)
    new_function = forms.CharField(
        label=_("Function"),
        max_length=LONGEST_FUNCTION,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    new_deputy = forms.CharField(
        label=_("Deputy function"),
        max_length=LONGEST_FUNCTION,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Row],
        areas: Sequence[tuple[str, str]],
        countries: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offered = list(offered)
        self._offer("new_topic", [("", _("Every area")), *areas])
        self._offer("new_country", [("", _("Every country")), *countries])
        for row in self._offered:
            for name, label, text in (
                (_function(row), _("Function"), row.function),
                (_deputy(row), _("Deputy function"), row.deputy),
            ):
                self.fields[name] = forms.CharField(
                    label=label,
                    max_length=LONGEST_FUNCTION,
                    required=False,
                    initial=text,
                    widget=forms.TextInput({"dir": "auto"}),
                )

    def clean(self) -> dict[str, Any]:
        """Ask for the function of a new row: what names it would be lost without a word."""
        told: dict[str, Any] = super().clean() or {}
        named = any(told.get(f"new_{name}") for name in ("topic", "product", "country"))
        if named and not told.get("new_function") and "new_function" not in self.errors:
            self.add_error("new_function", sentence(FunctionMissing()))
        return told

    def fields_of(self, row: Row) -> tuple[forms.BoundField, forms.BoundField]:
        """Return the two fields of a row that was offered."""
        return self[_function(row)], self[_deputy(row)]

    def new_fields(self) -> list[forms.BoundField]:
        """Return the fields of the new row."""
        return [
            self[f"new_{name}"]
            for name in ("topic", "product", "country", "function", "deputy")
        ]

    def rows(self) -> list[Row]:
        """Return all rows as they were filled in, those without a function too."""
        told = self.cleaned_data
        rows = [
            Row(*row.key, told[_function(row)], told[_deputy(row)]) for row in self._offered
        ]
        new = Row(**{name: told[f"new_{name}"] for name in Row.__slots__})
        return [*rows, new] if any(new.key) or new.function else rows

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class PublishForm(forms.Form):
    """From which day the table counts; the draft that was looked at."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = forms.DateField(
        label=_("Valid from"),
        help_text=_("Today or a later day. Until then the table before it counts."),
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )


def _function(row: Row) -> str:
    return ".".join(("function", *row.key))


def _deputy(row: Row) -> str:
    return ".".join(("deputy", *row.key))

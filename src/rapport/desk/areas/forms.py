"""The shape of what the lead says of areas, of who answers for them, and of absences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import Person
from rapport.desk.areas.services.wording import Wording
from rapport.matching.areas import LONGEST_DESCRIPTION, LONGEST_TITLE, LONGEST_WORDS

NOBODY: Final = ""


class AreaForm(forms.Form):
    """An area in the language of the page."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    description = forms.CharField(
        label=_("Description"),
        help_text=_("A sentence or two; suggestions read it too."),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    words = forms.CharField(
        label=_("Telling words"),
        help_text=_(
            "Words or short phrases, with commas between them, by which a question shows that "
            "it belongs here. Endings and word order do not matter."
        ),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def wording(self, language: str) -> Wording:
        """Return what was written, as the wording in a language."""
        # A comma of Arabic or Chinese parts words as well.
        words = self.cleaned_data["words"].replace("،", ",").replace("，", ",")
        return Wording(
            language=language,
            title=self.cleaned_data["title"],
            description=self.cleaned_data["description"],
            words=words.replace("、", ","),
        )


class ResponsibilityForm(forms.Form):
    """Who answers for an area, or for one product or country of it."""

    owner = forms.ChoiceField(label=_("Owner"))
    deputy = forms.ChoiceField(
        label=_("Deputy"),
        help_text=_("Is suggested while the owner is away."),
        required=False,
    )
    product = forms.CharField(
        label=_("Product"),
        help_text=_("As letters name it. Left empty: every product."),
        max_length=100,
        required=False,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        countries: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "owner", [(NOBODY, _("Choose a person")), *_named(people)])
        _offer(self, "deputy", [(NOBODY, _("Nobody")), *_named(people)])
        _offer(self, "country", [("", _("Every country")), *countries])

    def chosen(self) -> dict[str, Any]:
        """Return what the command is told."""
        told = self.cleaned_data
        return {
            "owner_id": UUID(told["owner"]),
            "deputy_id": UUID(told["deputy"]) if told["deputy"] else None,
            "product": told["product"],
            "country": told["country"],
        }


class AbsenceForm(forms.Form):
    """Who is away, and when."""

    person = forms.ChoiceField(label=_("Who"))
    from_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    until_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "person", [(NOBODY, _("Choose a person")), *_named(people)])

    def chosen(self) -> dict[str, Any]:
        """Return what the command is told."""
        told = self.cleaned_data
        return {
            "person_id": UUID(told["person"]),
            "from_on": told["from_on"],
            "until_on": told["until_on"],
        }


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _named(people: Iterable[Person]) -> list[tuple[str, str]]:
    return [(str(one.public_id), one.name) for one in people]

"""The shape of what people write about cases and the persons in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapport.directory import selectors as directory
from rapport.office.cases.rules import CaseState
from rapport.office.consents import labels as consents
from rapport.office.consents.rules import LONGEST_NAME, Gender, GivenBy, PersonKind, Purpose
from rapport.web import labels
from rapport.web.overtaken import Begun

Choices = Iterator[tuple[str, str]]


def _countries() -> Choices:
    language = get_language() or "en"
    named = ((one.alpha3, directory.name_of(one, language)) for one in directory.countries())
    yield from sorted(named, key=lambda choice: choice[1])


def _companies() -> Choices:
    yield "", str(_("Each company"))
    yield from directory.companies().values_list("slug", "name")


class Rows(forms.SelectMultiple):
    """One choice a row, with rows to spare: a key finds each, and no modifier has to be held.

    A list of two hundred check boxes would be as many stops for who has no mouse.
    """

    template_name = "django/forms/widgets/select.html"
    use_fieldset = True
    least, spare = 4, 2

    def subwidgets(self, name: str, value: Any, attrs: Any = None) -> Iterator[Any]:
        """Return the rows, those that hold a choice first."""
        chosen = [str(one) for one in value or ()]
        empty = max(self.least - len(chosen), self.spare)
        row = forms.Select(choices=[("", ""), *self.choices])
        for number, one in enumerate([*chosen, *[""] * empty], start=1):
            mine = {**(attrs or {}), "id": f"{(attrs or {}).get('id', name)}_{number}"}
            label = _("Country %(number)s") % {"number": number}
            yield row.get_context(name, one, mine)["widget"] | {"label": label}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what the rows hold."""
        return [one for one in super().value_from_datadict(data, files, name) or () if one]


class FindForm(forms.Form):
    """What cases are looked for by."""

    words = forms.CharField(
        label=_("Words"), required=False, max_length=200, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((one.value, labels.label(one)) for one in CaseState),
        ],
    )


class CaseForm(forms.Form):
    """What a case says of itself."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What the case is about, in one line. Alleged stays alleged; no names."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        required=False,  # the rule says what a title lacks
    )
    summary = forms.CharField(
        label=_("Summary"),
        help_text=_("According to the information received. For the office alone."),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 8}),
        required=False,
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        help_text=_("Where it happened: one, several, or none. More rows come with saving."),
        choices=_countries,
        required=False,
        widget=Rows,
    )


class EditForm(Begun, CaseForm):
    """What a case says of itself, changed."""


class OpenForm(CaseForm):
    """A new case, and the mandate that leads it."""

    field_order = ("title", "mandate", "summary", "countries")

    mandate = forms.ChoiceField(
        label=_("Mandate that leads"),
        help_text=_("Its members and the secretariat see the case. Others once it is shared."),
    )

    def __init__(self, *args: Any, mandates: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].choices = list(mandates)  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    """Another mandate that shall see a case."""

    mandate = forms.ChoiceField(label=_("Mandate"))

    def __init__(self, *args: Any, mandates: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].choices = list(mandates)  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """A person in a case."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("In full, as a letter would give it. Who reads it is decided by consent."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What the name stands for"),
        choices=lambda: [(one.value, labels.label(one)) for one in PersonKind],
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        help_text=_("As the person says. Not known, when nobody asked."),
        choices=lambda: [(one.value, labels.label(one)) for one in Gender],
        initial=Gender.UNKNOWN.value,
    )
    is_minor = forms.BooleanField(
        label=_("Was under 18 at the time"),
        help_text=_("Never named in public, whatever was agreed."),
        required=False,
    )
    is_survivor = forms.BooleanField(
        label=_("Survivor of sexual violence"),
        help_text=_("Never named in public, whatever was agreed."),
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For those who keep this case. It never leaves the office."),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        required=False,
    )

    def said(self) -> dict[str, Any]:
        """Return what was written, as the command takes it."""
        found = dict(self.cleaned_data)
        return found | {"kind": PersonKind(found["kind"]), "gender": Gender(found["gender"])}


class EditPersonForm(Begun, PersonForm):
    """A person in a case, changed."""


class ConsentForm(forms.Form):
    """One answer of a person."""

    purpose = forms.ChoiceField(
        label=_("What the person was asked"),
        choices=lambda: [(one.value, _asked(one)) for one in Purpose],
        widget=forms.RadioSelect,
    )
    recipient = forms.ChoiceField(
        label=_("Company, if the answer is for one alone"),
        help_text=_("Only for “Named to the company”."),
        choices=_companies,
        required=False,
    )
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Yes")), ("no", _("No, or takes back an earlier yes"))],
        widget=forms.RadioSelect,
    )
    given_by = forms.ChoiceField(
        label=_("Who answered"),
        choices=lambda: [(one.value, labels.label(one)) for one in GivenBy],
    )
    given_on = forms.DateField(
        label=_("When it was given"),
        help_text=_("The day in Geneva. What was said last counts, not what was entered last."),
        widget=forms.DateInput(attrs={"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("How it was given"),
        help_text=_(
            "Such as: by a signed form, by telephone in Spanish, by a lawyer’s letter."
        ),
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        required=False,
    )

    def said(self) -> dict[str, Any]:
        """Return what was written, as the command takes it."""
        found = self.cleaned_data
        return found | {
            "purpose": Purpose(found["purpose"]),
            "answer": found["answer"] == "yes",
            "given_by": GivenBy(found["given_by"]),
        }


def _asked(purpose: Purpose) -> str:
    return f"{labels.label(purpose)}. {consents.MEANS[purpose]}"

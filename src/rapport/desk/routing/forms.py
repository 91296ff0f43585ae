"""The shape of what routing is told: owners for questions, and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import Person
from rapport.desk.inbox.models import Question

NOBODY: Final = ""


class OwnersForm(forms.Form):
    """One choice a question: who answers it. Left empty, a question stays as it is."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        owners: Sequence[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(NOBODY, _("Nobody yet")), *_named(owners)]
        self.questions = list(questions)
        for question in self.questions:
            self.fields[_field(question.number)] = forms.ChoiceField(
                label=_("Owner of question %(number)s") % {"number": question.number},
                choices=choices,
                required=False,
                initial=str(question.owner_id or NOBODY),
            )

    def rows(self) -> list[tuple[Question, forms.BoundField]]:
        """Return every question beside its field."""
        return [(question, self[_field(question.number)]) for question in self.questions]

    def owners(self) -> dict[int, UUID]:
        """Return who is chosen, by the question's number."""
        chosen = {
            question.number: self.cleaned_data[_field(question.number)]
            for question in self.questions
        }
        return {number: UUID(person) for number, person in chosen.items() if person}


class HandOverForm(forms.Form):
    """Another owner, and the reason."""

    owner = forms.ChoiceField(label=_("New owner"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The new owner and the human rights lead read it. It is never sent."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, owners: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a person")), *_named(owners)]


class ReturnForm(forms.Form):
    """Why a question goes back to the lead."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The human rights lead reads it. It is never sent."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _field(number: int) -> str:
    return f"question-{number}"


def _named(owners: Iterable[Person]) -> list[tuple[str, str]]:
    return [(str(owner.public_id), owner.name) for owner in owners]

"""The shape of what routing is told: owners for questions, and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import Person
from rapport.desk.inbox.models import Question

NOBODY: Final = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A suggestion as its button tells it: what was shown is what is taken."""

    number: int
    owner: UUID
    area: UUID | None

    def value(self) -> str:
        """Return what the button sends."""
        return f"{self.number}:{self.owner}:{self.area or ''}"


class OwnersForm(forms.Form):
    """Two choices a question: who answers it, and under which area it falls.

    Left empty, a question stays as it is. The button of a suggestion chooses for its question.
    """

    take = forms.CharField(required=False, max_length=100)

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        owners: Sequence[Person],
        areas: Sequence[tuple[str, str]] = (),
        chosen: Mapping[int, UUID] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(NOBODY, _("Nobody yet")), *_named(owners)]
        self._chosen = chosen or {}
        self.questions = list(questions)
        for question in self.questions:
            self.fields[_field(question.number)] = forms.ChoiceField(
                label=_("Owner of question %(number)s") % {"number": question.number},
                choices=choices,
                required=False,
                initial=str(question.owner_id or NOBODY),
            )
            if areas:
                self.fields[_area(question.number)] = forms.ChoiceField(
                    label=_("Issue area of question %(number)s") % {"number": question.number},
                    choices=[(NOBODY, _("Not chosen")), *areas],
                    required=False,
                    initial=str(self._chosen.get(question.number, NOBODY)),
                )

    def fields_of(self, question: Question) -> tuple[forms.BoundField, forms.BoundField | None]:
        """Return the two fields of a question; the second is missing where no area is there."""
        area = _area(question.number)
        return self[_field(question.number)], self[area] if area in self.fields else None

    def clean_take(self) -> Taken | None:
        """Read the button of a suggestion."""
        if not self.cleaned_data["take"]:
            return None
        try:
            number, owner, area = self.cleaned_data["take"].split(":")
            taken = Taken(int(number), UUID(owner), UUID(area) if area else None)
        except ValueError:
            taken = None
        if taken is None or taken.number not in {one.number for one in self.questions}:
            raise forms.ValidationError(_("This suggestion cannot be read."))
        return taken

    def owners(self) -> dict[int, UUID]:
        """Return who is chosen, by the question's number."""
        chosen = self._told(_field)
        if taken := self.cleaned_data["take"]:
            chosen[taken.number] = taken.owner
        return chosen

    def areas(self) -> dict[int, UUID]:
        """Return the areas that were newly chosen, by the question's number."""
        chosen = self._told(_area)
        if taken := self.cleaned_data["take"]:
            chosen |= {taken.number: taken.area} if taken.area else {}
        before = self._chosen
        return {number: area for number, area in chosen.items() if before.get(number) != area}

    def _told(self, field: Callable[[int], str]) -> dict[int, UUID]:
        told = {
            one.number: self.cleaned_data.get(field(one.number), NOBODY)
            for one in self.questions
        }
        return {number: UUID(text) for number, text in told.items() if text}


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


def _area(number: int) -> str:
    return f"area-{number}"


def _named(owners: Iterable[Person]) -> list[tuple[str, str]]:
    return [(str(owner.public_id), owner.name) for owner in owners]

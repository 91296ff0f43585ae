"""The shape of what the lead says of areas, of who answers for them, and of absences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapport.accounts.models import Person
from rapport.desk.areas.rules import MOST_LINES
from rapport.desk.areas.services.wording import Wording
from rapport.matching.areas import LONGEST_DESCRIPTION, LONGEST_TITLE, LONGEST_WORDS
from rapport.matching.labels import in_the_readers_words
from rapport.matching.themes import Catalogue, Entry, Mapped, Relation, Version
from rapport.web.labels import label
from rapport.web.overtaken import Begun

EMPTY_ROWS: Final = 2
"""So many lines can be added to a catalogue at a time."""

NOBODY: Final = ""


class AreaForm(Begun):
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


class ThemesForm(forms.Form):
    """How an area stands to other catalogues: a row a line, and rows for more.

    A row whose entry is emptied goes. The version that it was begun from goes with it.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        lines: Sequence[Mapped],
        version: Version,
        based_on: int,
    ) -> None:
        super().__init__(data)
        self.fields["based_on"] = forms.IntegerField(
            min_value=0, initial=based_on, widget=forms.HiddenInput
        )
        self._rows: dict[Catalogue, int] = {}
        for catalogue in Catalogue:
            kept = [line for line in lines if line.catalogue is catalogue]
            self._rows[catalogue] = _rows_sent(data, catalogue) or len(kept) + EMPTY_ROWS
            choices = _choices(version.catalogues[catalogue].entries.values())
            for at in range(self._rows[catalogue]):
                line = kept[at] if at < len(kept) else None
                self.fields[f"{catalogue}-{at}"] = _entry_field(catalogue, at, line, choices)
                self.fields[f"{catalogue}-{at}-is"] = _relation_field(at, line)

    def groups(self) -> list[tuple[Catalogue, list[tuple[forms.BoundField, ...]]]]:
        """Return the fields of each row, by catalogue."""
        return [
            (
                catalogue,
                [(self[f"{catalogue}-{at}"], self[f"{catalogue}-{at}-is"]) for at in range(n)],
            )
            for catalogue, n in self._rows.items()
        ]

    def lines(self) -> list[Mapped]:
        """Return the rows that name an entry."""
        told = self.cleaned_data
        return [
            Mapped(catalogue, code, Relation(told[f"{catalogue}-{at}-is"] or Relation.RELATED))
            for catalogue, n in self._rows.items()
            for at in range(n)
            if (code := told[f"{catalogue}-{at}"])
        ]


def _rows_sent(data: Mapping[str, Any] | None, catalogue: Catalogue) -> int:
    """Count the rows that a page sent; another may have changed the lines meanwhile."""
    sent = (f"{catalogue}-{at}" in (data or {}) for at in range(MOST_LINES))
    return sum(sent)


def _choices(entries: Iterable[Entry]) -> list[tuple[str, Any]]:
    """Return the entries to choose from; what is no longer used, and groups, apart."""
    now: list[tuple[str, str]] = []
    apart: dict[str, list[tuple[str, str]]] = {}
    for one in entries:
        title = in_the_readers_words(one.title)
        told = (one.code, f"{one.code}. {title}" if one.catalogue is Catalogue.UNGP else title)
        if one.until:
            apart.setdefault(str(_("No longer used")), []).append(told)
        elif one.group:
            apart.setdefault(str(_("Groups of affected persons")), []).append(told)
        else:
            now.append(told)
    return [("", "—"), *now, *apart.items()]


def _entry_field(
    catalogue: Catalogue, at: int, line: Mapped | None, choices: list[tuple[str, Any]]
) -> forms.ChoiceField:
    words = {
        Catalogue.UHRI: _("Theme %(number)s"),
        Catalogue.UNGP: _("Principle %(number)s"),
        Catalogue.DSA: _("Category %(number)s"),
    }
    official = {} if catalogue is Catalogue.UNGP else {"lang": "en", "dir": "ltr"}
    return forms.ChoiceField(
        label=words[catalogue] % {"number": at + 1},
        choices=choices,
        required=False,
        initial=line.code if line else "",
        widget=forms.Select(attrs=official),
    )


def _relation_field(at: int, line: Mapped | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How it stands to the area, line %(number)s") % {"number": at + 1},
        choices=[(one.value, label(one)) for one in Relation],
        required=False,
        initial=line.relation if line else Relation.RELATED,
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

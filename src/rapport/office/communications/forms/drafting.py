"""What a letter is, what it says, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapport.directory.models import Company
from rapport.office.communications import rules
from rapport.office.communications.forms.fields import long_text, offer
from rapport.protocol.kinds import LetterType
from rapport.web import labels
from rapport.web.languages import LANGUAGES, base_language
from rapport.web.overtaken import Begun
from rapport.web.refusals import sentence


class HeadingForm(forms.Form):
    """What a letter is, and to whom it goes."""

    about: ClassVar = {
        "office.company_not_listed": "company",
        "office.subject_missing": "subject",
        "office.text_too_long": "subject",
        "office.period_unusable": "reply_period_days",
        "office.too_many_others": "also_written_to",
    }

    type = forms.ChoiceField(
        label=_("Type of letter"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in LetterType],
        initial=LetterType.ALLEGATION.value,
    )
    company = forms.ChoiceField(
        label=_("Company"),
        help_text=_("As the directory lists it. Being listed says nothing about its conduct."),
    )
    attention = forms.CharField(
        label=_("Unit or person in the company"),
        help_text=_("Such as “Human rights team”. It may stay empty."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    subject = forms.CharField(
        label=_("Subject"),
        help_text=_("One line. What is alleged stays alleged: “alleged suspension of …”."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(base_language(code), name) for code, name in LANGUAGES],
        initial="en",
    )
    reply_period_days = forms.IntegerField(
        label=_("Days for the reply"),
        help_text=_("Whole days, as the letter will state them; usually 60."),
        initial=rules.USUAL_PERIOD_DAYS,
        widget=forms.NumberInput(attrs={"class": "is-short", "dir": "ltr"}),
        error_messages={"invalid": _("Write a whole number of days, as the letter states it.")},
    )
    also_written_to = forms.CharField(
        label=_("Others who are written to on the same matter"),
        help_text=_(
            "One a line, such as a State. The company reads that they were written to."
        ),
        required=False,
        widget=long_text(3),
    )

    def __init__(self, *args: Any, companies: Iterable[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(company.slug, company.name) for company in companies]
        offer(self, "company", [("", _("Choose a company")), *listed])

    def heading(self) -> dict[str, Any]:
        """Return what the commands take."""
        said = self.cleaned_data
        lines = said["also_written_to"].splitlines()
        return {**said, "type": LetterType(said["type"]), "also_written_to": lines}


class EditHeadingForm(Begun, HeadingForm):
    """The heading of a draft, changed."""


class PartForm(forms.Form):
    """The text of a part, and the version from which it was written."""

    about: ClassVar = {"office.text_too_long": "text"}

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Blank lines part paragraphs. A person of the case stands as their mark, so that "
            "consents decide who reads the name."
        ),
        required=False,
        strip=False,
        widget=long_text(16, **{"class": "letter"}),
    )


class QuestionForm(PartForm):
    """One numbered question."""

    text = forms.CharField(
        label=_("Question"),
        help_text=_("One matter a question: each is answered under its number."),
        max_length=20_000,
        widget=long_text(5, **{"class": "letter"}),
    )


class MoveForm(forms.Form):
    """Which way a question goes, and the list from which one started."""

    based_on = forms.IntegerField(min_value=0)
    way = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


class RemoveForm(forms.Form):
    """The list of questions from which one started."""

    based_on = forms.IntegerField(min_value=0)


class FileForm(forms.Form):
    """A file that goes with the letter."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("At most {most} MB. Look into it first: names, places, hidden data."),
            most=rules.LARGEST_FILE_MB,
        ),
        max_length=200,
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large, or empty, before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if refusal := rules.why_not_files(file.name or "", file.size or 0, already=()):
            raise forms.ValidationError(sentence(refusal))
        return file

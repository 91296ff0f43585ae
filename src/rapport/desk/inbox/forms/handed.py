"""The shape of a letter from a file, as a person confirms it; what was read stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from rapport.desk.inbox import rules
from rapport.desk.inbox.rules import Confirmed, DayZero, Signing
from rapport.foundation.acts import geneva_date
from rapport.language.guessing import Language
from rapport.protocol import pdf
from rapport.protocol.kinds import LetterType
from rapport.reading.errors import FileTooLarge
from rapport.reading.titles import mandate_titled
from rapport.web import labels
from rapport.web.languages import LANGUAGES, base_language
from rapport.web.refusals import sentence

MOST_EMPTY: Final = 200
LANGUAGE_CODES: Final = frozenset(base_language(code) for code, _name in LANGUAGES)


class HandInForm(forms.Form):
    """A file that holds a letter in any form, or the answer to something that was sent."""

    file = forms.FileField(
        label=_("Letter, package or receipt"),
        help_text=_(
            "Drop the file here, or choose it: PDF, scan, Word (.docx), e-mail (.eml), plain "
            "text, or a package of Rapport. At most 32 MB."
        ),
        max_length=200,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "is-drop"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large before it is read, whatever it is."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > pdf.LARGEST_PDF:
            raise forms.ValidationError(
                sentence(FileTooLarge(megabytes=pdf.LARGEST_PDF // 1024**2))
            )
        return file


class AsideForm(forms.Form):
    """Why a file is no letter to be answered here."""

    about: ClassVar = {"handed.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("Why is it no letter to be answered here?"),
        help_text=_("Those who see all letters read it. The file stays, and can be opened."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _line(label: Any, help_text: Any = "", longest: int = 500) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


def _words(
    label: Any, help_text: Any = "", rows: int = 2, longest: int = 20_000
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto", "class": "is-low"}),
    )


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )


class LetterForm(forms.Form):
    """A letter, with what was read in it; the questions one below the other, in their order."""

    about: ClassVar = {
        "handed.reference_missing": "reference",
        "handed.reference_used": "reference",
        "letter.reference_unreadable": "reference",
        "handed.type_missing": "type",
        "handed.subject_missing": "subject",
        "handed.mandate_missing": "mandates",
        "handed.date_missing": "date",
        "letter.date_in_future": "date",
        "handed.day_zero_missing": "sent_on",
        "handed.day_zero_wrong": "sent_on",
        "handed.period_missing": "period_days",
        "handed.question_missing": "questions",
        "handed.questions_too_long": "questions",
    }

    reference = _line(
        _("Reference"), _("As it stands on the letter, such as AL OTH 12/2021."), 80
    )
    type = forms.ChoiceField(
        label=_("Kind of letter"),
        required=False,
        choices=lambda: [
            ("", _("Not known yet")),
            *((one.value, labels.label(one)) for one in LetterType),
        ],
    )
    date = _day(_("Date of the letter"))
    sent_on = _day(
        _("Sent on: day 0"),
        _("The days for the reply are counted from this date, in Geneva."),
    )
    day_zero = forms.ChoiceField(
        label=_("How do you know the day of sending?"),
        choices=lambda: [(one.value, labels.label(one)) for one in DayZero],
    )
    period_days = forms.IntegerField(
        label=_("Days for the reply"),
        help_text=_("As the letter says. If it does not say, 60 is usual."),
        required=False,
        widget=forms.NumberInput({"min": 1, "max": 365, "class": "is-short"}),
    )
    subject = _words(_("What the letter is about"), rows=3, longest=500)
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(base_language(code), name) for code, name in LANGUAGES],
    )
    mandates = forms.MultipleChoiceField(
        label=_("Mandates that sign"), required=False, widget=forms.CheckboxSelectMultiple
    )
    add_mandate = forms.ChoiceField(label=_("One more mandate that signs"), required=False)
    more_mandates = _words(
        _("Or their titles as the letter has them, one a line"),
        _("Former titles are understood too."),
    )
    questions = forms.CharField(label=_("Questions"), required=False)
    person = _line(_("Person addressed"))
    entity = _line(_("Entity addressed"))
    also_written_to = _words(_("Also written to, one a line"))
    interim_measures = _words(_("Interim measures asked for"))
    publication = _words(_("What it says about publication"))
    annex = _line(_("Annex"))

    def __init__(
        self,
        sent: MultiValueDict[str, str] | None = None,
        *,
        read: Mapping[str, Any] | None,
        titles: Sequence[tuple[str, str]],
        language: str,
    ) -> None:
        self.told: Mapping[str, Any] = (read or {}).get("letter") or {}
        self.asked: list[str] = _asked(self.told)
        super().__init__(
            sent, initial=_initial(self.told, (read or {}).get("headers"), language)
        )
        if sent is not None:
            self.asked = [str(one) for one in sent.getlist("question")][:MOST_EMPTY]
        self._titles = titles
        self._choose_mandates(sent)

    def _choose_mandates(self, sent: MultiValueDict[str, str] | None) -> None:
        first: dict[str, str] = {}
        for slug, title in self._titles:
            first.setdefault(slug, title)
        listed = [
            (f"{slug}:{place}", title) for place, (slug, title) in enumerate(self._titles)
        ]
        shown = dict.fromkeys(
            one["value"]["mandate"] for one in self.told.get("mandates") or ()
        )
        for value in sent.getlist("mandates") if sent is not None else ():
            shown.setdefault(value)
        as_read = {
            one["value"]["mandate"]: one["value"]["title"]
            for one in self.told.get("mandates") or ()
        }
        by_place = dict(listed)
        choices = [
            (value, by_place.get(value) or first.get(value) or as_read.get(value, ""))
            for value in shown
        ]
        self.signing_choices = [(value, title) for value, title in choices if title]
        self.fields["mandates"].choices = self.signing_choices  # type: ignore[attr-defined]
        self.fields["add_mandate"].choices = [("", _("Nobody else")), *listed]  # type: ignore[attr-defined]

    def clean_more_mandates(self) -> list[tuple[str, str]]:
        """Return slug and title of each title written; say which is not understood."""
        found = []
        said = self.data.get("language")
        language = Language(said) if said in LANGUAGE_CODES else Language.ENGLISH
        exact = {title.casefold(): slug for slug, title in self._titles}
        for line in str(self.cleaned_data["more_mandates"]).splitlines():
            title = " ".join(line.split())
            if not title:
                continue
            slug = exact.get(title.casefold()) or mandate_titled(title, language)
            if slug is None:
                raise forms.ValidationError(
                    _("The directory knows no mandate by these words: %(title)s"),
                    params={"title": title[:200]},
                )
            found.append((slug, title))
        return found

    def confirmed(self) -> Confirmed:
        """Return the letter as the person confirmed it. Ask a valid form only."""
        given = self.cleaned_data
        return Confirmed(
            reference=given["reference"],
            type=LetterType(given["type"]) if given["type"] else None,
            language=given["language"],
            subject=given["subject"],
            dated_on=given["date"],
            sent_on=given["sent_on"],
            day_zero=DayZero(given["day_zero"]),
            period_days=given["period_days"],
            mandates=self._signing(),
            questions=[one.replace("\0", "").strip() for one in self.asked if one.strip()],
            person=given["person"],
            entity=given["entity"],
            also_written_to=[
                one for one in given["also_written_to"].splitlines() if one.strip()
            ],
            interim_measures=given["interim_measures"],
            publication=given["publication"],
            annex=given["annex"],
        )

    def _signing(self) -> list[Signing]:
        as_read = {
            one["value"]["mandate"]: one["value"] for one in self.told.get("mandates") or ()
        }
        listed = {
            f"{slug}:{place}": (slug, title) for place, (slug, title) in enumerate(self._titles)
        }
        found: dict[str, Signing] = {}
        for value in self.cleaned_data["mandates"]:
            if value in as_read:
                found[value] = Signing(**as_read[value])
            elif value in listed:
                slug, title = listed[value]
                found.setdefault(slug, Signing(mandate=slug, title=title))
        chosen = listed.get(self.cleaned_data["add_mandate"])
        more = [chosen] if chosen else []
        for slug, title in [*more, *self.cleaned_data["more_mandates"]]:
            found.setdefault(slug, Signing(mandate=slug, title=title))
        return list(found.values())


def moved(asked: Sequence[str], deed: str, place: int) -> tuple[list[str], int]:
    """Return the questions after one was added, removed or moved; and which one to look at."""
    texts = list(asked)
    if deed == "add":
        texts.insert(place, "")
        return texts, place + 1
    if not 1 <= place <= len(texts):
        return texts, place
    text = texts.pop(place - 1)
    if deed == "remove":
        return texts, min(place, len(texts))
    there = {"up": place - 2, "down": place}.get(deed, place - 1)
    there = max(0, min(there, len(texts)))
    texts.insert(there, text)
    return texts, there + 1


def _asked(told: Mapping[str, Any]) -> list[str]:
    return [str(one["value"]) for one in told.get("questions") or ()]


def _initial(
    told: Mapping[str, Any], headers: Mapping[str, str] | None, language: str
) -> dict[str, Any]:
    def value(name: str) -> Any:
        found = told.get(name)
        return found["value"] if found else None

    read_in = told.get("language", "")
    sent_on, day_zero = _day_zero(value("date"), (headers or {}).get("date", ""))
    return {
        **{
            name: value(name)
            for name in (
                "reference",
                "type",
                "date",
                "subject",
                "person",
                "entity",
                "interim_measures",
                "period_days",
                "publication",
                "annex",
            )
        },
        "subject": rules.as_heading(value("subject") or ""),
        "sent_on": sent_on,
        "day_zero": day_zero.value,
        "language": read_in if read_in in LANGUAGE_CODES else language,
        "mandates": [one["value"]["mandate"] for one in told.get("mandates") or ()],
        "also_written_to": "\n".join(
            str(one["value"]) for one in told.get("also_written_to") or ()
        ),
    }


def _day_zero(dated_on: str | None, header: str) -> tuple[str, DayZero]:
    """Return the day of sending as far as the file tells it, and how it is known.

    An e-mail's own date stands only where the letter has none: a mail may be forwarded.
    """
    if dated_on:
        return dated_on, DayZero.LETTER_DATE
    try:
        mailed = parsedate_to_datetime(header)
        return geneva_date(mailed).isoformat(), DayZero.EMAIL_DATE
    except (ValueError, TypeError, OverflowError):
        return "", DayZero.LETTER_DATE

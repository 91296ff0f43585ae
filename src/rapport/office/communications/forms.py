"""The shape of what people write on a letter's way; never whether it may be done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapport.directory.models import Company, Mandate
from rapport.office.communications import errors, rules
from rapport.office.communications.rules import (
    Filing,
    Proposal,
    PublicFrom,
    Sending,
    Verdict,
    Way,
)
from rapport.protocol.kinds import LetterType, PublicWish, ReplyKind, Stance
from rapport.web import labels
from rapport.web.languages import LANGUAGES, base_language
from rapport.web.refusals import sentence


def _long(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attributes})


def _day(label: Any, help_text: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=help_text,
        max_length=5_000,
        required=False,
        widget=_long(4),
    )


def _address(label: Any, help_text: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


def _same_address(form: forms.Form) -> dict[str, Any]:
    said = form.cleaned_data
    if said.get("mail_to", "") != said.get("mail_again", "") and "mail_to" in said:
        form.add_error("mail_again", sentence(errors.AddressesDiffer()))
    return said


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _place(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2_000, required=False, widget=_long(5)
    )


def _line(label: Any, help_text: Any, most: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files in the order in which they were chosen; each as one alone is."""
        if isinstance(data, list | tuple) and data:
            return [super(_FilesField, self).clean(one, initial) for one in data]
        return [super().clean(data, initial)]


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
        widget=_long(3),
    )

    def __init__(self, *args: Any, companies: Iterable[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(company.slug, company.name) for company in companies]
        _offer(self, "company", [("", _("Choose a company")), *listed])

    def heading(self) -> dict[str, Any]:
        """Return what the commands take."""
        said = self.cleaned_data
        lines = said["also_written_to"].splitlines()
        return {**said, "type": LetterType(said["type"]), "also_written_to": lines}


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
        widget=_long(16, **{"class": "letter"}),
    )


class QuestionForm(PartForm):
    """One numbered question."""

    text = forms.CharField(
        label=_("Question"),
        help_text=_("One matter a question: each is answered under its number."),
        max_length=20_000,
        widget=_long(5, **{"class": "letter"}),
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
    due_on = _day(
        _("Answer until"), _("The last day, in Geneva. An answer after it still counts.")
    )

    def __init__(self, *args: Any, mandates: Iterable[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(mandate.slug, mandate.short_name) for mandate in mandates]
        _offer(self, "mandate", [("", _("Choose a mandate")), *listed])


class DeclineForm(forms.Form):
    """Why a mandate does not join."""

    about: ClassVar = {"office.reason_missing": "reason"}
    reason = _reason(
        _("It stays with the letter, inside the office. The company never reads it.")
    )


class WithdrawForm(DeclineForm):
    """Why a letter will not be sent, or is taken back."""

    about: ClassVar = {
        "office.reason_missing": "reason",
        "matter.words_too_long": "reason",
        "office.names_typed_free": "reason",
        "office.marks_broken": "reason",
    }

    reason = _reason(_("It stays with the letter, inside the office."))

    def __init__(self, *args: Any, tells_company: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tells_company:
            self.fields["reason"].help_text = _("The company reads it.")


class SendingForm(forms.Form):
    """What the secretariat types when a letter leaves."""

    about: ClassVar = {
        "office.reference_unreadable": "reference",
        "office.reference_of_another_type": "reference",
        "office.reference_used": "reference",
        "office.reference_not_invented": "reference",
        "office.date_in_future": "dated_on",
        "office.period_unusable": "reply_period_days",
        "office.period_differs": "reply_period_days",
        "office.too_early_for_this_type": "public_from",
        "office.answers_open": "without_asked",
        "mail.address_invalid": "mail_to",
        "mail.own_address": "mail_to",
        "office.addresses_differ": "mail_again",
        "office.address_unusable": "post_to",
    }

    reference = forms.CharField(
        label=_("Official reference"),
        help_text=_(
            "As the United Nations gave it, such as AL OTH 12/2021. Rapport gives none."
        ),
        max_length=80,
        required=False,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "class": "is-short", "autocomplete": "off"}
        ),
    )
    dated_on = _day(_("Date of the letter"), _("As it stands on the letter: today or earlier."))
    reply_period_days = forms.IntegerField(
        label=_("Days for the reply"),
        help_text=_("As the letter’s own words state it. Day 0 is today in Geneva."),
        widget=forms.NumberInput(attrs={"class": "is-short", "dir": "ltr"}),
        error_messages={"invalid": _("Write a whole number of days, as the letter states it.")},
    )
    public_from = forms.ChoiceField(
        label=_("From when may letter and reply be public?"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in PublicFrom],
        initial=PublicFrom.AFTER_PERIOD.value,
    )
    without_asked = forms.BooleanField(
        label=_("Send it without the mandates that have not answered"), required=False
    )
    way = forms.ChoiceField(
        label=_("How does it go?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("mail", _("By e-mail")),
            ("paper", _("Printed: by post, by courier, by fax or by hand")),
        ],
        initial="mail",
    )
    mail_to = _address(
        _("E-mail address of the company"),
        _("As the company itself gives it; Rapport takes none from its directory."),
    )
    mail_again = _address(
        _("The same address again"), _("Type it, do not copy it: a wrong address is read too.")
    )
    post_to = _place(
        _("Address on paper"),
        _("Street, town, country; or a fax number. The company’s name is put before it."),
    )
    return_to = _place(
        _("Where answers on paper are to come"),
        _("Our address, and a fax number if there is one. It is offered again next time."),
    )

    def __init__(
        self,
        *args: Any,
        type: LetterType,
        asked: int,
        today: date,
        days: int,
        by_mail: bool,
        on_paper: bool = False,
        return_to: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "dated_on": today,
            "reply_period_days": days,
            "return_to": return_to,
        }
        super().__init__(*args, **kwargs)
        self.on_paper = on_paper
        if not (by_mail and on_paper):
            del self.fields["way"]
        if not on_paper:
            del self.fields["post_to"], self.fields["return_to"]
        if not by_mail:
            del self.fields["mail_to"], self.fields["mail_again"]
        if not asked:
            del self.fields["without_asked"]
        if type is not LetterType.OTHER:
            del self.fields["public_from"]  # only comments on laws may be public earlier

    def clean(self) -> dict[str, Any]:
        """Refuse an address that was typed in two ways, or none of the way that was chosen."""
        said = _same_address(self)
        if self._goes_on_paper() and not said.get("post_to", "").strip():
            self.add_error("post_to", _("Write where the letter goes."))
        return said

    def _goes_on_paper(self) -> bool:
        way = self.cleaned_data.get("way", "paper") or "mail"
        return self.on_paper and way == "paper"

    def sending(self) -> Sending:
        """Return what the command takes."""
        said = self.cleaned_data
        paper = self._goes_on_paper()
        return Sending(
            reference=said["reference"],
            dated_on=said["dated_on"],
            reply_period_days=said["reply_period_days"],
            public_from=PublicFrom(said.get("public_from", PublicFrom.AFTER_PERIOD)),
            without_asked=said.get("without_asked", False),
            mail_to="" if paper else said.get("mail_to", ""),
            post_to=said["post_to"] if paper else "",
            return_to=said["return_to"] if paper else "",
        )


class AssessForm(forms.Form):
    """How far an answer answers its question, in words."""

    about: ClassVar = {"office.text_too_long": "note"}

    verdict = forms.ChoiceField(
        label=_("How far does the answer answer the question?"),
        help_text=_("It stays inside the office, and is no finding about the company."),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in Verdict],
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What is still open, or what to ask next. It may stay empty."),
        required=False,
        widget=_long(4),
    )


class TimeForm(forms.Form):
    """Whether more time is granted, and until when."""

    about: ClassVar = {
        "office.last_day_missing": "until",
        "matter.day_too_early": "until",
        "matter.words_too_long": "words",
        "office.names_typed_free": "words",
        "office.marks_broken": "words",
    }

    granted = forms.ChoiceField(
        label=_("Is more time granted?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes, until the day below")), ("no", _("No"))],
    )
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("It stands beside the due date, which does not move."),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label=_("Words to the company"),
        help_text=_("They may stay empty."),
        required=False,
        widget=_long(4),
    )

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {**self.cleaned_data, "granted": self.cleaned_data["granted"] == "yes"}


class TalkForm(forms.Form):
    """A question to the company, or the answer to one of its questions."""

    about: ClassVar = {
        "matter.words_missing": "text",
        "matter.words_too_long": "text",
        "office.names_typed_free": "text",
        "office.marks_broken": "text",
    }

    question = forms.TypedChoiceField(
        label=_("What is it about?"), required=False, coerce=int, empty_value=None
    )
    text = forms.CharField(label=_("Text"), required=False, widget=_long(8))

    def __init__(self, *args: Any, numbers: Sequence[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if numbers is None:
            del self.fields["question"]
            return
        listed = [(str(n), _("Question %(number)s") % {"number": n}) for n in numbers]
        _offer(self, "question", [("", _("The letter or the reply as a whole")), *listed])


class FollowUpForm(forms.Form):
    """Further questions, and until when they are to be answered."""

    about: ClassVar = {
        "office.follow_up_without_questions": "questions",
        "matter.words_too_long": "questions",
        "office.names_typed_free": "questions",
        "office.marks_broken": "questions",
        "matter.day_too_early": "answer_by",
    }

    reply = forms.ChoiceField(label=_("What are they about?"), required=False)
    questions = forms.CharField(
        label=_("Questions"),
        help_text=_("A blank line parts two questions. They are numbered when they leave."),
        required=False,
        widget=_long(8),
    )
    answer_by = _day(_("Answer by"), _("A day of its own; the 60 days are not touched."))
    words = forms.CharField(
        label=_("Words before the questions"),
        help_text=_("They may stay empty."),
        required=False,
        widget=_long(3),
    )

    def __init__(self, *args: Any, replies: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "reply", [("", _("The letter")), *replies])

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        said = self.cleaned_data
        pieces = re.split(r"\n\s*\n", said["questions"].replace("\r\n", "\n"))
        return {
            "questions": [piece.strip() for piece in pieces if piece.strip()],
            "answer_by": said["answer_by"],
            "words": said["words"],
            "reply_id": UUID(said["reply"]) if said["reply"] else None,
        }


class FilterForm(forms.Form):
    """Which letters a list shows."""

    state = forms.ChoiceField(label=_("State"), required=False)
    mine = forms.BooleanField(label=_("Only what I began or my mandates sign"), required=False)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, states: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "state", [("", _("All states")), *states])


class ResendForm(forms.Form):
    """To which address a letter goes that came back."""

    about: ClassVar = {
        "mail.address_invalid": "mail_to",
        "mail.own_address": "mail_to",
        "office.addresses_differ": "mail_again",
    }

    mail_to = _address(
        _("Corrected e-mail address"),
        _("Ask the company by another way, as by telephone."),
    )
    mail_again = _address(
        _("The same address again"), _("Type it, do not copy it: a wrong address is read too.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an address that was typed in two ways."""
        return _same_address(self)


class DisbeliefForm(forms.Form):
    """Why a report that a letter came back is not believed."""

    about: ClassVar = {"office.reason_missing": "reason"}

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Such as: the company said by telephone that it has the letter. It stays with the "
            "report, inside the office."
        ),
        max_length=500,
        required=False,
        widget=_long(4),
    )


class PostAgainForm(forms.Form):
    """To which address a letter is printed again that came back."""

    about: ClassVar = {"office.address_unusable": "post_to"}

    post_to = _place(
        _("Corrected address"), _("Ask the company by another way, as by telephone.")
    )
    return_to = _place(
        _("Where answers on paper are to come"),
        _("Our address, and a fax number if there is one. It is offered again next time."),
    )


class PostedForm(forms.Form):
    """When and how paper left."""

    about: ClassVar = {"office.day_impossible": "posted_on"}

    posted_on = _day(_("Day on which it left"), _("As on the receipt of the carrier."))
    way = forms.ChoiceField(
        label=_("How did it go?"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in Way],
        initial=Way.POST.value,
    )
    carrier = _line(_("Carrier, or fax number"), _("It may stay empty."))
    tracking = _line(
        _("Tracking number, or what the fax machine reported"), _("It may stay empty.")
    )

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {**self.cleaned_data, "way": Way(self.cleaned_data["way"])}


class DeliveredForm(forms.Form):
    """When somebody at the company took paper."""

    about: ClassVar = {
        "office.day_impossible": "delivered_on",
        "office.file_unusable": "proof",
    }

    delivered_on = _day(_("Day of delivery"), _("As the carrier or the company says."))
    taken_by = _line(_("Signed for by"), _("A name or a function. It may stay empty."))
    proof = forms.FileField(
        label=_("Proof"),
        help_text=_("A scan of the receipt, if there is one; at most 10 MB."),
        required=False,
        max_length=200,
    )

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        file = self.cleaned_data["proof"]
        return {**self.cleaned_data, "proof": file.read() if file else None}


class ReturnedForm(forms.Form):
    """When and why paper came back."""

    about: ClassVar = {"office.day_impossible": "returned_on"}

    returned_on = _day(_("Day on which it came back"), _("As it reached the office."))
    reason = _line(_("Why"), _("Such as “moved away”, as it stands on the cover."), 500)

    def said(self) -> dict[str, Any]:
        """Return what the command takes."""
        return dict(self.cleaned_data)


class StrikeForm(forms.Form):
    """Why a record is struck out; and which it is, by the day that it says."""

    about: ClassVar = {"office.reason_missing": "because"}

    seen = forms.DateField(widget=forms.HiddenInput, required=False)
    because = forms.CharField(
        label=_("Why is it wrong?"),
        help_text=_("It stays with the record, inside the office."),
        max_length=500,
        required=False,
        widget=_long(4),
    )


class ScanForm(forms.Form):
    """Scanned paper, and the day on which it reached the office."""

    about: ClassVar = {"office.day_impossible": "reached_on", "office.scan_unusable": "scan"}

    scan = _FilesField(
        label=_("Scan"),
        help_text=format_lazy(
            _(
                "PDF, TIFF, PNG or JPEG, at most {each} MB each and {all} MB together. "
                "Pictures are taken as pages of one pile, in the order of their names."
            ),
            each=rules.LARGEST_SCAN_MB,
            all=rules.ALL_SCANS_MB,
        ),
        max_length=200,
        allow_empty_file=True,
        widget=_FilesInput(attrs={"accept": ".pdf,.tif,.tiff,.png,.jpg,.jpeg"}),
    )
    reached_on = _day(
        _("Day on which it reached the office"),
        _("As on its date stamp, not the day of the scan."),
    )

    def clean_scan(self) -> list[UploadedFile[bytes]]:
        """Refuse files that are too many, too large or empty, before they are read."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["scan"]
        if refusal := rules.why_not_scan([file.size or 0 for file in files]):
            raise forms.ValidationError(sentence(refusal))
        return sorted(files, key=lambda file: file.name or "")


class PlaceForm(forms.Form):
    """To which letter pages of a scan belong."""

    about: ClassVar = {
        "office.letter_not_named": "letter",
        "office.day_impossible": "reached_on",
    }

    letter = forms.CharField(
        label=_("Letter"),
        help_text=_("Its reference, or the code that is printed under the mark on its sheet."),
        max_length=80,
        required=False,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "class": "is-short", "autocomplete": "off"}
        ),
    )
    reached_on = _day(
        _("Day on which it reached the office"),
        _("As on its date stamp. The reply counts as received on this day."),
    )


class AssignForm(forms.Form):
    """To which letter a message belongs."""

    about: ClassVar = {"office.no_such_letter": "reference"}

    reference = forms.CharField(
        label=_("Reference of the letter"),
        help_text=_("Leave it empty to put the message aside: it belongs to no letter."),
        max_length=80,
        required=False,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "class": "is-short", "autocomplete": "off"}
        ),
    )


class FilingForm(forms.Form):
    """A message as a reply: what somebody has split against the questions."""

    about: ClassVar = {
        "office.nothing_to_file": "opening",
        "reply.date_in_future": "dated_on",
    }

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=lambda: [(one.value, labels.label(one)) for one in ReplyKind],
        widget=forms.RadioSelect,
    )
    wish = forms.ChoiceField(
        label=_("What the company says about publication"),
        choices=lambda: [(one.value, labels.label(one)) for one in PublicWish],
        widget=forms.RadioSelect,
    )
    dated_on = _day(_("Date of the reply"), _("As it stands on the reply."))
    signed_by = forms.CharField(label=_("Signed by"), max_length=300, required=False)
    opening = forms.CharField(label=_("Opening"), required=False, widget=_long(6))

    def __init__(
        self,
        *args: Any,
        proposed: Proposal,
        questions: Sequence[tuple[int, str]],
        together: Sequence[UUID] = (),
        **kwargs: Any,
    ) -> None:
        answers = proposed.split.answers
        kwargs["initial"] = {
            "kind": ReplyKind.SUBSTANTIVE.value,
            "wish": PublicWish.PUBLIC.value,
            "opening": proposed.split.opening,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.numbers = [number for number, _text in questions]
        self.together = together
        for number, text in questions:
            self.fields[f"stance_{number}"] = forms.ChoiceField(
                label=_("Question %(number)s") % {"number": number},
                help_text=text,
                choices=[
                    ("", _("Says nothing to this question")),
                    *((one.value, labels.label(one)) for one in Stance),
                ],
                initial=Stance.ANSWERED.value if number in answers else "",
                required=False,
            )
            self.fields[f"answer_{number}"] = forms.CharField(
                label=_("Answer to question %(number)s") % {"number": number},
                help_text=_read_where(proposed.places.get(number, ())),
                initial=answers.get(number, ""),
                required=False,
                widget=_long(6),
            )

    def filing(self) -> Filing:
        """Return what the command takes."""
        said = self.cleaned_data
        return Filing(
            kind=ReplyKind(said["kind"]),
            wish=PublicWish(said["wish"]),
            dated_on=said["dated_on"],
            signed_by=said["signed_by"],
            opening=said["opening"],
            answers={
                number: (Stance(said[f"stance_{number}"]), said[f"answer_{number}"])
                for number in self.numbers
                if said[f"stance_{number}"]
            },
            together=self.together,
        )


def _read_where(places: Sequence[tuple[str, tuple[int, int] | None]]) -> str:
    """Say in which texts the words for a question were read, and where in a file."""
    if not places:
        return str(_("Nothing was found for this question."))
    said = []
    for name, place in places:
        if place is None:
            said.append(name or str(_("the message")))
            continue
        facts = {"file": name, "page": place[0], "line": place[1]}
        said.append(str(_("%(file)s, page %(page)s, line %(line)s") % facts))
    return str(_("Read in: %(places)s") % {"places": "; ".join(said)})

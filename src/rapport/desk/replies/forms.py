"""The shape of what people write on the way to a reply; never whether it may be done."""

from __future__ import annotations

from typing import ClassVar, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapport.desk.replies import rules
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance
from rapport.web import labels
from rapport.web.languages import LANGUAGES, base_language
from rapport.web.overtaken import Begun
from rapport.web.refusals import sentence

FULL: Final = ReplyKind.SUBSTANTIVE.value
INTERIM: Final = ReplyKind.INTERIM.value


def _long(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attributes})


class AnswerForm(forms.Form):
    """An answer: its text, what it does with the question, and whether it is finished."""

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Our answer"),
        help_text=_(
            "Facts first, with dates and numbers. Name no source. Say “we do not know” where "
            "that is so."
        ),
        required=False,
        widget=_long(12, **{"class": "letter"}),
    )
    stance = forms.ChoiceField(
        label=_("How complete is this answer?"),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in Stance],
    )
    finished = forms.BooleanField(
        label=_("This answer is finished and may go into the reply"), required=False
    )


class CommentForm(forms.Form):
    """A comment on a question."""

    text = forms.CharField(
        label=_("Comment"),
        help_text=_("Seen by those who can open this question. Never sent."),
        required=False,
        widget=_long(3),
    )


class NoteForm(forms.Form):
    """Counsel's privileged note, as a new version."""

    text = forms.CharField(
        label=_("Sealed note"),
        help_text=_(
            "Read by counsel and the human rights lead alone. It never leaves this desk."
        ),
        required=False,
        widget=_long(5),
    )


class FileForm(forms.Form):
    """A file for a question."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("At most {most} MB. Look into it first: names, places, hidden data."),
            most=rules.LARGEST_FILE_MB,
        ),
        max_length=200,
    )
    goes_with_reply = forms.ChoiceField(
        label=_("Where does it go?"),
        widget=forms.RadioSelect,
        choices=[
            ("", _("It stays in this desk, as evidence for the answer")),
            ("yes", _("It goes with the reply")),
        ],
        required=False,
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if refusal := rules.why_not_attach(file.name or "", file.size or 0, already=0):
            raise forms.ValidationError(sentence(refusal))
        return file


class BeginForm(forms.Form):
    """Which reply to prepare."""

    kind = forms.ChoiceField(
        label=_("Which reply?"),
        widget=forms.RadioSelect,
        choices=[
            (FULL, _("A full reply: it answers or declines every question")),
            (INTERIM, _("An interim reply: it says what is known so far; a full one follows")),
        ],
    )


class ReplyForm(Begun):
    """What stands around the answers of a reply."""

    kind = forms.ChoiceField(
        label=_("Which reply?"),
        widget=forms.RadioSelect,
        choices=BeginForm.base_fields["kind"].choices,  # type: ignore[attr-defined]
    )
    opening = forms.CharField(
        label=_("Opening"),
        help_text=_("It stands before the answers. It may stay empty if there are answers."),
        required=False,
        widget=_long(6, **{"class": "letter"}),
    )
    entity = forms.CharField(
        label=_("Entity that replies"),
        help_text=_("As the letter addresses it, or the company that answers for it."),
        max_length=500,
        required=False,
    )
    signed_by = forms.CharField(
        label=_("Signed by"),
        help_text=_("Name and function, as they stand under the reply."),
        max_length=500,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the reply"),
        choices=[(base_language(code), name) for code, name in LANGUAGES],
    )
    wish = forms.ChoiceField(
        label=_("May the reply be public?"),
        help_text=_("Withholding is visible: the record says that there is a reply."),
        widget=forms.RadioSelect,
        choices=lambda: [(one.value, labels.label(one)) for one in PublicWish],
        required=False,
    )


class ReturnReplyForm(forms.Form):
    """Why a reply goes back to the lead."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The lead, counsel and other approvers read it. It is never sent."),
        required=False,
        widget=_long(4),
    )


class SentOutsideForm(forms.Form):
    """On which day and how a person sent a reply by their own means."""

    about: ClassVar = {"reply.sent_date_wrong": "sent_on", "reply.sent_way_missing": "way"}

    sent_on = forms.DateField(
        label=_("Sent on"),
        help_text=_("The date in Geneva."),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date", "class": "is-short"}, format="%Y-%m-%d"),
    )
    way = forms.CharField(
        label=_("To which address, or in which way?"),
        help_text=_("Such as the e-mail address of the office, or by post."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

"""Scans of what came on paper."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapport.office.communications import rules
from rapport.office.communications.forms.fields import FilesField, FilesInput, day_field
from rapport.web.refusals import sentence


class ScanForm(forms.Form):
    """Scanned paper, and the day on which it reached the office."""

    about: ClassVar = {"office.day_impossible": "reached_on", "office.scan_unusable": "scan"}

    scan = FilesField(
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
        widget=FilesInput(attrs={"accept": ".pdf,.tif,.tiff,.png,.jpg,.jpeg"}),
    )
    reached_on = day_field(
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
    reached_on = day_field(
        _("Day on which it reached the office"),
        _("As on its date stamp. The reply counts as received on this day."),
    )

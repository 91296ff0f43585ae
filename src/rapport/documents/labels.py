"""The words of a letter that are not its author's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.documents.rules import Verdict
from rapport.protocol.kinds import LetterType, ReplyKind, Stance
from rapport.web import labels

TYPES: Final[Mapping[LetterType, str | Promise]] = {
    LetterType.ALLEGATION: _("Allegation letter"),
    LetterType.URGENT: _("Urgent appeal"),
    LetterType.OTHER: _("Other letter"),
}
PARTS: Final[Mapping[str, str | Promise]] = {
    "information": _("Information received"),
    "concern": _("Concern"),
    "law": _("Applicable international human rights law"),
    "interim-measures": _("Interim measures"),
    "annex": _("Annex"),
}
"""Headings of a letter's parts; a part without one stands without."""

REPLY_KINDS: Final[Mapping[ReplyKind, str | Promise]] = {
    ReplyKind.SUBSTANTIVE: _("Reply"),
    ReplyKind.INTERIM: _("Interim reply"),
    ReplyKind.REFUSAL: _("Refusal to reply"),
}
STANCES: Final[Mapping[Stance, str | Promise]] = {
    Stance.ANSWERED: _("Answered"),
    Stance.PARTLY: _("Partly answered"),
    Stance.NOTHING_TO_ADD: _("Nothing to add"),
    Stance.DECLINED: _("Declined to answer"),
}

labels.register(
    {
        Verdict.WAITING: _("Not checked for viruses"),
        Verdict.NOTHING_FOUND: _("Checked for viruses: nothing found"),
        Verdict.FOUND: _("A virus was found"),
        Verdict.TOO_LARGE: _("Not checked for viruses: larger than the scanner takes"),
    }
)

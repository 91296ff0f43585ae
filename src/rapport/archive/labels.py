"""The words people see for the codes of the record, and how a letter is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapport.archive.models import Letter
from rapport.archive.rules import AddresseeKind, Origin, Replied, Sort
from rapport.archive.selectors.passages import Where
from rapport.protocol.kinds import LetterType, ReplyKind, Stance
from rapport.web import labels

# One call for each enum: members of two with the same text are equal, and one would be lost.
labels.register(
    {
        Origin.PUBLISHED: _("Published by an office"),
        Origin.LOADED: _("Told by a public source"),
    }
)
labels.register(
    {
        AddresseeKind.COMPANY: _("A company"),
        AddresseeKind.STATE: _("A State"),
        AddresseeKind.OTHER: _("Somebody else"),
    }
)
labels.register(
    {
        Replied.FULL: _("Replied"),
        Replied.INTERIM: _("Interim reply only"),
        Replied.DECLINED: _("Every question declined, with a reason"),
        Replied.WITHHELD: _("Reply not public, at the company’s request"),
        Replied.NONE: _("No reply yet"),
        Replied.UNKNOWN: _("Not known here whether a reply came"),
    }
)
labels.register(
    {
        Sort.BEST: _("Best match first"),
        Sort.NEWEST: _("Newest letter first"),
        Sort.OLDEST: _("Oldest letter first"),
    }
)
labels.register(
    {
        Where.HEADING: _("found in the heading"),
        Where.LETTER: _("found in the letter"),
        Where.REPLY: _("found in a reply"),
        Where.SUMMARY: _("found in the summary"),
        Where.FILE: _("found in a file of the source"),
    }
)
labels.register(
    {
        LetterType.ALLEGATION: _("Allegation letter"),
        LetterType.URGENT: _("Urgent appeal"),
        LetterType.OTHER: _("Other letter"),
    }
)
labels.register(
    {
        ReplyKind.SUBSTANTIVE: _("Full reply"),
        ReplyKind.INTERIM: _("Interim reply"),
        ReplyKind.REFUSAL: _("Refusal: every question is declined"),
    }
)
labels.register(
    {
        Stance.ANSWERED: _("Answers the whole question"),
        Stance.PARTLY: _("Answers part of it"),
        Stance.NOTHING_TO_ADD: _("Has nothing to add"),
        Stance.DECLINED: _("Declines, with this reason"),
    }
)

NO_NAMES: Final[Mapping[str, str]] = {}

STATE: Final[Mapping[Replied, str]] = {
    Replied.FULL: "state is-done",
    Replied.INTERIM: "state is-third",
    Replied.DECLINED: "state is-no",
    Replied.WITHHELD: "state is-most",
    Replied.NONE: "state",
    Replied.UNKNOWN: "soft",
}
"""The class of a status word; what is not known is no status."""

PARTS: Final[Mapping[str, str | Promise]] = {
    "opening": _("Salutation"),
    "capacity": _("In which capacity they write"),
    "information": _("Information received"),
    "concern": _("Concern"),
    "law": _("Applicable law"),
    "questions": _("Words before the questions"),
    "reply-period": _("Period for the reply, and publication"),
    "interim-measures": _("Interim measures"),
    "press-release": _("Notice of a press release"),
    "also-written-to": _("Others who are written to"),
    "closing": _("Closing words"),
    "annex": _("Annex"),
}
"""The words for the parts of a letter; another archive's parts go without."""


def title_of(letter: Letter, countries: Mapping[str, str] = NO_NAMES) -> str:
    """Return what a letter is about, or without a subject what it is and to whom.

    The countries' names in the reader's language stand for those of the record.
    """
    if letter.subject:
        return letter.subject
    kinds = {
        LetterType.ALLEGATION: gettext("Allegation letter to {addressee}"),
        LetterType.URGENT: gettext("Urgent appeal to {addressee}"),
        LetterType.OTHER: gettext("Letter of comments to {addressee}"),
    }
    sentence = kinds.get(letter.type, gettext("Letter to {addressee}"))
    if letter.addressee_kind is AddresseeKind.OTHER:
        sentence = gettext("Letter whose addressee is not named")
    return sentence.format(addressee=countries.get(letter.country, letter.addressee))

"""The words people see for the codes of publishing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.office.publishing.rules import Check, Fate
from rapport.web import labels

labels.register(
    {
        Fate.ON_ITS_WAY: _("Handed over, no receipt yet"),
        Fate.RECEIVED: _("Public: the archive’s receipt is here"),
        Fate.REFUSED: _("Not taken by the archive"),
        Fate.STOPPED: _("Stopped on its way: a consent, a reply or a word has changed"),
        Check.NAMES_IN_LETTER: _("Names typed free in the letter"),
        Check.NAMES_IN_REPLY: _("Names written by the company"),
        Check.PARTS_OF_NAMES: _("Parts of withheld names still stand in the text"),
        Check.CUTS: _("Places, dates or words marked to go"),
        Check.WITHHELD_REPLY: _("A reply is not public at the company’s request"),
        Check.NO_REPLY: _("No reply has come"),
    }
)

MEANS: Final[Mapping[Check, str | Promise]] = {
    Check.NAMES_IN_LETTER: _("They are shown as each person agreed, like the marked ones."),
    Check.NAMES_IN_REPLY: _("They are shown as each person agreed, as in the letter."),
    Check.PARTS_OF_NAMES: _(
        "Rapport withholds whole names only. Read these places, and write what must go too."
    ),
    Check.CUTS: _("The public reads ▮▮▮ in their place."),
    Check.WITHHELD_REPLY: _(
        "The archive says that it exists, of what kind it is and its date."
    ),
    Check.NO_REPLY: _("The archive says “No reply yet”. A reply that comes later is added."),
}
"""What each finding means for the public version."""

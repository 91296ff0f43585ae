"""The words people see for the consents' codes, and what each consent means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.office.consents.rules import (
    Audience,
    Gender,
    GivenBy,
    PersonKind,
    Purpose,
    Shown,
    WhyHeld,
)
from rapport.web import labels

# One call for each enum: members of two enums with the same text are the same key of a mapping.
labels.register(
    {
        PersonKind.INDIVIDUAL: _("One person"),
        PersonKind.GROUP: _("A group of people"),
        PersonKind.COMMUNITY: _("A community"),
        PersonKind.ORGANISATION: _("An organisation"),
        PersonKind.MEDIUM: _("A newspaper, station or site"),
    }
)
labels.register(
    {
        Gender.WOMAN: _("Woman"),
        Gender.MAN: _("Man"),
        Gender.OTHER: _("Another"),
        Gender.UNKNOWN: _("Not known"),
    }
)
labels.register(
    {
        Purpose.SHARE_WITH_MANDATES: _("Shared with other mandates"),
        Purpose.NAME_TO_COMPANY: _("Named to the company"),
        Purpose.NAME_TO_STATE: _("Named to a State"),
        Purpose.PUBLISH_INITIALS: _("Initials in public"),
        Purpose.PUBLISH_NAME: _("Name in public"),
        Purpose.PRESS: _("Named in a press release"),
        Purpose.STATISTICS: _("Counted in statistics"),
    }
)
labels.register(
    {
        GivenBy.SELF: _("The person"),
        GivenBy.REPRESENTATIVE: _("A representative"),
        GivenBy.GUARDIAN: _("A parent or guardian"),
    }
)
labels.register(
    {
        Audience.OFFICE: _("The office"),
        Audience.MANDATE: _("Other mandates that see the case"),
        Audience.ADDRESSEE: _("The company written to"),
        Audience.PUBLIC: _("Anyone"),
    }
)
labels.register(
    {
        Shown.NAME: _("By name"),
        Shown.INITIALS: _("By initials"),
        Shown.LETTER: _("As a letter, such as Person A"),
    }
)
labels.register(
    {
        WhyHeld.NO_CONSENT: _("no consent"),
        WhyHeld.INITIALS_ONLY: _("consent for initials only"),
        WhyHeld.PROTECTED: _("a minor or a survivor is never named in public"),
        WhyHeld.CUT: _("cut by the office"),
    }
)

MEANS: Final[Mapping[Purpose, str | Promise]] = {
    Purpose.SHARE_WITH_MANDATES: _(
        "Teams of other mandates that see the case may read the name."
    ),
    Purpose.NAME_TO_COMPANY: _(
        "A letter to the company gives the name, so that it can look into the matter."
    ),
    Purpose.NAME_TO_STATE: _("A letter to a State on the same matter gives the name."),
    Purpose.PUBLISH_INITIALS: _("The public version of letter and reply gives the initials."),
    Purpose.PUBLISH_NAME: _("The public version of letter and reply gives the name, for good."),
    Purpose.PRESS: _("A press release may give the name."),
    Purpose.STATISTICS: _("The person is counted, without a name, in reports."),
}

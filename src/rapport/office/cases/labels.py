"""The words people see for the cases' codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapport.office.cases import events
from rapport.office.cases.rules import CaseState
from rapport.office.consents import events as consents
from rapport.web import labels

labels.register({CaseState.OPEN: _("Open"), CaseState.CLOSED: _("Closed")})

TOLD: Final[Mapping[str, str | Promise]] = {
    events.CaseOpened.name: _("The case was opened for the {mandate}."),
    events.CaseEdited.name: _("Title, summary or countries were changed."),
    events.CaseShared.name: _("The case was shared with the {mandate}."),
    events.CaseClosed.name: _("The case was closed."),
    consents.PersonEntered.name: _("Person {person} was entered."),
    consents.PersonEdited.name: _("What is kept of Person {person} was changed."),
    consents.ConsentRecorded.name: _("An answer of Person {person} was recorded: {purpose}."),
}
"""Sentences in which events are told; persons stand by letter, so that no name is repeated."""

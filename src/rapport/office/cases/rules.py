"""Who may open, share and close a case."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import Actor
from rapport.foundation.errors import NotAllowed, Refusal
from rapport.office.cases import errors
from rapport.office.seats import mandates_of, may_for, sees_all

LONGEST_TITLE: Final = 300
LONGEST_SUMMARY: Final = 20_000


class CaseState(StrEnum):
    """Whether a case is being worked on."""

    OPEN = "open"
    CLOSED = "closed"


def why_not_open(
    actor: Actor, *, mandate: str, is_in_force: bool, title: str, summary: str = ""
) -> Refusal | None:
    """Say why the actor may not open a case for a mandate (slug)."""
    if not may_for(actor, "open_case", [mandate]):
        return errors.NotTheirCase()
    if not is_in_force:
        return errors.LeadNotInForce()
    return why_not_words(title, summary)


def why_not_words(title: str, summary: str = "") -> Refusal | None:
    """Say what is wrong with what a case says of itself."""
    if not title.strip():
        return errors.CaseTitleMissing()
    if len(title.strip()) > LONGEST_TITLE or len(summary.strip()) > LONGEST_SUMMARY:
        return errors.CaseWordsTooLong(title=LONGEST_TITLE, summary=LONGEST_SUMMARY)
    return None


def why_not_change(
    actor: Actor, command: str, *, state: CaseState, mandates: Collection[str]
) -> Refusal | None:
    """Say why the actor may not do a command on a case that these mandates (slugs) share."""
    if not may_for(actor, command, mandates):
        return errors.NotTheirCase()
    return None if state is CaseState.OPEN else errors.CaseIsClosed()


def why_not_edit(
    actor: Actor, *, state: CaseState, mandates: Collection[str], is_held: bool
) -> Refusal | None:
    """Say why the actor may not change title and summary; one has to read them whole."""
    if refusal := why_not_change(actor, "edit_case", state=state, mandates=mandates):
        return refusal
    return errors.CaseHeldInPart() if is_held else None


def why_not_share(
    actor: Actor, *, state: CaseState, mandates: Collection[str], is_in_force: bool
) -> Refusal | None:
    """Say why the actor may not let another mandate see a case."""
    if refusal := why_not_change(actor, "share_case", state=state, mandates=mandates):
        return refusal
    return None if is_in_force else errors.LeadNotInForce()


def why_not_keep_persons(
    actor: Actor, command: str, *, mandate: str, state: CaseState = CaseState.OPEN
) -> Refusal | None:
    """Say why the actor may not enter or change a person in a case that a mandate (slug) leads.

    Mandates that share the case read the names of those who agreed to it, and change nothing.
    """
    if not may_for(actor, command, [mandate]):
        return errors.NotTheLeadOfCase()
    return None if state is CaseState.OPEN else errors.CaseIsClosed()


def why_not_see_cases(actor: Actor) -> Refusal | None:
    """Say why the actor sees no list of cases: an administrator reads no content."""
    return None if sees_all(actor) or mandates_of(actor) else NotAllowed()

"""Who may open, share and close a case."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.office.cases import errors
from rapport.office.seats import may_for

LONGEST_TITLE: Final = 300
LONGEST_SUMMARY: Final = 20_000


class CaseState(StrEnum):
    """Whether a case is being worked on."""

    OPEN = "open"
    CLOSED = "closed"


def why_not_open(
    actor: Actor, *, mandate: str, is_in_force: bool, title: str
) -> Refusal | None:
    """Say why the actor may not open a case for a mandate (slug)."""
    if not may_for(actor, "open_case", [mandate]):
        return errors.NotTheirCase()
    if not is_in_force:
        return errors.LeadNotInForce()
    return why_not_words(title)


def why_not_words(title: str) -> Refusal | None:
    """Say what a case's title lacks."""
    return None if title.strip() else errors.CaseTitleMissing()


def why_not_change(
    actor: Actor, command: str, *, state: CaseState, mandates: Collection[str]
) -> Refusal | None:
    """Say why the actor may not do a command on a case that these mandates (slugs) share."""
    if not may_for(actor, command, mandates):
        return errors.NotTheirCase()
    return None if state is CaseState.OPEN else errors.CaseIsClosed()


def why_not_share(
    actor: Actor, *, state: CaseState, mandates: Collection[str], is_in_force: bool
) -> Refusal | None:
    """Say why the actor may not let another mandate see a case."""
    if refusal := why_not_change(actor, "share_case", state=state, mandates=mandates):
        return refusal
    return None if is_in_force else errors.LeadNotInForce()

"""What suggestions of mandates learn from, and who may make them forget."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.matching.precedents import Said
from rapport.office.communications import errors
from rapport.office.communications.rules.joining import SignatureState
from rapport.office.seats import may

SHOWN: Final = 5

WEAKEST: Final = 0.3
"""What speaks less for a mandate is chance: the strongest have about 2."""

LONG_ENOUGH: Final = 500
"""The latest letters that are compared with; older ones say what an office used to do."""

SAYS: Final[Mapping[SignatureState, Said]] = {
    SignatureState.LEAD: Said.SIGNED,
    SignatureState.JOINED: Said.SIGNED,
    SignatureState.ASKED: Said.ASKED,
    SignatureState.DECLINED: Said.DECLINED,
}
"""What the state of a signature says to suggestions for later letters."""


def why_not_forget_learned(actor: Actor) -> Refusal | None:
    """Say why the actor may not see, or let be forgotten, what suggestions have learned."""
    return None if may(actor, "forget_learned") else errors.NotTheirsToForget()


def passed_over(first_suggested: Sequence[str], decided: Collection[str]) -> list[str]:
    """Return the mandates among the first that nobody asked, when a letter leaves."""
    return [slug for slug in first_suggested[:SHOWN] if slug not in decided]


def said_of(
    states: Mapping[str, SignatureState], not_asked: Collection[str]
) -> dict[str, Said]:
    """Return what was decided on each mandate for a letter."""
    return dict.fromkeys(not_asked, Said.PASSED_OVER) | {
        mandate: SAYS[state] for mandate, state in states.items()
    }

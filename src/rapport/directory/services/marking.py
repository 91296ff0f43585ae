"""What a side knows of a company's contact and the directory does not: asked, never stored."""

from __future__ import annotations

from collections.abc import Callable

from rapport.foundation.acts import Act

ContactInDoubt = Callable[[Act, str], bool]
"""Whether something that the actor may know of did not reach a company (its short name)."""

_served: list[ContactInDoubt] = []


def serve(in_doubt: ContactInDoubt | None) -> None:
    """Take over what a side knows of contacts, in this process; None where it knows none."""
    _served[:] = [in_doubt] if in_doubt else []


def is_contact_in_doubt(act: Act, company: str) -> bool:
    """Whether somebody should check how a company is reached, as far as the actor may know."""
    return any(ask(act, company) for ask in _served)

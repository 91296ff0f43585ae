"""What a side shows beside a company of the directory: its wiring says it, as for packages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString

from rapport.directory.models import Company
from rapport.foundation.acts import Act

Beside = Callable[[Act, Company], SafeString]
ContactInDoubt = Callable[[Act, str], bool]
"""Whether something that the actor may know of did not reach a company (its short name)."""

_beside: list[Beside] = []
_in_doubt: list[ContactInDoubt] = []


def serve(pieces: Sequence[Beside], in_doubt: ContactInDoubt | None) -> None:
    """Replace what this process shows beside a company; called once by a side's wiring."""
    _beside[:] = pieces
    _in_doubt[:] = [in_doubt] if in_doubt else []


def beside(act: Act, company: Company) -> list[SafeString]:
    """Return the pieces of a page that this side shows beside a company."""
    return [piece(act, company) for piece in _beside]


def is_contact_in_doubt(act: Act, company: str) -> bool:
    """Whether somebody should check how a company is reached, as far as the actor may know."""
    return any(ask(act, company) for ask in _in_doubt)

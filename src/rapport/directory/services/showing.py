"""What a side shows beside a company of the directory: its wiring says it, as for packages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString

from rapport.directory.models import Company
from rapport.foundation.acts import Act

Beside = Callable[[Act, Company], SafeString]
_beside: list[Beside] = []


def serve(pieces: Sequence[Beside]) -> None:
    """Replace what this process shows beside a company; called once by a side's wiring."""
    _beside[:] = pieces


def beside(act: Act, company: Company) -> list[SafeString]:
    """Return the pieces of a page that this side shows beside a company."""
    return [piece(act, company) for piece in _beside]

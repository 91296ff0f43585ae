"""What publishing does when the exchange tells what became of a package."""

from __future__ import annotations

from uuid import UUID

from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.foundation.acts import Act
from rapport.office.publishing import services


def note_receipt(act: Act, event: PackageReceived) -> None:
    """Keep on the public version that the archive's receipt came."""
    services.keep_answer_to_package(act, package=UUID(event.package), reason=None)


def note_rejection(act: Act, event: PackageRefused) -> None:
    """Keep on the public version that the archive did not take it, and why."""
    services.keep_answer_to_package(act, package=UUID(event.package), reason=event.reason)

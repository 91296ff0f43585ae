"""What the letters do when the exchange tells what became of a package."""

from __future__ import annotations

from uuid import UUID

from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.foundation.acts import Act
from rapport.mail.events import MailBounced, MailHandedOver, MailRefused
from rapport.office.communications import services


def note_receipt(act: Act, event: PackageReceived) -> None:
    """Keep on the letter that the desk's receipt came."""
    services.keep_answer_to_package(act, package=UUID(event.package), reason=None)


def note_rejection(act: Act, event: PackageRefused) -> None:
    """Keep on the letter that the desk did not take it, and why."""
    services.keep_answer_to_package(act, package=UUID(event.package), reason=event.reason)


def note_mail_handed_over(act: Act, event: MailHandedOver) -> None:
    """Keep on the letter that our mail server said yes."""
    services.keep_fate(act, matter=UUID(event.matter))


def note_mail_back(act: Act, event: MailBounced) -> None:
    """Keep on the letter that it came back."""
    services.keep_fate(act, matter=UUID(event.matter))


def note_mail_refused(act: Act, event: MailRefused) -> None:
    """Keep on the letter that our mail server did not take it."""
    services.keep_fate(act, matter=UUID(event.matter))

"""What publishing does when a package was answered, and when a person said something else."""

from __future__ import annotations

from uuid import UUID

from rapport.exchange.events import PackageReceived, PackageRefused
from rapport.foundation.acts import Act
from rapport.office.consents.events import ConsentRecorded, PersonEdited, PersonEntered
from rapport.office.publishing import services


def note_receipt(act: Act, event: PackageReceived) -> None:
    """Keep on the public version that the archive's receipt came."""
    services.keep_answer_to_package(act, package=UUID(event.package), reason=None)


def note_rejection(act: Act, event: PackageRefused) -> None:
    """Keep on the public version that the archive did not take it, and why."""
    reason = event.reason or event.code
    services.keep_answer_to_package(act, package=UUID(event.package), reason=reason)


def note_consent(act: Act, event: ConsentRecorded) -> None:
    """Stop what is on its way to the public and no longer as the person wants it."""
    services.look_again(act, case=UUID(event.matter))


def note_person(act: Act, event: PersonEdited) -> None:
    """Stop what is on its way to the public and shows a person who is to be protected."""
    services.look_again(act, case=UUID(event.matter))


def note_new_person(act: Act, event: PersonEntered) -> None:
    """Stop what is on its way to the public and names a person who was entered since."""
    services.look_again(act, case=UUID(event.matter))

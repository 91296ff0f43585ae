"""Load what comes with Rapport, or import a file: check all, then write all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from rapport.directory import rules, selectors
from rapport.directory.events import DirectoryLoaded
from rapport.directory.rules import Deed
from rapport.directory.services.checking import check
from rapport.directory.services.comparing import (
    Change,
    LongTerm,
    changes_of_edition,
    changes_of_import,
    long_terms,
)
from rapport.directory.services.reading import Edition, Mistakes, read_file, read_packaged
from rapport.directory.services.writing import write
from rapport.foundation.acts import Act
from rapport.journal.services import record


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records were added, changed, dropped, or as before; what to look at."""

    added: int
    changed: int
    dropped: int
    unchanged: int = 0
    warnings: tuple[LongTerm, ...] = ()


@transaction.atomic
def load_directory(act: Act, *, demonstration: bool = False) -> Counts:
    """Load what comes with Rapport, and with `demonstration` the invented records too.

    Loading it again changes nothing; a newer edition changes what came with an older one.
    Nothing is deleted, and what the installation imported itself is left alone. Raises
    DirectoryInvalid, FileUnreadable. Records DirectoryLoaded when something changed.
    """
    mistakes = Mistakes()
    edition = read_packaged(mistakes, demonstration=demonstration)
    stored = _stored()
    check(edition, stored, mistakes)
    mistakes.refuse()
    changes = changes_of_edition(edition, stored, demonstration=demonstration, today=act.today)
    return _make(act, edition, changes, long_terms(edition, act.today))


@transaction.atomic
def import_directory(act: Act, *, data: bytes, name: str) -> Counts:
    """Import a file of the format rapport-directory; what it does not name stays as it is.

    Raises NotTheAdministrator, FileUnreadable, DirectoryInvalid. Records DirectoryLoaded when
    something changed.
    """
    edition, changes = _compared(act, data, name)
    return _make(act, edition, changes, long_terms(edition, act.today))


def changes_of_file(
    act: Act, *, data: bytes, name: str
) -> tuple[list[Change], tuple[LongTerm, ...]]:
    """Return what importing a file would change, and what to look at. Writes nothing.

    Raises NotTheAdministrator, FileUnreadable, DirectoryInvalid.
    """
    edition, changes = _compared(act, data, name)
    return changes, long_terms(edition, act.today)


def _compared(act: Act, data: bytes, name: str) -> tuple[Edition, list[Change]]:
    if refusal := rules.why_not_import(act.actor):
        raise refusal
    mistakes = Mistakes()
    edition = read_file(data, name, mistakes)
    stored = _stored()
    check(edition, stored, mistakes)
    mistakes.refuse()
    return edition, changes_of_import(edition, stored)


def _stored() -> dict[str, selectors.Rows]:
    if transaction.get_connection().in_atomic_block:
        selectors.lock()
    return selectors.stored()


def _make(
    act: Act, edition: Edition, changes: Sequence[Change], warnings: tuple[LongTerm, ...]
) -> Counts:
    write(changes)
    deeds = Counter(change.deed for change in changes)
    named = sum(map(len, edition.values()))
    counts = Counts(
        deeds[Deed.ADDED],
        deeds[Deed.CHANGED],
        deeds[Deed.DROPPED],
        unchanged=named - deeds[Deed.ADDED] - deeds[Deed.CHANGED],
        warnings=warnings,
    )
    if changes:
        record(
            act,
            DirectoryLoaded(added=counts.added, changed=counts.changed, dropped=counts.dropped),
        )
    return counts

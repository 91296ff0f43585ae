"""Find out what loading would add, change and drop. Nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from rapport.directory import rules, schemas
from rapport.directory.rules import Deed
from rapport.directory.selectors.records import Facts, Rows
from rapport.directory.services.reading import Edition

OF_THE_INSTALLATION: Final = frozenset({"packaged"})


@dataclass(frozen=True, slots=True)
class Change:
    """What would happen to one record, and how it would stand afterwards."""

    kind: str
    key: str
    deed: Deed
    facts: Facts
    fields: tuple[str, ...] = ()
    before: Facts | None = None  # as the record stands now, when it is changed

    @property
    def differences(self) -> tuple[tuple[str, object, object], ...]:
        """The fields that change: name, what stands there now, what would stand there."""
        before = self.before or {}
        return tuple((name, before.get(name), self.facts[name]) for name in self.fields)

    def __str__(self) -> str:
        what = f"{self.deed}: {self.kind}, {self.key}"
        return f"{what} ({', '.join(self.fields)})" if self.fields else what


@dataclass(frozen=True, slots=True)
class LongTerm:
    """A term that comes out longer than six years, which nobody exceeds: look at its dates."""

    mandate: str
    name: str
    begins: str
    until: str | None
    months: int

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        return (
            f"{self.mandate}, {self.name}: {self.begins} to {self.until or 'now'} is "
            f"{years} years and {months} months, over {rules.YEARS_IN_ONE_FUNCTION} years."
        )


def changes_of_edition(
    edition: Edition, stored: Mapping[str, Rows], *, demonstration: bool, today: date
) -> list[Change]:
    """Return what an edition of Rapport's own changes.

    What the installation imported itself stays as it is. What came with Rapport and is in this
    edition no more is marked, and comes back when a later edition has it again.
    """
    changes = []
    for kind, records in edition.items():
        for key, record in records.items():
            known = stored[kind].get(key)
            if known is None or known["packaged"]:
                facts = schemas.facts_of(record) | {"packaged": True, "dropped_on": None}
                changes += _change(kind, key, known, facts)
        changes += [
            Change(kind, key, Deed.DROPPED, known | {"dropped_on": today.isoformat()})
            for key, known in stored[kind].items()
            if key not in records
            and known["packaged"]
            and known["dropped_on"] is None
            and (demonstration or not known["demonstration"])
        ]
    return changes


def changes_of_import(edition: Edition, stored: Mapping[str, Rows]) -> list[Change]:
    """Return what a file of the installation's own changes; what it does not name stays.

    A record that it changes belongs to the installation from then on. A new one keeps what the
    file says of it, so that a whole directory can move from one installation to another.
    """
    changes = []
    for kind, records in edition.items():
        for key, record in records.items():
            known = stored[kind].get(key)
            facts = schemas.facts_of(record)
            if known is not None:
                facts["packaged"] = False
            changes += _change(kind, key, known, facts, but=OF_THE_INSTALLATION)
    return changes


def _change(
    kind: str, key: str, known: Facts | None, facts: Facts, but: frozenset[str] = frozenset()
) -> list[Change]:
    if known is None:
        return [Change(kind, key, Deed.ADDED, facts)]
    fields = tuple(name for name in facts if name not in but and facts[name] != known[name])
    return [Change(kind, key, Deed.CHANGED, facts, fields, known)] if fields else []


def long_terms(edition: Edition, today: date) -> tuple[LongTerm, ...]:
    """Return the terms that last longer than six years; open ones count until today."""
    found = []
    for record in edition["holders"].values():
        facts = schemas.facts_of(record)
        begins, until = facts["from"], facts["until"]
        ends_on = rules.last_day(until) if until else today
        begins_on = rules.first_day(begins)
        if rules.is_over_the_limit(begins_on, ends_on):
            months = rules.months_served(begins_on, ends_on)
            found.append(LongTerm(facts["mandate"], facts["name"], begins, until, months))
    return tuple(found)


def digest_of(changes: Sequence[Change]) -> str:
    """Return a digest that is another one when other changes would be made."""
    lines = [f"{one}\x00{sorted(one.facts.items())}" for one in changes]
    return sha256("\x01".join(lines).encode()).hexdigest()

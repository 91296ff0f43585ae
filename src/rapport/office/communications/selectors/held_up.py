"""Questions about work for letters that was given up: what has not left, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from rapport.foundation.acts import Actor
from rapport.journal import selectors as journal
from rapport.office.communications.models import Letter
from rapport.office.communications.selectors.posting import scans_unread, to_be_posted
from rapport.office.communications.selectors.waiting import signed_by


def not_handed_over() -> Mapping[UUID, datetime]:
    """Return since when the making of letters is given up, by letter."""
    return journal.given_up_for("letter", "office_communications.dispatch")


def not_printed() -> Mapping[UUID, datetime]:
    """Return since when the making of pages to print is given up, by posting."""
    return journal.given_up_for("posting", "office_communications.print")


def held_up_letters(actor: Actor) -> list[tuple[Letter, datetime]]:
    """Return letters of `signed_by` that have not left as work was given up, and since when.

    The word of a withdrawal on paper too; no letter that is withdrawn before it left.
    """
    found: dict[Letter, datetime] = {}
    if since := not_handed_over():
        rows = signed_by(actor).filter(public_id__in=since, withdrawn_at=None)
        found |= {one: since[one.public_id] for one in rows}
    if since := not_printed():
        rows = signed_by(actor)
        for one in to_be_posted(actor).filter(public_id__in=since, letter__in=rows):
            found[one.letter] = since[one.public_id]
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0].pk))


def scans_held_up() -> int:
    """How many scans nobody looks at any more, because the work was given up."""
    since = journal.given_up_for("scan", "office_communications.read_scan")
    return scans_unread().filter(public_id__in=since).count() if since else 0

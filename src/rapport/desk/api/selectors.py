"""Letters as a program pulls them, page by page."""

from __future__ import annotations

from uuid import UUID

from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter
from rapport.foundation.acts import Actor


def letters_after(actor: Actor, after: UUID | None, most: int) -> tuple[list[Letter], bool]:
    """Return letters in the order in which they came, and whether there are more.

    `after` is the last letter of the page before. Raises LetterNotFound.
    """
    rows = inbox.letters_visible_to(actor).select_related("sender").order_by("id")
    if after is not None:
        rows = rows.filter(pk__gt=inbox.place_of(actor, after))
    found = list(rows[: most + 1])
    return found[:most], len(found) > most

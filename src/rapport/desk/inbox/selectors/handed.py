"""Questions about files that people handed in. Seen by those who see every letter."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from rapport.desk.inbox import rules
from rapport.desk.inbox.errors import HandedNotFound
from rapport.desk.inbox.models import HandedFile, Letter, LetterFile
from rapport.desk.inbox.rules.handed import HandedState
from rapport.desk.seats import SEES_ALL
from rapport.directory import selectors as directory
from rapport.foundation.acts import Actor
from rapport.reading.flow import flowed
from rapport.reading.names import known_as
from rapport.reading.text import Kind, Text
from rapport.web.text import one_line

LISTED: int = 100
"""So many files are listed, the latest first."""


def handed_visible_to(actor: Actor) -> QuerySet[HandedFile]:
    """Files handed in that the actor may know of; the only way to them for any door."""
    rows = HandedFile.objects.select_related("file", "handed_by", "decided_by")
    return rows if actor.seats & SEES_ALL else rows.none()


def get_handed(actor: Actor, handed_id: UUID, *, lock: bool = False) -> HandedFile:
    """Return one file that was handed in. Raises HandedNotFound."""
    rows = handed_visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(public_id=handed_id).first()
    if found is None:
        raise HandedNotFound
    return found


def handed_in(actor: Actor, state: HandedState) -> list[HandedFile]:
    """Return the files in a state, the latest first, without what was read in them."""
    rows = handed_visible_to(actor).filter(state=state).defer("read")
    return list(rows.order_by("-handed_at", "-id")[:LISTED])


def waiting_count(actor: Actor) -> int:
    """Count the files that wait to be confirmed."""
    return handed_visible_to(actor).filter(state=HandedState.WAITING).count()


def find_handed(sha256: str) -> HandedFile | None:
    """Return the file of these bytes, or None; for whoever hands it in again."""
    return HandedFile.objects.select_related("file").filter(sha256=sha256).first()


def find_same_reference(reference: str) -> Letter | None:
    """Return a letter that is here under a reference, whichever way it came, or None."""
    rows = Letter.objects.filter(reference=reference, joined_to=None)
    return rows.order_by("id").first()


def twins_of(letter: Letter) -> list[Letter]:
    """Return the letters of the same reference that came the other way.

    One came in a package and one as a file; two offices may use one reference. Ask with a
    letter that the actor sees: it tells that there is another, which its own door may still
    close.
    """
    if letter.handed_id and letter.sender_id:
        return []
    rows = Letter.objects.filter(reference=letter.reference, joined_to=None)
    other = rows.filter(sender=None) if letter.sender_id else rows.filter(handed=None)
    return list(other.order_by("id"))


def find_letter_from(row: HandedFile) -> Letter | None:
    """Return the letter that was made of a file, or with whose files it was put, or None."""
    if row.state is HandedState.WITH_LETTER:
        with_it = LetterFile.objects.filter(file=row.file_id).values("letter")
        return Letter.objects.filter(pk__in=with_it).order_by("id").first()
    return Letter.objects.filter(handed=row).first()


def find_same_letter(reference: str) -> Letter | None:
    """Return the letter that is here under what was read or written as a reference, or None."""
    compared = rules.reference_as_compared(one_line(reference))
    return find_same_reference(compared) if compared else None


def text_of(row: HandedFile) -> str:
    """Return the text of the letter in a file as paragraphs; empty when nothing was read."""
    if not row.read:
        return ""
    told = row.read["texts"][row.read["document"]]
    pages = tuple(map(tuple, told["pages"]))
    return flowed(Text(name=told["name"], kind=Kind(row.read["kind"]), pages=pages))


def another_addressee(row: HandedFile) -> str:
    """Return whom a file's letter addresses, if not this desk's own company; else nothing."""
    told = (row.read or {}).get("letter", {}).get("entity")
    if not told:
        return ""
    name = str(told["value"])
    own = [settings.RAPPORT_NAME, *directory.names_in_group(settings.RAPPORT_UNIT)]
    return name if rules.is_another(known_as(name), [known_as(one) for one in own]) else ""


def handed_of(letter: Letter) -> HandedFile | None:
    """Return the file that a letter was made of, with who handed it in; None of a package."""
    if letter.handed_id is None:
        return None
    rows = HandedFile.objects.select_related("handed_by", "decided_by").defer("read")
    return rows.get(pk=letter.handed_id)

"""Questions about letters that came twice. Ask with letters that the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from rapport.accounts.models import Person
from rapport.desk.inbox import rules
from rapport.desk.inbox.models import HandedFile, Letter
from rapport.desk.inbox.schemas import HandedLetter
from rapport.desk.inbox.selectors.handed import handed_of
from rapport.desk.inbox.selectors.letters import came_outside, get_letter, letters_visible_to
from rapport.foundation.acts import Actor
from rapport.protocol import deadlines


@dataclass(frozen=True, slots=True)
class Before:
    """A letter as it stood until it was joined with the package: confirmed from a file."""

    document: HandedLetter
    handed: HandedFile
    reply_due_on: date
    other: UUID
    """The id under which the package's letter stood until then."""
    joined_at: datetime
    joined_by: Person
    reworded: Mapping[int, str]
    """The words as confirmed, of the questions that the package asks in other words."""


def before_joining(letter: Letter) -> Before | None:
    """Return how a letter stood before a package was joined to it, or None."""
    handed = handed_of(letter) if letter.confirmed else None
    if handed is None:
        return None
    other = Letter.objects.select_related("joined_by").get(joined_to=letter)
    if other.joined_at is None or other.joined_by is None:
        raise TypeError("the constraint says who joined, and when")
    document = HandedLetter.model_validate_json(letter.confirmed)
    return Before(
        document=document,
        handed=handed,
        reply_due_on=deadlines.reply_due_on(
            document.sent_on, timedelta(days=document.reply_period_days)
        ),
        other=other.public_id,
        joined_at=other.joined_at,
        joined_by=other.joined_by,
        reworded=reworded(letter),
    )


def reworded(letter: Letter) -> dict[int, str]:
    """Return the earlier words of the questions whose words changed with the package."""
    if not letter.confirmed:
        return {}
    asked = HandedLetter.model_validate_json(letter.confirmed).questions
    before = {one.number: one.text for one in asked}
    now = letter.questions.filter(number__in=before).order_by("number")
    return {
        one.number: before[one.number]
        for one in now
        if not rules.says_the_same(before[one.number], one.text)
    }


def ids_of(letter: Letter) -> list[str]:
    """Return the public ids under which things were told of a letter, its own first."""
    joined = Letter.objects.filter(joined_to=letter).values_list("public_id", flat=True)
    return [str(letter.public_id), *map(str, joined)]


def place_of(actor: Actor, letter_id: UUID) -> int:
    """Return where an id stands in the order of coming; a package's own place, once joined.

    Raises LetterNotFound.
    """
    letter = get_letter(actor, letter_id)
    joined = Letter.objects.filter(joined_to=letter, public_id=letter_id).first()
    return (joined or letter).pk


def lock_letters(actor: Actor, letters: Iterable[UUID]) -> None:
    """Keep letters as they are until the act is done, in an order that is always the same."""
    rows = letters_visible_to(actor).filter(public_id__in=list(letters)).order_by("pk")
    list(rows.select_for_update(of=("self",)))


def is_one_of_each(here: Letter, there: Letter) -> bool:
    """Tell whether the first came as a file and the second in a package."""
    return came_outside(here) and there.handed_id is None and not came_outside(there)

"""Make one letter of two: the one handed in takes all that came in the package.

The row that people worked on stays, with its page. The package's row gives away everything that
says who wrote, and only tells from then on what it was joined to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.desk.inbox import rules, selectors
from rapport.desk.inbox.events import FilePutWithLetter, LettersJoined
from rapport.desk.inbox.models import HandedFile, Letter, LetterFile, Message, Question
from rapport.desk.inbox.rules.handed import HandedState
from rapport.desk.inbox.rules.joining import Fate, Pair
from rapport.desk.inbox.services.handed import decide, name_of
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.journal.services import record

OF_THE_OFFICE: Final = ("sender", "letter", "package", "matter")
"""What a letter has from the office alone, and only one row can have."""

OF_THE_PACKAGE: Final = (
    "language",
    "subject",
    "dated_on",
    "sent_at",
    "sent_on",
    "arrived_at",
    "arrived_on",
    "reply_period_days",
    "reply_due_on",
    "public_from",
    "document",
    "demonstration",
    "withdrawn_at",
)
ASIDE: Final = 1_000_000
"""Added to a number while two questions change places."""


def make_one(act: Act, *, here: Letter, there: Letter, asked: Sequence[Pair]) -> None:
    """Let a locked letter from a file take what came in a locked package; twice is refused.

    Only the command that knows of all work calls it, with what becomes of each question.
    Raises what `rules.why_not_join` says. Records LettersJoined.
    """
    if refusal := why_not_make_one(act, here, there):
        raise refusal
    due_before, sender = here.reply_due_on, there.sender
    taken = {name: getattr(there, name) for name in OF_THE_OFFICE + OF_THE_PACKAGE}
    for name in OF_THE_OFFICE:
        setattr(there, name, None)
    there.joined_to, there.joined_at = here, act.at
    there.joined_by = accounts.author_of(act)
    there.save(update_fields=[*OF_THE_OFFICE, "joined_to", "joined_at", "joined_by"])
    here.confirmed = here.document
    for name, value in taken.items():
        setattr(here, name, value)
    if here.acknowledged_at is None:
        here.acknowledged_at = there.acknowledged_at
        here.acknowledged_by = there.acknowledged_by
    here.save(update_fields=[*taken, "confirmed", "acknowledged_at", "acknowledged_by"])
    for pair in asked:
        _place(here, there, pair)
    _move_files(here, there)
    Message.objects.filter(letter=there).update(letter=here)
    reworded = [str(pair.number) for pair in asked if pair.fate is Fate.REWORDED]
    record(
        act,
        LettersJoined(
            matter=str(here.public_id),
            other=str(there.public_id),
            sender=sender.name if sender else "",
            reworded=", ".join(reworded),
            due_before=due_before.isoformat(),
            due_on=here.reply_due_on.isoformat(),
        ),
    )


def why_not_make_one(act: Act, here: Letter, there: Letter) -> Refusal | None:
    """Say why the actor may not make one letter of two that they see."""
    return rules.why_not_join(
        act.actor,
        is_joined=here.pk == there.pk,
        is_one_of_each=selectors.is_one_of_each(here, there),
        are_alike=here.reference == there.reference,
    )


def _place(here: Letter, there: Letter, pair: Pair) -> None:
    """Give a number the official words, and the question row that has the work."""
    ours = Question.objects.filter(letter=here, number=pair.number)
    theirs = Question.objects.filter(letter=there, number=pair.number)
    if pair.there is None:
        ours.update(letter=there)
    elif pair.here is None:
        theirs.update(letter=here)
    elif pair.keeps_theirs:
        aside = pair.number + ASIDE
        ours.update(letter=there, number=aside)
        theirs.update(letter=here)
        Question.objects.filter(letter=there, number=aside).update(number=pair.number)
    else:
        ours.update(text=pair.there.text)


def _move_files(here: Letter, there: Letter) -> None:
    """Put the package's files to the letter under their names; ours make room."""
    theirs = set(LetterFile.objects.filter(letter=there).values_list("name", flat=True))
    ours = LetterFile.objects.filter(letter=here).order_by("name")
    taken = theirs | set(ours.values_list("name", flat=True))
    for file in ours.filter(name__in=theirs):
        file.name = _free(file.name, taken)
        file.save(update_fields=["name"])
        taken.add(file.name)
    LetterFile.objects.filter(letter=there).update(letter=here)


def _free(name: str, taken: set[str]) -> str:
    return next(one for one in _names(name) if one not in taken)


def _names(name: str) -> Iterator[str]:
    """Return a name, then others of its kind."""
    yield name
    path = PurePath(name)
    number = 2
    while True:
        yield f"{path.stem}-{number}{path.suffix}"
        number += 1


@transaction.atomic
def put_file_with_letter(act: Act, *, handed_id: UUID, letter_id: UUID) -> Letter:
    """Say that a file is the letter that is here already, and keep it among its files.

    Raises HandedNotFound, LetterNotFound, NotTheLead, HandedConfirmed. Records
    FilePutWithLetter.
    """
    row = selectors.get_handed(act.actor, handed_id, lock=True)
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_put_with(act.actor, row.state):
        raise refusal
    _put(row, letter)
    decide(act, row, HandedState.WITH_LETTER)
    record(act, FilePutWithLetter(matter=str(letter.public_id), file=str(row.public_id)))
    return letter


def _put(row: HandedFile, letter: Letter) -> None:
    files = LetterFile.objects.filter(letter=letter)
    if files.filter(file=row.file).exists():
        return
    name = _free(name_of(row), set(files.values_list("name", flat=True)))
    LetterFile.objects.create(letter=letter, file=row.file, name=name, handed=row)

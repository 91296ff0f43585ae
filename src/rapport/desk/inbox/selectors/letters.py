"""Questions about letters. The actor comes first; what is out of sight does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from rapport.desk.inbox.errors import CameOutside, LetterNotFound, NoPackage
from rapport.desk.inbox.models import Letter, LetterFile, Question
from rapport.desk.inbox.schemas import HandedLetter
from rapport.desk.seats import SEES_ALL, Seat
from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.exchange.models import Contact, Incoming
from rapport.exchange.services import HandedIn
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.protocol import kinds

PAGE: Final = "letter.pdf"
"""The part of a letter's package that people read; its PDF begins with it."""


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """Letters the actor may know of; the only way to letters for any door.

    The lead, counsel, the approver and the sponsor see all, an owner those with a question of
    theirs, the administrator none. What was joined to another letter is that one.
    """
    letters = Letter.objects.filter(joined_to=None)
    if actor.seats & SEES_ALL:
        return letters
    if Seat.OWNER in actor.seats:
        theirs = Question.objects.filter(owner=UUID(actor.id))
        return letters.filter(pk__in=theirs.values("letter"))
    return letters.none()


def questions_visible_to(actor: Actor) -> QuerySet[Question]:
    """Questions whose answer the actor may see being made; an owner their own alone.

    The letter itself, with the text of all its questions, is seen by all who see the letter.
    """
    questions = Question.objects.filter(letter__joined_to=None)
    if actor.seats & SEES_ALL:
        return questions
    if Seat.OWNER in actor.seats:
        return questions.filter(owner=UUID(actor.id))
    return questions.none()


def get_letter(actor: Actor, letter_id: UUID, *, lock: bool = False) -> Letter:
    """Return one letter; by the id of what was joined to it too. Raises LetterNotFound."""
    rows = letters_visible_to(actor).select_related("sender", "acknowledged_by")
    rows = rows.filter(Q(public_id=letter_id) | Q(joined__public_id=letter_id))
    if not lock:
        found = rows.first()
    else:
        rows = rows.select_for_update(of=("self",))
        # Who waited for the lock while the letter was joined to another finds that one.
        found = rows.first() or rows.first()
    if found is None:
        raise LetterNotFound
    return found


def get_question(actor: Actor, letter_id: UUID, number: int, *, lock: bool = False) -> Question:
    """Return one question with its letter and owner; the letter as in `get_letter`.

    Raises LetterNotFound.
    """
    rows = questions_visible_to(actor).select_related("letter", "owner")
    if lock:
        rows = rows.select_for_update(of=("self",))
    of_letter = Q(letter__public_id=letter_id) | Q(letter__joined__public_id=letter_id)
    found = rows.filter(of_letter, number=number).first()
    if lock and (found is None or _was_joined(found)):
        found = rows.filter(of_letter, number=number).first()
    if found is None:
        raise LetterNotFound
    return found


def _was_joined(question: Question) -> bool:
    """Tell whether a question's letter was joined to another while its lock was waited for."""
    return Letter.objects.filter(pk=question.letter_id, joined_to__isnull=False).exists()


def get_file(actor: Actor, letter_id: UUID, name: str) -> LetterFile:
    """Return a file that came with a letter. Raises LetterNotFound."""
    files = LetterFile.objects.filter(letter=get_letter(actor, letter_id), name=name)
    found = files.select_related("file").first()
    if found is None:
        raise LetterNotFound
    return found


def files_of(letter: Letter) -> QuerySet[LetterFile]:
    """Return the files that came with a letter which the actor may see, besides its page."""
    rows = LetterFile.objects.filter(letter=letter).exclude(name=PAGE)
    return (
        rows.select_related("file", "handed__handed_by").defer("handed__read").order_by("name")
    )


def questions_of(letters: Iterable[Letter]) -> QuerySet[Question]:
    """Return all questions of letters that the actor may see, with their owners, in order."""
    rows = Question.objects.filter(letter__in=letters).select_related("owner")
    return rows.order_by("letter_id", "number")


def lock_questions(letter: Letter) -> None:
    """Keep a letter's questions, and so their answers, as they are until the act is done."""
    list(Question.objects.filter(letter=letter).order_by("number").select_for_update())


def package_of(letter: Letter) -> bytes:
    """Return the signed package a letter came in, as it arrived.

    Raises LetterNotFound; NoPackage for one that came as a file.
    """
    return documents.read(incoming_of(letter).body)


def incoming_of(letter: Letter) -> Incoming:
    """Return the package a letter came in, with our answer to it.

    Raises LetterNotFound; NoPackage for one that came as a file.
    """
    if letter.sender is None or letter.package is None:
        raise NoPackage
    row = exchange.incoming_body(letter.package, letter.sender.public_id)
    if row is None:
        raise LetterNotFound
    return row


def find_handed_in(actor: Actor, handed: HandedIn) -> Letter | None:
    """Return the letter that a file held, or that its answer is about, if the actor sees it."""
    rows = letters_visible_to(actor).filter(sender=handed.sender)
    if isinstance(handed.document, kinds.Letter):
        return rows.filter(letter=handed.document.letter).first()
    matter = handed.posted.matter if handed.posted else handed.manifest.matter
    return rows.filter(matter=matter).order_by("id").first()


def has_pdf(letter: Letter) -> bool:
    """Say whether a letter came with the readable document that its PDF begins with."""
    return LetterFile.objects.filter(letter=letter, name=PAGE).exists()


def document_of(letter: Letter) -> kinds.Letter | HandedLetter:
    """Return a letter as the office wrote it, or as a person confirmed it from a file."""
    kind = HandedLetter if came_outside(letter) else kinds.Letter
    return kind.model_validate_json(letter.document)


def written_document_of(letter: Letter) -> kinds.Letter:
    """Return a letter as the office wrote it. Raises NoPackage for one that came as a file."""
    if came_outside(letter):
        raise NoPackage
    return kinds.Letter.model_validate_json(letter.document)


def came_outside(letter: Letter) -> bool:
    """Tell whether a letter came as a file, and in no package since."""
    return letter.package is None


def from_whom(letter: Letter) -> str:
    """Say whose letter it is: the office that signed its package, or the mandates named."""
    if letter.sender is not None:
        return letter.sender.name
    return "; ".join(one.title for one in document_of(letter).signatories)


def why_not_reach(letter: Letter) -> Refusal | None:
    """Say why nothing about a letter can be sent to those who wrote it; None when it can."""
    if letter.sender is None:
        return CameOutside()
    return exchange.why_not_reach(letter.sender)


def find_by_sender(sender: Contact, letter: UUID) -> Letter | None:
    """Return an office's letter by the office's id, or None; for the handler of packages."""
    return Letter.objects.filter(sender=sender, letter=letter).first()


def find_by_reference(sender: Contact, reference: str) -> Letter | None:
    """Return an office's letter under a reference, or None; for the handler of packages."""
    return Letter.objects.filter(sender=sender, reference=reference).first()

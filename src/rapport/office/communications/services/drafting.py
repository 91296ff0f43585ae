"""Write a letter: what it is, its parts, its questions, its files."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.directory import selectors as directory
from rapport.documents import services as documents
from rapport.foundation.acts import Act
from rapport.foundation.errors import Refusal
from rapport.journal.services import record
from rapport.office.cases import selectors as cases
from rapport.office.cases.rules import CaseState
from rapport.office.communications import errors, labels, rules, selectors
from rapport.office.communications.events import (
    LetterDrafted,
    LetterEdited,
    LetterFileAttached,
    LetterFileTakenAway,
    MarksPut,
    PartSaved,
    QuestionsSaved,
)
from rapport.office.communications.models import (
    Letter,
    LetterFile,
    LetterPart,
    LetterQuestion,
    Signature,
)
from rapport.office.communications.rules import PartName, SignatureState
from rapport.office.consents import selectors as consents
from rapport.protocol.kinds import LetterType
from rapport.web.overtaken import refuse_overtaken
from rapport.web.text import one_line


@transaction.atomic
def draft_letter(
    act: Act,
    *,
    case_id: UUID,
    type: LetterType,
    company: str,
    subject: str,
    language: str,
    attention: str = "",
    reply_period_days: int = rules.USUAL_PERIOD_DAYS,
    also_written_to: Sequence[str] = (),
) -> Letter:
    """Begin a letter in a case, to a company (slug), with usual words for its usual parts.

    Raises CaseNotFound, NotTheirLetter, CaseClosed, CompanyNotListed, SubjectMissing,
    PeriodUnusable, TextTooLong, TooManyOthers. Records LetterDrafted.
    """
    case = cases.get_case(act.actor, case_id)
    if refusal := rules.why_not_draft(
        act.actor, mandate=case.mandate, case_is_open=case.state is CaseState.OPEN
    ) or _why_not_heading(subject, reply_period_days, also_written_to):
        raise refusal
    letter = Letter.objects.create(
        case=case,
        mandate=case.mandate,
        type=type,
        company=company,
        company_name=_name_of(company),
        attention=one_line(attention),
        language=language,
        subject=_marked(case.public_id, subject),
        reply_period_days=reply_period_days,
        also_written_to=_lines(also_written_to),
        begun_by=accounts.author_of(act),
        begun_at=act.at,
    )
    Signature.objects.create(letter=letter, mandate=case.mandate, state=SignatureState.LEAD)
    for name, text in labels.starting_texts(language, reply_period_days).items():
        _save(act, letter, name, text, 1)
    matter = str(letter.public_id)
    record(
        act,
        LetterDrafted(matter=matter, case=str(case_id), mandate=case.mandate, company=company),
    )
    return letter


@transaction.atomic
def edit_letter(
    act: Act,
    *,
    letter_id: UUID,
    type: LetterType,
    company: str,
    subject: str,
    language: str,
    attention: str,
    reply_period_days: int,
    also_written_to: Sequence[str],
    based_on: str = "",
) -> Letter:
    """Change what a draft is and to whom it goes.

    `based_on` is the mark of what was seen, if any was. Raises LetterNotFound, NotTheirLetter,
    TextFixed, WrongState, CompanyNotListed, SubjectMissing, PeriodUnusable, TextTooLong,
    TooManyOthers, ChangedMeanwhile. Records LetterEdited.
    """
    letter = _writable(act, letter_id, "edit_letter")
    if refusal := _why_not_heading(subject, reply_period_days, also_written_to):
        raise refusal
    refuse_overtaken(selectors.heading_of(letter), based_on)
    letter.type, letter.language = type, language
    letter.company, letter.company_name = company, _name_of(company)
    letter.subject = _marked(letter.case.public_id, subject)
    letter.attention = one_line(attention)
    letter.reply_period_days = reply_period_days
    letter.also_written_to = _lines(also_written_to)
    letter.save()
    record(act, LetterEdited(matter=str(letter_id)))
    return letter


@transaction.atomic
def save_part(act: Act, *, letter_id: UUID, name: PartName, text: str, based_on: int) -> int:
    """Save a part as a new version and return its number; the same again changes nothing.

    based_on is the version the writer started from, 0 for none. Raises LetterNotFound,
    NotTheirLetter, TextFixed, WrongState, PartUnknown, TextTooLong, TextMovedOn. Records
    PartSaved.
    """
    letter = _writable(act, letter_id, "save_part")
    if name in rules.MADE:
        raise errors.PartUnknown
    if refusal := rules.why_not_length(text):
        raise refusal
    text = text.replace("\r\n", "\n").strip()
    now = selectors.parts_of(letter)[name]
    if now.text == text:
        return now.version
    if now.version != based_on:
        raise errors.TextMovedOn(name=now.by, version=now.version)
    _save(act, letter, name, text, now.version + 1)
    record(act, PartSaved(matter=str(letter_id), part=name.value, version=now.version + 1))
    return now.version + 1


@transaction.atomic
def save_questions(act: Act, *, letter_id: UUID, texts: Sequence[str], based_on: int) -> int:
    """Save the numbered questions as a whole, empty ones left out; return the list's version.

    Raises LetterNotFound, NotTheirLetter, TextFixed, WrongState, TooManyQuestions, TextTooLong,
    TextMovedOn. Records QuestionsSaved.
    """
    letter = _writable(act, letter_id, "save_questions")
    wanted = [text.replace("\r\n", "\n").strip() for text in texts if text.strip()]
    if refusal := rules.why_not_questions(wanted):
        raise refusal
    if wanted == [question.text for question in selectors.questions_of(letter)]:
        return letter.questions_version
    if letter.questions_version != based_on:
        raise errors.TextMovedOn(
            name=selectors.who_changed_questions(letter), version=letter.questions_version
        )
    _write_questions(letter, wanted)
    record(act, QuestionsSaved(matter=str(letter_id), count=len(wanted)))
    return letter.questions_version


@transaction.atomic
def put_marks(act: Act, *, letter_id: UUID, number: int) -> int:
    """Put a person's mark wherever their name stands without it; return in how many places.

    Raises LetterNotFound, NotTheirLetter, TextFixed, WrongState, PersonNotInCase,
    PersonNotNamed, TextTooLong. Records MarksPut.
    """
    letter = _writable(act, letter_id, "save_part")
    case = letter.case.public_id
    person = consents.view_of(consents.get_person(case, number))
    named = [name for name in selectors.free_names_in(letter) if name.number == number]
    if not named:
        raise errors.PersonNotNamed(number=number)
    for name, part in selectors.parts_of(letter).items():
        if (marked := consents.put_marks(part.text, person)) != part.text:
            _save(act, letter, name, marked, part.version + 1)
    questions = [question.text for question in selectors.questions_of(letter)]
    marked_questions = [consents.put_marks(text, person) for text in questions]
    if marked_questions != questions:
        _write_questions(letter, marked_questions)
    letter.subject = consents.put_marks(letter.subject, person)
    _check_subject(letter.subject)
    letter.save(update_fields=["subject"])
    places = sum(name.places for name in named)
    record(act, MarksPut(matter=str(letter_id), person=number, places=places))
    return places


@transaction.atomic
def attach_file(
    act: Act, *, letter_id: UUID, name: str, media_type: str, data: bytes
) -> LetterFile:
    """Put a file to a draft, to go with the letter.

    Raises LetterNotFound, NotTheirLetter, TextFixed, WrongState, FileUnusable, FilesTooMany.
    Records LetterFileAttached.
    """
    letter = _writable(act, letter_id, "attach_file")
    already = [file.file.size for file in selectors.files_of(letter)]
    if refusal := rules.why_not_files(name, len(data), already=already):
        raise refusal
    kept = documents.keep(data, media_type=media_type[:120], name=name[:200])
    file = LetterFile.objects.create(
        letter=letter, file=kept, name=name[:200], by=accounts.author_of(act), at=act.at
    )
    record(act, LetterFileAttached(matter=str(letter_id), file=str(file.public_id)))
    return file


@transaction.atomic
def take_away_file(act: Act, *, letter_id: UUID, file_id: UUID) -> None:
    """Take a file away from a draft; that it was there stays in the record.

    Raises LetterNotFound, NotTheirLetter, TextFixed, WrongState. Records LetterFileTakenAway.
    """
    _writable(act, letter_id, "take_away_file")
    file = selectors.get_file(act.actor, letter_id, file_id)
    file.taken_away_at = act.at
    file.save(update_fields=["taken_away_at"])
    record(act, LetterFileTakenAway(matter=str(letter_id), file=str(file_id)))


def _writable(act: Act, letter_id: UUID, command: str) -> Letter:
    letter = selectors.get_letter(act.actor, letter_id, lock=True)
    if refusal := rules.why_not_write(
        act.actor, command, state=letter.state, mandate=letter.mandate
    ):
        raise refusal
    return letter


def _marked(case: UUID, subject: str) -> str:
    """Return a subject with each name as its mark: lists show it to all who see the case."""
    marked = consents.put_all_marks(one_line(subject), consents.persons_of(case))
    _check_subject(marked)
    return marked


def _check_subject(subject: str) -> None:
    if refusal := rules.why_not_subject(subject):  # a mark can be longer than its name
        raise refusal


def _why_not_heading(subject: str, days: int, others: Sequence[str]) -> Refusal | None:
    if not one_line(subject):
        return errors.SubjectMissing()
    return rules.why_not_period(days) or rules.why_not_others(len(_lines(others)))


def _name_of(company: str) -> str:
    found = directory.find_company(company)
    if found is None:
        raise errors.CompanyNotListed
    return found.name


def _lines(names: Sequence[str]) -> list[str]:
    return [line[:500] for name in names if (line := one_line(name))]


def _save(act: Act, letter: Letter, name: PartName, text: str, version: int) -> None:
    LetterPart.objects.create(
        letter=letter,
        name=name,
        version=version,
        text=text,
        by=accounts.author_of(act),
        at=act.at,
    )


def _write_questions(letter: Letter, texts: Sequence[str]) -> None:
    LetterQuestion.objects.filter(letter=letter).delete()  # a draft's; what has left is fixed
    LetterQuestion.objects.bulk_create(
        LetterQuestion(letter=letter, number=number, text=text)
        for number, text in enumerate(texts, 1)
    )
    letter.questions_version += 1
    letter.save(update_fields=["questions_version"])

"""What a letter must have before it circulates, is cleared and leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapport.foundation.errors import Refusal
from rapport.office.communications import errors

LONGEST_TEXT: Final = 200_000
LONGEST_SUBJECT: Final = 500
LONGEST_QUESTION: Final = 20_000
MOST_QUESTIONS: Final = 60
LARGEST_FILE_MB: Final = 10
ALL_FILES_MB: Final = 20
MOST_FILES: Final = 40
MB: Final = 1024 * 1024
_NUMBER: Final = re.compile(r"\d+")


class Check(StrEnum):
    """One line of the checklist."""

    SUBJECT = "subject"
    PARTS = "parts"
    QUESTIONS = "questions"
    NAMES = "names"
    MARKS = "marks"
    COMPANY = "company"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a letter has, as the rules ask about it; numbers of parts are their places."""

    subject: str
    empty_parts: tuple[int, ...]
    questions: int
    free_names: int
    broken_marks: tuple[str, ...]
    company: str
    company_is_reached: bool
    why_not_sent_there: Refusal | None = None
    mail_is_possible: bool = False
    post_is_possible: bool = False


def checks(content: Content) -> list[tuple[Check, Refusal | None]]:
    """Return the whole checklist, in the order in which it is worked off."""
    return [
        (Check.SUBJECT, None if content.subject.strip() else errors.SubjectMissing()),
        (Check.PARTS, _why_not_parts(content.empty_parts)),
        (Check.QUESTIONS, None if content.questions else errors.NoQuestions()),
        (Check.NAMES, _why_not_names(content.free_names)),
        (Check.MARKS, _why_not_marks(content.broken_marks)),
        (Check.COMPANY, why_not_reach(content)),
    ]


def why_not_content(content: Content) -> Refusal | None:
    """Say what the text still lacks; whether the company can be reached is asked later."""
    about_text = (refusal for check, refusal in checks(content) if check is not Check.COMPANY)
    return next((refusal for refusal in about_text if refusal), None)


def why_not_reach(content: Content) -> Refusal | None:
    """Say that no desk of the company is known here, or what keeps us from sending to it."""
    if content.company_is_reached or content.mail_is_possible or content.post_is_possible:
        return None
    if content.why_not_sent_there:
        return content.why_not_sent_there
    return errors.CompanyUnreachable(company=content.company)


def _why_not_parts(empty: Sequence[int]) -> Refusal | None:
    return errors.PartsEmpty(numbers=", ".join(map(str, empty))) if empty else None


def _why_not_names(count: int) -> Refusal | None:
    return errors.NamesTypedFree(count=count) if count else None


def _why_not_marks(broken: Sequence[str]) -> Refusal | None:
    return errors.MarksBroken(marks=", ".join(broken)) if broken else None


def why_not_length(text: str) -> Refusal | None:
    """Say that a text is longer than a package takes."""
    if len(text) > LONGEST_TEXT:
        return errors.TextTooLong(length=len(text), most=LONGEST_TEXT)
    return None


def why_not_subject(text: str) -> Refusal | None:
    """Say that a subject, with its marks, is longer than a line of a package."""
    if len(text) > LONGEST_SUBJECT:
        return errors.TextTooLong(length=len(text), most=LONGEST_SUBJECT)
    return None


def why_not_questions(texts: Sequence[str]) -> Refusal | None:
    """Say what is wrong with a list of questions; an empty one is a draft's to have."""
    if len(texts) > MOST_QUESTIONS:
        return errors.TooManyQuestions(most=MOST_QUESTIONS, count=len(texts))
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_QUESTION:
        return errors.TextTooLong(length=longest, most=LONGEST_QUESTION)
    return None


def why_not_files(name: str, size: int, *, already: Sequence[int]) -> Refusal | None:
    """Say why a file of so many bytes cannot join files of so many bytes on one letter."""
    if not 0 < size <= LARGEST_FILE_MB * MB:
        return errors.FileUnusable(name=name, most=LARGEST_FILE_MB)
    together, count = sum(already) + size, len(already) + 1
    if together > ALL_FILES_MB * MB or count > MOST_FILES:
        return errors.FilesTooMany(
            count=count, size=-(-together // MB), most=MOST_FILES, most_mb=ALL_FILES_MB
        )
    return None


def numbers_in(text: str) -> list[int]:
    """Return the numbers written with digits in a text, in order, in digits of any script."""
    return [int(found) for found in _NUMBER.findall(text)]

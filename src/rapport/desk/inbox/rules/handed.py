"""Files that people hand in: how they stand, how sure what was read is, what a letter needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from rapport.desk.inbox import errors
from rapport.desk.seats import may
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.protocol import references
from rapport.protocol.kinds import LetterType

LONGEST_PERIOD_DAYS: Final = 365
MOST_QUESTIONS: Final = 200
LONGEST_QUESTION: Final = 20_000
LONGEST_REFERENCE: Final = 80
SURE: Final = 0.9
LIKELY: Final = 0.75
NEEDED: Final = frozenset(
    {"reference", "type", "date", "subject", "mandates", "questions", "period_days"}
)
"""Fields without which a letter has no clock or no name."""


UNNAMED: Final = "rapport"
"""The name of an installation that was given none."""

_WORD: Final = re.compile(r"[^\W_]{2,}")
_COMMON: Final = frozenset(
    (
        *("the", "of", "and", "for", "de", "la", "le", "du", "des", "del", "los", "las", "et"),
        *("company", "group", "groupe", "grupo", "desk", "team", "human", "rights"),
    )
)
"""Words that tell no company from another."""


class HandedState(StrEnum):
    """What became of a file that was handed in."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"
    WITH_LETTER = "with_letter"


IS_OF_A_LETTER: Final = frozenset({HandedState.CONFIRMED, HandedState.WITH_LETTER})
"""A letter was made of the file, or it stands with the files of one."""


class DayZero(StrEnum):
    """How the day of sending of a letter from a file is known."""

    LETTER_DATE = "letter_date"
    EMAIL_DATE = "email_date"
    TOLD = "told"
    RECEIVED = "received"


class Sure(StrEnum):
    """How sure the reader is of a field; a judgement by rules, not a measured probability."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A mandate that signs: in the directory, and as the letter words it."""

    mandate: str
    title: str
    holder: str = ""
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A letter as a person confirmed it. What is not in the letter is empty."""

    reference: str
    type: LetterType | None
    language: str
    subject: str
    dated_on: date | None
    sent_on: date | None
    day_zero: DayZero
    period_days: int | None
    mandates: Sequence[Signing]
    questions: Sequence[str]
    person: str = ""
    entity: str = ""
    also_written_to: Sequence[str] = ()
    interim_measures: str = ""
    publication: str = ""
    annex: str = ""


def how_sure(confidence: float | None) -> Sure:
    """Say in a word how sure the reader is; None is for what does not stand in the letter."""
    if confidence is None:
        return Sure.MISSING
    if confidence >= SURE:
        return Sure.SURE
    return Sure.LIKELY if confidence >= LIKELY else Sure.UNSURE


def is_another(addressee: str, own: Collection[str]) -> bool:
    """Say whether an addressee is not this desk's company: they share no word that tells one.

    `own` is what the company, or one of its group, is called; all as `reading.names.known_as`
    has them. A desk without a name of its own cannot say.
    """
    words = _telling(addressee)
    ours = {word for name in own if (found := _telling(name)) != {UNNAMED} for word in found}
    return bool(words) and bool(ours) and not words & ours


def _telling(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold())) - _COMMON


def looks_first(field: str, sure: Sure) -> bool:
    """Say whether a field is one to look at first: unsure, or missing although needed."""
    return sure is Sure.UNSURE or (sure is Sure.MISSING and field in NEEDED)


def why_not_confirm(actor: Actor, state: HandedState) -> Refusal | None:
    """Say why the actor may not make a letter of a file; None when nothing is in the way.

    One that was set aside may still become a letter: a person can change their mind.
    """
    if not may(actor, "confirm_letter"):
        return errors.NotTheLead()
    return errors.HandedConfirmed() if state in IS_OF_A_LETTER else None


def why_not_put_with(actor: Actor, state: HandedState) -> Refusal | None:
    """Say why the actor may not put a file with a letter that is here; None for nothing."""
    if not may(actor, "put_file_with_letter"):
        return errors.NotTheLead()
    return errors.HandedConfirmed() if state in IS_OF_A_LETTER else None


def why_not_set_aside(actor: Actor, state: HandedState, reason: str) -> Refusal | None:
    """Say why the actor may not set a file aside, with a reason."""
    if not may(actor, "set_file_aside"):
        return errors.NotTheLead()
    if state in IS_OF_A_LETTER:
        return errors.HandedConfirmed()
    if state is HandedState.SET_ASIDE:
        return errors.HandedSetAside()
    return None if reason.strip() else errors.HandedReasonMissing()


def why_not_this_letter(letter: Confirmed, *, today: date) -> Refusal | None:
    """Say what a letter lacks before its clock can start; today is a Geneva date."""
    checks: Mapping[type[Refusal], bool] = {
        errors.HandedReferenceMissing: not letter.reference.strip(),
        errors.HandedTypeMissing: letter.type is None,
        errors.HandedSubjectMissing: not letter.subject.strip(),
        errors.HandedMandateMissing: not letter.mandates,
        errors.HandedQuestionMissing: not letter.questions,
    }
    lacking = next((refusal() for refusal, lacks in checks.items() if lacks), None)
    return lacking or _why_not_these_questions(letter.questions) or _why_not_days(letter, today)


def _why_not_these_questions(questions: Sequence[str]) -> Refusal | None:
    longest = max(map(len, questions))
    if len(questions) > MOST_QUESTIONS or longest > LONGEST_QUESTION:
        return errors.HandedQuestionsTooLong(most=MOST_QUESTIONS, longest=LONGEST_QUESTION)
    return None


def _why_not_days(letter: Confirmed, today: date) -> Refusal | None:
    if letter.dated_on is None:
        return errors.HandedDateMissing()
    if letter.sent_on is None:
        return errors.HandedDayZeroMissing()
    if not letter.period_days or not 1 <= letter.period_days <= LONGEST_PERIOD_DAYS:
        return errors.HandedPeriodMissing(most=LONGEST_PERIOD_DAYS)
    if letter.dated_on > today:
        return errors.DateInFuture(dated_on=letter.dated_on)
    if not letter.dated_on <= letter.sent_on <= today:
        return errors.HandedDayZeroWrong(dated_on=letter.dated_on)
    return None


def reference_as_compared(reference: str) -> str:
    """Return what stands as a reference as it is compared, whatever the type of the letter."""
    written = " ".join(reference.split())
    try:
        return str(references.parse(written))
    except ValueError:
        return written[:LONGEST_REFERENCE]


def reference_as_kept(reference: str, letter_type: LetterType) -> str:
    """Return a reference as it is compared; what is none of the usual form stays as written.

    Old letters have none; a person then names the letter. Raises ReferenceUnreadable for one
    that names another type.
    """
    written = " ".join(reference.split())
    try:
        read = references.parse(written)
    except ValueError:
        return reference_as_compared(reference)
    if read.type is not letter_type:
        raise errors.ReferenceUnreadable(reference=written)
    return str(read)


def corrected(read: Mapping[str, Any] | None, letter: Confirmed) -> list[str]:
    """Return the names of the fields in which a person and the reader differ."""
    told = (read or {}).get("letter") or {}
    as_read = {
        "reference": _value(told, "reference"),
        "type": _value(told, "type"),
        "date": _value(told, "date"),
        "subject": as_heading(_value(told, "subject")),
        "mandates": sorted(one["value"]["mandate"] for one in told.get("mandates") or ()),
        "person": _value(told, "person"),
        "entity": _value(told, "entity"),
        "also_written_to": [str(one["value"]) for one in told.get("also_written_to") or ()],
        "questions": [_plain(one["value"]) for one in told.get("questions") or ()],
        "interim_measures": _value(told, "interim_measures"),
        "period_days": _value(told, "period_days"),
        "publication": _value(told, "publication"),
        "annex": _value(told, "annex"),
    }
    now = {
        "reference": _plain(letter.reference),
        "type": letter.type.value if letter.type else "",
        "date": letter.dated_on.isoformat() if letter.dated_on else "",
        "subject": as_heading(_plain(letter.subject)),
        "mandates": sorted(one.mandate for one in letter.mandates),
        "person": _plain(letter.person),
        "entity": _plain(letter.entity),
        "also_written_to": [_plain(one) for one in letter.also_written_to],
        "questions": [_plain(one) for one in letter.questions],
        "interim_measures": _plain(letter.interim_measures),
        "period_days": str(letter.period_days or ""),
        "publication": _plain(letter.publication),
        "annex": _plain(letter.annex),
    }
    return [name for name, value in now.items() if value != as_read[name]]


def as_heading(subject: str) -> str:
    """Return what a letter is about as it stands over a page: its first letter a capital."""
    return subject[:1].upper() + subject[1:]


def _value(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    return _plain(str(found["value"])) if found else ""


def _plain(text: Any) -> str:
    """Return a text as it is compared: without what a form does to white space."""
    return " ".join(str(text).split())

"""What an archive takes, what it calls things, and when a reply counts as one; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rapport.archive import errors
from rapport.foundation.errors import Refusal
from rapport.protocol.kinds import (
    PublicAnswer,
    Publication,
    PublicReply,
    Question,
    ReplyKind,
    Stance,
)

LONGEST_LINE_BYTES: Final = 1024 * 1024
PAPERS: Final = re.compile(r"letter\.pdf|reply-[1-9][0-9]?\.pdf")


class Origin(StrEnum):
    """How a letter came into the record."""

    PUBLISHED = "published"
    LOADED = "loaded"


class AddresseeKind(StrEnum):
    """To whom a letter went."""

    COMPANY = "company"
    STATE = "state"
    OTHER = "other"


class Replied(StrEnum):
    """What the record knows of a reply. Unknown: nobody looked, not that none came."""

    FULL = "full"
    INTERIM = "interim"
    DECLINED = "declined"
    WITHHELD = "withheld"
    NONE = "none"
    UNKNOWN = "unknown"


class Sort(StrEnum):
    """In which order results stand."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


def replied(replies: Iterable[PublicReply]) -> Replied:
    """Say what replies amount to: a full one outranks a refusal, that an interim one."""
    found = Replied.NONE
    for reply in replies:
        if reply.withheld and reply.kind is not ReplyKind.INTERIM:
            said = Replied.WITHHELD
        else:
            said = {
                ReplyKind.SUBSTANTIVE: Replied.FULL,
                ReplyKind.REFUSAL: Replied.DECLINED,
                ReplyKind.INTERIM: Replied.INTERIM,
            }[reply.kind]
        found = min(found, said, key=_RANK.index)
    return found


_RANK: Final = [
    Replied.FULL,
    Replied.DECLINED,
    Replied.WITHHELD,
    Replied.INTERIM,
    Replied.NONE,
    Replied.UNKNOWN,
]


def is_paper(name: str) -> bool:
    """Say whether a part of a publication is a paper that is shown: the letter or a reply."""
    return PAPERS.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Answered:
    """What one reply says to one question."""

    reply: PublicReply
    answer: PublicAnswer


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, and what each reply says to it."""

    question: Question
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions there are, and what the latest answer does with each."""

    questions: int
    answered: int
    declined: int


def pairs(publication: Publication) -> list[Pair]:
    """Return the questions of a letter, each with its answers in the order they came."""
    return [
        Pair(
            question,
            tuple(
                Answered(reply, answer)
                for reply in publication.replies
                for answer in reply.answers
                if answer.number == question.number
            ),
        )
        for question in publication.questions
    ]


def tally(answers: Iterable[Pair]) -> Tally:
    """Count answered and declined questions; the latest answer to each counts."""
    known = list(answers)
    last = [pair.answers[-1].answer.stance for pair in known if pair.answers]
    declined = sum(stance is Stance.DECLINED for stance in last)
    return Tally(len(known), len(last) - declined, declined)


def first_day(written: str) -> date | None:
    """Return the first day that a date can mean: 2021-03 is 1 March 2021. None for none."""
    if not written:
        return None
    year, month, day = (*map(int, written.split("-")), 1, 1)[:3]
    return date(year, month, day)


def why_not_take(  # noqa: PLR0911  one question after the other
    publication: Publication, *, sender_side: str, today: date, demonstration: bool
) -> Refusal | None:
    """Say why a publication cannot be taken from a side's installation; None when it can."""
    if sender_side != "office":
        return errors.NotAnOffice()
    if publication.demonstration and not demonstration:
        return errors.DemonstrationLetter()
    if publication.published_on > today:
        return errors.PublishedInFuture(published_on=publication.published_on)
    if publication.dated_on > publication.published_on:
        return errors.DatesOutOfOrder()
    if any(reply.received_on > publication.published_on for reply in publication.replies):
        return errors.DatesOutOfOrder()
    asked = {question.number for question in publication.questions}
    answered = {answer.number for reply in publication.replies for answer in reply.answers}
    if strays := sorted(answered - asked):
        return errors.AnswerWithoutQuestion(numbers=", ".join(map(str, strays)))
    if any(
        reply.withheld and (reply.opening or reply.answers) for reply in publication.replies
    ):
        return errors.WithheldReplyHasText()
    return None


def why_not_replace(
    *, same_sender: bool, known_version: int, version: int, same_text: bool
) -> Refusal | None:
    """Say why a publication cannot stand in the place of one that is here."""
    if not same_sender:
        return errors.NotYourRecord()
    if version < known_version or (version == known_version and not same_text):
        return errors.VersionNotNewer(version=version, known=known_version)
    return None

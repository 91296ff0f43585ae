"""Letters by e-mail: who looks after them, and how an answer is split against the questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.mail.rules import Outcome
from rapport.office.communications import errors
from rapport.office.seats import may
from rapport.protocol.kinds import PublicWish, ReplyKind, Stance

_MARK: Final = re.compile(
    r"^\s*(?:(?:(?:answer|response|reply|réponse|respuesta|ответ|回答|答复|答|الجواب|الإجابة)\s*"
    r"(?:to|on|à|a la|на|على)?\s*(?:la\s+|l['’])?)?"
    r"(?:question|pregunta|вопрос|问题|问|السؤال|سؤال|q)\s*(?:no?\.?|n[°º]|№)?\s*"
    r"(?P<named>\d{1,3})\b|(?P<plain>\d{1,3})\s*[.):])\s*[.:：)\-–—]*\s*",
    re.IGNORECASE,
)
"""How a line begins an answer: "Question 2:", "Q2", "Answer to question 2", "2."."""

_BEGINNING: Final = 100
"""Of a line so many signs are looked at for it: a stranger chooses how long lines are."""

MAY_REOPEN: Final = frozenset({Outcome.PUT_ASIDE, Outcome.ACKNOWLEDGES})
"""What a person did with a message that is taken back on its page; a reply on its own."""

_QUOTED: Final = re.compile(r"^\s*>")


@dataclass(frozen=True, slots=True)
class Split:
    """A text as it seems to answer the questions; before the first stands its opening."""

    opening: str
    answers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A text in which answers may stand: a message's, or a file's; and what seems to answer.

    Where says at which page and line the words for a question begin; a message has none.
    """

    name: str
    text: str
    split: Split
    where: Mapping[int, tuple[int, int]]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """All texts taken together, and for each question the places that its words come from."""

    split: Split
    places: Mapping[int, Sequence[tuple[str, tuple[int, int] | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a person has confirmed of an answer by e-mail."""

    kind: ReplyKind
    wish: PublicWish
    dated_on: date
    signed_by: str
    opening: str
    answers: Mapping[int, tuple[Stance, str]]
    together: Sequence[UUID] = ()
    """Other messages that are filed with it as one reply."""


def why_not_handle_mail(actor: Actor, command: str) -> Refusal | None:
    """Say why the actor may not do this with letters and answers by e-mail and on paper."""
    return None if may(actor, command) else errors.NotTheSecretariat()


def why_not_receipt_on(day: date, *, sent_on: date, today: date) -> Refusal | None:
    """Say why a company cannot have acknowledged receipt of a letter on a day."""
    return None if sent_on <= day <= today else errors.ReceiptDayWrong(first=sent_on)


def why_not_file(filing: Filing) -> Refusal | None:
    """Say that what a person confirmed is no reply."""
    answered = filing.opening.strip() or any(text for _, text in filing.answers.values())
    return None if answered else errors.NothingToFile()


def split(text: str, questions: int) -> Split:
    """Propose which lines of an answer belong to which question.

    Numbers count only as they rise and only up to the last question; where lines name a
    question, bare numbers do not count. Quoted lines are left out. A person looks at it.
    """
    lines = [line for line in text.splitlines() if not _QUOTED.match(line)]
    begun = enumerate(_MARK.match(line, 0, _BEGINNING) for line in lines)
    marks = [(at, found) for at, found in begun if found]
    named = [one for one in marks if one[1]["named"]]
    starts = _rising(named or marks, questions)
    if not starts:
        return Split(_joined(lines), {})
    ends = [at for at, _, _ in starts[1:]] + [len(lines)]
    answers = {
        number: _joined([lines[at][after:], *lines[at + 1 : end]])
        for (at, number, after), end in zip(starts, ends, strict=True)
    }
    return Split(_joined(lines[: starts[0][0]]), answers)


def proposal(sources: Sequence[Source]) -> Proposal:
    """Put together what several texts seem to answer, in their order; nothing is left out.

    What stands before the first answer is an opening only where answers follow, or in a
    message: the text of an annex is no opening.
    """
    openings = [one.split.opening for one in sources if one.split.opening]
    answers: dict[int, list[str]] = {}
    places: dict[int, list[tuple[str, tuple[int, int] | None]]] = {}
    for one in sources:
        for number, text in one.split.answers.items():
            answers.setdefault(number, []).append(text)
            places.setdefault(number, []).append((one.name, one.where.get(number)))
    joined = {number: "\n\n".join(texts) for number, texts in answers.items()}
    return Proposal(Split("\n\n".join(openings), joined), places)


def _rising(
    marks: list[tuple[int, re.Match[str]]], questions: int
) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for at, found in marks:
        number = int(found["named"] or found["plain"])
        if (kept[-1][1] if kept else 0) < number <= questions:
            kept.append((at, number, found.end()))
    return kept


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

"""One letter that came twice, as a file and as a package: question by question, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapport.desk.inbox import errors
from rapport.desk.seats import may
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal
from rapport.web.search import words_of


class Fate(StrEnum):
    """What becomes of the questions of one number when two letters become one."""

    SAME = "same"
    REWORDED = "reworded"
    ADDED = "added"
    DROPPED = "dropped"
    NO_PLACE = "no_place"
    WORKED_TWICE = "worked_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what was done about it; the owner's name is empty for nobody."""

    number: int
    text: str
    owner: str = ""
    is_touched: bool = False  # an owner or an area was ever named, or something was written
    is_written: bool = False  # an answer, a comment, a note or a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The questions of one number: as confirmed here, and as the package asks it."""

    number: int
    here: Asked | None
    there: Asked | None
    same_as: int | None = None
    """The number under which the package asks what this number asks here."""

    @property
    def fate(self) -> Fate:
        """What becomes of them. The official words always stand; work stays with its number."""
        if self.there is None:
            bound = self.here and (self.here.is_written or self.here.owner)
            return Fate.NO_PLACE if bound else Fate.DROPPED
        if self.here is None:
            return Fate.ADDED
        if self.here.is_written and self.there.is_written:
            return Fate.WORKED_TWICE
        return Fate.SAME if says_the_same(self.here.text, self.there.text) else Fate.REWORDED

    @property
    def keeps_theirs(self) -> bool:
        """Whether owner and work are those of the package's question: it has more of them."""
        if self.here is None or self.there is None:
            return self.there is not None
        if self.here.is_written or not self.there.is_touched:
            return False
        return self.there.is_written or not self.here.is_touched

    @property
    def owner(self) -> str:
        """The name of who answers it afterwards; empty for nobody.

        Whose work is kept comes first; an owner whom only the other has goes on with it.
        """
        both = (self.there, self.here) if self.keeps_theirs else (self.here, self.there)
        return next((one.owner for one in both if one and one.owner), "")


def says_the_same(one: str, other: str) -> bool:
    """Say whether two texts have the same words: signs, case, accents and lines do not count.

    Texts without any word are compared as they stand.
    """
    words, others = words_of(one), words_of(other)
    return words == others if words or others else one.split() == other.split()


def pairs(here: Sequence[Asked], there: Sequence[Asked]) -> list[Pair]:
    """Return the questions of two letters by number, in order."""
    ours, theirs = ({one.number: one for one in asked} for asked in (here, there))
    return [
        Pair(
            number=number,
            here=ours.get(number),
            there=theirs.get(number),
            same_as=_elsewhere(ours.get(number), there),
        )
        for number in sorted({*ours, *theirs})
    ]


def _elsewhere(asked: Asked | None, there: Sequence[Asked]) -> int | None:
    if asked is None:
        return None
    found = [one.number for one in there if says_the_same(asked.text, one.text)]
    return found[0] if found and asked.number not in found else None


def why_not_join(
    actor: Actor, *, is_joined: bool, is_one_of_each: bool, are_alike: bool
) -> Refusal | None:
    """Say why the actor may not say that two letters are one.

    One came as a file and one in a package, and their references are alike.
    """
    if not may(actor, "join_letters"):
        return errors.NotTheLead()
    if is_joined:
        return errors.AlreadyJoined()
    return None if is_one_of_each and are_alike else errors.NotTheSameLetter()


def why_not_these_questions(asked: Sequence[Pair]) -> Refusal | None:
    """Say which work would have no place, or would meet other work, in the one letter."""
    homeless = [one.number for one in asked if one.fate is Fate.NO_PLACE]
    if homeless:
        return errors.WorkWithoutPlace(numbers=", ".join(map(str, homeless)))
    twice = [one.number for one in asked if one.fate is Fate.WORKED_TWICE]
    if twice:
        return errors.WorkedTwice(numbers=", ".join(map(str, twice)))
    return None

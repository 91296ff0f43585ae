"""Who may be named to whom: what persons agreed to, and what no consent can lift."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rapport.foundation.errors import Refusal
from rapport.office.consents import errors

LONGEST_NAME: Final = 200
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class PersonKind(StrEnum):
    """What the allegations are about: one person, or more."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    COMMUNITY = "community"
    ORGANISATION = "organisation"
    MEDIUM = "medium"


class Gender(StrEnum):
    """As the person says; unknown when nobody asked."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """What a person is asked to agree to. Each is asked for itself."""

    SHARE_WITH_MANDATES = "share_with_mandates"
    NAME_TO_COMPANY = "name_to_company"
    NAME_TO_STATE = "name_to_state"
    PUBLISH_INITIALS = "publish_initials"
    PUBLISH_NAME = "publish_name"
    PRESS = "press"
    STATISTICS = "statistics"


class GivenBy(StrEnum):
    """Who answered."""

    SELF = "self"
    REPRESENTATIVE = "representative"
    GUARDIAN = "guardian"


class Audience(StrEnum):
    """Who reads a text."""

    OFFICE = "office"
    MANDATE = "mandate"
    ADDRESSEE = "addressee"
    PUBLIC = "public"


ASKED_FOR: Final[Mapping[Audience, Purpose]] = {
    Audience.MANDATE: Purpose.SHARE_WITH_MANDATES,
    Audience.ADDRESSEE: Purpose.NAME_TO_COMPANY,
}
"""What a person has to agree to before an audience reads the name."""


class Shown(StrEnum):
    """How a person stands in a text."""

    NAME = "name"
    INITIALS = "initials"
    LETTER = "letter"


class WhyHeld(StrEnum):
    """Why something is held back."""

    NO_CONSENT = "no_consent"
    INITIALS_ONLY = "initials_only"
    PROTECTED = "protected"
    CUT = "cut"


Answers = Mapping[tuple[Purpose, str], bool]
"""What counts of each purpose and recipient. What was not asked is not there: it is a no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides how a person is shown."""

    is_protected: bool
    answers: Answers


def what_counts(given: Iterable[tuple[Purpose, str, bool]]) -> Answers:
    """Return what counts of answers that were given in this order.

    The later one of the same purpose and recipient counts. A no for each recipient also takes
    back what was agreed for one before; a yes for each does not lift the no for one.
    """
    counts: dict[tuple[Purpose, str], bool] = {}
    for purpose, recipient, answer in given:
        if not answer and not recipient:
            agreed = [key for key, said in counts.items() if key[0] is purpose and said]
            for key in agreed:
                del counts[key]
        counts[purpose, recipient] = answer
    return counts


def is_protected(*, is_minor: bool, is_survivor: bool) -> bool:
    """Say whether a person is never named in public, whatever was agreed: minors, survivors."""
    return is_minor or is_survivor


def agreed(answers: Answers, purpose: Purpose, recipient: str = "") -> bool:
    """Say whether a person agreed; an answer for this recipient outranks one for all."""
    if recipient and (purpose, recipient) in answers:
        return answers[purpose, recipient]
    return answers.get((purpose, ""), False)


def shown(
    standing: Standing, audience: Audience, recipient: str = ""
) -> tuple[Shown, WhyHeld | None]:
    """Say how a person is shown to an audience, and why not by name.

    Minors and survivors of sexual violence are never named in public, nor by their initials.
    """
    if audience is Audience.OFFICE:
        return Shown.NAME, None
    if audience is not Audience.PUBLIC:
        is_named = agreed(standing.answers, ASKED_FOR[audience], recipient)
        return (Shown.NAME, None) if is_named else (Shown.LETTER, WhyHeld.NO_CONSENT)
    return _shown_in_public(standing)


def _shown_in_public(standing: Standing) -> tuple[Shown, WhyHeld | None]:
    if standing.is_protected:
        return Shown.LETTER, WhyHeld.PROTECTED
    if agreed(standing.answers, Purpose.PUBLISH_NAME):
        return Shown.NAME, None
    if agreed(standing.answers, Purpose.PUBLISH_INITIALS):
        return Shown.INITIALS, WhyHeld.INITIALS_ONLY
    return Shown.LETTER, WhyHeld.NO_CONSENT


def letter_of(number: int) -> str:
    """Return the letter by which a person is called instead: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def initials_of(name: str) -> str:
    """Return the initials of a name: "Mirela Ostrander" is M. O."""
    firsts = [next((sign for sign in word if sign.isalnum()), "") for word in name.split()]
    return " ".join(f"{first.upper()}." for first in firsts if first)


def why_not_enter(name: str) -> Refusal | None:
    """Say what is wrong with a person's name."""
    if not any(sign.isalnum() for sign in name):
        return errors.PersonNameMissing()
    if len(name.strip()) > LONGEST_NAME or any(sign in name for sign in "[]|"):
        return errors.PersonNameUnusable(most=LONGEST_NAME)
    return None


def why_not_record(
    *, purpose: Purpose, recipient: str, given_on: date, today: date
) -> Refusal | None:
    """Say why an answer cannot be recorded."""
    if given_on > today:
        return errors.ConsentInFuture(given_on=given_on)
    if recipient and purpose is not Purpose.NAME_TO_COMPANY:
        return errors.RecipientNotAsked()
    return None

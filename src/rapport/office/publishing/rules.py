"""When letter and reply may be made public, and by whom; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rapport.foundation.acts import GENEVA, Actor, geneva_date
from rapport.foundation.errors import Refusal
from rapport.office.communications.rules import SENT_STATES, State
from rapport.office.publishing import errors
from rapport.office.seats import may
from rapport.protocol.errors import LetterIsWithdrawn

MOST_WORDS: Final = 100
SHORTEST_WORDS: Final = 2


class Fate(StrEnum):
    """What became of a version that was handed over."""

    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    REFUSED = "refused"
    STOPPED = "stopped"


class Check(StrEnum):
    """What Rapport found while it made the public version; a person looks at each."""

    NAMES_IN_LETTER = "names_in_letter"
    NAMES_IN_REPLY = "names_in_reply"
    PARTS_OF_NAMES = "parts_of_names"
    CUTS = "cuts"
    WITHHELD_REPLY = "withheld_reply"
    NO_REPLY = "no_reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The latest version that was handed over."""

    version: int
    published_on: date
    fate: Fate
    same_text: bool


def may_publish(actor: Actor) -> bool:
    """Say whether the actor may ever publish, and so may read who is withheld."""
    return may(actor, "publish_letter")


def is_sent(state: State) -> bool:
    """Say whether a letter has left, so that it has a public version."""
    return state in SENT_STATES


def why_not_announce(
    actor: Actor,
    *,
    state: State,
    received_at: datetime | None,
    withdrawn_at: datetime | None,
    public_from: datetime | None,
    by_mail: bool = False,
    by_post: bool = False,
) -> Refusal | None:
    """Say why a company cannot be told now how its letter and replies become public."""
    if not may(actor, "announce_publication"):
        return errors.NotThePublisher()
    if not is_sent(state) or public_from is None:
        return errors.NotSent()
    if withdrawn_at:
        return LetterIsWithdrawn()
    if received_at:
        return None
    if by_post:
        return errors.AnnouncedByPost()
    return errors.AnnouncedByMail() if by_mail else errors.NotDelivered()


def why_not_public_on(public_on: date, *, public_from: datetime, today: date) -> Refusal | None:
    """Say why a day cannot be announced: it is past, or before letter and reply may be."""
    earliest = geneva_date(public_from)
    if public_on < earliest:
        return errors.TooEarlyToAnnounce(on=earliest)
    return errors.AnnouncedPast(on=public_on) if public_on < today else None


def why_not_prepare(
    actor: Actor,
    *,
    state: State,
    received_at: datetime | None,
    public_from: datetime | None,
    at: datetime,
    withdrawn_at: datetime | None = None,
    unfiled: bool = False,
) -> Refusal | None:
    """Say why a letter cannot be made public at an instant, whatever its version says.

    A letter that was withdrawn is not published: the record says nothing of withdrawals.
    """
    if not may_publish(actor):
        return errors.NotThePublisher()
    if not is_sent(state) or public_from is None:
        return errors.NotSent()
    if withdrawn_at:
        return LetterIsWithdrawn()
    if at < public_from:
        local = public_from.astimezone(GENEVA)
        return errors.TooEarly(on=local.date(), time=f"{local:%H:%M}")
    if unfiled:
        return errors.AnswerUnfiled()
    return None if received_at else errors.NotDelivered()


def why_not_publish(*, archive_known: bool, earlier: Earlier | None) -> Refusal | None:
    """Say why a public version cannot be handed over; None when it can.

    A version that was stopped or that the archive did not take can be published again, and one
    that says something else than the one before: a reply came late, a consent was given or
    taken back.
    """
    if not archive_known:
        return errors.NoArchive()
    if earlier is None or earlier.fate in {Fate.REFUSED, Fate.STOPPED}:
        return None
    if earlier.fate is Fate.ON_ITS_WAY:
        return errors.OnItsWay(version=earlier.version)
    if earlier.same_text:
        return errors.AlreadyPublished(published_on=earlier.published_on)
    return None


def why_not_words(words: Sequence[str], texts: Sequence[str]) -> Refusal | None:
    """Say why words cannot be withheld as they were typed; each must stand somewhere."""
    if len(words) > MOST_WORDS or any(len(one) < SHORTEST_WORDS for one in words):
        return errors.WordsTooShort(most=MOST_WORDS)
    everything = " ".join(" ".join(texts).casefold().split())
    missing = [one for one in words if " ".join(one.casefold().split()) not in everything]
    return errors.WordsNotFound(words=", ".join(missing)) if missing else None


def clean_words(typed: str) -> list[str]:
    """Return the words to withhold, one of each line; empty lines do not count."""
    return list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))

"""Who may change areas, who answers for what, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from rapport.desk.areas import errors
from rapport.desk.inbox.errors import NotTheLead
from rapport.desk.seats import may
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Refusal

OFTEN: Final = 2
"""Once may be an exception; so often given to somebody else, a kind of question is theirs."""

LONG_ENOUGH: Final = 500
"""The latest decisions that are compared with; older ones say what a company used to do."""


class Why(StrEnum):
    """Why nobody, or somebody other than the owner, is suggested."""

    AWAY = "away"
    NO_SEAT = "no_seat"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Charge:
    """Who answers for an area, by id; empty product and country mean all of them."""

    owner: UUID
    deputy: UUID | None = None
    product: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who would be asked, by id; instead of whom and why; nobody, where nobody is there."""

    person: UUID | None
    instead_of: UUID | None = None
    why: Why | None = None


def why_not_change_areas(actor: Actor) -> Refusal | None:
    """Say why the actor may not change areas, responsibilities and absences."""
    return None if may(actor, "change_areas") else NotTheLead()


def why_not_word(
    actor: Actor, *, title: str, others: Collection[str], language: str
) -> Refusal | None:
    """Say why an area cannot be called so; titles differ within a language."""
    if refusal := why_not_change_areas(actor):
        return refusal
    if not title.strip():
        return errors.TitleMissing()
    if title.strip().casefold() in {other.casefold() for other in others}:
        return errors.TitleUsed(title=title.strip(), language=language)
    return None


def why_not_give(
    actor: Actor, *, owner: UUID, deputy: UUID | None, given_to: str
) -> Refusal | None:
    """Say why a responsibility cannot be given; `given_to` is who has exactly this one."""
    if refusal := why_not_change_areas(actor):
        return refusal
    if owner == deputy:
        return errors.DeputyIsOwner()
    return errors.ResponsibilityGivenAlready(name=given_to) if given_to else None


def why_not_note_absence(actor: Actor, *, from_on: date, until_on: date) -> Refusal | None:
    """Say why an absence cannot be noted."""
    if refusal := why_not_change_areas(actor):
        return refusal
    return errors.AbsenceEndsBefore() if until_on < from_on else None


def charge_for(
    charges: Sequence[Charge], products: Collection[str], countries: Collection[str]
) -> Charge | None:
    """Return who answers for an area where a text names these products and countries.

    The narrowest wins: product and country, then product, then country, then neither.
    """
    fitting = [
        one
        for one in charges
        if (not one.product or one.product in products)
        and (not one.country or one.country in countries)
    ]
    return max(fitting, key=lambda one: 2 * bool(one.product) + bool(one.country), default=None)


def who_is_there(charge: Charge, *, away: Collection[UUID], seated: Collection[UUID]) -> Chosen:
    """Return the owner; the deputy where the owner is away or left the seat; else nobody."""
    why = _why_not_there(charge.owner, away, seated)
    if why is None:
        return Chosen(charge.owner)
    deputy = charge.deputy
    if deputy is not None and _why_not_there(deputy, away, seated) is None:
        return Chosen(deputy, charge.owner, why)
    return Chosen(None, charge.owner, why)


def _why_not_there(
    person: UUID, away: Collection[UUID], seated: Collection[UUID]
) -> Why | None:
    if person not in seated:
        return Why.NO_SEAT
    return Why.AWAY if person in away else None


def text_in(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language, else in English, else in whichever there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")

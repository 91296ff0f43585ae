"""How areas stand to other catalogues: lines in force, their history, what releases changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rapport.desk.areas.models import AreaThemes, IssueArea
from rapport.desk.areas.rules import Origin
from rapport.desk.seats import may
from rapport.foundation.acts import Actor
from rapport.matching.themes import (
    Catalogue,
    Changes,
    Mapped,
    Relation,
    changes_between,
)


@dataclass(frozen=True, slots=True)
class ThemesOfArea:
    """The lines of an area in force, every version of them, and what waits to be seen.

    `made_by` is who made those in force; Rapport, where they came with a release.
    `changes` is what the packaged lines changed since the desk's own were made from them.
    """

    lines: tuple[Mapped, ...]
    own: bool
    number: int
    made_by: str
    history: tuple[AreaThemes, ...]
    packaged: tuple[Mapped, ...]
    release: int
    changes: Changes


def themes_of(actor: Actor, area: IssueArea) -> ThemesOfArea:
    """Return how an area stands to other catalogues; the lead alone sees it."""
    history = tuple(themes_visible_to(actor).filter(area=area).select_related("made_by"))
    packaged = [one for one in history if one.origin is Origin.PACKAGED]
    own = [one for one in history if one.origin is Origin.OWN]
    newest = packaged[-1] if packaged else None
    in_force = own[-1] if own else newest
    brought = lines_of(newest)
    return ThemesOfArea(
        lines=lines_of(in_force),
        own=bool(own),
        number=in_force.number if in_force else 0,
        made_by=in_force.made_by.name if in_force and in_force.made_by else "Rapport",
        history=history,
        packaged=brought,
        release=newest.release if newest else 0,
        changes=_since(own[-1] if own else None, packaged, brought),
    )


def themes_visible_to(actor: Actor) -> QuerySet[AreaThemes]:
    """Return every version of every area's lines, in order; the lead alone sees them."""
    if not may(actor, "change_areas"):
        return AreaThemes.objects.none()
    return AreaThemes.objects.order_by("area", "number", "id")


def changes_since(found: ThemesOfArea, number: int) -> Changes:
    """Return what the lines in force have otherwise than those of an earlier version."""
    began = next((one for one in found.history if one.number == number), None)
    return changes_between(lines_of(began), found.lines)


def lines_of(row: AreaThemes | None) -> tuple[Mapped, ...]:
    """Return the lines that a row keeps."""
    kept: Iterable[Mapping[str, Any]] = row.lines if row else ()
    return tuple(
        Mapped(Catalogue(one["catalogue"]), one["code"], Relation(one["relation"]))
        for one in kept
    )


def _since(
    own: AreaThemes | None, packaged: list[AreaThemes], newest: tuple[Mapped, ...]
) -> Changes:
    if own is None:
        return changes_between((), ())
    base = next((one for one in packaged if one.release == own.release), None)
    return changes_between(lines_of(base), newest)

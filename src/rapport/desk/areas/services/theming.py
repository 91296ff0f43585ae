"""How areas stand to other catalogues: as a release brings it, and as the desk corrects it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from rapport.accounts import selectors as accounts
from rapport.desk.areas import errors, rules, selectors
from rapport.desk.areas.events import ThemesLoaded, ThemesMapped
from rapport.desk.areas.models import AreaThemes, IssueArea
from rapport.desk.areas.rules import Origin
from rapport.desk.areas.services.wording import OF_THE_INSTALLATION
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.matching import themes
from rapport.matching.themes import Mapped, Version


@transaction.atomic
def load_themes(act: Act) -> int:
    """Add the newest packaged lines to the packaged areas that lack them; return to how many.

    At set-up and after every upgrade, after the areas. Lines of the desk's own stay in force,
    and lines that did not change since the last release are not added again. Records
    ThemesLoaded when something was added.
    """
    version = themes.newest()
    areas = list(IssueArea.objects.select_for_update().filter(packaged=True).order_by("pk"))
    kept: dict[int, list[AreaThemes]] = {}
    for row in AreaThemes.objects.order_by("area", "number", "id"):
        kept.setdefault(row.area_id, []).append(row)
    added = []
    for area in areas:
        history = kept.get(area.pk, [])
        known = [one for one in history if one.origin is Origin.PACKAGED]
        lines = version.lines_of(area.slug)
        if lines and _is_news(known[-1] if known else None, lines, version):
            added.append(
                AreaThemes(
                    area=area,
                    number=len(history) + 1,
                    origin=Origin.PACKAGED,
                    release=version.number,
                    lines=_kept(lines, version),
                    made_at=act.at,
                )
            )
    AreaThemes.objects.bulk_create(added)
    if added:
        told = ThemesLoaded(
            matter=OF_THE_INSTALLATION, release=version.number, areas=len(added)
        )
        record(act, told)
    return len(added)


@transaction.atomic
def map_themes(act: Act, *, area_id: UUID, lines: Sequence[Mapped], based_on: int) -> None:
    """Say how an area stands to other catalogues; from then on releases leave it alone.

    based_on is the version in force when the writer began, 0 for none. To keep the lines as
    they are is a version too where the packaged ones changed meanwhile: somebody has seen
    that. Raises AreaNotFound, NotTheLead, ThemeUnknown, ThemeTwice, TooManyThemes,
    ThemesMovedOn. Records ThemesMapped when there is something to keep.
    """
    area = selectors.get_area(act.actor, area_id, lock=True)
    version = themes.newest()
    if refusal := rules.why_not_map_themes(act.actor, lines=lines, known=version):
        raise refusal
    before = selectors.themes_of(act.actor, area)
    if sorted(before.lines) == sorted(lines) and not before.changes:
        return
    _refuse_overtaken(before, based_on)
    _keep(act, area, lines, before)


@transaction.atomic
def take_packaged_themes(act: Act, *, area_id: UUID, based_on: int) -> None:
    """Take the packaged lines of an area in place of the desk's own.

    based_on is the version that whoever takes them has seen. Raises AreaNotFound, NotTheLead,
    NoPackagedThemes, ThemesMovedOn. Records ThemesMapped when that changes something.
    """
    area = selectors.get_area(act.actor, area_id, lock=True)
    before = selectors.themes_of(act.actor, area)
    if refusal := rules.why_not_take_packaged(act.actor, lines=before.packaged):
        raise refusal
    if before.lines != before.packaged or before.changes:
        _refuse_overtaken(before, based_on)
        _keep(act, area, before.packaged, before)


def _refuse_overtaken(now: selectors.ThemesOfArea, based_on: int) -> None:
    if now.number != based_on:
        raise errors.ThemesMovedOn(name=now.made_by, version=now.number)


def _is_news(last: AreaThemes | None, lines: Sequence[Mapped], version: Version) -> bool:
    if last is None:
        return True
    return last.release < version.number and selectors.lines_of(last) != tuple(lines)


def _keep(
    act: Act, area: IssueArea, lines: Sequence[Mapped], before: selectors.ThemesOfArea
) -> None:
    kept = AreaThemes.objects.create(
        area=area,
        number=len(before.history) + 1,
        origin=Origin.OWN,
        release=before.release,
        lines=_kept(lines, themes.newest()),
        made_at=act.at,
        made_by=accounts.author_of(act),
    )
    told = ThemesMapped(
        matter=str(area.public_id),
        version=kept.number,
        release=kept.release,
        lines=len(lines),
    )
    record(act, told)


def _kept(lines: Sequence[Mapped], version: Version) -> list[dict[str, Any]]:
    return [
        {
            "catalogue": line.catalogue.value,
            "code": line.code,
            "title": version.catalogues[line.catalogue].entries[line.code].title,
            "relation": line.relation.value,
        }
        for line in lines
    ]

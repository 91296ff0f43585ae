"""Load the areas that come with Rapport; add, word, switch off and on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from rapport.desk.areas import rules, selectors
from rapport.desk.areas.events import AreaAdded, AreasLoaded, AreaSwitched, AreaWorded
from rapport.desk.areas.models import IssueArea
from rapport.foundation.acts import Act
from rapport.journal.services import record
from rapport.matching.areas import packaged_areas
from rapport.web.overtaken import refuse_overtaken

OF_THE_INSTALLATION: Final = "issue-areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An area in one language."""

    language: str
    title: str
    description: str = ""
    words: str = ""


@transaction.atomic
def load_areas(act: Act) -> int:
    """Add the areas that come with Rapport, renew those not worded here; return how many.

    At set-up and after every upgrade. What a desk worded or switched off stays as it is, and an
    area that a release no longer brings stays too. Records AreasLoaded when something changed.
    """
    known = {row.slug: row for row in IssueArea.objects.select_for_update().order_by("pk")}
    added: list[IssueArea] = []
    renewed: list[IssueArea] = []
    for position, area in enumerate(packaged_areas(), 1):
        row = known.get(area.slug) or IssueArea(slug=area.slug, packaged=True)
        worded = {
            "titles": dict(area.titles),
            "descriptions": dict(area.descriptions),
            "words": dict(area.words),
            "position": position,
        }
        if row.pk is None:
            added.append(_set(row, worded))
        elif row.packaged and row.worded_at is None and _differs(row, worded):
            renewed.append(_set(row, worded))
    IssueArea.objects.bulk_create(added)
    IssueArea.objects.bulk_update(renewed, ["titles", "descriptions", "words", "position"])
    if added or renewed:
        record(
            act,
            AreasLoaded(matter=OF_THE_INSTALLATION, added=len(added), renewed=len(renewed)),
        )
    return len(added) + len(renewed)


def _differs(row: IssueArea, worded: dict[str, object]) -> bool:
    return any(getattr(row, field) != value for field, value in worded.items())


def _set(row: IssueArea, worded: dict[str, object]) -> IssueArea:
    for field, value in worded.items():
        setattr(row, field, value)
    return row


@transaction.atomic
def add_area(act: Act, *, wording: Wording) -> IssueArea:
    """Add an area of the desk's own. Raises NotTheLead, TitleMissing, TitleUsed.

    Records AreaAdded.
    """
    areas = selectors.lock_areas(act.actor)
    _refuse(act, wording, areas)
    area = IssueArea.objects.create(
        slug=f"own-{uuid4().hex[:12]}",
        titles={wording.language: wording.title.strip()},
        descriptions=_known(wording.language, wording.description),
        words=_known(wording.language, wording.words),
        position=max((one.position for one in areas), default=0) + 1,
        worded_at=act.at,
    )
    record(act, AreaAdded(matter=str(area.public_id), title=wording.title.strip()))
    return area


@transaction.atomic
def word_area(act: Act, *, area_id: UUID, wording: Wording, based_on: str = "") -> IssueArea:
    """Word an area anew in one language; later releases leave it alone from then on.

    `based_on` is the mark of the wording that was seen, if any was. Raises AreaNotFound,
    NotTheLead, TitleMissing, TitleUsed, ChangedMeanwhile. Records AreaWorded when something
    changed.
    """
    areas = selectors.lock_areas(act.actor)
    area = selectors.get_area(act.actor, area_id)
    _refuse(act, wording, [one for one in areas if one.pk != area.pk])
    seen = selectors.wording_of(area, wording.language)
    before = (dict(area.titles), dict(area.descriptions), dict(area.words))
    for texts, text in (
        (area.titles, wording.title),
        (area.descriptions, wording.description),
        (area.words, wording.words),
    ):
        texts.pop(wording.language, None)
        texts.update(_known(wording.language, text))
    if before == (area.titles, area.descriptions, area.words):
        return area
    refuse_overtaken(seen, based_on)
    area.worded_at = act.at
    area.save(update_fields=["titles", "descriptions", "words", "worded_at"])
    told = AreaWorded(
        matter=str(area_id), language=wording.language, title=wording.title.strip()
    )
    record(act, told)
    return area


@transaction.atomic
def switch_area(act: Act, *, area_id: UUID, on: bool) -> None:
    """Switch an area on or off; switched off, it is neither suggested nor offered.

    Raises AreaNotFound, NotTheLead. Records AreaSwitched when that changes something.
    """
    area = selectors.get_area(act.actor, area_id, lock=True)
    if refusal := rules.why_not_change_areas(act.actor):
        raise refusal
    if on is (area.switched_off_at is None):
        return
    area.switched_off_at = None if on else act.at
    area.save(update_fields=["switched_off_at"])
    record(act, AreaSwitched(matter=str(area_id), on=on))


def _refuse(act: Act, wording: Wording, others: list[IssueArea]) -> None:
    titles = [
        title for one in others if (title := one.titles.get(wording.language)) is not None
    ]
    if refusal := rules.why_not_word(
        act.actor, title=wording.title, others=titles, language=wording.language
    ):
        raise refusal


def _known(language: str, text: str) -> dict[str, str]:
    return {language: text.strip()} if text.strip() else {}

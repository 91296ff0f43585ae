"""Sessions of the Council, and the dialogues between mandate holders and companies."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.directory import selectors
from rapport.directory.errors import DialogueUnknown
from rapport.directory.rules import AskedBy, Basis
from rapport.web.requests import Request, public


@public(on=("archive",))
@require_safe
def sessions(request: Request) -> HttpResponse:
    """Show the sessions of the Council, their reports, and the mandates up for renewal."""
    due = selectors.renewals()
    rows = [(one, due.get(one.number, [])) for one in selectors.sessions()]
    listed = {one.number for one, _mandates in rows}
    context = {
        "rows": rows,
        "later": [(number, due[number]) for number in sorted(due) if number not in listed],
        "today": request.act.today,
    }
    return render(request, "directory/sessions.html", context)


@public(on=("archive",))
@require_safe
def dialogue(request: Request, slug: str = "") -> HttpResponse:
    """Show a dialogue, the latest without a name: who met, what was asked and said."""
    found = selectors.get_dialogue(slug or _latest())
    asked = {
        side: _by_topic([one for one in found.questions if one["asked_by"] == side])
        for side in AskedBy
    }
    context = {
        "dialogue": found,
        "by_mandates": asked[AskedBy.MANDATES],
        "by_companies": asked[AskedBy.COMPANIES],
        "points": _by_topic(found.points),
    }
    return render(request, "directory/dialogue.html", context)


def _latest() -> str:
    latest = selectors.dialogues().first()
    if latest is None:
        raise DialogueUnknown(slug="")
    return latest.slug


def _by_topic(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return questions or points under their topics, in the order of the record."""
    rows = [row | {"basis": Basis(row["basis"])} for row in rows]
    return [(topic, list(some)) for topic, some in groupby(rows, lambda row: row["topic"])]


@public(on=("archive",))
@require_safe
def dialogue_json(request: Request, slug: str) -> JsonResponse:
    """Give a dialogue as the record that a file holds."""
    return JsonResponse(selectors.twin_of(selectors.get_dialogue(slug)))

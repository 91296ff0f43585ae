"""Doors of the map of themes: correct an area's lines, or take the packaged ones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.desk.areas import rules, selectors, services
from rapport.desk.areas.forms import ThemesForm
from rapport.desk.areas.models import IssueArea
from rapport.desk.areas.views.trying import tried
from rapport.desk.inbox.views import opens_to
from rapport.matching import shown_themes
from rapport.matching import themes as map_of
from rapport.web.languages import base_language
from rapport.web.requests import Request


@require_http_methods(["GET", "POST"])
@opens_to("change_areas")
def themes(request: Request, area_id: UUID) -> HttpResponse:
    """Show how an area stands to other catalogues, and since when; correct it.

    When somebody else saved in the meantime, what was chosen is shown again, and what changed.
    """
    area = selectors.get_area(request.act.actor, area_id)
    found = selectors.themes_of(request.act.actor, area)
    form = ThemesForm(
        request.POST or None,
        lines=found.lines,
        version=map_of.newest(),
        based_on=found.number,
    )
    status = 200
    if request.method == "POST":
        status = tried(
            form,
            lambda: services.map_themes(
                request.act,
                area_id=area_id,
                lines=form.lines(),
                based_on=form.cleaned_data["based_on"],
            ),
        )
        if not status:
            messages.success(request, _("This is how the area stands to other catalogues now."))
            return redirect("desk_areas:area", area_id)
    context = {
        "form": form,
        "area": area,
        "title": _title(area),
        "theirs": _theirs(request, form, found),
        **in_words(area, found),
    }
    return render(request, "desk/areas/themes.html", context, status=status)


@require_POST
@opens_to("change_areas")
def take_packaged(request: Request, area_id: UUID) -> HttpResponse:
    """Take the lines that come with Rapport in place of the desk's own."""
    seen = request.POST.get("based_on", "")
    based_on = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    services.take_packaged_themes(request.act, area_id=area_id, based_on=based_on)
    messages.success(request, _("The map that comes with Rapport was taken for this area."))
    return redirect("desk_areas:area", area_id)


def _theirs(
    request: Request, form: ThemesForm, found: selectors.ThemesOfArea
) -> dict[str, Any] | None:
    """Return what somebody else changed since a form was begun, and let it start from there.

    What was chosen stays as it was. Saved again, it replaces lines that its writer has seen.
    """
    began = form.cleaned_data.get("based_on") if form.is_bound else None
    if began is None or began == found.number:
        return None
    sent = request.POST.copy()
    sent["based_on"] = str(found.number)
    form.data = sent
    changed = selectors.changes_since(found, began)
    version = map_of.newest()
    return {
        "came": shown_themes.shown(changed.added, version),
        "went": shown_themes.shown(changed.removed, version),
        "added": changed.added,
        "removed": changed.removed,
    }


def in_words(area: IssueArea, found: selectors.ThemesOfArea) -> dict[str, Any]:
    """Return what a page shows of an area's lines: those in force, and what changed since."""
    version = map_of.newest()
    told = version.areas.get(area.slug)
    return {
        "themes": found,
        "shown": shown_themes.shown(found.lines, version, told),
        "came": shown_themes.shown(found.changes.added, version, told),
        "went": shown_themes.shown(found.changes.removed, version, told),
    }


def _title(area: IssueArea) -> str:
    return rules.text_in(area.titles, base_language(get_language() or "en"))

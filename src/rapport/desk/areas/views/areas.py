"""Doors of the issue areas: word them, say who answers for them, who is away; forget."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.desk.areas import selectors, services
from rapport.desk.areas.forms import AbsenceForm, AreaForm, ResponsibilityForm
from rapport.desk.areas.models import IssueArea
from rapport.desk.areas.views.themes import in_words
from rapport.desk.areas.views.trying import tried
from rapport.desk.inbox.views import opens_to
from rapport.web.languages import LANGUAGES, base_language
from rapport.web.overtaken import begun_from, theirs
from rapport.web.requests import Request


@require_safe
@opens_to("change_areas")
def areas(request: Request) -> HttpResponse:
    """Show the areas, who answers for them, who is away, and how much was learned."""
    form = AbsenceForm(people=list(selectors.issue_owners()))
    return _list(request, form, 200)


@require_http_methods(["GET", "POST"])
@opens_to("change_areas")
def new(request: Request) -> HttpResponse:
    """Ask for an area of the desk's own, and add it."""
    form = AreaForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = tried(
            form,
            lambda: services.add_area(request.act, wording=form.wording(_language())),
        )
        if not status:
            messages.success(request, _("The area was added."))
            return redirect("desk_areas:areas")
    context = {"form": form, "language": _own_name(_language())}
    return render(request, "desk/areas/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@opens_to("change_areas")
def area(request: Request, area_id: UUID) -> HttpResponse:
    """Show an area in the page's language and who answers for it; word it anew."""
    found = selectors.get_area(request.act.actor, area_id)
    form = AreaForm(request.POST or None, initial=_worded(found))
    status = 200
    if request.method == "POST":
        status = tried(
            form,
            lambda: services.word_area(
                request.act,
                area_id=area_id,
                wording=form.wording(_language()),
                based_on=form.cleaned_data["based_on"],
            ),
        )
        if not status:
            messages.success(request, _("The area was worded anew."))
            return redirect("desk_areas:area", area_id)
    now = selectors.wording_of(found, _language())
    changed = theirs(request, form, now)
    return _page(request, found, form, _responsibility_form(), status, changed=changed)


@require_POST
@opens_to("change_areas")
def switch(request: Request, area_id: UUID) -> HttpResponse:
    """Switch an area on or off."""
    on = request.POST.get("on") == "yes"
    services.switch_area(request.act, area_id=area_id, on=on)
    said = _("The area is suggested again.") if on else _("The area is no longer suggested.")
    messages.success(request, said)
    return redirect("desk_areas:area", area_id)


@require_POST
@opens_to("change_areas")
def responsibilities(request: Request, area_id: UUID) -> HttpResponse:
    """Say who answers for an area."""
    found = selectors.get_area(request.act.actor, area_id)
    form = _responsibility_form(request.POST)
    status = tried(
        form,
        lambda: services.give_responsibility(request.act, area_id=area_id, **form.chosen()),
    )
    if status:
        return _page(request, found, AreaForm(initial=_worded(found)), form, status)
    messages.success(request, _("From now on these questions are suggested to the owner."))
    return redirect("desk_areas:area", area_id)


@require_POST
@opens_to("change_areas")
def end_responsibility(request: Request, responsibility_id: UUID) -> HttpResponse:
    """End a responsibility."""
    found = selectors.get_responsibility(request.act.actor, responsibility_id)
    area_id = found.area.public_id
    services.end_responsibility(request.act, responsibility_id=responsibility_id)
    messages.success(request, _("The responsibility has ended."))
    return redirect("desk_areas:area", area_id)


@require_POST
@opens_to("change_areas")
def absences(request: Request) -> HttpResponse:
    """Note that somebody is away."""
    form = AbsenceForm(request.POST, people=list(selectors.issue_owners()))
    status = tried(form, lambda: services.note_absence(request.act, **form.chosen()))
    if status:
        return _list(request, form, status)
    messages.success(request, _("The absence was noted."))
    return redirect("desk_areas:areas")


@require_POST
@opens_to("change_areas")
def end_absence(request: Request, absence_id: UUID) -> HttpResponse:
    """Take an absence back."""
    services.end_absence(request.act, absence_id=absence_id)
    messages.success(request, _("The absence was taken back."))
    return redirect("desk_areas:areas")


@require_POST
@opens_to("change_areas")
def forget(request: Request) -> HttpResponse:
    """Forget what suggestions have learned here."""
    forgotten = services.forget_decisions(request.act)
    said = ngettext(
        "%(n)s decision was forgotten.", "%(n)s decisions were forgotten.", forgotten
    )
    messages.success(request, said % {"n": forgotten})
    return redirect("desk_areas:areas")


def _list(request: Request, form: AbsenceForm, status: int) -> HttpResponse:
    act = request.act
    context = {
        "rows": selectors.areas_in_words(act.actor, _language()),
        "absences": selectors.absences(act.actor, act.today),
        "learned": selectors.decisions_kept(),
        "form": form,
    }
    return render(request, "desk/areas/areas.html", context, status=status)


def _page(
    request: Request,
    found: IssueArea,
    form: AreaForm,
    giving: ResponsibilityForm,
    status: int,
    *,
    changed: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    rows = selectors.areas_in_words(request.act.actor, _language())
    context = {
        "row": next(row for row in rows if row.area.pk == found.pk),
        "form": form,
        "giving": giving,
        "theirs": changed,
        "language": _own_name(_language()),
        **in_words(found, selectors.themes_of(request.act.actor, found)),
    }
    return render(request, "desk/areas/area.html", context, status=status)


def _responsibility_form(data: object = None) -> ResponsibilityForm:
    return ResponsibilityForm(
        data,
        prefix="answers",
        people=list(selectors.issue_owners()),
        countries=selectors.countries_by_name(_language()),
    )


def _worded(found: IssueArea) -> dict[str, object]:
    return begun_from(selectors.wording_of(found, _language()))


def _language() -> str:
    return base_language(get_language() or "en")


def _own_name(language: str) -> str:
    return next(name for code, name in LANGUAGES if base_language(code) == language)

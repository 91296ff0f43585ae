"""The list of cases; one case: open, read, change, share and close it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.directory import selectors as directory
from rapport.foundation.errors import NotAllowed
from rapport.office.cases import rules, selectors, services
from rapport.office.cases.forms import EditForm, FindForm, OpenForm, ShareForm
from rapport.office.cases.rules import CaseState
from rapport.office.cases.views.case_page import Team, case_page
from rapport.office.cases.views.doors import (
    DONE,
    language_of_page,
    mandates_in_force,
    mandates_led_by,
    tried,
)
from rapport.office.seats import may
from rapport.web.overtaken import begun_from, theirs
from rapport.web.requests import Request

CASES_A_PAGE = 50


@require_safe
def cases(request: Request) -> HttpResponse:
    """Show the cases that one may see, found by words and state."""
    actor = request.act.actor
    if refusal := rules.why_not_see_cases(actor):
        raise refusal
    form = FindForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    state = CaseState(said["state"]) if said.get("state") else None
    found = selectors.find_cases(actor, words=said.get("words", ""), state=state)
    page = Paginator(found, CASES_A_PAGE).get_page(request.GET.get("page"))
    seen_by = selectors.mandates_of_cases(page.object_list)
    titles = directory.titles_of({one.mandate for one in page.object_list}, language_of_page())
    persons = selectors.how_many_persons(page.object_list)
    rows = [
        {
            "case": selectors.as_read_by(actor, one),
            "lead": titles[one.mandate],
            "shared_with": len(seen_by[one.pk]) - 1,
            "persons": persons.get(one.public_id, 0),
        }
        for one in page.object_list
    ]
    is_narrowed = bool(said.get("words") or state)
    context = {"form": form, "page": page, "rows": rows, "is_narrowed": is_narrowed}
    return render(request, "office/cases/cases.html", context)


@require_http_methods(["GET", "POST"])
def open_case(request: Request) -> HttpResponse:
    """Ask what a new case is about, and open it."""
    if not may(request.act.actor, "open_case"):
        raise NotAllowed
    choices = mandates_led_by(request.act.actor)
    hint = [("", _("Choose a mandate"))] if len(choices) > 1 else []
    form = OpenForm(request.POST or None, mandates=[*hint, *choices])
    opened = []
    status = tried(
        request,
        form,
        lambda: opened.append(services.open_case(request.act, **form.cleaned_data)),
    )
    if status == DONE:
        messages.success(request, _("The case is open."))
        return redirect("office_cases:case", opened[0].public_id)
    context = {"form": form, "choices": choices}
    return render(request, "office/cases/open.html", context, status=status)


@require_safe
def case(request: Request, case_id: UUID) -> HttpResponse:
    """Show one case."""
    actor = request.act.actor
    found = selectors.get_case(actor, case_id)
    return render(request, "office/cases/case.html", case_page(actor, found))


@require_http_methods(["GET", "POST"])
def edit(request: Request, case_id: UUID) -> HttpResponse:
    """Show what a case says of itself, and change it."""
    found = selectors.get_case(request.act.actor, case_id)
    before = selectors.words_of(found)
    form = EditForm(request.POST or None, initial=begun_from(before))
    status = tried(
        request,
        form,
        lambda: services.edit_case(request.act, case_id=case_id, **form.cleaned_data),
    )
    if status == DONE:
        messages.success(request, _("The case was changed."))
        return redirect("office_cases:case", case_id)
    why_not = rules.why_not_edit(
        request.act.actor,
        state=found.state,
        mandates=selectors.mandates_of_case(found),
        is_held=selectors.is_held_in_part(request.act.actor, case_id),
    )
    context = {
        "case": found,
        "form": form,
        "why_not": why_not,
        "theirs": theirs(request, form, before),
    }
    return render(request, "office/cases/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def share(request: Request, case_id: UUID) -> HttpResponse:
    """Say what another mandate would see, and let it."""
    actor = request.act.actor
    found = selectors.get_case(actor, case_id)
    readers = selectors.readers_of(found)
    members = selectors.names_of_members()
    choices = [
        (slug, f"{title}: {', '.join(members[slug])}" if slug in members else title)
        for slug, title in mandates_in_force()
        if slug not in readers.mandates
    ]
    form = ShareForm(request.POST or None, mandates=[("", _("Choose a mandate")), *choices])
    status = tried(
        request,
        form,
        lambda: services.share_case(request.act, case_id=case_id, **form.cleaned_data),
    )
    if status == DONE:
        messages.success(request, _("The case is shared. The mandate’s members see it now."))
        return redirect("office_cases:case", case_id)
    titles = directory.titles_of(readers.mandates, language_of_page())
    context = {
        "case": found,
        "form": form,
        "choices": choices,
        "teams": [
            Team(slug, titles[slug], people) for slug, people in readers.mandates.items()
        ],
        "secretariat": readers.secretariat,
        "held": selectors.held_from_mandates(found),
        "why_not": rules.why_not_change(
            actor, "share_case", state=found.state, mandates=list(readers.mandates)
        ),
    }
    return render(request, "office/cases/share.html", context, status=status)


@require_http_methods(["GET", "POST"])
def close(request: Request, case_id: UUID) -> HttpResponse:
    """Say what closing a case means, and close it."""
    if request.method == "POST":
        services.close_case(request.act, case_id=case_id)
        messages.success(request, _("The case is closed."))
        return redirect("office_cases:case", case_id)
    found = selectors.get_case(request.act.actor, case_id)
    why_not = rules.why_not_change(
        request.act.actor,
        "close_case",
        state=found.state,
        mandates=selectors.mandates_of_case(found),
    )
    return render(request, "office/cases/close.html", {"case": found, "why_not": why_not})

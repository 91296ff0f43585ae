"""The persons in a case: enter them, change what is kept of them, record what they answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.office.cases import rules, selectors, services
from rapport.office.cases.forms import ConsentForm, EditPersonForm, PersonForm
from rapport.office.cases.views.case_page import answers_of, company_names
from rapport.office.cases.views.doors import DONE, tried
from rapport.office.consents import selectors as consents
from rapport.office.consents.labels import MEANS
from rapport.office.consents.rules import Purpose
from rapport.web.overtaken import begun_from, theirs
from rapport.web.requests import Request


@require_http_methods(["GET", "POST"])
def enter(request: Request, case_id: UUID) -> HttpResponse:
    """Ask who the person is, and enter them in the case."""
    case = selectors.get_case(request.act.actor, case_id)
    why_not = rules.why_not_keep_persons(
        request.act.actor, "enter_person", mandate=case.mandate, state=case.state
    )
    form = PersonForm(request.POST or None)
    entered = []
    status = tried(
        request,
        form,
        lambda: entered.append(
            services.enter_person(request.act, case_id=case_id, **form.said())
        ),
    )
    if status == DONE:
        messages.success(request, _("Entered. Nothing is agreed to yet: every answer is a no."))
        return redirect("office_cases:person", case_id, entered[0].number)
    context = {"case": case, "form": form, "why_not": why_not}
    return render(request, "office/cases/enter_person.html", context, status=status)


@require_safe
def person(request: Request, case_id: UUID, number: int) -> HttpResponse:
    """Show a person, what they agreed to, and every answer with who gave it and when."""
    actor = request.act.actor
    case = selectors.get_case(actor, case_id)
    found = selectors.get_person(actor, case_id, number)
    history = list(selectors.answers_of(actor, case_id, number))
    names = company_names([found])
    context = {
        "case": case,
        "person": found,
        "answers": [(one, MEANS[one.purpose]) for one in answers_of(found, Purpose, names)],
        "history": [(one, names.get(one.recipient, one.recipient)) for one in history],
        "why_not": rules.why_not_keep_persons(actor, "record_consent", mandate=case.mandate),
    }
    return render(request, "office/cases/person.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: Request, case_id: UUID, number: int) -> HttpResponse:
    """Show what is kept of a person, and change it."""
    actor = request.act.actor
    case = selectors.get_case(actor, case_id)
    found = selectors.get_person(actor, case_id, number)
    before = consents.kept_of(found)
    form = EditPersonForm(request.POST or None, initial=begun_from(before))
    status = tried(
        request,
        form,
        lambda: services.edit_person(
            request.act, case_id=case_id, number=number, **form.said()
        ),
    )
    if status == DONE:
        messages.success(request, _("What is kept of the person was changed."))
        return redirect("office_cases:person", case_id, number)
    why_not = rules.why_not_keep_persons(actor, "edit_person", mandate=case.mandate)
    context = {
        "case": case,
        "person": found,
        "form": form,
        "why_not": why_not,
        "theirs": theirs(request, form, before),
    }
    return render(request, "office/cases/edit_person.html", context, status=status)


@require_http_methods(["GET", "POST"])
def consent(request: Request, case_id: UUID, number: int) -> HttpResponse:
    """Ask what a person answered to what, and record it."""
    actor = request.act.actor
    case = selectors.get_case(actor, case_id)
    found = selectors.get_person(actor, case_id, number)
    asked = {"given_on": request.act.today, "purpose": request.GET.get("purpose", "")}
    form = ConsentForm(request.POST or None, initial=asked)
    status = tried(
        request,
        form,
        lambda: services.record_consent(
            request.act, case_id=case_id, number=number, **form.said()
        ),
    )
    if status == DONE:
        messages.success(
            request, _("The answer was recorded. It counts for all that has not left.")
        )
        return redirect("office_cases:person", case_id, number)
    why_not = rules.why_not_keep_persons(actor, "record_consent", mandate=case.mandate)
    context = {"case": case, "person": found, "form": form, "why_not": why_not}
    return render(request, "office/cases/consent.html", context, status=status)

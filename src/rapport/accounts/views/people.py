"""People and seats, for administrators: who is here, invite, change seats, end access."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.accounts import rules, selectors, services
from rapport.accounts.forms import EmailForm, InviteForm, SeatsForm
from rapport.accounts.labels import EVENTS
from rapport.accounts.views.factors import proven
from rapport.foundation.errors import Refusal
from rapport.web.refusals import sentence
from rapport.web.requests import Request


@never_cache
@require_safe
def people(request: Request) -> HttpResponse:
    """Show who is here with which seats, who is invited, and who has left."""
    everybody = selectors.people_in_words(request.act.actor)
    context = {
        "here": [one for one in everybody if one.person.is_active],
        "gone": [one for one in everybody if not one.person.is_active],
        "invitations": selectors.invitations_in_words(request.act.actor),
    }
    return render(request, "accounts/people.html", context)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    """Ask whom to invite with which seats, and invite them."""
    if refusal := rules.why_not_manage_people(request.act.actor):
        raise refusal
    form = InviteForm(request.POST or None, units=selectors.units())
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(
                request.act,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                language=form.cleaned_data["language"],
                posts=form.posts(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Invited. A mail with a link is on its way."))
            return redirect("accounts:people")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


@require_POST
def withdraw(request: Request, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    services.withdraw_invitation(request.act, invitation_id=invitation_id)
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("accounts:people")


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def person(request: Request, person_id: UUID) -> HttpResponseBase:
    """Show a person, and give them other seats."""
    if refusal := rules.why_not_manage_people(request.act.actor):
        raise refusal
    found = selectors.person(request.act.actor, person_id)
    held = selectors.posts_of(found)
    form = SeatsForm(request.POST or None, held=held, units=selectors.units())
    if request.method == "POST" and form.is_valid():
        try:
            services.change_posts(request.act, person_id=person_id, posts=form.posts())
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("The seats were changed. They have to sign in again."))
            return redirect("accounts:people")
    context = {
        "person": found,
        "form": form,
        "posts": selectors.posts_in_words(found),
        "has_factor": selectors.has_second_factor(found),
        "sessions": selectors.sessions_of(request.act.actor, person_id).count(),
        "history": [
            (entry, EVENTS.get(entry.name, entry.name))
            for entry in selectors.history_of(request.act.actor, person_id)
        ],
        "why_not": _why_not_change(request, person_id),
        "why_not_reset": rules.why_not_reset_factors(request.act.actor, str(person_id)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/person.html", context, status=status)


def _why_not_change(request: Request, person_id: UUID) -> Refusal | None:
    found = selectors.person(request.act.actor, person_id)
    return rules.why_not_change_posts(
        request.act.actor,
        person=str(person_id),
        is_active=found.is_active,
        other_administrators=selectors.other_administrators(found),
        before=selectors.posts_of(found),
        after=(),
    )


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def remove(request: Request, person_id: UUID) -> HttpResponse:
    """Say what ending a person's access means, and end it."""
    why_not = _why_not_change(request, person_id)
    if request.method == "POST":
        services.remove_person(request.act, person_id=person_id)
        messages.success(request, _("Their access has ended."))
        return redirect("accounts:people")
    return _confirm(request, person_id, "remove", why_not)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def reset(request: Request, person_id: UUID) -> HttpResponse:
    """Say what resetting lost second factors means, and do it."""
    why_not = rules.why_not_reset_factors(request.act.actor, str(person_id))
    if request.method == "POST":
        services.reset_factors(request.act, person_id=person_id)
        messages.success(request, _("Their second factors were reset, and they were told."))
        return redirect("accounts:person", person_id)
    return _confirm(request, person_id, "reset", why_not)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def email(request: Request, person_id: UUID) -> HttpResponse:
    """Ask for a person's new address, and have their links go there."""
    if refusal := rules.why_not_manage_people(request.act.actor):
        raise refusal
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_email(
                request.act, person_id=person_id, email=form.cleaned_data["email"]
            )
        except Refusal as refusal:
            form.add_error("email", sentence(refusal))
        else:
            messages.success(request, _("Their links go to the new address."))
            return redirect("accounts:person", person_id)
    context = {
        "person": selectors.person(request.act.actor, person_id),
        "form": form,
        "why_not": rules.why_not_change_email(request.act.actor, str(person_id)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/email.html", context, status=status)


def _confirm(
    request: Request, person_id: UUID, deed: str, why_not: Refusal | None
) -> HttpResponse:
    if refusal := rules.why_not_manage_people(request.act.actor):
        raise refusal
    found = selectors.person(request.act.actor, person_id)
    context = {"person": found, "deed": deed, "why_not": why_not}
    return render(request, "accounts/confirm.html", context)


@require_POST
def end_sessions(request: Request, person_id: UUID) -> HttpResponse:
    """Sign a person out everywhere."""
    services.end_sessions(request.act, person_id=person_id)
    messages.success(request, _("They were signed out everywhere."))
    return redirect("accounts:person", person_id)

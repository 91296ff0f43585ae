"""One's own account: name, language, second factors, where one is signed in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rapport.accounts import rules, selectors, services
from rapport.accounts.forms import AboutMeForm, NoticesForm
from rapport.accounts.middleware import without_second_factor
from rapport.accounts.models import Person
from rapport.accounts.views.factors import me_of
from rapport.web.requests import Request


@never_cache
@require_http_methods(["GET", "POST"])
def me(request: Request) -> HttpResponse:
    """Show one's own account, and keep a new name or language."""
    person = me_of(request)
    form = AboutMeForm(
        request.POST or None, initial={"name": person.name, "language": person.language}
    )
    if request.method == "POST" and form.is_valid():
        services.rename_person(request.act, person_id=person.public_id, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    return _shown(request, person, form)


@require_POST
def notices(request: Request) -> HttpResponse:
    """Keep how often one is told by e-mail that something waits."""
    form = NoticesForm(request.POST)
    if form.is_valid():
        services.choose_notices(request.act, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    person = me_of(request)
    about = AboutMeForm(initial={"name": person.name, "language": person.language})
    return _shown(request, person, about, form)


def _shown(
    request: Request, person: Person, form: AboutMeForm, chosen: NoticesForm | None = None
) -> HttpResponse:
    usual = {"notices": selectors.notices_of(person).value}
    context = {
        "person": person,
        "form": form,
        "notices": chosen or NoticesForm(initial=usual),
        "has_work": selectors.has_work(person),
        "sends_mail": selectors.sends_mail(),
        "posts": selectors.posts_in_words(person),
        "passkeys": selectors.passkeys_of(person),
        "has_app": selectors.has_app(person),
        "codes_left": selectors.codes_left(person),
        "sessions": selectors.sessions_of(request.act.actor, person.public_id),
        "this_session": request.session.session_key,
        "may_have_keys": bool(selectors.scopes()),
        "manages_people": rules.manages_people(request.act.actor),
    }
    status = 422 if form.is_bound or chosen else 200
    return render(request, "accounts/me.html", context, status=status)


@without_second_factor
@require_POST
def end_sessions(request: Request) -> HttpResponse:
    """Sign oneself out everywhere, here too."""
    services.end_sessions(request.act, person_id=UUID(request.act.actor.id))
    return redirect("accounts:sign_in")


@require_POST
def end_session(request: Request, session_id: UUID) -> HttpResponse:
    """End one of one's own sessions."""
    services.end_session(
        request.act, person_id=UUID(request.act.actor.id), session_id=session_id
    )
    messages.success(request, _("Signed out there."))
    return redirect("accounts:me")

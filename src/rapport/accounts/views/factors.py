"""Set up and give up second factors; prove oneself again before what is sensitive."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as recovery
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import flows as totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rapport.accounts import rules, selectors
from rapport.accounts.errors import FactorNotFound
from rapport.accounts.forms import AppCodeForm, CodeForm, PasskeyForm
from rapport.accounts.middleware import without_proof, without_second_factor
from rapport.accounts.models import Person
from rapport.accounts.views.signin import limit, passkey_options, posted_factor, safe_next
from rapport.web.requests import Request

View = Callable[..., HttpResponseBase]


def me_of(request: Request) -> Person:
    """Return the person who is signed in; for views that only people reach."""
    return selectors.person(request.act.actor, UUID(request.act.actor.id))


def proven(view: View) -> View:
    """Ask for the second factor again, unless it was shown in the last ten minutes.

    In the demonstration nobody is asked for one.
    """

    @wraps(view)
    def ask(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        needed = is_reauthentication_required(request, app="allauth.mfa")
        if needed and not settings.RAPPORT_DEMO:
            # What was posted is not done: the person comes back to the page and its button.
            return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return cast("View", ask)


@without_proof
@never_cache
@require_http_methods(["GET", "POST"])
def prove(request: Request) -> HttpResponseBase:
    """Ask for passkey or code again, then go back."""
    person = me_of(request)
    back = safe_next(request, request.GET.get("next", "")) or reverse("accounts:me")
    if not selectors.has_second_factor(person):
        return redirect("accounts:secure")
    shown = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        limit(request, "reauthenticate")
        right = posted_factor(
            request, person, shown, ReauthenticateForm, ReauthenticateWebAuthnForm
        )
        if right:
            right.save()
            return redirect(back)
    context = {"form": shown, **passkey_options(person)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/prove.html", context, status=status)


@without_second_factor
@never_cache
@require_safe
def secure(request: Request) -> HttpResponse:
    """Show what a second factor is, and the two ways to have one."""
    return render(
        request, "accounts/secure.html", {"has": selectors.has_second_factor(me_of(request))}
    )


@without_second_factor
@proven
@never_cache
@require_http_methods(["GET", "POST"])
def add_passkey(request: Request) -> HttpResponseBase:
    """Have the browser make a passkey, and keep its public half."""
    person = me_of(request)
    if request.method == "POST":
        given = AddWebAuthnForm(user=person, data={**request.POST.dict(), "passwordless": True})
        if given.is_valid():
            return _keep_passkey(request, person, given.cleaned_data)
        messages.error(
            request, _("The passkey could not be made. Nothing was changed. Try again.")
        )
    # Every passkey is one that can be found without a name and asks for PIN, finger or face.
    options = auth.begin_registration(person, passwordless=True)
    context = {"form": PasskeyForm(), "options": options}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/add_passkey.html", context, status=status)


def _keep_passkey(request: Request, person: Person, given: dict[str, Any]) -> HttpResponse:
    with transaction.atomic():
        added, codes = flows.add_authenticator(
            request, name=given["name"][:60], credential=given["credential"]
        )
    return _added(request, person, added, codes, _("The passkey was added."))


def _added(
    request: Request, person: Person, added: Authenticator, codes: Any, said: str
) -> HttpResponse:
    # Whoever has just made a factor has just shown it: the codes need no second showing.
    record_authentication(
        request, person, "mfa", id=added.pk, type=added.type, reauthenticated=True
    )
    messages.success(request, said)
    return redirect("accounts:recovery_codes" if codes else "accounts:me")


@without_second_factor
@proven
@never_cache
@require_http_methods(["GET", "POST"])
def add_app(request: Request) -> HttpResponseBase:
    """Show the secret for an authenticator app, and keep it once a code proves it was read."""
    person = me_of(request)
    if selectors.has_app(person):
        return redirect("accounts:me")
    given = ActivateTOTPForm(user=person, data=request.POST or None)
    if request.method == "POST" and given.is_valid():
        with transaction.atomic():
            added, codes = totp.activate_totp(request, given)
        return _added(request, person, added, codes, _("The authenticator app was added."))
    shown = AppCodeForm(request.POST or None)
    for error in given.errors.get("code", ()):
        shown.add_error("code", error)
    address = get_adapter().build_totp_url(person, given.secret)
    context = {
        "form": shown,
        "secret": " ".join(given.secret[at : at + 4] for at in range(0, len(given.secret), 4)),
        "picture": _as_source(get_adapter().build_totp_svg(address)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/add_app.html", context, status=status)


def _as_source(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def remove_passkey(request: Request, factor: str) -> HttpResponseBase:
    """Ask whether a passkey shall go, and let it go."""
    person = me_of(request)
    found = next((one for one in selectors.passkeys_of(person) if one.handle == factor), None)
    if found is None:
        raise FactorNotFound
    if request.method == "POST":
        return _remove(request, person, found.authenticator, _("The passkey was removed."))
    return _confirm_removal(request, person, found.name)


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def remove_app(request: Request) -> HttpResponseBase:
    """Ask whether the authenticator app shall go, and let it go."""
    person = me_of(request)
    app = selectors.app_of(person)
    if app is None:
        raise FactorNotFound
    if request.method == "POST":
        return _remove(request, person, app, _("The authenticator app was removed."))
    return _confirm_removal(request, person, "")


def _confirm_removal(request: Request, person: Person, name: str) -> HttpResponse:
    why_not = rules.why_not_remove_factor(selectors.how_many_factors(person))
    context = {"name": name, "why_not": why_not}
    return render(request, "accounts/remove_factor.html", context)


def _remove(request: Request, person: Person, factor: Authenticator, said: str) -> HttpResponse:
    with transaction.atomic():
        selectors.person(request.act.actor, person.public_id, lock=True)
        if refusal := rules.why_not_remove_factor(selectors.how_many_factors(person)):
            raise refusal
        if factor.type == Authenticator.Type.TOTP:
            totp.deactivate_totp(request, factor)
        else:
            flows.remove_authenticator(request, factor)
    messages.success(request, said)
    return redirect("accounts:me")


@proven
@never_cache
@require_http_methods(["GET", "POST"])
def recovery_codes(request: Request) -> HttpResponseBase:
    """Show the recovery codes for printing; make new ones on request."""
    person = me_of(request)
    if not selectors.has_second_factor(person):
        return redirect("accounts:secure")
    if request.method == "POST":
        recovery.generate_recovery_codes(request)
        messages.success(request, _("New codes were made. The old ones no longer work."))
        return redirect("accounts:recovery_codes")
    kept, _can_view = recovery.view_recovery_codes(request)
    codes = kept.get_unused_codes() if kept else []
    return render(request, "accounts/recovery_codes.html", {"codes": codes})

"""Come in by a one-time link or a passkey, show a second factor, go out again.

Opening a link shows a button and changes nothing: mail scanners open links too.
"""

from __future__ import annotations

from typing import Any, Final

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import consume as consume_of
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from rapport.accounts import selectors, services
from rapport.accounts.errors import TooManyTries
from rapport.accounts.forms import AskForLinkForm, CodeForm
from rapport.accounts.middleware import without_proof
from rapport.accounts.models import Person
from rapport.foundation.acts import NOBODY
from rapport.web.requests import Request, public

NEXT: Final = "after_sign_in"
CODE_SECONDS: Final = 120
"""A code of an app is good for its half minute, the one before and the one after."""


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Ask for an address and say that a link was sent there, whether or not it is known."""
    if request.method == "GET" and request.act.actor != NOBODY:
        return redirect("/")
    form = AskForLinkForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"].strip().lower()
        limit(request, "ask_for_link", key=address)
        request.session[NEXT] = safe_next(request, form.cleaned_data["next"])
        services.ask_for_link(request.act, email=address)
        by_mail = bool(getattr(settings, "EMAIL_HOST", "")) and "smtp" in settings.EMAIL_BACKEND
        return render(request, "accounts/link_sent.html", {"by_mail": by_mail})
    status = 422 if form.is_bound else 200
    return render(request, "accounts/sign_in.html", {"form": form}, status=status)


def limit(request: Request, action: str, *, key: str | None = None) -> None:
    """Count a try. Raises TooManyTries."""
    if not ratelimit.consume(request, action=action, key=key):
        raise TooManyTries


def safe_next(request: Request, address: str) -> str:
    """Return an address of this side to go on to, or nothing."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe and address.startswith("/") else ""


@public
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: Request, token: str) -> HttpResponseBase:
    """Show whom a link lets in; a press on the button uses it up."""
    limit(request, "use_link")
    if request.method == "POST":
        person = services.use_signin_link(request.act, token=token)
        return _let_in(request, person, "link")
    return render(request, "accounts/link.html", {"person": selectors.link_of(token).person})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponseBase:
    """Show what somebody is invited to; a press on the button accepts."""
    limit(request, "use_link")
    if request.method == "POST":
        person = services.accept_invitation(request.act, token=token)
        return _let_in(request, person, "invitation")
    found = selectors.invitation_of(token)
    offered = selectors.in_words(services.posts_offered(found))
    return render(
        request, "accounts/invitation.html", {"invitation": found, "offered": offered}
    )


def _let_in(request: Request, person: Person, by: str) -> HttpResponseBase:
    """Leave whatever session there was, and go on to the second factor or inside."""
    going_to = request.session.get(NEXT) or "/"
    _leave(request)
    record_authentication(request, person, method=by)
    answer: HttpResponseBase = perform_login(request, Login(user=person, redirect_url=going_to))
    return answer


def _leave(request: Request) -> None:
    services.close_session(request.session.session_key or "")
    logout(request)


@public
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_variables("code")
def second_factor(request: Request) -> HttpResponseBase:
    """Ask somebody whom a link let in for their passkey or code."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or request.act.actor != NOBODY:
        return redirect("accounts:sign_in")
    person: Person = stage.login.user
    shown = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and (answer := posted_factor(request, person, shown)):
        answer.save()
        exit_: HttpResponseBase = stage.exit()
        return exit_
    context = {"form": shown, **passkey_options(person)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/second_factor.html", context, status=status)


def posted_factor(
    request: Request, person: Person, shown: CodeForm,
    code_form: Any = AuthenticateForm, key_form: Any = AuthenticateWebAuthnForm,
) -> Any:  # fmt: skip
    """Return allauth's form when the posted code or passkey is right; say why when not."""
    given = (code_form if "code" in request.POST else key_form)(user=person, data=request.POST)
    if given.is_valid() and "code" in given.cleaned_data:
        _spend(person, given)
    if given.is_valid():
        return given
    for errors in given.errors.values():
        for error in errors:
            if shown.is_bound:
                shown.add_error("code", error)
            else:
                messages.error(request, error)
    return None


def _spend(person: Person, given: Any) -> None:
    """Refuse a code that was used before; allauth forgets it while it is still good."""
    code = "".join(given.cleaned_data["code"].split())
    key = salted_hmac("rapport.accounts.code", f"{person.pk}:{code}").hexdigest()
    if not cache.add(f"accounts.code:{key}", 1, CODE_SECONDS):
        given.add_error("code", get_adapter().validation_error("incorrect_code"))


def passkey_options(person: Person) -> dict[str, Any]:
    """Return what a browser needs to ask for a person's passkey; nothing without one."""
    if not selectors.passkeys_of(person):
        return {}
    return {"options": auth.begin_authentication(person)}


@public
@never_cache
@require_http_methods(["GET", "POST"])
def passkey(request: Request) -> HttpResponseBase:
    """Give a browser a challenge for any passkey, and let in whose passkey answers it."""
    if request.method == "GET":
        # Each challenge makes a session. Reading counts, which allauth leaves out by itself.
        if not consume_of(
            request, app="allauth.account", action="begin_passkey", limit_get=True
        ):
            raise TooManyTries
        return JsonResponse(auth.begin_authentication(None))
    if not consume_of(request, app="allauth.mfa", action="webauthn_login"):
        raise TooManyTries
    form = LoginWebAuthnForm(data=request.POST)
    if not form.is_valid():
        messages.error(
            request, _("This passkey is not known here. Use a sign-in link instead.")
        )
        return redirect("accounts:sign_in")
    found = form.cleaned_data["credential"]
    going_to = safe_next(request, request.POST.get("next", "")) or "/"
    _leave(request)
    answer: HttpResponseBase = flows.perform_passwordless_login(
        request, found, Login(user=found.user, redirect_url=going_to)
    )
    return answer


@without_proof
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End this session."""
    _leave(request)
    return redirect("accounts:sign_in")

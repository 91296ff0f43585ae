"""Say who is asking, and let nobody past the door who has not come in by it.

Every request gets its act. Every view asks for a sign-in unless it says that it is public, and,
outside demonstrations, for a second factor.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from rapport.accounts import rules, selectors, services
from rapport.accounts.errors import SignedOut
from rapport.accounts.models import Person
from rapport.foundation import clock
from rapport.foundation.acts import NOBODY, Act, Actor, Door
from rapport.web.middleware import refusal_response
from rapport.web.requests import Request, is_public, side_here
from rapport.web.typed import typed

Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

PROVED: Final = "second_factor"
"""Set in a session in which a factor was shown; a reset ends the session."""
FACTOR: Final = "mfa"
"""What allauth calls the step in which a second factor was shown."""
SEEN_EVERY: Final = timedelta(minutes=1)


def without_second_factor(view: View) -> View:
    """Open a view to people who have signed in but have no second factor yet."""
    view.without_second_factor = True  # type: ignore[attr-defined]
    return view


def without_proof(view: View) -> View:
    """Open a view to whoever has signed in, whether or not they have shown their factor."""
    view.without_proof = True  # type: ignore[attr-defined]
    return view


class ActMiddleware:
    """Give every request its act; ask for sign-in and second factor where they are needed."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the act, then answer."""
        asked = cast("Request", request)
        asked.act = Act(_actor(asked), clock.now(), Door.PAGE)
        _speak_their_language(asked)
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send whoever may not come in yet to the page where they can."""
        asked = cast("Request", request)
        if is_public(view, side_here()):
            return None
        if asked.act.actor == NOBODY:
            if typed(asked):  # the sign-in page would swallow it
                return refusal_response(asked, SignedOut())
            return _to_sign_in(asked)
        return _to_second_factor(asked, view)


def _actor(request: Request) -> Actor:
    # Whoever brings no session is nobody: a public page asks the database nothing about them.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    person = request.user
    if not isinstance(person, Person) or not _is_awake(request, person):
        return NOBODY
    return selectors.actor_of(person)


def _is_awake(request: Request, person: Person) -> bool:
    """Whether the session was used recently enough; one that slept too long is closed."""
    key = request.session.session_key or ""
    now = clock.machine_now()
    seen = services.find_or_list_session(person, key, browser=browser_of(request))
    if now - seen.seen_at > timedelta(minutes=settings.RAPPORT_IDLE_MINUTES):
        services.close_session(key)
        logout(request)
        return False
    if now - seen.seen_at > SEEN_EVERY:
        services.see_session(seen, now)
    return True


def _speak_their_language(request: Request) -> None:
    """Use the language in a person's account, unless this browser was told another one."""
    if request.act.actor == NOBODY or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    if isinstance(request.user, Person):
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()


def browser_of(request: HttpRequest) -> str:
    """Return the kind of browser, for the person's own list of sessions; no more."""
    return rules.browser_kind(request.META.get("HTTP_USER_AGENT", ""))


def _to_sign_in(request: Request) -> HttpResponse:
    address = reverse("accounts:sign_in")
    if request.method == "GET" and request.get_full_path() != "/":
        address += "?" + urlencode({"next": request.get_full_path()})
    return redirect(address)


def _to_second_factor(request: Request, view: View) -> HttpResponse | None:
    """Send on who has not shown a second factor in this session, or has none yet.

    That a person has one by now is not enough: a session may have been opened by somebody else
    before, by a link alone.
    """
    proved = settings.RAPPORT_DEMO or request.session.get(PROVED)
    if proved or getattr(view, "without_proof", False):
        return None
    if not isinstance(request.user, Person) or not selectors.has_second_factor(request.user):
        opens = getattr(view, "without_second_factor", False)
        return None if opens else redirect("accounts:secure")
    if any(
        one["method"] == FACTOR for one in get_authentication_records(request, request.user)
    ):
        request.session[PROVED] = True
        return None
    return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': request.path})}")

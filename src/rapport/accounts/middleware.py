"""Say who is asking, and let nobody past the door who has not come in by it.

Every request gets its act. Every view asks for a sign-in unless it says that it is public, and,
outside demonstrations, for a second factor.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from rapport.accounts import rules, selectors, services
from rapport.accounts.models import Person
from rapport.foundation import clock
from rapport.foundation.acts import NOBODY, Act, Actor, Door
from rapport.web.requests import Request, is_public

Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

PROVED: Final = "second_factor"
"""Set in a session once its person is known to have a factor; a reset ends the session."""
SEEN_EVERY: Final = timedelta(minutes=1)


def without_second_factor(view: View) -> View:
    """Open a view to people who have signed in but have no second factor yet."""
    view.without_second_factor = True  # type: ignore[attr-defined]
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
        if is_public(view, _side()):
            return None
        if asked.act.actor == NOBODY:
            return _to_sign_in(asked)
        if not getattr(view, "without_second_factor", False) and _lacks_factor(asked):
            return redirect("accounts:secure")
        return None


def _side() -> str:
    return str(settings.ROOT_URLCONF).rpartition(".")[2]


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


def _lacks_factor(request: Request) -> bool:
    if settings.RAPPORT_DEMO or request.session.get(PROVED):
        return False
    if not isinstance(request.user, Person) or not selectors.has_second_factor(request.user):
        return True
    request.session[PROVED] = True
    return False

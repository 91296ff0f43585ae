"""Doors that belong to no room: language, pages about Rapport itself, the living style page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST, require_safe

from rapport.web import specimens
from rapport.web.errors import FormExpired
from rapport.web.middleware import refusal_response
from rapport.web.requests import Request, public

YEAR_SECONDS = 365 * 24 * 60 * 60


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to where one was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR_SECONDS,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form had expired, and that nothing was done."""
    return refusal_response(request, FormExpired())


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain the sixty days, the sides and the signs."""
    return render(request, "web/help.html", {"signs": specimens.SIGNS})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was done so that everybody can use these pages, and what is missing."""
    return render(request, "web/accessibility.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what this installation keeps of whoever opens its pages."""
    return render(request, "web/privacy.html", {"idle_minutes": settings.RAPPORT_IDLE_MINUTES})


@require_safe
def style(request: Request) -> HttpResponse:
    """Show every component once, made of the templates that real pages use."""
    return render(request, "web/style.html", specimens.all_of_them(request.act.today))

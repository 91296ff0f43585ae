"""Headers that close the browser's doors, and refusals turned into pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from rapport.foundation.errors import Refusal
from rapport.web.errors import NotUnderstood
from rapport.web.refusals import sentence
from rapport.web.typed import typed

log = logging.getLogger("rapport.web")

HEADERS: Final = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}

Answer = Callable[[HttpRequest], HttpResponseBase]


class HeadersMiddleware:
    """Add what Django does not add by itself; keep confidential pages out of every cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.RAPPORT_SIDE != "archive":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class RefusalMiddleware:
    """Turn a refusal into a page, or into problem+json for programs."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; not where an address holds what no text holds and PostgreSQL refuses."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return refusal_response(request, NotUnderstood())
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Show a refusal; anything else is a bug and Django's to log."""
        if not isinstance(exception, Refusal):
            return None
        log.info("refused", extra={"code": exception.code})
        return refusal_response(request, exception)


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page, or the problem document, that tells a refusal."""
    if wants_a_problem(request):
        return problem_response(refusal)
    context = {
        "code": refusal.code,
        "status": refusal.status,
        "sentence": sentence(refusal),
        "typed": typed(request),
    }
    return render(request, "web/refusal.html", context, status=refusal.status)


def wants_a_problem(request: HttpRequest) -> bool:
    """Whether a program asks, which reads JSON and no pages."""
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return wanted == "application/json"


def problem_response(refusal: Refusal) -> HttpResponse:
    """Return the problem document (RFC 9457) that tells a refusal."""
    problem = {
        "type": f"/errors#{refusal.code}",
        "code": refusal.code,
        "status": refusal.status,
        "title": sentence(refusal),
    }
    return JsonResponse(problem, status=refusal.status, content_type="application/problem+json")

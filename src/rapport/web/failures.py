"""What Django says when no view could answer, in our own frame: 400, 403, 404 and 500."""

from __future__ import annotations

import logging
import secrets
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.web import context
from rapport.web.errors import Broken, NotUnderstood, TooMuch
from rapport.web.middleware import problem_response, refusal_response, wants_a_problem
from rapport.web.refusals import sentence

log = logging.getLogger("rapport.web")

MB: Final = 1024 * 1024
MARKS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without signs that look alike


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read; the page asks the database nothing."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _bare(request, TooMuch(most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MB))
    return _bare(request, NotUnderstood())


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that one may not."""
    return refusal_response(request, NotAllowed())


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, or nothing for this reader."""
    return refusal_response(request, NotFound())


def handler500(request: HttpRequest) -> HttpResponse:
    """Say that something broke, under a mark that is in the log; needs no database."""
    mark = new_mark()
    log.error("broken, recorded under %s", mark, exc_info=True)
    return _bare(request, Broken(mark=mark))


def new_mark() -> str:
    """Return a short mark that can be read out on the telephone."""
    signs = [secrets.choice(MARKS) for _ in range(6)]
    return "".join(signs[:3]) + "-" + "".join(signs[3:])


def _bare(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    # No request in the context: its session, its messages and its person may be what broke.
    if wants_a_problem(request):
        return problem_response(refusal)
    page = render_to_string(
        "web/broken.html",
        {
            **context.frame(),
            "code": refusal.code,
            "status": refusal.status,
            "sentence": sentence(refusal),
            "language": translation.get_language() or settings.LANGUAGE_CODE,
            "is_bidi": translation.get_language_bidi(),
        },
    )
    return HttpResponse(page, status=refusal.status)

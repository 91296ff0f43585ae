"""Who has typed a code: a signed cookie of two hours, and nothing of an account."""

from __future__ import annotations

from typing import Final, TypeVar
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponseBase

from rapport.office.uploads import errors, rules
from rapport.web.requests import Request

SALT: Final = "rapport.office.uploads"
SECONDS: Final = rules.HOURS_OF_A_VISIT * 60 * 60

Response = TypeVar("Response", bound=HttpResponseBase)


def remember(response: Response, code: UUID) -> Response:
    """Let the browser hold a code's id for two hours from now; never the code itself."""
    response.set_cookie(
        settings.RAPPORT_UPLOAD_COOKIE,
        signing.dumps(str(code), salt=SALT),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def forget(response: Response) -> Response:
    """Take the cookie back."""
    response.delete_cookie(settings.RAPPORT_UPLOAD_COOKIE, samesite="Strict")
    return response


def code_of(request: Request) -> UUID:
    """Return the id of the code that this browser typed. Raises CodeNeeded."""
    held = request.COOKIES.get(settings.RAPPORT_UPLOAD_COOKIE, "")
    try:
        return UUID(signing.loads(held, salt=SALT, max_age=SECONDS))
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as trouble:
        raise errors.CodeNeeded from trouble

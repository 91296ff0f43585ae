"""What the letters' doors share: who may knock, commands tried with forms, files given out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django import forms
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.office.seats import may
from rapport.web.refusals import sentence
from rapport.web.requests import Request

DONE: Final = HTTPStatus.SEE_OTHER.value
PDF: Final = "application/pdf"
PACKAGE: Final = "application/vnd.rapport.package+zip"
UNSEEN_SIGNS: Final = '"<>:|?*'

P = ParamSpec("P")
Shape = TypeVar("Shape", bound=forms.Form)
View = Callable[Concatenate[Request, P], HttpResponse]


def opens_to(command: str) -> Callable[[View[P]], View[P]]:
    """Close a door to seats that may never give the command, whatever the matter."""

    def close(view: View[P]) -> View[P]:
        @wraps(view)
        def door(request: Request, /, *args: P.args, **facts: P.kwargs) -> HttpResponse:
            if not may(request.act.actor, command):
                raise NotAllowed
            return view(request, *args, **facts)

        return door

    return close


def form_of(request: Request, form: type[Shape], **options: Any) -> Shape:
    """Return a form, bound to what was sent if anything was sent."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return form(*sent, **options)


def tried(request: Request, form: forms.Form, command: Callable[[], object]) -> int:
    """Give a command with what a form holds, if it was sent; return the status to answer with.

    DONE when it was done. A refusal of the input stands in the form, at the field that it is
    about; that something is not there, or not theirs to do, is the refusal of the page.
    """
    if request.method != "POST":
        return HTTPStatus.OK.value
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY.value
    try:
        command()
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        about: dict[str, str] = getattr(form, "about", {})
        field = about.get(refusal.code)
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return refusal.status
    return DONE


def download(data: bytes, *, name: str, media_type: str = "") -> HttpResponse:
    """Hand bytes out as a file to keep, never as a page: what others made is not opened here.

    Only what is a PDF is called one; a package may be named as such; all else is bytes.
    """
    is_pdf = media_type == PDF and data.startswith(b"%PDF-")
    kind = media_type if is_pdf or media_type == PACKAGE else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=safe_name(name)
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def safe_name(name: str) -> str:
    """Return a file's own name without paths, quotes, and signs that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in UNSEEN_SIGNS)
    return kept.strip(" .")[:200] or "file"

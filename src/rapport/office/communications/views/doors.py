"""What the letters' doors share: who may knock, commands tried with forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django import forms
from django.http import HttpResponse

from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.office.seats import may
from rapport.web.refusals import sentence
from rapport.web.requests import Request

DONE: Final = HTTPStatus.SEE_OTHER.value

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

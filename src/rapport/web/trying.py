"""Forms of pages: bound to what was sent, and tried with the command that they are for."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, TypeVar

from django import forms

from rapport.foundation.errors import NotAllowed, NotFound, Refusal
from rapport.web.refusals import sentence
from rapport.web.requests import Request

DONE: Final = HTTPStatus.SEE_OTHER.value

Shape = TypeVar("Shape", bound=forms.Form)


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

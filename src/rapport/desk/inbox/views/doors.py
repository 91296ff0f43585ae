"""What the doors of every room of the desk share: who may knock at all, and how files leave."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from rapport.desk.seats import may, sees_letters
from rapport.foundation.errors import NotAllowed
from rapport.web.requests import Request

PDF: Final = "application/pdf"
PACKAGE: Final = "application/vnd.rapport.package+zip"

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def opens_to(command: str, *, readers: bool = False) -> Callable[[View[P]], View[P]]:
    """Close a door, before its matter is looked for, to seats that may never give the command.

    With `readers`, whoever sees letters at all may look through it, and only sending is closed.
    """

    def close(view: View[P]) -> View[P]:
        @wraps(view)
        def door(request: Request, /, *args: P.args, **facts: P.kwargs) -> HttpResponse:
            looks = readers and request.method in ("GET", "HEAD")
            actor = request.act.actor
            if not (sees_letters(actor) if looks else may(actor, command)):
                raise NotAllowed
            return view(request, *args, **facts)

        return door

    return close


def opens_to_readers(view: View[P]) -> View[P]:
    """Close a door to seats that see no letter: an administrator's."""

    @wraps(view)
    def door(request: Request, /, *args: P.args, **facts: P.kwargs) -> HttpResponse:
        if not sees_letters(request.act.actor):
            raise NotAllowed
        return view(request, *args, **facts)

    return door


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
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>:|?*')
    return kept.strip(" .")[:200] or "file"

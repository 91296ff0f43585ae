"""What the doors of every room of the desk share: who may knock at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from rapport.desk.seats import may, sees_letters
from rapport.foundation.errors import NotAllowed
from rapport.web.requests import Request

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

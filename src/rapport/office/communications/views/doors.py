"""What the letters' doors share: who may knock."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from rapport.foundation.errors import NotAllowed
from rapport.office.seats import may
from rapport.web.requests import Request

P = ParamSpec("P")
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

"""What the letters' doors share: who may knock."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpResponseBase

from rapport.foundation.errors import NotAllowed
from rapport.office.seats import may
from rapport.web.requests import Request

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def opens_to(
    command: str,
) -> Callable[[Callable[Concatenate[Request, P], R]], Callable[Concatenate[Request, P], R]]:
    """Close a door to seats that may never give the command, whatever the matter."""

    def close(
        view: Callable[Concatenate[Request, P], R],
    ) -> Callable[Concatenate[Request, P], R]:
        @wraps(view)
        def door(request: Request, /, *args: P.args, **facts: P.kwargs) -> R:
            if not may(request.act.actor, command):
                raise NotAllowed
            return view(request, *args, **facts)

        return door

    return close

"""What a door may expect of a request, and how it says that strangers may use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, overload

from django.conf import settings
from django.http import HttpRequest

from rapport.foundation.acts import Act

View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """A request with its act, set by the middleware for every request."""

    act: Act


@overload
def public(view: View) -> View: ...
@overload
def public(*, on: Iterable[str]) -> Callable[[View], View]: ...
def public(view: Any = None, *, on: Iterable[str] = ("*",)) -> Any:
    """Let a view be used without signing in: on every side, or on the sides named."""

    def mark(view: Any) -> Any:
        view.public_on = frozenset(on)
        return view

    return mark(view) if view is not None else mark


def side_here() -> str:
    """Return the side whose addresses this process answers."""
    return str(settings.ROOT_URLCONF).rpartition(".")[2]


def is_public(view: object, side: str) -> bool:
    """Whether a view may be used on a side without signing in."""
    on: frozenset[str] = getattr(view, "public_on", frozenset())
    return "*" in on or side in on

"""What every template may use."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from rapport.foundation import clock
from rapport.foundation.acts import NOBODY, geneva_date
from rapport.web.languages import LANGUAGES
from rapport.web.requests import side_here


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the side, the installation, its menu, the demonstration's state and the act."""
    return {
        **frame(),
        "nav": SimpleLazyObject(lambda: _menu(request)),
        "clock_moved_to": geneva_date(clock.now()) if clock.ahead() else None,
        "act": getattr(request, "act", None),
        "signed_in": getattr(getattr(request, "act", None), "actor", NOBODY) != NOBODY,
    }


def frame() -> dict[str, Any]:
    """Return what the head of a page says, whoever asks."""
    return {
        "side": side_here(),
        "installation": settings.RAPPORT_NAME,
        "confidential": SimpleLazyObject(lambda: _urls().CONFIDENTIAL),
        "demo": settings.RAPPORT_DEMO,
        "tongues": LANGUAGES,  # by their own names, in every language
    }


def _urls() -> Any:
    return import_module(settings.ROOT_URLCONF)


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    here = request.path
    seats = getattr(getattr(request, "act", None), "actor", NOBODY).seats
    menu = [
        {"label": label, "url": reverse(name)}
        for label, name, only in _urls().MENU
        if only is None or seats & only
    ]
    inside = [one for one in menu if _is_inside(here, one["url"])]
    best = max(inside, key=lambda one: len(one["url"]), default=None)
    for one in menu:
        one["current"] = one is best
    return menu


def _is_inside(here: str, entry: str) -> bool:
    """Whether an address belongs to a menu entry; the home page is nobody's parent."""
    return here == entry or (entry != "/" and here.startswith(entry.rstrip("/") + "/"))

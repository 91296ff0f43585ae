"""What the cases' doors share: commands tried with a form, choices of mandates."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django import forms
from django.utils.translation import get_language

from rapport.directory import selectors as directory
from rapport.foundation.acts import Actor
from rapport.foundation.errors import Invalid
from rapport.office.seats import mandates_of, sees_all
from rapport.web.errors import ChangedMeanwhile
from rapport.web.refusals import sentence
from rapport.web.requests import Request

DONE: Final = HTTPStatus.SEE_OTHER.value
ABOUT: Final = {
    "case.title_missing": "title",
    "case.mandate_not_in_force": "mandate",
    "case.country_unknown": "countries",
    "consent.name_missing": "name",
    "consent.name_unusable": "name",
    "consent.in_future": "given_on",
    "consent.recipient_not_asked": "recipient",
}
"""The fields that refusals of input are about."""


def tried(request: Request, form: forms.Form, command: Callable[[], object]) -> int:
    """Give a command with what a form holds, if it was sent; return the status to answer with.

    DONE when it was done. What is wrong with the input, or was changed by somebody else since,
    stands in the form, with the input kept; any other no is a page of its own.
    """
    if request.method != "POST":
        return HTTPStatus.OK.value
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY.value
    try:
        command()
    except (Invalid, ChangedMeanwhile) as refusal:
        form.add_error(ABOUT.get(refusal.code), sentence(refusal))
        return refusal.status
    return DONE


def language_of_page() -> str:
    """Return the language in which this page is written."""
    return get_language() or "en"


def mandates_led_by(actor: Actor) -> list[tuple[str, str]]:
    """Return the mandates in force, slug and title, for which the actor can open a case."""
    every, own = mandates_in_force(), mandates_of(actor)
    return every if sees_all(actor) else [one for one in every if one[0] in own]


def mandates_in_force() -> list[tuple[str, str]]:
    """Return all mandates in force, slug and title."""
    language = language_of_page()
    rows = directory.active_mandates()
    return [(one.slug, directory.title_of(one, language)) for one in rows]

"""Give a command for a form, and let the form say why it was not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django import forms

from rapport.foundation.errors import NotFound, Refusal
from rapport.web.refusals import sentence

UNREADABLE: Final = 422


def tried(form: forms.Form, command: Callable[[], object]) -> int:
    """Give a command if the form is whole; return 0 when it was done, else a status."""
    if not form.is_valid():
        return UNREADABLE
    try:
        command()
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return refusal.status
    return 0

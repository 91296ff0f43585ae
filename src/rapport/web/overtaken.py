"""What two people may change at once: what a form was begun from goes with what it sends.

A mark of the values that were shown is enough to tell whether they still stand; texts that are
kept in versions have numbers for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rapport.web.errors import ChangedMeanwhile
from rapport.web.requests import Request

FIELD = "based_on"


class Begun(forms.Form):
    """A form that carries the mark of what it was begun from."""

    based_on = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


def mark_of(values: Mapping[str, object]) -> str:
    """Return a mark of some values; others have another."""
    told = json.dumps(dict(values), sort_keys=True, default=str)
    return sha256(told.encode()).hexdigest()[:32]


def begun_from(values: Mapping[str, object]) -> dict[str, object]:
    """Return what a form shows at first, with its mark."""
    return {**values, FIELD: mark_of(values)}


def refuse_overtaken(now: Mapping[str, object], based_on: str) -> None:
    """Raise ChangedMeanwhile when others stand now than were seen; empty: none were seen."""
    if based_on and based_on != mark_of(now):
        raise ChangedMeanwhile


def theirs(
    request: Request, form: forms.Form, now: Mapping[str, object]
) -> list[tuple[str, str]]:
    """Return what stands now, where a form was overtaken and says otherwise: label and words.

    The form keeps what was typed and starts from what stands now: saved again, it replaces
    what its writer has seen.
    """
    sent = request.POST.copy()
    if request.method != "POST" or sent.get(FIELD, "") in {"", mark_of(now)}:
        return []
    told = [
        (str(form[name].label), _in_words(form.fields[name], value))
        for name, value in now.items()
        if _plain(form[name].value()) != _plain(value)
    ]
    sent[FIELD] = mark_of(now)
    form.data = sent
    return told


def _plain(value: object) -> str:
    """Return a value as it compares: browsers end lines in another way."""
    return str(value or "").replace("\r\n", "\n").strip()


def _in_words(field: forms.Field, value: object) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    choices = dict(_flat(getattr(field, "choices", ())))
    told = (_("Yes") if one is True else choices.get(str(one), one) for one in values if one)
    return ", ".join(map(str, told)) or "–"


def _flat(choices: Any) -> Iterator[tuple[str, Any]]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from _flat(words)
        else:
            yield str(value), words

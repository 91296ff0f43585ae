"""The door of Today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.directory import selectors as directory
from rapport.notices import services as notices
from rapport.office.seats import mandates_of
from rapport.office.today import labels, selectors
from rapport.office.today.rules import Deed
from rapport.office.today.selectors import Today, Waiting
from rapport.web.requests import Request


@dataclass(frozen=True, slots=True)
class Row:
    """A row in words."""

    subject: str
    number: int
    caption: str
    urgency: str
    what: SafeString
    then: SafeString
    deed: str
    url: str


_ANSWERED_AT = {
    Deed.GIVE_TIME: "office_communications:grant",
    Deed.EXPLAIN: "office_communications:answer",
}


@require_safe
def today(request: Request) -> HttpResponse:
    """Show what waits for whoever is here."""
    found = selectors.waits_for(request.act)
    context: dict[str, object] = {
        "today": request.act.today,
        "promises": selectors.installation(request.act),
    }
    if found is not None:
        notices.note_seen(request.act, selectors.what_waits(request.act))
        titles = _titles(request, found)
        context |= {
            "found": found,
            "cannot_wait": _rows(found.cannot_wait.rows, titles),
            "replies": _rows(found.replies.rows, titles),
            "mandates": [titles[slug] for slug in sorted(mandates_of(request.act.actor))],
        }
    return render(request, "office/today/today.html", context)


def _titles(request: Request, found: Today) -> dict[str, str]:
    rows = [*found.cannot_wait.rows, *found.replies.rows]
    slugs = {row.letter.mandate for row in rows} | mandates_of(request.act.actor)
    return directory.titles_of(sorted(slugs), get_language() or "en")


def _rows(rows: Iterable[Waiting], titles: dict[str, str]) -> list[Row]:
    return [
        Row(
            subject=row.letter.subject,
            number=row.margin.number,
            caption=labels.caption(row.margin),
            urgency=row.urgency.value,
            what=labels.what(row, titles),
            then=labels.then(row),
            deed=str(labels.DEEDS[row.deed]),
            url=_url(row),
        )
        for row in rows
    ]


def _url(row: Waiting) -> str:
    letter_id = row.letter.public_id
    if row.reply:
        return reverse("office_communications:reply", args=[letter_id, row.reply.public_id])
    if row.deed in _ANSWERED_AT:
        return reverse(_ANSWERED_AT[row.deed], args=[letter_id, row.facts["message"]])
    if row.deed is Deed.PUBLISH or "version" in row.facts:
        return reverse("office_publishing:publication", args=[letter_id])
    return reverse("office_communications:letter", args=[letter_id])

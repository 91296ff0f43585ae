"""Hand files of strangers out: piece by piece, and after a warning where a virus was found."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.shortcuts import render

from rapport.documents import services as documents
from rapport.documents.models import StoredFile, VirusCheck
from rapport.documents.selectors import checks_of, why_not_trust
from rapport.mail.models import InboundFile
from rapport.office.communications.models import Letter
from rapport.office.seats import may
from rapport.web.downloads import download_pieces
from rapport.web.requests import Request


def hand_out(
    request: Request, letter: Letter, file: StoredFile, *, name: str, take: str, back: str
) -> HttpResponseBase:
    """Hand a file out; of one with a finding a warning, with a button for who may take it."""
    refusal = why_not_trust(file)
    if refusal is None:
        return stored(file, name=name)
    context = {
        "letter": letter,
        "name": name,
        "finding": refusal.facts["finding"],
        "may_take": may(request.act.actor, "take_out_infected"),
        "take": take,
        "back": back,
    }
    return render(request, "office/communications/infected.html", context, status=409)


def stored(file: StoredFile, *, name: str) -> HttpResponseBase:
    """Hand out a stored file of any size."""
    pieces = documents.pieces(file)
    return download_pieces(pieces, size=file.size, name=name, media_type=file.media_type)


def checked(files: Iterable[InboundFile]) -> list[tuple[InboundFile, VirusCheck | None]]:
    """Return files, each with what a check for viruses said of it."""
    files = list(files)
    checks = checks_of(one.file for one in files)
    return [(one, checks.get(one.file.sha256)) for one in files]

"""The protocol tus 1.0.0 (tus.io): core, creation, checksum, termination.

No form of another site can speak here: the cookie stays at home (SameSite=Strict), and the
header Tus-Resumable makes a browser ask first, which nobody answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rapport.foundation.errors import Refusal
from rapport.office.uploads import errors, rules, selectors, services
from rapport.office.uploads.models import Upload
from rapport.office.uploads.services import Piece
from rapport.office.uploads.views.visit import code_of, remember
from rapport.web.middleware import problem_response
from rapport.web.requests import Request, public

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,checksum,termination"
PIECE: Final = "application/offset+octet-stream"
NO_CONTENT: Final = 204
CREATED: Final = 201

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]


def speaks_tus(view: View[P]) -> View[P]:
    """Let a door speak tus: its version, its method in a header, refusals as plain problems."""

    @wraps(view)
    def door(request: Request, /, *args: P.args, **facts: P.kwargs) -> HttpResponse:
        if request.method == "POST" and (told := request.headers.get("X-HTTP-Method-Override")):
            request.method = told.upper()
        try:
            if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
                raise errors.TusVersion
            response = view(request, *args, **facts)
        except Refusal as refusal:
            response = problem_response(refusal)
        response["Tus-Resumable"] = VERSION
        if response.status_code == errors.TusVersion.status:
            response["Tus-Version"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return door


@public
@csrf_exempt
@require_http_methods(["OPTIONS", "POST"])
@speaks_tus
def begin(request: Request) -> HttpResponse:
    """Say what is spoken here, or begin a file."""
    if request.method == "OPTIONS":
        return _answer(
            NO_CONTENT,
            **{
                "Tus-Version": VERSION,
                "Tus-Extension": EXTENSIONS,
                "Tus-Max-Size": str(selectors.limits().file_mb * rules.MB),
                "Tus-Checksum-Algorithm": ",".join(rules.HASHES),
            },
        )
    code = code_of(request)
    begun = services.begin_upload(
        request.act,
        code=code,
        name=rules.name_in(request.headers.get("Upload-Metadata", "")),
        size=_number(request, "Upload-Length"),
    )
    place = reverse("office_uploads:tus_upload", args=[begun.public_id])
    answer = _answer(CREATED, Location=request.build_absolute_uri(place), **_state(begun))
    return remember(answer, code)


@public
@csrf_exempt
@require_http_methods(["HEAD", "PATCH", "DELETE", "POST"])
@speaks_tus
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: Request, upload_id: UUID) -> HttpResponse:
    """Say how much of a file is here, take the next piece of it, or take it away."""
    code = code_of(request)
    if request.method == "DELETE":
        services.remove_upload(request.act, code=code, upload=upload_id)
        return _answer(NO_CONTENT)
    if request.method == "HEAD":
        row = services.finish(request.act, code=code, upload=upload_id)
        return _answer(200, **{"Upload-Length": str(row.size)}, **_state(row))
    if request.content_type != PIECE:
        raise errors.NotPieces
    piece = Piece(
        at=_number(request, "Upload-Offset"),
        length=rules.whole_number(request.META.get("CONTENT_LENGTH") or "0", "Content-Length"),
        source=request,
        checksum=rules.checksum_in(request.headers.get("Upload-Checksum", "")),
    )
    row = services.add_piece(request.act, code=code, upload=upload_id, piece=piece)
    return remember(_answer(NO_CONTENT, **_state(row)), code)


def _number(request: Request, name: str) -> int:
    return rules.whole_number(request.headers.get(name, ""), name)


def _state(row: Upload) -> dict[str, str]:
    """Say how much is here; of a whole file its hash too, which is ours and not of tus."""
    whole = {"Upload-Sha256": row.sha256} if row.is_whole else {}
    return {"Upload-Offset": str(row.here), **whole}


def _answer(status: int, **headers: Any) -> HttpResponse:
    return HttpResponse(status=status, headers=headers)

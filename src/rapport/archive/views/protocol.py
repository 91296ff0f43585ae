"""The protocol's schemas, at addresses that stay; within a version fields may be added."""

from __future__ import annotations

from functools import cache
from inspect import getdoc
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rapport.archive.errors import SchemaNotFound
from rapport.archive.views.twins import opened
from rapport.protocol import schemas
from rapport.web.requests import Request, public

SCHEMA: Final = "application/schema+json"


@public
@require_safe
def protocol(request: Request) -> HttpResponse:
    """Show what passes between sides, and where the schema of each is."""
    return render(request, "archive/protocol.html", {"schemas": sorted(_about().items())})


@public
@require_safe
def protocol_json(request: Request) -> HttpResponse:
    """Return the schemas that there are, with their addresses."""
    items = [
        {"name": name, "about": about, "url": _url(request, name)}
        for name, about in sorted(_about().items())
    ]
    return opened({"items": items})


@public
@require_safe
def schema(request: Request, name: str) -> HttpResponse:
    """Return one schema, the same bytes that stand in the documents. Raises SchemaNotFound."""
    text = _texts().get(name)
    if text is None:
        raise SchemaNotFound
    response = HttpResponse(text, content_type=SCHEMA)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _url(request: Request, name: str) -> str:
    return request.build_absolute_uri(reverse("archive:schema", args=[name]))


@cache
def _texts() -> dict[str, str]:
    return schemas.written()


@cache
def _about() -> dict[str, str]:
    """Return by name the first sentence that the documents say of it."""
    return {
        name: (getdoc(model) or "").split("\n")[0] for name, model in schemas.models().items()
    }

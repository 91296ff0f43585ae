"""The record for programs: the facts of the pages as JSON, to be read from anywhere."""

from __future__ import annotations

import json
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from rapport.archive import forms, labels, selectors
from rapport.archive.models import Letter
from rapport.web.requests import Request, public

AT_ONCE: Final = 100


@public
@require_safe
def letters_json(request: Request) -> HttpResponse:
    """Return the letters that are asked for, some at a time, and where the next ones are."""
    query = forms.query_of(request.GET)
    search = selectors.Search(query)
    page = Paginator(search.in_order(), AT_ONCE).get_page(request.GET.get("page"))
    here = request.build_absolute_uri(request.path)
    onward = (
        here + forms.address(request.GET, page=str(page.next_page_number()))
        if page.has_next()
        else None
    )
    items = [_facts(request, one) for one in page.object_list]
    return opened({"items": items, "total": page.paginator.count, "next": onward})


@public
@require_safe
def letter_json(request: Request, slug: str) -> HttpResponse:
    """Return one letter with all that the record holds of it."""
    found = selectors.get_letter(slug)
    text = selectors.text_of(found)
    papers = [
        {
            "name": one.name,
            "url": _url(request, "archive:paper", slug, one.name),
            "bytes": one.file.size,
            "sha256": one.file.sha256,
        }
        for one in selectors.papers_of(found)
    ]
    files = [
        {
            "path": one.path,
            "url": _url(request, "archive:file", slug, one.file.sha256),
            "bytes": one.file.size,
            "sha256": one.file.sha256,
            "language": one.language or None,
            "without_text": one.trouble or None,
        }
        for one in selectors.files_of(found)
    ]
    versions = [
        {"version": one.number, "taken_at": one.taken_at}
        for one in selectors.versions_of(found)
    ]
    return opened(
        {
            **_facts(request, found),
            "document": json.loads(text) if text else None,
            "papers": papers,
            "files": files,
            "versions": versions,
        }
    )


def _facts(request: Request, letter: Letter) -> dict[str, Any]:
    return {
        "url": _url(request, "archive:letter", letter.slug),
        "slug": letter.slug,
        "origin": letter.origin,
        "demonstration": letter.demonstration,
        "title": labels.title_of(letter),
        "type": letter.type or None,
        "joint": letter.joint,
        "reference": letter.reference or None,
        "language": letter.language,
        "addressee": {
            "kind": letter.addressee_kind,
            "name": letter.addressee,
            "company": letter.company or None,
            "country": letter.country or None,
        },
        "signatories": [
            {
                "mandate": one.mandate,
                "title": one.title,
                "holder": one.holder or None,
                "resolution": one.resolution or None,
            }
            for one in letter.signatories.all()
        ],
        "sent": letter.sent or None,
        "reply_due_on": letter.reply_due_on,
        "replied_on": letter.replied_on,
        "reply": letter.replied,
        "public_on": letter.public_on,
        "names_withheld": letter.names_withheld,
        "summary": letter.summary or None,
        "note": letter.note or None,
        "source": {
            "name": letter.source or (letter.publisher.name if letter.publisher else None),
            "url": letter.source_url or None,
            "as_of": letter.as_of or letter.public_on,
            "reference_from": letter.code_source or None,
        },
    }


def _url(request: Request, name: str, *parts: str) -> str:
    return request.build_absolute_uri(reverse(name, args=parts))


def opened(body: dict[str, Any], content_type: str = "application/json") -> JsonResponse:
    """Return facts that a page of anybody may read."""
    response = JsonResponse(
        body, json_dumps_params={"ensure_ascii": False}, content_type=content_type
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

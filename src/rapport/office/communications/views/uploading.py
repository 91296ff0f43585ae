"""Give a letter another upload code."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from rapport.office.communications import selectors, services
from rapport.office.communications.views.doors import opens_to
from rapport.office.uploads.selectors import page_address
from rapport.web.requests import Request


@require_POST
@opens_to("renew_upload_code")
def renew(request: Request, letter_id: UUID) -> HttpResponse:
    """Make another upload code, and show it this once: it is kept nowhere."""
    code = services.renew_upload_code(request.act, letter_id=letter_id)
    context = {
        "letter": selectors.get_letter(request.act.actor, letter_id),
        "code": code,
        "upload_page": page_address(),
    }
    return render(request, "office/communications/upload_code.html", context)

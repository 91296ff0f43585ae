"""What somebody typed into a form that could not be taken: given back, so that none is lost."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

WORTH_KEEPING: Final = 20
"""So many characters of text are worth giving back."""


def typed(request: HttpRequest) -> list[str]:
    """Return the texts that were sent from one of our own pages.

    A text is what has a space in it: no code, choice or address. What another site sends is not
    shown under our name.
    """
    if request.method != "POST" or not _is_ours(request):
        return []
    try:
        sent = {name: request.POST.getlist(name) for name in request.POST}
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        return []
    sent.pop("csrfmiddlewaretoken", None)
    values = [str(one) for values in sent.values() for one in values]
    return [one for one in values if len(one) >= WORTH_KEEPING and len(one.split()) > 1]


def _is_ours(request: HttpRequest) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and request.headers.get("Origin") == own

"""The door by which packages come in, and our card for whoever asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from rapport.exchange import rules, services
from rapport.web.requests import public


@public
@csrf_exempt
@require_POST
def packages(request: HttpRequest) -> HttpResponse:
    """Take a sealed package; answer 200 with a receipt or 422 with a rejection.

    What is itself an answer is taken as well: 204.
    """
    answered = services.receive(request.read(rules.LARGEST_BYTES + 1))
    if not answered.body:
        return HttpResponse(status=204)
    return HttpResponse(
        answered.sealed(), status=200 if answered.taken else 422, content_type=rules.MEDIA_TYPE
    )


@public
@csrf_exempt
@require_POST
def collect(request: HttpRequest) -> HttpResponse:
    """Give a contact the next package that waits: 200, or 204 for nothing, 422 for a no."""
    given = services.give(request.read(rules.LARGEST_REQUEST + 1))
    if given.rejection is not None:
        sealed, status = given.rejection.sealed(), 422
    else:
        sealed, status = given.sealed, 200 if given.sealed else 204
    return HttpResponse(sealed, status=status, content_type=rules.MEDIA_TYPE)


@public
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Give our contact card to anybody: everything on it is public."""
    return HttpResponse(services.own_card().to_bytes(), content_type=rules.CARD_TYPE)

"""The door by which packages come in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from rapport.exchange import rules, services
from rapport.web.requests import public


@public
@csrf_exempt
@require_POST
def packages(request: HttpRequest) -> HttpResponse:
    """Take a package; answer 200 with a signed receipt or 422 with a signed rejection."""
    answered = services.receive(request.read(rules.LARGEST_BYTES + 1))
    return HttpResponse(
        answered.body, status=200 if answered.taken else 422, content_type=rules.MEDIA_TYPE
    )

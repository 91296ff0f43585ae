"""Show how much suggestions of mandates have learned here, and let it be forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rapport.office.communications import selectors, services
from rapport.office.communications.views.doors import opens_to
from rapport.web.requests import Request


@require_safe
@opens_to("forget_learned")
def learned(request: Request) -> HttpResponse:
    """Show from how many letters and decisions suggestions have learned; figures alone."""
    context = {"learned": selectors.learned_here()}
    return render(request, "office/communications/learned.html", context)


@require_POST
@opens_to("forget_learned")
def forget(request: Request) -> HttpResponse:
    """Forget what suggestions have learned here."""
    n = services.forget_learned(request.act)
    said = ngettext(
        "What was learned from %(n)s letter was forgotten.",
        "What was learned from %(n)s letters was forgotten.",
        n,
    )
    messages.success(request, said % {"n": n})
    return redirect("office_communications:learned")

"""What came and could not be taken, for administrators: from whom, why, and what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rapport.exchange import labels, rules, selectors, services
from rapport.exchange.models import Contact, KeptAside
from rapport.web.refusals import sentence_of
from rapport.web.requests import Request

ROWS_OF_A_PAGE = 50
SETTLED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A piece in words; the contact is whom it says it is from, which nobody has proved."""

    kept: KeptAside
    contact: Contact | None
    why: Any
    helps: Any
    may_take: bool


@never_cache
@require_safe
def kept(request: Request) -> HttpResponse:
    """Show what was kept aside, oldest first, and what was settled lately."""
    found = selectors.kept_seen_by(request.act.actor)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    known = selectors.contacts_by_id(one.sender for one in shown)
    context = {
        "page": page,
        "rows": [
            Row(
                kept=one,
                contact=known.get(one.sender) if one.sender else None,
                why=labels.WHY_KEPT.get(one.code) or sentence_of(one.code) or one.code,
                helps=labels.HELPS_KEPT.get(one.code, labels.HELPS_ELSE),
                may_take=one.code in rules.TAKEN_LATER,
            )
            for one in shown
        ],
        "settled": selectors.kept_settled(request.act.actor)[:SETTLED_SHOWN],
    }
    return render(request, "exchange/kept.html", context)


@require_POST
def take(request: Request, kept_id: UUID) -> HttpResponse:
    """Try to take a piece in once more."""
    services.take_kept(request.act, kept_id=kept_id)
    messages.success(request, _("It was read now, and its sender gets our signed answer."))
    return redirect("contacts:kept")


@require_POST
def put_aside(request: Request, kept_id: UUID) -> HttpResponse:
    """Let a piece be."""
    services.put_kept_aside(request.act, kept_id=kept_id)
    messages.success(request, _("Put aside: it is kept, and counts no more."))
    return redirect("contacts:kept")

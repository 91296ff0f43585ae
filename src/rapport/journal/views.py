"""Work that was given up, for administrators: what it does, why it stopped, try it again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rapport.journal import labels, selectors, services
from rapport.journal.labels import Trouble
from rapport.journal.models import Job
from rapport.web.requests import Request

ROWS_OF_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of work in words."""

    job: Job
    what: str
    trouble: Trouble


@never_cache
@require_safe
def given_up(request: Request) -> HttpResponse:
    """Show what was given up, oldest first: nothing of any letter, case or person."""
    found = selectors.given_up_seen_by(request.act.actor)
    page = Paginator(found, ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    rows = [Row(one, _what(one), labels.trouble(one.trouble)) for one in page.object_list]
    return render(request, "journal/given_up.html", {"page": page, "rows": rows})


def _what(job: Job) -> str:
    what = services.what_is(job.work)
    return _(what) if what else _("Work that this release does not know.")


@require_POST
def again(request: Request, job_id: UUID) -> HttpResponse:
    """Have one piece of work tried again."""
    services.try_again(request.act, job_id=job_id)
    messages.success(request, _("It is tried again now."))
    return redirect("journal:given_up")


@require_POST
def all_again(request: Request) -> HttpResponse:
    """Have all that was given up tried again."""
    count = services.try_all_again(request.act)
    said = ngettext(
        "{count} piece of work is tried again now.",
        "{count} pieces of work are tried again now.",
        count,
    )
    messages.success(request, said.format(count=count))
    return redirect("journal:given_up")

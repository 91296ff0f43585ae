"""The list of letters, and the page of one: a draft, then a letter once it has left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from rapport.directory import selectors as directory
from rapport.foundation.acts import Act
from rapport.office.cases import selectors as cases
from rapport.office.cases.rules import CaseState
from rapport.office.communications import rules, selectors
from rapport.office.communications.forms import FilterForm
from rapport.office.communications.models import Letter
from rapport.office.communications.rules import SENT_STATES, Standing, State
from rapport.office.communications.views.doors import opens_to
from rapport.office.communications.views.draft_page import draft_page
from rapport.office.communications.views.letter_page import letter_page
from rapport.web import labels
from rapport.web.line60 import Mini, mini
from rapport.web.requests import Request

ROWS_A_PAGE = 50
WAITING = "waiting"
"""Besides the states: letters that have left and whose full reply has not come."""


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in the list; standing and line once it has left."""

    letter: Letter
    standing: Standing | None
    mini: Mini | None


@require_safe
@opens_to("draft_letter")
def letters(request: Request) -> HttpResponse:
    """Show the letters that one may know of, narrowed by what is asked for."""
    states = [(state.value, labels.label(state)) for state in State]
    form = FilterForm(request.GET or None, states=states)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = selectors.find_letters(
        request.act.actor,
        case_id=wanted.get("case"),
        state=State(wanted["state"]) if wanted.get("state") else None,
        mine=bool(wanted.get("mine")),
    )
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {
        "held_up": selectors.not_handed_over(),
        "form": form,
        "page": page,
        "rows": _rows(request.act, shown),
        "titles": directory.titles_of({one.mandate for one in shown}, get_language() or "en"),
        **_case(request.act, wanted.get("case")),
        "may_scan": rules.why_not_handle_mail(request.act.actor, "hand_in_scan") is None,
        "narrowed": any(wanted.values()),
        "query": _query(request),
    }
    return render(request, "office/communications/letters.html", context)


@require_safe
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """Show one letter."""
    found = selectors.get_letter(request.act.actor, letter_id)
    if found.state in SENT_STATES:
        context = letter_page(request.act, found)
        return render(request, "office/communications/letter.html", context)
    context = draft_page(request.act, found)
    return render(request, "office/communications/draft.html", context)


def _rows(act: Act, letters: list[Letter]) -> list[Row]:
    facts = selectors.facts_of(letters)
    rows = []
    for one in letters:
        known = facts.get(one.pk)
        line = (
            mini(known.sent_on, known.reply_due_on, act.today, known.replied_on)
            if known
            else None
        )
        rows.append(Row(one, rules.standing(known, at=act.at) if known else None, line))
    return rows


def _case(act: Act, case_id: UUID | None) -> dict[str, Any]:
    if not case_id:
        return {}
    case = cases.get_case(act.actor, case_id)
    is_open = case.state is CaseState.OPEN
    why_not = rules.why_not_draft(act.actor, mandate=case.mandate, case_is_open=is_open)
    return {"case": case, "why_not_draft": why_not}


def _query(request: Request) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return str(kept.urlencode())

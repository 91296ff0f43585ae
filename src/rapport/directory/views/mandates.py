"""Mandates: all of them, one of them, and its twin for machines."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.directory import rules, selectors
from rapport.directory.models import Mandate
from rapport.directory.rules import MandateKind, MandateStatus, Relevance, Scope
from rapport.directory.views.narrowing import (
    ROWS_A_PAGE,
    Facet,
    Wanted,
    active_of,
    address,
    facet,
    narrowed,
    wanted_of,
)
from rapport.web.labels import label
from rapport.web.refusals import sentence
from rapport.web.requests import Request, public

NAMES: Final = ("q", "scope", "kind", "status", "topic", "relevance", "met")
SHARED_BY: Final = 2
"""A topic of one mandate alone is found by searching; the choice shows those of several."""


@public(on=("archive",))
@require_safe
def mandates(request: Request) -> HttpResponse:
    """Show the mandates, narrowed by words and choices, with who holds them today."""
    rows, refusal, wanted = narrowed(_ask, wanted_of(request, NAMES))
    facets = _facets(wanted)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    holders = selectors.terms_on(page.object_list, request.act.today)
    context = {
        "page": page,
        "rows": [(one, holders.get(one.pk, [])) for one in page],
        "wanted": wanted,
        "facets": facets,
        "active": active_of(wanted, facets),
        "address": address(wanted),
        "trouble": sentence(refusal) if refusal else "",
        "today": request.act.today,
    }
    status = 422 if refusal else 200
    return render(request, "directory/mandates.html", context, status=status)


def _ask(wanted: Wanted) -> QuerySet[Mandate]:
    return selectors.mandates(
        words=wanted["q"],
        scope=wanted["scope"],
        kind=wanted["kind"],
        status=wanted["status"],
        topic=wanted["topic"],
        relevance=wanted["relevance"],
        met_companies_2021=bool(wanted["met"]),
    )


def _facets(wanted: Wanted) -> list[Facet]:
    met = _ask(wanted | {"met": "2021"}).count()
    topics = {
        topic: number
        for topic, number in selectors.counted_among(
            _ask(wanted | {"topic": ""}), "topics"
        ).most_common()
        if number >= SHARED_BY or topic == wanted["topic"]
    }
    return [
        _of_codes("scope", _("Theme or country"), Scope, "scope", wanted),
        _of_codes("status", _("Where it stands"), MandateStatus, "status", wanted),
        _of_codes("kind", _("Who carries it out"), MandateKind, "kind", wanted),
        _of_codes(
            "relevance", _("How often it meets companies"), Relevance, "tech_relevance", wanted
        ),
        facet("topic", _("Topic of several mandates"), wanted, topics, str),
        facet("met", _("Dialogue of May 2021"), wanted, {"2021": met}, _took_part),
    ]


def _of_codes(
    name: str, legend: str, enum: type[StrEnum], column: str, wanted: Wanted
) -> Facet:
    counts = selectors.counted(_ask(wanted | {name: ""}), column)
    in_order = {str(member): counts.get(str(member), 0) for member in enum}
    return facet(name, legend, wanted, in_order, lambda value: label(enum(value)))


def _took_part(_value: str) -> str:
    return _("Took part")


@public(on=("archive",))
@require_safe
def mandate(request: Request, slug: str) -> HttpResponse:
    """Show a mandate: what it covers, who held it when, and how sure each fact is."""
    found = selectors.get_mandate(slug)
    today = request.act.today
    terms = list(selectors.terms_of(found))
    number = rules.session_in(found.next_renewal)
    context = {
        "mandate": found,
        "terms": [
            (one, rules.is_over_the_limit(one.begins_on, one.ends_on or today)) for one in terms
        ],
        "holders": selectors.terms_on([found], today).get(found.pk, []),
        "mailbox": selectors.find_mailbox(found),
        "merged_from": selectors.merged_into(found),
        "dialogues": selectors.dialogues_with_mandate(found),
        "renewal": selectors.find_session(number) if number else None,
        "is_ended": found.status in rules.ENDED,
        "years": rules.YEARS_IN_ONE_FUNCTION,
    }
    return render(request, "directory/mandate.html", context)


@public(on=("archive",))
@require_safe
def mandate_json(request: Request, slug: str) -> JsonResponse:
    """Give a mandate as the record that a file holds."""
    return JsonResponse(selectors.twin_of(selectors.get_mandate(slug)))

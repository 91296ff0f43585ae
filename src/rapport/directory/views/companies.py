"""Companies: all of them, one of them, and its twin for machines."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapport.directory import labels, rules, selectors, services
from rapport.directory.models import Company
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
from rapport.web.refusals import sentence
from rapport.web.requests import Request, public

NAMES: Final = ("q", "sector", "country", "met")


@public(on=("archive",))
@require_safe
def companies(request: Request) -> HttpResponse:
    """Show the companies, narrowed by words and choices."""
    rows, refusal, wanted = narrowed(_ask, wanted_of(request, NAMES))
    facets = _facets(wanted)
    context = {
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "facets": facets,
        "active": active_of(wanted, facets),
        "address": address(wanted),
        "trouble": sentence(refusal) if refusal else "",
    }
    status = 422 if refusal else 200
    return render(request, "directory/companies.html", context, status=status)


def _ask(wanted: Wanted) -> QuerySet[Company]:
    return selectors.companies(
        words=wanted["q"],
        sector=wanted["sector"],
        country=wanted["country"],
        took_part_2021=bool(wanted["met"]),
    )


def _facets(wanted: Wanted) -> list[Facet]:
    sectors = selectors.counted_among(_ask(wanted | {"sector": ""}), "sectors")
    seats = selectors.counted(_ask(wanted | {"country": ""}), "hq_country__alpha3")
    names = _names_of_countries()
    in_order = sorted(seats, key=lambda code: rules.sort_key(names[code]))
    return [
        facet("sector", _("What it does"), wanted, dict(sectors.most_common()), labels.sector),
        facet(
            "country",
            _("Country of its seat"),
            wanted,
            {code: seats[code] for code in in_order},
            lambda code: names.get(code, code),
        ),
        facet(
            "met",
            _("Dialogue of May 2021"),
            wanted,
            {"2021": _ask(wanted | {"met": "2021"}).count()},
            lambda _value: _("Took part"),
        ),
    ]


def _names_of_countries() -> dict[str, str]:
    language = get_language() or "en"
    return {one.alpha3: selectors.name_of(one, language) for one in selectors.countries()}


@public(on=("archive",))
@require_safe
def company(request: Request, slug: str) -> HttpResponse:
    """Show a company: facts with their sources, and why it is listed."""
    found = selectors.get_company(slug)
    context = {
        "company": found,
        "subsidiaries": selectors.subsidiaries_of(found),
        "dialogues": selectors.dialogues_with_company(found),
        "beside": services.beside(request.act, found),
    }
    return render(request, "directory/company.html", context)


@public(on=("archive",))
@require_safe
def company_json(request: Request, slug: str) -> JsonResponse:
    """Give a company as the record that a file holds."""
    return JsonResponse(selectors.twin_of(selectors.get_company(slug)))

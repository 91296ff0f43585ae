"""Questions about companies. Being listed says nothing about a company's conduct."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from rapport.directory.errors import CompanyUnknown, FilterUnknown
from rapport.directory.models import Company
from rapport.directory.selectors.narrowing import all_of, holding
from rapport.directory.selectors.places import find_country


def companies(
    *, words: str = "", sector: str = "", country: str = "", took_part_2021: bool = False
) -> QuerySet[Company]:
    """Return the companies listed today, narrowed by what is given, by their names.

    Words are looked for in names of now and then, parents, places and products; each must be
    found. The country is that of the seat (alpha-3). Raises FilterUnknown.
    """
    rows = Company.objects.select_related("hq_country").filter(dropped_on=None)
    if sector:
        rows = holding(rows, "sectors_key", sector)
    if country:
        if find_country(country) is None:
            raise FilterUnknown(value=country)
        rows = rows.filter(hq_country__alpha3=country)
    if took_part_2021:
        rows = rows.filter(b_tech_cop_2021=True)
    return rows.filter(all_of(words)).order_by("sort_key", "slug")


def find_company(slug: str) -> Company | None:
    """Return a company, listed today or not, or None."""
    return Company.objects.select_related("parent", "hq_country").filter(slug=slug).first()


def get_company(slug: str) -> Company:
    """Return a company, listed today or not. Raises CompanyUnknown."""
    if found := find_company(slug):
        return found
    raise CompanyUnknown(slug=slug)


def names_in_group(slug: str) -> list[str]:
    """Return what a company, its parent, those under either and their products are called."""
    found = Company.objects.filter(slug=slug).first()
    if found is None:
        return []
    top = found.parent_id or found.pk
    group = Company.objects.filter(Q(pk__in=[found.pk, top]) | Q(parent__in=[found.pk, top]))
    return [name for one in group for name in _names_of(one)]


def _names_of(company: Company) -> list[str]:
    return [company.name, *company.aliases, *company.former_names, *company.products]


def subsidiaries_of(company: Company) -> QuerySet[Company]:
    """Return the companies listed today under a parent."""
    return companies().filter(parent=company)

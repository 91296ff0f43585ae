"""Where a company's own table of functions sends the questions of a letter, and why.

The table is the company's statement. Which area a question concerns is a suggestion from its
words; product and country are those that are known, or else named.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapport.directory import selectors as directory
from rapport.matching.area_ranking import WEAKEST, AreaSuggestion
from rapport.matching.areas import packaged_areas
from rapport.matching.naming import named_countries, named_products
from rapport.matching.selectors import suggested_areas
from rapport.protocol.kinds import Route, RoutingTable
from rapport.protocol.routes import route_for


@dataclass(frozen=True, slots=True)
class Goes:
    """The function to which a question goes, and all that says why."""

    function: str
    deputy: str = ""
    area: str = ""
    """The title of the area by which the route was found; empty where none decided."""
    words: tuple[str, ...] = ()
    """The words that suggested the area."""
    from_letter: bool = False
    """The question itself says too little; the area is the letter's."""
    product: str = ""
    country: str = ""
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class RouteInWords:
    """A route as people read it. What is not known here stands as the company wrote it."""

    area: str
    product: str
    country: str
    function: str
    deputy: str


def where_they_go(
    table: RoutingTable,
    questions: Sequence[str],
    *,
    letter: str,
    countries: Collection[str] = (),
    language: str,
) -> list[Goes]:
    """Return where each question goes by a table, in their order; words are in a language.

    `countries` are those known of the matter (alpha-3); without any, those that the letter
    names. A product counts where the question names it, or else the letter.
    """
    names = _Names(language)
    spoken = {_spoken(one.product): one.product for one in table.routes if one.product}
    in_letter = named_products(letter, spoken)
    codes = {one.country for one in table.routes if one.country}
    known = set(countries) or named_countries(letter, codes)
    of_letter = _area_of(letter)
    found = []
    for question in questions:
        own = _area_of(question)
        area = own or of_letter
        products = named_products(question, in_letter) or in_letter
        route = route_for(
            table.routes,
            topic=area.slug if area else None,
            products={spoken[one] for one in products},
            countries=known,
        )
        if route is None:
            found.append(Goes(table.fallback, is_fallback=True))
        else:
            found.append(_goes(route, area, names, from_letter=own is None))
    return found


def in_words(table: RoutingTable, language: str) -> list[RouteInWords]:
    """Return the routes of a table as people read them, in the table's order."""
    names = _Names(language)
    return [
        RouteInWords(
            names.area(one.topic),
            one.product or "",
            names.country(one.country),
            one.function,
            one.deputy,
        )
        for one in table.routes
    ]


class _Names:
    """What areas and countries are called in a language, looked up once."""

    def __init__(self, language: str) -> None:
        self._areas = {
            one.slug: one.titles.get(language, one.titles["en"]) for one in packaged_areas()
        }
        self._countries = {
            one.alpha3: directory.name_of(one, language) for one in directory.countries()
        }

    def area(self, slug: str | None) -> str:
        """Return the title of an area; its slug where it is not known here."""
        return self._areas.get(slug, slug) if slug else ""

    def country(self, code: str | None) -> str:
        """Return the name of a country; its code where it is not known here."""
        return self._countries.get(code, code) if code else ""


def _goes(
    route: Route, area: AreaSuggestion | None, names: _Names, *, from_letter: bool
) -> Goes:
    by_area = area if route.topic else None
    return Goes(
        route.function,
        route.deputy,
        area=names.area(route.topic),
        words=by_area.reasons if by_area else (),
        from_letter=by_area is not None and from_letter,
        product=route.product or "",
        country=names.country(route.country),
    )


def _area_of(text: str) -> AreaSuggestion | None:
    found = suggested_areas(text, first=1)
    return found[0] if found and found[0].score >= WEAKEST else None


def _spoken(product: str) -> str:
    return product.replace("-", " ")

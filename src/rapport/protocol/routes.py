"""Which route of a company's table counts for a question: the narrowest that fits."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapport.protocol.kinds import Route


def route_for(
    routes: Sequence[Route],
    *,
    topic: str | None,
    products: Collection[str] = (),
    countries: Collection[str] = (),
) -> Route | None:
    """Return the route for a topic where these products and countries are named, or None.

    A route fits when all that it names is given; what it leaves empty stands for every one. Of
    those that fit the narrowest counts: a topic goes before a product, a product before a
    country; of two that are as narrow, the first in the table. None means the fallback.
    """
    fitting = [
        one
        for one in routes
        if one.topic in {None, topic}
        and (one.product is None or one.product in products)
        and (one.country is None or one.country in countries)
    ]
    return max(fitting, key=_narrowness, default=None)


def _narrowness(route: Route) -> tuple[bool, bool, bool]:
    return route.topic is not None, route.product is not None, route.country is not None

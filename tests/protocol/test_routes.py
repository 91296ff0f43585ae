"""Of a company's routes the narrowest that fits counts; none means the fallback."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from rapport.protocol.kinds import Route
from rapport.protocol.routes import route_for

TOPICS, PRODUCTS, COUNTRIES = ("a", "b"), ("p", "q"), ("CHE", "NOR")


def route(function: str, **narrow: str) -> Route:
    """A route of a table."""
    return Route.model_validate({"function": function, **narrow})


def test_a_topic_goes_before_a_product_and_a_product_before_a_country() -> None:
    routes = [
        route("country", country="CHE"),
        route("product", product="p"),
        route("product and country", product="p", country="CHE"),
        route("topic", topic="a"),
        route("topic and country", topic="a", country="CHE"),
        route("topic and product", topic="a", product="p"),
    ]

    def found(topic: str | None, products: set[str], countries: set[str]) -> str:
        one = route_for(routes, topic=topic, products=products, countries=countries)
        return one.function if one else "fallback"

    assert found("a", {"p"}, {"CHE"}) == "topic and product"
    assert found("a", set(), {"CHE"}) == "topic and country"
    assert found("a", {"q"}, set()) == "topic"
    assert found("b", {"p"}, {"CHE"}) == "product and country"
    assert found(None, {"p"}, set()) == "product"
    assert found(None, set(), {"CHE"}) == "country"
    assert found("b", {"q"}, {"NOR"}) == "fallback"


def test_of_two_as_narrow_the_first_counts() -> None:
    routes = [route("first", product="p"), route("second", product="q")]

    found = route_for(routes, topic=None, products={"q", "p"})

    assert found is routes[0]


@given(
    routes=st.lists(
        st.builds(
            Route,
            topic=st.none() | st.sampled_from(TOPICS),
            product=st.none() | st.sampled_from(PRODUCTS),
            country=st.none() | st.sampled_from(COUNTRIES),
            function=st.just("somebody"),
        )
    ),
    topic=st.none() | st.sampled_from(TOPICS),
    products=st.sets(st.sampled_from(PRODUCTS)),
    countries=st.sets(st.sampled_from(COUNTRIES)),
)
def test_what_counts_names_nothing_that_was_not_given_and_nothing_narrower_fits(
    routes: Sequence[Route], topic: str | None, products: set[str], countries: set[str]
) -> None:
    def fits(one: Route) -> bool:
        return (
            one.topic in {None, topic}
            and one.product in {None, *products}
            and one.country in {None, *countries}
        )

    def narrowness(one: Route) -> int:
        return 4 * bool(one.topic) + 2 * bool(one.product) + bool(one.country)

    found = route_for(routes, topic=topic, products=products, countries=countries)

    if found is None:
        assert not any(fits(one) for one in routes)
    else:
        assert fits(found)
        assert narrowness(found) == max(narrowness(one) for one in routes if fits(one))

"""What speaks for a mandate: words of the text, and how much they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the text that speak for a mandate. Places are those of the words in the text."""

    slug: str
    places: tuple[int, ...]
    weight: float


def totals(evidence: Iterable[Evidence]) -> dict[str, float]:
    """Return how much speaks for each mandate."""
    sums: dict[str, float] = defaultdict(float)
    for one in evidence:
        sums[one.slug] += one.weight
    return dict(sums)


def in_proportion(evidence: Iterable[Evidence], share: float, *, full: float) -> list[Evidence]:
    """Return the evidence weighed so that the mandate with the most of it has the share.

    Of evidence that is less than full, the share is less: two words found by chance say little.
    """
    kept = list(evidence)
    most = max(totals(kept).values(), default=0.0)
    if most <= 0:
        return []
    factor = share / max(most, full)
    return [Evidence(one.slug, one.places, one.weight * factor) for one in kept]

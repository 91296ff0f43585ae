"""Where labels stand: at the ends of their stems, on the lowest level where they are free.

A stem leads from a day on the rail to its label's level. A label starts at its stem; where it
would reach today's stroke or the edge it is moved back over its stem, or ends at it; where
there is no room on its side of today at all, a leader takes it across. What must stay true: no
label meets another, the stem of another, or today's stroke.

A label that covers the foot of another's stem has to stand further from the rail than that
other. From the last day to the first, each label takes the first extent in which it and those
chosen before do not ask this of each other; then they are set, the lower first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

GAP: Final = 6.0  # between a stem and the label beside it
CLEAR: Final = 3.0  # between a label and the stem of another
AIR: Final = 10.0  # between two labels of a level
BERTH: Final = 9.0  # between a label and today's stroke
MOST_LEVELS: Final = 24

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Wish:
    """A label of some width that wants to stand at a stem."""

    stem: float
    width: float


@dataclass(frozen=True, slots=True)
class Place:
    """The level of a label and its extent."""

    level: int
    left: float
    right: float
    stem: float

    @property
    def is_over_stem(self) -> bool:
        """Whether the label stands over its stem, not beside it."""
        return self.left - 1 < self.stem < self.right + 1

    def is_near(self, other: Place) -> bool:
        """Whether two labels of one level, with the leaders to them, come too close."""
        left, right = min(self.left, self.stem), max(self.right, self.stem)
        other_left, other_right = min(other.left, other.stem), max(other.right, other.stem)
        return left < other_right + AIR and other_left < right + AIR


def placed(wishes: Sequence[Wish], edges: Span, now: float | None) -> list[Place | None]:
    """Return the place of each label, in the order given; None for one that finds no room."""
    spans = _spans(wishes, edges, now)
    below = {
        i: {j for j in spans if j != i and _covers(spans[i], wishes[j].stem)} for i in spans
    }
    places: dict[int, Place] = {}
    waiting = sorted(spans, key=lambda i: (-wishes[i].stem, -i))
    while waiting:
        ready = [i for i in waiting if below[i] <= places.keys()]
        chosen = ready[0] if ready else waiting[0]
        waiting.remove(chosen)
        place = _lowest(spans[chosen], wishes[chosen], below[chosen], places) if ready else None
        if place is None:
            for others in below.values():
                others.discard(chosen)
        else:
            places[chosen] = place
    return [places.get(i) for i in range(len(wishes))]


def _spans(wishes: Sequence[Wish], edges: Span, now: float | None) -> dict[int, Span]:
    spans: dict[int, Span] = {}
    for i in sorted(range(len(wishes)), key=lambda i: (-wishes[i].stem, -i)):
        stems = sorted({wishes[j].stem for j in spans}, reverse=True)
        for span in _candidates(wishes[i], edges, now, stems):
            asks = {j for j in spans if _covers(span, wishes[j].stem)}
            if not any(_covers(spans[j], wishes[i].stem) for j in asks):
                spans[i] = span
                break
    return spans


def _candidates(
    wish: Wish, edges: Span, now: float | None, stems: Sequence[float]
) -> Iterator[Span]:
    is_past = now is not None and wish.stem < now
    start, end = edges
    if now is not None:
        start, end = (start, now - BERTH) if is_past else (now + BERTH, end)
    on, back = max(wish.stem + GAP, start), min(wish.stem - GAP, end) - wish.width
    ends = [end, *(stem - CLEAR for stem in stems if stem > wish.stem + 2 * CLEAR)]
    over = [one - wish.width for one in ends if back < one - wish.width < on]
    across = [] if now is None else [now + BERTH if is_past else now - BERTH - wish.width]
    for left in (on, *over, back):
        if start <= left and left + wish.width <= end:
            yield left, left + wish.width
    for left in across:
        if edges[0] <= left and left + wish.width <= edges[1]:
            yield left, left + wish.width


def _covers(span: Span, stem: float) -> bool:
    return span[0] - CLEAR < stem < span[1] + CLEAR


def _lowest(span: Span, wish: Wish, below: set[int], places: dict[int, Place]) -> Place | None:
    first = 1 + max((places[i].level for i in below), default=-1)
    for level in range(first, MOST_LEVELS):
        place = Place(level, *span, wish.stem)
        if not any(one.level == level and place.is_near(one) for one in places.values()):
            return place
    return None

"""What a drawing is made of: a few SVG elements, in the order in which they are painted.

Everything is worked out from left to right; a drawing for a language that runs the other way
is mirrored at the very end, so that nothing else knows of directions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from django.utils.translation import get_language_bidi

Side = Literal["office", "desk", "archive"]
Standing = Literal["met", "missed", "ahead"]
LETTER: Final = {"office": "o", "desk": "d", "archive": "p"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that a text or a shape takes up, in pixels of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Part:
    """One SVG element."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class Drawing:
    """An SVG picture: its size, its parts, and where its labels and stems stand (for tests)."""

    width: float
    height: float = 0
    parts: list[Part] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    stems: list[Box] = field(default_factory=list)
    is_mirrored: bool = field(default_factory=get_language_bidi)

    @property
    def direction(self) -> str:
        """The direction of writing inside."""
        return "rtl" if self.is_mirrored else "ltr"

    @property
    def view_box(self) -> str:
        """The viewBox attribute."""
        return f"0 0 {self.width:.0f} {self.height:.0f}"

    def x(self, value: float) -> float:
        """Mirror a place, where the language runs from right to left."""
        return self.width - value if self.is_mirrored else value

    def rect(self, box: Box, name: str = "", **more: str) -> None:
        """Draw a rectangle."""
        left = self.x(box.right) if self.is_mirrored else box.left
        size = {"width": n(box.right - box.left), "height": n(box.bottom - box.top)}
        self._add("rect", name, {"x": n(left), "y": n(box.top), **size, **more})

    def circle(self, x: float, y: float, r: float, name: str) -> None:
        """Draw a circle."""
        self._add("circle", name, {"cx": n(self.x(x)), "cy": n(y), "r": n(r)})

    def path(
        self, points: Sequence[tuple[float, float]], name: str, *, closed: bool = False
    ) -> None:
        """Draw a line through points."""
        d = "M" + "L".join(f"{n(self.x(x))} {n(y)}" for x, y in points) + "Z" * closed
        more = {} if closed else {"fill": "none"}
        self._add("path", name, {"d": d, **more})

    def write(
        self, x: float, y: float, text: str, name: str = "", anchor: str = "start"
    ) -> None:
        """Write a text from a place, around it (middle) or up to it (end)."""
        place = {"x": n(self.x(x)), "y": n(y), "text-anchor": anchor}
        self._add("text", name, place, text)

    def shape(self, side: Side, x: float, y: float) -> None:
        """Draw a side's shape around a place."""
        if side == "office":
            self.rect(Box(x - 6, y - 6, x + 6, y + 6), "o")
        elif side == "desk":
            self.circle(x, y, 7, "d")
        else:
            around = [(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)]
            self.path(around, "p", closed=True)

    def target(self, standing: Standing, x: float, y: float) -> None:
        """Draw a target: a filled dot met, a cross missed, an open dot ahead."""
        if standing == "missed":
            self.path([(x - 5, y - 5), (x + 5, y + 5)], "cross")
            self.path([(x + 5, y - 5), (x - 5, y + 5)], "cross")
        else:
            self.circle(x, y, 5, "met" if standing == "met" else "hollow")

    def _add(self, tag: str, name: str, attributes: dict[str, str], text: str = "") -> None:
        named = {"class": name} if name else {}
        self.parts.append(Part(tag, {**named, **attributes}, text))


def n(value: float) -> str:
    """Write a number for SVG, the same in every language."""
    return f"{value:.1f}".removesuffix(".0")

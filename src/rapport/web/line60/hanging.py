"""The hanging drawing, for narrow windows: days from the top down, labels in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from rapport.web.line60.drawing import Box, Drawing
from rapport.web.line60.measure import text_width, wrapped
from rapport.web.line60.story import Fact, Story, Target

WIDTH: Final = 300.0
TOP: Final = 16.0
RAIL: Final = (34.0, 46.0)
SHAPES: Final = 72.0
TEXTS: Final = 86.0
A_DAY: Final = 9.0
TALLEST: Final = 720.0  # of a rail, unless its labels need more
LINE: Final = 18.0
APART: Final = 24.0  # between the first lines of two labels, at least
MOST_LINES: Final = 4
STEPS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Item:
    """What hangs on a day: a mark, a target, or today (None)."""

    day: int
    what: Fact | Target | None
    lines: list[str]

    @property
    def is_bold(self) -> bool:
        """Whether it is set in bold."""
        return isinstance(self.what, Fact) and self.what.side == "archive"

    @property
    def height(self) -> float:
        """The room it takes, in pixels."""
        return APART + LINE * (len(self.lines) - 1)


def hanging(story: Story) -> Drawing:
    """Draw the hanging line."""
    items = sorted(_items(story), key=lambda item: item.day)
    drawing = Drawing(WIDTH)
    a_day = max(min(A_DAY, TALLEST / story.last), sum(one.height for one in items) / story.last)
    _rail(drawing, story, a_day)
    free = 0.0
    for item in items:
        rail = TOP + max(0, item.day) * a_day
        y = max(rail, free)
        free = y + item.height
        _hang(drawing, item, rail, y)
    drawing.height = max(TOP + story.last * a_day + 14, free)
    return drawing


def _items(story: Story) -> Iterator[Item]:
    room = WIDTH - TEXTS
    for mark in story.marks():
        bold = mark.side == "archive"
        lines = wrapped(mark.label, room, most=MOST_LINES, bold=bold)
        yield Item(story.day(mark.on), mark, lines)
    for target in story.targets:
        yield Item(story.day(target.on), target, wrapped(target.label, room, most=MOST_LINES))
    if story.now is not None:
        yield Item(story.now, None, [_("Today, day {day}").format(day=story.now)])


def _rail(drawing: Drawing, story: Story, a_day: float) -> None:
    left, right = RAIL
    due, end = TOP + story.period * a_day, TOP + story.last * a_day
    drawing.rect(Box(left, TOP, right, due), "left")
    if story.end_of_past:
        drawing.rect(Box(left, TOP, right, TOP + story.end_of_past * a_day), "past")
    drawing.rect(Box(left, due, right, end), fill="url(#hatch)")
    step = next((step for step in STEPS if step * a_day >= LINE * 2), 10_000)
    for day in range(0, story.last, step):
        if abs(day - story.period) * a_day > LINE:
            _number(drawing, day, a_day)
    _number(drawing, story.period, a_day)


def _number(drawing: Drawing, day: int, a_day: float) -> None:
    drawing.write(RAIL[0] - 8, TOP + day * a_day + 5, str(day), "q", "end")


def _hang(drawing: Drawing, item: Item, rail: float, y: float) -> None:
    edge = RAIL[1]
    if item.what is None:
        drawing.path([(RAIL[0] - 6, rail), (edge + 6, rail), (SHAPES - 8, y)], "now")
        _flag(drawing, item.lines[0], y)
        return
    drawing.path([(edge, rail), (edge + 6, rail), (SHAPES - 7, y)], "stem")
    if isinstance(item.what, Fact):
        drawing.shape(item.what.side, SHAPES, y)
    else:
        drawing.target(item.what.standing, SHAPES, y)
    style = "b" if item.is_bold else "q" if isinstance(item.what, Target) else ""
    for number, line in enumerate(item.lines):
        drawing.write(TEXTS, y + 5 + LINE * number, line, style)
    right = TEXTS + max(text_width(line, bold=item.is_bold) for line in item.lines)
    bottom = y + 10 + LINE * (len(item.lines) - 1)
    drawing.labels.append(Box(TEXTS, y - 7, right, bottom))


def _flag(drawing: Drawing, text: str, y: float) -> None:
    width = min(text_width(text, bold=True) + 20, WIDTH - SHAPES + 8)
    left = SHAPES - 8
    box = Box(left, y - 11, left + width, y + 11)
    drawing.rect(box, "flag")
    drawing.write(left + width / 2, y + 5, text, "flag-t", "middle")
    drawing.labels.append(box)

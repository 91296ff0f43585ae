"""The small line, in rows of letters: how far the sixty days have gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from rapport.web.line60.drawing import Box, Drawing
from rapport.web.line60.story import Story

WIDTH: Final = 144.0
START: Final = 4.0
DUE: Final = 128.0
END: Final = 140.0


@dataclass(frozen=True, slots=True)
class Mini:
    """A small line and the words that name it."""

    label: str
    drawing: Drawing


def mini(sent_on: date, due_on: date, today: date, replied_on: date | None = None) -> Mini:
    """Draw the small line of a letter."""
    story = Story(sent_on=sent_on, due_on=due_on, today=today, replied_on=replied_on)
    drawing = Drawing(WIDTH, 18)
    drawing.rect(Box(START, 6, DUE, 12), "left")
    if story.end_of_past:
        drawing.rect(Box(START, 6, _x(story, story.end_of_past), 12), "past")
    if story.now is None:
        drawing.path([(DUE, 3), (DUE + 6, 9), (DUE, 15), (DUE - 6, 9)], "p", closed=True)
        drawing.circle(_x(story, story.day(replied_on or today)), 9, 6, "d")
    else:
        if story.now > story.period:
            drawing.path([(DUE, 9), (_x(story, story.now), 9)], "late")
        x = _x(story, story.now)
        drawing.path([(DUE, 3), (DUE + 6, 9), (DUE, 15), (DUE - 6, 9)], "p", closed=True)
        drawing.path([(x, 1), (x, 17)], "now")
    return Mini(story.say(), drawing)


def _x(story: Story, day: int) -> float:
    return min(START + max(0, day) * (DUE - START) / story.period, END)

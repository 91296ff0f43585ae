"""The wide drawing: days from one side to the other, the office above, the desk below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from rapport.web.line60.drawing import LETTER, Box, Drawing
from rapport.web.line60.measure import shortened, text_width
from rapport.web.line60.places import BERTH, Place, Wish, placed
from rapport.web.line60.story import Fact, Story, Target

WIDTH: Final = 1120.0
END: Final = 1106.0  # of the rail
THICK: Final = 12.0
LEVEL: Final = 24.0
FLAG: Final = 24.0
LONGEST: Final = 340.0  # of a label
NAMES: Final = 22.0  # where the names of the sides begin
APART: Final = 64.0  # between two numbers, at least
STEPS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Label:
    """A mark's words, and where they stand; no place when there was no room."""

    mark: Fact
    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels."""

    start: float
    last: int

    def x(self, day: int) -> float:
        """Return where a day is; what was before the letter stands at its beginning."""
        return self.start + max(0, day) * (END - self.start) / self.last

    @property
    def step(self) -> int:
        """Return the days between two numbers."""
        a_day = (END - self.start) / self.last
        return next((step for step in STEPS if step * a_day >= APART), 10_000)


class Wide:
    """Draws one story; each method adds one kind of part."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.drawing = Drawing(WIDTH)
        self.names = _("Office"), _("Desk"), _("Our targets")
        longest = max(text_width(name, bold=True) for name in self.names)
        self.scale = Scale(max(96.0, NAMES + longest + 12), story.last)
        self.now = None if story.now is None else self.scale.x(story.now)
        self.above = self._labels([one for one in story.marks() if one.side != "desk"])
        self.below = self._labels([one for one in story.marks() if one.side == "desk"])
        self.top = (FLAG if self.now is not None else 0) + LEVEL * _levels(self.above) + 20
        self.bottom = self.top + THICK
        self.floor = self.bottom + 26 + LEVEL * _levels(self.below) + 14

    def draw(self) -> Drawing:
        """Return the drawing."""
        self.drawing.height = self.floor
        self._names()
        self._rail()
        self._stems()
        self._numbers()
        self._marks()
        self._today()
        if self.story.targets:
            self._targets()
        return self.drawing

    def _labels(self, marks: Sequence[Fact]) -> list[Label]:
        texts = [shortened(one.label, LONGEST, bold=_is_bold(one)) for one in marks]
        wishes = [
            Wish(self.scale.x(self.story.day(one.on)), text_width(text, bold=_is_bold(one)))
            for one, text in zip(marks, texts, strict=True)
        ]
        places = placed(wishes, (self.scale.start - 4, WIDTH - 4), self.now)
        return [Label(*three) for three in zip(marks, texts, places, strict=True)]

    def _names(self) -> None:
        self.drawing.shape("office", 8, self.top - 19)
        self.drawing.write(NAMES, self.top - 14, self.names[0], "b o")
        self.drawing.shape("desk", 8, self.bottom + 27)
        self.drawing.write(NAMES, self.bottom + 32, self.names[1], "b d")

    def _rail(self) -> None:
        x, story = self.scale.x, self.story
        due = x(story.period)
        self.drawing.rect(Box(x(0), self.top, due, self.bottom), "left")
        if story.end_of_past:
            past = Box(x(0), self.top, x(story.end_of_past), self.bottom)
            self.drawing.rect(past, "past")
        self.drawing.rect(Box(due, self.top, END, self.bottom), fill="url(#hatch)")

    def _stems(self) -> None:
        for label in self.above:
            if label.place:
                line = self._line_above(label.place.level)
                self._stem(
                    label.place, self.top, line + (7 if label.place.is_over_stem else -5)
                )
        for label in self.below:
            if label.place:
                line = self._line_below(label.place.level)
                self._stem(
                    label.place, self.bottom, line - (14 if label.place.is_over_stem else 5)
                )

    def _stem(self, place: Place, rail: float, y: float) -> None:
        points = [(place.stem, rail), (place.stem, y)]
        if not place.is_over_stem:
            points.append((place.left - 3 if place.left > place.stem else place.right + 3, y))
        self.drawing.path(points, "stem")
        top, bottom = sorted((rail, y))
        self.drawing.stems.append(Box(place.stem - 0.5, top, place.stem + 0.5, bottom))

    def _numbers(self) -> None:
        story, step, x = self.story, self.scale.step, self.scale.x
        for day in range(0, story.last, max(1, step // 2)):
            is_far = abs(x(day) - x(story.period)) > APART / 2
            is_named = (
                day % step == 0 and is_far and day <= max(story.period, story.last - step)
            )
            self._tick(day, is_named=is_named)
        self._tick(story.period, is_named=True)
        self._late()

    def _late(self) -> None:
        # The word for the hatching, between two numbers, unless today's stroke is there.
        due, word = self.scale.x(self.story.period), _("late")
        end = min(END, self.scale.x(self.story.period + self.scale.step))
        middle, half = (due + end) / 2, text_width(word) / 2
        is_free = self.now is None or abs(self.now - middle) > half + BERTH
        if half * 2 < end - due and is_free:
            self.drawing.write(middle, self.bottom + 19, word, "q", "middle")

    def _tick(self, day: int, *, is_named: bool) -> None:
        x, long = self.scale.x(day), 7 if is_named else 4
        self.drawing.path([(x, self.bottom), (x, self.bottom + long)], "tick")
        if is_named:
            self.drawing.write(x, self.bottom + 19, str(day), "q", "middle")

    def _marks(self) -> None:
        middle = self.top + THICK / 2
        for label, y in (*self._with_lines(self.above, up=True), *self._with_lines(self.below)):
            x = self.scale.x(self.story.day(label.mark.on))
            self.drawing.shape(label.mark.side, x, middle + self._aside(label.mark, x))
            if label.place:
                style = "b" if _is_bold(label.mark) else ""
                self.drawing.write(label.place.left, y, label.text, style)
                box = Box(label.place.left, y - 12, label.place.right, y + 5)
                self.drawing.labels.append(box)

    def _with_lines(
        self, labels: Sequence[Label], *, up: bool = False
    ) -> Iterator[tuple[Label, float]]:
        line = self._line_above if up else self._line_below
        for label in labels:
            yield label, line(label.place.level) if label.place else 0

    def _aside(self, mark: Fact, x: float) -> float:
        # Shapes of two sides on one day move apart, each towards its own labels.
        is_below = mark.side == "desk"
        others = self.above if is_below else self.below
        near = any(abs(self.scale.x(self.story.day(one.mark.on)) - x) < 14 for one in others)
        return (9 if is_below else -9) if near else 0

    def _today(self) -> None:
        if self.now is None:
            return
        self.drawing.path([(self.now, FLAG - 2), (self.now, self.floor - 2)], "now")
        text = _("Today, day {day}").format(day=self.story.now)
        half = text_width(text, bold=True) / 2 + 10
        middle = min(max(self.now, half), WIDTH - half)
        self.drawing.rect(Box(middle - half, 0, middle + half, FLAG), "flag")
        self.drawing.write(middle, 17, text, "flag-t", "middle")

    def _targets(self) -> None:
        floor = self.floor
        self.drawing.path([(0, floor), (WIDTH, floor)], "rule")
        self.drawing.write(0, floor + 25, self.names[2], "q")
        levels: list[list[Box]] = []
        for target in sorted(self.story.targets, key=lambda one: one.on, reverse=True):
            self._target(target, floor, levels)
        self.drawing.height = floor + 30 + 20 * len(levels)

    def _target(self, target: Target, floor: float, levels: list[list[Box]]) -> None:
        x = self.scale.x(self.story.day(target.on))
        self.drawing.target(target.standing, x, floor + 20)
        text = shortened(target.label, LONGEST)
        half = text_width(text) / 2
        middle = min(max(x, self.scale.start + half), WIDTH - 6 - half)
        for level in range(len(levels) + 1):
            y = floor + 40 + 20 * level
            box = Box(middle - half - 5, y - 12, middle + half + 5, y + 5)
            if level == len(levels):
                levels.append([])
            if not any(box.meets(other) for other in levels[level]):
                break
        levels[level].append(box)
        self.drawing.write(middle, y, text, "q", "middle")
        self.drawing.labels.append(box)

    def _line_above(self, level: int) -> float:
        return self.top - 24 - LEVEL * level

    def _line_below(self, level: int) -> float:
        return self.bottom + 42 + LEVEL * level


def _levels(labels: Sequence[Label]) -> int:
    return 1 + max((one.place.level for one in labels if one.place), default=0)


def _is_bold(mark: Fact) -> bool:
    return LETTER[mark.side] == "p"

"""The line of sixty days: one letter as a picture, from dated facts.

`draw` makes the picture of one letter, wide and hanging, with its sentence and its table;
`mini` the small one for rows of letters. Both speak the language that is active.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.text import slugify

from rapport.web.line60.drawing import Drawing
from rapport.web.line60.hanging import hanging
from rapport.web.line60.small import Mini, mini
from rapport.web.line60.story import Fact, Row, Story, Target
from rapport.web.line60.wide import Wide

__all__ = ["Fact", "Line60", "Mini", "Target", "draw", "mini"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line60:
    """A picture of one letter, for `web/_line60.html`."""

    key: str  # begins the ids of the picture
    reference: str
    say: str
    more: SafeString
    is_calm: bool  # nothing is late: the hatching is grey
    is_open: bool  # a reply is awaited
    wide: Drawing
    hanging: Drawing
    rows: Sequence[Row]


def draw(
    *,
    reference: str,
    sent_on: date,
    due_on: date,
    today: date,
    facts: Sequence[Fact],
    targets: Sequence[Target] = (),
    public_on: date | None = None,
    replied_on: date | None = None,
) -> Line60:
    """Draw the line of a letter; targets are given on a desk only."""
    story = Story(
        sent_on=sent_on,
        due_on=due_on,
        today=today,
        facts=facts,
        targets=targets,
        public_on=public_on,
        replied_on=replied_on,
    )
    return Line60(
        key=f"line-{slugify(reference)}",
        reference=reference,
        say=story.say(),
        more=story.more(),
        is_calm=replied_on is not None,
        is_open=replied_on is None,
        wide=Wide(story).draw(),
        hanging=hanging(story),
        rows=story.rows(),
    )

"""What the story's archive holds: the real public record, and what the office published."""

from __future__ import annotations

from rapport.archive import selectors, services
from rapport.demo import texts
from rapport.demo.story.telling import until
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door


def read_the_record() -> None:
    """Load the public record that comes with Rapport, and wait for the office's publication."""
    services.load_packaged(Act(SYSTEM, clock.now(), Door.COMMAND))
    until(
        lambda: selectors.find_by_reference(texts.SHUTDOWN.reference), texts.SHUTDOWN.reference
    )

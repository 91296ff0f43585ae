"""The story that the demonstration begins with: who does what, how many days before its start.

Each scene runs in the installation it belongs to, as its own process, by the same commands as
the pages; what passes between two installations are packages. A side's scenes stand in a module
of its name, which only an installation of that side can import.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Final

from rapport.demo.stage import Stage

Scene = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Beat:
    """A scene, where it plays, and how many days before the demonstration was built."""

    days_ago: int
    place: str
    scene: str
    says: str


STORY: Final = (
    Beat(75, "office", "send_shutdown", "An office writes to Hollinbrake Mobile."),
    Beat(74, "desk-b", "take_shutdown_on", "Hollinbrake names its owners."),
    Beat(47, "desk-b", "answer_shutdown", "Hollinbrake answers and replies."),
    Beat(45, "office", "assess_shutdown", "The mandates read the reply."),
    Beat(41, "office", "send_tenants", "Three mandates write to Quillmoor Social."),
    Beat(39, "desk-a", "take_tenants_on", "Quillmoor takes the letter on."),
    Beat(37, "desk-a", "publish_functions", "Quillmoor publishes who answers for what."),
    Beat(30, "office", "send_night", "An urgent appeal goes to Hollinbrake."),
    Beat(29, "desk-b", "take_night_on", "Hollinbrake takes it on."),
    Beat(18, "desk-a", "draft_tenants", "Quillmoor’s owners write their answers."),
    Beat(
        13, "office", "publish_shutdown", "A person publishes the first letter and its reply."
    ),
    Beat(13, "archive", "read_the_record", "The archive shows them."),
    Beat(2, "office", "circulate_gatherings", "Another letter is circulated to be joined."),
)


def scene(side: str, name: str) -> Scene:
    """Return a scene of a side. Raises LookupError for one that the story does not have."""
    if all(beat.scene != name for beat in STORY):
        raise LookupError(f"the story has no scene {name!r}")
    found: Scene = getattr(import_module(f"rapport.demo.story.{side}"), name)
    return found


def tell_all(stage: Stage, say: Callable[[str], None]) -> None:
    """Play the story on a stage whose installations run, and leave its clock at today."""
    for beat in STORY:
        stage.set_clock(-timedelta(days=beat.days_ago))
        say(beat.says)
        stage.run(beat.place, "stage", "tell", beat.scene)
    stage.set_clock(timedelta(0))

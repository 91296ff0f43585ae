"""Every state that a table keeps has words that people can read."""

from __future__ import annotations

from enum import StrEnum

from django.apps import apps
from tests.architecture.source import modules

from rapport.journal.rules import JobState
from rapport.web import labels
from rapport.web.fields import EnumField

NEVER_SHOWN: frozenset[type[StrEnum]] = frozenset(
    {JobState}  # the page of work shows what was given up alone, and names no state
)


def test_every_kept_state_has_words() -> None:
    wordless = [
        f"{type(member).__module__}.{type(member).__name__}.{member.name}"
        for enum in sorted(kept_enums(), key=lambda one: (one.__module__, one.__name__))
        for member in enum
        if enum not in NEVER_SHOWN and not labels.is_labelled(member)
    ]

    assert not wordless, "register them in the room's labels.py:\n" + "\n".join(wordless)


def test_a_room_with_labels_registers_them_when_it_is_made_ready() -> None:
    """labels.py registers by being imported: the room's apps.py does so."""
    forgotten = [
        module.place
        for module in modules()
        if module.layer == "labels" and "labels.register(" in module.text
        if "import labels" not in _apps_text(module.room)
    ]

    assert not forgotten, "\n".join(sorted(forgotten))


def _apps_text(room: str) -> str:
    found = [one for one in modules() if one.room == room and one.layer == "apps"]
    return found[0].text if found else ""


def kept_enums() -> set[type[StrEnum]]:
    """Return every StrEnum that a column of ours keeps."""
    return {
        field.enum
        for model in apps.get_models()
        if model.__module__.startswith("rapport.")
        for field in model._meta.get_fields()
        if isinstance(field, EnumField) and field.enum is not None
    }

"""What a journey does and counts in an installation: `python -m tests.journeys.doing WHAT …`.

Runs in the installation's own process and environment, by the same commands as its pages.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

import django

django.setup()


def transmit(reference: str) -> None:
    """Office: write an urgent appeal to Hollinbrake and transmit it under a reference."""
    office = import_module("rapport.demo.story.office")
    texts = import_module("rapport.demo.texts")
    letter = office.draft(texts.NIGHT)
    office.clear_and_transmit(letter, reference)


def count(reference: str) -> None:
    """Either side: print how often a letter is here, how often each thing happened to it."""
    sys.stdout.write(json.dumps({**_letters(reference), **_packages()}))


def _letters(reference: str) -> dict[str, int]:
    settings = import_module("django.conf").settings
    room = "communications" if settings.RAPPORT_SIDE == "office" else "inbox"
    models: Any = import_module(f"rapport.{settings.RAPPORT_SIDE}.{room}.models")
    entries: Any = import_module("rapport.journal.models").Entry.objects
    found = models.Letter.objects.filter(reference=reference)
    matters = [str(letter.public_id) for letter in found]
    names = entries.filter(matter__in=matters).values_list("name", flat=True)
    return {"letters": len(matters), **{name: list(names).count(name) for name in set(names)}}


def _packages() -> dict[str, int]:
    exchange: Any = import_module("rapport.exchange.models")
    journal: Any = import_module("rapport.journal.models")
    ready = journal.Job.objects.exclude(state="done")
    outgoing = exchange.Outgoing.objects
    return {
        "posted": outgoing.count(),
        "receipts": outgoing.exclude(received_at=None).count(),
        "taken in": exchange.Incoming.objects.count(),
        "jobs open": ready.count(),
    }


if __name__ == "__main__":
    {"transmit": transmit, "count": count}[sys.argv[1]](*sys.argv[2:])

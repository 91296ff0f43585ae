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


def reply(reference: str) -> None:
    """Desk: answer every question of a letter that is here, and send the reply."""
    desk = import_module("rapport.demo.story.desk")
    replies: Any = import_module("rapport.desk.replies.services")
    letter: Any = import_module("rapport.desk.inbox.models").Letter.objects.get(
        reference=reference
    )
    numbers = list(letter.questions.values_list("number", flat=True))
    by, key = desk.by, letter.public_id
    import_module("rapport.desk.inbox.services").acknowledge_letter(by("ines"), letter_id=key)
    desk._give(letter, "ines", dict.fromkeys(numbers, "teodor"))
    for number in numbers:
        replies.save_answer(
            by("teodor"),
            letter_id=key,
            number=number,
            stance=desk.Stance.ANSWERED,
            text="Nothing was handed over.",
            finished=True,
            based_on=0,
        )
        replies.record_legal_check(by("maren"), letter_id=key, number=number, version=1)
    reply = replies.begin_reply(by("ines"), letter_id=key, interim=False).public_id
    replies.edit_reply(
        by("ines"),
        reply_id=reply,
        interim=False,
        language="en",
        entity="Hollinbrake Mobile",
        signed_by="Ines Varga-Holt, human rights lead",
        opening="Thank you for your letter.",
        wish=desk.PublicWish.PUBLIC,
    )
    replies.ask_approval(by("ines"), reply_id=reply)
    replies.approve_reply(by("maren"), reply_id=reply)
    replies.submit_reply(by("ines"), reply_id=reply)


def road(side: str, road: str, collect: str, url: str) -> None:
    """Either side: choose the road to the other one, by another address than its card's."""
    services: Any = import_module("rapport.exchange.services")
    rules: Any = import_module("rapport.exchange.rules")
    acts: Any = import_module("rapport.foundation.acts")
    now = import_module("rapport.foundation.clock").now()
    contacts: Any = import_module("rapport.exchange.models").Contact.objects.filter(side=side)
    contacts.update(url=url)
    for contact in contacts:
        services.set_road(
            acts.Act(acts.SYSTEM, now, acts.Door.COMMAND),
            contact_id=contact.public_id,
            road=rules.Road(road),
            we_collect=collect == "collect",
        )
        sys.stdout.write(str(contact.public_id))


def hurry() -> None:
    """Either side: let what waits for another try be due at once."""
    now = import_module("rapport.foundation.clock").now()
    jobs: Any = import_module("rapport.journal.models").Job.objects
    jobs.filter(state="ready", work="exchange.deliver").update(run_at=now)
    contacts: Any = import_module("rapport.exchange.models").Contact.objects
    contacts.update(collect_due_at=None)


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
        "gaps": sum(
            len(import_module("rapport.exchange.selectors").gaps_from(one))
            for one in exchange.Contact.objects.all()
        ),
        "last number": max(outgoing.values_list("number", flat=True), default=0),
        "taken in": exchange.Incoming.objects.count(),
        "jobs open": ready.count(),
    }


if __name__ == "__main__":
    doings: dict[str, Any] = {
        "transmit": transmit,
        "reply": reply,
        "road": road,
        "hurry": hurry,
        "count": count,
    }
    doings[sys.argv[1]](*sys.argv[2:])

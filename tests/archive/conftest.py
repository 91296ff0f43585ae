"""An archive: the real directory, an office that publishes, letters as it publishes them."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from tests.protocol.making import OPENING
from tests.standing import standing

from rapport.archive import commands, services
from rapport.archive.models import Letter
from rapport.archive.services.loading import Counts
from rapport.directory.services import load_directory
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation import clock
from rapport.foundation.acts import GENEVA, SYSTEM, Act, Actor, Door
from rapport.journal.models import Entry
from rapport.protocol.kinds import Publication
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey

ASSEMBLY = {
    "mandate": "demo-open-assembly",
    "title": "Special Rapporteur on open assembly online",
    "holder": "Ilse Marrowby",
    "resolution": "DEMO/1",
}
ENTERPRISE = {
    "mandate": "demo-wg-enterprise",
    "title": "Working Group on enterprise and dignity",
}
QUESTIONS = (
    "Please provide any comment on the above allegations.",
    "Please explain whether face templates were kept, and for how long.",
)


def midday(day: date | str) -> datetime:
    """Noon in Geneva on a date."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(day, time(12), tzinfo=GENEVA).astimezone(UTC)


def reply(**changes: Any) -> dict[str, Any]:
    """A full reply of Ostrevane's neighbour, public as it is."""
    said = {
        "reply": str(uuid4()),
        "kind": "substantive",
        "received_on": "2026-02-28",
        "entity": "Quillmoor Social",
        "opening": "Thank you for your letter.",
        "answers": [
            {"number": 1, "stance": "answered", "text": "The accounts were restored."},
            {"number": 2, "stance": "declined", "text": "The contract forbids it."},
        ],
    }
    return said | changes


def publication(**changes: Any) -> Publication:
    """A letter with a full reply, in good order but for the changes."""
    said: dict[str, Any] = {
        "record": uuid4(),
        "version": 1,
        "type": "AL",
        "reference": "AL OTH 14/2099",
        "language": "en",
        "subject": "Accounts of tenants’ rights defenders in Vellanta, allegedly suspended",
        "dated_on": "2026-01-02",
        "reply_due_on": "2026-03-03",
        "published_on": "2026-03-04",
        "signatories": [ASSEMBLY, ENTERPRISE],
        "addressee": {"name": "Quillmoor Social", "slug": "demo-quillmoor"},
        "parts": [
            {"name": "information", "text": "According to the information received, …"},
            {"name": "concern", "text": "We are concerned that Person A was not heard."},
        ],
        "questions": [
            {"number": number, "text": text} for number, text in enumerate(QUESTIONS, 1)
        ],
        "replies": [reply()],
        "names_withheld": 1,
        "demonstration": True,
    }
    return Publication.model_validate(said | changes)


@dataclass
class Archive:
    """An archive in motion, and the office that publishes in it."""

    office: Contact
    today: datetime = field(default_factory=lambda: midday("2026-03-05"))
    client: Client = field(default_factory=Client)

    def act(self) -> Act:
        """An act of the command line."""
        return Act(SYSTEM, self.today, Door.COMMAND)

    def receive(
        self,
        document: Publication,
        *,
        sender: Contact | None = None,
        package: UUID | None = None,
        files: Sequence[Part] = (),
    ) -> None:
        """Let a package arrive, as the exchange hands it over."""
        sender = sender or self.office
        incoming = Incoming(
            package=package or uuid4(),
            sender=sender,
            kind=document.KIND,
            matter=document.record,
            answers=None,
            document=document,
            files={part.name: part for part in files},
            arrived_at=self.today,
        )
        act = Act(Actor(str(sender.public_id), sender.name), self.today, Door.PACKAGE)
        with transaction.atomic():
            services.receive_publication(act, incoming)

    def letter(self, **changes: Any) -> Letter:
        """A letter that was published."""
        document = publication(**changes)
        self.receive(document)
        return Letter.objects.get(record=document.record)

    def load(self, *rows: Mapping[str, Any] | bytes, **how: Any) -> Counts:
        """Load lines as a file."""
        lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
        file = io.BytesIO(b"\n".join(lines))
        return services.load_file(self.act(), file=file, name="records.jsonl", **how)

    def another(self, side: str = "office") -> Contact:
        """Another installation that is known here."""
        return Contact.objects.create(
            public_id=uuid4(),
            side=side,
            name="Somebody else",
            url="http://127.0.0.1:9",
            signing_key=SigningKey.generate().verify_key().to_text(),
            encryption_key=OPENING.sealing_key().to_text(),
        )

    def told(self) -> list[str]:
        """The names of the events in the journal, in order."""
        return list(Entry.objects.order_by("id").values_list("name", flat=True))


def record(**changes: Any) -> dict[str, Any]:
    """A line of a file of public records, in good order but for the changes."""
    said = {
        "type": "AL",
        "reference": "OTH 157/2025",
        "sent_on": "2026-02-13",
        "addressee": "An undertaking",
        "addressee_kind": "company",
        "mandates": ["freedex"],
        "summary": "Questions about a shutdown of mobile internet.",
        "source": "public register of communications",
        "url": "https://example.org/1",
    }
    return said | changes


def rapport(*arguments: str) -> int:
    """Run a subcommand of the archive and return its exit status."""
    parser = argparse.ArgumentParser()
    commands.add(parser.add_subparsers())
    options = parser.parse_args(arguments)
    return int(options.run(options) or 0)


@pytest.fixture(scope="module")
def directory(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Load the directory once for all tests of a module: each takes back what it changes."""
    with standing(django_db_blocker):
        with before_any_test(tmp_path_factory.mktemp("directory")):
            load_directory(Act(SYSTEM, clock.now(), Door.COMMAND), demonstration=True)
        yield


@contextmanager
def before_any_test(home: Path) -> Iterator[None]:
    """Be an archive with files and keys in a folder, for what is made for many tests."""
    import_module("rapport.config.wiring").wire("archive")
    with override_settings(RAPPORT_HOME=home, RAPPORT_SIDE="archive", RAPPORT_DEMO=True):
        yield


@pytest.fixture
def archive(directory: None, db: None, settings: Any, play: Callable[[str], None]) -> Archive:
    """An archive with the directory loaded, and an office known to it."""
    play("archive")
    settings.RAPPORT_DEMO = True
    settings.RAPPORT_NAME = "The public record"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    office = Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    return Archive(office)

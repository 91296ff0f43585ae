"""What these tests do and see inside an installation: `-m tests.documents.inside WHAT …`.

Runs in the installation's own process and environment.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from datetime import timedelta
from hashlib import sha256
from itertools import count
from typing import Any, NoReturn
from uuid import UUID, uuid4

import django


def fill() -> None:
    """Keep files, meet another installation, post it a package."""
    from django.db import transaction

    from rapport.documents import services as documents
    from rapport.exchange import services as exchange
    from rapport.foundation import clock
    from rapport.foundation.acts import SYSTEM, Act, Door
    from rapport.protocol.cards import Card
    from rapport.protocol.kinds import Receipt
    from rapport.protocol.sealing import OpeningKey
    from rapport.protocol.signing import SigningKey

    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    documents.keep(b"%PDF-1.7 a page", media_type="application/pdf", name="page.pdf")
    documents.keep("شهادة".encode(), media_type="text/plain", name="شهادة.txt")
    key = SigningKey.generate()
    card = Card(
        id=UUID("0ff1ce00-0000-4000-8000-000000000001"),
        side="office",
        name="Special Procedures office",
        addresses=["http://127.0.0.1:9"],
        signing_key=key.verify_key().to_text(),
        encryption_key=OpeningKey.generate().sealing_key().to_text(),
        number=1,
        issued_at=act.at.replace(microsecond=0),
    ).signed(key)
    contact = exchange.add_contact(act, card=card.to_bytes())
    receipt = Receipt(package=uuid4(), received_at=act.at - timedelta(microseconds=1))
    with transaction.atomic():
        exchange.post(act, to=contact.public_id, matter=uuid4(), document=receipt)


def look() -> None:
    """Print each table with a hash of its rows, and whether every stored file can be read."""
    from django.apps import apps

    from rapport.documents import services as documents
    from rapport.documents.models import StoredFile
    from rapport.exchange import services as exchange

    rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower not in {"sessions.session", "accounts.opensession"}:
            found = [repr(row) for row in model._base_manager.order_by("pk").values_list()]
            rows[model._meta.label_lower] = [
                len(found),
                sha256("".join(found).encode()).hexdigest(),
            ]
    files = {file.name: len(documents.read(file)) for file in StoredFile.objects.all()}
    key = exchange.own_key().verify_key().to_text()
    print(json.dumps({"rows": rows, "files": files, "key": key}))


def post_mail() -> None:
    """Post an e-mail that nobody has handed over yet."""
    from django.db import transaction

    from rapport.foundation import clock
    from rapport.foundation.acts import SYSTEM, Act, Door
    from rapport.mail import services as mail

    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    with transaction.atomic():
        mail.post_mail(
            act, matter=uuid4(), to="rights@hollinbrake.example", subject="x", text="x"
        )


def work() -> None:
    """Do the work that is due, and print the state of each e-mail."""
    from rapport.journal.services import work_off
    from rapport.mail.models import Outbound

    work_off()
    print(json.dumps([row.state.value for row in Outbound.objects.order_by("id")]))


def send_again() -> None:
    """Have the e-mails that are in doubt sent once more, as a person decides."""
    from rapport.foundation import clock
    from rapport.foundation.acts import SYSTEM, Act, Door
    from rapport.mail import selectors
    from rapport.mail import services as mail

    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    for row in selectors.unsettled():
        mail.settle_doubt(act, message=row.public_id, arrived=False)
    work()


def write() -> NoReturn:
    """Write pairs of rows, each pair in one transaction, until the process is stopped."""
    from django.db import transaction

    from rapport.documents.models import StoredFile
    from rapport.foundation import clock
    from rapport.journal.models import Entry

    for number in count():
        with transaction.atomic():
            name, at = f"pair-{number}", clock.now()
            StoredFile.objects.create(sha256="0" * 64, size=0, name=name, kept_at=at)
            Entry.objects.create(at=at, name="test.pair", matter=name, actor_id="", door="test")
        print(number, flush=True)
    raise AssertionError("there is always another number")


def sign_in(link: str) -> None:
    """Follow a sign-in link as a browser would; print the status of the page behind it."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    path = "/" + link.split("/", 3)[3]
    answer = client.post(path, follow=True)
    print(json.dumps([answer.status_code, "_auth_user_id" in client.session]))


def number() -> None:
    """Add a row to a table whose rows were brought along."""
    from rapport.documents import services as documents

    print(documents.keep(b"new", media_type="text/plain", name="new.txt").pk)


def half() -> None:
    """Begin to keep a file, and be killed before its bytes are safe."""
    from rapport.documents import services as documents
    from rapport.documents.services import at_rest, files

    at_rest.keys()
    files.path_of(sha256(b"half of it").hexdigest()).parent.mkdir(parents=True)
    _arm("os", "fsync")
    documents.keep(b"half of it", media_type="text/plain", name="half.txt")


def sweep() -> None:
    """Sweep up as a worker does, an hour later."""
    from django.conf import settings

    from rapport.documents import services as documents

    for path in (settings.RAPPORT_HOME / "files").rglob("new-*"):
        os.utime(path, (0, 0))
    print(documents.sweep())


def die(module: str, function: str, *command: str) -> None:
    """Run a command of `rapport`, and kill the process when it has done a function."""
    main: Any = importlib.import_module("rapport.cli.main")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
    if module.startswith("rapport.documents.services"):
        _arm_when_ready(module, function)
    else:
        _arm(module, function)
    sys.exit(main.main(list(command)))


def _arm_when_ready(module: str, function: str) -> None:
    """Arm a module that needs Django set up, just after it is."""
    before = django.setup

    def setup() -> None:
        before()
        _arm(module, function)

    django.setup = setup


def _arm(module: str, function: str) -> None:
    place: Any = importlib.import_module(module)
    before = getattr(place, function)

    def done(*arguments: Any, **named: Any) -> NoReturn:
        before(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("nobody outlives SIGKILL")

    setattr(place, function, done)


if __name__ == "__main__":
    what = {"fill": fill, "look": look, "write": write, "sign_in": sign_in, "number": number}
    what |= {"half": half, "sweep": sweep}
    what |= {"post_mail": post_mail, "work": work, "send_again": send_again}
    if sys.argv[1] == "die":
        die(*sys.argv[2:])
    else:
        django.setup()
        what[sys.argv[1]](*sys.argv[2:])

"""Run a worker or a web server that kills itself, with SIGKILL, once it gets to a point.

The process is the real one: our own code with one function wrapped, so that the power fails
just before or just after it. A point that is a number is a step: the power fails just before
that statement reaches the database.
"""

from __future__ import annotations

import importlib
import itertools
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NoReturn
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.db.backends.signals import connection_created

LEASE: Final = timedelta(seconds=0.2)


@dataclass(frozen=True, slots=True)
class Point:
    """A place at which the power fails: a function as its caller knows it, before or after."""

    process: str  # worker or web
    module: str
    function: str
    after: bool = False


OUT: Final = "rapport.exchange.services.outgoing"
PUSH: Final = "rapport.exchange.services.roads.push"
FATE: Final = "rapport.exchange.services.settling"
IN: Final = "rapport.exchange.services.incoming"

MAIL: Final = "rapport.mail.services.outgoing"
MAILBOX: Final = "rapport.mail.services.collecting"

POINTS: Final = {
    "a job is claimed, not begun": Point("worker", "rapport.journal.services", "_do"),
    "the page is not set in type yet": Point(
        "worker", "rapport.documents.services.printing", "render_pdf"
    ),
    "the package is built, not stored": Point("worker", OUT, "packages.build", after=True),
    "the package is stored, not committed": Point("worker", OUT, "enqueue", after=True),
    "the letter is posted, its job not done": Point(
        "worker", "rapport.journal.services", "_finish"
    ),
    "the package is about to be sent": Point("worker", PUSH, "_send"),
    "the package was sent, its answer not read": Point("worker", PUSH, "_send", after=True),
    "the answer is read, not kept": Point("worker", FATE, "_settle"),
    "the answer is kept, its job not done": Point("worker", FATE, "_settle", after=True),
    "the package is at the door": Point("web", IN, "packages.read"),
    "the package is kept, not handled": Point("web", IN, "_handle"),
    "the package is handled, not committed": Point("web", IN, "_handle", after=True),
    "the package is committed, its answer not given": Point(
        "web", "rapport.exchange.views.doors", "services.receive", after=True
    ),
}

MAIL_OUT: Final = {
    "the try is not written": Point("worker", MAIL, "_begun"),
    "the try is written, nothing said": Point("worker", MAIL, "smtp.send"),
    "the server has said: go on": Point("worker", "rapport.mail.services.smtp", "_dotted"),
    "the server has said yes, it is not written": Point("worker", MAIL, "_ended"),
    "the yes is written, its job not done": Point("worker", MAIL, "_ended", after=True),
}
MAIL_IN: Final = {
    "a message is fetched, not taken in": Point("worker", MAILBOX, "take_in"),
    "a message is taken in, not committed": Point(
        "worker", "rapport.mail.services.incoming", "_keep_files", after=True
    ),
    "a message is kept, the count not moved": Point("worker", MAILBOX, "take_in", after=True),
}
EVERY_POINT: Final = {**POINTS, **MAIL_OUT, **MAIL_IN}


def main(name: str, process: str) -> NoReturn:
    """Arm the point, then run the process for ever, or until a step's work is done."""
    shorten_leases()
    if name.isdecimal():
        count_down(int(name))
    else:
        arm(EVERY_POINT[name])
    if process == "web":
        _serve()
    _work(for_ever=not name.isdecimal())
    sys.exit()  # there was no such step: all work is done


def _work(*, for_ever: bool) -> None:
    """Do what the worker does; for ever, or until a round finds nothing."""
    acts = importlib.import_module("rapport.foundation.acts")
    clock = importlib.import_module("rapport.foundation.clock")
    exchange = importlib.import_module("rapport.exchange.services")
    journal = importlib.import_module("rapport.journal.services")
    mail = importlib.import_module("rapport.mail.services")
    while True:
        fetched = exchange.collect_due(acts.Act(acts.SYSTEM, clock.now(), acts.Door.SCHEDULE))
        collected = mail.collect_when_due()
        worked = journal.work_off(limit=100)
        if not (for_ever or fetched or worked or (collected and collected.taken)):
            return
        time.sleep(0.1)


def shorten_leases() -> None:
    """What this process holds when it dies is free again soon: nobody has to wait a minute."""
    importlib.import_module("rapport.journal.rules").LEASE = LEASE  # type: ignore[attr-defined]


def arm(point: Point) -> None:
    """Put the power cut before or after the function."""
    place: Any = importlib.import_module(point.module)
    *path, name = point.function.split(".")
    for step in path:
        place = getattr(place, step)
    setattr(place, name, _dying(getattr(place, name), after=point.after))


def count_down(steps: int) -> None:
    """Put the power cut before the statement of that number, counted over all connections."""
    left = itertools.count(steps - 1, -1)

    def watch(execute: Callable[..., Any], *statement: Any) -> Any:
        if next(left) <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    def watched(connection: Any, **named: Any) -> None:
        connection.execute_wrappers.append(watch)

    connection_created.connect(watched, weak=False)


def _dying(function: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def die(*arguments: Any, **named: Any) -> NoReturn:
        if after:
            function(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("nobody outlives SIGKILL")

    return die


def _serve() -> NoReturn:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Keep quiet."""

    application = get_wsgi_application()
    make_server(
        "127.0.0.1", settings.RAPPORT_PORT, application, handler_class=Quiet
    ).serve_forever()
    raise AssertionError("a server does not end by itself")

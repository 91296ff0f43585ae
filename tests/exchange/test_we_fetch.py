"""Behind a firewall we fetch what waits for us, answer it, and go on where we were cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connections
from tests.exchange import test_packages_come_in as coming
from tests.exchange.test_packages_come_in import KEY, OFFICE, a_package
from tests.protocol.making import OPENING
from tests.together import at_once, serving

from rapport.exchange import rules, services
from rapport.exchange.errors import NotCollected
from rapport.exchange.models import Contact
from rapport.exchange.models import Incoming as IncomingRow
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.kinds import Collection, Receipt, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.sealing import SealingKey
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.usefixtures("threads")


class Office(BaseHTTPRequestHandler):
    """The other end: keeps packages until their receipt is here."""

    waiting: dict[int, bytes] = {}  # noqa: RUF012  one office for the one server of a test
    asked: list[int] = []  # noqa: RUF012
    mood = "well"

    def do_POST(self) -> None:
        sealed = self.rfile.read(int(self.headers["Content-Length"]))
        ours = services.own_key().verify_key()
        opened = sealing.open_sealed(sealed, [OPENING])
        read = packages.read(opened, key_of=lambda _sender: ours, me=OFFICE)
        if isinstance(read.document, Collection):
            assert self.path == rules.COLLECT_PATH
            self._give(read.document.after, read)
            return
        assert self.path == rules.DOOR_PATH
        assert isinstance(read.document, Receipt | Rejection)
        if self.mood == "cut before the answer":
            self.close_connection = True
            return
        for number, body in list(self.waiting.items()):
            is_it = packages.peek(body)[0].package == read.manifest.answers
            if is_it and self.mood != "same again":
                del self.waiting[number]
        self.send_response(204)
        self.end_headers()

    def _give(self, after: int, read: packages.Package) -> None:
        self.asked.append(after)
        numbers = sorted(number for number in self.waiting if number > after)
        if self.mood == "no":
            self._send(422, self._no(read))
        elif self.mood == "same again" and self.waiting:
            self._send(200, self.waiting[min(self.waiting)])
        elif self.mood == "broken":
            self.send_error(500)
        elif not numbers:
            self.send_response(204)
            self.end_headers()
        else:
            self._send(200, self.waiting[numbers[0]])

    def _no(self, read: packages.Package) -> bytes:
        no = Rejection(
            package=read.manifest.package,
            rejected_at=clock.now(),
            code="exchange.not_fetched_here",
            reason="Ask the administrator.",
        )
        heading = Heading(
            package=read.manifest.package,
            sender=OFFICE,
            recipient=services.own_id(),
            number=0,
            matter=OFFICE,
            answers=read.manifest.package,
            made_at=clock.now(),
        )
        return packages.build(heading, no, (), KEY)

    def _send(self, status: int, body: bytes) -> None:
        key = SealingKey.from_text(services.own_card().encryption_key)
        sealed = sealing.seal(body, [key])
        self.send_response(status)
        self.send_header("Content-Length", str(len(sealed)))
        self.end_headers()
        self.wfile.write(sealed)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def finish(self) -> None:
        """Give back what this thread has asked of the database."""
        super().finish()
        connections.close_all()


@pytest.fixture
def office(threads: None) -> Iterator[type[Office]]:
    coming.taken.clear()
    services.serve({"letter": coming.take})
    services.own_card()
    Office.mood, Office.waiting, Office.asked = "well", {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    serving(server)
    Contact.objects.create(
        public_id=OFFICE,
        side="office",
        name="Special Procedures office",
        url=f"http://127.0.0.1:{server.server_port}",
        signing_key=KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        we_collect=True,
    )
    yield Office
    server.shutdown()
    server.server_close()


def act(after: timedelta = timedelta()) -> Act:
    return Act(SYSTEM, clock.now() + after, Door.SCHEDULE)


def test_everything_that_waits_is_fetched_in_order_and_answered(office: type[Office]) -> None:
    office.waiting = {number: a_package(number=number) for number in (3, 1, 2)}

    assert services.collect(act(), contact_id=OFFICE) == 3

    assert office.waiting == {}
    assert office.asked == [0, 1, 2, 3]
    assert [row.number for row in IncomingRow.objects.order_by("id")] == [1, 2, 3]
    assert Contact.objects.get().collected_at is not None


def test_cut_before_the_answer_it_comes_again_and_is_taken_once(office: type[Office]) -> None:
    office.waiting = {1: a_package(number=1)}
    office.mood = "cut before the answer"
    with pytest.raises(NotCollected):
        services.collect(act(), contact_id=OFFICE)
    assert len(coming.taken) == 1

    office.mood = "well"
    assert services.collect(act(), contact_id=OFFICE) == 1

    assert office.waiting == {}
    assert len(coming.taken) == 1
    assert Contact.objects.get().collect_said == ""


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        ("no", "Ask the administrator."),
        ("broken", "HTTPException"),
        ("same again", "HTTPException"),
        ("cut before the answer", "RemoteDisconnected"),
    ],
)
def test_what_went_wrong_is_kept_for_the_contacts_page(
    office: type[Office], mood: str, said: str
) -> None:
    office.waiting = {1: a_package(number=1), 2: a_package(number=2)}
    office.mood = mood

    with pytest.raises(NotCollected):
        services.collect(act(), contact_id=OFFICE)

    assert Contact.objects.get().collect_said == said


def test_what_another_signed_is_refused_and_not_taken(office: type[Office]) -> None:
    office.waiting = {1: a_package(SigningKey.generate(), number=1)}

    services.collect(act(), contact_id=OFFICE)

    assert coming.taken == []


def test_it_is_done_once_a_minute_and_less_often_while_it_fails(office: type[Office]) -> None:
    services.collect_due(act())
    services.collect_due(act(timedelta(seconds=50)))
    assert len(office.asked) == 1
    services.collect_due(act(timedelta(seconds=70)))
    assert len(office.asked) == 2

    office.mood = "broken"
    later = timedelta(hours=2)
    for _ in range(8):
        services.collect_due(act(later))
        later += timedelta(seconds=61)
    assert len(office.asked) < 2 + 8
    assert Contact.objects.get().collect_failures >= 6
    office.mood = "well"
    services.collect_due(act(timedelta(hours=9)))
    assert Contact.objects.get().collect_failures == 0


def test_of_several_workers_one_fetches(office: type[Office]) -> None:
    office.waiting = {1: a_package(number=1)}
    now = act()

    counts = at_once(*[lambda: services.collect_due(now)] * 4)

    assert sorted(counts) == [0, 0, 0, 1]
    assert office.asked == [0, 1]
    assert len(coming.taken) == 1


@pytest.mark.parametrize(
    "changes",
    [{"we_collect": False}, {"revoked_at": clock.now()}, {"encryption_key": ""}],
)
def test_from_others_nothing_is_fetched(office: type[Office], changes: dict[str, Any]) -> None:
    Contact.objects.update(**changes)

    assert services.collect_due(act()) == 0

    assert office.asked == []

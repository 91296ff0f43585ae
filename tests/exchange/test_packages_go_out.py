"""What is posted is sent until a signed answer is here, and shown as received only then."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests.exchange.test_packages_come_in import A_LETTER

from rapport.exchange import rules, selectors, services
from rapport.exchange.errors import AddressNotLoopback, AddressUnusable, ContactNotFound
from rapport.exchange.models import Contact, Outgoing
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry, Job
from rapport.journal.services import work_off
from rapport.protocol import package as packages
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db(transaction=True)

DESK_KEY = SigningKey.generate()
CODES = {
    "reject": "letter.no_questions",
    "sender unknown": "package.sender_unknown",
    # what a desk says of bytes that somebody else sent it under our name, or changed
    "other bytes": "package.signature_wrong",
    "torn bytes": "package.malformed",
    "changed part": "package.part_altered",
}


class Desk(BaseHTTPRequestHandler):
    """The other end: answers as it is told to."""

    public_id = uuid4()
    mood = "receipt"
    seen: list[bytes] = []  # noqa: RUF012  one list for the one server of a test

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(body)
        read = packages.read(
            body, key_of=lambda sender: services.own_key().verify_key(), me=self.public_id
        )
        if self.mood == "broken":
            self.send_error(500)
            return
        if self.mood == "hang up":
            self.close_connection = True
            return
        document: Document = Receipt(package=read.manifest.package, received_at=clock.now())
        if code := CODES.get(self.mood):
            document = Rejection(
                package=read.manifest.package, rejected_at=clock.now(), code=code, reason="No."
            )
        answers = uuid4() if self.mood == "wrong package" else read.manifest.package
        heading = Heading(
            package=uuid4(),
            sender=self.public_id,
            recipient=read.manifest.sender,
            number=0,
            matter=read.manifest.matter,
            answers=answers,
            made_at=clock.now(),
        )
        key = SigningKey.generate() if self.mood == "forged" else DESK_KEY
        answer = packages.build(heading, document, (), key)
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def desk() -> Iterator[type[Desk]]:
    Desk.mood, Desk.seen = "receipt", []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Contact.objects.create(
        public_id=Desk.public_id,
        side="desk",
        name="Quillmoor Social",
        url=f"http://127.0.0.1:{server.server_port}",
        signing_key=DESK_KEY.verify_key().to_text(),
        unit="demo-quillmoor",
    )
    yield Desk
    server.shutdown()
    server.server_close()


def post() -> UUID:
    with transaction.atomic():
        return services.post(
            Act(SYSTEM, clock.now(), Door.COMMAND),
            to=Desk.public_id,
            matter=A_LETTER.letter,
            document=A_LETTER,
        )


def try_again() -> None:
    Job.objects.update(run_at=clock.now() - timedelta(seconds=1))
    work_off()


def told() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("name", flat=True))


def test_a_package_is_received_when_the_receipt_is_here(desk: type[Desk]) -> None:
    post()
    assert selectors.deliveries_about(A_LETTER.letter)[0].is_open

    work_off()

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.received_at is not None
    assert delivery.tries == 1
    assert told() == ["exchange.posted", "exchange.received"]


@pytest.mark.parametrize(
    "mood",
    [
        "broken",
        "hang up",
        "forged",
        "wrong package",
        "sender unknown",
        "other bytes",
        "torn bytes",
        "changed part",
    ],
)
def test_without_a_good_answer_it_is_tried_again_with_the_same_bytes(
    desk: type[Desk], mood: str
) -> None:
    desk.mood = mood
    post()
    work_off()
    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.is_open
    assert delivery.last_said

    desk.mood = "receipt"
    try_again()

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.received_at is not None
    assert delivery.tries == 2
    assert desk.seen[0] == desk.seen[1]
    assert told() == ["exchange.posted", "exchange.received"]


def test_a_rejection_is_shown_with_its_reason_and_ends_the_tries(desk: type[Desk]) -> None:
    desk.mood = "reject"
    post()

    work_off()
    try_again()

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.refused_at is not None
    assert (delivery.refusal_code, delivery.refusal_reason) == ("letter.no_questions", "No.")
    assert len(desk.seen) == 1
    assert told() == ["exchange.posted", "exchange.refused"]


def test_delivering_twice_is_as_good_as_once(desk: type[Desk]) -> None:
    package = post()
    act = Act(SYSTEM, clock.now(), Door.SCHEDULE)

    services.deliver(act, package=str(package))
    services.deliver(act, package=str(package))
    work_off()

    assert len(desk.seen) == 1
    assert told() == ["exchange.posted", "exchange.received"]


def test_packages_to_one_contact_are_numbered_without_a_gap(desk: type[Desk]) -> None:
    post()
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012  both belong to it
        services.post(
            Act(SYSTEM, clock.now(), Door.COMMAND),
            to=Desk.public_id,
            matter=A_LETTER.letter,
            document=A_LETTER,
        )
        raise RuntimeError("the change failed")
    post()

    assert list(Outgoing.objects.values_list("number", flat=True)) == [1, 2]


def test_an_unknown_contact_cannot_be_written_to() -> None:
    with pytest.raises(ContactNotFound), transaction.atomic():
        services.post(
            Act(SYSTEM, clock.now(), Door.COMMAND),
            to=uuid4(),
            matter=A_LETTER.letter,
            document=A_LETTER,
        )


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://127.0.0.1:8001", None),
        ("http://[::1]:8001", None),
        ("http://192.0.2.7:8001", AddressNotLoopback),
        ("http://localhost:8001", AddressNotLoopback),
        ("http://2130706433/", AddressNotLoopback),
        ("https://office.example", AddressNotLoopback),
        ("ftp://127.0.0.1", AddressUnusable),
        ("http://me@127.0.0.1", AddressUnusable),
        ("nonsense", AddressUnusable),
    ],
)
def test_until_packages_are_sealed_they_go_to_loopback_only(
    url: str, refusal: type[Exception] | None
) -> None:
    why_not = rules.why_not_address(url)

    assert (type(why_not) if why_not else None) is refusal

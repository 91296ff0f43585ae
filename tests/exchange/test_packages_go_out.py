"""What is posted is sent until a signed answer is here, and shown as received only then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction
from tests.exchange.test_packages_come_in import A_LETTER
from tests.protocol.making import OPENING, a_card
from tests.together import at_once, serving

from rapport.exchange import rules, selectors, services
from rapport.exchange.errors import AddressNotSecure, AddressUnusable, ContactNotFound
from rapport.exchange.models import Contact, Outgoing
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry, Job
from rapport.journal.services import work_off
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.kinds import Document, Receipt, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.sealing import SealingKey
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db(transaction=True)

DESK_KEY = SigningKey.generate()
REJECTIONS = {
    "reject": "letter.no_questions",
    "plain reject": "letter.no_questions",
    "sender unknown": "package.sender_unknown",
    "plain sender unknown": "package.sender_unknown",
    "sealed for another": "package.sealed_for_another",
    "signature wrong": "package.signature_wrong",
    # what a desk says of bytes that somebody else sent it under our name, or changed
    "torn bytes": "package.malformed",
    "changed part": "package.part_altered",
}
BY_COMMAND = Act(SYSTEM, datetime(2026, 3, 2, 9, 0, tzinfo=UTC), Door.COMMAND)


class Desk(BaseHTTPRequestHandler):
    """The other end: answers as it is told to."""

    public_id = uuid4()
    opening = OPENING
    card: bytes | None = None
    asked = 0  # how often for the card
    wire: list[bytes] = []  # noqa: RUF012  as it travelled
    mood = "receipt"
    seen: list[bytes] = []  # noqa: RUF012  one list for the one server of a test

    def do_POST(self) -> None:
        sealed = self.rfile.read(int(self.headers["Content-Length"]))
        self.wire.append(sealed)
        body = sealing.open_sealed(sealed, [self.opening])
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
        if self.mood in REJECTIONS:
            code = REJECTIONS[self.mood]
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
        if not self.mood.startswith("plain"):
            ours = services.own_card().encryption_key
            answer = sealing.seal(answer, [SealingKey.from_text(ours)])
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200 if self.card else 404)
        self.end_headers()
        self.wfile.write(self.card or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def finish(self) -> None:
        """Give back what this thread has asked of the database."""
        super().finish()
        connections.close_all()


@pytest.fixture
def desk() -> Iterator[type[Desk]]:
    Desk.mood, Desk.seen, Desk.wire, Desk.card, Desk.asked = "receipt", [], [], None, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    serving(server)
    Contact.objects.create(
        public_id=Desk.public_id,
        side="desk",
        name="Quillmoor Social",
        url=f"http://127.0.0.1:{server.server_port}",
        signing_key=DESK_KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        unit="demo-quillmoor",
    )
    yield Desk
    server.shutdown()
    server.server_close()


def post(matter: UUID = A_LETTER.letter) -> UUID:
    with transaction.atomic():
        return services.post(
            Act(SYSTEM, clock.now(), Door.COMMAND),
            to=Desk.public_id,
            matter=matter,
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
        "plain sender unknown",
        "plain receipt",
        "plain reject",
        "sealed for another",
        "signature wrong",
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
    assert desk.wire[0] != desk.wire[1]
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


@pytest.mark.usefixtures("threads")
def test_several_workers_send_each_package_once(desk: type[Desk]) -> None:
    for _ in range(3):
        post(matter=uuid4())

    at_once(*[work_off] * 4)

    assert len(desk.seen) == 3
    assert not selectors.undelivered()


def test_a_matters_packages_go_in_their_order(desk: type[Desk]) -> None:
    first, second = post(), post()
    elsewhere = post(matter=uuid4())
    desk.mood = "broken"
    work_off()
    assert {packages.peek(body)[0].package for body in desk.seen} == {first, elsewhere}

    desk.mood, desk.seen[:] = "receipt", []
    try_again()
    try_again()

    sent = [packages.peek(body)[0].package for body in desk.seen]
    assert sorted(sent) == sorted([first, second, elsewhere])
    assert sent.index(first) < sent.index(second)


def test_what_is_called_off_lets_the_next_of_its_matter_go(desk: type[Desk]) -> None:
    first, second = post(), post()
    desk.mood = "broken"
    work_off()
    with transaction.atomic():
        assert services.call_off(BY_COMMAND, first)

    desk.mood, desk.seen[:] = "receipt", []
    work_off()

    assert [packages.peek(body)[0].package for body in desk.seen] == [second]


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
        ("http://192.0.2.7:8001", AddressNotSecure),
        ("http://localhost:8001", AddressNotSecure),
        ("http://2130706433/", AddressNotSecure),
        ("https://office.example", None),
        ("https://office.example:99999", AddressUnusable),
        ("https://office.example/a b", AddressUnusable),
        ("ftp://127.0.0.1", AddressUnusable),
        ("http://me@127.0.0.1", AddressUnusable),
        ("nonsense", AddressUnusable),
    ],
)
def test_to_another_machine_packages_go_by_https_only(
    url: str, refusal: type[Exception] | None
) -> None:
    why_not = rules.why_not_address(url)

    assert (type(why_not) if why_not else None) is refusal


def test_nothing_readable_goes_over_the_wire(desk: type[Desk]) -> None:
    post()
    work_off()

    (sent,) = desk.wire
    assert sealing.is_sealed(sent)
    assert b"Quillmoor" not in sent
    assert b"manifest" not in sent


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"encryption_key": ""}, "exchange.key_missing"),
        ({"revoked_at": datetime(2026, 3, 2, tzinfo=UTC)}, "exchange.contact_revoked"),
        ({"url": "http://192.0.2.7"}, "exchange.address_not_secure"),
        ({"url": "https://192.0.2.7"}, "exchange.contact_unverified"),
    ],
)
def test_without_a_usable_key_it_waits_and_says_why(
    desk: type[Desk], changes: dict[str, object], code: str
) -> None:
    here = Contact.objects.values_list("url", "encryption_key").get()
    post()
    Contact.objects.update(**changes)
    work_off()

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.is_open
    assert delivery.tries == 0
    assert delivery.why_waits is not None
    assert delivery.why_waits.code == delivery.last_said == code
    assert desk.wire == []

    Contact.objects.update(url=here[0], encryption_key=here[1], revoked_at=None)
    try_again()
    assert selectors.deliveries_about(A_LETTER.letter)[0].received_at is not None


def test_a_verified_contact_elsewhere_can_be_sent_to(desk: type[Desk]) -> None:
    contact = Contact.objects.get()
    contact.url, contact.verified_at = "https://desk.example", clock.now()

    assert selectors.why_not_reach(contact) is None


def their_card(desk: type[Desk], previous: SigningKey | None, key: SigningKey) -> bytes:
    """What the desk gives to whoever asks for its card: new keys."""
    return a_card(
        key,
        previous=previous,
        id=desk.public_id,
        side="desk",
        name="Quillmoor Social",
        unit="demo-quillmoor",
        addresses=[Contact.objects.get().url],
        encryption_key=desk.opening.sealing_key().to_text(),
        number=2,
    ).to_bytes()


def test_new_keys_signed_by_the_old_are_taken_on_the_way(desk: type[Desk]) -> None:
    new = SigningKey.generate()
    desk.card, desk.mood = their_card(desk, DESK_KEY, new), "signature wrong"
    Contact.objects.update(verified_at=clock.now())
    post()
    work_off()

    contact = Contact.objects.get()
    assert contact.signing_key == new.verify_key().to_text()
    assert contact.verified_at is not None
    assert told() == ["exchange.posted", "exchange.contact_changed"]


def test_an_answer_that_was_kept_from_before_a_rotation_settles(desk: type[Desk]) -> None:
    """The first answer is given again, byte for byte, by whoever has new keys since."""
    contact = Contact.objects.get()
    later = {"signing_key": SigningKey.generate().verify_key().to_text()}
    Contact.objects.update(**later, earlier_key=contact.signing_key)
    post()
    work_off()
    assert selectors.deliveries_about(A_LETTER.letter)[0].is_open, "too late for the old key"

    Contact.objects.update(earlier_until=clock.now() + timedelta(hours=1))
    try_again()

    assert selectors.deliveries_about(A_LETTER.letter)[0].received_at is not None


def test_new_keys_that_nobody_vouches_for_are_not_taken(
    desk: type[Desk],
) -> None:
    desk.card, desk.mood = their_card(desk, None, SigningKey.generate()), "signature wrong"
    post()
    work_off()

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert Contact.objects.get().signing_key == DESK_KEY.verify_key().to_text()
    assert delivery.is_open
    assert delivery.why_waits is not None
    assert delivery.why_waits.code == "exchange.key_changed"

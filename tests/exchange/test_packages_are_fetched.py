"""Who cannot be reached fetches from us, proves who it is, and hands its answers in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from tests.exchange.test_packages_come_in import A_LETTER
from tests.protocol.making import OPENING

from rapport.exchange import rules, selectors, services
from rapport.exchange.models import Contact, Outgoing
from rapport.exchange.rules import Road
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Entry
from rapport.journal.services import work_off
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.kinds import Collection, Document, Receipt, Rejection
from rapport.protocol.package import Heading
from rapport.protocol.signing import SigningKey

pytestmark = pytest.mark.django_db(transaction=True)

DESK = uuid4()
KEY = SigningKey.generate()


@pytest.fixture(autouse=True)
def desk() -> Contact:
    """A desk behind a firewall, whose keys were compared."""
    return Contact.objects.create(
        public_id=DESK,
        side="desk",
        name="Quillmoor Social",
        url="http://127.0.0.1:9",
        signing_key=KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        verified_at=clock.now(),
        road=Road.PULL,
    )


def post(matter: UUID = A_LETTER.letter) -> UUID:
    act = Act(SYSTEM, clock.now(), Door.COMMAND)
    with transaction.atomic():
        return services.post(act, to=DESK, matter=matter, document=A_LETTER)


def signed(document: Document, key: SigningKey = KEY, **changes: Any) -> bytes:
    heading = Heading(
        package=uuid4(),
        sender=DESK,
        recipient=services.own_id(),
        number=0,
        matter=DESK,
        answers=None,
        made_at=clock.now(),
    )
    return packages.build(replace(heading, **changes), document, (), key)


def hand_in(path: str, body: bytes) -> Any:
    ours = [key.sealing_key() for key in services.opening_keys()[:1]]
    sealed = sealing.seal(body, ours)
    return Client().post(path, data=sealed, content_type=rules.MEDIA_TYPE)


def fetch(after: int = 0, key: SigningKey = KEY, **changes: Any) -> Any:
    return hand_in(rules.COLLECT_PATH, signed(Collection(after=after), key, **changes))


def answer(package: UUID, code: str = "", key: SigningKey = KEY) -> Any:
    document: Document = Receipt(package=package, received_at=clock.now())
    if code:
        document = Rejection(package=package, rejected_at=clock.now(), code=code, reason="No.")
    return hand_in(rules.DOOR_PATH, signed(document, key, answers=package))


def read(response: Any) -> packages.Package:
    ours = services.own_key().verify_key()
    opened = sealing.open_sealed(response.content, [OPENING])
    return packages.read(opened, key_of=lambda _sender: ours, me=DESK)


def said_no(response: Any) -> str:
    assert response.status_code == 422
    ours = services.own_key().verify_key()
    body = response.content
    opened = sealing.open_sealed(body, [OPENING]) if sealing.is_sealed(body) else body
    document = packages.read(opened, key_of=lambda _sender: ours, me=None).document
    assert isinstance(document, Rejection)
    return document.code


def told() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("name", flat=True))


def test_what_waits_is_fetched_one_by_one_and_receipted() -> None:
    first, second = post(), post()
    work_off()
    assert Outgoing.objects.filter(tries=0).count() == 2  # the worker brings nothing there

    one = read(fetch())
    assert one.manifest.package == first
    assert answer(first).status_code == 204
    other = read(fetch(after=one.manifest.number))
    assert other.manifest.package == second
    assert answer(second).status_code == 204
    assert fetch(after=other.manifest.number).status_code == 204
    assert fetch().status_code == 204

    assert not selectors.undelivered()
    assert told() == ["exchange.posted"] * 2 + ["exchange.received"] * 2


def test_without_a_receipt_the_same_bytes_come_again() -> None:
    post()

    first, second = fetch(), fetch()

    assert first.content != second.content
    opened = [sealing.open_sealed(one.content, [OPENING]) for one in (first, second)]
    assert opened[0] == opened[1]
    (delivery,) = selectors.undelivered()
    assert delivery.tries == 2
    assert delivery.handed_at is not None


def test_the_same_receipt_twice_is_as_good_as_once() -> None:
    package = post()

    assert answer(package).status_code == 204
    assert answer(package, "letter.no_questions").status_code == 204

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.received_at
    assert not delivery.refused_at
    assert told() == ["exchange.posted", "exchange.received"]


def test_a_rejection_ends_it_and_one_that_can_be_mended_does_not() -> None:
    package = post()

    answer(package, "package.sealed_for_another")
    (delivery,) = selectors.undelivered()
    assert delivery.last_said.startswith("package.sealed_for_another")

    answer(package, "letter.no_questions")
    assert not selectors.undelivered()
    assert told() == ["exchange.posted", "exchange.refused"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": SigningKey.generate()}, "package.signature_wrong"),
        ({"sender": uuid4()}, "package.sender_unknown"),
        ({"recipient": uuid4()}, "package.not_for_us"),
        ({"made_at": clock.now() - timedelta(hours=2)}, "exchange.request_stale"),
        ({"made_at": clock.now() + timedelta(hours=2)}, "exchange.request_stale"),
    ],
)
def test_nobody_fetches_who_is_not_proved_to_be_the_contact(
    changes: dict[str, Any], code: str
) -> None:
    post()

    assert said_no(fetch(**changes)) == code
    assert Outgoing.objects.get().tries == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"road": Road.PUSH}, "exchange.not_fetched_here"),
        ({"verified_at": None}, "exchange.contact_unverified"),
        ({"revoked_at": clock.now()}, "package.sender_unknown"),
    ],
)
def test_who_may_not_fetch_is_told_why(changes: dict[str, Any], code: str) -> None:
    post()
    Contact.objects.update(**changes)

    assert said_no(fetch()) == code


def test_a_request_in_plain_or_too_long_is_refused() -> None:
    plain = Client().post(
        rules.COLLECT_PATH, data=signed(Collection()), content_type=rules.MEDIA_TYPE
    )
    assert said_no(plain) == "package.not_sealed"
    letter = hand_in(rules.COLLECT_PATH, signed(A_LETTER, number=1))
    assert said_no(letter) == "package.kind_not_served"
    long = signed(Collection.model_validate({"after": 0, "more": "x" * 70_000}))
    assert said_no(hand_in(rules.COLLECT_PATH, long)) == "package.seal_damaged"


def test_a_request_is_no_package_for_the_door() -> None:
    assert said_no(hand_in(rules.DOOR_PATH, signed(Collection()))) == "package.kind_not_served"


def test_what_waits_holds_back_what_follows_in_its_matter_alone() -> None:
    first, behind = post(), post()
    elsewhere = post(matter=uuid4())

    assert read(fetch()).manifest.package == first
    answer(first, "package.sealed_for_another")
    assert read(fetch(after=1)).manifest.package == elsewhere

    answer(first)
    assert read(fetch(after=1)).manifest.package == behind


@pytest.mark.parametrize(
    "make",
    [
        lambda package: signed(Receipt(package=package, received_at=clock.now())),
        lambda package: signed(
            Receipt(package=package, received_at=clock.now()), answers=uuid4()
        ),
    ],
)
def test_an_answer_to_nothing_known_settles_nothing(make: Any) -> None:
    package = post()

    assert said_no(hand_in(rules.DOOR_PATH, make(package))) == "exchange.answer_to_nothing"
    assert selectors.undelivered()


def test_an_answer_counts_only_from_whom_it_was_posted_to_and_sealed() -> None:
    package = post()
    other = SigningKey.generate()
    stranger = Contact.objects.create(
        public_id=uuid4(),
        side="desk",
        name="Hollinbrake",
        url="http://127.0.0.1:9",
        signing_key=other.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    receipt = Receipt(package=package, received_at=clock.now())

    theirs = signed(receipt, other, sender=stranger.public_id, answers=package)
    assert said_no(hand_in(rules.DOOR_PATH, theirs)) == "exchange.answer_to_nothing"
    assert said_no(answer(package, key=other)) == "package.signature_wrong"
    unsealed = services.take_in(signed(receipt, answers=package))
    assert not unsealed.taken
    assert selectors.undelivered()


def test_another_road_is_taken_at_once_by_what_waits() -> None:
    post()
    work_off()
    act = Act(SYSTEM, clock.now(), Door.COMMAND)

    services.set_road(act, contact_id=DESK, road=Road.PUSH, we_collect=False)
    services.set_road(act, contact_id=DESK, road=Road.PUSH, we_collect=False)
    work_off()

    (delivery,) = selectors.undelivered()
    assert delivery.tries == 1
    assert told() == ["exchange.posted", "exchange.road_changed"]

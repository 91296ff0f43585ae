"""The same package twice at the same moment, and the first packages of a fresh installation."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.exchange import test_packages_come_in as coming
from tests.together import at_once

from rapport.exchange import services
from rapport.exchange.models import Contact
from rapport.exchange.models import Incoming as IncomingRow
from rapport.journal.models import Entry
from rapport.protocol import sealing

pytestmark = pytest.mark.usefixtures("threads")


@pytest.fixture(autouse=True)
def _office_is_known(threads: None) -> None:
    coming.taken.clear()
    services.serve({"letter": coming.take})
    Contact.objects.create(
        public_id=coming.OFFICE,
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=coming.KEY.verify_key().to_text(),
        encryption_key=coming.OPENING.sealing_key().to_text(),
    )


def receive_sealed(body: bytes) -> services.Answered:
    """Seal for us with whatever key we have by then, and take it in at the door."""
    ours = services.opening_keys()[0].sealing_key()
    return services.receive(sealing.seal(body, [ours]))


def test_the_same_package_at_once_is_taken_once_and_answered_alike() -> None:
    body = coming.a_package()

    answers = at_once(*[lambda: receive_sealed(body)] * 4)

    assert all(answer.taken for answer in answers), answers
    assert len({answer.body for answer in answers}) == 1
    assert len(coming.taken) == 1
    assert IncomingRow.objects.count() == 1
    assert Entry.objects.count() == 1


def test_two_packages_under_one_id_at_once_are_one_receipt_and_one_rejection() -> None:
    package = uuid4()
    bodies = [coming.a_package(package=package, number=number) for number in (1, 2)]

    answers = at_once(*(lambda body=body: receive_sealed(body) for body in bodies))

    assert sorted(answer.taken for answer in answers) == [False, True]
    assert len(coming.taken) == 1


def test_the_same_rubbish_at_once_is_kept_once() -> None:
    answers = at_once(*[lambda: services.receive(b"rubbish")] * 4)

    assert [answer.taken for answer in answers] == [False] * 4


def test_the_first_packages_of_an_installation_are_signed_with_one_key() -> None:
    keys = at_once(*[lambda: services.own_key().verify_key().to_text()] * 8)

    assert len(set(keys)) == 1, keys

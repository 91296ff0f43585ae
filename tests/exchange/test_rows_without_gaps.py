"""A gap in a row is seen and asked for; a restored side gets back what it has lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange import test_packages_come_in as coming
from tests.exchange.test_packages_come_in import KEY, OFFICE, a_package
from tests.protocol.making import OPENING

from rapport.config import health
from rapport.documents import services as documents
from rapport.exchange import rules, selectors, services
from rapport.exchange.errors import NotTheAdministrator
from rapport.exchange.models import Contact, Outgoing, Skipped
from rapport.exchange.models import Incoming as IncomingRow
from rapport.exchange.rules import Gap, Road
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door
from rapport.journal.models import Entry, Job
from rapport.journal.services import work_off
from rapport.protocol import package as packages
from rapport.protocol.kinds import Document, Receipt, Rejection, ResendAnswer, ResendRequest
from rapport.protocol.kinds.rows import Span
from rapport.protocol.package import Heading

pytestmark = pytest.mark.django_db(transaction=True)

BY_COMMAND = Act(SYSTEM, clock.now(), Door.COMMAND)
SEEN = clock.now()


@pytest.fixture(autouse=True)
def office() -> Contact:
    """An office that fetches from us, so that nothing is sent by these tests."""
    coming.taken.clear()
    services.serve({"letter": coming.take})
    return Contact.objects.create(
        public_id=OFFICE,
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        verified_at=clock.now(),
        road=Road.PULL,
    )


def came(*numbers: int) -> None:
    for number in numbers:
        assert services.take_in(a_package(number=number)).taken


def says(document: Document, number: int = 1, **changes: Any) -> services.Answered:
    heading = Heading(
        package=uuid4(),
        sender=OFFICE,
        recipient=services.own_id(),
        number=number,
        matter=uuid4(),
        answers=changes.get("answers"),
        made_at=clock.now(),
    )
    return services.take_in(packages.build(heading, document, (), KEY), was_sealed=True)


def post(*, received: bool = True) -> UUID:
    with transaction.atomic():
        package = services.post(BY_COMMAND, to=OFFICE, matter=uuid4(), document=coming.A_LETTER)
    if received:
        says(Receipt(package=package, received_at=clock.now()), 0, answers=package)
    return package


def missing() -> list[tuple[int, int]]:
    return [(gap.first, gap.last) for gap in selectors.gaps_from(Contact.objects.get())]


def posted(kind: type[Document]) -> list[Any]:
    rows = Outgoing.objects.filter(kind=kind.KIND).order_by("number")
    ours = services.own_key().verify_key()
    found = []
    for row in rows:
        body = selectors.outgoing_body(row.package)
        assert body is not None
        data = bytes_of(body)
        found.append(packages.read(data, key_of=lambda _sender: ours, me=OFFICE).document)
    return found


def bytes_of(row: Outgoing) -> bytes:
    return documents.read(row.body)


def test_a_number_that_is_missing_is_seen() -> None:
    came(1, 2, 5, 9)

    assert missing() == [(3, 4), (6, 8)]
    assert selectors.whole_up_to(Contact.objects.get()) == 2

    came(4, 3)
    assert missing() == [(6, 8)]
    came(7)
    assert missing() == [(6, 6), (8, 8)]


def test_numbers_that_came_twice_and_those_of_no_row_are_no_gap() -> None:
    came(1, 2, 2, 0)

    assert missing() == []
    assert selectors.whole_up_to(Contact.objects.get()) == 2


def test_after_an_hour_a_gap_is_asked_for_once() -> None:
    came(1, 3)
    work_off()
    assert posted(ResendRequest) == []

    Job.objects.filter(work="exchange.ask_for_gap").update(run_at=clock.now())
    work_off()
    came(4)
    work_off()

    (asked,) = posted(ResendRequest)
    assert (asked.since, asked.skipped) == (1, None)
    assert Entry.objects.filter(name="exchange.resend_asked").count() == 1


def test_a_gap_that_closed_by_itself_is_not_asked_for() -> None:
    came(1, 3, 2)

    Job.objects.filter(work="exchange.ask_for_gap").update(run_at=clock.now())
    work_off()

    assert posted(ResendRequest) == []


def test_health_says_what_has_been_missing_for_hours(client: Client) -> None:
    came(2)
    assert health.MISSING not in client.get("/health").json()["failing"]

    IncomingRow.objects.update(arrived_at=clock.now() - timedelta(hours=4))
    assert health.MISSING in client.get("/health").json()["failing"]


def test_whoever_asks_gets_the_same_bytes_again_and_hears_what_will_not_come() -> None:
    for _ in range(2):
        post()
    refused, called_off, waiting = (post(received=False) for _ in range(3))
    no = Rejection(package=refused, rejected_at=clock.now(), code="letter.no", reason="No.")
    says(no, 0, answers=refused)
    with transaction.atomic():
        assert services.call_off(BY_COMMAND, called_off)
    before = {row.number: (row.body_id, row.received_at) for row in Outgoing.objects.all()}

    assert says(ResendRequest(since=1)).taken

    (answer,) = posted(ResendAnswer)
    assert answer.void == [Span(first=3, last=4)]
    ready = selectors.ready_for(Contact.objects.get())
    assert [row.number for row in ready] == [2, 5, 6]  # 6 is the answer
    assert waiting in {row.package for row in ready}
    for row in Outgoing.objects.filter(number__lte=5):
        assert (row.body_id, row.received_at) == before[row.number]


def test_what_was_sent_again_is_settled_by_its_receipt_and_stays_received() -> None:
    package = post()
    first = Outgoing.objects.get().received_at
    says(ResendRequest(since=0))
    assert selectors.waiting_for(Contact.objects.get()).filter(package=package).exists()

    later = clock.now() + timedelta(minutes=5)
    says(Receipt(package=package, received_at=later), 0, answers=package)

    assert not selectors.waiting_for(Contact.objects.get()).filter(package=package).exists()
    row = Outgoing.objects.get(package=package)
    assert row.received_at == first
    assert Entry.objects.filter(name="exchange.received").count() == 1


def test_what_is_refused_the_second_time_is_recorded_and_stays_received() -> None:
    package = post()
    says(ResendRequest(since=0))

    no = Rejection(package=package, rejected_at=clock.now(), code="letter.no", reason="No.")
    says(no, 0, answers=package)

    row = Outgoing.objects.get(package=package)
    assert (row.again_at, row.refused_at) == (None, None)
    assert row.received_at
    entry = Entry.objects.get(name="exchange.refused_again")
    assert entry.values["code"] == "letter.no"


def test_the_same_request_twice_asks_once() -> None:
    post()
    heading = Heading(
        package=uuid4(),
        sender=OFFICE,
        recipient=services.own_id(),
        number=1,
        matter=uuid4(),
        answers=None,
        made_at=clock.now(),
    )
    body = packages.build(heading, ResendRequest(since=0), (), KEY)

    answers = [services.take_in(body) for _ in range(2)]

    assert answers[0].body == answers[1].body
    assert len(posted(ResendAnswer)) == 1


def test_numbers_that_will_not_come_are_no_gap_any_more() -> None:
    came(1, 6)

    says(ResendAnswer(void=[Span(first=2, last=3)]), 7)
    assert missing() == [(4, 5)]
    says(ResendAnswer(void=[Span(first=4, last=5), Span(first=2, last=3)]), 8)

    assert missing() == []
    assert Skipped.objects.count() == 2


def test_what_they_hold_of_ours_after_a_restore_is_counted() -> None:
    says(ResendAnswer(kept=[Span(first=2, last=4), Span(first=9, last=9)]), 1)

    assert selectors.held_after_restore(Contact.objects.get()) == 4


def test_a_restored_contact_says_where_its_row_goes_on_and_hears_what_is_here() -> None:
    came(1, 2, 3)

    says(ResendRequest(since=0, skipped=Span(first=2, last=1_000)), 1_001)

    assert missing() == []
    (answer,) = posted(ResendAnswer)
    assert answer.kept == [Span(first=2, last=3)]


def test_after_a_restore_no_number_is_used_twice_and_each_contact_is_asked_once() -> None:
    came(1, 2)
    post()
    last = Contact.objects.get().last_number

    assert services.go_on_after_restore() == 1
    work_off()
    work_off()

    (asked,) = posted(ResendRequest)
    row = Outgoing.objects.get(kind="resend_request")
    assert asked.since == 2
    assert asked.skipped.first == last + 1
    assert asked.skipped.last == row.number - 1
    assert row.number > 1_700_000_000
    entry = Entry.objects.get(name="exchange.resend_asked")
    assert entry.values["after_restore"] is True


def test_an_administrator_asks_and_nobody_else() -> None:
    came(1)
    reader = Act(Actor(id="r", name="Reader"), clock.now(), Door.PAGE)

    assert services.ask_since(BY_COMMAND, contact_id=OFFICE) == 1
    assert services.ask_since(BY_COMMAND, contact_id=OFFICE, since=0) == 0
    with pytest.raises(NotTheAdministrator):
        services.ask_since(reader, contact_id=OFFICE)

    assert [one.since for one in posted(ResendRequest)] == [1, 0]


@given(here=st.sets(st.integers(1, 40)), void=st.lists(st.integers(1, 40)))
def test_gaps_and_what_is_here_and_what_will_not_come_make_up_the_row(
    here: set[int], void: list[int]
) -> None:
    spans = rules.spans_of(sorted(set(range(1, 41)) - here))

    left = rules.without((Gap(a, b, SEEN) for a, b in spans), rules.spans_of(sorted(void)))

    numbers = [number for gap in left for number in range(gap.first, gap.last + 1)]
    assert numbers == sorted(set(range(1, 41)) - here - set(void))


@given(first=st.integers(0, 2**40), seconds=st.integers(1, 10**6))
def test_a_second_restore_from_the_same_backup_goes_on_higher(first: int, seconds: int) -> None:
    one = rules.first_after_restore(first, SEEN)
    other = rules.first_after_restore(first, SEEN + timedelta(seconds=seconds))

    assert one > first
    assert other >= one
    assert other > one or first > SEEN.timestamp() - 1

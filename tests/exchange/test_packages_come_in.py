"""What comes through the door is taken once, or refused with a reason; both are answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.protocol.making import OPENING, a_card

from rapport.documents import services as documents
from rapport.exchange import rules, selectors, services
from rapport.exchange.models import Contact, KeptAside
from rapport.exchange.models import Incoming as IncomingRow
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.foundation.errors import Invalid
from rapport.journal.models import Entry, Job
from rapport.protocol import package as packages
from rapport.protocol import sealing
from rapport.protocol.kinds import (
    Addressee,
    Letter,
    LetterType,
    Question,
    Receipt,
    Rejection,
    Signatory,
)
from rapport.protocol.package import Heading, Package
from rapport.protocol.signing import SigningKey
from rapport.protocol.vectors import making
from rapport.protocol.vectors.examples import EXAMPLES

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE = UUID("0ff1ce00-0000-4000-8000-000000000001")
KEY, NEW = SigningKey.generate(), SigningKey.generate()

A_LETTER = Letter(
    letter=UUID("1e77e200-0000-4000-8000-000000000001"),
    type=LetterType.ALLEGATION,
    reference="AL OTH 12/2099",
    language="en",
    subject="Alleged suspension of accounts",
    dated_on=date(2026, 3, 2),
    sent_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    reply_period_days=60,
    reply_due_on=date(2026, 5, 1),
    public_from=datetime(2026, 5, 1, 22, 0, tzinfo=UTC),
    signatories=[Signatory(mandate="demo-open-assembly", title="Special Rapporteur")],
    addressee=Addressee(name="Quillmoor Social", slug="demo-quillmoor"),
    questions=[Question(number=1, text="Please provide any additional information.")],
    demonstration=True,
)

BY_COMMAND = Act(SYSTEM, datetime(2026, 3, 2, 9, 0, tzinfo=UTC), Door.COMMAND)

taken: list[services.Incoming] = []


class TooEarly(Invalid):
    """Only for these tests."""

    code = "test.too_early"
    text = "The letter is dated {date}, which is still to come."


def take(act: Act, incoming: services.Incoming) -> None:
    """Keep what came."""
    taken.append(incoming)


def refuse(act: Act, incoming: services.Incoming) -> None:
    """Write something, then refuse."""
    Contact.objects.create(
        public_id=uuid4(), side="desk", name="half-done", url="x", signing_key="x"
    )
    raise TooEarly(date="tomorrow")


@pytest.fixture(autouse=True)
def _office_is_known() -> None:
    taken.clear()
    services.serve({"letter": take})
    Contact.objects.create(
        public_id=OFFICE,
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )


def a_package(key: SigningKey = KEY, **changes: object) -> bytes:
    heading = Heading(
        package=uuid4(),
        sender=OFFICE,
        recipient=services.own_id(),
        number=1,
        matter=A_LETTER.letter,
        answers=None,
        made_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    )
    return packages.build(replace(heading, **changes), A_LETTER, (), key)  # type: ignore[arg-type]


def sent(client: Client, body: bytes) -> tuple[int, Package]:
    response = post(client, body)
    key = services.own_key().verify_key()
    answer = packages.read(opened(response.content), key_of=lambda sender: key, me=None)
    return response.status_code, answer


def post(client: Client, body: bytes) -> Any:
    """Seal for us, and hand in at the door."""
    ours = [key.sealing_key() for key in services.opening_keys()[:1]]
    sealed = sealing.seal(body, ours)
    return client.post(rules.DOOR_PATH, data=sealed, content_type=rules.MEDIA_TYPE)


def opened(answer: bytes) -> bytes:
    """Open an answer as the office would."""
    return sealing.open_sealed(answer, [OPENING]) if sealing.is_sealed(answer) else answer


def test_a_letter_is_handed_to_its_handler_and_receipted(client: Client) -> None:
    status, answer = sent(client, a_package())

    assert status == 200
    assert isinstance(answer.document, Receipt)
    assert [one.document for one in taken] == [A_LETTER]
    assert Entry.objects.get().name == "exchange.arrived"


def test_the_same_package_twice_is_taken_once_and_answered_alike(client: Client) -> None:
    body = a_package()

    first, second = post(client, body), post(client, body)

    assert second.content != first.content
    assert opened(second.content) == opened(first.content)
    assert len(taken) == 1
    assert IncomingRow.objects.count() == 1


def test_another_package_under_a_known_id_is_refused(client: Client) -> None:
    one = uuid4()
    sent(client, a_package(package=one))

    status, answer = sent(client, a_package(package=one, number=2))

    assert status == 422
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == "package.id_reused"
    assert len(taken) == 1


def test_a_refusal_leaves_nothing_half_done_and_is_answered_with_its_reason(
    client: Client,
) -> None:
    services.serve({"letter": refuse})

    status, answer = sent(client, a_package())

    assert status == 422
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == "test.too_early"
    assert answer.document.reason == "The letter is dated tomorrow, which is still to come."
    assert not Contact.objects.filter(name="half-done").exists()
    assert IncomingRow.objects.get().refusal_code == "test.too_early"


def test_a_kind_that_this_side_does_not_take_is_refused(client: Client) -> None:
    services.serve({})

    status, answer = sent(client, a_package())

    assert status == 422
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == "package.kind_not_served"


@pytest.mark.parametrize("kind", ["horoscope", "interim_reply"])
def test_a_kind_that_nobody_knows_is_refused_and_not_lost(client: Client, kind: str) -> None:
    """The sender can open the rejection and shows it; the bytes wait for a later release."""
    members = {f"{kind}.json": b"{}"}
    listed = making.manifest(members, kind=kind, recipient=str(services.own_id()))
    body = packages.pack(making.signed(members, listed, key=KEY))

    response = post(client, body)

    assert response.status_code == 422
    assert sealing.is_sealed(response.content)
    answer = packages.read(
        opened(response.content),
        key_of=lambda sender: services.own_key().verify_key(),
        me=OFFICE,
    )
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == "package.kind_unknown"
    assert f"Packages of the kind {kind} are not known here." in answer.document.reason
    assert answer.document.code not in rules.MENDABLE
    kept = KeptAside.objects.get()
    assert (kept.code, documents.read(kept.body)) == ("package.kind_unknown", body)


def test_every_kind_can_come_in(client: Client) -> None:
    """What a side serves is its own affair: the door takes each kind's example as it is."""
    for kind, document in EXAMPLES.items():
        services.serve({kind: take})
        heading = Heading(
            package=uuid4(),
            sender=OFFICE,
            recipient=services.own_id(),
            number=1,
            matter=A_LETTER.letter,
            answers=None,
            made_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        )

        status, _ = sent(client, packages.build(heading, document, (), KEY))

        if kind in {"receipt", "rejection", "collection"}:
            assert status == 422, "no answer to anything here, or a request at another door"
        elif kind in {"resend_request", "resend_answer"}:
            assert (status, IncomingRow.objects.latest("id").kind) == (200, kind), "taken here"
        else:
            assert (status, taken[-1].document) == (200, document)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"no package at all", "package.malformed"),
        (lambda: b"", "package.malformed"),
        (lambda: a_package(key=SigningKey.generate()), "package.signature_wrong"),
        (lambda: a_package(sender=uuid4()), "package.sender_unknown"),
        (lambda: a_package(recipient=uuid4()), "package.not_for_us"),
    ],
)
def test_what_cannot_be_trusted_is_kept_aside_with_the_reason(
    client: Client, make: Callable[[], bytes], code: str
) -> None:
    status, answer = sent(client, make())

    assert status == 422
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == code
    assert taken == []
    assert not IncomingRow.objects.exists()
    assert KeptAside.objects.get().code == code


def test_only_so_many_refused_things_are_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "KEPT_ASIDE_MOST", 2)

    for number in range(4):
        sent(client, b"rubbish %d" % number)

    assert selectors.kept_aside_count() == 2


def test_the_door_answers_posts_alone(client: Client) -> None:
    assert client.get(rules.DOOR_PATH).status_code == 405


def test_what_comes_in_plain_is_not_taken(client: Client) -> None:
    response = client.post(rules.DOOR_PATH, data=a_package(), content_type=rules.MEDIA_TYPE)

    assert response.status_code == 422
    said = packages.examine(response.content).document
    assert isinstance(said, Rejection)
    assert said.code == "package.not_sealed"
    assert taken == []
    assert KeptAside.objects.get().code == "package.not_sealed"


@pytest.mark.parametrize("damage", ["cut", "changed", "for another"])
def test_what_cannot_be_opened_is_refused_and_not_kept(client: Client, damage: str) -> None:
    key = OPENING if damage == "for another" else services.opening_keys()[0]
    sealed = bytearray(sealing.seal(a_package(), [key.sealing_key()]))
    if damage == "cut":
        del sealed[-100:]
    elif damage == "changed":
        sealed[-1] ^= 1

    response = client.post(rules.DOOR_PATH, data=bytes(sealed), content_type=rules.MEDIA_TYPE)

    said = packages.examine(response.content).document
    assert isinstance(said, Rejection)
    other = damage == "for another"
    assert said.code == ("package.sealed_for_another" if other else "package.seal_damaged")
    assert taken == []
    assert not KeptAside.objects.exists()


def test_answers_to_those_we_know_are_sealed(client: Client) -> None:
    good, bad = post(client, a_package()), post(client, a_package(key=SigningKey.generate()))

    assert sealing.is_sealed(good.content)
    assert sealing.is_sealed(bad.content)


def test_a_revoked_contact_is_a_stranger(client: Client) -> None:
    services.revoke_contact(BY_COMMAND, contact_id=OFFICE)

    status, answer = sent(client, a_package())

    assert status == 422
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == "package.sender_unknown"
    assert taken == []


def test_what_was_sealed_for_our_old_key_is_opened_after_a_rotation(client: Client) -> None:
    old = services.opening_keys()[0].sealing_key()
    services.rotate_keys(BY_COMMAND)

    sealed = sealing.seal(a_package(), [old])
    response = client.post(rules.DOOR_PATH, data=sealed, content_type=rules.MEDIA_TYPE)

    assert response.status_code == 200
    assert len(taken) == 1


def test_anybody_may_have_our_card(client: Client) -> None:
    response = client.get(rules.CARD_PATH)

    assert response.content == services.own_card().to_bytes()


def test_a_wrong_signature_has_their_card_fetched_once_a_minute_at_most(
    client: Client,
) -> None:
    sent(client, a_package(key=SigningKey.generate()))
    jobs = Job.objects.filter(work="exchange.refresh_card")
    assert jobs.count() == 1

    jobs.delete()
    for _ in range(3):
        services.ask_for_card(BY_COMMAND, Contact.objects.get())
    assert jobs.count() == 1


def rotated(**changes: Any) -> Contact:
    """The office has a new key, which the key before has signed."""
    services.add_contact(BY_COMMAND, card=a_card(KEY, number=1).to_bytes(), as_new=True)
    card = a_card(NEW, previous=KEY, number=2, issued_at=A_LETTER.sent_at, **changes)
    return services.add_contact(BY_COMMAND, card=card.to_bytes())


def test_what_waited_when_the_sender_took_new_keys_is_still_taken(client: Client) -> None:
    rotated()
    body = a_package(made_at=A_LETTER.sent_at)

    first, again = sent(client, body), sent(client, body)

    assert (first[0], again[0]) == (200, 200)
    assert first[1].manifest.package == again[1].manifest.package
    assert sent(client, a_package(key=NEW))[0] == 200


@pytest.mark.parametrize(
    ("before", "late", "code"),
    [
        (rotated, timedelta(seconds=1), "package.signature_wrong"),
        (rotated, timedelta(days=1), "package.signature_wrong"),
        (
            lambda: services.add_contact(
                BY_COMMAND, card=a_card(NEW, number=2).to_bytes(), as_new=True
            ),
            timedelta(),
            "package.signature_wrong",
        ),
        (
            lambda: [
                rotated(),
                services.add_contact(
                    BY_COMMAND, card=a_card(NEW, number=3, revoked=True).to_bytes()
                ),
            ],
            timedelta(),
            "package.sender_unknown",
        ),
    ],
    ids=["a second after", "a day after", "nobody vouched", "void"],
)
def test_the_key_before_counts_for_nothing_else(
    client: Client, before: Callable[[], object], late: timedelta, code: str
) -> None:
    before()

    status, answer = sent(client, a_package(made_at=A_LETTER.sent_at + late))

    assert status == 422
    assert isinstance(answer.document, Rejection)
    assert answer.document.code == code
    assert taken == []
